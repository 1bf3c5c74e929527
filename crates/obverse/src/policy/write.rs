//! From a [`Policy`] back to the text of `policy.toml`, every key written out, and the published JSON Schema.

use std::collections::BTreeMap;

use super::file::{
    AttributeFile, CanTeachFile, ComponentsFile, CultureFile, DifferentFile, ExemptFile, GenderFile, GenerationFile,
    GradeGapFile, PolicyFile, ReportingLineFile, RequestFile, RoleTestFile, RolesFile, RulesFile, ScaleFile, SeedFile,
    SharesFile, SwitchFile, TiersFile, WindowFile, WordOrNumber,
};
use super::{
    AttributeMeasure, ChainDepth, GenerationDirection, GenerationMeasure, Missing, OnMissing, Policy, RoleTest,
    from_trillionths,
};

impl Policy {
    /// The policy as a `policy.toml` with every key written out. Reading it gives the same policy, except for measures
    /// brought by the calling program, of which only the weights are written.
    pub fn to_toml(&self) -> String {
        let mut file = self.to_file();
        if i64::try_from(self.seed).is_err() {
            file.seed = Some(SeedFile::Text(self.seed.to_string()));
        }
        toml::to_string(&file).unwrap_or_default()
    }

    /// The policy as JSON, every key written out.
    pub fn to_json(&self) -> serde_json::Value {
        let mut file = self.to_file();
        file.as_of = self.score.as_of.map(|date| toml::Value::String(date.to_string()));
        serde_json::to_value(file).unwrap_or_default()
    }

    /// The JSON Schema (2020-12) of `policy.toml`, for editors.
    pub fn json_schema() -> String {
        let schema = schemars::schema_for!(PolicyFile);
        serde_json::to_string_pretty(&schema).unwrap_or_default()
    }

    fn to_file(&self) -> PolicyFile {
        let score = &self.score;
        let fraction = |billionths: u32| f64::from(billionths) / 1e9;
        PolicyFile {
            scale: Some(ScaleFile::Range([self.scale.bottom(), self.scale.top()])),
            seed: Some(SeedFile::Number(self.seed)),
            as_of: score.as_of.map(|date| match date.to_string().parse() {
                Ok(date) => toml::Value::Datetime(date),
                Err(_) => toml::Value::String(date.to_string()),
            }),
            missing: Some(match score.missing {
                Missing::Neutral => WordOrNumber::Word("neutral".to_owned()),
                Missing::Constant(b) => WordOrNumber::Number(fraction(b)),
            }),
            use_protected: Some(score.use_protected),
            protected: Some(score.protected.clone()),
            topics: (!score.topics.is_empty()).then(|| score.topics.clone()),
            columns: (!self.columns.is_empty()).then(|| self.columns.clone()),
            roles: self.roles_file(),
            weights: Some(score.weights.iter().map(|(c, w)| (c.to_string(), from_trillionths(*w))).collect()),
            components: Some(self.components_file()),
            rules: Some(self.rules_file()),
            tiers: Some(TiersFile {
                coverage: Some(self.tiers.coverage),
                min_score: Some(f64::from(self.tiers.min_points) / 10_000.0),
            }),
        }
    }

    fn roles_file(&self) -> Option<RolesFile> {
        let roles = &self.roles;
        let file = RolesFile {
            grade_order: (!roles.grade_order.is_empty()).then(|| roles.grade_order.clone()),
            junior: roles.junior.as_ref().map(|test| role_test(test, roles.junior_reason.as_ref())),
            senior: roles.senior.as_ref().map(|test| role_test(test, roles.senior_reason.as_ref())),
        };
        (file.grade_order.is_some() || file.junior.is_some() || file.senior.is_some()).then_some(file)
    }

    fn components_file(&self) -> ComponentsFile {
        let score = &self.score;
        let (measure, range) = match score.generation.measure {
            GenerationMeasure::Cohort => ("cohort", None),
            GenerationMeasure::Years(range) => ("years", Some(range)),
            GenerationMeasure::HireYears(range) => ("hire_years", Some(range)),
        };
        let direction = match score.generation.direction {
            GenerationDirection::Either => "either",
            GenerationDirection::YoungerTeaches => "younger_teaches",
        };
        let attributes: BTreeMap<String, AttributeFile> = (score.attributes.iter())
            .map(|(column, settings)| {
                let (measure, range) = match settings.measure {
                    AttributeMeasure::Difference => ("difference", None),
                    AttributeMeasure::Similarity => ("similarity", None),
                    AttributeMeasure::Overlap => ("overlap", None),
                    AttributeMeasure::Distance(range) => ("distance", Some(range)),
                    AttributeMeasure::Closeness(range) => ("closeness", Some(range)),
                };
                let range = range.map(|thousandths| thousandths as f64 / 1000.0);
                (format!("attribute:{column}"), AttributeFile { measure: Some(measure.to_owned()), range })
            })
            .collect();
        ComponentsFile {
            generation: Some(GenerationFile {
                boundaries: Some(score.generation.boundaries.clone()),
                direction: Some(direction.to_owned()),
                measure: Some(measure.to_owned()),
                range,
            }),
            culture: Some(CultureFile {
                columns: Some(score.culture.columns.clone()),
                distances: score.culture.distances.clone(),
            }),
            gender: score.gender.table.as_ref().map(|rows| GenderFile {
                table: Some(rows.iter().map(|(a, b, m)| (a.clone(), b.clone(), f64::from(*m) / 1e9)).collect()),
            }),
            request: Some(RequestFile { column: Some(score.request.column.clone()) }),
            attributes,
        }
    }

    fn rules_file(&self) -> RulesFile {
        let rules = &self.rules;
        let switch = |on: bool| Some(SwitchFile { enabled: Some(on) });
        RulesFile {
            reporting_line: Some(match &rules.reporting_line {
                None => ReportingLineFile { enabled: Some(false), ..ReportingLineFile::default() },
                Some(rule) => ReportingLineFile {
                    enabled: None,
                    chain_depth: Some(match rule.chain_depth {
                        ChainDepth::Any => WordOrNumber::Word("any".to_owned()),
                        ChainDepth::Off => WordOrNumber::Word("off".to_owned()),
                        ChainDepth::Steps(k) => WordOrNumber::Number(f64::from(k)),
                    }),
                    shared_manager_depth: Some(rule.shared_manager_depth),
                    if_nobody_left: rule.if_nobody_left,
                    exempt: (!rule.exempt.is_empty()).then(|| {
                        let exempt = rule.exempt.iter();
                        exempt.map(|e| ExemptFile { id: e.id.clone(), reason: e.reason.clone() }).collect()
                    }),
                    missing: Some(on_missing(rule.missing)),
                },
            }),
            opt_in: switch(rules.opt_in),
            conflict: switch(rules.conflict),
            past_pair: switch(rules.past_pair),
            grade_gap: rules.grade_gap.map(|rule| GradeGapFile {
                enabled: None,
                at_least: Some(rule.at_least),
                missing: Some(on_missing(rule.missing)),
            }),
            different: rules.different.as_ref().map(|rule| DifferentFile {
                enabled: None,
                columns: Some(rule.columns.clone()),
                reason: rule.reason.clone(),
                missing: Some(on_missing(rule.missing)),
            }),
            shares: rules.shares.as_ref().map(|rule| SharesFile {
                enabled: None,
                columns: Some(rule.columns.clone()),
                windows: (!rule.windows.is_empty()).then(|| {
                    let windows = rule.windows.iter();
                    windows
                        .map(|w| WindowFile {
                            column: w.column.clone(),
                            at_most: w.at_most_thousandths as f64 / 1000.0,
                        })
                        .collect()
                }),
                reason: rule.reason.clone(),
                missing: Some(on_missing(rule.missing)),
            }),
            can_teach: rules
                .can_teach
                .map(|rule| CanTeachFile { enabled: None, missing: Some(on_missing(rule.missing)) }),
        }
    }
}

fn on_missing(missing: OnMissing) -> String {
    if missing == OnMissing::Bar { "bar" } else { "pass" }.to_owned()
}

fn role_test(test: &RoleTest, reason: Option<&String>) -> RoleTestFile {
    let mut file = RoleTestFile { reason: reason.cloned(), ..RoleTestFile::default() };
    match test {
        RoleTest::GradeAtMost(grade) => file.grade_at_most = Some(WordOrNumber::Word(grade.clone())),
        RoleTest::GradeAtLeast(grade) => file.grade_at_least = Some(WordOrNumber::Word(grade.clone())),
        RoleTest::StepsFromTopAtMost(k) => file.steps_from_top_at_most = Some(*k),
        RoleTest::StepsFromTopAtLeast(k) => file.steps_from_top_at_least = Some(*k),
        RoleTest::ColumnIn { column, values } => {
            file.column = Some(column.clone());
            file.values = Some(values.iter().cloned().map(WordOrNumber::Word).collect());
        }
    }
    file
}

#[cfg(test)]
mod tests {
    use super::super::{Aim, Component};
    use super::*;

    #[test]
    fn every_template_reads_and_writes_back_to_the_same_policy() {
        for aim in Aim::ALL {
            let policy = Policy::from_toml(&Policy::template(aim)).unwrap();
            let again = Policy::from_toml(&policy.to_toml()).unwrap();
            assert_eq!(policy.to_toml(), again.to_toml(), "{aim:?}");
            policy.check().unwrap();
        }
    }

    #[test]
    fn every_template_line_with_a_key_has_a_comment() {
        for line in Policy::template(Aim::Balanced).lines().filter(|line| !line.is_empty()) {
            assert!(line.contains('#'), "{line:?}");
        }
    }

    #[test]
    fn the_balanced_template_is_the_default() {
        let template = Policy::from_toml(&Policy::template(Aim::Balanced)).unwrap();
        assert_eq!(template.to_toml(), Policy::default().to_toml());
    }

    #[test]
    fn every_commented_example_line_is_valid_when_uncommented() {
        let text = Policy::template(Aim::Balanced);
        let examples = text.lines().skip(2).map(|line| {
            let key = line.strip_prefix("# ").filter(|l| l.starts_with('[') || l.split(' ').nth(1) == Some("="));
            key.unwrap_or(line)
        });
        let text: Vec<&str> = examples.collect();
        let policy = Policy::from_toml(&text.join("\n"));
        assert!(policy.is_ok(), "{}", policy.unwrap_err());
    }

    #[test]
    fn mistakes_are_reported_all_at_once_with_the_nearest_key() {
        let text = "sede = 3\nscale = 77\n[weights]\nskil_gap = 1.0\ngeneration = -2\n[rules.reporting_lines]\n[tiers]\nmin_score = 200\ncoverage = 3\n[components.generation]\nmeasure = \"eons\"";
        let error = Policy::from_toml(text).unwrap_err();
        let problems = error.problems().unwrap();
        let columns: Vec<&str> = problems.iter().filter_map(|p| p.column.as_deref()).collect();
        for expected in [
            "sede",
            "scale",
            "weights.skil_gap",
            "weights.generation",
            "rules.reporting_lines",
            "tiers.min_score",
            "tiers.coverage",
            "components.generation.measure",
        ] {
            assert!(columns.contains(&expected), "{expected} missing in {problems}");
        }
        assert_eq!(columns.len(), 8, "{problems}");
        assert!(problems.to_string().contains("did you mean \"seed\""), "{problems}");
        assert!(problems.to_string().contains("did you mean \"skill_gap\""), "{problems}");
        assert!(problems.to_string().contains("did you mean \"reporting_line\""), "{problems}");
    }

    #[test]
    fn the_first_weight_replaces_the_default_table() {
        let policy = Policy::default().weight(Component::SkillGap, 0.5).unwrap();
        assert_eq!(policy.score.weights.len(), 1);
        let policy = Policy::from_toml("[weights]\ngender = 0.1").unwrap();
        assert_eq!(policy.score.weights, vec![(Component::Gender, 100_000_000_000)]);
    }
}

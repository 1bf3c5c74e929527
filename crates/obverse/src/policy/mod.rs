//! The programme's policy: what counts, how much, and what is never done.
//!
//! A [`Policy`] is built in code or read from one TOML file; [`Policy::check`] turns it into a [`CheckedPolicy`], which can
//! prepare a programme. Every key has a default; [`Policy::template`] prints them all with comments.
//!
//! ```
//! use obverse::policy::{Component, Policy};
//!
//! let policy = Policy::default().weight(Component::SkillGap, 0.5)?.weight(Component::Generation, 0.2)?.check()?;
//! # Ok::<(), obverse::Error>(())
//! ```

mod aim;
mod columns;
mod component;
mod file;
mod read;
mod rules;
mod settings;
mod unknown_keys;
mod write;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

pub use aim::Aim;
pub use component::Component;
pub use rules::{
    CanTeach, ChainDepth, Different, Exemption, GradeGap, OnMissing, ReportingLine, Rules, Shares, Window,
};
pub use settings::{
    AttributeMeasure, AttributeSettings, CultureSettings, GenderSettings, GenerationDirection, GenerationMeasure,
    GenerationSettings, Missing, RequestSettings, RoleTest, RoleTests, ScoreSettings, Tiers,
};

use crate::score::Measure;
use crate::workforce::{Scale, WorkforceReader, column_name};
use crate::{Code, Error, Problem, Problems};

/// Weights are kept as whole trillionths: any decimal of up to twelve places is exact.
const WEIGHT_UNIT: f64 = 1e12;

/// What counts in a pairing, how much, and what is never done. Start from [`Policy::default`], [`Policy::aim`] or
/// [`Policy::from_toml`].
#[derive(Clone)]
pub struct Policy {
    pub(crate) scale: Scale,
    pub(crate) seed: u64,
    pub(crate) columns: BTreeMap<String, String>,
    pub(crate) roles: RoleTests,
    pub(crate) score: ScoreSettings,
    pub(crate) rules: Rules,
    pub(crate) tiers: Tiers,
    pub(crate) custom: Vec<(String, Arc<dyn Measure>)>,
    weights_given: bool,
}

impl Default for Policy {
    /// Skills 40 %, reciprocal skills, generation, culture and gender 15 % each; reporting lines barred; people before points.
    fn default() -> Self {
        Policy {
            scale: Scale::default(),
            seed: 0,
            columns: BTreeMap::new(),
            roles: RoleTests::default(),
            score: ScoreSettings::default(),
            rules: Rules::default(),
            tiers: Tiers::default(),
            custom: Vec::new(),
            weights_given: false,
        }
    }
}

impl fmt::Debug for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Policy")
            .field("weights", &self.score.weights)
            .field("rules", &self.rules)
            .field("tiers", &self.tiers)
            .finish_non_exhaustive()
    }
}

impl Policy {
    /// The weight of a component, any number ≥ 0: weights are shares of their sum. The first weight given replaces the whole
    /// default table; 0 switches a component off.
    ///
    /// # Errors
    /// `bad_value` if the weight is negative, above a million or no number.
    pub fn weight(mut self, component: Component, weight: f64) -> Result<Self, Error> {
        if !(0.0..=1e6).contains(&weight) {
            let text = format!("the weight of {component} must lie between 0 and 1,000,000");
            return Err(one(Problem::new(Code::BadValue, text).with_value(weight.to_string())));
        }
        if !self.weights_given {
            self.score.weights.clear();
            self.weights_given = true;
        }
        self.score.weights.retain(|(c, _)| *c != component);
        self.score.weights.push((component, (weight * WEIGHT_UNIT).round() as u64));
        self.score.weights.sort();
        Ok(self)
    }

    /// A measure of your own, with its weight, as the component `custom:NAME`.
    ///
    /// # Errors
    /// As [`Policy::weight`].
    pub fn custom(mut self, name: &str, weight: f64, measure: Arc<dyn Measure>) -> Result<Self, Error> {
        self.custom.retain(|(n, _)| n != name);
        self.custom.push((name.to_owned(), measure));
        self.weight(Component::Custom(name.to_owned()), weight)
    }

    /// The seed of the draw that orders people for ties.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// The level scale of skills.
    #[must_use]
    pub fn scale(mut self, scale: Scale) -> Self {
        self.scale = scale;
        self
    }

    /// The programme's topics: they stand in for the wants of people who state none.
    #[must_use]
    pub fn topics<S: Into<String>>(mut self, topics: impl IntoIterator<Item = S>) -> Self {
        self.score.topics = topics.into_iter().map(Into::into).collect();
        self
    }

    /// Replaces the eligibility rules.
    #[must_use]
    pub fn rules(mut self, rules: Rules) -> Self {
        self.rules = rules;
        self
    }

    /// Replaces the tiers.
    #[must_use]
    pub fn tiers(mut self, tiers: Tiers) -> Self {
        self.tiers = tiers;
        self
    }

    /// Replaces the tests that say who is junior and who is senior.
    #[must_use]
    pub fn roles(mut self, roles: RoleTests) -> Self {
        self.roles = roles;
        self
    }

    /// Replaces all that scoring reads (weights included).
    #[must_use]
    pub fn score_settings(mut self, settings: ScoreSettings) -> Self {
        self.score = settings;
        self.weights_given = true;
        self
    }

    /// `false`: attribute-free mode, no protected attribute is scored.
    #[must_use]
    pub fn use_protected(mut self, yes: bool) -> Self {
        self.score.use_protected = yes;
        self
    }

    /// This export's header names, each with the name it stands for.
    pub fn columns(&self) -> &BTreeMap<String, String> {
        &self.columns
    }

    /// A reader of exports that knows this policy's headers, level scale and protected columns.
    pub fn reader(&self) -> WorkforceReader {
        WorkforceReader::new()
            .columns(self.columns.clone())
            .scale(self.scale)
            .protected(self.protected_columns())
            .derives_roles(self.roles.junior.is_some() || self.roles.senior.is_some())
    }

    /// The scale skills are read on.
    pub fn level_scale(&self) -> Scale {
        self.scale
    }

    /// Whether the most people with a partner come before points.
    pub fn coverage_first(&self) -> bool {
        self.tiers.coverage
    }

    /// The file with a distance table for the culture component, if the policy names one. Its rows are given with
    /// [`Policy::culture_distances`].
    pub fn culture_distance_file(&self) -> Option<&str> {
        self.score.culture.distances.as_deref()
    }

    /// The rows of the distance table: two values, folded, and their distance in [0, 1].
    pub fn culture_distance_rows(&self) -> impl ExactSizeIterator<Item = (&str, &str, f64)> {
        let rows = self.score.culture.distance_table.iter();
        rows.map(|(a, b, billionths)| (a.as_str(), b.as_str(), f64::from(*billionths) / 1e9))
    }

    /// With another name for the file of the distance table, if the policy has one.
    #[must_use]
    pub fn rename_culture_distance_file(mut self, file: &str) -> Self {
        if let Some(name) = &mut self.score.culture.distances {
            file.clone_into(name);
        }
        self
    }

    /// Distances between culture values, in place of "differs": a, b, distance in [0, 1].
    ///
    /// # Errors
    /// `bad_value` for each distance that is no number in [0, 1].
    pub fn culture_distances(mut self, rows: impl IntoIterator<Item = (String, String, f64)>) -> Result<Self, Error> {
        let mut problems = Problems::new();
        self.score.culture.distance_table.clear();
        for (a, b, distance) in rows {
            if let Some(share) = settings::billionths(distance) {
                self.score.culture.distance_table.push((a.trim().to_lowercase(), b.trim().to_lowercase(), share));
            } else {
                let problem = Problem::new(Code::BadValue, "a distance must lie between 0 and 1");
                problems.push(problem.with_value(distance.to_string()));
            }
        }
        problems.into_result()?;
        Ok(self)
    }

    /// Checks that the policy makes sense as a whole.
    ///
    /// # Errors
    /// Every value out of its range, all at once.
    pub fn check(mut self) -> Result<CheckedPolicy, Error> {
        let mut problems = Problems::new();
        self.resolve_columns(&mut problems);
        let bad = |text: &str, key: &str| Problem::new(Code::BadValue, text).in_column(key);
        if self.score.weights.iter().all(|(_, w)| *w == 0) {
            problems.push(bad("at least one weight must be above 0", "weights"));
        }
        for (component, weight) in &self.score.weights {
            match component {
                Component::Attribute(column) if *weight > 0 && !self.score.attributes.contains_key(column) => {
                    let text = format!(
                        "{component} needs a table [components.\"{component}\"] with measure = \"difference\", \"similarity\", \"overlap\", \"distance\" or \"closeness\""
                    );
                    problems.push(bad(&text, &format!("weights.{component}")));
                }
                Component::Custom(name) if *weight > 0 && !self.custom.iter().any(|(n, _)| n == name) => {
                    let text = format!("{component} is measured by the calling program, and none was given");
                    problems.push(bad(&text, &format!("weights.{component}")));
                }
                _ => {}
            }
        }
        let boundaries = &self.score.generation.boundaries;
        if boundaries.is_empty() || boundaries.windows(2).any(|w| w[0] >= w[1]) {
            problems.push(bad("boundaries must be birth years in ascending order", "components.generation.boundaries"));
        }
        if self.tiers.min_points > 1_000_000 {
            problems.push(bad("min_score must lie between 0 and 100", "tiers.min_score"));
        }
        for (protected, key) in self.protected_without_reason() {
            let text = format!(
                "{protected:?} is a protected attribute: add reason = \"…\" in your own words, which every report will show"
            );
            problems.push(Problem::new(Code::ProtectedWithoutReason, text).in_column(key));
        }
        problems.into_result()?;
        Ok(CheckedPolicy { policy: Arc::new(self) })
    }

    fn protected_without_reason(&self) -> Vec<(String, &'static str)> {
        let mut protected = self.protected_columns();
        protected.extend(["birth_date", "birth_year", "age", "generation"].map(str::to_owned));
        let mut found = Vec::new();
        let mut look = |columns: &mut dyn Iterator<Item = &str>, reason: Option<&String>, key| {
            if reason.is_none_or(|r| r.trim().is_empty()) {
                found.extend(columns.filter(|c| protected.contains(&column_name(c))).map(|c| (c.to_owned(), key)));
            }
        };
        for (key, test, reason) in self.roles.each() {
            look(&mut test.and_then(RoleTest::column).into_iter(), reason, key);
        }
        if let Some(rule) = &self.rules.different {
            look(&mut rule.columns.iter().map(String::as_str), rule.reason.as_ref(), "rules.different");
        }
        if let Some(rule) = &self.rules.shares {
            let columns = rule.columns.iter().chain(rule.windows.iter().map(|w| &w.column)).map(String::as_str);
            look(&mut { columns }, rule.reason.as_ref(), "rules.shares");
        }
        found
    }
}

fn one(problem: Problem) -> Error {
    let mut problems = Problems::new();
    problems.push(problem);
    Error::Problems(problems)
}

/// A policy that makes sense as a whole. A cheap handle.
#[derive(Clone, Debug)]
pub struct CheckedPolicy {
    policy: Arc<Policy>,
}

impl CheckedPolicy {
    /// The policy.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }
}

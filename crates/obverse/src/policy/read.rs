//! From the text of `policy.toml` to a [`Policy`], with every mistake at once.

use super::file::{
    AttributeFile, GenerationFile, PolicyFile, ReportingLineFile, RoleTestFile, RulesFile, ScaleFile, SeedFile,
    WordOrNumber,
};
use super::settings::billionths;
use super::{
    AttributeMeasure, AttributeSettings, CanTeach, ChainDepth, Component, Different, Exemption, GenerationDirection,
    GenerationMeasure, GradeGap, Missing, OnMissing, Policy, RoleTest, Shares, Window, kinds, shown, trillionths,
    unknown_keys,
};
use crate::workforce::Scale;
use crate::{Code, Error, Problem, Problems};

impl Policy {
    /// Reads a policy file. Keys that are not there keep their defaults.
    ///
    /// ```
    /// use obverse::Policy;
    ///
    /// let policy = Policy::from_toml("[weights]\nskill_gap = 0.7\ngeneration = 0.3\n")?.check()?;
    /// let mistake = Policy::from_toml("[weights]\nskil_gap = 0.7\n");
    /// assert!(mistake.is_err_and(|error| error.to_string().contains("skill_gap")));
    /// # Ok::<(), obverse::Error>(())
    /// ```
    ///
    /// # Errors
    /// Every unknown key (with the nearest known one) and every value of the wrong kind or range, all at once.
    pub fn from_toml(text: &str) -> Result<Policy, Error> {
        let mut problems = Problems::new();
        let mut table = match text.trim_start_matches('\u{feff}').parse::<toml::Table>() {
            Ok(table) => table,
            Err(error) => {
                let mut problem = Problem::new(Code::BadValue, format!("this is not TOML: {}", error.message()));
                if let Some(span) = error.span() {
                    problem = problem.at_rows([line_of(text, span.start)]);
                }
                return Err(super::one(problem));
            }
        };
        unknown_keys::remove(&mut table, &mut problems);
        kinds::remove_wrong(&mut table, &mut problems);
        let file = typed(table, &mut problems);
        let policy = build(file, &mut problems);
        problems.into_result()?;
        Ok(policy)
    }
}

fn line_of(text: &str, at: usize) -> u64 {
    1 + text.as_bytes().iter().take(at).filter(|b| **b == b'\n').count() as u64
}

/// The file, now that every value in it is of the right kind.
fn typed(table: toml::Table, problems: &mut Problems) -> PolicyFile {
    table.try_into().unwrap_or_else(|error: toml::de::Error| {
        if !problems.has_errors() {
            let text = format!("a value does not belong where it stands ({})", error.message());
            problems.push(Problem::new(Code::BadValue, text));
        }
        PolicyFile::default()
    })
}

struct Reader<'a> {
    problems: &'a mut Problems,
}

impl Reader<'_> {
    fn bad(&mut self, key: &str, value: impl AsRef<str>, text: &str) {
        self.problems.push(Problem::new(Code::BadValue, text).in_column(key).with_value(value));
    }

    /// Something is missing at a key, unless it is only missing because what stands there is wrong.
    fn needs(&mut self, key: &str, text: &str) {
        let told =
            |column: &str| column.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']));
        if !self.problems.iter().any(|problem| problem.column.as_deref().is_some_and(told)) {
            self.problems.push(Problem::new(Code::BadValue, text).in_column(key));
        }
    }

    fn on_missing(&mut self, key: &str, word: Option<&String>) -> OnMissing {
        match word.map(String::as_str) {
            None | Some("pass") => OnMissing::Pass,
            Some("bar") => OnMissing::Bar,
            Some(other) => {
                self.bad(key, other, "write \"pass\" or \"bar\"");
                OnMissing::Pass
            }
        }
    }

    fn share(&mut self, key: &str, value: f64) -> u32 {
        billionths(value).unwrap_or_else(|| {
            self.bad(key, shown(value), "write a number from 0 to 1");
            0
        })
    }

    fn thousandths(&mut self, key: &str, value: Option<f64>) -> u64 {
        match value {
            Some(range) if (0.001..=1e9).contains(&range) => (range * 1000.0).round() as u64,
            Some(range) => {
                self.bad(key, shown(range), "write a number from 0.001 to 1,000,000,000");
                1
            }
            None => {
                self.needs(key, "this measure needs a range, a number from 0.001 to 1,000,000,000");
                1
            }
        }
    }

    /// The widest distance a window allows, in thousandths; 0 asks for the same value.
    fn window(&mut self, at_most: f64) -> u64 {
        if (0.0..=1e9).contains(&at_most) {
            return (at_most * 1000.0).round() as u64;
        }
        self.bad("rules.shares.windows", shown(at_most), "write a number from 0 to 1,000,000,000");
        0
    }
}

fn build(file: PolicyFile, problems: &mut Problems) -> Policy {
    let mut policy = Policy::default();
    let mut r = Reader { problems };
    let score = &mut policy.score;
    if let Some(scale) = file.scale {
        let (bottom, top) = match scale {
            ScaleFile::Top(top) => (0, top),
            ScaleFile::Range([bottom, top]) => (bottom, top),
        };
        match Scale::new(bottom, top) {
            Some(scale) => policy.scale = scale,
            None => r.bad("scale", format!("[{bottom}, {top}]"), "a scale runs upwards and has at most 16 levels"),
        }
    }
    policy.seed = match file.seed {
        None => 0,
        Some(SeedFile::Number(seed)) => seed,
        Some(SeedFile::Text(text)) => text.trim().parse().unwrap_or_else(|_| {
            r.bad("seed", &text, "write a whole number from 0 to 18446744073709551615");
            0
        }),
    };
    if let Some(value) = file.as_of {
        let text = match &value {
            toml::Value::Datetime(date) => date.to_string(),
            toml::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        match text.parse() {
            Ok(date) => score.as_of = Some(date),
            Err(_) => r.bad("as_of", &text, "write a date as 2026-01-31"),
        }
    }
    match file.missing {
        None => {}
        Some(WordOrNumber::Number(n)) => score.missing = Missing::Constant(r.share("missing", n)),
        Some(WordOrNumber::Word(word)) => match word.as_str() {
            "neutral" => {}
            "zero" => score.missing = Missing::Constant(0),
            _ => r.bad("missing", &word, "write \"neutral\", \"zero\" or a number from 0 to 1"),
        },
    }
    score.use_protected = file.use_protected.unwrap_or(true);
    score.protected = file.protected.unwrap_or_default();
    score.topics = file.topics.unwrap_or_default();
    policy.columns = file.columns.unwrap_or_default();
    let roles = file.roles.unwrap_or_default();
    policy.roles.grade_order = roles.grade_order.unwrap_or_default();
    policy.roles.junior_reason = roles.junior.as_ref().and_then(|t| t.reason.clone());
    policy.roles.senior_reason = roles.senior.as_ref().and_then(|t| t.reason.clone());
    policy.roles.junior = roles.junior.and_then(|t| role_test(t, "roles.junior", &mut r));
    policy.roles.senior = roles.senior.and_then(|t| role_test(t, "roles.senior", &mut r));
    components(file.components.unwrap_or_default(), &mut policy, &mut r);
    if let Some(weights) = file.weights.filter(|w| !w.is_empty()) {
        policy = with_weights(policy, weights, &mut r);
    }
    rules(file.rules.unwrap_or_default(), &mut policy, &mut r);
    let tiers = file.tiers.unwrap_or_default();
    policy.tiers.coverage = tiers.coverage.unwrap_or(true);
    if let Some(min) = tiers.min_score {
        if (0.0..=100.0).contains(&min) {
            // The least whole number of points that reaches it; millionths of a point absorb the binary fraction.
            policy.tiers.min_points = ((min * 1e10).round() as u64).div_ceil(1_000_000) as u32;
        } else {
            r.bad("tiers.min_score", shown(min), "write a number from 0 to 100");
        }
    }
    policy
}

/// The table of weights in place of the default one.
fn with_weights(mut policy: Policy, weights: std::collections::BTreeMap<String, f64>, r: &mut Reader<'_>) -> Policy {
    const NAMES: [&str; 6] = ["skill_gap", "reciprocal_skill_gap", "generation", "culture", "gender", "request"];
    // The table replaces the default one even if every entry in it turns out wrong.
    policy.score.weights.clear();
    policy.weights_given = true;
    let mut unknown = 0;
    for (name, weight) in weights {
        let key = format!("weights.{name}");
        let Some(component) = Component::parse(&name) else {
            unknown += 1;
            if unknown <= unknown_keys::NAMED {
                r.problems.push(unknown_keys::component(&name, &NAMES).in_column(key));
            }
            continue;
        };
        if (0.0..=1e6).contains(&weight) {
            policy.score.weights.push((component, trillionths(weight)));
        } else {
            r.bad(&key, shown(weight), "write a number from 0 to 1,000,000");
        }
    }
    r.problems.extend(unknown_keys::further(unknown, "weights"));
    policy.score.weights.sort();
    policy
}

fn word(value: WordOrNumber) -> String {
    match value {
        WordOrNumber::Word(word) => word,
        WordOrNumber::Number(number) => shown(number),
    }
}

fn role_test(file: RoleTestFile, key: &str, r: &mut Reader<'_>) -> Option<RoleTest> {
    let RoleTestFile {
        grade_at_most,
        grade_at_least,
        steps_from_top_at_most,
        steps_from_top_at_least,
        column,
        values,
        reason: _,
    } = file;
    let mut tests: Vec<RoleTest> = Vec::new();
    tests.extend(grade_at_most.map(|g| RoleTest::GradeAtMost(word(g))));
    tests.extend(grade_at_least.map(|g| RoleTest::GradeAtLeast(word(g))));
    tests.extend(steps_from_top_at_most.map(RoleTest::StepsFromTopAtMost));
    tests.extend(steps_from_top_at_least.map(RoleTest::StepsFromTopAtLeast));
    if let (Some(column), Some(values)) = (column, values) {
        tests.push(RoleTest::ColumnIn { column, values: values.into_iter().map(word).collect() });
    }
    if tests.len() != 1 {
        let text = "give exactly one of grade_at_most, grade_at_least, steps_from_top_at_most, steps_from_top_at_least, or column with in";
        r.needs(key, text);
    }
    tests.pop()
}

fn components(file: super::file::ComponentsFile, policy: &mut Policy, r: &mut Reader<'_>) {
    let score = &mut policy.score;
    if let Some(generation) = file.generation {
        generation_settings(generation, score, r);
    }
    if let Some(culture) = file.culture {
        if let Some(columns) = culture.columns {
            if columns.is_empty() {
                r.problems.push(
                    Problem::new(Code::BadValue, "name at least one column").in_column("components.culture.columns"),
                );
            }
            score.culture.columns = columns;
        }
        score.culture.distances = culture.distances;
    }
    if let Some(table) = file.gender.and_then(|g| g.table) {
        let rows = table.into_iter().map(|(junior, senior, measure)| {
            let fold = |s: String| s.trim().to_lowercase();
            (fold(junior), fold(senior), r.share("components.gender.table", measure))
        });
        score.gender.table = Some(rows.collect());
    }
    if let Some(column) = file.request.and_then(|q| q.column) {
        score.request.column = column;
    }
    for (name, settings) in file.attributes {
        if let Some(column) = name.strip_prefix("attribute:")
            && let Some(settings) = attribute_settings(&name, &settings, r)
        {
            score.attributes.insert(column.to_owned(), settings);
        }
    }
}

fn attribute_settings(name: &str, file: &AttributeFile, r: &mut Reader<'_>) -> Option<AttributeSettings> {
    let key = format!("components.{name}");
    let measure = match file.measure.as_deref() {
        Some("difference") => AttributeMeasure::Difference,
        Some("similarity") => AttributeMeasure::Similarity,
        Some("overlap") => AttributeMeasure::Overlap,
        Some("distance") => AttributeMeasure::Distance(r.thousandths(&format!("{key}.range"), file.range)),
        Some("closeness") => AttributeMeasure::Closeness(r.thousandths(&format!("{key}.range"), file.range)),
        other => {
            let text = "measure must be \"difference\", \"similarity\", \"overlap\", \"distance\" or \"closeness\"";
            match other {
                Some(other) => r.bad(&key, other, text),
                None => r.needs(&key, text),
            }
            return None;
        }
    };
    Some(AttributeSettings { measure })
}

fn generation_settings(file: GenerationFile, score: &mut super::ScoreSettings, r: &mut Reader<'_>) {
    if let Some(boundaries) = file.boundaries {
        score.generation.boundaries = boundaries;
    }
    match file.direction.as_deref() {
        None | Some("either") => {}
        Some("younger_teaches") => score.generation.direction = GenerationDirection::YoungerTeaches,
        Some(other) => r.bad("components.generation.direction", other, "write \"either\" or \"younger_teaches\""),
    }
    let range = |r: &mut Reader<'_>, default: u32| match file.range {
        Some(0) => {
            r.bad("components.generation.range", "0", "write a number of years above 0");
            default
        }
        given => given.unwrap_or(default),
    };
    score.generation.measure = match file.measure.as_deref() {
        None | Some("cohort") => GenerationMeasure::Cohort,
        Some("years") => GenerationMeasure::Years(range(r, 40)),
        Some("hire_years") => GenerationMeasure::HireYears(range(r, 30)),
        Some(other) => {
            r.bad("components.generation.measure", other, "write \"cohort\", \"years\" or \"hire_years\"");
            GenerationMeasure::Cohort
        }
    };
}

fn rules(file: RulesFile, policy: &mut Policy, r: &mut Reader<'_>) {
    let on = |enabled: Option<bool>| enabled.unwrap_or(true);
    if let Some(rule) = file.reporting_line {
        reporting_line(rule, policy, r);
    }
    policy.rules.opt_in = file.opt_in.is_none_or(|s| on(s.enabled));
    policy.rules.conflict = file.conflict.is_none_or(|s| on(s.enabled));
    policy.rules.past_pair = file.past_pair.is_none_or(|s| on(s.enabled));
    policy.rules.grade_gap = file.grade_gap.filter(|f| on(f.enabled)).map(|f| GradeGap {
        at_least: f.at_least.unwrap_or(1),
        missing: r.on_missing("rules.grade_gap.missing", f.missing.as_ref()),
    });
    policy.rules.different = file.different.filter(|f| on(f.enabled)).map(|f| Different {
        columns: f.columns.unwrap_or_else(|| vec!["department".to_owned()]),
        reason: f.reason,
        missing: r.on_missing("rules.different.missing", f.missing.as_ref()),
    });
    policy.rules.shares = file.shares.filter(|f| on(f.enabled)).map(|f| Shares {
        columns: f.columns.unwrap_or_default(),
        windows: (f.windows.unwrap_or_default().into_iter())
            .map(|w| Window { at_most_thousandths: r.window(w.at_most), column: w.column })
            .collect(),
        reason: f.reason,
        missing: r.on_missing("rules.shares.missing", f.missing.as_ref()),
    });
    let empty = |columns: &[String]| columns.is_empty();
    if policy.rules.different.as_ref().is_some_and(|rule| empty(&rule.columns)) {
        r.needs("rules.different", "this rule needs columns = [\"…\"], at least one");
    }
    if policy.rules.shares.as_ref().is_some_and(|rule| empty(&rule.columns) && rule.windows.is_empty()) {
        r.needs("rules.shares", "this rule needs columns = [\"…\"] or windows = [{ column = \"…\", at_most = 3 }]");
    }
    policy.rules.can_teach = file
        .can_teach
        .filter(|f| on(f.enabled))
        .map(|f| CanTeach { missing: r.on_missing("rules.can_teach.missing", f.missing.as_ref()) });
}

fn reporting_line(file: ReportingLineFile, policy: &mut Policy, r: &mut Reader<'_>) {
    if file.enabled == Some(false) {
        policy.rules.reporting_line = None;
        return;
    }
    let mut rule = super::ReportingLine::default();
    match file.chain_depth {
        None => {}
        Some(WordOrNumber::Number(n)) if n >= 1.0 && n <= f64::from(u32::MAX) && n.fract() == 0.0 => {
            rule.chain_depth = ChainDepth::Steps(n as u32);
        }
        Some(WordOrNumber::Word(w)) if w == "any" => {}
        Some(WordOrNumber::Word(w)) if w == "off" => rule.chain_depth = ChainDepth::Off,
        Some(other) => {
            r.bad(
                "rules.reporting_line.chain_depth",
                word(other),
                "write \"any\", \"off\" or a number of steps, at least 1",
            );
        }
    }
    rule.shared_manager_depth = file.shared_manager_depth.unwrap_or(rule.shared_manager_depth);
    rule.if_nobody_left = file.if_nobody_left;
    rule.missing = r.on_missing("rules.reporting_line.missing", file.missing.as_ref());
    for e in file.exempt.unwrap_or_default() {
        if e.reason.trim().is_empty() {
            r.bad("rules.reporting_line.exempt", &e.id, "an exemption needs a written reason");
        }
        rule.exempt.push(Exemption { id: e.id, reason: e.reason });
    }
    policy.rules.reporting_line = Some(rule);
}

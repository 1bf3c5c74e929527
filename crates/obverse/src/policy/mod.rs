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
mod culture_distances;
mod file;
mod kinds;
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

/// Weights are kept as whole trillionths.
const WEIGHT_UNIT: u64 = 1_000_000_000_000;

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
    /// A weight is read as the shortest decimal that is this float, and kept to twelve places: decimals of up to twelve places
    /// and fifteen significant digits are exact, which is all that a float tells apart.
    ///
    /// # Errors
    /// `bad_value` if the weight is negative, above a million or no number.
    pub fn weight(mut self, component: Component, weight: f64) -> Result<Self, Error> {
        if !(0.0..=1e6).contains(&weight) {
            let text = format!("the weight of {component} must lie between 0 and 1,000,000");
            return Err(one(Problem::new(Code::BadValue, text).with_value(shown(weight))));
        }
        if !self.weights_given {
            self.score.weights.clear();
            self.weights_given = true;
        }
        self.score.weights.retain(|(c, _)| *c != component);
        self.score.weights.push((component, trillionths(weight)));
        self.score.weights.sort();
        Ok(self)
    }

    /// A measure of your own, with its weight, as the component `custom:NAME`.
    ///
    /// # Errors
    /// As [`Policy::weight`].
    pub fn custom(self, name: &str, weight: f64, measure: Arc<dyn Measure>) -> Result<Self, Error> {
        self.measured_by(name, measure).weight(Component::Custom(name.to_owned()), weight)
    }

    /// The measure of the component `custom:NAME`, whose weight the policy gives elsewhere (a `policy.toml`, say).
    #[must_use]
    pub fn measured_by(mut self, name: &str, measure: Arc<dyn Measure>) -> Self {
        self.custom.retain(|(n, _)| n != name);
        self.custom.push((name.to_owned(), measure));
        self
    }

    /// The seed of the draw that orders people for ties. TOML's whole numbers end at 2⁶³ − 1: a larger seed is written as a
    /// text, and read again from one.
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
        for (name, _) in &self.custom {
            let component = Component::Custom(name.clone());
            if !self.score.weights.iter().any(|(weighed, _)| *weighed == component) {
                let text =
                    format!("a measure was given for {component}, which has no weight: give it one, 0 to leave it out");
                problems.push(bad(&text, &format!("weights.{component}")));
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

/// A weight from 0 to a million in trillionths, by its decimal digits; the thirteenth place rounds half up.
fn trillionths(weight: f64) -> u64 {
    const PLACES: usize = 12;
    // Floats are written in their shortest decimal form, without an exponent.
    let text = weight.to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let digits = whole.bytes().chain(fraction.bytes().chain(std::iter::repeat(b'0')).take(PLACES));
    let value = digits.fold(0_u64, |value, digit| value * 10 + u64::from(digit.wrapping_sub(b'0')));
    value + u64::from(fraction.as_bytes().get(PLACES).is_some_and(|&digit| digit >= b'5'))
}

/// Trillionths as the float nearest to them.
fn from_trillionths(weight: u64) -> f64 {
    let text = format!("{}.{:012}", weight / WEIGHT_UNIT, weight % WEIGHT_UNIT);
    text.parse().unwrap_or_default()
}

/// A number in a message: very large and very small ones with an exponent.
fn shown(number: f64) -> String {
    let size = number.abs();
    if size >= 1e15 || (size > 0.0 && size < 1e-9) { format!("{number:e}") } else { number.to_string() }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_exact_to_twelve_places_and_fifteen_digits() {
        for (weight, exact) in [
            (0.0, 0),
            (0.1, 100_000_000_000),
            (0.3, 300_000_000_000),
            (1e-12, 1),
            (4e-13, 0),
            (5e-13, 1),
            (999.123_456_789_012, 999_123_456_789_012),
            (123_456.123_456_789, 123_456_123_456_789_000),
            (999_999.999_999_999, 999_999_999_999_999_000),
            (1e6, 1_000_000_000_000_000_000),
        ] {
            assert_eq!(trillionths(weight), exact, "{weight}");
            if exact > 0 && weight >= 1e-12 {
                assert!((from_trillionths(exact) - weight).abs() == 0.0, "{weight}");
            }
        }
    }

    #[test]
    fn every_weight_reads_back_as_written() {
        let mut state = 7_u64;
        for _ in 0..10_000 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            // 1 to 15 digits, 0 to 12 of them behind the point.
            let digits = state >> 14;
            let digits = digits % 10_u64.pow(1 + (state % 15) as u32);
            let places = (state >> 5) % 13;
            let text = format!("{digits}e-{places}");
            let weight: f64 = text.parse().unwrap();
            if weight > 1e6 {
                continue;
            }
            assert_eq!(trillionths(weight), digits * 10_u64.pow(12 - places as u32), "{text}");
            assert_eq!(trillionths(from_trillionths(trillionths(weight))), trillionths(weight), "{text}");
        }
    }

    #[test]
    fn any_seed_is_written_readably() {
        for seed in [0, 5, i64::MAX as u64, i64::MAX as u64 + 1, u64::MAX] {
            let policy = Policy::default().seed(seed);
            let again = Policy::from_toml(&policy.to_toml()).unwrap();
            assert_eq!(again.seed, seed);
            assert_eq!(policy.to_json()["seed"], seed);
        }
        assert!(Policy::from_toml("seed = \"many\"").is_err());
    }
}

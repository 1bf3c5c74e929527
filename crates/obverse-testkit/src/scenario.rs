//! Worked examples as TOML files: a workforce, a policy, a written why, and the numbers that must come out.
//!
//! A file says what it is about (`why`), gives its tables as CSV text (`people`, `signups`, `skills`, `conflicts`,
//! `fixed_pairs`, `past_pairs`, `existing_pairs`) or names a folder of `examples/` (`example`), gives the `policy` as
//! text or as a table, further `files` the policy refers to, and what to `expect` of
//! `obverse pair … --format json`. The expected numbers are worked out by hand from the formulas; the working stands
//! beside them as comments.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fmt, fs, io};

use serde::Deserialize;

/// One worked example.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// The file's name without `.toml`.
    #[serde(skip)]
    pub name: String,
    /// What it shows and why it matters.
    pub why: String,
    /// `people.csv` as text; absent when `example` is given.
    pub people: Option<String>,
    /// A folder of `examples/` whose tables are used instead.
    pub example: Option<String>,
    /// Whether only `people.csv` and `policy.toml` of the example are used.
    #[serde(default)]
    pub only_people: bool,
    /// The sign-up form.
    pub signups: Option<String>,
    /// Skills as a long table.
    pub skills: Option<String>,
    /// Pairs never to make.
    pub conflicts: Option<String>,
    /// Pairs to make first.
    pub fixed_pairs: Option<String>,
    /// Pairs of earlier rounds.
    pub past_pairs: Option<String>,
    /// Other mentoring that already uses capacity.
    pub existing_pairs: Option<String>,
    /// Files the policy refers to, by name.
    #[serde(default)]
    pub files: BTreeMap<String, String>,
    /// The policy; absent means the defaults.
    pub policy: Option<PolicySource>,
    /// `--seed`.
    pub seed: Option<u64>,
    /// What must come out.
    pub expect: Expect,
}

/// A policy as written in a scenario.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum PolicySource {
    /// `policy = """…"""`
    Text(String),
    /// `[policy]`
    Table(toml::Table),
}

/// What must come out. Everything that is absent is not checked.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// The codes of all errors, in any order, each once. Not empty means exit code 1 and no pairs.
    #[serde(default)]
    pub problems: Vec<String>,
    /// Codes that must be among the warnings.
    #[serde(default)]
    pub warnings: Vec<String>,
    /// Numbers of the summary.
    #[serde(default)]
    pub summary: ExpectedSummary,
    /// Pairs that must be made.
    #[serde(default)]
    pub pairs: Vec<ExpectedPair>,
    /// Whether `pairs` lists every pair.
    #[serde(default)]
    pub all_pairs: bool,
    /// People who must be without a partner.
    #[serde(default)]
    pub unmatched: Vec<ExpectedUnmatched>,
    /// What `obverse explain` must say of pairs, made or not.
    #[serde(default)]
    pub explain: Vec<ExpectedPair>,
}

/// Numbers of the summary.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedSummary {
    /// Pairs made, fixed ones included.
    pub pairs: Option<u64>,
    /// Juniors with at least one partner and seniors with at least one partner.
    pub people_paired: Option<u64>,
    /// The sum over the pairs.
    pub points: Option<i64>,
    /// Juniors in the programme.
    pub juniors: Option<u64>,
    /// Seniors in the programme.
    pub seniors: Option<u64>,
    /// Eligible pairs, before `min_score`.
    pub candidate_pairs: Option<u64>,
}

/// One pair.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedPair {
    /// Who mentors.
    pub junior: String,
    /// Who learns.
    pub senior: String,
    /// Whether no rule forbids it.
    pub eligible: Option<bool>,
    /// The rules that forbid it, in any order.
    pub ruled_out_by: Option<Vec<String>>,
    /// What it is worth.
    pub points: Option<i64>,
    /// The topics, in any order.
    pub topics: Option<Vec<String>>,
    /// The weight that rests on recorded facts.
    pub measured_share: Option<Fraction>,
    /// Terms by component.
    #[serde(default)]
    pub terms: BTreeMap<String, ExpectedTerm>,
    /// Components that must not be among the terms.
    #[serde(default)]
    pub absent: Vec<String>,
}

/// One term of a pair.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedTerm {
    /// The measure as a fraction, `"6/13"`, or the constant where it is not recorded.
    pub measure: Fraction,
    /// Whether it rests on recorded facts; true unless said.
    #[serde(default = "yes")]
    pub recorded: bool,
    /// The weight in millionths.
    pub weight: u64,
    /// ⌊weight · measure + ½⌋
    pub points: i64,
}

fn yes() -> bool {
    true
}

/// Somebody without a partner.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedUnmatched {
    /// Who.
    pub id: String,
    /// `junior` or `senior`.
    pub role: String,
    /// Codes that must be among the reasons.
    #[serde(default)]
    pub reasons: Vec<String>,
}

/// An exact share, written `"6/13"` or `"1"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Fraction {
    /// Above the line.
    pub numerator: u64,
    /// Below the line, not 0.
    pub denominator: u64,
}

impl Fraction {
    /// As a floating-point number, to compare with JSON.
    pub fn as_f64(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }

    /// ⌊weight · self + ½⌋ in integer arithmetic.
    pub fn term(self, weight: u64) -> i64 {
        let (n, d, w) = (u128::from(self.numerator), u128::from(self.denominator), u128::from(weight));
        i64::try_from((2 * w * n + d) / (2 * d)).unwrap_or(i64::MAX)
    }
}

impl TryFrom<String> for Fraction {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let (numerator, denominator) = text.split_once('/').unwrap_or((&text, "1"));
        match (numerator.trim().parse(), denominator.trim().parse()) {
            (Ok(numerator), Ok(denominator)) if denominator > 0 => Ok(Fraction { numerator, denominator }),
            _ => Err(format!("{text:?} is no fraction such as \"6/13\"")),
        }
    }
}

/// Why a scenario could not be loaded.
#[derive(Debug)]
pub enum ScenarioError {
    /// Reading failed.
    Io(PathBuf, io::Error),
    /// The file is no scenario.
    Syntax(PathBuf, Box<toml::de::Error>),
    /// The policy table cannot be written as TOML.
    Policy(String, toml::ser::Error),
    /// Neither `people` nor `example`, or both.
    NoPeople(String),
}

impl fmt::Display for ScenarioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ScenarioError::Io(path, error) => write!(f, "{}: {error}", path.display()),
            ScenarioError::Syntax(path, error) => write!(f, "{}: {error}", path.display()),
            ScenarioError::Policy(name, error) => write!(f, "{name}: policy: {error}"),
            ScenarioError::NoPeople(name) => write!(f, "{name}: give either `people` or `example`"),
        }
    }
}

impl std::error::Error for ScenarioError {}

/// Every scenario of a folder, by name.
///
/// # Errors
/// The first file that cannot be read or is no scenario.
pub fn load_all(folder: &Path) -> Result<Vec<Scenario>, ScenarioError> {
    let at = |error| ScenarioError::Io(folder.to_owned(), error);
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(at)? {
        let path = entry.map_err(at)?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            paths.push(path);
        }
    }
    paths.sort();
    paths.iter().map(|path| load(path)).collect()
}

/// One scenario.
///
/// # Errors
/// The file cannot be read or is no scenario.
pub fn load(path: &Path) -> Result<Scenario, ScenarioError> {
    let text = fs::read_to_string(path).map_err(|error| ScenarioError::Io(path.to_owned(), error))?;
    let mut scenario: Scenario =
        toml::from_str(&text).map_err(|error| ScenarioError::Syntax(path.to_owned(), Box::new(error)))?;
    scenario.name = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    if scenario.people.is_some() == scenario.example.is_some() {
        return Err(ScenarioError::NoPeople(scenario.name));
    }
    Ok(scenario)
}

/// The tables `obverse pair` can read, with the option that names each; the people come first and have none.
const TABLES: [(&str, Option<&str>); 7] = [
    ("people.csv", None),
    ("signups.csv", Some("--signups")),
    ("skills.csv", Some("--skills")),
    ("conflicts.csv", Some("--conflicts")),
    ("fixed_pairs.csv", Some("--fixed-pairs")),
    ("past_pairs.csv", Some("--past-pairs")),
    ("existing_pairs.csv", Some("--existing-pairs")),
];

impl Scenario {
    /// The policy as TOML text.
    ///
    /// # Errors
    /// When the table cannot be written.
    pub fn policy_text(&self) -> Result<Option<String>, ScenarioError> {
        match &self.policy {
            None => Ok(None),
            Some(PolicySource::Text(text)) => Ok(Some(text.clone())),
            Some(PolicySource::Table(table)) => {
                toml::to_string(table).map(Some).map_err(|error| ScenarioError::Policy(self.name.clone(), error))
            }
        }
    }

    /// The tables by file name, in the order of the options.
    pub fn tables(&self) -> Vec<(&'static str, &str)> {
        let texts = [
            &self.people,
            &self.signups,
            &self.skills,
            &self.conflicts,
            &self.fixed_pairs,
            &self.past_pairs,
            &self.existing_pairs,
        ];
        TABLES.iter().zip(texts).filter_map(|((name, _), text)| Some((*name, text.as_deref()?))).collect()
    }

    /// Writes the scenario's files into a folder and returns the arguments of `obverse pair` that read them.
    /// The files of an `example` are read where they are, under `examples`; a table or policy of the scenario's own
    /// replaces that of the example.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn write_into(&self, folder: &Path, examples: &Path) -> Result<Vec<String>, ScenarioError> {
        let write = |name: &str, text: &str| {
            let path = folder.join(name);
            fs::write(&path, text).map_err(|error| ScenarioError::Io(path.clone(), error))
        };
        let own = self.tables();
        let policy = self.policy_text()?;
        for (name, text) in &own {
            write(name, text)?;
        }
        for (name, text) in &self.files {
            write(name, text)?;
        }
        if let Some(text) = &policy {
            write("policy.toml", text)?;
        }
        let find = |name: &str, is_own: bool| -> Option<PathBuf> {
            if is_own {
                return Some(folder.join(name));
            }
            if self.only_people && !matches!(name, "people.csv" | "policy.toml") {
                return None;
            }
            let path = examples.join(self.example.as_ref()?).join(name);
            path.is_file().then_some(path)
        };
        let mut arguments = Vec::new();
        let options = TABLES.iter().copied().chain([("policy.toml", Some("--policy"))]);
        for (name, option) in options {
            let is_own = own.iter().any(|(own, _)| *own == name) || (name == "policy.toml" && policy.is_some());
            if let Some(path) = find(name, is_own) {
                arguments.extend(option.map(str::to_owned));
                arguments.push(path.to_string_lossy().into_owned());
            }
        }
        if let Some(seed) = self.seed {
            arguments.extend(["--seed".to_owned(), seed.to_string()]);
        }
        Ok(arguments)
    }
}

#[cfg(test)]
mod tests;

//! From a random case to a programme, in-process.

use obverse::{Error, Matching, Policy, Problems, Programme, ReportOptions, Workforce};
use obverse_testkit::strategy::Case;
use proptest::prelude::ProptestConfig;
use serde_json::Value;

/// So many cases, or as many as `PROPTEST_CASES` says; many more may be set aside as not to the point.
pub(crate) fn cases(usually: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|number| number.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(usually), max_global_rejects: 100_000, ..ProptestConfig::default() }
}

/// The workforce of a case, or its problems.
pub(crate) fn read(case: &Case, policy: &Policy) -> Result<Workforce, Problems> {
    let mut reader = policy.reader().people("people.csv", case.people.as_bytes());
    if let Some(table) = &case.conflicts {
        reader = reader.conflicts("conflicts.csv", table.as_bytes());
    }
    if let Some(table) = &case.past_pairs {
        reader = reader.past_pairs("past_pairs.csv", table.as_bytes());
    }
    if let Some(table) = &case.existing_pairs {
        reader = reader.existing_pairs("existing_pairs.csv", table.as_bytes());
    }
    if let Some(table) = &case.fixed_pairs {
        reader = reader.fixed_pairs("fixed_pairs.csv", table.as_bytes());
    }
    reader.finish().map(|(workforce, _)| workforce).map_err(problems)
}

/// The programme of a case, or its problems (nobody on one side, nothing to score).
pub(crate) fn programme(case: &Case) -> Result<Programme, Problems> {
    programme_under(case, &case.policy)
}

/// The same people under another policy.
pub(crate) fn programme_under(case: &Case, policy: &str) -> Result<Programme, Problems> {
    let policy = Policy::from_toml(policy).map_err(problems)?;
    let workforce = read(case, &policy)?;
    policy.check().map_err(problems)?.prepare(&workforce).map_err(problems)
}

/// The policy without the lines that set this key.
pub(crate) fn without(policy: &str, key: &str) -> String {
    policy.split_inclusive('\n').filter(|line| !line.starts_with(key)).collect()
}

/// The whole JSON with prices.
pub(crate) fn json(matching: &Matching) -> String {
    serde_json::to_string(&matching.report(ReportOptions::default().with_prices(true))).unwrap()
}

/// The same, parsed.
pub(crate) fn value(matching: &Matching) -> Value {
    serde_json::from_str(&json(matching)).unwrap()
}

fn problems(error: Error) -> Problems {
    match error {
        Error::Problems(problems) => problems,
        other => panic!("{other}"),
    }
}

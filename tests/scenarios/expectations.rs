//! Compares what came out with what was worked by hand.

use obverse_testkit::scenario::{ExpectedPair, ExpectedTerm, Scenario};
use serde_json::Value;

use crate::run::Outcome;

/// Everything that is not as expected.
pub(crate) fn check(scenario: &Scenario, outcome: &Outcome) -> Vec<String> {
    let mut failures = Vec::new();
    let expect = &scenario.expect;
    match outcome {
        Outcome::Problems(problems) => {
            let mut codes: Vec<&str> = problems.iter().filter(|p| p.is_error()).map(|p| p.code.as_str()).collect();
            codes.sort_unstable();
            codes.dedup();
            let mut expected: Vec<&str> = expect.problems.iter().map(String::as_str).collect();
            expected.sort_unstable();
            if codes != expected {
                failures.push(format!("errors {codes:?}, expected {expected:?}:\n{problems}"));
            }
        }
        Outcome::Matching { .. } if !expect.problems.is_empty() => {
            failures.push(format!("no error, expected {:?}", expect.problems));
        }
        Outcome::Matching { report, warnings, .. } => {
            for code in &expect.warnings {
                if !warnings.iter().any(|w| w.code.as_str() == code) {
                    failures.push(format!("no warning {code}: {warnings}"));
                }
            }
            summary(scenario, report, &mut failures);
            pairs(scenario, report, &mut failures);
            unmatched(scenario, report, &mut failures);
            for pair in &expect.explain {
                match outcome.explain(&pair.junior, &pair.senior) {
                    Some(found) => explained(pair, &serde_json::to_value(found).unwrap(), &mut failures),
                    None => failures.push(format!("{} -> {} cannot be explained", pair.junior, pair.senior)),
                }
            }
        }
    }
    failures
}

fn summary(scenario: &Scenario, report: &Value, failures: &mut Vec<String>) {
    let expected = &scenario.expect.summary;
    for (name, expected) in [
        ("pairs", expected.pairs),
        ("people_paired", expected.people_paired),
        ("points", expected.points.map(i64::unsigned_abs)),
        ("juniors", expected.juniors),
        ("seniors", expected.seniors),
        ("candidate_pairs", expected.candidate_pairs),
    ] {
        let found = report["summary"][name].as_u64();
        if expected.is_some() && expected != found {
            failures.push(format!("summary.{name} is {found:?}, expected {expected:?}"));
        }
    }
    let total: u64 = report["pairs"].as_array().unwrap().iter().map(|p| p["points"].as_u64().unwrap()).sum();
    if report["summary"]["points"].as_u64() != Some(total) || report["certificate"]["gap"].as_i64() != Some(0) {
        failures.push("the points of the pairs do not sum to the summary's, or the gap is not 0".to_owned());
    }
}

fn pairs(scenario: &Scenario, report: &Value, failures: &mut Vec<String>) {
    let made = report["pairs"].as_array().unwrap();
    let name = |pair: &Value| format!("{} -> {}", pair["junior"].as_str().unwrap(), pair["senior"].as_str().unwrap());
    for expected in &scenario.expect.pairs {
        let wanted = format!("{} -> {}", expected.junior, expected.senior);
        if let Some(pair) = made.iter().find(|pair| name(pair) == wanted) {
            explained(expected, pair, failures);
        } else {
            let names: Vec<String> = made.iter().map(name).collect();
            failures.push(format!("{wanted} was not made, but {names:?}"));
        }
    }
    if scenario.expect.all_pairs && made.len() != scenario.expect.pairs.len() {
        failures.push(format!("{} pairs made, {} expected", made.len(), scenario.expect.pairs.len()));
    }
}

fn unmatched(scenario: &Scenario, report: &Value, failures: &mut Vec<String>) {
    for expected in &scenario.expect.unmatched {
        let all = report["unmatched"].as_array().unwrap();
        let found = all.iter().find(|u| u["id"] == expected.id.as_str() && u["role"] == expected.role.as_str());
        let Some(found) = found else {
            failures.push(format!("{} as {} is not unmatched", expected.id, expected.role));
            continue;
        };
        let codes: Vec<&str> =
            found["reasons"].as_array().unwrap().iter().map(|r| r["code"].as_str().unwrap()).collect();
        if codes.is_empty() {
            failures.push(format!("{} as {} has no reason", expected.id, expected.role));
        }
        for code in &expected.reasons {
            if !codes.contains(&code.as_str()) {
                failures.push(format!("{} as {}: reasons {codes:?}, expected {code}", expected.id, expected.role));
            }
        }
    }
}

fn explained(expected: &ExpectedPair, found: &Value, failures: &mut Vec<String>) {
    let pair = format!("{} -> {}", expected.junior, expected.senior);
    let mut differ = |what: &str, expected: String, found: String| {
        if expected != found {
            failures.push(format!("{pair}: {what} is {found}, expected {expected}"));
        }
    };
    if let Some(points) = expected.points {
        differ("points", points.to_string(), found["points"].to_string());
    }
    if let Some(eligible) = expected.eligible {
        differ("eligible", eligible.to_string(), found["eligible"].to_string());
    }
    if let Some(rules) = &expected.ruled_out_by {
        let found: Vec<&str> = found["ruled_out_by"].as_array().unwrap().iter().map(|r| r.as_str().unwrap()).collect();
        differ("ruled_out_by", format!("{rules:?}"), format!("{found:?}"));
    }
    if let Some(topics) = &expected.topics {
        differ("topics", serde_json::to_string(topics).unwrap(), found["topics"].to_string());
    }
    if let Some(share) = expected.measured_share {
        let found = found["measured_share"].as_f64().unwrap();
        if (found - share.as_f64()).abs() > 1e-6 {
            differ("measured_share", share.as_f64().to_string(), found.to_string());
        }
    }
    for name in &expected.absent {
        differ(&format!("term {name}"), "null".to_owned(), found["terms"][name].to_string());
    }
    let mut sum = 0;
    for (name, expected) in &expected.terms {
        term(name, expected, &found["terms"][name], &mut differ);
        sum += expected.points;
    }
    let all = found["terms"].as_object().unwrap();
    if !expected.terms.is_empty() && all.len() == expected.terms.len() {
        differ("sum of terms", sum.to_string(), found["points"].to_string());
    }
}

fn term(name: &str, expected: &ExpectedTerm, found: &Value, differ: &mut impl FnMut(&str, String, String)) {
    let measure = found["measure"].as_f64().unwrap_or(f64::NAN);
    if measure.is_nan() || (measure - expected.measure.as_f64()).abs() > 1e-9 {
        differ(&format!("{name}.measure"), expected.measure.as_f64().to_string(), measure.to_string());
    }
    let weight = (found["weight"].as_f64().unwrap_or(f64::NAN) * 1e6).round();
    differ(&format!("{name}.weight"), expected.weight.to_string(), weight.to_string());
    differ(&format!("{name}.recorded"), expected.recorded.to_string(), found["recorded"].to_string());
    differ(&format!("{name}.points"), expected.points.to_string(), found["points"].to_string());
}

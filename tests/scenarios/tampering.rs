//! Every small change to the result of every scenario is found.
//!
//! The scenarios have fixed pairs with a written reason, people with both roles, capacities on both sides, people left out for
//! every reason, `min_score`, protected columns and every component: what a result can say, one of them says.

use std::collections::BTreeMap;

use obverse::Programme;
use obverse_testkit::scenario;
use obverse_testkit::tamper::{Edit, edits};
use rayon::prelude::*;
use serde_json::Value;

use crate::run::{Outcome, run};
use crate::{folder, proof};

/// With more changes than this, a result takes long to check: it is one of the examples.
const LARGE: usize = 1000;

/// Changes tried on such a result, evenly spread.
const MOST: usize = 80;

/// Leaves that need only be text.
const FREE: [&str; 2] = ["run.version", "run.method"];

/// What is wrong with what `verify` says of a change, if anything is.
fn fault(programme: &Programme, result: &Value, edit: &Edit) -> Option<String> {
    let changed = edit.apply(result);
    let path = edit.path();
    // An error (this is no result) is a refusal too.
    let Ok(found) = programme.verify(&changed.to_string()) else { return None };
    let should_hold = if edit.is_retext() {
        FREE.contains(&path.as_str())
    } else if edit.is_removal() {
        // What is left is a result without prices, which proves nothing and says so.
        path == "certificate.prices" && found.optimal.is_none()
    } else if edit.is_renumber() && path.starts_with("certificate.prices.") {
        // Other prices may prove the result as well.
        proof::by_sums(programme, &changed)
    } else {
        false
    };
    if found.holds != should_hold {
        return Some(format!("{edit}: holds is {}", found.holds));
    }
    (found.holds != found.findings.is_empty())
        .then(|| format!("{edit}: holds is {}, with findings or without", found.holds))
}

#[test]
fn every_change_to_every_scenario_is_found() {
    let mut faults = Vec::new();
    let (mut tried, mut results) = (0, 0);
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for scenario in scenario::load_all(&folder("scenarios")).unwrap() {
        let Outcome::Matching { report: with_prices, programme, .. } = run(&scenario, &folder("../examples")) else {
            continue;
        };
        let mut plain = with_prices.clone();
        plain["certificate"].as_object_mut().unwrap().remove("prices");
        for result in [&with_prices, &plain] {
            let found = programme.verify(&result.to_string()).unwrap();
            assert!(found.holds, "{}: {:?}", scenario.name, found.findings);
            assert_eq!(found.optimal.is_some(), result["certificate"].get("prices").is_some());
        }
        let in_plain = edits(&plain).into_iter().filter(|edit| edit.path().starts_with("certificate"));
        let mut cases: Vec<(Edit, &Value)> = edits(&with_prices).into_iter().map(|edit| (edit, &with_prices)).collect();
        cases.extend(in_plain.map(|edit| (edit, &plain)));
        if cases.len() > LARGE {
            // Odd, so that of changes which come in twos and fours each kind has its turn.
            let step = (cases.len() / MOST) | 1;
            cases = cases.into_iter().step_by(step).collect();
        } else {
            results += 1;
            count(&with_prices, &mut seen);
        }
        tried += cases.len();
        let found: Vec<String> =
            cases.par_iter().filter_map(|(edit, result)| fault(&programme, result, edit)).collect();
        faults.extend(found.into_iter().map(|fault| format!("{}: {fault}", scenario.name)));
    }
    assert!(faults.is_empty(), "{} of {tried}:\n{}", faults.len(), faults.join("\n"));
    assert!(results > 50 && tried > 20_000, "{results} {tried}");
    assert!(["override_reason", "topics", "unmatched", "both"].iter().all(|key| seen[key] > 0), "{seen:?}");
}

/// What a result says of the things that must be in one that is changed everywhere.
fn count(result: &Value, seen: &mut BTreeMap<&'static str, usize>) {
    for pair in result["pairs"].as_array().unwrap() {
        for key in ["override_reason", "topics"] {
            *seen.entry(key).or_default() += usize::from(pair.get(key).is_some_and(|v| *v != Value::Array(vec![])));
        }
    }
    *seen.entry("unmatched").or_default() += result["unmatched"].as_array().unwrap().len();
    for entry in result["certificate"]["prices"].as_object().unwrap().values() {
        *seen.entry("both").or_default() += usize::from(entry.get("junior").is_some());
    }
}

//! The JSON that other programs read.

use serde_json::Value;

use crate::command::run;
use crate::company;

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

fn sum(values: impl Iterator<Item = u64>) -> u64 {
    values.sum()
}

#[test]
fn a_result_has_the_published_shape_and_adds_up() {
    let folder = company::folder();
    let result = run(folder.path(), &["pair", "people.csv", "--format", "json"]).expect(0).json();
    assert_eq!(keys(&result), ["schema_version", "summary", "pairs", "unmatched", "certificate", "run"]);
    assert_eq!(result["schema_version"], 1);
    let summary = &result["summary"];
    for key in ["pairs", "people_paired", "points", "juniors", "seniors", "candidate_pairs"] {
        assert!(summary[key].is_u64(), "{key}");
    }
    assert!(summary["text"].as_str().unwrap().contains("verified"));
    assert_eq!((&summary["juniors"], &summary["seniors"]), (&6.into(), &4.into()));
    let pairs = result["pairs"].as_array().unwrap();
    assert_eq!(summary["pairs"], pairs.len());
    for pair in pairs {
        assert!(pair["junior"].is_string() && pair["senior"].is_string() && pair["topics"].is_array());
        let terms = pair["terms"].as_object().unwrap();
        for (name, term) in terms {
            assert_eq!(keys(term), ["measure", "recorded", "weight", "points"], "{name}");
        }
        let points = pair["points"].as_u64().unwrap();
        assert_eq!(sum(terms.values().map(|term| term["points"].as_u64().unwrap())), points);
        assert!((pair["score"].as_f64().unwrap() * 10_000.0 - points as f64).abs() < 1e-6);
        assert!((0.0..=1.0).contains(&pair["measured_share"].as_f64().unwrap()));
    }
    let points = sum(pairs.iter().map(|pair| pair["points"].as_u64().unwrap()));
    assert_eq!(summary["points"], points);
    let certificate = &result["certificate"];
    assert_eq!(keys(certificate), ["people", "points", "dual_points", "gap", "verified"]);
    assert_eq!((&certificate["points"], &certificate["dual_points"]), (&points.into(), &points.into()));
    assert_eq!((&certificate["gap"], &certificate["verified"]), (&0.into(), &true.into()));
}

#[test]
fn everyone_is_paired_or_unmatched_with_reasons() {
    let folder = company::folder();
    let result = run(folder.path(), &["pair", "people.csv", "--format", "json"]).expect(0).json();
    let mut seen: Vec<String> = Vec::new();
    for pair in result["pairs"].as_array().unwrap() {
        seen.extend([&pair["junior"], &pair["senior"]].map(|id| id.as_str().unwrap().to_owned()));
    }
    for person in result["unmatched"].as_array().unwrap() {
        assert!(["junior", "senior"].contains(&person["role"].as_str().unwrap()));
        let reasons = person["reasons"].as_array().unwrap();
        assert!(!reasons.is_empty(), "{person}");
        for reason in reasons {
            assert_eq!(keys(reason), ["code", "count", "of", "text"]);
        }
        seen.push(person["id"].as_str().unwrap().to_owned());
    }
    seen.sort();
    assert_eq!(seen, ["ceo", "j1", "j2", "j3", "j4", "j5", "j6", "s1", "s2", "s3"]);
    // The chief executive stands above every junior; s3 did not opt in. So two seniors are left.
    assert_eq!(result["summary"]["pairs"], 2);
}

#[test]
fn prices_come_on_request() {
    let folder = company::folder();
    let result = run(folder.path(), &["pair", "people.csv", "--format", "json", "--prices"]).expect(0).json();
    let prices = result["certificate"]["prices"].as_object().unwrap();
    assert_eq!(prices.len(), 10);
    assert!(prices.values().all(|price| price["level"].is_i64() && price["price"].is_i64()));
}

#[test]
fn an_explanation_has_the_terms_of_the_result() {
    let folder = company::folder();
    let result = run(folder.path(), &["pair", "people.csv", "--format", "json"]).expect(0).json();
    let pair = &result["pairs"][0];
    let (junior, senior) = (pair["junior"].as_str().unwrap(), pair["senior"].as_str().unwrap());
    let of = |junior: &str, senior: &str| {
        let arguments = ["explain", "people.csv", "--junior", junior, "--senior", senior, "--format", "json"];
        run(folder.path(), &arguments).expect(0).json()
    };
    let why = of(junior, senior);
    assert_eq!(why["schema_version"], 1);
    assert_eq!((&why["terms"], &why["points"]), (&pair["terms"], &pair["points"]));
    assert_eq!((&why["eligible"], &why["ruled_out_by"]), (&true.into(), &Value::Array(Vec::new())));
    // j5 reports to s1.
    let barred = of("j5", "s1");
    assert_eq!(barred["eligible"], false);
    assert_eq!(barred["ruled_out_by"][0], "reporting_line");
    let terms = barred["terms"].as_object().unwrap();
    assert_eq!(barred["points"], sum(terms.values().map(|term| term["points"].as_u64().unwrap())));
}

#[test]
fn problems_have_the_published_shape() {
    let folder = company::folder_with(&[("people.csv", b"id,manager_id,role\na,,senior\na,,junior\nb,b,junior\n")]);
    for subcommand in ["pair", "check"] {
        let found = run(folder.path(), &[subcommand, "people.csv", "--format", "json"]).expect(1).json();
        assert_eq!(found["schema_version"], 1);
        let problems = found["problems"].as_array().unwrap();
        for problem in problems {
            assert_eq!(keys(problem), ["code", "severity", "file", "rows", "column", "value", "text"]);
        }
        let by_code = |code: &str| problems.iter().find(|problem| problem["code"] == code).unwrap();
        let twice = by_code("duplicate_id");
        assert_eq!((&twice["severity"], &twice["file"]), (&"error".into(), &"people.csv".into()));
        assert!(twice["rows"].as_array().unwrap().contains(&3.into()));
        assert_eq!(by_code("self_manager")["rows"][0], 4);
    }
}

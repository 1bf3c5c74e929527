//! `synth` and `policy`: something to start from.

use crate::command::run;
use crate::company;

#[test]
fn the_same_seed_invents_the_same_people() {
    let folder = tempfile::tempdir().unwrap();
    let of = |seed: &str| run(folder.path(), &["synth", "--people", "50", "--seed", seed]).expect(0).out;
    assert_eq!(of("1"), of("1"));
    assert_ne!(of("1"), of("2"));
    assert_eq!(of("1").lines().count(), 51);
    run(folder.path(), &["synth", "--people", "50", "--seed", "1", "--out", "people.csv"]).expect(0);
    assert_eq!(std::fs::read_to_string(folder.path().join("people.csv")).unwrap(), of("1"));
}

#[test]
fn invented_people_can_be_paired() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["synth", "--people", "200", "--juniors", "50", "--seniors", "40", "--out", "people.csv"];
    run(folder.path(), &arguments).expect(0);
    let result = run(folder.path(), &["pair", "people.csv", "--format", "json"]).expect(0).json();
    assert_eq!((&result["summary"]["juniors"], &result["summary"]["seniors"]), (&50.into(), &40.into()));
    assert!(result["summary"]["pairs"].as_u64().unwrap() > 30);
}

#[test]
fn every_aim_is_a_policy_that_pairs() {
    let folder = company::folder();
    let mut totals = Vec::new();
    for aim in ["balanced", "skills", "generations", "inclusion"] {
        let policy = run(folder.path(), &["policy", "init", "--aim", aim]).expect(0).out;
        company::write(folder.path(), "policy.toml", &policy);
        let arguments = ["pair", "people.csv", "--policy", "policy.toml", "--format", "json"];
        let result = run(folder.path(), &arguments).expect(0).json();
        assert_eq!(result["certificate"]["gap"], 0);
        totals.push(result["summary"]["points"].clone());
    }
    totals.dedup();
    assert!(totals.len() > 1, "every aim gives the same points");
}

#[test]
fn the_default_policy_is_the_balanced_one() {
    let folder = company::folder();
    run(folder.path(), &["policy", "init", "--out", "policy.toml"]).expect(0);
    let pairs = |arguments: &[&str]| run(folder.path(), arguments).expect(0).json()["pairs"].clone();
    assert_eq!(
        pairs(&["pair", "people.csv", "--format", "json"]),
        pairs(&["pair", "people.csv", "--policy", "policy.toml", "--format", "json"])
    );
    // People write in their policy: it is not overwritten.
    let again = run(folder.path(), &["policy", "init", "--out", "policy.toml"]).expect(2);
    assert!(again.err.contains("exists already"));
}

#[test]
fn the_policy_of_a_set_gives_the_same_pairs() {
    let folder = company::folder();
    company::write(
        folder.path(),
        "policy.toml",
        "seed = 3\n[weights]\nskill_gap = 0.7\ngender = 0.1\n[tiers]\nmin_score = 12.5\n",
    );
    run(folder.path(), &["pair", "people.csv", "--policy", "policy.toml", "--out", "set/"]).expect(0);
    let of = |policy: &str| {
        run(folder.path(), &["pair", "people.csv", "--policy", policy, "--format", "json"]).expect(0).out
    };
    assert_eq!(of("policy.toml"), of("set/policy.toml"));
}

#[test]
fn the_schema_is_json() {
    let folder = tempfile::tempdir().unwrap();
    let schema = run(folder.path(), &["policy", "schema"]).expect(0).json();
    assert!(schema["$schema"].is_string());
    assert!(schema["properties"]["weights"].is_object());
}

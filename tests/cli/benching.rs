//! `bench`: a large workforce in one go, small here.

use std::fs;

use serde_json::Value;

use crate::command::run;

fn bench(arguments: &[&str]) -> Value {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &[&["bench", "--format", "json"], arguments].concat()).expect(0).json()
}

#[test]
fn everybody_takes_part_and_the_result_is_proved() {
    let result = bench(&["--juniors", "60", "--seniors", "50", "--seed", "3", "--threads", "2"]);
    assert_eq!((&result["pairs"], &result["threads"]), (&3_000.into(), &2.into()));
    assert_eq!(result["coverage"]["participants"], 110);
    assert_eq!(result["certificate"]["gap"], 0);
    assert_eq!(result["certificate"]["verified"], true);
    // Nobody is asked for consent, so only reporting lines can rule out.
    let rules = result["rules"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), 1);
    assert_eq!(rules[0]["rule"], "reporting_line");
    let ruled_out = rules[0]["together"].as_u64().unwrap();
    assert_eq!(result["rules"]["candidate_pairs"].as_u64().unwrap() + ruled_out, 3_000);
    let paired = result["coverage"]["paired"].as_u64().unwrap();
    assert!((90..=100).contains(&paired), "{paired}");
    assert_eq!(result["coverage"]["could_be"], paired);
}

#[test]
fn every_stage_is_measured() {
    let result = bench(&["--juniors", "300", "--seniors", "300"]);
    let stages = result["stages"].as_array().unwrap();
    let names: Vec<&str> = stages.iter().map(|stage| stage["name"].as_str().unwrap()).collect();
    for stage in ["generate", "read", "prepare", "solve", "verify", "rules"] {
        assert!(names.contains(&stage), "{stage}: {names:?}");
    }
    let wall = |stage: &Value| stage["wall_seconds"].as_f64().unwrap();
    let of = |name: &str| stages.iter().find(|stage| stage["name"] == name).map_or(0.0, wall);
    let counted = of("prepare") + of("solve") + of("verify") + of("rules");
    assert!((wall(&result["from_people_to_verified_matching"]) - counted).abs() < 1e-6);
    if cfg!(target_os = "linux") {
        assert!(result["peak_memory_bytes"].as_u64().unwrap() > 1_000_000);
        assert!(stages.iter().all(|stage| stage["cpu_seconds"].as_f64().is_some_and(|cpu| cpu >= 0.0)));
    }
}

#[test]
fn the_problem_is_the_same_as_of_the_export() {
    // The same people by way of a file: as many candidate pairs, points and people.
    let folder = tempfile::tempdir().unwrap();
    let of = |arguments: &[&str]| run(folder.path(), arguments).expect(0).json();
    let result = of(&["bench", "--juniors", "80", "--seniors", "64", "--seed", "5", "--format", "json"]);
    let people =
        ["synth", "--people", "180", "--juniors", "80", "--seniors", "64", "--seed", "5", "--out", "people.csv"];
    run(folder.path(), &people).expect(0);
    let export = fs::read_to_string(folder.path().join("people.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(export.as_bytes());
    let header = reader.headers().unwrap().clone();
    let kept: Vec<usize> = (0..header.len()).filter(|&k| !["opt_in", "capacity"].contains(&&header[k])).collect();
    let mut writer = csv::Writer::from_path(folder.path().join("all.csv")).unwrap();
    writer.write_record(kept.iter().map(|&k| &header[k])).unwrap();
    for row in reader.records() {
        let row = row.unwrap();
        writer.write_record(kept.iter().map(|&k| &row[k])).unwrap();
    }
    writer.flush().unwrap();
    let paired = of(&["pair", "all.csv", "--format", "json"]);
    assert_eq!(result["points"], paired["summary"]["points"]);
    assert_eq!(result["coverage"]["paired"], paired["summary"]["people_paired"]);
    assert_eq!(result["rules"], paired["run"]["rules"]);
}

#[test]
fn capacities_and_policies_are_heeded() {
    let paired = |arguments: &[&str]| bench(arguments)["coverage"]["paired"].as_u64().unwrap();
    assert!(paired(&["--juniors", "60", "--seniors", "20"]) <= 40);
    assert!(paired(&["--juniors", "60", "--seniors", "20", "--senior-capacity", "3"]) > 70);
    assert!(paired(&["--juniors", "20", "--seniors", "60", "--capacity", "2", "--senior-capacity", "1"]) > 50);
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("policy.toml"), "[weights]\nskill_gap = 1\n[tiers]\ncoverage = false\n").unwrap();
    let arguments = ["bench", "--juniors", "30", "--seniors", "30", "--policy", "policy.toml", "--format", "json"];
    let result = run(folder.path(), &arguments).expect(0).json();
    assert_eq!(result["coverage"]["could_be"], Value::Null);
    assert_eq!(result["certificate"]["verified"], true);
}

#[test]
fn pages_and_sheets_have_the_same_stages() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["bench", "--juniors", "40", "--seniors", "40"];
    let page = run(folder.path(), &arguments).expect(0).out;
    for says in ["peak MB so far", "from people to verified matching", "gap 0, verified over all pairs", "method"] {
        assert!(page.contains(says), "{says}: {page}");
    }
    run(folder.path(), &[&arguments[..], &["--out", "run.csv"]].concat()).expect(0);
    let sheet = fs::read_to_string(folder.path().join("run.csv")).unwrap();
    assert!(sheet.starts_with("stage,wall_seconds,cpu_seconds,peak_memory_bytes\ngenerate,"), "{sheet}");
}

#[test]
fn what_cannot_be_invented_is_wrong_use() {
    let folder = tempfile::tempdir().unwrap();
    let refused = |arguments: &[&str]| run(folder.path(), &[&["bench"], arguments].concat()).expect(2).err;
    assert!(refused(&["--juniors", "900000", "--seniors", "900000"]).contains("1000000"));
    refused(&["--juniors", "0", "--seniors", "5"]);
    refused(&["--juniors", "5"]);
    assert!(refused(&["--juniors", "5", "--seniors", "5", "--policy", "none.toml"]).contains("no such file"));
}

//! `bench`: a large workforce in one go, small here.

use std::collections::HashSet;
use std::fs;

use obverse::synthetic::Synthetic;
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
fn a_route_can_be_forced_and_changes_no_value() {
    let size = ["--juniors", "70", "--seniors", "90", "--seed", "4"];
    let chosen = bench(&size);
    let mut methods = vec![chosen["method"].as_str().unwrap().to_owned()];
    for route in ["paths", "auction", "stored"] {
        let forced = bench(&[&size[..], &["--route", route]].concat());
        assert_eq!((&forced["points"], &forced["coverage"]), (&chosen["points"], &chosen["coverage"]), "{route}");
        assert_eq!((&forced["certificate"]["gap"], &forced["certificate"]["verified"]), (&0.into(), &true.into()));
        methods.push(forced["method"].as_str().unwrap().to_owned());
    }
    assert_eq!(methods[0], methods[1]);
    assert!(methods[2].starts_with("maximum matching, then"), "{methods:?}");
    assert_eq!(methods[3], format!("{}, over stored costs", methods[0]));
}

#[test]
fn a_result_says_which_route_was_taken_and_still_holds() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["synth", "--people", "120", "--seed", "2", "--out", "people.csv"]).expect(0);
    let pair = ["pair", "people.csv", "--route", "stored", "--format", "json", "--prices", "--out", "result.json"];
    run(folder.path(), &pair).expect(0);
    let result: Value = serde_json::from_slice(&fs::read(folder.path().join("result.json")).unwrap()).unwrap();
    assert!(result["run"]["method"].as_str().unwrap().ends_with(", over stored costs"));
    run(folder.path(), &["verify", "people.csv", "result.json"]).expect(0);
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
fn half_of_the_people_can_be_copies() {
    let size = ["--juniors", "300", "--seniors", "240", "--seed", "9"];
    let plain = bench(&size);
    assert_eq!(plain["copies"], 0.0);
    let copied = bench(&[&size[..], &["--copies", "0.5"]].concat());
    assert_eq!((&copied["copies"], &copied["pairs"]), (&0.5.into(), &72_000.into()));
    assert_eq!((&copied["certificate"]["gap"], &copied["certificate"]["verified"]), (&0.into(), &true.into()));
    assert_ne!(copied["points"], plain["points"]);
    // These people, made as the command makes them: half of each side are somebody else of it in all cells but three.
    let people = Synthetic::programme(300, 240).seed(9).capacity_of_each(1, 1).consent(false).copies(500_000);
    let mut export = Vec::new();
    people.write_csv(&mut export).unwrap();
    let rows: Vec<csv::StringRecord> =
        csv::Reader::from_reader(export.as_slice()).records().collect::<Result<_, _>>().unwrap();
    for (role, originals) in [("junior", 150), ("senior", 120)] {
        let side = rows.iter().filter(|row| &row[5] == role);
        let kinds: HashSet<Vec<&str>> = side.map(|row| row.iter().skip(3).collect()).collect();
        assert_eq!(kinds.len(), originals, "{role}");
    }
    // It is they whom the command has paired.
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("people.csv"), export).unwrap();
    let paired = run(folder.path(), &["pair", "people.csv", "--format", "json"]).expect(0).json();
    assert_eq!(copied["points"], paired["summary"]["points"]);
    assert_eq!(copied["rules"], paired["run"]["rules"]);
    let page = run(folder.path(), &[&["bench"], &size[..], &["--copies", "0.25"]].concat()).expect(0).out;
    assert!(page.contains("0.25 of each side"), "{page}");
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
    for share in ["1.01", "-0.1", "NaN", "half"] {
        let says = refused(&["--juniors", "5", "--seniors", "5", &format!("--copies={share}")]);
        assert!(says.contains("not a number from 0 to 1"), "{share}: {says}");
    }
    assert!(refused(&["--juniors", "5", "--seniors", "5", "--policy", "none.toml"]).contains("no such file"));
}

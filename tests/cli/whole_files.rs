//! Results are written whole or not at all.

use crate::command::{names, run};
use crate::company;

const SET: [&str; 6] = ["checks.csv", "pairs.csv", "policy.toml", "run.json", "unmatched.csv", "why.csv"];

#[test]
fn a_new_folder_gets_the_set_and_nothing_else() {
    let folder = company::folder();
    for out in ["results/", "results"] {
        // The second time it is there, so that no slash is needed.
        run(folder.path(), &["pair", "people.csv", "--out", out]).expect(0);
        assert_eq!(names(folder.path()), ["people.csv", "results"]);
        assert_eq!(names(&folder.path().join("results")), SET);
    }
}

#[test]
fn the_set_joins_names_in_and_agrees_with_itself() {
    let folder = company::folder();
    run(folder.path(), &["pair", "people.csv", "--out", "set/"]).expect(0);
    let read = |name: &str| std::fs::read_to_string(folder.path().join("set").join(name)).unwrap();
    let result: serde_json::Value = serde_json::from_str(&read("run.json")).unwrap();
    assert!(result["certificate"]["prices"].is_object());
    let rows = |name: &str| -> Vec<csv::StringRecord> {
        csv::Reader::from_reader(read(name).as_bytes()).records().map(Result::unwrap).collect()
    };
    assert_eq!(rows("pairs.csv").len() as u64, result["summary"]["pairs"].as_u64().unwrap());
    let why: u64 = rows("why.csv").iter().map(|row| row[6].parse::<u64>().unwrap()).sum();
    assert_eq!(why, result["summary"]["points"].as_u64().unwrap());
    let left_out: std::collections::BTreeSet<String> =
        rows("unmatched.csv").iter().map(|row| row[0].to_owned()).collect();
    assert_eq!(left_out.len(), result["unmatched"].as_array().unwrap().len());
    assert!(rows("unmatched.csv").iter().any(|row| &row[0] == "ceo" && &row[1] == "Ada Stone" && &row[3] == "Board"));
    let checks = rows("checks.csv");
    assert!(checks.iter().any(|row| &row[1] == "gap" && &row[6] == "0"));
    assert!(checks.iter().any(|row| &row[0] == "rule" && &row[1] == "reporting_line" && &row[6] == "8"));
}

#[test]
fn an_override_is_in_the_checks() {
    let folder = company::folder();
    company::write(folder.path(), "fixed.csv", "junior,senior,reason\nj5,s1,asked by the board\n");
    run(folder.path(), &["pair", "people.csv", "--fixed-pairs", "fixed.csv", "--out", "set/"]).expect(0);
    let checks = std::fs::read_to_string(folder.path().join("set/checks.csv")).unwrap();
    assert!(checks.contains("override,reporting_line") && checks.contains("asked by the board"), "{checks}");
}

#[test]
fn errors_write_nothing_and_leave_the_old() {
    let folder = company::folder();
    run(folder.path(), &["pair", "people.csv", "--out", "set/"]).expect(0);
    run(folder.path(), &["pair", "people.csv", "--out", "result.json"]).expect(0);
    let read = |name: &str| std::fs::read(folder.path().join(name)).unwrap();
    let (set, result) = (read("set/run.json"), read("result.json"));
    company::write(folder.path(), "people.csv", "id,role\na,junior\na,senior\n");
    run(folder.path(), &["pair", "people.csv", "--out", "set/"]).expect(1);
    run(folder.path(), &["pair", "people.csv", "--out", "result.json"]).expect(1);
    run(folder.path(), &["pair", "people.csv", "--out", "new/"]).expect(1);
    run(folder.path(), &["pair", "people.csv", "--out", "new.csv"]).expect(1);
    assert_eq!(names(folder.path()), ["people.csv", "result.json", "set"]);
    assert_eq!(names(&folder.path().join("set")), SET);
    assert_eq!((read("set/run.json"), read("result.json")), (set, result));
}

#[test]
fn a_name_in_the_way_leaves_the_whole_set_as_it_was() {
    let folder = company::folder();
    std::fs::create_dir_all(folder.path().join("set/run.json")).unwrap();
    company::write(folder.path(), "set/pairs.csv", "old");
    let ran = run(folder.path(), &["pair", "people.csv", "--out", "set/"]).expect(2);
    assert!(ran.err.contains("run.json"), "{}", ran.err);
    assert_eq!(names(&folder.path().join("set")), ["pairs.csv", "run.json"]);
    assert_eq!(std::fs::read(folder.path().join("set/pairs.csv")).unwrap(), b"old");
}

#[test]
fn the_inputs_are_never_overwritten() {
    let folder = company::folder();
    std::fs::create_dir(folder.path().join("set")).unwrap();
    company::write(folder.path(), "set/policy.toml", "seed = 1 # mine\n");
    let ran = run(folder.path(), &["pair", "people.csv", "--policy", "set/policy.toml", "--out", "set/"]).expect(2);
    assert!(ran.err.contains("overwrite"), "{}", ran.err);
    assert_eq!(names(&folder.path().join("set")), ["policy.toml"]);
}

#[cfg(unix)]
#[test]
fn a_protected_file_is_left_alone_and_a_link_is_followed() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = company::folder();
    let path = |name: &str| folder.path().join(name);
    company::write(folder.path(), "kept.json", "old");
    std::fs::set_permissions(path("kept.json"), std::fs::Permissions::from_mode(0o444)).unwrap();
    let ran = run(folder.path(), &["pair", "people.csv", "--out", "kept.json"]).expect(2);
    assert!(ran.err.contains("write-protected"), "{}", ran.err);
    assert_eq!(std::fs::read(path("kept.json")).unwrap(), b"old");
    company::write(folder.path(), "real.json", "old");
    std::fs::set_permissions(path("real.json"), std::fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real.json", path("link.json")).unwrap();
    run(folder.path(), &["pair", "people.csv", "--out", "link.json"]).expect(0);
    assert!(path("link.json").is_symlink());
    assert!(std::fs::read(path("real.json")).unwrap().starts_with(b"{"));
    assert_eq!(std::fs::metadata(path("real.json")).unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn ids_that_look_like_formulas_come_back_from_a_sheet() {
    let folder = company::folder();
    let people = "id,role,skills,wants\n-1,junior,x:5,\n+2,senior,x:1,x:1\n@3,junior,x:5,\n=4,senior,x:1,x:1\n";
    company::write(folder.path(), "people.csv", people);
    run(folder.path(), &["pair", "people.csv", "--out", "set/"]).expect(0);
    let compared = run(folder.path(), &["compare", "people.csv", "set/pairs.csv", "--format", "json"]).expect(0).json();
    assert_eq!(compared["in_both"], 2);
    // A second round without repeats reads the first one's sheet.
    let next = ["pair", "people.csv", "--past-pairs", "set/pairs.csv", "--format", "json"];
    let pairs = run(folder.path(), &next).expect(0).json()["pairs"].clone();
    let first = run(folder.path(), &["pair", "people.csv", "--format", "json"]).expect(0).json()["pairs"].clone();
    assert_eq!(pairs.as_array().unwrap().len(), 2);
    assert!(pairs.as_array().unwrap().iter().all(|pair| !first.as_array().unwrap().contains(pair)));
}

//! Every problem at once, with its file, and nothing protected in it.

use serde_json::Value;

use crate::command::run;
use crate::company;

fn found(json: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    json["problems"].as_array().unwrap().iter().map(|p| (text(&p["code"]), text(&p["file"]))).collect()
}

fn has(found: &[(String, String)], code: &str, file: &str) -> bool {
    found.iter().any(|(c, f)| c == code && f == file)
}

#[test]
fn problems_of_several_files_come_together() {
    let people = company::PEOPLE.replace("j4,Jon", "j3,Jon");
    let folder = company::folder_with(&[
        ("people.csv", people.as_bytes()),
        ("policy.toml", b"[tiers]\nmin_scor = 3\n"),
        ("form.csv", b"id,capacity\nj1,many\n"),
    ]);
    let arguments = ["pair", "people.csv", "--policy", "policy.toml", "--format", "json"];
    let all = found(&run(folder.path(), &arguments).expect(1).json());
    assert!(has(&all, "unknown_key", "policy.toml"), "{all:?}");
    assert!(has(&all, "duplicate_id", "people.csv"), "{all:?}");
    let arguments = ["pair", "people.csv", "--signups", "form.csv", "--format", "json"];
    let all = found(&run(folder.path(), &arguments).expect(1).json());
    assert!(has(&all, "duplicate_id", "people.csv"), "{all:?}");
    assert!(has(&all, "unreadable_capacity", "form.csv"), "{all:?}");
}

#[test]
fn problems_of_the_programme_name_the_file_as_typed() {
    let folder = company::folder();
    std::fs::create_dir(folder.path().join("in")).unwrap();
    // j5 reports to s1.
    company::write(folder.path(), "in/fixed.csv", "junior,senior\nj5,s1\n");
    company::write(folder.path(), "in/policy.toml", "[rules.different]\ncolumns = [\"departmnt\"]\n");
    let arguments = ["pair", "people.csv", "--fixed-pairs", "in/fixed.csv", "--format", "json"];
    let all = found(&run(folder.path(), &arguments).expect(1).json());
    assert!(has(&all, "fixed_pair_breaks_rule", "in/fixed.csv"), "{all:?}");
    let arguments = ["pair", "people.csv", "--policy", "in/policy.toml", "--format", "json"];
    let all = found(&run(folder.path(), &arguments).expect(1).json());
    assert!(has(&all, "unknown_column", "in/policy.toml"), "{all:?}");
}

#[test]
fn protected_values_are_not_repeated() {
    let people = company::PEOPLE.replace(",1996,m,east,", ",19SECRET96,m,east,");
    let folder = company::folder_with(&[("people.csv", people.as_bytes())]);
    for format in ["json", "table", "csv"] {
        let ran = run(folder.path(), &["check", "people.csv", "--format", format]).expect(1);
        assert!(ran.out.contains("unreadable_age"), "{}", ran.out);
        assert!(!ran.out.contains("SECRET") && !ran.err.contains("SECRET"), "{}{}", ran.out, ran.err);
    }
}

#[test]
fn warnings_stay_off_standard_output() {
    // Nobody has a row for the manager of h1.
    let people = company::PEOPLE.replace("ed@example.com,ceo", "ed@example.com,elsewhere");
    let folder = company::folder_with(&[("people.csv", people.as_bytes())]);
    let ran = run(folder.path(), &["pair", "people.csv", "--format", "json"]).expect(0);
    assert!(ran.json()["pairs"].is_array());
    assert!(ran.err.starts_with("warning manager_not_in_file"), "{}", ran.err);
}

#[test]
fn an_export_without_reporting_lines_is_warned_of() {
    let people = company::PEOPLE.replacen("manager_id", "managr_id", 1);
    let folder = company::folder_with(&[("people.csv", people.as_bytes())]);
    let ran = run(folder.path(), &["pair", "people.csv", "--format", "json"]).expect(0);
    assert!(ran.json()["summary"]["text"].as_str().unwrap().contains("reporting lines are not recorded"));
    assert!(ran.err.starts_with("warning no_reporting_lines in people.csv column manager_id"), "{}", ran.err);
    assert!(ran.err.contains("\"managr_id\" = \"manager_id\""), "{}", ran.err);
}

#[test]
fn check_says_what_was_read() {
    let folder = company::folder();
    let read = run(folder.path(), &["check", "people.csv", "--format", "json"]).expect(0).json();
    assert_eq!(read["people"]["count"], 12);
    assert_eq!((&read["programme"]["juniors"], &read["programme"]["seniors"]), (&6.into(), &4.into()));
    let columns = read["people"]["recorded"].as_array().unwrap();
    let column = |name: &str| columns.iter().find(|c| c["column"] == name).unwrap();
    // Two of twelve have no gender: j6, and nobody else. The head of each house has.
    assert_eq!(column("gender")["people"], 11);
    assert_eq!((&column("gender")["used"], &column("department")["used"]), (&true.into(), &false.into()));
    // 6 × 4 pairs. The reporting line bars the six of the chief executive, j5–s1 and j6–s2; opt-in the six of s3.
    let rules = &read["programme"]["rules"];
    assert_eq!((&rules["pairs"], &rules["candidate_pairs"]), (&24.into(), &10.into()));
    let rule = |name: &str| rules["rules"].as_array().unwrap().iter().find(|r| r["rule"] == name).unwrap().clone();
    assert_eq!((&rule("reporting_line")["together"], &rule("reporting_line")["alone"]), (&8.into(), &8.into()));
    assert_eq!((&rule("opt_in")["together"], &rule("opt_in")["alone"]), (&6.into(), &6.into()));
}

#[test]
fn columns_that_the_policy_reads_are_used() {
    let folder = company::folder();
    company::write(folder.path(), "policy.toml", "[rules.different]\ncolumns = [\"department\"]\n");
    let arguments = ["check", "people.csv", "--policy", "policy.toml", "--format", "json"];
    let read = run(folder.path(), &arguments).expect(0).json();
    let columns = read["people"]["recorded"].as_array().unwrap();
    assert_eq!(columns.iter().find(|c| c["column"] == "department").unwrap()["used"], true);
}

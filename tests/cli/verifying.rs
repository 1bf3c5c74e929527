//! `verify` accepts what `pair` wrote, and nothing else.

use serde_json::{Value, json};

use crate::command::run;
use crate::company;

/// A folder with the company and its result, with prices.
fn solved() -> (tempfile::TempDir, Value) {
    let folder = company::folder();
    let result = run(folder.path(), &["pair", "people.csv", "--format", "json", "--prices"]).expect(0).json();
    (folder, result)
}

#[test]
fn results_and_sets_hold() {
    let (folder, result) = solved();
    company::write(folder.path(), "result.json", result.to_string());
    run(folder.path(), &["pair", "people.csv", "--out", "set/"]).expect(0);
    for file in ["result.json", "set", "set/run.json"] {
        let verified = run(folder.path(), &["verify", "people.csv", file, "--format", "json"]).expect(0).json();
        assert_eq!((&verified["holds"], &verified["optimal"]), (&true.into(), &true.into()), "{file}");
        assert_eq!((&verified["schema_version"], &verified["pairs"]), (&1.into(), &2.into()));
    }
    run(folder.path(), &["pair", "people.csv", "--out", "plain.json"]).expect(0);
    let verified = run(folder.path(), &["verify", "people.csv", "plain.json", "--format", "json"]).expect(0).json();
    assert_eq!((&verified["holds"], &verified["optimal"]), (&true.into(), &Value::Null));
}

#[test]
fn whatever_is_changed_is_found() {
    let (folder, result) = solved();
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut other = result.clone();
        change(&mut other);
        assert_ne!(other, result);
        company::write(folder.path(), "result.json", other.to_string());
        let verified =
            run(folder.path(), &["verify", "people.csv", "result.json", "--format", "json"]).expect(1).json();
        assert_eq!(verified["holds"], false);
        verified["findings"].to_string()
    };
    let more = |value: &mut Value| *value = json!(value.as_u64().unwrap() + 1);
    assert!(changed(&|r| more(&mut r["pairs"][0]["points"])).contains("points"));
    assert!(changed(&|r| more(&mut r["summary"]["points"])).contains("summary.points"));
    assert!(changed(&|r| more(&mut r["summary"]["people_paired"])).contains("people_paired"));
    assert!(
        changed(&|r| more(&mut r["pairs"][0]["terms"]["skill_gap"]["points"]))
            .contains("pairs[0].terms.skill_gap.points")
    );
    assert!(changed(&|r| drop(r["pairs"].as_array_mut().unwrap().pop())).contains("unmatched"));
    assert!(changed(&|r| drop(r["unmatched"].as_array_mut().unwrap().pop())).contains("unmatched"));
    assert!(changed(&|r| r["pairs"][0]["senior"] = json!("ceo")).contains("reporting_line"));
    assert!(changed(&|r| r["pairs"][0]["junior"] = json!("nobody")).contains("nobody"));
    assert!(changed(&|r| r["run"]["workforce_sha256"] = json!("00")).contains("the inputs are not those of the run"));
    assert!(changed(&|r| r["run"]["policy"]["seed"] = json!(7)).contains("run.policy.seed"));
    assert!(changed(&|r| r["pairs"][0]["topics"] = json!(["juggling"])).contains("pairs[0].topics"));
    assert!(changed(&|r| r["remark"] = json!("approved")).contains("remark: does not belong here"));
    assert!(changed(&|r| drop(r["certificate"]["prices"].as_object_mut().unwrap().remove("j1"))).contains("price"));
    let id = result["pairs"][0]["senior"].as_str().unwrap().to_owned();
    let higher = |r: &mut Value| {
        let price = &mut r["certificate"]["prices"][&id]["price"];
        *price = json!(price.as_i64().unwrap() + 1);
    };
    assert!(changed(&higher).contains("certificate"));
}

#[test]
fn other_inputs_and_other_policies_are_found() {
    let (folder, result) = solved();
    company::write(folder.path(), "result.json", result.to_string());
    company::write(folder.path(), "policy.toml", "[weights]\nskill_gap = 1\n");
    let arguments = ["verify", "people.csv", "result.json", "--policy", "policy.toml"];
    assert!(run(folder.path(), &arguments).expect(1).out.contains("does not hold"));
    company::write(folder.path(), "people.csv", company::PEOPLE.replace("ai tools:5", "ai tools:4"));
    assert!(
        run(folder.path(), &["verify", "people.csv", "result.json"])
            .expect(1)
            .out
            .contains("the inputs are not those of the run")
    );
}

#[test]
fn a_set_of_another_policy_suggests_its_own() {
    let folder = company::folder();
    company::write(folder.path(), "policy.toml", "[weights]\nskill_gap = 1\n");
    run(folder.path(), &["pair", "people.csv", "--policy", "policy.toml", "--out", "set/"]).expect(0);
    let said = run(folder.path(), &["verify", "people.csv", "set/"]).expect(1).out;
    assert!(said.contains("--policy set/policy.toml"), "{said}");
    run(folder.path(), &["verify", "people.csv", "set/", "--policy", "set/policy.toml"]).expect(0);
}

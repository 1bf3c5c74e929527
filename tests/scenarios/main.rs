//! Runs every scenario of this folder through the library: TOML data with a written why and hand-worked numbers.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops where it is")]

mod expectations;
mod proof;
mod run;
mod tampering;

use std::path::{Path, PathBuf};

use obverse_testkit::scenario;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

#[test]
fn every_scenario_comes_out_as_worked_by_hand() {
    let scenarios = scenario::load_all(&folder("scenarios")).unwrap();
    assert!(scenarios.len() >= 25, "only {} scenarios found", scenarios.len());
    let mut failures = Vec::new();
    for scenario in &scenarios {
        for failure in expectations::check(scenario, &run::run(scenario, &folder("../examples"))) {
            failures.push(format!("{} ({}): {failure}", scenario.name, scenario.why));
        }
    }
    assert!(failures.is_empty(), "{} of {} scenarios:\n{}", failures.len(), scenarios.len(), failures.join("\n"));
}

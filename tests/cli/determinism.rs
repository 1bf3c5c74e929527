//! The same input gives the same bytes, whatever its order and however many threads.

use crate::command::{run, run_with};
use crate::company;
use crate::random::Random;

fn synthetic() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let arguments =
        ["synth", "--people", "400", "--juniors", "120", "--seniors", "90", "--seed", "3", "--out", "people.csv"];
    run(folder.path(), &arguments).expect(0);
    folder
}

fn pair(folder: &std::path::Path, more: &[&str]) -> String {
    let mut arguments = vec!["pair", "people.csv", "--format", "json", "--prices"];
    arguments.extend(more);
    run(folder, &arguments).expect(0).out
}

#[test]
fn rows_may_come_in_any_order() {
    let folder = synthetic();
    let expected = pair(folder.path(), &[]);
    let table = std::fs::read_to_string(folder.path().join("people.csv")).unwrap();
    let (header, rows) = table.split_once('\n').unwrap();
    let mut rows: Vec<&str> = rows.lines().collect();
    let mut random = Random(7);
    for _ in 0..3 {
        random.shuffle(&mut rows);
        company::write(folder.path(), "people.csv", format!("{header}\n{}\n", rows.join("\n")));
        assert_eq!(pair(folder.path(), &[]), expected);
    }
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let folder = synthetic();
    let expected = pair(folder.path(), &["--threads", "1"]);
    assert_eq!(pair(folder.path(), &["--threads", "4"]), expected);
    let by_variable = |threads| {
        let arguments = ["pair", "people.csv", "--format", "json", "--prices"];
        run_with(folder.path(), &arguments, &[("RAYON_NUM_THREADS", threads)]).expect(0).out
    };
    assert_eq!(by_variable("1"), expected);
    assert_eq!(by_variable("3"), expected);
}

#[test]
fn the_set_is_the_same_every_time() {
    let folder = synthetic();
    let read = |set: &str| -> Vec<Vec<u8>> {
        let names = crate::command::names(&folder.path().join(set));
        assert_eq!(names, ["checks.csv", "pairs.csv", "policy.toml", "run.json", "unmatched.csv", "why.csv"]);
        names.iter().map(|name| std::fs::read(folder.path().join(set).join(name)).unwrap()).collect()
    };
    run(folder.path(), &["pair", "people.csv", "--out", "one/", "--threads", "1"]).expect(0);
    run(folder.path(), &["pair", "people.csv", "--out", "two/", "--threads", "4"]).expect(0);
    assert_eq!(read("one"), read("two"));
}

#[test]
fn the_seed_is_recorded_and_may_change_ties_only() {
    let folder = synthetic();
    let of =
        |seed: &str| -> serde_json::Value { serde_json::from_str(&pair(folder.path(), &["--seed", seed])).unwrap() };
    let (a, b) = (of("1"), of("2"));
    assert_eq!((&a["run"]["seed"], &b["run"]["seed"]), (&1.into(), &2.into()));
    assert_eq!(a["summary"]["points"], b["summary"]["points"]);
    assert_eq!(a["summary"]["people_paired"], b["summary"]["people_paired"]);
}

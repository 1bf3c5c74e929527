//! 0 done, 1 the input has errors, 2 wrong use.

use crate::command::run;
use crate::company;

#[test]
fn done_is_0() {
    let folder = company::folder();
    for arguments in
        [&["--help"][..], &["--version"], &["pair", "--help"], &["pair", "people.csv"], &["check", "people.csv"]]
    {
        run(folder.path(), arguments).expect(0);
    }
}

#[test]
fn every_help_has_an_example() {
    let folder = company::folder();
    let all = [
        &["pair"][..],
        &["check"],
        &["compare"],
        &["explain"],
        &["verify"],
        &["synth"],
        &["policy", "init"],
        &["policy", "schema"],
    ];
    for subcommand in all {
        let mut arguments = subcommand.to_vec();
        arguments.push("--help");
        let help = run(folder.path(), &arguments).expect(0).out;
        let (_, example) = help.split_once("Example").unwrap_or_else(|| panic!("{subcommand:?} has no example"));
        assert!(example.contains(&format!("obverse {}", subcommand.join(" "))), "{subcommand:?}");
    }
}

#[test]
fn wrong_use_is_2() {
    let folder = company::folder();
    company::write(folder.path(), "my.csv", "junior,senior\nj1,s1\n");
    let wrong: &[(&[&str], &str)] = &[
        (&[], "Usage"),
        (&["pair"], "PEOPLE.csv"),
        (&["pears", "people.csv"], "pears"),
        (&["pair", "people.csv", "--fromat", "json"], "--fromat"),
        (&["pair", "people.csv", "--format", "xml"], "xml"),
        (&["pair", "people.csv", "--seed", "-1"], "-1"),
        (&["pair", "people.csv", "--seed", "9223372036854775808"], "9223372036854775808"),
        (&["pair", "people.csv", "--threads", "0"], "0"),
        (&["pair", "nobody.csv"], "nobody.csv"),
        (&["pair", "."], "folder"),
        (&["pair", "people.csv", "--policy", "no.toml", "--signups", "no.csv"], "no.toml"),
        (&["pair", "people.csv", "--out", "result.xlsx"], ".json, .csv, .txt or .md"),
        (&["pair", "people.csv", "--out", "result"], ".json, .csv, .txt or .md"),
        (&["pair", "people.csv", "--out", "result.csv", "--format", "json"], "--format"),
        (&["pair", "people.csv", "--out", "not/there/result.csv"], "does not exist"),
        (&["pair", "people.csv", "--out", "not/there/results/"], "does not exist"),
        (&["pair", "people.csv", "--out", "people.csv"], "overwrite"),
        (&["pair", "people.csv", "--out", "./people.csv"], "overwrite"),
        (&["check", "people.csv", "--out", "results/"], "not a folder"),
        (&["compare", "people.csv", "no.csv"], "no.csv"),
        (&["compare", "people.csv", "my.csv", "--out", "my.csv"], "overwrite"),
        (&["explain", "people.csv", "--junior", "j1"], "--senior"),
        (&["verify", "people.csv", "no.json"], "no.json"),
        (&["verify", "people.csv", "."], "run.json"),
        (&["synth", "--people", "0"], "at least one"),
        (&["synth", "--people", "many"], "many"),
        (&["synth", "--people", "10", "--juniors", "8", "--seniors", "8"], "more than"),
        (&["synth", "--people", "10", "--out", "people.json"], ".csv"),
        (&["policy", "init", "--aim", "world peace"], "world peace"),
        (&["policy", "init", "--out", "policy.txt"], ".toml"),
    ];
    for (arguments, says) in wrong {
        let ran = run(folder.path(), arguments).expect(2);
        assert!(ran.out.is_empty(), "{arguments:?} says {} on standard output", ran.out);
        assert!(ran.err.contains(says), "{arguments:?}: {}", ran.err);
    }
    assert_eq!(crate::command::names(folder.path()), ["my.csv", "people.csv"]);
}

#[test]
fn every_missing_file_is_named_at_once() {
    let folder = company::folder();
    let arguments = ["pair", "none.csv", "--signups", "form.csv", "--conflicts", "c.csv"];
    let said = run(folder.path(), &arguments).expect(2).err;
    for file in ["none.csv", "--signups form.csv", "--conflicts c.csv"] {
        assert!(said.contains(file), "{said}");
    }
}

#[test]
fn errors_in_the_input_are_1() {
    let folder = company::folder();
    company::write(folder.path(), "bad.csv", "id,role\na,junior\na,senior\n");
    company::write(folder.path(), "bad.toml", "[weights]\nskil_gap = 1\n");
    company::write(folder.path(), "my.csv", "junior,senior\nj1,nobody\n");
    company::write(folder.path(), "result.json", "{}");
    let bad: &[(&[&str], &str)] = &[
        (&["pair", "bad.csv"], "duplicate_id"),
        (&["explain", "bad.csv", "--junior", "a", "--senior", "a"], "duplicate_id"),
        (&["pair", "people.csv", "--policy", "bad.toml"], "skil_gap"),
        (&["compare", "people.csv", "my.csv"], "unknown_person"),
        (&["explain", "people.csv", "--junior", "j1", "--senior", "nobody"], "unknown_person"),
        (&["verify", "people.csv", "result.json"], "not_a_table"),
        (&["verify", "people.csv", "people.csv"], "not_a_table"),
    ];
    for (arguments, says) in bad {
        let ran = run(folder.path(), arguments).expect(1);
        assert!(ran.err.contains(says), "{arguments:?}: {}", ran.err);
        assert!(ran.out.is_empty(), "{arguments:?}: {}", ran.out);
    }
    let checked = run(folder.path(), &["check", "bad.csv"]).expect(1);
    assert!(checked.out.contains("duplicate_id"));
}

#[test]
fn too_many_threads_are_wrong_use_however_they_are_asked_for() {
    let folder = company::folder();
    let ran = crate::command::run_with(folder.path(), &["pair", "people.csv"], &[("RAYON_NUM_THREADS", "100000000")]);
    assert!(ran.expect(2).err.contains("RAYON_NUM_THREADS"));
}

#[test]
fn a_file_without_headers_has_no_row_repeated() {
    let folder = company::folder();
    company::write(folder.path(), "people.csv", "p0,,senior,1990-01-01,f\np1,p0,junior,1999-02-03,m\n");
    let ran = run(folder.path(), &["pair", "people.csv"]).expect(1);
    assert!(
        ran.err.contains("missing_column") && !ran.err.contains("1990") && !ran.out.contains("1990"),
        "{}",
        ran.err
    );
}

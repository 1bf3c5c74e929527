//! What goes to which stream, and streams that end early.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use crate::command::{OBVERSE, run, run_with};
use crate::company;

#[test]
fn nothing_is_said_on_standard_error_without_need() {
    let folder = company::folder();
    for arguments in
        [&["pair", "people.csv"][..], &["pair", "people.csv", "--format", "json"], &["check", "people.csv"]]
    {
        assert_eq!(run(folder.path(), arguments).expect(0).err, "", "{arguments:?}");
    }
}

#[test]
fn there_is_no_colour_off_a_terminal_or_with_no_color() {
    let folder = company::folder();
    let plain = run(folder.path(), &["pair", "people.csv"]).expect(0).out;
    let environments: [&[(&str, &str)]; 2] = [&[("NO_COLOR", "1")], &[("TERM", "dumb"), ("COLUMNS", "40")]];
    for environment in environments {
        let ran = run_with(folder.path(), &["pair", "people.csv"], environment).expect(0);
        assert_eq!(ran.out, plain);
    }
    let wrong = run_with(folder.path(), &["pair", "none.csv"], &[("NO_COLOR", "1")]).expect(2);
    assert!(!wrong.err.contains('\u{1b}'));
    // Forced colour is still switched off by NO_COLOR; without it the mark is red.
    let forced = run_with(folder.path(), &["pair", "none.csv"], &[("NO_COLOR", "1"), ("CLICOLOR", "1")]).expect(2);
    assert_eq!(forced.err, "error none.csv: there is no such file\n");
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let folder = tempfile::tempdir().unwrap();
    // More than a pipe holds.
    run(folder.path(), &["synth", "--people", "4000", "--juniors", "800", "--seniors", "10", "--out", "people.csv"])
        .expect(0);
    for arguments in [&["pair", "people.csv", "--format", "json"][..], &["synth", "--people", "20000"]] {
        let mut child = Command::new(OBVERSE.as_path())
            .current_dir(folder.path())
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert!(!line.is_empty());
        let ended = child.wait_with_output().unwrap();
        assert_eq!(ended.status.code(), Some(0), "{arguments:?}");
        assert_eq!(String::from_utf8_lossy(&ended.stderr), "", "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let folder = company::folder();
    for format in ["table", "csv", "json"] {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let mut command = Command::new(OBVERSE.as_path());
        command.current_dir(folder.path()).args(["pair", "people.csv", "--format", format]);
        let ended = command.stdout(full).stderr(Stdio::piped()).output().unwrap();
        assert_eq!(ended.status.code(), Some(2), "{format}");
        assert!(String::from_utf8_lossy(&ended.stderr).contains("standard output"));
    }
}

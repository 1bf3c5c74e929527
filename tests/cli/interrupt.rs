//! Ctrl-C leaves nothing half-written.
#![cfg(unix)]

use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::command::{OBVERSE, names, run};

/// Starts the command, interrupts it when it is at work, and sees that it says so and ends.
fn stopped(folder: &std::path::Path, arguments: &[&str]) {
    let child = Command::new(OBVERSE.as_path())
        .current_dir(folder)
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    sleep(Duration::from_millis(700));
    let sent = Instant::now();
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let ended = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&ended.stderr);
    assert_eq!(ended.status.code(), Some(130), "{arguments:?}: {said}");
    assert!(sent.elapsed() < Duration::from_secs(30));
    assert!(said.contains("stopped"));
}

#[test]
fn ctrl_c_ends_with_130_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["synth", "--people", "30000", "--juniors", "12000", "--seniors", "12000", "--out", "people.csv"];
    run(folder.path(), &arguments).expect(0);
    std::fs::create_dir(folder.path().join("old")).unwrap();
    std::fs::write(folder.path().join("old/pairs.csv"), "old").unwrap();
    for out in ["new/", "old/", "result.json"] {
        stopped(folder.path(), &["pair", "people.csv", "--out", out]);
        assert_eq!(names(folder.path()), ["old", "people.csv"]);
        assert_eq!(names(&folder.path().join("old")), ["pairs.csv"]);
    }
}

#[test]
fn ctrl_c_stops_a_check() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["synth", "--people", "4000", "--juniors", "1500", "--seniors", "1500", "--out", "people.csv"];
    run(folder.path(), &arguments).expect(0);
    run(folder.path(), &["pair", "people.csv", "--out", "set/"]).expect(0);
    stopped(folder.path(), &["verify", "people.csv", "set/", "--out", "checked.json"]);
    assert_eq!(names(folder.path()), ["people.csv", "set"]);
}

#[test]
fn asked_twice_it_ends_even_while_it_waits_for_a_pipe() {
    let folder = tempfile::tempdir().unwrap();
    assert!(Command::new("mkfifo").arg(folder.path().join("pipe")).status().unwrap().success());
    let pair = ["pair", "pipe"];
    let mut child = Command::new(OBVERSE.as_path()).current_dir(folder.path()).args(pair).spawn().unwrap();
    let id = child.id().to_string();
    for _ in 0..100 {
        sleep(Duration::from_millis(100));
        if child.try_wait().unwrap().is_some() {
            return;
        }
        let _ = Command::new("kill").args(["-TERM", &id]).status();
    }
    child.kill().unwrap();
    panic!("it still waits");
}

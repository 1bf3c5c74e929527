//! Builds the command once and runs it.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;
use std::time::Duration;

use serde_json::Value;

/// Longer than anything here takes, also on a slow machine.
const TIMEOUT: Duration = Duration::from_secs(120);

/// The command. It belongs to another package, so nobody has built it yet; all it is made of has been built for these tests, if
/// the profile is the same and the test kit asks for its features.
pub(crate) static OBVERSE: LazyLock<PathBuf> = LazyLock::new(|| {
    let test = std::env::current_exe().unwrap();
    let folder = test.ancestors().nth(2).unwrap();
    let profile = match folder.file_name().and_then(OsStr::to_str).unwrap() {
        "debug" => "test",
        other => other,
    };
    let built = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--package", "obverse-cli", "--package", "obverse-testkit", "--bin", "obverse"])
        .args(["--profile", profile, "--target-dir"])
        .arg(folder.parent().unwrap())
        .status();
    assert!(built.unwrap().success(), "the command does not build");
    folder.join(format!("obverse{}", std::env::consts::EXE_SUFFIX))
});

/// What a run gave.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    fn new(output: Output) -> Self {
        Ran {
            code: output.status.code().expect("ended by a signal"),
            out: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
            err: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
        }
    }

    /// That it ended with this exit code.
    pub(crate) fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, code, "out: {}\nerr: {}", self.out, self.err);
        self
    }

    /// Standard output as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}\n{}", self.out, self.err))
    }
}

/// Runs the command in a folder.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Ran {
    run_with(folder, arguments, &[])
}

/// Runs the command in a folder, with environment variables.
pub(crate) fn run_with(folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Ran {
    let mut command = assert_cmd::Command::new(OBVERSE.as_path());
    command.current_dir(folder).args(arguments).timeout(TIMEOUT);
    command.env_remove("RAYON_NUM_THREADS").envs(environment.iter().copied());
    Ran::new(command.output().unwrap())
}

/// The names in a folder, sorted, hidden ones too.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries.map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

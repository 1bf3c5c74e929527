//! What ends a run early, and the exit code it gives.

use obverse::{Error, Problem, Problems};

/// The work was done.
pub(crate) const DONE: u8 = 0;
/// The input has errors.
pub(crate) const INPUT_HAS_ERRORS: u8 = 1;
/// Bad arguments, a file that is not there, a place that cannot be written.
pub(crate) const WRONG_USE: u8 = 2;
/// A defect of the program (`EX_SOFTWARE`).
const DEFECT: u8 = 70;
/// Stopped by Ctrl-C (128 + SIGINT).
pub(crate) const INTERRUPTED: u8 = 130;

/// What ends a run early.
#[derive(Debug)]
#[non_exhaustive]
pub enum Failure {
    /// Wrong use: what is wrong, one message each.
    WrongUse(Vec<String>),
    /// The input has errors (and perhaps warnings).
    Problems(Problems),
    /// Somebody asked to stop.
    Interrupted,
    /// A defect of the program.
    Defect(String),
}

impl Failure {
    /// Wrong use, in one message.
    pub(crate) fn wrong_use(message: impl Into<String>) -> Self {
        Failure::WrongUse(vec![message.into()])
    }

    /// One problem of the input.
    pub(crate) fn problem(problem: Problem) -> Self {
        let mut problems = Problems::new();
        problems.push(problem);
        Failure::Problems(problems)
    }

    /// The exit code.
    pub(crate) fn code(&self) -> u8 {
        match self {
            Failure::WrongUse(_) => WRONG_USE,
            Failure::Problems(_) => INPUT_HAS_ERRORS,
            Failure::Interrupted => INTERRUPTED,
            Failure::Defect(_) => DEFECT,
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        if crate::interrupt::asked() {
            return Failure::Interrupted;
        }
        match error {
            Error::Problems(problems) => Failure::Problems(problems),
            Error::Io(error) => Failure::wrong_use(error.to_string()),
            Error::Interrupted => Failure::Interrupted,
            other => Failure::Defect(other.to_string()),
        }
    }
}

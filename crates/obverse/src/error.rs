//! The crate's error type.

use crate::Problems;

/// What can stop a call. Mistakes in the caller's input are [`Error::Problems`]: all of them, as data.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The input has errors (and perhaps warnings): every one that was found.
    #[error("{0}")]
    Problems(Problems),
    /// Reading or writing failed. Where it is known which file, the message begins with its name.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// Somebody asked to stop.
    #[error("stopped before the end, nothing was kept")]
    Interrupted,
    /// The solver found its own answer wanting. This is a defect of the library: please report it.
    #[error("internal check failed: {0}")]
    Internal(String),
}

impl Error {
    /// The problems, if the input is at fault.
    pub fn problems(&self) -> Option<&Problems> {
        match self {
            Error::Problems(problems) => Some(problems),
            _ => None,
        }
    }
}

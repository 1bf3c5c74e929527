//! From this library's errors to the exceptions of `obverse._errors`, problems as data.

use obverse::{Error, Problems};
use obverse_cli::Failure;
use pyo3::exceptions::{PyKeyboardInterrupt, PyOSError, PyRuntimeError};
use pyo3::prelude::*;

/// Which exception of `obverse._errors` problems become.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    /// The people, or people and policy together.
    Input,
    /// The policy alone.
    Policy,
}

/// The exception for these problems.
pub(crate) fn problems(py: Python<'_>, kind: Kind, problems: &Problems) -> PyErr {
    let name = match kind {
        Kind::Input => "InputError",
        Kind::Policy => "PolicyError",
    };
    let made = json(problems).and_then(|text| raise(py, name, &text, &problems.to_string()));
    made.unwrap_or_else(|error| error)
}

fn raise(py: Python<'_>, name: &str, problems: &str, message: &str) -> PyResult<PyErr> {
    let class = py.import("obverse._errors")?.getattr(name)?;
    Ok(PyErr::from_value(class.call_method1("from_core", (message, problems))?))
}

/// A defect of this library.
pub(crate) fn internal(py: Python<'_>, what: &str) -> PyErr {
    let made = py.import("obverse._errors").and_then(|errors| errors.getattr("InternalError")?.call1((what,)));
    made.map_or_else(|error| error, PyErr::from_value)
}

/// The exception for a route that is none of these (code `unknown_route`).
pub(crate) fn route(py: Python<'_>, name: &str, all: &[&str]) -> PyErr {
    let text = format!("there is no such route: give one of `{}`, or none", all.join("`, `"));
    let made = py.import("obverse._errors").and_then(|errors| errors.getattr("route_error")?.call1((name, text)));
    made.map_or_else(|error| error, PyErr::from_value)
}

/// The exception for an error of the library.
pub(crate) fn library(py: Python<'_>, kind: Kind, error: Error) -> PyErr {
    match error {
        Error::Problems(found) => problems(py, kind, &found),
        Error::Io(error) => error.into(),
        Error::Interrupted => PyKeyboardInterrupt::new_err(()),
        other => internal(py, &other.to_string()),
    }
}

/// The exception for what ends the command's own code early.
pub(crate) fn failure(py: Python<'_>, failure: Failure) -> PyErr {
    match failure {
        Failure::Problems(found) => problems(py, Kind::Input, &found),
        Failure::WrongUse(messages) => PyOSError::new_err(messages.join("; ")),
        Failure::Interrupted => PyKeyboardInterrupt::new_err(()),
        Failure::Defect(what) => internal(py, &what),
        other => internal(py, &format!("{other:?}")),
    }
}

/// JSON text of a result.
pub(crate) fn json(value: &impl serde::Serialize) -> PyResult<String> {
    serde_json::to_string(value).map_err(|error| PyRuntimeError::new_err(error.to_string()))
}

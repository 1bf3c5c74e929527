//! The extension module `obverse._core`: what the Python package `obverse` calls.
//!
//! Nothing is computed here. Values are converted, errors become exceptions ([`errors`]), and every long call passes one gate
//! ([`gate`]): the interpreter is released, progress is told, Ctrl-C stops the work. Results cross as JSON text or as columns.

#![allow(clippy::needless_pass_by_value, reason = "PyO3 hands arguments over; a borrow would be of its own making")]

mod errors;
mod gate;
mod lap;
mod matching;
mod policy;
mod portable;
mod programme;
mod settings;
mod sparse;
mod tables;
mod workforce;

use pyo3::prelude::*;

/// What the Python package exports nothing of: see `obverse`.
#[pymodule]
mod _core {
    use pyo3::prelude::*;

    #[pymodule_export]
    use crate::lap::{assign, solve_assignment};
    #[pymodule_export]
    use crate::matching::Matching;
    #[pymodule_export]
    use crate::policy::Policy;
    #[pymodule_export]
    use crate::programme::Programme;
    #[pymodule_export]
    use crate::sparse::{match_sparse, solve_sparse};
    #[pymodule_export]
    use crate::workforce::Workforce;

    /// Runs the command and returns its exit code.
    #[pyfunction]
    fn run(py: Python<'_>, arguments: Vec<String>) -> u8 {
        py.detach(|| obverse_cli::run(arguments))
    }

    /// Our name of the column that a header stands for.
    #[pyfunction]
    fn column_of(header: &str, columns: Vec<(String, String)>) -> String {
        obverse::workforce::column_of(header, &columns)
    }

    /// Whether a header of a table of pairs names the column of one of the two.
    #[pyfunction]
    fn names_a_partner(header: &str) -> bool {
        obverse::workforce::names_a_partner(header)
    }

    /// The JSON Schema of `policy.toml`.
    #[pyfunction]
    fn policy_schema() -> String {
        obverse::Policy::json_schema()
    }

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}

//! The result behind `obverse.Matching`.

use std::path::PathBuf;

use obverse::ReportOptions;
use obverse_cli::inputs::{self, Table};
use obverse_cli::{Cells, pair_columns};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};

use crate::errors::{self, Kind};
use crate::gate::{self, Watch};
use crate::portable;
use crate::programme::Programme;
use crate::tables::{TextColumn, bytes_of};
use crate::workforce::Stored;

/// Which value packed bytes hold.
const KIND: u8 = b'M';

/// A best matching, proved.
#[pyclass(frozen, module = "obverse._core")]
pub(crate) struct Matching {
    pub(crate) matching: obverse::Matching,
    pub(crate) of: Programme,
}

#[pymethods]
impl Matching {
    /// How many pairs.
    fn __len__(&self) -> usize {
        self.matching.len()
    }

    /// What was solved.
    fn programme(&self) -> Programme {
        self.of.clone()
    }

    /// Everything, as JSON.
    #[pyo3(signature = (prices = false))]
    fn report(&self, prices: bool) -> PyResult<String> {
        errors::json(&self.matching.report(ReportOptions::default().with_prices(prices)))
    }

    /// The summary, as JSON.
    fn summary(&self) -> PyResult<String> {
        errors::json(self.matching.summary())
    }

    /// Everyone left out, as JSON.
    fn unmatched(&self) -> PyResult<String> {
        errors::json(&self.matching.unmatched())
    }

    /// The proof, as JSON.
    fn certificate(&self) -> PyResult<String> {
        errors::json(self.matching.certificate())
    }

    /// The pairs as columns; for `participants` without terms on protected attributes.
    fn columns<'py>(&self, py: Python<'py>, participants: bool) -> PyResult<Bound<'py, PyDict>> {
        let matching = self.matching.clone();
        let all = gate::pass(py, &Watch::default(), move |_| pair_columns(&matching, participants))?;
        let columns = PyDict::new(py);
        for (name, cells) in all {
            match cells {
                Cells::Text(cells) => columns.set_item(name, cells)?,
                Cells::Number(cells) => columns.set_item(name, cells)?,
                Cells::Whole(cells) => columns.set_item(name, cells)?,
            }
        }
        Ok(columns)
    }

    /// A list made by hand beside this matching, given as columns or as the bytes of a file.
    #[pyo3(signature = (name, columns = None, bytes = None))]
    fn compare(
        &self,
        py: Python<'_>,
        name: String,
        columns: Option<Vec<TextColumn<'_>>>,
        bytes: Option<&[u8]>,
    ) -> PyResult<String> {
        let made;
        let bytes = match (&columns, bytes) {
            (Some(columns), _) => {
                made = bytes_of(columns)?;
                made.as_slice()
            }
            (None, Some(bytes)) => bytes,
            (None, None) => return Err(PyValueError::new_err("a list is needed")),
        };
        let list = Stored::new(Table::FixedPairs, name, bytes);
        let people = self.of.tables.people().cloned();
        let people = people.ok_or_else(|| PyValueError::new_err("the matching has no people"))?;
        let matching = self.matching.clone();
        let compared = gate::pass(py, &Watch::default(), move |_| {
            let list = inputs::pair_list(matching.programme(), people.source(), list.source())?;
            matching.compare(&list).map_err(obverse_cli::Failure::from)
        })?;
        errors::json(&compared.map_err(|failure| errors::failure(py, failure))?)
    }

    /// The independent check of this matching.
    fn verify(&self, py: Python<'_>) -> PyResult<String> {
        let json = self.report(true)?;
        let programme = self.matching.programme().clone();
        let verified = gate::pass(py, &Watch::default(), move |control| programme.verify_with(&json, control))?;
        errors::json(&verified.map_err(|error| errors::library(py, Kind::Input, error))?)
    }

    /// Writes what `obverse pair --out` would; returns the files.
    #[pyo3(signature = (out, prices = false))]
    fn save(&self, py: Python<'_>, out: PathBuf, prices: bool) -> PyResult<Vec<PathBuf>> {
        let (matching, warnings, inputs) = (self.matching.clone(), self.of.warnings.clone(), self.of.tables.paths());
        let saved =
            gate::pass(py, &Watch::default(), move |_| obverse_cli::save(&matching, &warnings, &out, prices, &inputs))?;
        saved.map_err(|failure| errors::failure(py, failure))
    }

    /// Programme, pairs and prices as bytes.
    fn state<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let (programme, solved) = (self.of.state(py)?, self.matching.to_bytes());
        Ok(PyBytes::new(py, &portable::pack(KIND, &[programme.as_bytes(), &solved])))
    }

    /// The matching of these bytes: not solved again, but proved again.
    #[staticmethod]
    fn from_state(py: Python<'_>, bytes: &[u8]) -> PyResult<Self> {
        let parts = portable::unpack(KIND, bytes)?;
        let part = |at: usize| parts.get(at).copied().unwrap_or_default();
        let of = Programme::from_state(py, part(0))?;
        let (programme, solved) = (of.inner.clone(), part(1).to_vec());
        let restored = gate::pass(py, &Watch::default(), move |control| programme.restore(&solved, control))?;
        let matching = restored.map_err(|error| errors::library(py, Kind::Input, error))?;
        Ok(Matching { matching, of })
    }
}

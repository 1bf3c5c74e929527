//! Sparse matrices behind `obverse.lap`: the three arrays of SciPy's compressed forms, read where they lie.

use numpy::{Element, PyArray1, PyArrayMethods, PyReadonlyArray1};
use obverse::Control;
use obverse_lap::SolveError;
use obverse_lap::dense::{Number, Route};
use obverse_lap::sparse::{Compressed, Index, Matching, certify, maximum_matching_with, proof, solve_with};
use pyo3::IntoPyObjectExt;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;

use crate::gate::{self, Watch};
use crate::lap::{How, Indices, Raised, Sides, owned, raised, shown};

/// Up to so many stored entries a thread of its own costs more than it is worth.
const FEW_ENTRIES: usize = 20_000;

/// Rows, columns, and whether columns are stored one after the other.
type Layout = (usize, usize, bool);

/// Assigns what is stored: `starts` and `indices` both of 32 or both of 64 bits, entries as for a full matrix. Any other is a
/// `TypeError`.
#[pyfunction]
#[pyo3(signature = (starts, indices, entries, layout, maximize, skip_zeros, prove))]
pub(crate) fn solve_sparse<'py>(
    starts: &Bound<'py, PyAny>,
    indices: &Bound<'py, PyAny>,
    entries: &Bound<'py, PyAny>,
    layout: Layout,
    maximize: bool,
    skip_zeros: bool,
    prove: bool,
) -> PyResult<Bound<'py, PyAny>> {
    let how = (How { maximize, prove, route: Route::Chosen }, skip_zeros);
    if let Some(pairs) = Pairs::<i32>::read(starts, indices, layout) {
        pairs.solve(entries, how)
    } else if let Some(pairs) = Pairs::<i64>::read(starts, indices, layout) {
        pairs.solve(entries, how)
    } else {
        Err(PyTypeError::new_err("expected indices of 32 or 64 bits"))
    }
}

/// The most pairs, and rows that know too few columns to make more: rows, columns; rows, columns.
#[pyfunction]
pub(crate) fn match_sparse<'py>(
    starts: &Bound<'py, PyAny>,
    indices: &Bound<'py, PyAny>,
    layout: Layout,
) -> PyResult<[Indices<'py>; 4]> {
    let py = starts.py();
    let found = if let Some(pairs) = Pairs::<i32>::read(starts, indices, layout) {
        pairs.matching(py)?
    } else if let Some(pairs) = Pairs::<i64>::read(starts, indices, layout) {
        pairs.matching(py)?
    } else {
        return Err(PyTypeError::new_err("expected indices of 32 or 64 bits"));
    };
    let pairs = || found.row_to_col.iter().enumerate().filter_map(|(row, col)| Some((row as i64, i64::from((*col)?))));
    let wide = |lines: &[u32]| owned(py, lines.iter().map(|&line| i64::from(line)));
    let rows = owned(py, pairs().map(|pair| pair.0));
    let cols = owned(py, pairs().map(|pair| pair.1));
    Ok([rows, cols, wide(&found.rows), wide(&found.cols)])
}

/// Which pairs are stored.
struct Pairs<'py, I: Element + Index> {
    starts: PyReadonlyArray1<'py, I>,
    indices: PyReadonlyArray1<'py, I>,
    layout: Layout,
}

impl<'py, I: Element + Index> Pairs<'py, I> {
    /// `None` if the places are of another type.
    fn read(starts: &Bound<'py, PyAny>, indices: &Bound<'py, PyAny>, layout: Layout) -> Option<Self> {
        Some(Self { starts: starts.extract().ok()?, indices: indices.extract().ok()?, layout })
    }

    fn compressed(&self) -> Result<Compressed<'_, I>, Raised> {
        let starts = self.starts.as_slice().map_err(PyErr::from)?;
        let indices = self.indices.as_slice().map_err(PyErr::from)?;
        let (rows, cols, by_col) = self.layout;
        let pairs =
            if by_col { Compressed::cols(starts, indices, rows) } else { Compressed::rows(starts, indices, cols) };
        let pairs = pairs.map_err(Raised::Solver)?;
        if pairs.shape() == (rows, cols) {
            Ok(pairs)
        } else {
            let (expected, found) = if by_col { (cols, pairs.shape().1) } else { (rows, pairs.shape().0) };
            Err(Raised::Solver(SolveError::Shape { what: "stored lines", expected, found }))
        }
    }

    fn solve(&self, entries: &Bound<'py, PyAny>, how: (How, bool)) -> PyResult<Bound<'py, PyAny>> {
        let py = entries.py();
        let solved = if let Ok(entries) = entries.extract::<PyReadonlyArray1<'py, f64>>() {
            self.run(py, &entries, how)
        } else if let Ok(entries) = entries.extract::<PyReadonlyArray1<'py, f32>>() {
            self.run(py, &entries, how)
        } else if let Ok(entries) = entries.extract::<PyReadonlyArray1<'py, i32>>() {
            self.run(py, &entries, how)
        } else if let Ok(entries) = entries.extract::<PyReadonlyArray1<'py, i64>>() {
            match self.run(py, &entries, how) {
                Err(Raised::Solver(SolveError::TooWide { .. } | SolveError::NotANumber { .. })) => {
                    let entries = entries.as_array().mapv(|entry| entry as f64);
                    let entries = PyArray1::from_owned_array(py, entries);
                    self.run(py, &entries.readonly(), how)
                }
                solved => solved,
            }
        } else {
            return Err(PyTypeError::new_err("expected entries of 32-bit or 64-bit numbers"));
        };
        solved.map_err(|error| match error {
            Raised::Solver(SolveError::Infeasible { .. }) => PyValueError::new_err("no full matching exists"),
            other => raised(other),
        })
    }

    fn run<T>(
        &self,
        py: Python<'py>,
        entries: &PyReadonlyArray1<'py, T>,
        (how, skip_zeros): (How, bool),
    ) -> Result<Bound<'py, PyAny>, Raised>
    where
        T: Number + Element,
        T::Dual: Element,
        T::Total: IntoPyObjectExt<'py>,
        <T::Dual as obverse_lap::dense::Exact>::Total: IntoPyObjectExt<'py>,
    {
        let entries = entries.as_slice().map_err(PyErr::from)?;
        let costs = self.compressed()?.with_entries(entries).map_err(Raised::Solver)?;
        let costs = costs.maximize(how.maximize).skip_zeros(skip_zeros);
        let run = |control: &Control<'_>| {
            let solution = solve_with(costs, control)?;
            let sides =
                how.prove.then(|| Sides { proof: proof(costs, &solution), certificate: certify(costs, &solution) });
            Ok((solution, sides))
        };
        let result: Result<_, SolveError> = if entries.len() <= FEW_ENTRIES {
            run(&Control::default())
        } else {
            gate::pass_lent(py, &Watch::default(), run)?
        };
        let (solution, sides) = result.map_err(Raised::Solver)?;
        Ok(shown(py, solution, sides)?.into_bound_py_any(py)?)
    }

    fn matching(&self, py: Python<'py>) -> PyResult<Matching> {
        let pairs = self.compressed().map_err(raised)?;
        let run = |control: &Control<'_>| maximum_matching_with(pairs, control);
        let result = if self.indices.as_slice().map_or(0, <[I]>::len) <= FEW_ENTRIES {
            run(&Control::default())
        } else {
            gate::pass_lent(py, &Watch::default(), run)?
        };
        result.map_err(|error| raised(Raised::Solver(error)))
    }
}

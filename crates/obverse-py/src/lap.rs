//! Assignment on NumPy matrices behind `obverse.lap`.

use numpy::{
    Element, PyArray1, PyArray2, PyArrayDescrMethods, PyArrayMethods, PyReadonlyArray2, PyUntypedArrayMethods,
};
use obverse::Control;
use obverse_lap::SolveError;
use obverse_lap::dense::{Certificate, Exact, Number, Proof, Route, Solution, View, certify, proof, solve_by};
use pyo3::IntoPyObjectExt;
use pyo3::exceptions::{PyKeyboardInterrupt, PyMemoryError, PyRuntimeError, PyTypeError, PyValueError};
use pyo3::prelude::*;

use crate::errors;
use crate::gate::{self, Watch};

/// Up to this many steps, a tenth of a second at the most, a thread of its own costs more than it is worth.
const FEW_STEPS: usize = 200_000_000;

/// What `obverse.lap` gets.
#[derive(IntoPyObject)]
pub(crate) struct Solved<'py> {
    /// Rows of the pairs, ascending.
    rows: Bound<'py, PyArray1<i64>>,
    /// Their columns.
    cols: Bound<'py, PyArray1<i64>>,
    /// Duals of the rows.
    u: Bound<'py, PyAny>,
    /// Duals of the columns.
    v: Bound<'py, PyAny>,
    /// The sum over the pairs.
    primal: Bound<'py, PyAny>,
    /// The same, rounded away from the next.
    upper: Bound<'py, PyAny>,
    /// What no assignment is better than.
    dual: Bound<'py, PyAny>,
    /// How far the two are apart.
    gap: Bound<'py, PyAny>,
    /// The most by which a line would do better elsewhere.
    slackness: Bound<'py, PyAny>,
    /// The most by which a pair lies on the wrong side.
    worst: Bound<'py, PyAny>,
    /// Whether it was solved in whole numbers.
    exact: bool,
    /// How it was solved.
    method: &'static str,
}

/// Assigns a matrix of floats or whole numbers of 32 or 64 bits, where it lies: row after row or column after column. Any
/// other is a `TypeError`. Whole numbers too far apart for whole sums are solved as 64-bit floats. `route` is the name of a way to
/// do it; without, the engine chooses.
#[pyfunction]
#[pyo3(signature = (costs, maximize, prove, route=None))]
pub(crate) fn solve_assignment<'py>(
    py: Python<'py>,
    costs: &Bound<'py, PyAny>,
    maximize: bool,
    prove: bool,
    route: Option<&str>,
) -> PyResult<Bound<'py, PyAny>> {
    let route = match route {
        Some(name) => Route::named(name).ok_or_else(|| errors::route(py, name, &Route::NAMED.map(|named| named.0)))?,
        None => Route::Chosen,
    };
    let how = How { maximize, prove, route };
    let solved = if let Ok(costs) = costs.extract::<PyReadonlyArray2<'py, f64>>() {
        how.solve(py, &costs).map_err(raised)?
    } else if let Ok(costs) = costs.extract::<PyReadonlyArray2<'py, f32>>() {
        how.solve(py, &costs).map_err(raised)?
    } else if let Ok(costs) = costs.extract::<PyReadonlyArray2<'py, i32>>() {
        how.solve(py, &costs).map_err(raised)?
    } else if let Ok(costs) = costs.extract::<PyReadonlyArray2<'py, i64>>() {
        match how.solve(py, &costs) {
            // The one number that has no counterpart for a maximum counts as too far apart as well.
            Err(Raised::Solver(SolveError::TooWide { .. } | SolveError::NotANumber { .. })) => {
                let costs = costs.as_array().mapv(|cost| cost as f64);
                let costs = numpy::PyArray2::from_owned_array(py, costs);
                how.solve(py, &costs.readonly()).map_err(raised)?
            }
            solved => solved.map_err(raised)?,
        }
    } else {
        return Err(PyTypeError::new_err("expected a matrix of 32-bit or 64-bit numbers"));
    };
    solved.into_bound_py_any(py)
}

/// Rows and their columns only, for a matrix of floats that can be read where it lies; `None` for any other. The short way for
/// small matrices, where everything around the solver would take longer than the solver.
#[pyfunction]
pub(crate) fn assign<'py>(
    py: Python<'py>,
    costs: &Bound<'py, PyAny>,
    maximize: bool,
) -> PyResult<Option<(Indices<'py>, Indices<'py>)>> {
    let Ok(costs) = costs.cast::<PyArray2<f64>>() else { return Ok(None) };
    let Ok(costs) = costs.try_readonly() else { return Ok(None) };
    if !costs.is_contiguous() {
        return Ok(None);
    }
    let solution = How { maximize, prove: false, route: Route::Chosen }.run(py, &costs).map_err(raised)?.0;
    Ok(Some(indices(py, &solution)))
}

pub(crate) type Indices<'py> = Bound<'py, PyArray1<i64>>;

/// The pairs of a solution by row: rows, columns.
fn indices<'py, T: Number>(py: Python<'py>, solution: &Solution<T>) -> (Indices<'py>, Indices<'py>) {
    let pairs =
        || solution.row_to_col.iter().enumerate().filter_map(|(row, col)| Some((row as i64, i64::from((*col)?))));
    let rows = owned(py, pairs().map(|pair| pair.0));
    (rows, owned(py, pairs().map(|pair| pair.1)))
}

/// An array that NumPy owns. (Of one that Rust owns NumPy cannot make writeable copies of every kind, which SciPy asks for.)
pub(crate) fn owned(py: Python<'_>, lines: impl Iterator<Item = i64>) -> Indices<'_> {
    PyArray1::from_slice(py, &lines.collect::<Vec<i64>>())
}

#[derive(Clone, Copy)]
pub(crate) struct How {
    pub(crate) maximize: bool,
    pub(crate) prove: bool,
    /// Of a full matrix.
    pub(crate) route: Route,
}

/// Both sides of a proof.
pub(crate) struct Sides<T: Number> {
    pub(crate) proof: Proof<T>,
    pub(crate) certificate: Certificate<T::Dual>,
}

/// What can go wrong.
pub(crate) enum Raised {
    Solver(SolveError),
    Python(PyErr),
}

impl From<PyErr> for Raised {
    fn from(error: PyErr) -> Self {
        Raised::Python(error)
    }
}

impl How {
    fn solve<'py, T>(self, py: Python<'py>, costs: &PyReadonlyArray2<'py, T>) -> Result<Solved<'py>, Raised>
    where
        T: Number + Element,
        T::Dual: Element,
        T::Total: IntoPyObjectExt<'py>,
        <T::Dual as Exact>::Total: IntoPyObjectExt<'py>,
    {
        let (solution, sides) = self.run(py, costs)?;
        Ok(shown(py, solution, sides)?)
    }

    fn run<'py, T: Number + Element>(
        self,
        py: Python<'py>,
        costs: &PyReadonlyArray2<'py, T>,
    ) -> Result<(Solution<T>, Option<Sides<T>>), Raised> {
        let (rows, cols) = (costs.shape()[0], costs.shape()[1]);
        let steps = rows.saturating_mul(cols).saturating_mul(rows.min(cols));
        let entries = costs.as_slice().map_err(|_| PyValueError::new_err("the matrix is not contiguous"))?;
        let view = if costs.is_c_contiguous() {
            View::new(entries, rows, cols)
        } else {
            View::new(entries, cols, rows).map(View::transposed)
        };
        let view = view.map_err(Raised::Solver)?.maximize(self.maximize);
        let run = |control: &Control<'_>| {
            let solution = solve_by(view, self.route, control)?;
            let sides =
                self.prove.then(|| Sides { proof: proof(view, &solution), certificate: certify(view, &solution) });
            Ok((solution, sides))
        };
        let result =
            if steps <= FEW_STEPS { run(&Control::default()) } else { gate::pass_lent(py, &Watch::default(), run)? };
        result.map_err(Raised::Solver)
    }
}

pub(crate) fn shown<'py, T>(py: Python<'py>, solution: Solution<T>, sides: Option<Sides<T>>) -> PyResult<Solved<'py>>
where
    T: Number,
    T::Dual: Element,
    T::Total: IntoPyObjectExt<'py>,
    <T::Dual as Exact>::Total: IntoPyObjectExt<'py>,
{
    let (rows, cols) = indices(py, &solution);
    let none = || py.None().into_bound(py);
    let (upper, dual, gap, slackness, worst) = match sides {
        Some(Sides { proof, certificate }) => (
            certificate.primal.into_bound_py_any(py)?,
            certificate.bound.into_bound_py_any(py)?,
            certificate.gap.into_bound_py_any(py)?,
            certificate.slackness.into_bound_py_any(py)?,
            PyArray1::from_slice(py, &[proof.worst]).into_any().get_item(0)?.call_method0("item")?,
        ),
        None => (none(), none(), none(), none(), none()),
    };
    let exact = numpy::dtype::<T::Dual>(py).kind() == b'i';
    Ok(Solved {
        rows,
        cols,
        u: PyArray1::from_slice(py, &solution.u).into_any(),
        v: PyArray1::from_slice(py, &solution.v).into_any(),
        primal: solution.objective.into_bound_py_any(py)?,
        upper,
        dual,
        gap,
        slackness,
        worst,
        exact,
        method: solution.method,
    })
}

pub(crate) fn raised(error: Raised) -> PyErr {
    match error {
        Raised::Python(error) => error,
        Raised::Solver(SolveError::NotANumber { .. }) => {
            PyValueError::new_err("matrix contains invalid numeric entries")
        }
        Raised::Solver(SolveError::Infeasible { .. }) => PyValueError::new_err("cost matrix is infeasible"),
        Raised::Solver(SolveError::Stopped) => PyKeyboardInterrupt::new_err(()),
        Raised::Solver(error @ SolveError::Memory { .. }) => PyMemoryError::new_err(error.to_string()),
        Raised::Solver(other) => PyRuntimeError::new_err(other.to_string()),
    }
}

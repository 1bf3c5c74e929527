//! Assignment on NumPy matrices behind `obverse.lap`.

use numpy::{PyArray1, PyReadonlyArray2, PyUntypedArrayMethods};
use obverse::Control;
use obverse_lap::dense::{DenseAssignment, DenseError, Number, assign};
use pyo3::exceptions::{PyKeyboardInterrupt, PyRuntimeError, PyValueError};
use pyo3::prelude::*;

use crate::gate::{self, Watch};

/// Up to this many steps a thread of its own costs more than it is worth.
const FEW_STEPS: usize = 4_000_000;

/// Rows, their columns, duals of rows and of columns: the last two as numbers of the matrix.
type Solved<'py, N> =
    (Bound<'py, PyArray1<i64>>, Bound<'py, PyArray1<i64>>, Bound<'py, PyArray1<N>>, Bound<'py, PyArray1<N>>);

/// Assigns a matrix of 64-bit floats or whole numbers; any other is a `TypeError`.
#[pyfunction]
#[pyo3(signature = (costs, maximize))]
pub(crate) fn solve_assignment<'py>(
    py: Python<'py>,
    costs: &Bound<'py, PyAny>,
    maximize: bool,
) -> PyResult<Bound<'py, PyAny>> {
    if let Ok(costs) = costs.extract::<PyReadonlyArray2<'py, i64>>() {
        return Ok(solved(py, &costs, maximize)?.into_pyobject(py)?.into_any());
    }
    let costs: PyReadonlyArray2<'py, f64> = costs.extract()?;
    Ok(solved(py, &costs, maximize)?.into_pyobject(py)?.into_any())
}

fn solved<'py, N: Number + numpy::Element>(
    py: Python<'py>,
    costs: &PyReadonlyArray2<'py, N>,
    maximize: bool,
) -> PyResult<Solved<'py, N>> {
    let shape = (costs.shape()[0], costs.shape()[1]);
    let steps = shape.0.saturating_mul(shape.1).saturating_mul(shape.0.min(shape.1));
    let costs = costs.as_slice().map_err(|_| PyValueError::new_err("the matrix is not contiguous"))?;
    let result = if steps <= FEW_STEPS {
        assign(shape, costs, maximize, &Control::default())
    } else {
        let costs = costs.to_vec();
        gate::pass(py, &Watch::default(), move |control| assign(shape, &costs, maximize, control))?
    };
    let DenseAssignment { pairs, u, v, .. } = result.map_err(raised)?;
    let index = |side: fn(&(usize, usize)) -> usize| pairs.iter().map(|pair| side(pair) as i64).collect::<Vec<_>>();
    Ok((
        PyArray1::from_vec(py, index(|pair| pair.0)),
        PyArray1::from_vec(py, index(|pair| pair.1)),
        PyArray1::from_vec(py, u),
        PyArray1::from_vec(py, v),
    ))
}

fn raised(error: DenseError) -> PyErr {
    match error {
        DenseError::Invalid | DenseError::Infeasible => PyValueError::new_err(error.to_string()),
        DenseError::Other(obverse_lap::SolveError::Stopped) => PyKeyboardInterrupt::new_err(()),
        other => PyRuntimeError::new_err(other.to_string()),
    }
}

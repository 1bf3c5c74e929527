//! Assignment on NumPy matrices behind `obverse.lap`.

use numpy::{PyArray1, PyReadonlyArray2, PyUntypedArrayMethods};
use obverse::Control;
use obverse_lap::dense::{DenseAssignment, DenseError, Number, assign, proof};
use pyo3::exceptions::{PyKeyboardInterrupt, PyRuntimeError, PyValueError};
use pyo3::prelude::*;

use crate::gate::{self, Watch};

/// Up to this many steps a thread of its own costs more than it is worth.
const FEW_STEPS: usize = 4_000_000;

/// Rows and their columns; with the proof also duals of rows and of columns, and cost, bound and worst as numbers of the matrix.
type Solved<'py, N> = (Indices<'py>, Indices<'py>, Bound<'py, PyArray1<N>>, Bound<'py, PyArray1<N>>, (N, N, N));
type Indices<'py> = Bound<'py, PyArray1<i64>>;

/// Assigns a matrix of 64-bit floats or whole numbers; any other is a `TypeError`.
#[pyfunction]
#[pyo3(signature = (costs, maximize, prove))]
pub(crate) fn solve_assignment<'py>(
    py: Python<'py>,
    costs: &Bound<'py, PyAny>,
    maximize: bool,
    prove: bool,
) -> PyResult<Bound<'py, PyAny>> {
    let how = How { maximise: maximize, prove };
    if let Ok(costs) = costs.extract::<PyReadonlyArray2<'py, i64>>() {
        return Ok(solved(py, &costs, how)?.into_pyobject(py)?.into_any());
    }
    let costs: PyReadonlyArray2<'py, f64> = costs.extract()?;
    Ok(solved(py, &costs, how)?.into_pyobject(py)?.into_any())
}

/// An assignment with its cost, bound and worst.
type Proved<N> = (DenseAssignment<N>, (N, N, N));

#[derive(Clone, Copy)]
struct How {
    maximise: bool,
    prove: bool,
}

impl How {
    fn run<N: Number>(
        self,
        shape: (usize, usize),
        costs: &[N],
        control: &Control<'_>,
    ) -> Result<Proved<N>, DenseError> {
        let assignment = assign(shape, costs, self.maximise, control)?;
        if !self.prove {
            return Ok((assignment, (N::ZERO, N::ZERO, N::ZERO)));
        }
        let proof = proof(shape, costs, &assignment, self.maximise);
        Ok((assignment, (proof.cost, proof.bound, proof.worst)))
    }
}

fn solved<'py, N: Number + numpy::Element>(
    py: Python<'py>,
    costs: &PyReadonlyArray2<'py, N>,
    how: How,
) -> PyResult<Solved<'py, N>> {
    let shape = (costs.shape()[0], costs.shape()[1]);
    let steps = shape.0.saturating_mul(shape.1).saturating_mul(shape.0.min(shape.1));
    let costs = costs.as_slice().map_err(|_| PyValueError::new_err("the matrix is not contiguous"))?;
    let result = if steps <= FEW_STEPS {
        how.run(shape, costs, &Control::default())
    } else {
        let costs = costs.to_vec();
        gate::pass(py, &Watch::default(), move |control| how.run(shape, &costs, control))?
    };
    let (DenseAssignment { pairs, u, v, .. }, proof) = result.map_err(raised)?;
    let index = |side: fn(&(usize, usize)) -> usize| pairs.iter().map(|pair| side(pair) as i64).collect::<Vec<_>>();
    Ok((
        PyArray1::from_vec(py, index(|pair| pair.0)),
        PyArray1::from_vec(py, index(|pair| pair.1)),
        PyArray1::from_vec(py, u),
        PyArray1::from_vec(py, v),
        proof,
    ))
}

fn raised(error: DenseError) -> PyErr {
    match error {
        DenseError::Invalid | DenseError::Infeasible => PyValueError::new_err(error.to_string()),
        DenseError::Other(obverse_lap::SolveError::Stopped) => PyKeyboardInterrupt::new_err(()),
        other => PyRuntimeError::new_err(other.to_string()),
    }
}

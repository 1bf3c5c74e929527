//! A dense matrix of costs.

use rayon::prelude::*;

use crate::problem::Control;
use crate::{ABSENT, Costs, SolveError, memory};

/// Costs in a dense matrix, row after row; [`ABSENT`] where a pair must not be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    rows: usize,
    cols: usize,
    costs: Vec<i64>,
}

impl Matrix {
    /// A matrix of `rows` × `cols` costs, row after row.
    ///
    /// # Errors
    /// [`SolveError::Shape`] if there are not `rows · cols` costs.
    pub fn new(rows: usize, cols: usize, costs: Vec<i64>) -> Result<Self, SolveError> {
        let expected = rows.saturating_mul(cols);
        if costs.len() == expected {
            Ok(Self { rows, cols, costs })
        } else {
            Err(SolveError::Shape { what: "costs", expected, found: costs.len() })
        }
    }

    /// Every cost there is, asked for row by row by all threads: 8 · rows · cols bytes.
    ///
    /// # Errors
    /// [`SolveError::Memory`] before anything is computed, if there is no room for it; [`SolveError::Stopped`].
    pub fn of(source: &dyn Costs, control: &Control<'_>) -> Result<Self, SolveError> {
        let (rows, cols) = source.shape();
        let mut costs = memory::filled((rows, cols), ABSENT)?;
        costs.par_chunks_mut(cols.max(1)).enumerate().try_for_each(|(row, line)| {
            control.check()?;
            source.row(row, line);
            Ok(())
        })?;
        Ok(Self { rows, cols, costs })
    }

    /// A matrix computed entry by entry; `None` is an absent pair.
    pub fn from_fn(rows: usize, cols: usize, mut cost: impl FnMut(usize, usize) -> Option<i64>) -> Self {
        let mut costs = Vec::with_capacity(rows.saturating_mul(cols));
        for row in 0..rows {
            costs.extend((0..cols).map(|col| cost(row, col).unwrap_or(ABSENT)));
        }
        Self { rows, cols, costs }
    }
}

impl Costs for Matrix {
    fn shape(&self) -> (usize, usize) {
        (self.rows, self.cols)
    }

    fn cost(&self, row: usize, col: usize) -> Option<i64> {
        if col >= self.cols {
            return None;
        }
        self.costs.get(row * self.cols + col).copied().filter(|&cost| cost != ABSENT)
    }

    fn row(&self, row: usize, out: &mut [i64]) {
        out.copy_from_slice(&self.costs[row * self.cols..][..self.cols]);
    }

    fn col(&self, col: usize, out: &mut [i64]) {
        for (out, row) in out.iter_mut().zip(self.costs.chunks_exact(self.cols.max(1))) {
            *out = row[col];
        }
    }
}

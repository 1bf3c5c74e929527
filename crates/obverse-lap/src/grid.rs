//! The cost source seen from the side whose units are being inserted (near), whichever that is.

use crate::Costs;

/// Rows against columns, or columns against rows.
#[derive(Clone, Copy)]
pub(crate) struct Grid<'a> {
    costs: &'a dyn Costs,
    near_is_col: bool,
}

impl<'a> Grid<'a> {
    pub(crate) fn new(costs: &'a dyn Costs, near_is_col: bool) -> Self {
        Self { costs, near_is_col }
    }

    /// The same costs seen from the other side.
    pub(crate) fn swapped(self) -> Self {
        Self { near_is_col: !self.near_is_col, ..self }
    }

    /// Number of agents on the near and on the far side.
    pub(crate) fn shape(&self) -> (usize, usize) {
        let (rows, cols) = self.costs.shape();
        if self.near_is_col { (cols, rows) } else { (rows, cols) }
    }

    /// Costs of one near agent with all far agents.
    pub(crate) fn fill(&self, near: usize, out: &mut [i64]) {
        if self.near_is_col { self.costs.col(near, out) } else { self.costs.row(near, out) }
    }

    /// Cost of one pair; `None` if it must not be made.
    pub(crate) fn cost(&self, near: usize, far: usize) -> Option<i64> {
        let (row, col) = self.pair(near, far);
        self.costs.cost(row, col)
    }

    /// (row, column) of a (near, far) pair.
    pub(crate) fn pair<T>(&self, near: T, far: T) -> (T, T) {
        if self.near_is_col { (far, near) } else { (near, far) }
    }
}

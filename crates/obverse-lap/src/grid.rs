//! The cost source seen from the side whose units are being inserted (near), whichever that is.

use crate::{Costs, Lines, Prices, Sieve, Sift};

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

    /// The source, if it looks through lines by itself, with the least and the greatest of its costs.
    pub(crate) fn sifting(&self) -> Option<(&'a dyn Sift, (i64, i64))> {
        Some((self.costs.as_sift()?, self.costs.range()?))
    }

    /// Prices of far agents, for a source that looks through lines.
    pub(crate) fn prices(&self, source: &'a dyn Sift, prices: &'a [i64]) -> Prices<'a> {
        let way = if self.near_is_col { Lines::Cols } else { Lines::Rows };
        Prices::new(source, way, prices)
    }

    /// The same of prices that nobody else needs.
    pub(crate) fn owned_prices(&self, source: &'a dyn Sift, prices: Vec<i64>) -> Prices<'a> {
        let way = if self.near_is_col { Lines::Cols } else { Lines::Rows };
        Prices::owned(source, way, prices)
    }

    /// Looks through the lines of these near agents.
    pub(crate) fn sift(&self, source: &dyn Sift, nears: &[u32], prices: &Prices<'_>, sieves: &mut [Sieve]) {
        let way = if self.near_is_col { Lines::Cols } else { Lines::Rows };
        source.sift(way, nears, prices, sieves);
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

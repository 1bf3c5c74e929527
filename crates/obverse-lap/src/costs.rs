//! The seam between the engine and whoever knows the costs.

use crate::Sift;

/// The cost of a pair that must not be made, in the buffers of [`Costs::row`] and [`Costs::col`]. Such a pair is *absent*:
/// no multiple of any other cost outweighs it, because it is never an option.
pub const ABSENT: i64 = i64::MAX;

/// A source of integer costs: a matrix, a sparse list of arcs, or a function of two people that is never stored.
///
/// All methods are pure: the same answer every time, from any thread. Costs lie within ±2^40. An example stands on the
/// [crate's page](crate#costs-need-not-be-stored).
pub trait Costs: Sync {
    /// How many rows and how many columns.
    fn shape(&self) -> (usize, usize);

    /// The cost of a pair; `None` if it must not be made.
    fn cost(&self, row: usize, col: usize) -> Option<i64>;

    /// A lower and an upper bound on the costs present, if any are known without looking at all pairs.
    fn range(&self) -> Option<(i64, i64)> {
        None
    }

    /// The costs of one row, [`ABSENT`] where a pair must not be made. `out` has one entry for each column.
    fn row(&self, row: usize, out: &mut [i64]) {
        for (col, out) in out.iter_mut().enumerate() {
            *out = self.cost(row, col).unwrap_or(ABSENT);
        }
    }

    /// The costs of one column, [`ABSENT`] where a pair must not be made. `out` has one entry for each row.
    fn col(&self, col: usize, out: &mut [i64]) {
        for (row, out) in out.iter_mut().enumerate() {
            *out = self.cost(row, col).unwrap_or(ABSENT);
        }
    }
    /// The same source, if it looks through lines by itself, faster than by filling them. It is asked only if its
    /// [`range`](Self::range) is known.
    fn as_sift(&self) -> Option<&dyn Sift> {
        None
    }
}

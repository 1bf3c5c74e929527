//! What comes out of a dense solve.

use super::Number;

/// An optimal assignment of a dense matrix, and the duals that prove it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Solution<T: Number> {
    /// The column of each row; `None` where columns are fewer.
    pub row_to_col: Vec<Option<u32>>,
    /// The sum of the entries chosen, from the matrix as it was given.
    pub objective: T::Total,
    /// The dual of each row.
    pub u: Vec<T::Dual>,
    /// The dual of each column.
    pub v: Vec<T::Dual>,
    /// How it was solved: depends on the instance alone.
    pub method: &'static str,
}

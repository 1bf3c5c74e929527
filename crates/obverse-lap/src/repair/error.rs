//! Why a change was not made.

use crate::repair::Line;
use crate::{SolveError, Violation};

/// Why there is no state, or why a change was not made. The state is then as it was before.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RepairError {
    /// Somebody asked to stop.
    #[error("stopped before the end")]
    Stopped,
    /// A list has the wrong length, or the costs are not of the shape the state was made for.
    #[error("{what}: expected {expected}, found {found}")]
    Shape {
        /// Which.
        what: &'static str,
        /// The length it should have.
        expected: usize,
        /// The length it has.
        found: usize,
    },
    /// Only capacities 0 and 1 can be repaired.
    #[error("{line} has capacity {capacity}; only 0 and 1 can be repaired")]
    Capacity {
        /// Whose.
        line: Line,
        /// Its capacity.
        capacity: u32,
    },
    /// The solution to start from does not prove itself.
    #[error("the solution to start from is not proved by its prices: {violation:?}")]
    Unproved {
        /// The first thing that is wrong.
        violation: Violation,
    },
    /// There is no such row or column.
    #[error("there is no {line}; there are {count}")]
    Unknown {
        /// What was asked for.
        line: Line,
        /// How many there are on that side.
        count: usize,
    },
    /// It has left already.
    #[error("{line} has left")]
    Away {
        /// Who.
        line: Line,
    },
    /// It never left.
    #[error("{line} has not left")]
    Here {
        /// Who.
        line: Line,
    },
    /// It has capacity 0.
    #[error("{line} has no place to give")]
    Closed {
        /// Who.
        line: Line,
    },
    /// It is half of a forced pair, which has to be released first.
    #[error("{line} is half of a forced pair, which has to be released first")]
    Forced {
        /// Who.
        line: Line,
    },
    /// The costs say that this pair must never be made.
    #[error("the pair of row {row} and column {col} is absent")]
    Absent {
        /// The row.
        row: u32,
        /// The column.
        col: u32,
    },
    /// The pair is forbidden, which has to be undone first.
    #[error("the pair of row {row} and column {col} is forbidden")]
    Forbidden {
        /// The row.
        row: u32,
        /// The column.
        col: u32,
    },
    /// There is nothing to undo: the pair is neither forced, nor forbidden, nor changed in the way that should be undone.
    #[error("the pair of row {row} and column {col} is not {what}")]
    Not {
        /// What it is not.
        what: &'static str,
        /// The row.
        row: u32,
        /// The column.
        col: u32,
    },
    /// A cost is outside ±2^40.
    #[error("cost {cost} of row {row}, column {col} is outside ±2^40")]
    CostOutOfRange {
        /// The row.
        row: u32,
        /// The column.
        col: u32,
        /// The cost.
        cost: i64,
    },
    /// More pairs have a cost of their own than exact sums allow.
    #[error("no more than {most} pairs can be changed at a time")]
    TooManyChanges {
        /// The most.
        most: usize,
    },
    /// The costs are not those that the state was made for.
    #[error("the costs contradict what the state was made from")]
    Contradiction,
    /// There is no change to undo.
    #[error("there is no change to undo")]
    NothingToUndo,
}

impl From<SolveError> for RepairError {
    /// What stops a repair half-way is a wish to stop; everything else is found before it starts.
    fn from(_: SolveError) -> Self {
        Self::Stopped
    }
}

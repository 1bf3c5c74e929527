//! What can change, as data, and what a repair reports.

use std::fmt;

/// A row or a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Line {
    /// A row.
    Row(u32),
    /// A column.
    Col(u32),
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Line::Row(row) => write!(f, "row {row}"),
            Line::Col(col) => write!(f, "column {col}"),
        }
    }
}

/// One change of a solved problem. Each has an opposite among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Somebody drops out.
    Remove(Line),
    /// Somebody who dropped out is back. (Who joins later is a row or column of the costs that left before.)
    Return(Line),
    /// A pair costs something else. A forbidden pair stays forbidden.
    SetCost {
        /// The row.
        row: u32,
        /// The column.
        col: u32,
        /// What it costs from now on.
        cost: i64,
    },
    /// A pair costs what the costs say again.
    ResetCost {
        /// The row.
        row: u32,
        /// The column.
        col: u32,
    },
    /// A pair must not be made.
    Forbid {
        /// The row.
        row: u32,
        /// The column.
        col: u32,
    },
    /// A forbidden pair may be made again.
    Allow {
        /// The row.
        row: u32,
        /// The column.
        col: u32,
    },
    /// A pair is made whatever it costs.
    Force {
        /// The row.
        row: u32,
        /// The column.
        col: u32,
    },
    /// A forced pair is made only if it is worth it.
    Release {
        /// The row.
        row: u32,
        /// The column.
        col: u32,
    },
}

/// What a repair did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Repaired {
    /// The change that takes this one back. (The optimum's value is then what it was; where there are several optima it
    /// may be another one. [`State::undo`](crate::repair::State::undo) brings the very same one back.)
    pub opposite: Change,
    /// Searches: 0, 1 or 2.
    pub searches: u32,
    /// Whole rows read.
    pub rows_read: u64,
    /// Whole columns read.
    pub cols_read: u64,
    /// Looks at what is known of a line, in a state that has been [prepared](crate::repair::State::prepare).
    pub looks: u64,
}

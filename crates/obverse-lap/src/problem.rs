//! A transportation problem and its solution.

use std::sync::atomic::AtomicBool;

use crate::{Costs, Price};

/// A row or a column: how many partners at most, and whether a first partner counts for coverage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agent {
    /// At most so many partners.
    pub capacity: u32,
    /// Has a partner already outside this problem (a pair fixed beforehand): a further one adds nobody to the coverage.
    pub covered: bool,
}

/// What comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Objective {
    /// The most agents with at least one partner; among those the least total cost.
    CoverageThenCost,
    /// The least total cost: only pairs of negative cost are worth making.
    CostOnly,
}

/// Where a long solve stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is being done, in a word.
    pub stage: &'static str,
    /// Steps done.
    pub done: u64,
    /// Steps in this stage.
    pub of: u64,
}

/// How a caller watches and stops a long solve.
#[derive(Clone, Copy, Default)]
pub struct Control<'a> {
    /// Set from anywhere to stop soon.
    pub stop: Option<&'a AtomicBool>,
    /// Called now and then, from one thread at a time.
    pub progress: Option<&'a (dyn Fn(Progress) + Sync)>,
}

/// A transportation problem: each pair at most once, each agent within capacity.
#[derive(Clone, Copy)]
pub struct Transportation<'a> {
    /// What pairs cost.
    pub costs: &'a dyn Costs,
    /// One for each row.
    pub rows: &'a [Agent],
    /// One for each column.
    pub cols: &'a [Agent],
    /// What comes first.
    pub objective: Objective,
}

/// An optimal solution and the prices that prove it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Solution {
    /// The pairs made, sorted by row, then column.
    pub pairs: Vec<(u32, u32)>,
    /// Agents (rows and columns, not `covered` beforehand) with at least one partner.
    pub covered: u64,
    /// Total cost of the pairs.
    pub cost: i128,
    /// A price for each row.
    pub row_prices: Vec<Price>,
    /// A price for each column.
    pub col_prices: Vec<Price>,
    /// Which method solved it: depends on the instance, and on [`Options`](crate::Options), alone.
    pub method: &'static str,
}

impl Solution {
    /// A solution as somebody claims it, to be checked with [`verify`](crate::verify) or [`certify`](crate::certify).
    pub fn claimed(
        pairs: Vec<(u32, u32)>,
        covered: u64,
        cost: i128,
        row_prices: Vec<Price>,
        col_prices: Vec<Price>,
    ) -> Self {
        Solution { pairs, covered, cost, row_prices, col_prices, method: "claimed" }
    }
}

/// Why there is no solution.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SolveError {
    /// Somebody asked to stop.
    #[error("stopped before the end")]
    Stopped,
    /// A slice of agents or costs has the wrong length.
    #[error("{what}: expected {expected}, found {found}")]
    Shape {
        /// Which slice.
        what: &'static str,
        /// The length it should have.
        expected: usize,
        /// The length it has.
        found: usize,
    },
    /// A cost is outside ±2^40.
    #[error("cost {cost} of row {row}, column {col} is outside ±2^40")]
    CostOutOfRange {
        /// The row.
        row: usize,
        /// The column.
        col: usize,
        /// The cost.
        cost: i64,
    },
    /// Capacities add up past what is counted with.
    #[error("{what}: capacities add up to {units}, more than {most}")]
    Capacity {
        /// Which side.
        what: &'static str,
        /// Their sum, none counted beyond the number of possible partners.
        units: u64,
        /// The most.
        most: u64,
    },
    /// An entry of a dense matrix is NaN, or infinite with the wrong sign.
    #[error("the cost of row {row}, column {col} is not a number that can be added")]
    NotANumber {
        /// The row.
        row: usize,
        /// The column.
        col: usize,
    },
    /// Absent pairs leave no assignment that gives everybody on the shorter side a partner: of these rows and columns, those on
    /// the shorter side know only those on the other, which are fewer (Hall's condition).
    #[error("no full assignment exists: {} rows and {} columns know too few partners", rows.len(), cols.len())]
    Infeasible {
        /// The rows.
        rows: Vec<u32>,
        /// The columns.
        cols: Vec<u32>,
    },
    /// A matrix would have to be written that does not fit into the memory there is.
    #[error("a matrix of {rows} × {cols} takes {bytes} bytes, {}", had(*available))]
    Memory {
        /// Its rows.
        rows: usize,
        /// Its columns.
        cols: usize,
        /// What it takes.
        bytes: u64,
        /// What can be had, where the operating system says.
        available: Option<u64>,
    },
    /// Greatest less least cost, times the agents of the smaller side, leaves the range in which sums are exact.
    #[error("costs differ by up to {width}; with so many agents at most {most} is exact")]
    TooWide {
        /// Greatest less least cost.
        width: u64,
        /// The most for this number of agents.
        most: u64,
    },
}

fn had(available: Option<u64>) -> String {
    available.map_or_else(|| "more than can be had".to_owned(), |available| format!("and {available} can be had"))
}

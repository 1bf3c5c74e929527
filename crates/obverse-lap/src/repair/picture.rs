//! Everything that a change changes: prices, mates, who is here, the list of changed pairs, totals.
//!
//! A state has three of them: as it is, as it was before the last change, and one in which the next change is made. So a change
//! can be undone or given up half-way, and what it touched can be told. Copying one costs about as much as reading a few
//! lines.

use crate::repair::overlay::Overlay;
use crate::value::CLOSED;

/// An index into the arrays of two below.
pub(super) const ROW: usize = 0;
/// The other.
pub(super) const COL: usize = 1;

/// Without a mate.
pub(super) const NOBODY: u32 = u32::MAX;

/// Whether an agent takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Here,
    /// Has left.
    Away,
    /// Half of a forced pair: stands aside with its mate.
    Forced,
    /// Capacity 0.
    Closed,
}

/// What an agent's first partner earns never changes.
#[derive(Clone, Debug)]
pub(super) struct Worth {
    /// In packed form: one person, or nothing.
    pub(super) bonus: [Vec<i64>; 2],
    /// Counts among the covered.
    pub(super) counts: [Vec<bool>; 2],
}

/// A state at one moment. Arrays of two are rows, then columns.
#[derive(Clone, Debug)]
pub(super) struct Picture {
    /// Packed prices y: cost ≥ y(row) + y(col), equal for mates; y ≤ bonus, equal without a mate. [`CLOSED`] for those who
    /// do not take part, so that no pair with them is ever cheap.
    pub(super) price: [Vec<i64>; 2],
    pub(super) mate: [Vec<u32>; 2],
    pub(super) place: [Vec<Place>; 2],
    pub(super) overlay: Overlay,
    /// People covered, forced pairs included.
    pub(super) covered: u64,
    /// Total cost, forced pairs included.
    pub(super) cost: i128,
}

impl Picture {
    /// Copies without allocating afresh.
    pub(super) fn copy_from(&mut self, other: &Self) {
        for side in [ROW, COL] {
            self.price[side].clone_from(&other.price[side]);
            self.mate[side].clone_from(&other.mate[side]);
            self.place[side].clone_from(&other.place[side]);
        }
        self.overlay.clone_from(&other.overlay);
        self.covered = other.covered;
        self.cost = other.cost;
    }

    fn people(worth: &Worth, row: usize, col: usize) -> u64 {
        u64::from(worth.counts[ROW][row]) + u64::from(worth.counts[COL][col])
    }

    /// The mate of an agent, if it has one.
    pub(super) fn mate(&self, side: usize, agent: usize) -> Option<usize> {
        self.mate[side].get(agent).copied().filter(|&mate| mate != NOBODY).map(|mate| mate as usize)
    }

    pub(super) fn join(&mut self, worth: &Worth, (row, col): (usize, usize), cost: i64) {
        self.mate[ROW][row] = col as u32;
        self.mate[COL][col] = row as u32;
        self.covered += Self::people(worth, row, col);
        self.cost += i128::from(cost);
    }

    pub(super) fn part(&mut self, worth: &Worth, (row, col): (usize, usize), cost: i64) {
        self.mate[ROW][row] = NOBODY;
        self.mate[COL][col] = NOBODY;
        self.covered -= Self::people(worth, row, col);
        self.cost -= i128::from(cost);
    }

    /// What two mates cost: their prices say it.
    pub(super) fn cost_of_mates(&self, (row, col): (usize, usize)) -> i64 {
        self.price[ROW][row] + self.price[COL][col]
    }

    /// Whoever is not here has no price.
    pub(super) fn stand_aside(&mut self, side: usize, agent: usize, place: Place) {
        self.place[side][agent] = place;
        self.price[side][agent] = CLOSED;
    }
}

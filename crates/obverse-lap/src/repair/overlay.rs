//! Pairs that are forbidden or cost something else than the costs say: a short sorted list laid over them.

use crate::repair::RepairError;
use crate::repair::known::others;
use crate::repair::picture::ROW;
use crate::{ABSENT, Costs};

/// So many pairs may be in the list. Each has a cost within ±2^40, so an alternating sum of costs moves by less than
/// 2^14 · 2^41 = 2^55, which the range of packed values has to spare.
pub(super) const MOST: usize = 1 << 14;

/// What is different about a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// (row, column): the list's order.
    pub(super) pair: (u32, u32),
    /// What it costs instead, if anything else.
    pub(super) cost: Option<i64>,
    pub(super) forbidden: bool,
}

impl Entry {
    /// What the pair costs now, given what it costs otherwise.
    pub(super) fn over(&self, cost: Option<i64>) -> Option<i64> {
        if self.forbidden { None } else { cost.map(|cost| self.cost.unwrap_or(cost)) }
    }
}

/// The list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Overlay {
    entries: Vec<Entry>,
    /// (column, row) of them all, sorted.
    by_col: Vec<(u32, u32)>,
}

impl Overlay {
    pub(super) fn get(&self, pair: (u32, u32)) -> Entry {
        let found = self.entries.binary_search_by_key(&pair, |entry| entry.pair);
        found.map_or(Entry { pair, cost: None, forbidden: false }, |at| self.entries[at])
    }

    /// Replaces what is known about a pair; an entry that says nothing is dropped.
    pub(super) fn set(&mut self, entry: Entry) -> Result<(), RepairError> {
        let says_something = entry.forbidden || entry.cost.is_some();
        let mirrored = (entry.pair.1, entry.pair.0);
        let by_col = self.by_col.partition_point(|&pair| pair < mirrored);
        match self.entries.binary_search_by_key(&entry.pair, |entry| entry.pair) {
            Ok(at) if says_something => self.entries[at] = entry,
            Ok(at) => {
                self.entries.remove(at);
                self.by_col.remove(by_col);
            }
            Err(_) if !says_something => {}
            Err(_) if self.entries.len() >= MOST => return Err(RepairError::TooManyChanges { most: MOST }),
            Err(at) => {
                self.entries.insert(at, entry);
                self.by_col.insert(by_col, mirrored);
            }
        }
        Ok(())
    }

    /// Whom the entries of one row or column are with.
    pub(super) fn others(&self, side: usize, agent: usize) -> impl Iterator<Item = u32> + '_ {
        let row = if side == ROW { agent as u32 } else { u32::MAX };
        let from = self.entries.partition_point(|entry| entry.pair.0 < row);
        let in_row = self.entries[from..].iter().take_while(move |entry| entry.pair.0 == row).map(|entry| entry.pair.1);
        let by_col: &[(u32, u32)] = if side == ROW { &[] } else { &self.by_col };
        in_row.chain(others(by_col, agent))
    }

    /// A line of the costs as they are now.
    pub(super) fn fill(&self, costs: &dyn Costs, side: usize, agent: usize, out: &mut [i64]) {
        if side == ROW { self.row(costs, agent as u32, out) } else { self.col(costs, agent as u32, out) }
    }

    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What a pair costs now.
    pub(super) fn cost(&self, costs: &dyn Costs, (row, col): (u32, u32)) -> Option<i64> {
        self.get((row, col)).over(costs.cost(row as usize, col as usize))
    }

    fn patch(entry: &Entry, out: Option<&mut i64>) {
        if let Some(out) = out {
            *out = entry.over((*out != ABSENT).then_some(*out)).unwrap_or(ABSENT);
        }
    }

    pub(super) fn row(&self, costs: &dyn Costs, row: u32, out: &mut [i64]) {
        costs.row(row as usize, out);
        let from = self.entries.partition_point(|entry| entry.pair.0 < row);
        for entry in self.entries[from..].iter().take_while(|entry| entry.pair.0 == row) {
            Self::patch(entry, out.get_mut(entry.pair.1 as usize));
        }
    }

    pub(super) fn col(&self, costs: &dyn Costs, col: u32, out: &mut [i64]) {
        costs.col(col as usize, out);
        for row in others(&self.by_col, col as usize) {
            Self::patch(&self.get((row, col)), out.get_mut(row as usize));
        }
    }
}

/// Costs as they are after the changes: what [`State::rest`](crate::repair::State::rest) is about.
#[derive(Clone)]
pub struct Changed<'a> {
    pub(super) costs: &'a dyn Costs,
    pub(super) overlay: Overlay,
}

impl Costs for Changed<'_> {
    fn shape(&self) -> (usize, usize) {
        self.costs.shape()
    }

    fn cost(&self, row: usize, col: usize) -> Option<i64> {
        self.overlay.cost(self.costs, (row as u32, col as u32))
    }

    fn row(&self, row: usize, out: &mut [i64]) {
        self.overlay.row(self.costs, row as u32, out);
    }

    fn col(&self, col: usize, out: &mut [i64]) {
        self.overlay.col(self.costs, col as u32, out);
    }
}

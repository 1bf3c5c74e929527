//! Prices in the form in which lines are looked through, kept while they change one at a time.

use crate::grid::Grid;
use crate::{Prices, Sift};

/// Far agents' prices for a source that looks through lines by itself; nothing for other sources.
#[derive(Default)]
pub(crate) struct Live<'a> {
    prices: Option<Prices<'a>>,
    changed: Vec<u32>,
}

/// Prices as they were at some moment.
pub(crate) enum Snapshot<'s, 'a> {
    /// For a source that looks through lines by itself.
    Arranged(&'a dyn Sift, &'s Prices<'a>),
    Plain(Vec<i64>),
}

impl<'a> Live<'a> {
    /// The price of this far agent is another one now.
    #[inline]
    pub(crate) fn change(&mut self, far: u32) {
        if self.prices.is_some() {
            self.changed.push(far);
        }
    }

    /// All prices are others now.
    pub(crate) fn change_all(&mut self) {
        self.prices = None;
        self.changed.clear();
    }

    /// The prices as they are now, to be read while they change.
    pub(crate) fn snapshot(&mut self, grid: Grid<'a>, now: &[i64]) -> Snapshot<'_, 'a> {
        match grid.sifting() {
            Some((source, _)) => Snapshot::Arranged(source, self.prices(grid, source, now)),
            None => Snapshot::Plain(now.to_vec()),
        }
    }

    /// From these prices on, unless others are known already.
    pub(crate) fn begin(&mut self, grid: Grid<'a>, now: &[i64]) {
        if let Some((source, _)) = grid.sifting() {
            self.prices(grid, source, now);
        }
    }

    /// The prices as they are in `now`: O(changes since the last time), and O(prices) at first.
    pub(crate) fn prices(&mut self, grid: Grid<'a>, source: &'a dyn Sift, now: &[i64]) -> &Prices<'a> {
        if self.changed.len() > now.len() {
            self.change_all();
        }
        let changed = self.changed.drain(..);
        let prices = self.prices.get_or_insert_with(|| grid.owned_prices(source, now.to_vec()));
        for far in changed {
            prices.set(far, now[far as usize]);
        }
        prices
    }
}

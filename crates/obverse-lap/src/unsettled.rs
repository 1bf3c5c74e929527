//! Far agents that a search has not settled yet.
//!
//! What a search has settled, no other way reaches sooner. So where a list ends, the line is looked through for those only who are
//! not settled: the others are priced as if nobody could have them.

use crate::grid::Grid;
use crate::live::Live;
use crate::value::CLOSED;

/// Prices of far agents during one search.
#[derive(Default)]
pub(crate) struct Unsettled<'a> {
    prices: Vec<i64>,
    live: Live<'a>,
    settled: Vec<u32>,
    /// So many of `settled` are closed in `prices`; `None` if `prices` are those of another search.
    closed: Option<usize>,
}

impl<'a> Unsettled<'a> {
    /// This far agent is settled.
    #[inline]
    pub(crate) fn settle(&mut self, far: u32) {
        self.settled.push(far);
    }

    /// The prices `now`, without those of whom is settled. O(far agents) when first asked for in a search, then O(settled since).
    pub(crate) fn prices(&mut self, grid: Grid<'a>, now: &[i64]) -> (&mut Live<'a>, &[i64]) {
        let closed = self.closed.unwrap_or_else(|| {
            self.live.begin(grid, now);
            self.prices.resize(now.len(), CLOSED);
            for (far, (price, &now)) in self.prices.iter_mut().zip(now).enumerate() {
                if *price != now {
                    *price = now;
                    self.live.change(far as u32);
                }
            }
            0
        });
        for &far in &self.settled[closed..] {
            self.prices[far as usize] = CLOSED;
            self.live.change(far);
        }
        self.closed = Some(self.settled.len());
        (&mut self.live, &self.prices)
    }

    /// Forgets the search.
    pub(crate) fn clear(&mut self) {
        self.settled.clear();
        self.closed = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Matrix;

    #[test]
    fn whoever_is_settled_is_closed_until_the_search_is_over() {
        let costs = Matrix::from_fn(3, 3, |_, _| Some(0));
        let grid = Grid::new(&costs, false);
        let mut unsettled = Unsettled::default();
        unsettled.settle(1);
        assert_eq!(unsettled.prices(grid, &[5, 6, 7]).1, [5, CLOSED, 7]);
        unsettled.settle(0);
        assert_eq!(unsettled.prices(grid, &[5, 6, 7]).1, [CLOSED, CLOSED, 7]);
        unsettled.clear();
        unsettled.settle(2);
        assert_eq!(unsettled.prices(grid, &[4, 6, 8]).1, [4, 6, CLOSED]);
    }
}

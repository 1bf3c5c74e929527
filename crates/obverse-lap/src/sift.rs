//! Looking through whole lines for the few pairs that matter.
//!
//! A scan wants the k best pairs of an agent, a proof those that break it: a few of thousands. A source that computes its
//! costs can tell that most pairs are not among them while it computes, in short numbers and without storing a line. Such a
//! source is a [`Sift`], and says so with [`Costs::sift`](crate::Costs::sift).

use crate::lists::start_of_scan;
use crate::top::{Candidate, Smallest};
use crate::value::UNREACHABLE;

/// Which way lines run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    /// A line is a row: its pairs are with all columns.
    Rows,
    /// A line is a column: its pairs are with all rows.
    Cols,
}

/// A source of costs that looks through lines by itself.
pub trait Sift: Sync {
    /// Offers the sieve the pairs of a line that it asks for: all those present whose cost less price is below
    /// [`Sieve::limit`] at that moment, in the order of [`Sieve::spans`]. Offering more changes nothing.
    ///
    /// `prices` has one entry for each pair of a line.
    fn sift(&self, way: Lines, line: usize, prices: &Prices<'_>, sieve: &mut Sieve);
}

/// Prices of the agents that lines run over: exact, and short enough to compare many at a time.
#[derive(Debug)]
pub struct Prices<'a> {
    /// As they are.
    pub exact: &'a [i64],
    /// The highest of them.
    pub top: i64,
    /// How far each is below the highest, or [`Prices::FAR`] if it is further.
    pub below_top: Vec<i32>,
}

impl<'a> Prices<'a> {
    /// What stands for any distance that is as large or larger.
    pub const FAR: i32 = (1 << 30) - 1;

    /// Takes O(number of prices).
    pub fn new(exact: &'a [i64]) -> Self {
        let top = exact.iter().copied().max().unwrap_or(0);
        let below = |&price: &i64| top.saturating_sub(price).min(i64::from(Self::FAR)) as i32;
        Prices { exact, top, below_top: exact.iter().map(below).collect() }
    }

    /// A bound that no pair with cost less price below `limit` reaches, if of all its pairs `below_top + cost` is compared
    /// with it. At most one more than [`Prices::FAR`], which every pair of a cost of at most 0 stays below.
    pub fn short_limit(&self, limit: i64) -> i32 {
        let most = i64::from(Self::FAR) + 1;
        limit.saturating_add(self.top).clamp(-most, most) as i32
    }
}

/// What a line is looked through for.
pub struct Sieve {
    start: usize,
    pairs: usize,
    wanted: Wanted,
}

enum Wanted {
    /// The best, and the best left out.
    Best { k: usize, smallest: Smallest },
    /// All whose cost less price is below this, with their costs.
    Below { limit: i64, found: Vec<(u32, i64)> },
}

impl Sieve {
    /// For the `k` best of the pairs of a line, ties by their order from the line's own start.
    pub fn best(line: usize, pairs: usize, k: usize) -> Self {
        let smallest = Smallest::new(k, UNREACHABLE);
        Sieve { start: start_of_scan(line, pairs), pairs, wanted: Wanted::Best { k, smallest } }
    }

    /// For all pairs whose cost less price is below `limit`.
    pub fn below(pairs: usize, limit: i64) -> Self {
        Sieve { start: 0, pairs, wanted: Wanted::Below { limit, found: Vec::new() } }
    }

    /// Pairs of this cost less price, or more, no longer matter. Worth asking anew after some thousands of pairs.
    pub fn limit(&mut self) -> i64 {
        match &mut self.wanted {
            Wanted::Best { smallest, .. } => {
                smallest.cut();
                smallest.threshold()
            }
            Wanted::Below { limit, .. } => *limit,
        }
    }

    /// With so many pairs offered that are no worse than some value, those that are worse no longer matter; `None` where
    /// the number changes nothing.
    pub fn enough(&self) -> Option<usize> {
        match &self.wanted {
            Wanted::Best { k, .. } => Some((*k).max(1) + 1),
            Wanted::Below { .. } => None,
        }
    }

    /// The two stretches of the line, in the order in which they are to be looked through.
    pub fn spans(&self) -> [std::ops::Range<usize>; 2] {
        [self.start..self.pairs, 0..self.start]
    }

    /// A pair that is present.
    #[inline]
    pub fn offer(&mut self, far: usize, cost: i64, price: i64) {
        let value = cost - price;
        match &mut self.wanted {
            Wanted::Best { smallest, .. } => {
                if value < smallest.threshold() {
                    let order = if far < self.start { far + self.pairs - self.start } else { far - self.start };
                    smallest.push(Candidate { value, order: order as u32, far: far as u32, cost });
                }
            }
            Wanted::Below { limit, found } => {
                if value < *limit {
                    found.push((far as u32, cost));
                }
            }
        }
    }

    /// What was kept, as (place in the line, cost): the best in order, or all below the limit in the order they were offered;
    /// and the least cost less price of those that were left out of the best.
    pub fn finish(self) -> (Vec<(u32, i64)>, Option<i64>) {
        match self.wanted {
            Wanted::Best { mut smallest, .. } => {
                let (best, next) = smallest.finish();
                (best.iter().map(|best| (best.far, best.cost)).collect(), next)
            }
            Wanted::Below { found, .. } => (found, None),
        }
    }
}

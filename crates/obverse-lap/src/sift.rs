//! Looking through whole lines for the few pairs that matter.
//!
//! A scan wants the k best pairs of an agent, a proof those that break it: a few of thousands. A source that computes its
//! costs can tell that most pairs are not among them while it computes, in short numbers and without storing a line. Such a
//! source is a [`Sift`], and says so with [`Costs::as_sift`](crate::Costs::as_sift).

use std::borrow::Cow;

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
    /// Offers each sieve the pairs of its line that it asks for: all those present whose cost less price is below
    /// [`Sieve::limit`] at that moment, in the order of [`Sieve::spans`]. Offering more changes nothing. There is a sieve for
    /// each line; lines may be looked through in turn or abreast, so that what they all read stays in the cache.
    ///
    /// `prices` has one entry for each pair of a line, in the source's own order, in which the sieve is offered places too.
    fn sift(&self, way: Lines, lines: &[u32], prices: &Prices<'_>, sieves: &mut [Sieve]);

    /// The order in which the source runs through all lines of one way, as places each named once; `None` if it is that of
    /// the places.
    fn order(&self, way: Lines) -> Option<&[u32]> {
        let _ = way;
        None
    }
}

/// Prices of the agents that lines run over: exact, and short enough to compare many at a time.
///
/// Short prices are distances below a [`base`](Self::base) near the highest prices. A cost of at most 0 and at least
/// −[`MARGIN`](Self::MARGIN) plus a short price may be compared with a [`short_limit`](Self::short_limit): no pair is lost by
/// it, though some may pass that exact numbers would have held back.
#[derive(Debug)]
pub struct Prices<'a> {
    /// As they are.
    pub exact: Cow<'a, [i64]>,
    /// What short prices are counted from.
    pub base: i64,
    /// `base` less the price, where that lies between [`NEAR`](Self::NEAR) and [`FAR`](Self::FAR); FAR beyond that. Below NEAR
    /// it is [`LOOK`](Self::LOOK): such a pair passes every limit.
    pub short: Vec<i32>,
    order: Option<&'a [u32]>,
}

/// Prices that the base is chosen from.
const SAMPLED: usize = 256;

/// One in so many prices may be far above the base, such as those of the few who can give one person more a partner.
const ABOVE: usize = 16;

impl<'a> Prices<'a> {
    /// The most that may be added to a short price.
    pub const MARGIN: i32 = 1 << 26;
    /// Short prices are exact from here …
    pub const NEAR: i32 = -(1 << 28);
    /// … to here.
    pub const FAR: i32 = (1 << 29) - 1;
    /// In place of what is below [`NEAR`](Self::NEAR).
    pub const LOOK: i32 = -(1 << 29);

    /// Prices by place, for the lines of a source. Takes O(number of prices).
    pub fn new(source: &'a dyn Sift, way: Lines, prices: &'a [i64]) -> Self {
        let order = source.order(way);
        let exact = match order {
            Some(order) => order.iter().map(|&place| prices[place as usize]).collect(),
            None => Cow::Borrowed(prices),
        };
        Self { order, ..Self::arranged(exact) }
    }

    fn arranged(exact: Cow<'a, [i64]>) -> Self {
        let mut sample: Vec<i64> = exact.iter().copied().step_by(exact.len().div_ceil(SAMPLED).max(1)).collect();
        sample.sort_unstable_by(|a, b| b.cmp(a));
        let base = sample.get(sample.len() / ABOVE).copied().unwrap_or(0);
        let short = |&price: &i64| match base.saturating_sub(price).min(i64::from(Self::FAR)) {
            near if near < i64::from(Self::NEAR) => Self::LOOK,
            short => short as i32,
        };
        Prices { short: exact.iter().map(short).collect(), exact, base, order: None }
    }

    /// The place of a pair in the source's order.
    pub fn place(&self, at: u32) -> u32 {
        self.order.map_or(at, |order| order[at as usize])
    }

    /// A pair whose cost less price is below `limit` has a cost plus short price below this. The greatest, one more than
    /// [`FAR`](Self::FAR), lets everybody pass.
    pub fn short_limit(&self, limit: i64) -> i32 {
        limit.saturating_add(self.base).clamp(i64::from(Self::LOOK) + 1, i64::from(Self::FAR) + 1) as i32
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

    /// What was kept, as (place in the source's order, cost): the best in order, or all below the limit in the order they were offered;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_prices_lose_no_pair() {
        let level = 1 << 59;
        let exact: Vec<i64> = (0..900)
            .map(|k: i64| match (k.wrapping_mul(0x9E37_79B9) >> 7) % 30 {
                0 => level - 3 * k,
                1 => -(1 << 62),
                2 => -level,
                3 => -(1 << 29) * (k % 7) / 2,
                _ => -1_000 * (k * 37 % 900),
            })
            .collect();
        let prices = Prices::arranged(Cow::Borrowed(&exact));
        assert!(prices.base.abs() < 1_000_000, "{}", prices.base);
        for limit in
            [i64::MIN / 4, -(1 << 30), -(1 << 28), -1_000_000, -1, 0, 700_000, 1 << 28, 1 << 40, level, 1 << 61]
        {
            for cost in [0, -1, -500_000, -i64::from(Prices::MARGIN)] {
                let passes = |(&price, &short): (&i64, &i32)| {
                    let passes = short + (cost as i32) < prices.short_limit(limit);
                    assert!(passes || cost - price >= limit, "{price} {cost} {limit}");
                    passes
                };
                let passed = exact.iter().zip(&prices.short).filter(|&both| passes(both)).count();
                // Near the base the comparison is exact, so what passes wrongly is what is far above it.
                if (-1_000_000..1_000_000).contains(&limit) {
                    let exactly = exact.iter().filter(|&&price| cost - price < limit).count();
                    assert!(passed <= exactly + 1, "{passed} {exactly} {cost} {limit}");
                }
            }
        }
    }

    #[test]
    fn no_prices_are_no_error() {
        assert!(Prices::arranged(Cow::Borrowed(&[])).short.is_empty());
        let one = [i64::MIN / 2];
        assert_eq!(Prices::arranged(Cow::Borrowed(&one)).short, [0]);
    }
}

//! Looking through whole lines for the few pairs that matter.
//!
//! A scan wants the k best pairs of an agent, a proof those that break it: a few of thousands. A source that computes its
//! costs can tell that most pairs are not among them while it computes, in short numbers and without storing a line. Such a
//! source is a [`Sift`], and says so with [`Costs::as_sift`](crate::Costs::as_sift).

use std::borrow::Cow;

use crate::scan::start_of_scan;
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

    /// Where each place stands in [`order`](Self::order), if the source keeps that: prices that change ask for it.
    fn ranks(&self, way: Lines) -> Option<&[u32]> {
        let _ = way;
        None
    }
}

/// Prices of the agents that lines run over: exact, and short enough to compare many at a time.
///
/// Short prices are distances below a [`base`](Self::base) near the highest prices. A cost of at most 0 and at least
/// −[`MARGIN`](Self::MARGIN) plus a short price may be compared with a [`short_limit`](Self::short_limit): no pair is lost by
/// it, though some may pass that exact numbers would have held back. Coarse prices are the same in 16 bits, for a first look.
///
/// Prices can change one at a time with [`set`](Self::set), in O(1).
#[derive(Clone, Debug)]
pub struct Prices<'a> {
    /// As they are.
    pub exact: Cow<'a, [i64]>,
    /// What short prices are counted from.
    pub base: i64,
    /// `base` less the price, where that lies between [`NEAR`](Self::NEAR) and [`FAR`](Self::FAR); FAR beyond that. Below NEAR
    /// it is [`LOOK`](Self::LOOK): such a pair passes every limit.
    pub short: Vec<i32>,
    /// See [`coarse`](Self::coarse).
    coarse: Vec<i16>,
    order: Option<&'a [u32]>,
    ranks: Option<Cow<'a, [u32]>>,
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

    /// What coarse prices are counted in.
    pub const UNIT: i32 = 32;
    /// Coarse prices come in whole groups of so many.
    pub const ABREAST: usize = 64;

    /// Prices by place, for the lines of a source. Takes O(number of prices).
    pub fn new(source: &'a dyn Sift, way: Lines, prices: &'a [i64]) -> Self {
        Self::of(source, way, Cow::Borrowed(prices))
    }

    /// The same from prices that nobody else needs.
    pub fn owned(source: &'a dyn Sift, way: Lines, prices: Vec<i64>) -> Self {
        Self::of(source, way, Cow::Owned(prices))
    }

    fn of(source: &'a dyn Sift, way: Lines, prices: Cow<'a, [i64]>) -> Self {
        let Some(order) = source.order(way) else { return Self::arranged(prices) };
        let exact = order.iter().map(|&place| prices[place as usize]).collect();
        let ranks = Some(source.ranks(way).map_or_else(|| Cow::Owned(inverse(order)), Cow::Borrowed));
        Self { order: Some(order), ranks, ..Self::arranged(exact) }
    }

    fn arranged(exact: Cow<'a, [i64]>) -> Self {
        let mut prices = Prices { short: Vec::new(), coarse: Vec::new(), exact, base: 0, order: None, ranks: None };
        prices.rebase();
        prices
    }

    /// Chooses the base anew. Worth while after most prices have moved by more than what coarse prices span, a million.
    /// Takes O(number of prices).
    pub fn rebase(&mut self) {
        let exact = &self.exact;
        let mut sample: Vec<i64> = exact.iter().copied().step_by(exact.len().div_ceil(SAMPLED).max(1)).collect();
        sample.sort_unstable_by(|a, b| b.cmp(a));
        let base = sample.get(sample.len() / ABOVE).copied().unwrap_or(0);
        self.base = base;
        self.short.clear();
        self.short.extend(exact.iter().map(|&price| shortened(base, price)));
        self.coarse.clear();
        self.coarse.extend(self.short.iter().map(|&short| coarsened(short)));
        self.coarse.resize(self.short.len().next_multiple_of(Self::ABREAST), i16::MAX);
    }

    /// Short prices in [`UNIT`](Self::UNIT)s, rounded down; the nearest there is for those outside 16 bits. Filled up to a
    /// multiple of [`ABREAST`](Self::ABREAST) with prices that reach few limits.
    pub fn coarse(&self) -> &[i16] {
        &self.coarse
    }

    /// Changes the price of one place. The base stays.
    ///
    /// # Panics
    /// If there is no such place.
    pub fn set(&mut self, place: u32, price: i64) {
        let at = self.rank(place);
        let short = shortened(self.base, price);
        self.short[at] = short;
        self.coarse[at] = coarsened(short);
        self.exact.to_mut()[at] = price;
    }

    /// The price of one place.
    ///
    /// # Panics
    /// If there is no such place.
    pub fn get(&self, place: u32) -> i64 {
        self.exact[self.rank(place)]
    }

    fn rank(&self, place: u32) -> usize {
        self.ranks.as_ref().map_or(place, |ranks| ranks[place as usize]) as usize
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

    /// A pair whose cost plus short price is below this limit has a gain (cost, the other way round) in [`UNIT`](Self::UNIT)s
    /// that, rounded up, less the coarse price is above what is returned, also in arithmetic that saturates at 16 bits.
    /// `None`: everybody may pass.
    ///
    /// gain > short − limit, so gain / UNIT > ⌊short / UNIT⌋ − limit / UNIT, and a whole number above −limit / UNIT is above
    /// its floor. What saturates upwards is [`i16::MAX`], which is above every value returned.
    pub fn coarse_limit(short_limit: i32) -> Option<i16> {
        let above = (-short_limit).div_euclid(Self::UNIT).min(i32::from(i16::MAX) - 1);
        i16::try_from(above).ok()
    }
}

/// `base` less price, as far as short prices go.
fn shortened(base: i64, price: i64) -> i32 {
    match base.saturating_sub(price).min(i64::from(Prices::FAR)) {
        near if near < i64::from(Prices::NEAR) => Prices::LOOK,
        short => short as i32,
    }
}

fn coarsened(short: i32) -> i16 {
    short.div_euclid(Prices::UNIT).clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16
}

/// Where each place stands in an order.
fn inverse(order: &[u32]) -> Vec<u32> {
    let mut ranks = vec![0; order.len()];
    for (rank, &place) in (0_u32..).zip(order) {
        ranks[place as usize] = rank;
    }
    ranks
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
        Self::best_below(line, pairs, k, UNREACHABLE)
    }

    /// The same of those pairs whose cost less price is below `limit`.
    pub fn best_below(line: usize, pairs: usize, k: usize, limit: i64) -> Self {
        let smallest = Smallest::new(k, limit.min(UNREACHABLE));
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
    /// and the least cost less price of those that were left out of the best, if one is below the limit.
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
    fn coarse_prices_lose_no_pair() {
        let saturated = |value: i32| value.clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16;
        let edges = |around: i32| [-33, -32, -31, -1, 0, 1, 31, 32, 33].map(|by| around.saturating_add(by));
        let window = i32::from(i16::MAX) * Prices::UNIT;
        let shorts =
            [Prices::NEAR, -window, -1_000_000, 0, 500_000, window, Prices::FAR - 40].into_iter().flat_map(edges);
        let shorts: Vec<i32> =
            shorts.filter(|short| *short >= Prices::NEAR).chain([Prices::LOOK, Prices::FAR]).collect();
        let limits =
            [Prices::LOOK + 40, -window, -1_000_000, 0, 48_000, window, Prices::FAR - 40].into_iter().flat_map(edges);
        let limits: Vec<i32> = limits.chain([Prices::LOOK + 1, Prices::FAR + 1]).collect();
        for &short in &shorts {
            for &limit in &limits {
                for gain in [0, 1, 31, 32, 33, 400_001, 1_000_000] {
                    if short - gain >= limit {
                        continue;
                    }
                    let units = saturated((gain + Prices::UNIT - 1) / Prices::UNIT - i32::from(coarsened(short)));
                    let passes = Prices::coarse_limit(limit).is_none_or(|limit| units > limit);
                    assert!(passes, "{short} {limit} {gain}");
                }
            }
        }
    }

    /// Lines that run backwards.
    struct Backwards(Vec<u32>);

    impl Sift for Backwards {
        fn sift(&self, _: Lines, _: &[u32], _: &Prices<'_>, _: &mut [Sieve]) {}

        fn order(&self, _: Lines) -> Option<&[u32]> {
            Some(&self.0)
        }
    }

    #[test]
    fn prices_that_are_set_are_prices_made_anew() {
        let source = Backwards((0..50).rev().collect());
        let mut now: Vec<i64> = (0..50).map(|k| -1_000 * k).collect();
        let mut prices = Prices::owned(&source, Lines::Rows, now.clone());
        for (place, price) in
            [(7, -5), (0, 1 << 60), (49, -(1 << 62)), (7, -(1 << 28)), (20, 1 << 21), (21, -(1 << 21))]
        {
            prices.set(place, price);
            now[place as usize] = price;
            assert_eq!(prices.get(place), price);
            let anew = Prices::new(&source, Lines::Rows, &now);
            assert_eq!(prices.exact, anew.exact);
            let short: Vec<i32> = anew.exact.iter().map(|&price| shortened(prices.base, price)).collect();
            assert_eq!(prices.short, short);
            assert!(prices.coarse()[..50].iter().copied().eq(short.into_iter().map(coarsened)));
            assert_eq!(prices.coarse()[50..], [i16::MAX; 14]);
            assert!((0..50).all(|at| prices.get(prices.place(at)) == prices.exact[at as usize]));
        }
        prices.rebase();
        let anew = Prices::new(&source, Lines::Rows, &now);
        assert_eq!((prices.base, &prices.short, &prices.coarse), (anew.base, &anew.short, &anew.coarse));
    }

    #[test]
    fn no_prices_are_no_error() {
        assert!(Prices::arranged(Cow::Borrowed(&[])).short.is_empty());
        let one = [i64::MIN / 2];
        assert_eq!(Prices::arranged(Cow::Borrowed(&one)).short, [0]);
    }
}

//! Lazy candidate lists with a monotone bound.
//!
//! A near agent keeps its k best far agents by `cost − price` at the time of the scan and `bound`, the best value *not*
//! listed. While near agents are inserted, far prices only fall, so values only rise and the bound stays true for ever
//! without another look. Memory is O(near · k); nothing of size near × far is ever stored.

use rayon::prelude::*;

use crate::dense::{IntegerReading, Scanner, span};
use crate::grid::Grid;
use crate::live::Live;
use crate::value::UNREACHABLE;
use crate::{ABSENT, Control, Prices, Sieve, Sift, SolveError};

/// Nothing is left out.
pub(crate) const COMPLETE: i64 = i64::MAX;

/// Lists that are made anew again and again grow to this.
const LONGEST: usize = 128;

/// Lists that a search has made longer are kept as long as this.
pub(crate) const LONGEST_OF_SEARCH: usize = 512;

/// Costs lie within this, both ways.
pub(crate) const COST_BOUND: i64 = 1 << 40;

/// A listed far agent.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    pub(crate) far: u32,
    /// How much worse it was than the first of the list when that was made.
    rise: u32,
    pub(crate) cost: i64,
}

impl Entry {
    /// What it is judged by under these prices.
    #[inline]
    pub(crate) fn value(&self, prices: &[i64]) -> i64 {
        self.cost - prices[self.far as usize]
    }
}

/// The list of one near agent, the best first at the time it was made.
#[derive(Clone, Debug)]
pub(crate) struct List {
    pub(crate) entries: Vec<Entry>,
    /// The value of the first entry when the list was made.
    first: i64,
    /// No far agent outside the list has a smaller value; [`COMPLETE`] if there is none outside.
    pub(crate) bound: i64,
}

impl List {
    /// Of these far agents with their costs and values, in rising order of value, and the least value left out.
    fn of(found: impl Iterator<Item = (u32, i64, i64)>, bound: i64) -> Self {
        let mut found = found.peekable();
        let first = found.peek().map_or(bound, |&(_, _, value)| value);
        let entry = |(far, cost, value): (u32, i64, i64)| Entry { far, rise: rise(first, value), cost };
        Self { entries: found.map(entry).collect(), first, bound }
    }

    /// What a sieve kept, the best first.
    fn of_sieve(sieve: Sieve, prices: &Prices<'_>) -> Self {
        let (best, next) = sieve.finish();
        let entry = |&(at, cost): &(u32, i64)| (prices.place(at), cost, cost - prices.exact[at as usize]);
        Self::of(best.iter().map(entry), next.unwrap_or(COMPLETE))
    }

    /// Not scanned yet: anything may be outside.
    pub(crate) fn unscanned() -> Self {
        Self { entries: Vec::new(), first: i64::MIN, bound: i64::MIN }
    }

    /// The least value when the list was made.
    pub(crate) fn first(&self) -> i64 {
        self.first
    }

    /// Lists a far agent whose value has fallen, in place of what was known of it.
    pub(crate) fn put(&mut self, far: u32, cost: i64, value: i64) {
        self.entries.retain(|entry| entry.far != far);
        if self.entries.is_empty() {
            *self = Self::of(std::iter::once((far, cost, value)), self.bound);
            return;
        }
        let lower = self.first - value;
        if lower > 0 {
            self.first = value;
            for entry in &mut self.entries {
                entry.rise = entry.rise.saturating_add(rise(0, lower));
            }
        }
        let rise = rise(self.first, value);
        let at = self.entries.partition_point(|entry| entry.rise <= rise);
        self.entries.insert(at, Entry { far, rise, cost });
    }

    /// Neither the value of this entry nor that of a later one is smaller now.
    #[inline]
    pub(crate) fn floor(&self, entry: Entry) -> i64 {
        self.first.saturating_add(i64::from(entry.rise))
    }

    /// How long to make the list when it is made anew because it was used up.
    pub(crate) fn longer(&self) -> usize {
        (2 * self.entries.len()).min(LONGEST)
    }

    /// Forgets all but the first so many entries: what bounds the next bounds the rest.
    pub(crate) fn shorten(&mut self, length: usize) {
        if let Some(&next) = self.entries.get(length) {
            self.bound = self.bound.min(self.floor(next));
            self.entries.truncate(length);
            self.entries.shrink_to_fit();
        }
    }

    /// No far agent, listed or not, has a smaller value under these prices.
    pub(crate) fn least_value(&self, prices: &[i64]) -> i64 {
        let mut least = self.bound;
        for &entry in &self.entries {
            if self.floor(entry) >= least {
                break;
            }
            least = least.min(entry.value(prices));
        }
        least
    }

    /// All prices have risen by this: values have fallen by it, and what bounds them.
    pub(crate) fn prices_rose(&mut self, rise: i64) {
        if self.bound != COMPLETE && self.bound != i64::MIN {
            self.bound -= rise;
        }
        self.first = self.first.saturating_sub(rise);
    }
}

/// How much greater a value is, as far as that is kept: what it is at least.
fn rise(first: i64, value: i64) -> u32 {
    u32::try_from(value - first).unwrap_or(u32::MAX)
}

/// The start of a near agent's scan. Different agents start at different places, so that among equal values they do
/// not all list the same far agents.
pub(crate) fn start_of_scan(near: usize, fars: usize) -> usize {
    let mixed = (near as u64).wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((u128::from(mixed) * fars as u128) >> 64) as usize
}

/// Costs as they are.
fn reading() -> IntegerReading {
    IntegerReading::plain(ABSENT)
}

/// Collects the far agents of a filled buffer that look best under `prices`.
pub(crate) fn select(near: usize, costs: &[i64], prices: &[i64], k: usize, scanner: &mut Scanner<i64>) -> List {
    let mut list = scanner.select((costs, reading()), near as u32, prices, k.max(1));
    list.entries.sort_by_key(|entry| entry.cost - prices[entry.col as usize]);
    let found = list.entries.iter().map(|entry| (entry.col, entry.cost, entry.cost - prices[entry.col as usize]));
    List::of(found, if list.bound < UNREACHABLE { list.bound } else { COMPLETE })
}

/// The least and the greatest cost seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) least: i64,
    pub(crate) greatest: i64,
}

impl Span {
    pub(crate) const EMPTY: Self = Self { least: i64::MAX, greatest: i64::MIN };

    fn of(costs: &[i64]) -> Self {
        let (least, greatest) = span::<i64>(costs, reading());
        Self { least, greatest }
    }

    pub(crate) fn union(self, other: Self) -> Self {
        Self { least: self.least.min(other.least), greatest: self.greatest.max(other.greatest) }
    }

    /// Greatest less least; 0 if no pair was seen.
    pub(crate) fn width(self) -> i64 {
        if self.least > self.greatest { 0 } else { self.greatest - self.least }
    }

    fn within_bound(self) -> bool {
        self.least >= -COST_BOUND && self.greatest <= COST_BOUND
    }
}

/// How far agents are listed and how many at most.
#[derive(Clone, Copy)]
pub(crate) struct Scan<'a> {
    pub(crate) grid: Grid<'a>,
    pub(crate) k: usize,
    pub(crate) control: &'a Control<'a>,
}

/// Near agents that are scanned between two looks at the stop flag.
const BATCH: usize = 512;

/// Lines that a source looks through abreast, at most.
pub(crate) const ABREAST: usize = 16;

/// Below so many pairs a batch is not worth sending to other threads.
const SERIAL: usize = 1 << 15;

impl<'a> Scan<'a> {
    /// Scans the near agents named under `prices`, in parallel; the result does not depend on the number of threads.
    pub(crate) fn lists(
        &self,
        nears: &[u32],
        prices: &[i64],
        mut take: impl FnMut(u32, List),
    ) -> Result<Span, SolveError> {
        let serial = nears.len().saturating_mul(prices.len()) < SERIAL;
        if let Some((source, (least, greatest))) = self.grid.sifting() {
            self.sifted(source, (nears, serial), &self.grid.prices(source, prices), take)?;
            return Ok(Span { least, greatest });
        }
        let mut span = Span::EMPTY;
        let fresh = || (vec![0; prices.len()], Scanner::new(prices.len()));
        let mut own = if serial { Some(fresh()) } else { None };
        for batch in nears.chunks(BATCH) {
            self.control.check()?;
            let lists: Vec<Result<(List, Span), SolveError>> = match &mut own {
                Some((buffer, scanner)) => {
                    batch.iter().map(|&near| self.one(near as usize, prices, buffer, scanner)).collect()
                }
                None => batch
                    .par_iter()
                    .map_init(fresh, |(buffer, scanner), &near| self.one(near as usize, prices, buffer, scanner))
                    .collect(),
            };
            for (&near, result) in batch.iter().zip(lists) {
                let (list, seen) = result?;
                span = span.union(seen);
                take(near, list);
            }
        }
        Ok(span)
    }

    /// The same where prices have changed little since the last time.
    pub(crate) fn lists_live(
        &self,
        nears: &[u32],
        (live, prices): (&mut Live<'a>, &[i64]),
        take: impl FnMut(u32, List),
    ) -> Result<(), SolveError> {
        let Some((source, _)) = self.grid.sifting() else { return self.lists(nears, prices, take).map(drop) };
        let serial = nears.len().saturating_mul(prices.len()) < SERIAL;
        self.sifted(source, (nears, serial), live.prices(self.grid, source, prices), take)
    }

    /// Makes lists anew, each as long as is said of it and at least as long as others are.
    pub(crate) fn renew(
        &self,
        mut stale: Vec<u32>,
        (live, prices): (&mut Live<'a>, &[i64]),
        lists: &mut [List],
        length: impl Fn(&List) -> usize,
    ) -> Result<(), SolveError> {
        while let Some(&first) = stale.first() {
            let length = |near: u32| length(&lists[near as usize]).next_power_of_two().max(self.k);
            let k = length(first);
            let (now, later): (Vec<u32>, Vec<u32>) = stale.iter().partition(|&&near| length(near) == k);
            let scan = Scan { k, ..*self };
            scan.lists_live(&now, (live, prices), |near, list| lists[near as usize] = list)?;
            stale = later;
        }
        Ok(())
    }

    /// The same for a source that looks through lines by itself.
    fn sifted(
        &self,
        source: &dyn Sift,
        (nears, serial): (&[u32], bool),
        prices: &Prices<'_>,
        mut take: impl FnMut(u32, List),
    ) -> Result<(), SolveError> {
        let pairs = prices.exact.len();
        let some = |nears: &[u32]| -> Result<Vec<List>, SolveError> {
            self.control.check()?;
            let mut sieves: Vec<Sieve> = nears.iter().map(|&near| Sieve::best(near as usize, pairs, self.k)).collect();
            self.grid.sift(source, nears, prices, &mut sieves);
            Ok(sieves.into_iter().map(|sieve| List::of_sieve(sieve, prices)).collect())
        };
        for batch in nears.chunks(BATCH) {
            // Those whose scans start close to one another go abreast.
            let mut sorted = batch.to_vec();
            sorted.sort_unstable_by_key(|&near| (start_of_scan(near as usize, pairs), near));
            let abreast = (sorted.len() / rayon::current_num_threads()).clamp(1, ABREAST);
            let lists: Vec<Result<Vec<List>, SolveError>> = if serial {
                sorted.chunks(ABREAST).map(some).collect()
            } else {
                sorted.par_chunks(abreast).map(some).collect()
            };
            let mut nears = sorted.iter();
            for lists in lists {
                for (list, &near) in lists?.into_iter().zip(&mut nears) {
                    take(near, list);
                }
            }
        }
        Ok(())
    }

    /// Finds, for each near agent and its limit, all far agents whose cost less price is below: `take(near, far, cost)`.
    pub(crate) fn below(
        &self,
        nears: &[(u32, i64)],
        prices: &[i64],
        mut take: impl FnMut(u32, u32, i64),
    ) -> Result<(), SolveError> {
        let pairs = prices.len();
        if let Some((source, _)) = self.grid.sifting() {
            let prices = self.grid.prices(source, prices);
            let some = |nears: &[(u32, i64)]| -> Result<Vec<Sieve>, SolveError> {
                self.control.check()?;
                let lines: Vec<u32> = nears.iter().map(|near| near.0).collect();
                let mut sieves: Vec<Sieve> = nears.iter().map(|near| Sieve::below(pairs, near.1)).collect();
                self.grid.sift(source, &lines, &prices, &mut sieves);
                Ok(sieves)
            };
            for batch in nears.chunks(BATCH) {
                let found: Vec<Result<Vec<Sieve>, SolveError>> = batch.par_chunks(ABREAST).map(some).collect();
                for (nears, sieves) in batch.chunks(ABREAST).zip(found) {
                    for (near, sieve) in nears.iter().zip(sieves?) {
                        for (at, cost) in sieve.finish().0 {
                            take(near.0, prices.place(at), cost);
                        }
                    }
                }
            }
            return Ok(());
        }
        let mut costs = vec![0; pairs];
        for &(near, limit) in nears {
            self.control.check()?;
            self.grid.fill(near as usize, &mut costs);
            for (far, (&cost, &price)) in costs.iter().zip(prices).enumerate() {
                if cost != ABSENT && cost - price < limit {
                    take(near, far as u32, cost);
                }
            }
        }
        Ok(())
    }

    fn one(
        &self,
        near: usize,
        prices: &[i64],
        buffer: &mut [i64],
        scanner: &mut Scanner<i64>,
    ) -> Result<(List, Span), SolveError> {
        self.control.check()?;
        self.grid.fill(near, buffer);
        let span = Span::of(buffer);
        if !span.within_bound() && span.least <= span.greatest {
            let (far, &cost) = buffer
                .iter()
                .enumerate()
                .find(|&(_, &cost)| cost != ABSENT && !(-COST_BOUND..=COST_BOUND).contains(&cost))
                .unwrap_or((0, &0));
            let (row, col) = self.grid.pair(near, far);
            return Err(SolveError::CostOutOfRange { row, col, cost });
        }
        Ok((select(near, buffer, prices, self.k, scanner), span))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers without a pattern, from 0 to `below`.
    fn mixed(below: u64) -> impl FnMut() -> i64 {
        let mut state = 11_u64;
        move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((state >> 33) % below) as i64
        }
    }

    #[test]
    fn what_a_list_says_stays_true_whatever_prices_do() {
        let mut next = mixed(1_000);
        for round in 0..2_000_usize {
            let fars = 1 + round % 17;
            let costs: Vec<i64> = (0..fars).map(|_| next()).collect();
            let mut prices: Vec<i64> = (0..fars).map(|_| -next()).collect();
            let mut list = select(round, &costs, &prices, 1 + round % 5, &mut Scanner::new(fars));
            for _ in 0..12 {
                let far = next() as usize % fars;
                match next() % 4 {
                    0 => {
                        // A price that rises: all that is outside is to stay above the bound.
                        prices[far] += next();
                        list.put(far as u32, costs[far], costs[far] - prices[far]);
                    }
                    1 => list.shorten(next() as usize % 6),
                    2 => {
                        let rise = next();
                        for price in &mut prices {
                            *price += rise;
                        }
                        list.prices_rose(rise);
                    }
                    _ => prices[far] -= next(),
                }
                let values = || costs.iter().zip(&prices).map(|(cost, price)| cost - price);
                let listed = |far: usize| list.entries.iter().any(|entry| entry.far as usize == far);
                let outside = values().enumerate().filter(|&(far, _)| !listed(far)).map(|(_, value)| value);
                assert!(outside.min().is_none_or(|least| least >= list.bound));
                assert!(list.entries.iter().all(|&entry| list.floor(entry) <= entry.value(&prices)));
                assert!(list.entries.is_sorted_by_key(|entry| entry.rise));
                assert!(values().min().is_none_or(|least| list.least_value(&prices) <= least));
            }
        }
    }
}

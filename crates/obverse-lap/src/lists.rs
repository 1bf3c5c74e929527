//! Lazy candidate lists with a monotone bound.
//!
//! A near agent keeps its k best far agents by `cost − price` at the time of the scan and `bound`, the best value *not*
//! listed. While near agents are inserted, far prices only fall, so values only rise and the bound stays true for ever
//! without another look. Memory is O(near · k); nothing of size near × far is ever stored.

use rayon::prelude::*;

use crate::dense::{IntegerReading, Scanner, span};
use crate::grid::Grid;
use crate::value::UNREACHABLE;
use crate::{ABSENT, Control, Prices, Sieve, Sift, SolveError};

/// Nothing is left out.
pub(crate) const COMPLETE: i64 = i64::MAX;

/// Lists that are made anew again and again grow to this.
const LONGEST: usize = 512;

/// Costs lie within this, both ways.
pub(crate) const COST_BOUND: i64 = 1 << 40;

/// A listed far agent.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    pub(crate) far: u32,
    pub(crate) cost: i64,
}

/// The list of one near agent.
#[derive(Clone, Debug)]
pub(crate) struct List {
    pub(crate) entries: Vec<Entry>,
    /// No far agent outside the list has a smaller value; [`COMPLETE`] if there is none outside.
    pub(crate) bound: i64,
}

impl List {
    /// What a sieve kept, the best first.
    fn of(sieve: Sieve, prices: &Prices<'_>) -> Self {
        let (best, next) = sieve.finish();
        let entries = best.into_iter().map(|(at, cost)| Entry { far: prices.place(at), cost }).collect();
        Self { entries, bound: next.unwrap_or(COMPLETE) }
    }

    /// Not scanned yet: anything may be outside.
    pub(crate) fn unscanned() -> Self {
        Self { entries: Vec::new(), bound: i64::MIN }
    }

    /// How long to make the list when it is made anew: twice as long, at least `k`.
    pub(crate) fn longer(&self, k: usize) -> usize {
        (2 * self.entries.len()).min(LONGEST).max(k)
    }

    /// No far agent, listed or not, has a smaller value under these prices.
    pub(crate) fn least_value(&self, prices: &[i64]) -> i64 {
        let values = self.entries.iter().map(|entry| entry.cost - prices[entry.far as usize]);
        values.fold(self.bound, i64::min)
    }
}

/// The start of a near agent's scan. Different agents start at different places, so that among equal values they do
/// not all list the same far agents.
pub(crate) fn start_of_scan(near: usize, fars: usize) -> usize {
    let mixed = (near as u64).wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((u128::from(mixed) * fars as u128) >> 64) as usize
}

/// Calls `visit(order, far, cost, price)` for all far agents, from the near agent's own start.
#[inline]
pub(crate) fn each_from_start(near: usize, costs: &[i64], prices: &[i64], mut visit: impl FnMut(u32, u32, i64, i64)) {
    let start = start_of_scan(near, costs.len());
    let mut order = 0;
    for (from, to) in [(start, costs.len()), (0, start)] {
        for (far, (&cost, &price)) in (from..to).zip(costs[from..to].iter().zip(&prices[from..to])) {
            visit(order, far as u32, cost, price);
            order += 1;
        }
    }
}

/// Costs as they are.
fn reading() -> IntegerReading {
    IntegerReading::plain(ABSENT)
}

/// Collects the far agents of a filled buffer that look best under `prices`.
pub(crate) fn select(near: usize, costs: &[i64], prices: &[i64], k: usize, scanner: &mut Scanner<i64>) -> List {
    let list = scanner.select((costs, reading()), near as u32, prices, k.max(1));
    let entries = list.entries.iter().map(|entry| Entry { far: entry.col, cost: entry.cost }).collect();
    List { entries, bound: if list.bound < UNREACHABLE { list.bound } else { COMPLETE } }
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

impl Scan<'_> {
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
            Ok(sieves.into_iter().map(|sieve| List::of(sieve, prices)).collect())
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

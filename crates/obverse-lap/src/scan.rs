//! Looking through whole lines for the lists of near agents ([`crate::list`]).
//!
//! Lines are looked through in parallel and in blocks, from a source that sifts by itself or from filled buffers. Memory is
//! O(near · k); nothing of size near × far is ever stored.

use rayon::prelude::*;

use crate::dense::{IntegerReading, Scanner, span};
use crate::grid::Grid;
use crate::list::{COMPLETE, List};
use crate::live::{Live, Snapshot};
use crate::value::UNREACHABLE;
use crate::{ABSENT, Control, Prices, Sieve, Sift, SolveError};

/// Costs lie within this, both ways.
pub(crate) const COST_BOUND: i64 = 1 << 40;

/// What a sieve kept, the best first. Values from `limit` on were not looked at.
fn of_sieve(sieve: Sieve, prices: &Prices<'_>, limit: i64) -> List {
    let (best, next) = sieve.finish();
    let entry = |&(at, cost): &(u32, i64)| (prices.place(at), cost, cost - prices.exact[at as usize]);
    let beyond = if limit < UNREACHABLE { limit } else { COMPLETE };
    List::new(best.iter().map(entry), next.unwrap_or(beyond))
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
    List::new(found, if list.bound < UNREACHABLE { list.bound } else { COMPLETE })
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

/// Whose lines are looked through, and how many far agents are listed at most.
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
            self.sifted(source, (nears, serial), &self.grid.prices(source, prices), |_| UNREACHABLE, take)?;
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

    /// The same where prices have changed little since the last time, and values from a limit on do not matter.
    pub(crate) fn lists_within(
        &self,
        nears: &[u32],
        (live, prices): (&mut Live<'a>, &[i64]),
        limit: impl Fn(u32) -> i64 + Sync,
        take: impl FnMut(u32, List),
    ) -> Result<(), SolveError> {
        let Some((source, _)) = self.grid.sifting() else { return self.lists(nears, prices, take).map(drop) };
        let serial = nears.len().saturating_mul(prices.len()) < SERIAL;
        self.sifted(source, (nears, serial), live.prices(self.grid, source, prices), limit, take)
    }

    /// Lists at prices of some moment.
    pub(crate) fn lists_then(&self, nears: &[u32], then: &Snapshot<'_, 'a>) -> Result<Vec<(u32, List)>, SolveError> {
        let mut lists = Vec::with_capacity(nears.len());
        let take = |near, list| lists.push((near, list));
        match then {
            Snapshot::Arranged(source, prices) => {
                let serial = nears.len().saturating_mul(prices.exact.len()) < SERIAL;
                self.sifted(*source, (nears, serial), prices, |_| UNREACHABLE, take)?;
            }
            Snapshot::Plain(prices) => drop(self.lists(nears, prices, take)?),
        }
        Ok(lists)
    }

    /// Makes lists anew.
    pub(crate) fn renew(
        &self,
        stale: &[u32],
        live: (&mut Live<'a>, &[i64]),
        lists: &mut [List],
    ) -> Result<(), SolveError> {
        self.lists_within(stale, live, |_| UNREACHABLE, |near, list| lists[near as usize] = list)
    }

    /// Lists from a source that looks through lines by itself.
    fn sifted(
        &self,
        source: &dyn Sift,
        (nears, serial): (&[u32], bool),
        prices: &Prices<'_>,
        limit: impl Fn(u32) -> i64 + Sync,
        mut take: impl FnMut(u32, List),
    ) -> Result<(), SolveError> {
        let pairs = prices.exact.len();
        let some = |nears: &[u32]| -> Result<Vec<List>, SolveError> {
            self.control.check()?;
            let sieve = |&near: &u32| Sieve::best_below(near as usize, pairs, self.k, limit(near));
            let mut sieves: Vec<Sieve> = nears.iter().map(sieve).collect();
            self.grid.sift(source, nears, prices, &mut sieves);
            let made = nears.iter().zip(sieves).map(|(&near, sieve)| of_sieve(sieve, prices, limit(near)));
            Ok(made.collect())
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

    /// Finds, for each near agent and its limit, all far agents whose cost less price is below: `take(near, limit, far, cost)`.
    pub(crate) fn below(
        &self,
        nears: &[(u32, i64)],
        prices: &[i64],
        mut take: impl FnMut(u32, i64, u32, i64),
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
                            take(near.0, near.1, prices.place(at), cost);
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
                    take(near, limit, far as u32, cost);
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

//! Short lists with a bound that stays true.
//!
//! A line keeps its k best columns by `cost − price` at the time it was looked at, and `bound`, a value that no column left
//! out can beat. Prices only fall from then on, so values only rise, and the bound holds for ever: a line is looked at
//! again only when its best listed value has passed the bound. Exact, and most of the matrix is read a few times only.

use rayon::prelude::*;

use super::kernel::{GROUPS, STRETCH, minima};
use super::lines::Lines;
use super::number::{Number, Value};
use crate::{Control, SolveError};

/// A listed column.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry<V> {
    pub(crate) cost: V,
    pub(crate) col: u32,
}

/// The list of one line.
#[derive(Clone, Debug)]
pub(crate) struct List<V> {
    pub(crate) entries: Vec<Entry<V>>,
    /// No column outside the list has a smaller value; [`Value::ABSENT`] if none is outside.
    pub(crate) bound: V,
}

/// Best and second best of a list under the present prices.
pub(crate) struct Look<V> {
    pub(super) best: V,
    pub(super) second: V,
    pub(super) entry: Entry<V>,
}

impl<V: Value> List<V> {
    /// `None` if nothing is listed.
    #[inline]
    pub(super) fn look(&self, prices: &[V]) -> Option<Look<V>> {
        let mut entry = *self.entries.first()?;
        let (mut best, mut second) = (V::ABSENT, V::ABSENT);
        for &listed in &self.entries {
            let value = listed.cost - prices[listed.col as usize];
            if value < second {
                if value < best {
                    second = best;
                    best = value;
                    entry = listed;
                } else {
                    second = value;
                }
            }
        }
        Some(Look { best, second, entry })
    }
}

/// Room for looking at a line.
pub(crate) struct Scanner<V> {
    least: Vec<V>,
    sorted: Vec<V>,
    found: Vec<(V, Entry<V>)>,
}

impl<V: Value> Scanner<V> {
    pub(crate) fn new(cols: usize) -> Self {
        let blocks = cols.div_ceil(STRETCH) * GROUPS;
        Self { least: vec![V::ABSENT; blocks], sorted: Vec::with_capacity(blocks), found: Vec::new() }
    }

    /// The `k` best columns of a line.
    pub(super) fn list<T: Number<Dual = V>>(
        &mut self,
        lines: &Lines<'_, T>,
        line: u32,
        prices: &[V],
        k: usize,
    ) -> List<V> {
        self.select((lines.line(line as usize), lines.reading), line, prices, k)
    }

    /// The `k` best entries of a line.
    ///
    /// A first pass finds the least of each group; the k-th of those is a value that at least k columns reach, so only
    /// groups that reach it are looked at again. Equal values are taken from a place of the line's own, or all lists
    /// would name the same columns.
    pub(crate) fn select<T: Number<Dual = V>>(
        &mut self,
        (entries, reading): (&[T], T::Reading),
        line: u32,
        prices: &[V],
        k: usize,
    ) -> List<V> {
        minima::<T>(entries, prices, reading, &mut self.least);
        self.sorted.clear();
        self.sorted.extend(self.least.iter().filter(|&&least| least < V::REACH));
        let level = if self.sorted.len() > k { *self.sorted.select_nth_unstable_by(k, order).1 } else { V::REACH };
        self.found.clear();
        let groups = self.least.len();
        let start = start_of(line, groups);
        let mut equal = Vec::new();
        for group in (start..groups).chain(0..start) {
            if self.least[group] > level || self.least[group] >= V::REACH {
                continue;
            }
            let from = group / GROUPS * STRETCH + group % GROUPS;
            let to = entries.len().min((group / GROUPS + 1) * STRETCH);
            for col in (from..to).step_by(GROUPS) {
                let (entry, price) = (entries[col], prices[col]);
                let cost = entry.read(reading);
                let value = cost - price;
                if value < level {
                    self.found.push((value, Entry { cost, col: col as u32 }));
                } else if value == level && level < V::REACH && equal.len() < k {
                    equal.push((value, Entry { cost, col: col as u32 }));
                }
            }
        }
        // In groups not looked at there is nothing below the level.
        let mut bound = if level < V::REACH { level } else { V::ABSENT };
        if self.found.len() > k {
            let (_, next, _) = self.found.select_nth_unstable_by(k, |a, b| order(&a.0, &b.0));
            bound = next.0;
            self.found.truncate(k);
        } else {
            let room = k - self.found.len();
            self.found.extend(equal.into_iter().take(room));
        }
        List { entries: self.found.iter().map(|found| found.1).collect(), bound }
    }
}

/// Where a line begins to take equal values.
fn start_of(line: u32, groups: usize) -> usize {
    let mixed = (u64::from(line) + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((u128::from(mixed) * groups as u128) >> 64) as usize
}

/// Values are never NaN.
pub(super) fn order<V: Value>(a: &V, b: &V) -> std::cmp::Ordering {
    a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal)
}

/// Lines looked at between two looks at the stop flag.
const BATCH: usize = 512;

/// Below so many entries a batch is not worth sending to other threads.
const SERIAL: usize = 1 << 15;

/// The lists of all lines.
pub(crate) struct Lists<V> {
    pub(super) of: Vec<List<V>>,
    pub(super) k: usize,
    pub(super) scanner: Scanner<V>,
}

impl<V: Value> Lists<V> {
    /// Nothing has been looked at.
    pub(super) fn unseen(lines: usize, cols: usize, k: usize) -> Self {
        let of = vec![List { entries: Vec::new(), bound: V::CLOSED }; lines];
        Self { of, k, scanner: Scanner::new(cols) }
    }

    /// All lines have been looked at.
    pub(super) fn new<T: Number<Dual = V>>(
        lines: &Lines<'_, T>,
        prices: &[V],
        k: usize,
        control: &Control<'_>,
    ) -> Result<Self, SolveError> {
        let mut lists = Self::unseen(lines.nears, lines.fars, k);
        let all: Vec<u32> = (0..lines.nears as u32).collect();
        lists.renew(lines, &all, prices, control)?;
        Ok(lists)
    }

    /// Looks at lines again, in parallel. Each list depends on its line and the prices alone.
    pub(super) fn renew<T: Number<Dual = V>>(
        &mut self,
        lines: &Lines<'_, T>,
        which: &[u32],
        prices: &[V],
        control: &Control<'_>,
    ) -> Result<(), SolveError> {
        let k = self.k;
        if which.len() * lines.fars < SERIAL {
            for &line in which {
                self.of[line as usize] = self.scanner.list(lines, line, prices, k);
            }
            return control.check();
        }
        for batch in which.chunks(BATCH) {
            control.check()?;
            let fresh: Vec<List<V>> = batch
                .par_iter()
                .with_min_len(8)
                .map_init(|| Scanner::new(lines.fars), |scanner, &line| scanner.list(lines, line, prices, k))
                .collect();
            for (&line, list) in batch.iter().zip(fresh) {
                self.of[line as usize] = list;
            }
        }
        Ok(())
    }
}

impl<V: Value> Scanner<V> {
    /// The share of listed values that occur twice in their list, in per cent, on some of the lines.
    pub(super) fn ties<T: Number<Dual = V>>(&mut self, lines: &Lines<'_, T>, prices: &[V], k: usize) -> usize {
        let (mut tied, mut all) = (0, 1);
        let mut values: Vec<V> = Vec::new();
        for line in (0..lines.nears as u32).step_by(1 + lines.nears / SAMPLED) {
            let list = self.list(lines, line, prices, k);
            values.clear();
            values.extend(list.entries.iter().map(|entry| entry.cost - prices[entry.col as usize]));
            values.sort_unstable_by(order);
            all += values.len();
            tied += values.windows(2).filter(|two| two[0] == two[1]).count();
        }
        100 * tied / all
    }
}

/// Lines whose ties are counted.
const SAMPLED: usize = 256;

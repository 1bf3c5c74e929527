//! Short lists with a bound that stays true.
//!
//! A line keeps its k best columns by `cost − price` at the time it was looked at, and `bound`, a value that no column left
//! out can beat. Prices only fall from then on, so values only rise, and the bound holds for ever: a line is looked at
//! again only when its best listed value has passed the bound. Exact, and most of the matrix is read a few times only.

use rayon::prelude::*;

use super::groups::Groups;
use super::kernel::{GROUPS, STRETCH, minima, reach};
use super::lines::Lines;
use super::number::{Number, Value};
use crate::{Control, SolveError};

/// A listed column.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry<V> {
    pub(crate) cost: V,
    pub(crate) col: u32,
}

/// What a list is made of.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Which {
    /// The best columns.
    Best,
    /// Those that are as good as the best: found in less time, and with many ties all that is needed.
    Equal,
}

/// The list of one line.
#[derive(Clone, Debug)]
pub(crate) struct List<V> {
    pub(crate) entries: Vec<Entry<V>>,
    /// No column outside the list has a smaller value; out of reach if none is outside.
    pub(crate) bound: V,
}

/// Room for looking at a line.
pub(crate) struct Scanner<V> {
    least: Vec<V>,
    sorted: Vec<V>,
    near: Vec<u32>,
    found: Vec<(V, Entry<V>)>,
    equal: Vec<(V, Entry<V>)>,
}

impl<V: Value> Scanner<V> {
    pub(crate) fn new(cols: usize) -> Self {
        let blocks = cols.div_ceil(STRETCH) * GROUPS;
        let (found, equal) = (Vec::new(), Vec::new());
        Self {
            least: vec![V::ABSENT; blocks],
            sorted: Vec::with_capacity(blocks),
            near: vec![0; cols + GROUPS],
            found,
            equal,
        }
    }

    /// The `k` best columns of a line, in groups.
    pub(super) fn groups<T: Number<Dual = V>>(
        &mut self,
        lines: &Lines<'_, T>,
        line: u32,
        (prices, k): (&[V], (usize, Which)),
        into: &mut Groups<V>,
    ) {
        let bound = self.find((lines.line(line as usize), lines.reading), line, prices, k);
        // Stable: equal values stay in the order that is the line's own.
        self.found.sort_by(|a, b| a.0.order(&b.0));
        into.fill(&self.found, bound);
    }

    /// The `k` best entries of a line, in no order.
    pub(crate) fn select<T: Number<Dual = V>>(
        &mut self,
        line: (&[T], T::Reading),
        at: u32,
        prices: &[V],
        k: usize,
    ) -> List<V> {
        let bound = self.find(line, at, prices, (k, Which::Best));
        List { entries: self.found.iter().map(|found| found.1).collect(), bound }
    }

    /// Finds the `k` best entries of a line; returns what bounds the others.
    ///
    /// A first pass finds the least of each group; the k-th of those is a value that at least k columns reach, and not many
    /// more, which a second pass, while the line lies in the cache, picks out. Equal values are taken from a place of the
    /// line's own, or all lists would name the same columns.
    fn find<T: Number<Dual = V>>(
        &mut self,
        (entries, reading): (&[T], T::Reading),
        line: u32,
        prices: &[V],
        (k, which): (usize, Which),
    ) -> V {
        minima::<T>(entries, prices, reading, &mut self.least);
        if which == Which::Equal {
            let least = self.least.iter().fold(V::ABSENT, |least, &other| other.least(least));
            return self.pick((entries, reading), line, prices, (k, least));
        }
        self.sorted.clear();
        self.sorted.extend(self.least.iter().filter(|&&least| least < V::REACH));
        let level = if self.sorted.len() > k { *self.sorted.select_nth_unstable_by(k, V::order).1 } else { V::REACH };
        self.pick((entries, reading), line, prices, (k, level))
    }

    /// Picks the `k` best entries among those up to a level; returns what bounds the others.
    fn pick<T: Number<Dual = V>>(
        &mut self,
        (entries, reading): (&[T], T::Reading),
        line: u32,
        prices: &[V],
        (k, level): (usize, V),
    ) -> V {
        self.found.clear();
        self.equal.clear();
        let limit = if level < V::REACH { level } else { V::LAST };
        let (count, above) = reach::<T>(entries, prices, reading, &self.least, (limit, &mut self.near));
        let near = &self.near[..count];
        let start = start_of(line, entries.len());
        let (before, after) = near.split_at(near.partition_point(|&col| col < start));
        for &col in after.iter().chain(before) {
            let cost = entries[col as usize].read(reading);
            let value = cost - prices[col as usize];
            let entry = (value, Entry { cost, col });
            if value < level {
                self.found.push(entry);
            } else if self.equal.len() < k {
                self.equal.push(entry);
            }
        }
        // Nothing is left of what reaches the level, or there is more that equals it.
        let mut bound = if count <= k { above } else { level };
        if self.found.len() > k {
            let (_, next, _) = self.found.select_nth_unstable_by(k, |a, b| a.0.order(&b.0));
            bound = next.0;
            self.found.truncate(k);
        } else {
            let room = k - self.found.len();
            self.found.extend(self.equal.drain(..).take(room));
        }
        bound
    }
}

/// Where a line begins to take equal values.
pub(super) fn start_of(line: u32, cols: usize) -> u32 {
    let mixed = (u64::from(line) + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((u128::from(mixed) * cols as u128) >> 64) as u32
}

/// Lines looked at between two looks at the stop flag.
const BATCH: usize = 1024;

/// Below so many entries a batch is not worth sending to other threads, which may be busy.
const SERIAL: usize = if cfg!(test) { 64 } else { 1 << 16 };

/// The lists of all lines.
pub(crate) struct Lists<V> {
    pub(super) of: Vec<Groups<V>>,
    pub(super) k: usize,
    pub(super) scanner: Scanner<V>,
}

impl<V: Value> Lists<V> {
    /// Nothing has been looked at.
    pub(super) fn unseen(lines: usize, cols: usize, k: usize) -> Self {
        Self { of: vec![Groups::unseen(); lines], k, scanner: Scanner::new(cols) }
    }

    /// Lists that are known already, of lines with so many columns.
    pub(super) fn known(of: Vec<Groups<V>>, cols: usize, k: usize) -> Self {
        Self { of, k, scanner: Scanner::new(cols) }
    }

    /// All lines have been looked at.
    pub(super) fn new<T: Number<Dual = V>>(
        lines: &Lines<'_, T>,
        prices: &[V],
        (k, which): (usize, Which),
        control: &Control<'_>,
    ) -> Result<Self, SolveError> {
        let mut lists = Self::unseen(lines.nears, lines.fars, k);
        lists.renew_all(lines, prices, which, control)?;
        Ok(lists)
    }

    /// Looks at all lines again, in parallel. Each list depends on its line and the prices alone.
    pub(super) fn renew_all<T: Number<Dual = V>>(
        &mut self,
        lines: &Lines<'_, T>,
        prices: &[V],
        which: Which,
        control: &Control<'_>,
    ) -> Result<(), SolveError> {
        let k = (self.k, which);
        for (at, batch) in self.of.chunks_mut(BATCH).enumerate() {
            control.check()?;
            let first = (at * BATCH) as u32;
            if batch.len() * lines.fars < SERIAL {
                for (line, list) in batch.iter_mut().enumerate() {
                    self.scanner.groups(lines, first + line as u32, (prices, k), list);
                }
                continue;
            }
            batch.par_iter_mut().enumerate().with_min_len(16).for_each_init(
                || Scanner::new(lines.fars),
                |scanner, (line, list)| scanner.groups(lines, first + line as u32, (prices, k), list),
            );
        }
        Ok(())
    }

    /// Looks at some lines again, in parallel where they are many.
    pub(super) fn renew<T: Number<Dual = V>>(
        &mut self,
        lines: &Lines<'_, T>,
        which: &[u32],
        prices: &[V],
        control: &Control<'_>,
    ) -> Result<(), SolveError> {
        control.check()?;
        if few(lines, which.len()) {
            for &line in which {
                self.renew_one(lines, line, (prices, self.k));
            }
            return Ok(());
        }
        let mut taken = self.take(which);
        look_again(lines, &mut taken, prices, self.k);
        self.put(taken);
        Ok(())
    }

    /// Takes lists out, to be renewed while others are in use; [`put`](Self::put) brings them back.
    pub(super) fn take(&mut self, which: &[u32]) -> Vec<(u32, Groups<V>)> {
        which.iter().map(|&line| (line, std::mem::replace(&mut self.of[line as usize], Groups::unseen()))).collect()
    }

    /// Brings back lists that were taken out.
    pub(super) fn put(&mut self, taken: Vec<(u32, Groups<V>)>) {
        for (line, list) in taken {
            self.of[line as usize] = list;
        }
    }

    /// Looks at one line again, for its `k` best columns.
    pub(super) fn renew_one<T: Number<Dual = V>>(
        &mut self,
        lines: &Lines<'_, T>,
        line: u32,
        (prices, k): (&[V], usize),
    ) {
        self.scanner.groups(lines, line, (prices, (k, Which::Best)), &mut self.of[line as usize]);
    }
}

/// Whether so many lines are too few to send to other threads.
pub(super) fn few<T: Number>(lines: &Lines<'_, T>, count: usize) -> bool {
    count * lines.fars < SERIAL
}

/// Looks at lines again in parallel, for their `k` best columns.
pub(super) fn look_again<T: Number>(
    lines: &Lines<'_, T>,
    lists: &mut [(u32, Groups<T::Dual>)],
    prices: &[T::Dual],
    k: usize,
) {
    lists.par_iter_mut().with_min_len(2).for_each_init(
        || Scanner::new(lines.fars),
        |scanner, (line, list)| scanner.groups(lines, *line, (prices, (k, Which::Best)), list),
    );
}

/// Lines whose ties are counted.
const SAMPLED: usize = 32;

impl<V: Value> Scanner<V> {
    /// The share of the `k` best values that occur twice in their line, in per cent, on some of the lines.
    pub(super) fn ties<T: Number<Dual = V>>(&mut self, lines: &Lines<'_, T>, prices: &[V], k: usize) -> usize {
        let (mut tied, mut all) = (0, 1);
        for line in (0..lines.nears as u32).step_by(1 + lines.nears / SAMPLED) {
            self.find((lines.line(line as usize), lines.reading), line, prices, (k, Which::Best));
            self.found.sort_unstable_by(|a, b| a.0.order(&b.0));
            all += self.found.len();
            tied += self.found.windows(2).filter(|two| two[0].0 == two[1].0).count();
        }
        100 * tied / all
    }
}

//! Columns at the least of their line, found in the first look.
//!
//! Where nearly every line has many columns that cost it the least there is for it, and not all lines the same ones, the lines
//! can be matched at just these costs: then columns cost nothing, each line pays its least, and that is a proof. (Uniform
//! integers from a small range: an almost surely perfect matching in a sparse random graph.) Looking for anything more
//! would be longer work than all the rest.

use super::groups::Groups;
use super::kernel::{EQUALS, Seen, equal};
use super::lines::Lines;
use super::lists::{Entry, start_of};
use super::number::{Number, Value};

/// Columns kept of each line, at most: far more than a random graph needs to have a perfect matching. (In tests few, so that small
/// matrices come to what lies beyond.)
const MOST: usize = if cfg!(test) { 3 } else { 16 };

/// Lines of a sample are so many that they have room for one column in so many, …
const SHARE: usize = 2;

/// … of which at least so many fifths must be different ones. (Uniform costs: four; if only every second column is ever the
/// least of a line, three.)
const DIFFERENT: usize = 3;

/// Lines after which a sample that has few equals is given up.
const FIRST: usize = 8;

/// The least entry of each line as surveyed, and columns that have it.
#[derive(Clone, Debug)]
pub(super) struct Equals<V> {
    least: Vec<V>,
    /// Where the columns of each line end.
    ends: Vec<usize>,
    cols: Vec<u32>,
}

impl<V> Default for Equals<V> {
    fn default() -> Self {
        Self { least: Vec::new(), ends: Vec::new(), cols: Vec::new() }
    }
}

impl<V: Value> Equals<V> {
    /// The next line, with its least entry.
    pub(super) fn push<T: Number<Dual = V>>(&mut self, (entries, reading): (&[T], T::Reading), line: u32, least: V) {
        let mut found = [0; MOST + EQUALS - 1];
        let mut count = 0;
        if least < T::FIRST_LOW {
            // From a place of the line's own, or all lines would name the same columns.
            let start = start_of(line, entries.len());
            let (before, after) = entries.split_at(start as usize);
            count = equal::<T>(after, least, reading, &mut found);
            found[..count].iter_mut().for_each(|col| *col += start);
            count += equal::<T>(before, least, reading, &mut found[count..]);
        }
        self.cols.extend(&found[..count.min(MOST)]);
        self.ends.push(self.cols.len());
        self.least.push(least);
    }

    /// Takes the lines that come next.
    pub(super) fn append(&mut self, next: Self) {
        let first = self.cols.len();
        self.ends.extend(next.ends.iter().map(|end| first + end));
        self.cols.extend(next.cols);
        self.least.extend(next.least);
    }

    /// A list for each line, under prices of nothing: there may be more at its least.
    pub(super) fn lists<T: Number<Dual = V>>(&self, reading: T::Reading) -> Vec<Groups<V>> {
        let mut entries = Vec::with_capacity(MOST);
        let mut first = 0;
        let list = |(&end, &least): (&usize, &V)| {
            let cost = T::adjust(least, reading);
            entries.clear();
            entries.extend(self.cols[first..end].iter().map(|&col| (cost, Entry { cost, col })));
            first = end;
            let mut groups = Groups::unseen();
            groups.fill(&entries, cost);
            groups
        };
        self.ends.iter().zip(&self.least).map(list).collect()
    }
}

/// Whether some of the lines say that nearly all can be matched at their least. The lines are read as in a first look.
pub(super) fn promising<T: Number>(lines: &Lines<'_, T>) -> bool {
    // In a random graph everybody knows somebody, and a perfect matching is likely, from so many columns a line on.
    let enough = (2 * lines.fars.max(1).ilog2() / 3) as usize;
    let size = (lines.fars / SHARE / MOST + 1).clamp(FIRST.min(lines.nears), lines.nears);
    let mut equals = Equals::default();
    for at in 0..size {
        let line = (at * lines.nears / size) as u32;
        let entries = lines.line(line as usize);
        let mut seen = Seen::nothing::<T>();
        seen.glance::<T>(entries, lines.reading);
        // Where something is absent the first look would be a slow one anyway.
        let Some(range) = seen.range::<T>(lines.reading) else { return false };
        equals.push::<T>((entries, lines.reading), line, range.low);
        if at + 1 >= FIRST && equals.cols.len() < (at + 1) * enough.min(MOST) {
            return false;
        }
    }
    let all = equals.cols.len();
    equals.cols.sort_unstable();
    equals.cols.dedup();
    5 * equals.cols.len() >= DIFFERENT * all
}

//! The first look at all entries: how far apart they are, whether all are costs, and one thing more that a solve begins with.
//!
//! On an easy matrix reading it is most of the work, so what is needed of every line is found while the line is at hand.

use rayon::prelude::*;

use super::equals::Equals;
use super::kernel::Seen;
use super::lines::Lines;
use super::number::{Number, Range, Value};
use crate::{Control, SolveError};

/// Lines looked at between two looks at what was found.
const BATCH: usize = 16;

/// From so many entries on, the first look is taken in stripes, …
const SERIAL: usize = if cfg!(test) { 256 } else { 1 << 20 };

/// … this many, by as many threads as there are.
const STRIPES: usize = 16;

/// What is found beside the range.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Wanted {
    /// The least of each column.
    Least,
    /// Columns that cost a line the least there is for it.
    Equals,
    /// Nothing.
    Nothing,
}

/// What a first look at some lines has found, as surveyed.
pub(super) struct Survey<V> {
    pub(super) range: Range<V>,
    /// The least of each column, if it is wanted.
    pub(super) least: Vec<V>,
    /// If they are wanted.
    pub(super) equals: Equals<V>,
}

impl<V: Value> Survey<V> {
    fn nothing<T: Number<Dual = V>>(least: usize) -> Self {
        let range = Range { low: T::FIRST_LOW, high: T::FIRST_HIGH };
        Self { range, least: vec![T::FIRST_LOW; least], equals: Equals::default() }
    }

    fn widen(&mut self, by: Range<V>) {
        self.range = Range { low: by.low.least(self.range.low), high: by.high.most(self.range.high) };
    }

    /// Takes what was found of the lines that come next.
    fn append(&mut self, next: Self) {
        self.widen(next.range);
        for (least, found) in self.least.iter_mut().zip(next.least) {
            *least = found.least(*least);
        }
        self.equals.append(next.equals);
    }
}

/// A first look at the lines chosen, in order. `turned`: lines are columns of the matrix as it was given.
pub(super) fn survey<T: Number>(
    lines: &Lines<'_, T>,
    chosen: &[u32],
    (wanted, turned): (Wanted, bool),
    control: &Control<'_>,
) -> Result<Survey<T::Dual>, SolveError> {
    let look = Look { lines, wanted, turned, control };
    if chosen.len() * lines.fars < SERIAL {
        return look.stripe(chosen);
    }
    let stripes: Vec<Result<Survey<T::Dual>, SolveError>> =
        chosen.par_chunks(chosen.len().div_ceil(STRIPES)).map(|stripe| look.stripe(stripe)).collect();
    let mut stripes = stripes.into_iter();
    let mut all = stripes.next().unwrap_or_else(|| look.stripe(&[]))?;
    for next in stripes {
        all.append(next?);
    }
    Ok(all)
}

/// Who looks at what.
struct Look<'a, 'b, T: Number> {
    lines: &'a Lines<'b, T>,
    wanted: Wanted,
    turned: bool,
    control: &'a Control<'a>,
}

impl<T: Number> Look<'_, '_, T> {
    fn stripe(&self, chosen: &[u32]) -> Result<Survey<T::Dual>, SolveError> {
        let reading = self.lines.reading;
        let mut found = Survey::nothing::<T>(if self.wanted == Wanted::Least { self.lines.fars } else { 0 });
        let mut next = found.least.clone();
        // Columns at the least of a line are known once its least is, so its lines are batches of their own.
        let batch = if self.wanted == Wanted::Equals { 1 } else { BATCH };
        for (at, batch) in chosen.chunks(batch).enumerate() {
            if at.is_multiple_of(BATCH / batch.len()) {
                self.control.check()?;
            }
            let mut seen = Seen::nothing::<T>();
            for &near in batch {
                let line = self.lines.line(near as usize);
                if self.wanted == Wanted::Least {
                    seen.look::<T>(line, reading, (&found.least, &mut next));
                    std::mem::swap(&mut found.least, &mut next);
                } else {
                    seen.glance::<T>(line, reading);
                }
            }
            let range = match seen.range::<T>(reading) {
                Some(range) => range,
                None => self.closely(batch)?,
            };
            found.widen(range);
            if self.wanted == Wanted::Equals {
                found.equals.push::<T>((self.lines.line(batch[0] as usize), reading), batch[0], range.low);
            }
        }
        Ok(found)
    }

    /// The range of some lines, one of which has an absent entry or one that is no cost.
    fn closely(&self, chosen: &[u32]) -> Result<Range<T::Dual>, SolveError> {
        let mut range = Range { low: T::FIRST_LOW, high: T::FIRST_HIGH };
        for near in chosen.iter().map(|&near| near as usize) {
            for (far, entry) in self.lines.line(near).iter().enumerate() {
                if !entry.is_cost(self.lines.reading) {
                    let (row, col) = if self.turned { (far, near) } else { (near, far) };
                    return Err(SolveError::NotANumber { row, col });
                }
                let value = entry.survey(self.lines.reading);
                range.low = value.least(range.low);
                range.high = if value < T::FIRST_LOW { value.most(range.high) } else { range.high };
            }
        }
        Ok(range)
    }
}

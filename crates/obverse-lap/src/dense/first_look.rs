//! The first look at all entries: how far apart they are, whether all are costs, and one thing more that a solve begins with.
//!
//! On an easy matrix reading it is most of the work, so what is needed of every line is found while the line is at hand.

use std::ops::Range;

use rayon::prelude::*;

use super::equals::Equals;
use super::kernel::{Seen, TOGETHER};
use super::lines::Lines;
use super::number::{Number, Range as Span, Value};
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
    pub(super) range: Span<V>,
    /// The least of each column, if it is wanted.
    pub(super) least: Vec<V>,
    /// If they are wanted.
    pub(super) equals: Equals<V>,
}

impl<V: Value> Survey<V> {
    fn nothing<T: Number<Dual = V>>(least: usize) -> Self {
        let range = Span { low: T::FIRST_LOW, high: T::FIRST_HIGH };
        Self { range, least: vec![T::FIRST_LOW; least], equals: Equals::default() }
    }

    fn widen(&mut self, by: Span<V>) {
        self.range = Span { low: by.low.least(self.range.low), high: by.high.most(self.range.high) };
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

/// A first look at so many lines, in order; `which` says which they are. `turned`: lines are columns of the matrix as it was
/// given.
pub(super) fn survey<T: Number>(
    lines: &Lines<'_, T>,
    (count, which): (usize, impl Fn(usize) -> usize + Sync),
    (wanted, turned): (Wanted, bool),
    control: &Control<'_>,
) -> Result<Survey<T::Dual>, SolveError> {
    let look = Look { lines, which, wanted, turned, control };
    if count * lines.fars < SERIAL {
        return look.stripe(0..count);
    }
    let stripe = count.div_ceil(STRIPES);
    let stripes: Vec<usize> = (0..count).step_by(stripe).collect();
    let stripes: Vec<Result<Survey<T::Dual>, SolveError>> =
        stripes.into_par_iter().map(|first| look.stripe(first..count.min(first + stripe))).collect();
    let mut stripes = stripes.into_iter();
    let mut all = stripes.next().unwrap_or_else(|| look.stripe(0..0))?;
    for next in stripes {
        all.append(next?);
    }
    Ok(all)
}

/// The least and the greatest entry, if all are certainly costs and none is absent.
pub(crate) fn plain_range<T: Number>(entries: &[T], reading: T::Reading) -> Option<Span<T::Dual>> {
    let mut seen = Seen::nothing::<T>();
    seen.glance(entries, reading);
    seen.range::<T>(reading)
}

/// Who looks at what.
struct Look<'a, 'b, T: Number, W> {
    lines: &'a Lines<'b, T>,
    which: W,
    wanted: Wanted,
    turned: bool,
    control: &'a Control<'a>,
}

impl<T: Number, W: Fn(usize) -> usize> Look<'_, '_, T, W> {
    fn stripe(&self, stripe: Range<usize>) -> Result<Survey<T::Dual>, SolveError> {
        let reading = self.lines.reading;
        let line = |at: usize| self.lines.line((self.which)(at));
        let mut found = Survey::nothing::<T>(if self.wanted == Wanted::Least { self.lines.fars } else { 0 });
        let mut next = found.least.clone();
        // Columns at the least of a line are known once its least is, so its lines are batches of their own.
        let size = if self.wanted == Wanted::Equals { 1 } else { BATCH };
        for first in stripe.clone().step_by(size) {
            if (first - stripe.start).is_multiple_of(BATCH) {
                self.control.check()?;
            }
            let batch = first..stripe.end.min(first + size);
            let mut seen = Seen::nothing::<T>();
            if self.wanted == Wanted::Least {
                for first in batch.clone().step_by(TOGETHER) {
                    // The last one again where there are no more.
                    let together = std::array::from_fn(|at| line((first + at).min(batch.end - 1)));
                    seen.look::<T>(together, reading, (&found.least, &mut next));
                    std::mem::swap(&mut found.least, &mut next);
                }
            } else {
                for at in batch.clone() {
                    seen.glance::<T>(line(at), reading);
                }
            }
            let range = match seen.range::<T>(reading) {
                Some(range) => range,
                None => self.closely(batch)?,
            };
            found.widen(range);
            if self.wanted == Wanted::Equals {
                found.equals.push::<T>((line(first), reading), (self.which)(first) as u32, range.low);
            }
        }
        Ok(found)
    }

    /// The range of some lines, one of which has an absent entry or one that is no cost.
    fn closely(&self, batch: Range<usize>) -> Result<Span<T::Dual>, SolveError> {
        let mut range = Span { low: T::FIRST_LOW, high: T::FIRST_HIGH };
        for near in batch.map(&self.which) {
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

//! The matrix as the solver walks it: one line for each agent of the shorter side.

use rayon::prelude::*;

use super::kernel::{Seen, Two, least_two};
use super::kinds::{self, Kinds};
use super::market::Market;
use super::number::{Number, Range, Value};
use super::view::View;
use crate::{Control, SolveError};

/// Lines looked at between two looks at what was found.
const BATCH: usize = 16;

/// From so many entries on, the first look is taken in stripes, …
const SERIAL: usize = if cfg!(test) { 256 } else { 1 << 21 };

/// … this many, by as many threads as there are.
const STRIPES: usize = 16;

/// What a first look at some lines has found: the range, and the least of each column in a square.
struct Survey<V> {
    range: Range<V>,
    least: Vec<V>,
}

/// The lines of a matrix and how to read them. There are no more lines than columns.
pub(super) struct Lines<'a, T: Number> {
    view: View<'a, T>,
    /// Lines that do not lie side by side are copied once.
    copy: Vec<T>,
    pub(super) nears: usize,
    pub(super) fars: usize,
    pub(super) reading: T::Reading,
    /// How far costs lie apart.
    pub(super) width: T::Dual,
    /// The least of each column, in a square. (In a rectangle columns begin at 0.)
    pub(super) least: Vec<T::Dual>,
    /// The kinds of lines and of columns, where they are few.
    pub(super) kinds: Option<(Kinds, Kinds)>,
}

impl<'a, T: Number> Lines<'a, T> {
    /// Looks at all entries once. `view` has no more rows than columns.
    pub(super) fn new(view: View<'a, T>, turned: bool, control: &Control<'_>) -> Result<Self, SolveError> {
        let (nears, fars) = view.shape();
        let copy = if nears > 0 && view.row(0).is_none() { view.copied() } else { Vec::new() };
        let first = T::first_reading(view.maximize, view.absent);
        let least = vec![T::FIRST_LOW; fars];
        let width = T::Dual::ZERO;
        let mut lines = Lines { view, copy, nears, fars, reading: first, width, least, kinds: None };
        lines.kinds = kinds::find((nears, fars), |near| lines.line(near));
        // Lines of one kind need one look only.
        let firsts: Option<Vec<u32>> = lines.kinds.as_ref().map(|(of_lines, _)| of_lines.first.clone());
        let chosen = firsts.unwrap_or_else(|| (0..nears as u32).collect());
        let mut least = std::mem::take(&mut lines.least);
        let stripe = if chosen.len() * fars < SERIAL { chosen.len() } else { chosen.len().div_ceil(STRIPES) };
        let mut range = Range { low: T::FIRST_LOW, high: T::FIRST_HIGH };
        let found: Vec<Result<Survey<T::Dual>, SolveError>> = if stripe == chosen.len() {
            vec![lines.survey(&chosen, turned, control)]
        } else {
            chosen.par_chunks(stripe).map(|stripe| lines.survey(stripe, turned, control)).collect()
        };
        for found in found {
            let found = found?;
            range = Range { low: found.range.low.least(range.low), high: found.range.high.most(range.high) };
            for (least, found) in least.iter_mut().zip(found.least) {
                *least = found.least(*least);
            }
        }
        lines.reading = T::reading(first, range, nears).ok_or_else(|| lines.too_wide())?;
        lines.width = T::width(range, lines.reading);
        for least in &mut least {
            *least = T::adjust(*least, lines.reading);
        }
        lines.least = least;
        Ok(lines)
    }

    /// A first look at some lines.
    fn survey(&self, chosen: &[u32], turned: bool, control: &Control<'_>) -> Result<Survey<T::Dual>, SolveError> {
        let square = self.nears == self.fars;
        let mut least = vec![T::FIRST_LOW; if square { self.fars } else { 0 }];
        let mut next = least.clone();
        let mut range = Range { low: T::FIRST_LOW, high: T::FIRST_HIGH };
        for batch in chosen.chunks(BATCH) {
            control.check()?;
            let mut seen = Seen::nothing::<T>();
            for &near in batch {
                let line = self.line(near as usize);
                if square {
                    seen.look::<T>(line, self.reading, (&least, &mut next));
                    std::mem::swap(&mut least, &mut next);
                } else {
                    seen.glance::<T>(line, self.reading);
                }
            }
            let found = match seen.range::<T>(self.reading) {
                Some(found) => found,
                None => self.look_closely(batch, turned)?,
            };
            range = Range { low: found.low.least(range.low), high: found.high.most(range.high) };
        }
        Ok(Survey { range, least })
    }

    /// The range of some lines, one of which has an absent entry or one that is no cost.
    fn look_closely(&self, lines: &[u32], turned: bool) -> Result<Range<T::Dual>, SolveError> {
        let mut range = Range { low: T::FIRST_LOW, high: T::FIRST_HIGH };
        for near in lines.iter().map(|&near| near as usize) {
            for (far, entry) in self.line(near).iter().enumerate() {
                if !entry.is_cost(self.reading) {
                    let (row, col) = if turned { (far, near) } else { (near, far) };
                    return Err(SolveError::NotANumber { row, col });
                }
                let value = entry.survey(self.reading);
                range.low = value.least(range.low);
                range.high = if value < T::FIRST_LOW { value.most(range.high) } else { range.high };
            }
        }
        Ok(range)
    }

    /// The entries of a line.
    #[inline]
    pub(super) fn line(&self, near: usize) -> &[T] {
        if self.copy.is_empty() {
            self.view.row(near).unwrap_or(&[])
        } else {
            &self.copy[near * self.fars..][..self.fars]
        }
    }

    pub(super) fn too_wide(&self) -> SolveError {
        SolveError::TooWide { width: u64::MAX, most: (1 << 57) / (self.nears as u64 + 2) }
    }

    /// One cost, as read.
    #[inline]
    pub(super) fn cost(&self, near: usize, far: usize) -> T::Dual {
        self.line(near)[far].read(self.reading)
    }
}

impl<T: Number> Market<T::Dual> for Lines<'_, T> {
    fn size(&self) -> usize {
        self.nears
    }

    fn width(&self) -> T::Dual {
        self.width
    }

    #[inline]
    fn two(&self, line: usize, prices: &[T::Dual]) -> Two<T::Dual> {
        least_two::<T>(self.line(line), prices, self.reading)
    }

    fn as_good(&self, line: usize, prices: &[T::Dual], best: T::Dual, open: impl Fn(usize) -> bool) -> Option<usize> {
        let values = self.line(line).iter().zip(prices).map(|(entry, &price)| entry.read(self.reading) - price);
        values.enumerate().find(|&(col, value)| value == best && open(col)).map(|(col, _)| col)
    }

    fn value(&self, line: usize, col: usize, prices: &[T::Dual]) -> T::Dual {
        self.cost(line, col) - prices[col]
    }
}

//! The matrix as the solver walks it: one line for each agent of the shorter side.

use super::equals::{self, Equals};
use super::first_look::{Wanted, survey};
use super::kernel::{Two, least_two};
use super::kinds::{self, Kinds};
use super::market::Market;
use super::number::{Number, Value};
use super::route::Route;
use super::view::View;
use crate::{Control, SolveError};

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
    /// The least of each column, in a square, unless there are `equals`. (In a rectangle columns begin at 0.)
    pub(super) least: Vec<T::Dual>,
    /// Columns at the least of their line, if nearly all lines may be matched with such.
    pub(super) equals: Option<Equals<T::Dual>>,
    /// The kinds of lines and of columns, where they are few.
    pub(super) kinds: Option<(Kinds, Kinds)>,
}

impl<'a, T: Number> Lines<'a, T> {
    /// Looks at all entries once. `view` has no more rows than columns; it is `turned` if it was given the other way.
    pub(super) fn new(
        view: View<'a, T>,
        turned: bool,
        route: Route,
        control: &Control<'_>,
    ) -> Result<Self, SolveError> {
        let (nears, fars) = view.shape();
        let copy = if nears > 0 && view.row(0).is_none() { view.copied()? } else { Vec::new() };
        let reading = T::first_reading(view.maximize, view.absent);
        let width = T::Dual::ZERO;
        let mut lines = Lines { view, copy, nears, fars, reading, width, least: Vec::new(), equals: None, kinds: None };
        lines.kinds = kinds::find((nears, fars), |near| lines.line(near), route.kinds());
        let wanted = if route.has_lists(nears) && lines.kinds.is_none() && equals::promising(&lines) {
            Wanted::Equals
        } else if nears == fars {
            Wanted::Least
        } else {
            Wanted::Nothing
        };
        // Lines of one kind need one look only.
        let found = match &lines.kinds {
            Some((of_lines, _)) => {
                let firsts = &of_lines.first;
                survey(&lines, (firsts.len(), |at| firsts[at] as usize), (wanted, turned), control)?
            }
            None => survey(&lines, (nears, |at| at), (wanted, turned), control)?,
        };
        lines.reading = T::reading(reading, found.range, nears).ok_or_else(|| lines.too_wide())?;
        lines.width = T::width(found.range, lines.reading);
        lines.least = found.least.into_iter().map(|least| T::adjust(least, lines.reading)).collect();
        lines.equals = (wanted == Wanted::Equals).then_some(found.equals);
        Ok(lines)
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

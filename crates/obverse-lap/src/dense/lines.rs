//! The matrix as the solver walks it: one line for each agent of the shorter side.

use super::kernel::survey;
use super::number::{Number, Range, Value};
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
    /// The least of each column.
    pub(super) least: Vec<T::Dual>,
}

impl<'a, T: Number> Lines<'a, T> {
    /// Looks at all entries once. `view` has no more rows than columns.
    pub(super) fn new(view: View<'a, T>, turned: bool, control: &Control<'_>) -> Result<Self, SolveError> {
        let (nears, fars) = view.shape();
        let copy = if nears > 0 && view.row(0).is_none() { view.copied() } else { Vec::new() };
        let first = T::first_reading(view.maximize, view.absent);
        let least = vec![T::FIRST_LOW; fars];
        let width = T::Dual::ZERO;
        let mut lines = Lines { view, copy, nears, fars, reading: first, width, least };
        let mut least = std::mem::take(&mut lines.least);
        let mut high = T::FIRST_HIGH;
        for near in 0..nears {
            if near % 256 == 0 {
                control.check()?;
            }
            let (highest, invalid) = survey::<T>(lines.line(near), first, &mut least);
            high = high.most(highest);
            if invalid {
                let far = lines.line(near).iter().position(|entry| !entry.survey(first).1).unwrap_or(0);
                let (row, col) = if turned { (far, near) } else { (near, far) };
                return Err(SolveError::NotANumber { row, col });
            }
        }
        let range = Range { low: least.iter().fold(T::FIRST_LOW, |low, &least| low.least(least)), high };
        lines.reading = T::reading(first, range, nears).ok_or_else(|| lines.too_wide())?;
        lines.width = T::width(range, lines.reading);
        for least in &mut least {
            *least = T::adjust(*least, lines.reading);
        }
        lines.least = least;
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

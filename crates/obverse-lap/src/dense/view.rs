//! A dense matrix borrowed where it lies.

use rayon::prelude::*;

use super::Number;
use crate::{SolveError, memory};

/// Fewer entries are copied by one thread.
const SERIAL: usize = if cfg!(test) { 64 } else { 1 << 21 };

/// A dense matrix of costs, borrowed: row after row, column after column, or with any strides.
#[derive(Clone, Copy, Debug)]
pub struct View<'a, T> {
    entries: &'a [T],
    /// Where entry (0, 0) lies.
    origin: usize,
    rows: usize,
    cols: usize,
    row_stride: isize,
    col_stride: isize,
    pub(super) absent: Option<T>,
    pub(super) maximize: bool,
}

impl<'a, T: Number> View<'a, T> {
    /// A matrix stored row after row.
    ///
    /// # Errors
    /// [`SolveError::Shape`] if there are not `rows · cols` entries.
    pub fn new(entries: &'a [T], rows: usize, cols: usize) -> Result<Self, SolveError> {
        let expected = rows.saturating_mul(cols);
        if entries.len() != expected {
            return Err(SolveError::Shape { what: "costs", expected, found: entries.len() });
        }
        Self::strided(entries, 0, (rows, cols), (isize::try_from(cols).unwrap_or(isize::MAX), 1))
    }

    /// A matrix of `shape` (rows, columns) whose entry (i, j) is `entries[origin + i · strides.0 + j · strides.1]`. Strides
    /// may be negative or 0: a column-major matrix, a slice of a larger one and a row repeated are all views.
    ///
    /// # Errors
    /// [`SolveError::Shape`] if an entry would lie outside `entries`.
    pub fn strided(
        entries: &'a [T],
        origin: usize,
        (rows, cols): (usize, usize),
        strides: (isize, isize),
    ) -> Result<Self, SolveError> {
        if rows > 0 && cols > 0 {
            let (mut first, mut last) = (origin as i128, origin as i128);
            for (count, stride) in [(rows, strides.0), (cols, strides.1)] {
                let reach = (count as i128 - 1) * stride as i128;
                first += reach.min(0);
                last += reach.max(0);
            }
            if first < 0 || last >= entries.len() as i128 {
                let expected = usize::try_from(last.saturating_add(1)).unwrap_or(usize::MAX);
                return Err(SolveError::Shape { what: "costs", expected, found: entries.len() });
            }
        }
        let (row_stride, col_stride) = strides;
        Ok(Self { entries, origin, rows, cols, row_stride, col_stride, absent: None, maximize: false })
    }

    /// The greatest total is wanted, not the least.
    #[must_use]
    pub fn maximize(mut self, maximize: bool) -> Self {
        self.maximize = maximize;
        self
    }

    /// Rows and columns.
    pub fn shape(&self) -> (usize, usize) {
        (self.rows, self.cols)
    }

    /// An entry; `None` outside the matrix.
    #[inline]
    pub fn get(&self, row: usize, col: usize) -> Option<T> {
        if row >= self.rows || col >= self.cols {
            return None;
        }
        self.entries.get(self.at(row, col)).copied()
    }

    #[inline]
    fn at(&self, row: usize, col: usize) -> usize {
        // Within the slice, by the check when the view was made.
        self.origin
            .wrapping_add_signed((row as isize).wrapping_mul(self.row_stride))
            .wrapping_add_signed((col as isize).wrapping_mul(self.col_stride))
    }

    /// The same matrix with rows and columns exchanged. Nothing moves.
    #[must_use]
    pub fn transposed(self) -> Self {
        Self { rows: self.cols, cols: self.rows, row_stride: self.col_stride, col_stride: self.row_stride, ..self }
    }

    /// The entries of a row, if they lie side by side.
    #[inline]
    pub(super) fn row(&self, row: usize) -> Option<&'a [T]> {
        if self.cols <= 1 || self.col_stride == 1 {
            let at = self.at(row, 0);
            self.entries.get(at..at + self.cols)
        } else {
            None
        }
    }

    /// All entries row after row, copied in tiles that fit the cache, by all threads where they are many.
    ///
    /// # Errors
    /// [`SolveError::Memory`] if there is no room for them.
    pub(super) fn copied(&self) -> Result<Vec<T>, SolveError> {
        const TILE: usize = 32;
        let Some(&filler) = self.entries.first() else { return Ok(Vec::new()) };
        let mut copy = memory::filled((self.rows, self.cols), filler)?;
        let band = |(band, copy): (usize, &mut [T])| {
            for left in (0..self.cols).step_by(TILE) {
                for (row, line) in copy.chunks_mut(self.cols.max(1)).enumerate() {
                    let right = self.cols.min(left + TILE);
                    let mut at = self.at(band * TILE + row, left);
                    for entry in &mut line[left..right] {
                        *entry = self.entries[at];
                        at = at.wrapping_add_signed(self.col_stride);
                    }
                }
            }
        };
        let rows = TILE * self.cols.max(1);
        if copy.len() < SERIAL {
            copy.chunks_mut(rows).enumerate().for_each(band);
        } else {
            copy.par_chunks_mut(rows).enumerate().for_each(band);
        }
        Ok(copy)
    }
}

impl<T: Number<Dual = i64>> View<'_, T> {
    /// Entries equal to this are no costs: their pairs must not be made. (Floats have their own mark: +∞ for a minimum,
    /// −∞ for a maximum.)
    #[must_use]
    pub fn absent(mut self, mark: T) -> Self {
        self.absent = Some(mark);
        self
    }
}

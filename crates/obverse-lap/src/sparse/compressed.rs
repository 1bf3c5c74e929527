//! A sparse matrix borrowed where it lies.

use crate::SolveError;
use crate::dense::{Number, View};

/// A number that places are given in: `u32`, `u64`, `usize`, `i32` or `i64`.
///
/// Sealed: the method is the engine's own.
pub trait Index: Copy + Send + Sync + sealed::Sealed + 'static {
    /// As a place; `None` if it is below 0.
    #[doc(hidden)]
    fn place(self) -> Option<usize>;
}

mod sealed {
    pub trait Sealed {}
}

macro_rules! index {
    ($($type:ty),*) => {
        $(
            impl sealed::Sealed for $type {}
            impl Index for $type {
                #[inline]
                fn place(self) -> Option<usize> {
                    usize::try_from(self).ok()
                }
            }
        )*
    };
}

index!(u32, u64, usize, i32, i64);

/// Which pairs are stored: CSR or CSC, borrowed. Indices of a line may come in any order, and more than once.
#[derive(Clone, Copy, Debug)]
pub struct Compressed<'a, I> {
    starts: &'a [I],
    indices: &'a [I],
    /// Lines that are stored one after the other, and those across.
    majors: usize,
    minors: usize,
    /// Columns are stored, not rows.
    turned: bool,
}

impl<'a, I: Index> Compressed<'a, I> {
    /// Row after row: the columns of row i are `indices[starts[i]..starts[i + 1]]`.
    ///
    /// # Errors
    /// [`SolveError::Shape`] if `starts` does not ascend from 0 to the number of indices, or an index is not below `cols`, or
    /// there are 2³² rows or columns or more.
    pub fn rows(starts: &'a [I], indices: &'a [I], cols: usize) -> Result<Self, SolveError> {
        Self::new(starts, indices, cols, false)
    }

    /// Column after column: the rows of column j are `indices[starts[j]..starts[j + 1]]`.
    ///
    /// # Errors
    /// As [`Compressed::rows`].
    pub fn cols(starts: &'a [I], indices: &'a [I], rows: usize) -> Result<Self, SolveError> {
        Self::new(starts, indices, rows, true)
    }

    fn new(starts: &'a [I], indices: &'a [I], minors: usize, turned: bool) -> Result<Self, SolveError> {
        let majors = starts.len().saturating_sub(1);
        for (what, found) in [("lines", majors), ("lines across", minors)] {
            if found >= u32::MAX as usize {
                return Err(SolveError::Shape { what, expected: u32::MAX as usize - 1, found });
            }
        }
        let mut before = 0;
        for (line, start) in starts.iter().enumerate() {
            let place = start.place().unwrap_or(usize::MAX);
            if place < before || place > indices.len() || (line == 0 && place > 0) {
                return Err(SolveError::Shape { what: "start of a line", expected: before, found: place });
            }
            before = place;
        }
        if before != indices.len() {
            return Err(SolveError::Shape { what: "end of the last line", expected: indices.len(), found: before });
        }
        let place = |index: &I| index.place().unwrap_or(usize::MAX);
        // The greatest of all: a loop that may end early looks at one at a time.
        if let Some(found) = indices.iter().map(place).max().filter(|&found| found >= minors) {
            return Err(SolveError::Shape { what: "index below", expected: minors, found });
        }
        Ok(Self { starts, indices, majors, minors, turned })
    }

    /// Rows and columns.
    pub fn shape(&self) -> (usize, usize) {
        if self.turned { (self.minors, self.majors) } else { (self.majors, self.minors) }
    }

    /// The same pairs with what each costs, one entry for each index.
    ///
    /// # Errors
    /// [`SolveError::Shape`] if there are not as many.
    pub fn with_entries<T: Number>(self, entries: &'a [T]) -> Result<Entries<'a, T, I>, SolveError> {
        if entries.len() != self.indices.len() {
            return Err(SolveError::Shape { what: "entries", expected: self.indices.len(), found: entries.len() });
        }
        Ok(Entries { pairs: self, values: entries, maximize: false, skip_zeros: false })
    }

    /// Whether all pairs are stored, in order.
    fn is_full(&self) -> bool {
        let ordered = |line: &[I]| line.iter().enumerate().all(|(at, index)| index.place() == Some(at));
        let even = |(line, start): (usize, &I)| start.place() == Some(line * self.minors);
        self.minors > 0
            && self.indices.len() == self.majors * self.minors
            && self.starts.iter().enumerate().all(even)
            && self.indices.chunks(self.minors).all(ordered)
    }

    /// The stored pairs by row, or by column if `by_col`: where each line starts, and for each pair the line across and the
    /// place it is stored at.
    pub(super) fn lines(&self, by_col: bool) -> (Vec<usize>, Vec<(u32, u32)>) {
        let place = |index: &I| index.place().unwrap_or(0);
        let mut found = Vec::with_capacity(self.indices.len());
        if by_col == self.turned {
            found.extend((0..).zip(self.indices).map(|(at, index)| (place(index) as u32, at)));
            return (self.starts.iter().map(place).collect(), found);
        }
        let mut starts = vec![0; self.minors + 1];
        for index in self.indices {
            starts[place(index) + 1] += 1;
        }
        for line in 0..self.minors {
            starts[line + 1] += starts[line];
        }
        let mut next = starts.clone();
        found.resize(self.indices.len(), (0, 0));
        for (major, ends) in (0..).zip(self.starts.windows(2)) {
            for at in place(&ends[0])..place(&ends[1]) {
                let next = &mut next[place(&self.indices[at])];
                found[*next] = (major, at as u32);
                *next += 1;
            }
        }
        (starts, found)
    }

    /// Passes on, for each stored pair in the order of storage, the line across rows (or, if `by_col`, columns) and its place.
    pub(super) fn each(&self, by_col: bool, mut pair: impl FnMut((u32, u32))) {
        let place = |index: &I| index.place().unwrap_or(0);
        if by_col == self.turned {
            (0..).zip(self.indices).for_each(|(at, index)| pair((place(index) as u32, at)));
            return;
        }
        for (major, ends) in (0..).zip(self.starts.windows(2)) {
            (place(&ends[0])..place(&ends[1])).for_each(|at| pair((major, at as u32)));
        }
    }

    /// Passes on, row by row or column by column, what is made of each stored pair: the line across, and the place it is
    /// stored at.
    pub(super) fn walk<X>(
        &self,
        by_col: bool,
        make: impl Fn((u32, u32)) -> X + Copy,
        mut line: impl FnMut(&mut Vec<X>),
    ) {
        let mut made = Vec::new();
        if by_col != self.turned {
            let (starts, stored) = self.lines(by_col);
            for ends in starts.windows(2) {
                made.clear();
                made.extend(stored[ends[0]..ends[1]].iter().copied().map(make));
                line(&mut made);
            }
            return;
        }
        let place = |index: &I| index.place().unwrap_or(0);
        for ends in self.starts.windows(2) {
            let (start, end) = (place(&ends[0]), place(&ends[1]));
            let stored = self.indices[start..end].iter().map(|index| place(index) as u32).zip(start as u32..);
            made.clear();
            made.extend(stored.map(make));
            line(&mut made);
        }
    }

    /// Row and column of a stored pair.
    pub(super) fn pair(&self, at: usize) -> (usize, usize) {
        let major =
            self.starts.partition_point(|start| start.place().is_some_and(|start| start <= at)).saturating_sub(1);
        let minor = self.indices.get(at).and_then(|index| index.place()).unwrap_or(0);
        if self.turned { (minor, major) } else { (major, minor) }
    }
}

/// A sparse matrix of costs, borrowed.
#[derive(Clone, Copy, Debug)]
pub struct Entries<'a, T, I> {
    pub(super) pairs: Compressed<'a, I>,
    pub(super) values: &'a [T],
    pub(super) maximize: bool,
    pub(super) skip_zeros: bool,
}

impl<T: Number, I: Index> Entries<'_, T, I> {
    /// The greatest total is wanted, not the least.
    #[must_use]
    pub fn maximize(mut self, maximize: bool) -> Self {
        self.maximize = maximize;
        self
    }

    /// Entries that are stored as 0 are absent as well. (Infinite ones are in any case: +∞ for a minimum, −∞ for a maximum.)
    #[must_use]
    pub fn skip_zeros(mut self, skip: bool) -> Self {
        self.skip_zeros = skip;
        self
    }

    /// Rows and columns.
    pub fn shape(&self) -> (usize, usize) {
        self.pairs.shape()
    }

    /// The same matrix as a dense one, if nothing is left out of it.
    pub(super) fn full(&self) -> Option<View<'_, T>> {
        let Compressed { majors, minors, turned, .. } = self.pairs;
        if !self.pairs.is_full() || self.skips() {
            return None;
        }
        let view = View::new(self.values, majors, minors).ok()?.maximize(self.maximize);
        Some(if turned { view.transposed() } else { view })
    }

    /// Whether any entry is stored that takes no part.
    pub(super) fn skips(&self) -> bool {
        self.skip_zeros && self.values.iter().any(|value| value.is_zero())
    }

    /// Whether the entry stored at a place takes no part.
    pub(super) fn absent(&self, at: usize) -> bool {
        self.skip_zeros && self.values[at].is_zero()
    }
}

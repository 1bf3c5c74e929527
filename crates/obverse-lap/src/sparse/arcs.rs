//! The stored pairs as the solver walks them: arcs of each line of the shorter side.

use super::compressed::{Entries, Index};
use crate::dense::{Market, Number, Range, Two, Value};
use crate::{Control, SolveError};

/// A pair that may be made, seen from its line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arc<V> {
    pub(super) cost: V,
    pub(super) col: u32,
}

/// The arcs of all lines. There are no more lines than columns.
pub(super) struct Arcs<T: Number> {
    starts: Vec<usize>,
    all: Vec<Arc<T::Dual>>,
    pub(super) nears: usize,
    pub(super) fars: usize,
    pub(super) reading: T::Reading,
    width: T::Dual,
}

impl<T: Number> Arcs<T> {
    pub(super) fn new<I: Index>(costs: &Entries<'_, T, I>, control: &Control<'_>) -> Result<Self, SolveError> {
        let (rows, cols) = costs.shape();
        let by_col = rows > cols;
        let (nears, fars) = if by_col { (cols, rows) } else { (rows, cols) };
        let first = T::first_reading(costs.maximize, None);
        let mut range = Range { low: T::FIRST_LOW, high: T::FIRST_HIGH };
        for (at, entry) in costs.values.iter().enumerate() {
            if costs.absent(at) {
                continue;
            }
            if !entry.is_cost(first) {
                let (row, col) = costs.pairs.pair(at);
                return Err(SolveError::NotANumber { row, col });
            }
            let value = entry.survey(first);
            range.low = value.least(range.low);
            range.high = if value < T::FIRST_LOW { value.most(range.high) } else { range.high };
        }
        control.check()?;
        let most = (1 << 57) / (nears as u64 + 2);
        let reading = T::reading(first, range, nears).ok_or(SolveError::TooWide { width: u64::MAX, most })?;
        let (ends, stored) = costs.pairs.lines(by_col);
        let mut starts = vec![0];
        let mut all = Vec::with_capacity(stored.len());
        for ends in ends.windows(2) {
            for &(col, at) in &stored[ends[0]..ends[1]] {
                let cost = costs.values[at as usize].read(reading);
                if cost < T::Dual::REACH && !costs.absent(at as usize) {
                    all.push(Arc { cost, col });
                }
            }
            starts.push(all.len());
        }
        starts.resize(nears + 1, all.len());
        Ok(Self { starts, all, nears, fars, reading, width: T::width(range, reading) })
    }

    #[inline]
    pub(super) fn of(&self, line: usize) -> &[Arc<T::Dual>] {
        &self.all[self.starts[line]..self.starts[line + 1]]
    }

    pub(super) fn count(&self) -> usize {
        self.all.len()
    }

    /// The cheapest arc from a line to a column; absent if there is none.
    pub(super) fn cost(&self, line: usize, col: usize) -> T::Dual {
        let arcs = self.of(line).iter().filter(|arc| arc.col as usize == col);
        arcs.fold(T::Dual::ABSENT, |least, arc| arc.cost.least(least))
    }

    /// The least of each column in a square, 0 in a rectangle: see [`crate::dense`].
    pub(super) fn first_prices(&self) -> Vec<T::Dual> {
        if self.nears < self.fars {
            return vec![T::Dual::ZERO; self.fars];
        }
        let mut prices = vec![T::Dual::ABSENT; self.fars];
        for arc in &self.all {
            let price = &mut prices[arc.col as usize];
            *price = arc.cost.least(*price);
        }
        prices.into_iter().map(|price| if price < T::Dual::REACH { price } else { T::Dual::ZERO }).collect()
    }
}

impl<T: Number> Market<T::Dual> for Arcs<T> {
    fn size(&self) -> usize {
        self.nears
    }

    fn width(&self) -> T::Dual {
        self.width
    }

    #[inline]
    fn two(&self, line: usize, prices: &[T::Dual]) -> Two<T::Dual> {
        let mut two = Two { best: T::Dual::ABSENT, at: usize::MAX, second: T::Dual::ABSENT };
        for arc in self.of(line) {
            let value = arc.cost - prices[arc.col as usize];
            // A second arc to the best column is no second best.
            if value < two.second && arc.col as usize != two.at {
                if value < two.best {
                    two = Two { best: value, at: arc.col as usize, second: two.best };
                } else {
                    two.second = value;
                }
            } else if value < two.best {
                two.best = value;
            }
        }
        two
    }

    fn as_good(&self, line: usize, prices: &[T::Dual], best: T::Dual, open: impl Fn(usize) -> bool) -> Option<usize> {
        let found =
            self.of(line).iter().find(|arc| arc.cost - prices[arc.col as usize] == best && open(arc.col as usize));
        found.map(|arc| arc.col as usize)
    }

    fn value(&self, line: usize, col: usize, prices: &[T::Dual]) -> T::Dual {
        self.cost(line, col) - prices[col]
    }
}

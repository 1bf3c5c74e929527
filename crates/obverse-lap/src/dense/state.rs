//! Prices of the columns and who is matched with whom.

use super::lines::Lines;
use super::number::{Number, Value};

/// Nobody.
pub(crate) const NOBODY: u32 = u32::MAX;

/// What a solve knows so far. Matched pairs are tight: no column is better for its line, under the prices, than the one it
/// has. Prices of columns nobody has are as high as any.
pub(crate) struct State<V> {
    /// v of the columns.
    pub(crate) prices: Vec<V>,
    /// The column of each line.
    pub(crate) col_of: Vec<u32>,
    /// The line of each column.
    pub(crate) line_of: Vec<u32>,
    /// Whether shortest paths were long work: more of the same market would be so too.
    pub(super) hard: bool,
}

impl<V: Value> State<V> {
    pub(crate) fn new(lines: usize, prices: Vec<V>) -> Self {
        let cols = prices.len();
        Self { prices, col_of: vec![NOBODY; lines], line_of: vec![NOBODY; cols], hard: false }
    }

    /// Nobody matched. In a square every column will have a line, so the least of each column is as good a price as any
    /// (column reduction, Jonker and Volgenant 1987); in a rectangle columns that nobody gets must cost nothing.
    pub(super) fn begin<T: Number<Dual = V>>(lines: &Lines<'_, T>) -> Self {
        let price = |&least: &V| if least < V::REACH { least } else { V::ZERO };
        let square = lines.nears == lines.fars;
        let prices = if square { lines.least.iter().map(price).collect() } else { vec![V::ZERO; lines.fars] };
        State::new(lines.nears, prices)
    }

    /// Nobody is matched any more; prices stay.
    pub(crate) fn part(&mut self) {
        self.col_of.fill(NOBODY);
        self.line_of.fill(NOBODY);
    }

    /// A line gives its column up.
    pub(crate) fn leave(&mut self, line: u32) {
        let col = std::mem::replace(&mut self.col_of[line as usize], NOBODY);
        if col != NOBODY {
            self.line_of[col as usize] = NOBODY;
        }
    }

    /// Matches a line with a column; whoever had the column is returned and has none.
    pub(crate) fn take(&mut self, line: u32, col: u32) -> u32 {
        let before = std::mem::replace(&mut self.line_of[col as usize], line);
        if before != NOBODY {
            self.col_of[before as usize] = NOBODY;
        }
        self.col_of[line as usize] = col;
        before
    }

    /// Lines without a column.
    pub(crate) fn free_lines(&self) -> Vec<u32> {
        let mut free = Vec::with_capacity(self.col_of.len());
        free.extend((0..self.col_of.len() as u32).filter(|&line| self.col_of[line as usize] == NOBODY));
        free
    }
}

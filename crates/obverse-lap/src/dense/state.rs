//! Prices of the columns and who is matched with whom.

use super::number::Value;

/// Nobody.
pub(super) const NOBODY: u32 = u32::MAX;

/// What a solve knows so far. Matched pairs are tight: no column is better for its line, under the prices, than the one it
/// has. Prices of columns nobody has are as high as any.
pub(super) struct State<V> {
    /// v of the columns.
    pub(super) prices: Vec<V>,
    /// The column of each line.
    pub(super) col_of: Vec<u32>,
    /// The line of each column.
    pub(super) line_of: Vec<u32>,
}

impl<V: Value> State<V> {
    pub(super) fn new(lines: usize, prices: Vec<V>) -> Self {
        let cols = prices.len();
        Self { prices, col_of: vec![NOBODY; lines], line_of: vec![NOBODY; cols] }
    }

    /// Matches a line with a column; whoever had the column is returned and has none.
    pub(super) fn take(&mut self, line: u32, col: u32) -> u32 {
        let before = std::mem::replace(&mut self.line_of[col as usize], line);
        if before != NOBODY {
            self.col_of[before as usize] = NOBODY;
        }
        self.col_of[line as usize] = col;
        before
    }

    /// Lines without a column.
    pub(super) fn free_lines(&self) -> Vec<u32> {
        (0..self.col_of.len() as u32).filter(|&line| self.col_of[line as usize] == NOBODY).collect()
    }
}

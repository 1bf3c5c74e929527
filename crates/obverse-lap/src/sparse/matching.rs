//! The most pairs, whatever they cost (Hopcroft and Karp 1973), and why there are no more (Hall 1935).

use super::compressed::{Compressed, Index};
use crate::dense::NOBODY;
use crate::{Control, SolveError};

/// A matching of the greatest size, with a witness that none is greater.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Matching {
    /// The column of each row.
    pub row_to_col: Vec<Option<u32>>,
    /// The row of each column.
    pub col_to_row: Vec<Option<u32>>,
    /// Pairs.
    pub size: usize,
    /// Rows that know, together, only [`cols`](Self::cols): so at least `rows.len() − cols.len()` rows stay alone, and just so
    /// many do. Ascending; empty if every row has a partner.
    pub rows: Vec<u32>,
    /// All that [`rows`](Self::rows) know. Ascending.
    pub cols: Vec<u32>,
}

/// The most pairs, unwatched.
///
/// # Errors
/// None but those of the matrix itself, which was checked when it was made.
pub fn maximum_matching<I: Index>(pairs: Compressed<'_, I>) -> Result<Matching, SolveError> {
    maximum_matching_with(pairs, &Control::default())
}

/// The most pairs, watched and stoppable, in O(a √n) for a pairs stored.
///
/// # Errors
/// [`SolveError::Stopped`].
pub fn maximum_matching_with<I: Index>(
    pairs: Compressed<'_, I>,
    control: &Control<'_>,
) -> Result<Matching, SolveError> {
    let (rows, cols) = pairs.shape();
    let (starts, stored) = pairs.lines(false);
    let known = stored.into_iter().map(|(col, _)| col).collect();
    let mut state = Acquaintance { starts, known, col_of: vec![NOBODY; rows], row_of: vec![NOBODY; cols] };
    state.greedy(control)?;
    let layers = state.complete(control)?;
    // The last layers were built in vain: what they reached is the witness.
    let mut seen: Vec<u32> = layers.queue.clone();
    seen.sort_unstable();
    let mut known: Vec<u32> = seen.iter().map(|&row| state.col_of[row as usize]).filter(|&col| col != NOBODY).collect();
    known.sort_unstable();
    let somebody =
        |of: Vec<u32>| -> Vec<Option<u32>> { of.into_iter().map(|other| (other != NOBODY).then_some(other)).collect() };
    let size = state.col_of.iter().filter(|&&col| col != NOBODY).count();
    let (row_to_col, col_to_row) = (somebody(state.col_of), somebody(state.row_of));
    Ok(Matching { row_to_col, col_to_row, size, rows: seen, cols: known })
}

/// Who knows whom and who has whom.
pub(super) struct Acquaintance {
    pub(super) starts: Vec<usize>,
    pub(super) known: Vec<u32>,
    pub(super) col_of: Vec<u32>,
    pub(super) row_of: Vec<u32>,
}

impl Acquaintance {
    fn known(&self, row: u32) -> &[u32] {
        &self.known[self.starts[row as usize]..self.starts[row as usize + 1]]
    }

    /// The most pairs, from those there are. Whoever has a partner keeps one. Returns the layers that were built in vain.
    pub(super) fn complete(&mut self, control: &Control<'_>) -> Result<Layers, SolveError> {
        let rows = self.col_of.len();
        let mut layers = Layers { depth: vec![NOBODY; rows], queue: Vec::new(), next: vec![0; rows], path: Vec::new() };
        while layers.build(self) {
            control.check()?;
            layers.send(self);
        }
        Ok(layers)
    }

    /// Every row takes the first free column it knows, those that know fewest first.
    fn greedy(&mut self, control: &Control<'_>) -> Result<(), SolveError> {
        let mut order: Vec<u32> = (0..self.col_of.len() as u32).collect();
        order.sort_by_key(|&row| self.known(row).len());
        for (at, row) in order.into_iter().enumerate() {
            control.check_at(at)?;
            let free = self.known(row).iter().copied().find(|&col| self.row_of[col as usize] == NOBODY);
            if let Some(col) = free {
                self.take(row, col);
            }
        }
        Ok(())
    }

    fn take(&mut self, row: u32, col: u32) {
        self.col_of[row as usize] = col;
        self.row_of[col as usize] = row;
    }
}

/// Rows by the length of the shortest alternating path that leads to them from a row without column.
pub(super) struct Layers {
    depth: Vec<u32>,
    /// Rows reached, in order.
    queue: Vec<u32>,
    /// The next column of each row to try.
    next: Vec<usize>,
    path: Vec<u32>,
}

impl Layers {
    /// Rows are reached up to the depth where a free column is known. `false` if none is.
    fn build(&mut self, state: &Acquaintance) -> bool {
        self.depth.fill(NOBODY);
        self.queue.clear();
        self.queue.extend((0..state.col_of.len() as u32).filter(|&row| state.col_of[row as usize] == NOBODY));
        for &row in &self.queue {
            self.depth[row as usize] = 0;
        }
        let (mut at, mut last) = (0, NOBODY);
        while at < self.queue.len() {
            let row = self.queue[at];
            at += 1;
            let depth = self.depth[row as usize];
            if depth >= last {
                continue;
            }
            for &col in state.known(row) {
                let other = state.row_of[col as usize];
                if other == NOBODY {
                    last = depth + 1;
                } else if self.depth[other as usize] == NOBODY {
                    self.depth[other as usize] = depth + 1;
                    self.queue.push(other);
                }
            }
        }
        last != NOBODY
    }

    /// Sends every row it can along a path of the layers, no row twice.
    fn send(&mut self, state: &mut Acquaintance) {
        self.next.copy_from_slice(&state.starts[..state.col_of.len()]);
        for at in 0..self.queue.len() {
            let root = self.queue[at];
            if self.depth[root as usize] > 0 {
                return;
            }
            self.search(state, root);
        }
    }

    /// Depth first from one row; what was tried in vain is not tried again.
    fn search(&mut self, state: &mut Acquaintance, root: u32) {
        self.path.clear();
        self.path.push(root);
        while let Some(&row) = self.path.last() {
            let next = &mut self.next[row as usize];
            if *next == state.starts[row as usize + 1] {
                self.path.pop();
                continue;
            }
            let other = state.row_of[state.known[*next] as usize];
            *next += 1;
            if other == NOBODY {
                // Each row on the path takes the column it tried last: whose row comes next and has taken another.
                while let Some(row) = self.path.pop() {
                    state.take(row, state.known[self.next[row as usize] - 1]);
                }
                return;
            }
            if self.depth[other as usize] == self.depth[row as usize] + 1 {
                self.path.push(other);
            }
        }
    }
}

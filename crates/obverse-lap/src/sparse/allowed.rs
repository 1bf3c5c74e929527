//! A sparse list of allowed pairs, as costs for the general solver.

use crate::{ABSENT, Costs, SolveError};

/// Costs of the pairs that may be made, by row and by column (CSR and CSC); all others are absent. O(pairs) memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sparse {
    by_row: Compressed,
    by_col: Compressed,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Compressed {
    starts: Vec<usize>,
    indices: Vec<u32>,
    costs: Vec<i64>,
}

impl Compressed {
    /// `arcs` sorted by major, then minor index.
    fn new(majors: usize, arcs: &[(u32, u32, i64)]) -> Self {
        let mut starts = vec![0; majors + 1];
        for &(major, _, _) in arcs {
            starts[major as usize + 1] += 1;
        }
        for major in 0..majors {
            starts[major + 1] += starts[major];
        }
        let indices = arcs.iter().map(|&(_, minor, _)| minor).collect();
        Self { starts, indices, costs: arcs.iter().map(|&(_, _, cost)| cost).collect() }
    }

    fn majors(&self) -> usize {
        self.starts.len() - 1
    }

    fn get(&self, major: usize, minor: usize) -> Option<i64> {
        if major >= self.majors() {
            return None;
        }
        let range = self.starts[major]..self.starts[major + 1];
        let at = self.indices[range.clone()].binary_search(&u32::try_from(minor).ok()?).ok()?;
        Some(self.costs[range.start + at]).filter(|&cost| cost != ABSENT)
    }

    fn fill(&self, major: usize, out: &mut [i64]) {
        out.fill(ABSENT);
        for at in self.starts[major]..self.starts[major + 1] {
            out[self.indices[at] as usize] = self.costs[at];
        }
    }
}

impl Sparse {
    /// From (row, column, cost) in any order. A pair named twice keeps its lower cost.
    ///
    /// # Errors
    /// [`SolveError::Shape`] if an index is out of range.
    pub fn new(rows: usize, cols: usize, arcs: &[(u32, u32, i64)]) -> Result<Self, SolveError> {
        for &(row, col, _) in arcs {
            for (what, index, expected) in [("row index below", row, rows), ("column index below", col, cols)] {
                if index as usize >= expected {
                    return Err(SolveError::Shape { what, expected, found: index as usize });
                }
            }
        }
        let mut arcs = arcs.to_vec();
        arcs.sort_unstable();
        arcs.dedup_by_key(|&mut (row, col, _)| (row, col));
        let by_row = Compressed::new(rows, &arcs);
        let mut turned: Vec<(u32, u32, i64)> = arcs.into_iter().map(|(row, col, cost)| (col, row, cost)).collect();
        turned.sort_unstable();
        Ok(Self { by_row, by_col: Compressed::new(cols, &turned) })
    }
}

impl Costs for Sparse {
    fn shape(&self) -> (usize, usize) {
        (self.by_row.majors(), self.by_col.majors())
    }

    fn cost(&self, row: usize, col: usize) -> Option<i64> {
        self.by_row.get(row, col)
    }

    fn row(&self, row: usize, out: &mut [i64]) {
        self.by_row.fill(row, out);
    }

    fn col(&self, col: usize, out: &mut [i64]) {
        self.by_col.fill(col, out);
    }
}

//! How many pairs can be made at all, and why not more.

use crate::bits::Bits;
use crate::grid::Grid;
use crate::hopcroft_karp::{NOBODY, maximum_matching as matching, reach};
use crate::neighbours::Neighbours;
use crate::{Control, Costs, SolveError};

/// Agents who know too few partners: all that the `many` may be paired with are the `few`, who are fewer, so that at least
/// `many.len() − few.len()` of the many go without (P. Hall, *On representatives of subsets*, Journal of the London
/// Mathematical Society 10, 1935, 26–30, [doi:10.1112/jlms/s1-10.37.26](https://doi.org/10.1112/jlms/s1-10.37.26)).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct HallWitness {
    /// Agents of the one side, sorted.
    pub many: Vec<u32>,
    /// All agents of the other side whom any of them may be paired with, sorted.
    pub few: Vec<u32>,
}

/// A maximum matching and the proof that there is none larger.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MaximumMatching {
    /// The column of each row.
    pub row_to_col: Vec<Option<u32>>,
    /// The row of each column.
    pub col_to_row: Vec<Option<u32>>,
    /// Rows who know too few columns: exactly as many too many as there are rows unmatched. Empty if none is.
    pub rows: HallWitness,
    /// Columns who know too few rows, likewise.
    pub cols: HallWitness,
}

/// The most pairs that can be made when nobody is in two, whatever they cost.
///
/// The same for any number of threads. O(√n · n · m) in the worst case; where nearly all pairs may be made, a few questions for each
/// row. Memory is O(n + m) and a bit for each column and each row on a path.
///
/// ```
/// use obverse_lap::{Control, Sparse, maximum_matching};
/// # fn main() -> Result<(), obverse_lap::SolveError> {
/// // Rows 0 and 1 know column 1 only.
/// let costs = Sparse::new(3, 3, &[(0, 1, 5), (1, 1, 5), (2, 0, 5), (2, 2, 5)])?;
/// let found = maximum_matching(&costs, &Control::default())?;
/// assert_eq!(found.row_to_col.iter().flatten().count(), 2);
/// assert_eq!((found.rows.many, found.rows.few), (vec![0, 1], vec![1]));
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// [`SolveError::Shape`] if there are too many rows or columns to be numbered; [`SolveError::Stopped`].
pub fn maximum_matching(costs: &dyn Costs, control: &Control<'_>) -> Result<MaximumMatching, SolveError> {
    let (rows, cols) = costs.shape();
    let most = u32::MAX as usize - 1;
    for (what, found) in [("rows", rows), ("columns", cols)] {
        if found > most {
            return Err(SolveError::Shape { what, expected: most, found });
        }
    }
    let (all_rows, all_cols) = (Bits::all(rows), Bits::all(cols));
    let pairs = Neighbours { grid: Grid::new(costs, false), control };
    let found = matching(pairs, (&all_rows, &all_cols))?;
    let partners = |mates: &[u32]| mates.iter().map(|&mate| Some(mate).filter(|&mate| mate != NOBODY)).collect();
    let (row_to_col, col_to_row) = (partners(&found.near), partners(&found.far));
    let unmatched = |mates: &[u32]| -> Vec<u32> {
        (0..mates.len() as u32).filter(|&agent| mates[agent as usize] == NOBODY).collect()
    };
    let witness = |reached: crate::hopcroft_karp::Reach| HallWitness {
        many: reached.near.iter().collect(),
        few: reached.far.iter().collect(),
    };
    let from_rows = witness(reach(pairs, &unmatched(&found.near), &all_cols, &found, false)?);
    let mirrored = found.swapped();
    let from_cols = witness(reach(pairs.swapped(), &unmatched(&mirrored.near), &all_rows, &mirrored, false)?);
    Ok(MaximumMatching { row_to_col, col_to_row, rows: from_rows, cols: from_cols })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Matrix;

    /// Augmenting paths one by one over stored pairs (Kuhn 1955).
    fn kuhn(present: &[Vec<bool>], row: usize, seen: &mut [bool], mate: &mut [Option<usize>]) -> bool {
        for col in 0..mate.len() {
            if present[row][col] && !std::mem::replace(&mut seen[col], true) {
                let free = match mate[col] {
                    None => true,
                    Some(holder) => kuhn(present, holder, seen, mate),
                };
                if free {
                    mate[col] = Some(row);
                    return true;
                }
            }
        }
        false
    }

    #[test]
    fn as_many_as_kuhn_finds_and_no_more_by_hall() {
        let mut state = 7_u64;
        let mut next = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        for _ in 0..4000 {
            let (rows, cols) = (next(13) as usize, next(13) as usize);
            let share = next(101);
            let present: Vec<Vec<bool>> = (0..rows).map(|_| (0..cols).map(|_| next(100) < share).collect()).collect();
            let costs = Matrix::from_fn(rows, cols, |row, col| present[row][col].then_some(0));
            let found = maximum_matching(&costs, &Control::default()).unwrap();
            let mut mate = vec![None; cols];
            let best = (0..rows).filter(|&row| kuhn(&present, row, &mut vec![false; cols], &mut mate)).count();
            let pairs: Vec<(usize, u32)> =
                found.row_to_col.iter().enumerate().filter_map(|(row, col)| col.map(|col| (row, col))).collect();
            assert_eq!(pairs.len(), best);
            assert_eq!(found.col_to_row.iter().flatten().count(), best);
            for (row, col) in pairs {
                assert!(present[row][col as usize] && found.col_to_row[col as usize] == Some(row as u32));
            }
            let forward = |row: usize, col: usize| present[row][col];
            let backward = |col: usize, row: usize| present[row][col];
            check(&found.rows, &forward, (rows, cols), rows - best);
            check(&found.cols, &backward, (cols, rows), cols - best);
        }
    }

    /// The few are all whom the many know, and the many are too many by the number unmatched.
    fn check(
        witness: &HallWitness,
        know: &dyn Fn(usize, usize) -> bool,
        (all, others): (usize, usize),
        unmatched: usize,
    ) {
        assert!(witness.many.iter().all(|&one| (one as usize) < all));
        let known = |&other: &u32| witness.many.iter().any(|&one| know(one as usize, other as usize));
        assert_eq!((0..others as u32).filter(known).collect::<Vec<_>>(), witness.few);
        assert_eq!(witness.many.len() - witness.few.len(), unmatched);
    }
}

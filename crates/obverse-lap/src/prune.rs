//! Pairs that change nothing are not made.

use crate::{Objective, Transportation};

/// Drops pairs of cost 0 that cover nobody, in order of row and column. Value for value nothing changes, so the prices
/// still prove the rest optimal. Pairs come with their cost, sorted.
pub(crate) fn idle_pairs(problem: &Transportation<'_>, pairs: &mut Vec<(u32, u32, i64)>) {
    let mut row_load = vec![0_u32; problem.rows.len()];
    let mut col_load = vec![0_u32; problem.cols.len()];
    for &(row, col, _) in pairs.iter() {
        row_load[row as usize] += 1;
        col_load[col as usize] += 1;
    }
    let coverage = problem.objective == Objective::CoverageThenCost;
    pairs.retain(|&(row, col, cost)| {
        let (row, col) = (row as usize, col as usize);
        let row_needs_it = coverage && row_load[row] == 1 && !problem.rows[row].covered;
        let col_needs_it = coverage && col_load[col] == 1 && !problem.cols[col].covered;
        let keep = cost != 0 || row_needs_it || col_needs_it;
        if !keep {
            row_load[row] -= 1;
            col_load[col] -= 1;
        }
        keep
    });
}

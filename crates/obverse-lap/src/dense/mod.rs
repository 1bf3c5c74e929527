//! Dense matrices of `f64`, `f32`, `i64` or `i32`, borrowed where they lie.
//!
//! ```
//! use obverse_lap::dense::{View, solve};
//! # fn main() -> Result<(), obverse_lap::SolveError> {
//! let costs = [4.0, 1.0, 3.0, 2.0, 0.0, 5.0, 3.0, 2.0, 2.0];
//! let best = solve(View::new(&costs, 3, 3)?)?;
//! assert_eq!(best.row_to_col, [Some(1), Some(0), Some(2)]);
//! assert_eq!(best.objective, 5.0);
//! // A rectangle: as many pairs as the shorter side has places. Integers stay integers.
//! let scores = [7, 9, 1, 8, 9, 1];
//! let best = solve(View::new(&scores, 2, 3)?.maximize(true))?;
//! assert_eq!((best.row_to_col, best.objective), (vec![Some(1), Some(0)], 17));
//! # Ok(())
//! # }
//! ```
//!
//! # The problem
//! Every line of the shorter side gets a partner of its own on the longer side, at the least total cost (or the greatest,
//! with [`View::maximize`]). An absent pair (+∞; −∞ for a maximum; the mark of [`View::absent`] for integers) is never made.
//! Where absent pairs leave no such assignment, the error names lines that have, together, too few partners.
//!
//! # Duals
//! For a minimum `u(i) + v(j) ≤ cost(i, j)` for all pairs, with equality where a pair is made; duals of the longer side are
//! ≤ 0, and 0 where there is no partner. For a maximum the signs turn: `u(i) + v(j) ≥ score(i, j)`, ≥ 0. So
//! `Σu + Σv` is the objective, and no assignment can be better. Integers: exactly. Floats: see [`certify`].
//!
//! # Method
//! One look finds the range and the least of each column. Squares start from those (column reduction), then
//! lines without a partner bid ([`augmenting row reduction`](https://doi.org/10.1007/BF02278710)), then shortest augmenting
//! paths match the rest.
//!
//! # Cost
//! O(n² m) for n lines of the shorter side in the worst case. Memory O(n + m) beside the matrix, which is only copied where the
//! lines of the shorter side do not lie side by side.
//!
//! # References
//! - R. Jonker and A. Volgenant 1987, [doi:10.1007/BF02278710](https://doi.org/10.1007/BF02278710)
//! - D. F. Crouse 2016, On implementing 2D rectangular assignment algorithms,
//!   [doi:10.1109/TAES.2016.140952](https://doi.org/10.1109/TAES.2016.140952)

mod kernel;
mod lines;
mod number;
mod paths;
mod reduction;
mod solution;
mod state;
mod view;

pub use number::{Number, Value};
pub use solution::Solution;
pub use view::View;

use crate::{Control, SolveError};
use lines::Lines;
use paths::Search;
use state::State;

/// The optimum, unwatched: see the [module's page](self).
///
/// # Errors
/// As [`solve_with`].
pub fn solve<T: Number>(costs: View<'_, T>) -> Result<Solution<T>, SolveError> {
    solve_with(costs, &Control::default())
}

/// The optimum, watched and stoppable: see the [module's page](self).
///
/// # Errors
/// [`SolveError::NotANumber`] for NaN, or for infinity of the wrong sign; [`SolveError::Infeasible`] where absent pairs leave
/// no full assignment; [`SolveError::TooWide`] where integers are so far apart that sums could overflow;
/// [`SolveError::Stopped`].
pub fn solve_with<T: Number>(costs: View<'_, T>, control: &Control<'_>) -> Result<Solution<T>, SolveError> {
    let (rows, cols) = costs.shape();
    for (what, found) in [("rows", rows), ("columns", cols)] {
        if found >= u32::MAX as usize {
            return Err(SolveError::Shape { what, expected: u32::MAX as usize - 1, found });
        }
    }
    let turned = rows > cols;
    let lines = Lines::new(if turned { costs.transposed() } else { costs }, turned, control)?;
    let mut state = start(&lines);
    reduction::reduce_rows(&lines, &mut state);
    let mut search = Search::new(lines.fars);
    for line in state.free_lines() {
        control.check()?;
        if let Some(few) = search.augment(&lines, &mut state, line, control)? {
            let (rows, cols) = if turned { (few.cols, few.lines) } else { (few.lines, few.cols) };
            return Err(SolveError::Infeasible { rows, cols });
        }
    }
    if std::env::var("WORK").is_ok() { dbg!(search.work); }
    report(costs, &lines, &state, turned)
}

/// Starting prices: in a square every column will have a partner, so the least of each column is as good a price as any.
fn start<T: Number>(lines: &Lines<'_, T>) -> State<T::Dual> {
    let square = lines.nears == lines.fars;
    let price = |&least: &T::Dual| if square && least < T::Dual::REACH { least } else { T::Dual::ZERO };
    State::new(lines.nears, lines.least.iter().map(price).collect())
}

/// In terms of the matrix as it was given.
fn report<T: Number>(
    costs: View<'_, T>,
    lines: &Lines<'_, T>,
    state: &State<T::Dual>,
    turned: bool,
) -> Result<Solution<T>, SolveError> {
    let near = (0..lines.nears).map(|line| {
        let col = state.col_of[line] as usize;
        T::duals(lines.cost(line, col) - state.prices[col], lines.reading)
    });
    let near: Option<Vec<T::Dual>> = near.collect();
    let near = near.ok_or_else(|| lines.too_wide())?;
    let far: Vec<T::Dual> = state.prices.iter().map(|&price| T::far_dual(price, lines.reading)).collect();
    let of_rows = if turned { &state.line_of } else { &state.col_of };
    let row_to_col: Vec<Option<u32>> =
        of_rows.iter().map(|&col| (col != state::NOBODY).then_some(col)).collect();
    let chosen = row_to_col.iter().enumerate().filter_map(|(row, col)| costs.get(row, (*col)? as usize));
    let objective = T::total(chosen);
    let (u, v) = if turned { (far, near) } else { (near, far) };
    Ok(Solution { row_to_col, objective, u, v, method: "shortest augmenting paths" })
}

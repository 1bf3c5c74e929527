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
//! let scores = [7_i32, 9, 1, 8, 9, 1];
//! let best = solve(View::new(&scores, 2, 3)?.maximize(true))?;
//! assert_eq!(best.row_to_col, [Some(1), Some(0)]);
//! assert_eq!(best.objective, 17);
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
//! `Σu + Σv` is the objective, and no assignment can be better. Integers: exactly. Floats: but for
//! rounding, which [`proof`] measures; [`certify`] gives a bound that holds whatever was rounded.
//!
//! # Method
//! Where there are few kinds of lines, the problem is solved by kinds, as a transportation problem. Where a sample has many ties
//! at the least of each line, large matrices are matched at just these, in one look at all entries. Else
//! one look finds the range and the least of each column. Squares start from those (column reduction), then lines without a
//! partner bid (augmenting row reduction), then shortest augmenting paths match the rest. Where that turns out to be long
//! work, an ε-scaled auction finds better starting prices. Small matrices are worked on in whole lines, which lie in the
//! cache; from some hundred lines on each line keeps a short list of columns and a bound that tells when to look again, and
//! a sample, solved first, says whether the plain way is short, and if not gives the prices that an auction starts from. What is done depends on the matrix alone, or on
//! a [`Route`] that is given, and [`Solution::method`] names it; the result does not depend on the number of threads.
//!
//! # Cost
//! O(n² m) for n lines of the shorter side in the worst case. Memory beside the matrix: 13 bytes for each of the
//! k = 24 + n / 400 places of a line's list (k = 128 where there are many ties), and about 100 more for each line and each column.
//! The matrix is only copied, in its own type, where the lines of the shorter side do not lie side by side; a copy that does not
//! fit is refused before anything is written ([`SolveError::Memory`]).
//!
//! # References
//! - J. R. Shewchuk 1997, Adaptive precision floating-point arithmetic and fast robust geometric predicates,
//!   [doi:10.1007/PL00009321](https://doi.org/10.1007/PL00009321): sums without rounding
//! - R. Jonker and A. Volgenant 1987, [doi:10.1007/BF02278710](https://doi.org/10.1007/BF02278710)
//! - D. P. Bertsekas 1988, [doi:10.1007/BF02186476](https://doi.org/10.1007/BF02186476)
//! - D. F. Crouse 2016, On implementing 2D rectangular assignment algorithms,
//!   [doi:10.1109/TAES.2016.140952](https://doi.org/10.1109/TAES.2016.140952)

mod auction;
mod certify;
mod easy_ties;
mod equals;
mod exact;
mod first_look;
mod groups;
mod kernel;
mod kind_flow;
mod kinds;
mod large;
mod levels;
mod lines;
mod list_auction;
mod list_paths;
mod lists;
mod market;
mod number;
mod paths;
mod proof;
mod reduction;
mod route;
#[cfg(test)]
mod short_lists;
mod small;
mod solution;
mod state;
mod tight_matching;
mod view;

pub(crate) use auction::{Terms, auction};
pub(crate) use certify::Balance;
pub use certify::{Certificate, certify};
pub use exact::Exact;
pub(crate) use first_look::plain_range;
pub(crate) use kernel::{Two, span};
pub(crate) use lists::Scanner;
pub(crate) use market::Market;
pub(crate) use number::{IntegerReading, Range};
pub use number::{Number, Value};
pub(crate) use paths::TooFew;
pub use proof::{Proof, proof};
pub(crate) use reduction::reduce_rows;
pub use route::Route;
pub use solution::Solution;
pub(crate) use state::{NOBODY, State};
pub use view::View;

use crate::{Control, SolveError};
use lines::Lines;

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
/// [`SolveError::Memory`] where the matrix must be copied and there is no room; [`SolveError::Stopped`].
pub fn solve_with<T: Number>(costs: View<'_, T>, control: &Control<'_>) -> Result<Solution<T>, SolveError> {
    solve_by(costs, Route::Chosen, control)
}

/// As [`solve_with`], by a route of your own choice.
///
/// # Errors
/// As [`solve_with`].
pub fn solve_by<T: Number>(costs: View<'_, T>, route: Route, control: &Control<'_>) -> Result<Solution<T>, SolveError> {
    let (rows, cols) = costs.shape();
    for (what, found) in [("rows", rows), ("columns", cols)] {
        if found >= u32::MAX as usize {
            return Err(SolveError::Shape { what, expected: u32::MAX as usize - 1, found });
        }
    }
    let turned = rows > cols;
    let mut lines = Lines::new(if turned { costs.transposed() } else { costs }, turned, route, control)?;
    let (solved, method) = if let Some(kinds) = &lines.kinds {
        (kind_flow::solve(&lines, kinds, control)?, "kinds of lines")
    } else if route.has_lists(lines.nears) {
        (large::solve(&mut lines, control)?, "short lists")
    } else {
        (small::solve(&lines, control)?, "whole lines")
    };
    let state = match solved {
        Ok(state) => state,
        Err(few) => {
            let (rows, cols) = if turned { (few.cols, few.lines) } else { (few.lines, few.cols) };
            return Err(SolveError::Infeasible { rows, cols });
        }
    };
    report((costs, turned), &lines, &state, method)
}

/// In terms of the matrix as it was given.
fn report<T: Number>(
    (costs, turned): (View<'_, T>, bool),
    lines: &Lines<'_, T>,
    state: &State<T::Dual>,
    method: &'static str,
) -> Result<Solution<T>, SolveError> {
    let mut near = Vec::with_capacity(lines.nears);
    for (line, &col) in state.col_of.iter().enumerate() {
        let dual = T::duals(lines.cost(line, col as usize) - state.prices[col as usize], lines.reading);
        near.push(dual.ok_or_else(|| lines.too_wide())?);
    }
    let far: Vec<T::Dual> = state.prices.iter().map(|&price| T::far_dual(price, lines.reading)).collect();
    let of_rows = if turned { &state.line_of } else { &state.col_of };
    let row_to_col: Vec<Option<u32>> = of_rows.iter().map(|&col| (col != NOBODY).then_some(col)).collect();
    let chosen = row_to_col.iter().enumerate().filter_map(|(row, col)| costs.get(row, (*col)? as usize));
    let objective = T::total(chosen);
    let (u, v) = if turned { (far, near) } else { (near, far) };
    Ok(Solution { row_to_col, objective, u, v, method })
}

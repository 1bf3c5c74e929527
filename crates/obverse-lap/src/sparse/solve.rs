//! A full matching of least weight.

use super::arcs::Arcs;
use super::compressed::{Entries, Index};
use super::paths::Search;
use super::tight::match_tight;
use crate::dense::{self, NOBODY, Number, Solution, State, Terms, TooFew, auction, reduce_rows};
use crate::{Control, SolveError};

/// Arcs that shortest paths may look at, for each there is, before an auction is called for better prices.
const PATIENCE: u64 = 4;

/// Bids are cheap and paths long: an auction goes on until nearly all have a place.
const AUCTION: Terms = Terms { first: 64, shrink: 5, nearly: 1024, patience: 40, phases: 6 };

/// The optimum, unwatched: see the [module's page](super).
///
/// # Errors
/// As [`solve_with`].
pub fn solve<T: Number, I: Index>(costs: Entries<'_, T, I>) -> Result<Solution<T>, SolveError> {
    solve_with(costs, &Control::default())
}

/// The optimum, watched and stoppable: see the [module's page](super).
///
/// # Errors
/// [`SolveError::NotANumber`] for NaN, or for infinity of the wrong sign; [`SolveError::Infeasible`] where there is no full
/// assignment; [`SolveError::TooWide`] where integers are so far apart that sums could overflow;
/// [`SolveError::Stopped`].
pub fn solve_with<T: Number, I: Index>(
    costs: Entries<'_, T, I>,
    control: &Control<'_>,
) -> Result<Solution<T>, SolveError> {
    if let Some(view) = costs.full() {
        return dense::solve_with(view, control);
    }
    let (rows, cols) = costs.shape();
    let (mut arcs, prices) = Arcs::new(&costs, control)?;
    let mut state = State::new(arcs.nears, prices);
    reduce_rows(&arcs, &mut state);
    match_tight(&arcs, &mut state, control)?;
    let square = arcs.nears == arcs.fars;
    let patience = if square { PATIENCE * arcs.count() as u64 } else { u64::MAX };
    let mut found = match_rest(&arcs, &mut state, patience, control)?;
    if matches!(found, Rest::Hard) {
        auction(&arcs, &mut state, &AUCTION, control)?;
        arcs.part(&state.prices);
        reduce_rows(&arcs, &mut state);
        match_tight(&arcs, &mut state, control)?;
        found = match_rest(&arcs, &mut state, u64::MAX, control)?;
    }
    match found {
        Rest::TooFew(few) if rows > cols => Err(SolveError::Infeasible { rows: few.cols, cols: few.lines }),
        Rest::TooFew(few) => Err(SolveError::Infeasible { rows: few.lines, cols: few.cols }),
        _ => report(&costs, &arcs, &state),
    }
}

/// How an attempt to match all lines ends.
enum Rest {
    Matched,
    /// Some lines know too few columns.
    TooFew(TooFew),
    /// It is longer work than it should be.
    Hard,
}

fn match_rest<T: Number>(
    arcs: &Arcs<T>,
    state: &mut State<T::Dual>,
    patience: u64,
    control: &Control<'_>,
) -> Result<Rest, SolveError> {
    let mut search = Search::new(arcs, state);
    let free = state.free_lines();
    for (done, &line) in free.iter().enumerate() {
        control.check()?;
        if done % 1024 == 0 {
            control.report("match", done, free.len());
        }
        if search.work >= patience {
            return Ok(Rest::Hard);
        }
        if let Some(few) = search.augment(arcs, state, line, control)? {
            return Ok(Rest::TooFew(few));
        }
    }
    Ok(Rest::Matched)
}

/// In terms of the matrix as it was given.
fn report<T: Number, I: Index>(
    costs: &Entries<'_, T, I>,
    arcs: &Arcs<T>,
    state: &State<T::Dual>,
) -> Result<Solution<T>, SolveError> {
    let turned = costs.shape().0 > costs.shape().1;
    let most = (1 << 57) / (arcs.nears as u64 + 2);
    let mut near = Vec::with_capacity(arcs.nears);
    let mut paid = Vec::with_capacity(arcs.nears);
    for line in 0..arcs.nears {
        let col = state.col_of[line] as usize;
        let cost = arcs.cost(line, col);
        let dual = T::duals(cost - state.prices[col], arcs.reading);
        near.push(dual.ok_or(SolveError::TooWide { width: u64::MAX, most })?);
        paid.push(cost);
    }
    let far: Vec<T::Dual> = state.prices.iter().map(|&price| T::far_dual(price, arcs.reading)).collect();
    let of_rows = if turned { &state.line_of } else { &state.col_of };
    let row_to_col = of_rows.iter().map(|&col| (col != NOBODY).then_some(col)).collect();
    let (u, v) = if turned { (far, near) } else { (near, far) };
    let objective = T::total_read(paid.into_iter(), arcs.reading);
    Ok(Solution { row_to_col, objective, u, v, method: "arcs" })
}

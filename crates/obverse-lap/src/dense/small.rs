//! The route for small matrices: whole lines, again and again, while they lie in the cache.

use super::auction::{WHOLE_LINES, auction};
use super::lines::Lines;
use super::number::Number;
use super::paths::{Search, TooFew};
use super::reduction::reduce_rows;
use super::state::{NOBODY, State};
use crate::{Control, SolveError};

/// Lines that shortest paths may look at, for each line there is, before an auction is called for better prices: about
/// what the auction itself looks at, so that an instance that is nearly done is not begun again, and one that is not loses no
/// more than half the time. Up to 64 lines even the worst instances are done by then.
const PATIENCE: u64 = 32;

/// An instance of n lines is easy as long as shortest paths look at no more lines than so many halves of n, and n² divided by
/// the second. (Uniform costs: 1.5 n at 125 lines, 6 n at 625; distances in the plane 8 n and 23 n, more on all harder families.)
const EASY: (u64, u64) = (5, 100);

/// Reduction and shortest paths; where these turn out to be long work, an auction in between.
pub(super) fn solve<T: Number>(
    lines: &Lines<'_, T>,
    control: &Control<'_>,
) -> Result<Result<State<T::Dual>, TooFew>, SolveError> {
    finish(lines, State::begin(lines), control)
}

/// The same from where one is.
pub(super) fn finish<T: Number>(
    lines: &Lines<'_, T>,
    mut state: State<T::Dual>,
    control: &Control<'_>,
) -> Result<Result<State<T::Dual>, TooFew>, SolveError> {
    reduce_rows(lines, &mut state);
    let patience = if lines.nears == lines.fars { PATIENCE * lines.nears as u64 } else { u64::MAX };
    match match_rest(lines, &mut state, patience, control)? {
        Rest::Matched => Ok(Ok(state)),
        Rest::TooFew(few) => Ok(Err(few)),
        Rest::Hard => solve_hard(lines, state, control),
    }
}

/// An auction, reduction and shortest paths, from any prices of a square.
pub(super) fn solve_hard<T: Number>(
    lines: &Lines<'_, T>,
    mut state: State<T::Dual>,
    control: &Control<'_>,
) -> Result<Result<State<T::Dual>, TooFew>, SolveError> {
    auction(lines, &mut state, &WHOLE_LINES, control)?;
    reduce_rows(lines, &mut state);
    Ok(match match_rest(lines, &mut state, u64::MAX, control)? {
        Rest::TooFew(few) => Err(few),
        _ => Ok(state),
    })
}

/// How an attempt to match all lines ends.
pub(super) enum Rest {
    /// All are.
    Matched,
    /// Some lines know too few columns.
    TooFew(TooFew),
    /// It is longer work than it should be.
    Hard,
}

/// Shortest paths for all free lines, as long as they look at fewer lines than `patience`.
pub(super) fn match_rest<T: Number>(
    lines: &Lines<'_, T>,
    state: &mut State<T::Dual>,
    patience: u64,
    control: &Control<'_>,
) -> Result<Rest, SolveError> {
    let mut search = Search::new();
    let n = lines.nears as u64;
    let easy = EASY.0 * n / 2 + n * n / EASY.1;
    // Nobody loses a column any more.
    for line in 0..lines.nears as u32 {
        if state.col_of[line as usize] != NOBODY {
            continue;
        }
        control.check()?;
        state.hard |= search.work > easy;
        if search.work >= patience {
            return Ok(Rest::Hard);
        }
        if let Some(few) = search.augment(lines, state, line, control)? {
            return Ok(Rest::TooFew(few));
        }
    }
    Ok(Rest::Matched)
}

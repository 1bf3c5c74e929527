//! The route where nearly every line can be matched at its least: the first look, one matching, and nearly always no more.
//!
//! Each line pays its least and columns cost nothing: duals that bound every assignment, so a perfect matching of lines with
//! columns at their least is an optimum. In a square a column that nobody has at that may still be dear to everybody: it
//! costs what the line that is nearest to it would pay (row reduction, then column reduction; Kuhn 1955), which keeps the
//! bound. Shortest paths match the few lines that are left.

use rayon::prelude::*;

use super::equals::Equals;
use super::large::{LIST, match_rest};
use super::lines::Lines;
use super::list_paths::Paths;
use super::lists::Lists;
use super::number::{Number, Value};
use super::small::Rest;
use super::state::{NOBODY, State};
use super::tight_matching;
use crate::{Control, SolveError};

/// With more free lines than one in so many, what seemed easy is not. (In tests small matrices have some left, too.)
const EASY: usize = if cfg!(test) { 4 } else { 64 };

/// Shortest paths look at fewer entries than so many times all there are.
const PATIENCE: u64 = 1;

/// From so many entries on, columns nobody has are looked at in stripes, …
const SERIAL: usize = if cfg!(test) { 64 } else { 1 << 14 };

/// … of so many lines.
const STRIPE: usize = if cfg!(test) { 16 } else { 256 };

/// The optimum, if finding it is short work; the state is worth nothing if not.
pub(super) fn solve<T: Number>(
    lines: &Lines<'_, T>,
    equals: &Equals<T::Dual>,
    state: &mut State<T::Dual>,
    control: &Control<'_>,
) -> Result<Rest, SolveError> {
    let mut paths = Paths::new(lines);
    let mut lists = Lists::known(equals.lists::<T>(lines.reading), lines.fars, LIST);
    tight_matching::augment(&lists, (&mut *state, &mut paths), control)?;
    let few = |free: usize| free <= lines.nears / EASY;
    let free = state.free_lines().len();
    if free > 0 && few(free) && lines.nears == lines.fars {
        control.check()?;
        price_free_columns(lines, &mut lists, state);
        tight_matching::augment(&lists, (&mut *state, &mut paths), control)?;
    }
    if !few(state.free_lines().len()) {
        return Ok(Rest::Hard);
    }
    let patience = PATIENCE * lines.nears as u64 * lines.fars as u64;
    match_rest((lines, &mut lists), state, &mut paths, patience, control)
}

/// Columns nobody has cost what the line that is nearest to them would pay, and enter the lists of all lines that would.
fn price_free_columns<T: Number>(lines: &Lines<'_, T>, lists: &mut Lists<T::Dual>, state: &mut State<T::Dual>) {
    let cols: Vec<u32> = (0..lines.fars as u32).filter(|&col| state.line_of[col as usize] == NOBODY).collect();
    let known = &*lists;
    let stripe = |first: usize| {
        let mut prices = vec![T::Dual::ABSENT; cols.len()];
        for line in first..lines.nears.min(first + STRIPE) {
            for (price, &col) in prices.iter_mut().zip(&cols) {
                *price = offer(lines, known, (line, col)).least(*price);
            }
        }
        prices
    };
    let stripes: Vec<usize> = (0..lines.nears).step_by(STRIPE).collect();
    let offers: Vec<Vec<T::Dual>> = if lines.nears * cols.len() < SERIAL {
        stripes.into_iter().map(stripe).collect()
    } else {
        stripes.into_par_iter().map(stripe).collect()
    };
    for (at, &col) in cols.iter().enumerate() {
        let price = offers.iter().fold(T::Dual::ABSENT, |price, offers| offers[at].least(price));
        if price >= T::Dual::REACH {
            continue;
        }
        state.prices[col as usize] = price;
        for (stripe, _) in offers.iter().enumerate().filter(|(_, offers)| offers[at] <= price) {
            for line in stripe * STRIPE..lines.nears.min((stripe + 1) * STRIPE) {
                if offer(lines, lists, (line, col)) <= price {
                    lists.of[line].push(lines.cost(line, col as usize), col);
                }
            }
        }
    }
}

/// What a line would pay for a column beyond what it pays in all: prices are nothing so far, so that is the bound of its list. A
/// line that knows nobody pays nothing.
fn offer<T: Number>(lines: &Lines<'_, T>, lists: &Lists<T::Dual>, (line, col): (usize, u32)) -> T::Dual {
    let pays = lists.of[line].bound;
    if pays < T::Dual::REACH { lines.cost(line, col as usize) - pays } else { T::Dual::ABSENT }
}

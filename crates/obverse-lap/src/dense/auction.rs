//! Starting prices by an ε-scaled auction over whole lines, dense or sparse (Bertsekas 1979, 1988).
//!
//! Reduction and shortest paths alone are slow where many lines want the same columns: prices must fall a long way, and a path
//! moves them by one line's advantage at a time. An auction lets prices fall by ε at least with every bid, and shrinks ε
//! from phase to phase. Nothing here has to be right: any prices are safe to start from, pairs that are not tight are
//! dropped, and shortest paths do the rest. So a phase ends when nearly all lines are placed, not when all are.
//!
//! In a rectangle a column nobody has must keep the highest price, which ε-scaling does not give
//! (Bertsekas and Castañón 1992): only squares are auctioned here.

use super::market::Market;
use super::number::Value;
use super::state::{NOBODY, State};
use crate::{Control, SolveError};

/// How an auction is held.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terms {
    /// The first ε is the width of the costs divided by this.
    pub(crate) first: u32,
    /// From phase to phase ε is divided by this.
    pub(crate) shrink: u32,
    /// A phase ends with fewer lines unplaced than one in so many.
    pub(crate) nearly: usize,
    /// Bids in a phase, for each line.
    pub(crate) patience: usize,
    /// Phases.
    pub(crate) phases: u32,
}

/// Where a bid is a look at a whole line.
pub(crate) const WHOLE_LINES: Terms = Terms { first: 64, shrink: 6, nearly: 64, patience: 12, phases: 7 };

pub(crate) fn auction<V: Value>(
    market: &impl Market<V>,
    state: &mut State<V>,
    terms: &Terms,
    control: &Control<'_>,
) -> Result<(), SolveError> {
    let mut epsilon = market.width().part(terms.first);
    for _ in 0..terms.phases {
        if epsilon <= V::ZERO {
            break;
        }
        phase(market, state, (epsilon, terms), control)?;
        epsilon = epsilon.part(terms.shrink);
    }
    keep_tight(market, state);
    Ok(())
}

fn phase<V: Value>(
    market: &impl Market<V>,
    state: &mut State<V>,
    (epsilon, terms): (V, &Terms),
    control: &Control<'_>,
) -> Result<(), SolveError> {
    state.col_of.fill(NOBODY);
    state.line_of.fill(NOBODY);
    let mut queue: Vec<u32> = (0..market.size() as u32).rev().collect();
    let enough = market.size() / terms.nearly;
    for bid in 0..terms.patience * market.size() {
        if queue.len() <= enough {
            break;
        }
        if bid % 256 == 0 {
            control.check()?;
        }
        let Some(line) = queue.pop() else { break };
        let two = market.two(line as usize, &state.prices);
        if two.best >= V::REACH {
            continue;
        }
        let by = if two.second < V::REACH { two.second - two.best } else { market.width() };
        state.prices[two.at] = state.prices[two.at] - by - epsilon;
        let before = state.take(line, two.at as u32);
        if before != NOBODY {
            queue.push(before);
        }
    }
    Ok(())
}

/// Only pairs that are as good as any stay.
fn keep_tight<V: Value>(market: &impl Market<V>, state: &mut State<V>) {
    for line in 0..market.size() {
        let col = state.col_of[line];
        if col == NOBODY {
            continue;
        }
        let two = market.two(line, &state.prices);
        if market.value(line, col as usize, &state.prices) > two.best {
            state.col_of[line] = NOBODY;
            state.line_of[col as usize] = NOBODY;
        }
    }
}

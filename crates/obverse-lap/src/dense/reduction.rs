//! Augmenting row reduction (Jonker and Volgenant 1987): an auction without ε.
//!
//! A line without a column takes its best one and lowers that column's price to where the second best is as good. Whoever
//! had the column goes on looking. Two sweeps match most lines of an easy instance and lower no price too far.

use super::market::Market;
use super::number::Value;
use super::state::{NOBODY, State};

/// Sweeps over the lines that are free.
const SWEEPS: usize = 2;

/// Lines that may be displaced within a sweep, for each line that was free: a price war is for shortest paths to settle.
const PATIENCE: usize = 2;

pub(crate) fn reduce_rows<V: Value>(market: &impl Market<V>, state: &mut State<V>) {
    for _ in 0..SWEEPS {
        let free = state.free_lines();
        let mut patience = PATIENCE * free.len();
        for line in free {
            let mut looking = line;
            while looking != NOBODY && patience > 0 {
                patience -= 1;
                looking = settle(market, state, looking);
            }
        }
    }
}

/// Gives a line its best column. Returns the line that must look again at once, if there is one.
fn settle<V: Value>(market: &impl Market<V>, state: &mut State<V>, line: u32) -> u32 {
    let two = market.two(line as usize, &state.prices);
    if two.best >= V::REACH {
        return NOBODY;
    }
    // A line that knows only one column pays no more than the costs are wide.
    let by = if two.second < V::REACH { two.second - two.best } else { market.width() };
    let price = state.prices[two.at] - by;
    // Rounding may leave a price where it is: then nothing is gained, and somebody could be displaced for ever.
    let lower = price < state.prices[two.at];
    let mut col = two.at;
    if lower {
        state.prices[col] = price;
    } else if state.line_of[col] != NOBODY {
        // A tie: another column as good may be free.
        let free = |col: usize| state.line_of[col] == NOBODY;
        match market.as_good(line as usize, &state.prices, two.best, free) {
            Some(other) => col = other,
            None => return NOBODY,
        }
    }
    let before = state.take(line, col as u32);
    if lower { before } else { NOBODY }
}

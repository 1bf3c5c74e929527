//! Augmenting row reduction (Jonker and Volgenant 1987): an auction without ε.
//!
//! A line without a column takes its best one and lowers that column's price to where the second best is as good. Whoever
//! had the column goes on looking. Two sweeps match most lines of an easy instance and lower no price too far.

use super::kernel::least_two;
use super::lines::Lines;
use super::number::{Number, Value};
use super::state::{NOBODY, State};

/// Sweeps over the lines that are free.
const SWEEPS: usize = 2;

/// Lines that may be displaced within a sweep, for each line that was free: a price war is for shortest paths to settle.
const PATIENCE: usize = 2;

pub(super) fn reduce_rows<T: Number>(lines: &Lines<'_, T>, state: &mut State<T::Dual>) {
    for _ in 0..SWEEPS {
        let free = state.free_lines();
        let mut patience = PATIENCE * free.len();
        for line in free {
            let mut looking = line;
            while looking != NOBODY && patience > 0 {
                patience -= 1;
                looking = settle(lines, state, looking);
            }
        }
    }
}

/// Every line bids once, in order.
pub(super) fn first_bids<T: Number>(lines: &Lines<'_, T>, state: &mut State<T::Dual>) {
    for line in 0..lines.nears as u32 {
        settle(lines, state, line);
    }
}

/// Gives a line its best column. Returns the line that must look again at once, if there is one.
fn settle<T: Number>(lines: &Lines<'_, T>, state: &mut State<T::Dual>, line: u32) -> u32 {
    let entries = lines.line(line as usize);
    let two = least_two::<T>(entries, &state.prices, lines.reading);
    if two.best >= T::Dual::REACH {
        return NOBODY;
    }
    // A line that knows only one column pays no more than the costs are wide.
    let by = if two.second < T::Dual::REACH { two.second - two.best } else { lines.width };
    let price = state.prices[two.at] - by;
    // Rounding may leave a price where it is: then nothing is gained, and somebody could be displaced for ever.
    let lower = price < state.prices[two.at];
    let mut col = two.at;
    if lower {
        state.prices[col] = price;
    } else if state.line_of[col] != NOBODY {
        // A tie: another column as good may be free.
        let values = entries.iter().zip(&state.prices).zip(&state.line_of);
        let free = values
            .enumerate()
            .find(|&(_, ((entry, &price), &of))| of == NOBODY && entry.read(lines.reading) - price == two.best);
        match free {
            Some((other, _)) => col = other,
            None => return NOBODY,
        }
    }
    let before = state.take(line, col as u32);
    if lower { before } else { NOBODY }
}

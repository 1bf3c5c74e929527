//! Starting prices from a sample: solve one line and one column in eight, and let every column cost what the lines of
//! the sample would pay for it.
//!
//! Prices are alike on samples of a market, so those of the sample, extended to all columns by `v(j) = minᵢ cost(i, j) − u(i)`
//! over the lines of the sample, are close to what the whole will pay, for a sixty-fourth of its size. (Multilevel
//! coarsening; the extension is the c-transform of optimal transport.)

use super::kernel::price;
use super::lines::Lines;
use super::number::{Number, Value};
use super::view::View;
use super::{large, small};
use crate::{Control, SolveError};

/// One in so many is in the sample.
const SHARE: usize = 8;

/// A sample of fewer lines says nothing.
const LEAST: usize = 100;

/// From so many lines on the sample is solved by lists itself.
const LISTS_FROM: usize = super::LISTS_FROM;

/// Prices for all columns, or `None` where a sample does not help.
pub(super) fn prices<T: Number>(
    lines: &Lines<'_, T>,
    control: &Control<'_>,
) -> Result<Option<Vec<T::Dual>>, SolveError> {
    let size = lines.nears / SHARE;
    if size < LEAST || lines.nears != lines.fars {
        return Ok(None);
    }
    let (chosen, cols) = (sample(size, 1), sample(size, 2));
    let mut costs = Vec::with_capacity(size * size);
    for &line in &chosen {
        let entries = lines.line(line);
        costs.extend(cols.iter().map(|&col| entries[col].read(lines.reading)));
    }
    let mut view = View::new(&costs, size, size)?;
    view.absent = Some(T::Dual::ABSENT);
    let part = Lines::new(view, false, control)?;
    let solved = if size < LISTS_FROM { small::solve(&part, control)? } else { large::solve(&part, control)? };
    let Ok(state) = solved else { return Ok(None) };
    let mut prices = vec![T::Dual::ABSENT; lines.fars];
    for (at, &line) in chosen.iter().enumerate() {
        let col = state.col_of[at] as usize;
        let dual = costs[at * size + col] - state.prices[col];
        price::<T>(lines.line(line), dual, lines.reading, &mut prices);
    }
    for (price, &least) in prices.iter_mut().zip(&lines.least) {
        if *price >= T::Dual::REACH {
            *price = if least < T::Dual::REACH { least } else { T::Dual::ZERO };
        }
    }
    Ok(Some(prices))
}

/// One of each [`SHARE`] neighbours.
fn sample(size: usize, seed: u64) -> Vec<usize> {
    let one = |at: usize| {
        let mixed = (at as u64 + seed * 0x1000_0001).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        at * SHARE + ((mixed ^ (mixed >> 31)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 61) as usize
    };
    (0..size).map(one).collect()
}

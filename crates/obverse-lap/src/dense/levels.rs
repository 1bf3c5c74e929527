//! Starting prices from a sample: solve one line and one column in four or eight, and let every column cost what the lines of
//! the sample would pay for it.
//!
//! Prices are alike on samples of a market, so those of the sample, extended to all columns by `v(j) = minᵢ cost(i, j) − u(i)`
//! over the lines of the sample, are close to what the whole will pay, for a small part of its size. (Multilevel
//! coarsening; the extension is the c-transform of optimal transport.)

use rayon::prelude::*;

use super::kernel::price;
use super::lines::Lines;
use super::number::{Number, Value};
use super::route::Route;
use super::view::View;
use super::{large, small};
use crate::{Control, SolveError};

/// One in so many is in the sample, …
const SHARE: usize = 8;

/// … and one in so many where there are fewer lines than this.
const SHARE_OF_FEW: (usize, usize) = (4, 1600);

/// A sample of fewer lines says nothing. (In tests small matrices have samples, too.)
const LEAST: usize = if cfg!(test) { 4 } else { 100 };

/// A sample, solved.
pub(super) struct Sample<V> {
    /// The lines of the sample and what each pays in all.
    paying: Vec<(u32, V)>,
    /// Whether it was long work.
    pub(super) hard: bool,
}

/// Solves a sample, if one says anything and it has a solution.
pub(super) fn sample<T: Number>(
    lines: &Lines<'_, T>,
    control: &Control<'_>,
) -> Result<Option<Sample<T::Dual>>, SolveError> {
    let share = if lines.nears < SHARE_OF_FEW.1 { SHARE_OF_FEW.0 } else { SHARE };
    let size = lines.nears / share;
    if size < LEAST || lines.nears != lines.fars {
        return Ok(None);
    }
    let (chosen, cols) = (choice(size, share, 1), choice(size, share, 2));
    let mut costs = Vec::with_capacity(size * size);
    for &line in &chosen {
        let entries = lines.line(line);
        costs.extend(cols.iter().map(|&col| entries[col].read(lines.reading)));
    }
    let mut view = View::new(&costs, size, size)?;
    view.absent = Some(T::Dual::ABSENT);
    let lists = Route::Chosen.has_lists(size);
    let mut part = Lines::new(view, false, if lists { Route::ShortLists } else { Route::WholeLines }, control)?;
    let solved = if lists { large::solve(&mut part, control)? } else { small::solve(&part, control)? };
    let Ok(state) = solved else { return Ok(None) };
    let pays = |(at, &line): (usize, &usize)| {
        let col = state.col_of[at] as usize;
        (line as u32, costs[at * size + col] - state.prices[col])
    };
    Ok(Some(Sample { paying: chosen.iter().enumerate().map(pays).collect(), hard: state.hard }))
}

impl<V: Value> Sample<V> {
    /// Prices for all columns.
    pub(super) fn prices<T: Number<Dual = V>>(&self, lines: &Lines<'_, T>) -> Vec<V> {
        let mut prices = offers(lines, &self.paying);
        for (price, &least) in prices.iter_mut().zip(&lines.least) {
            if *price >= V::REACH {
                *price = if least < V::REACH { least } else { V::ZERO };
            }
        }
        prices
    }
}

/// What lines that pay so much in all would pay for each column, at most: a c-transform.
pub(super) fn offers<T: Number>(lines: &Lines<'_, T>, paying: &[(u32, T::Dual)]) -> Vec<T::Dual> {
    let some = |paying: &[(u32, T::Dual)]| {
        let mut prices = vec![T::Dual::ABSENT; lines.fars];
        for &(line, dual) in paying {
            price::<T>(lines.line(line as usize), dual, lines.reading, &mut prices);
        }
        prices
    };
    if paying.len() * lines.fars < SERIAL {
        return some(paying);
    }
    let stripes: Vec<Vec<T::Dual>> = paying.par_chunks(paying.len().div_ceil(STRIPES)).map(some).collect();
    let lower = |mut prices: Vec<T::Dual>, others: Vec<T::Dual>| {
        prices.iter_mut().zip(others).for_each(|(price, other)| *price = other.least(*price));
        prices
    };
    stripes.into_iter().reduce(lower).unwrap_or_default()
}

/// From so many entries on, lines make their offers in stripes, …
const SERIAL: usize = if cfg!(test) { 256 } else { 1 << 21 };

/// … this many, by as many threads as there are.
const STRIPES: usize = 16;

/// One of each `share` neighbours.
fn choice(size: usize, share: usize, seed: u64) -> Vec<usize> {
    let one = |at: usize| {
        let mixed = (at as u64 + seed * 0x1000_0001).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mixed = (mixed ^ (mixed >> 31)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        at * share + ((u128::from(mixed) * share as u128) >> 64) as usize
    };
    (0..size).map(one).collect()
}

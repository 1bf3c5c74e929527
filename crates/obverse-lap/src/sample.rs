//! Starting prices from a sample (multilevel).
//!
//! Prices are alike on samples of a market. So a share of the near agents' units and of the far agents' places is drawn
//! and solved as a dense matrix, and every far agent is priced at what the near agents of the sample would pay for it:
//! `v(j) = minᵢ cost(i, j) − u(i)`. The auction starts from there with a small ε. Nothing of it has to be right.

use rayon::prelude::*;

use crate::auction::Auction;
use crate::dense::{self, View};
use crate::list::{COMPLETE, List};
use crate::places::Places;
use crate::scan::Scan;
use crate::side::Side;
use crate::value::CLOSED;
use crate::{ABSENT, SolveError};

/// One in so many units is drawn, …
const SHARE: usize = 8;

/// … but no more than so many, …
const MOST: usize = 1200;

/// … and fewer than so many say nothing.
const LEAST: usize = 100;

/// Payers whose lines are looked through at the prices that those before them would pay.
const AT_A_TIME: usize = 512;

/// Higher than any potential, and low enough to count with.
const ANY: i64 = 1 << 60;

/// Potentials of the far agents, the highest at [`Places::ceiling`]; [`ABSENT`] for those whom nobody of the sample may take.
/// `None` where a sample does not help.
pub(crate) fn potentials(scan: Scan<'_>, places: &Places) -> Result<Option<Vec<i64>>, SolveError> {
    let Scan { grid, control, .. } = scan;
    let (_, fars) = grid.shape();
    let units = places.owner.len();
    let all_places = *places.starts.last().unwrap_or(&0) as usize;
    let size = (units / SHARE).min(MOST);
    if size < LEAST || all_places < units {
        return Ok(None);
    }
    control.check()?;
    let nears: Vec<u32> = drawn(size, units, 1).map(|unit| places.owner[unit]).collect();
    let cols: Vec<u32> = drawn(size * all_places / units, all_places, 2)
        .map(|place| places.starts.partition_point(|&start| start as usize <= place) as u32 - 1)
        .collect();
    let row = |buffer: &mut Vec<i64>, &near: &u32| {
        buffer.resize(fars, 0);
        if !control.stopped() {
            grid.fill(near as usize, buffer);
        }
        cols.iter().map(|&col| buffer[col as usize]).collect::<Vec<i64>>()
    };
    let rows: Vec<Vec<i64>> = nears.par_iter().map_init(Vec::new, row).collect();
    let mut costs = rows.concat();
    let present = || costs.iter().copied().filter(|&cost| cost != ABSENT);
    let (Some(low), Some(high)) = (present().min(), present().max()) else { return Ok(None) };
    // Who is matched here with nobody allowed says nothing about prices and is left out below.
    let instead = high.saturating_add((high - low).saturating_mul(2)).saturating_add(1);
    costs.iter_mut().filter(|cost| **cost == ABSENT).for_each(|cost| *cost = instead);
    control.check()?;
    let solved = match dense::solve_with(View::new(&costs, size, cols.len())?, control) {
        Ok(solved) => solved,
        Err(SolveError::Stopped) => return Err(SolveError::Stopped),
        Err(_) => return Ok(None),
    };
    let mut payers: Vec<(u32, i64)> = Vec::new();
    for (at, (&near, &dual)) in nears.iter().zip(&solved.u).enumerate() {
        if solved.row_to_col[at].is_some_and(|col| costs[at * cols.len() + col as usize] != instead) {
            payers.push((near, dual));
        }
    }
    let potentials = extend(scan, &payers)?;
    let Some(top) = potentials.iter().copied().filter(|&potential| potential != ABSENT).max() else { return Ok(None) };
    let below = |potential: i64| if potential == ABSENT { ABSENT } else { places.ceiling - (top - potential) };
    Ok(Some(potentials.into_iter().map(below).collect()))
}

/// The prices of a sample that is itself large: an auction between one in [`SHARE`] of the units and of the places, which starts
/// from `potentials`, on these terms ([`Auction::run`]). Everybody else stands aside. What the near agents of the sample would pay then are the new potentials.
pub(crate) fn refined(
    scan: Scan<'_>,
    (near, far): (&Side, &Side),
    places: &Places,
    potentials: Vec<i64>,
    terms: (i64, usize),
) -> Result<Vec<i64>, SolveError> {
    let units = places.owner.len();
    let all_places = *places.starts.last().unwrap_or(&0) as usize;
    let size = units / SHARE;
    let (mut near, mut far) = (near.clone(), far.clone());
    let mut nears = vec![0; near.capacity.len()];
    drawn(size, units, 3).for_each(|unit| nears[places.owner[unit] as usize] += 1);
    let mut fars = vec![0; far.capacity.len()];
    drawn(size * all_places / units, all_places, 4).for_each(|place| {
        fars[places.starts.partition_point(|&start| start as usize <= place) - 1] += 1;
    });
    near.capacity = nears;
    far.capacity = fars;
    for (agent, &potential) in potentials.iter().enumerate() {
        far.price[agent] = if far.capacity[agent] > 0 && potential != ABSENT { potential } else { CLOSED };
    }
    let Some(some) = Places::new((&near, |_| true), (&far, |far| potentials[far] != ABSENT)) else {
        return Ok(potentials);
    };
    let taking_part: Vec<u32> =
        (0..near.capacity.len() as u32).filter(|&agent| near.capacity[agent as usize] > 0).collect();
    let mut lists = vec![List::unscanned(); near.capacity.len()];
    let seen = scan.lists(&taking_part, &far.price, |near, list| lists[near as usize] = list)?;
    Auction::new(scan, (&near, &mut far), &some, &mut lists, seen.width()).run(terms)?;
    let payers: Vec<(u32, i64)> = taking_part
        .into_iter()
        .map(|near| (near, lists[near as usize].least_value(&far.price)))
        .filter(|&(_, least)| least != COMPLETE)
        .collect();
    let refined = extend(scan, &payers)?;
    let Some(top) = refined.iter().copied().filter(|&potential| potential != ABSENT).max() else {
        return Ok(potentials);
    };
    let below = |potential: i64| if potential == ABSENT { ABSENT } else { places.ceiling - (top - potential) };
    Ok(refined.into_iter().map(below).collect())
}

/// What these near agents, of these potentials, would pay for each far agent at most, as a potential; [`ABSENT`] where none
/// may.
pub(crate) fn extend(scan: Scan<'_>, payers: &[(u32, i64)]) -> Result<Vec<i64>, SolveError> {
    if scan.grid.sifting().is_none() {
        return filled(scan, payers);
    }
    // What the first would pay rules out most of the others' pairs at a look.
    let mut batches = payers.chunks(AT_A_TIME);
    let mut potentials = filled(scan, batches.next().unwrap_or_default())?;
    for batch in batches {
        let prices: Vec<i64> = potentials.iter().map(|&potential| potential.min(ANY)).collect();
        scan.below(batch, &prices, |_, dual, far, cost| {
            let potential = &mut potentials[far as usize];
            *potential = (*potential).min(cost.saturating_sub(dual));
        })?;
    }
    Ok(potentials)
}

/// The same from whole lines.
fn filled(scan: Scan<'_>, payers: &[(u32, i64)]) -> Result<Vec<i64>, SolveError> {
    let Scan { grid, control, .. } = scan;
    let (_, fars) = grid.shape();
    let none = || (vec![ABSENT; fars], vec![0; fars]);
    let lower = |(mut least, mut buffer): (Vec<i64>, Vec<i64>), &(near, dual): &(u32, i64)| {
        if !control.stopped() {
            grid.fill(near as usize, &mut buffer);
            for (least, &cost) in least.iter_mut().zip(&buffer) {
                if cost != ABSENT {
                    *least = (*least).min(cost.saturating_sub(dual));
                }
            }
        }
        (least, buffer)
    };
    let both = |mut a: Vec<i64>, b: Vec<i64>| {
        a.iter_mut().zip(b).for_each(|(a, b)| *a = (*a).min(b));
        a
    };
    let potentials = payers
        .par_iter()
        .with_min_len(64)
        .fold(none, lower)
        .map(|(least, _)| least)
        .reduce(|| vec![ABSENT; fars], both);
    control.check()?;
    Ok(potentials)
}

/// One of each stretch of neighbours.
fn drawn(count: usize, of: usize, seed: u64) -> impl Iterator<Item = usize> {
    (0..count).map(move |at| {
        let (from, to) = (at * of / count, (at + 1) * of / count);
        let mixed = (at as u64 + (seed << 32) + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        from + ((u128::from(mixed) * (to - from) as u128) >> 64) as usize
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::Grid;
    use crate::{Control, Costs, Lines, Matrix, Prices, Sieve, Sift};

    /// A matrix that looks through its rows by itself.
    struct Looking(Matrix);

    impl Costs for Looking {
        fn shape(&self) -> (usize, usize) {
            self.0.shape()
        }

        fn cost(&self, row: usize, col: usize) -> Option<i64> {
            self.0.cost(row, col)
        }

        fn range(&self) -> Option<(i64, i64)> {
            Some((-1_000_000, 0))
        }

        fn as_sift(&self) -> Option<&dyn Sift> {
            Some(self)
        }
    }

    impl Sift for Looking {
        fn sift(&self, _: Lines, lines: &[u32], prices: &Prices<'_>, sieves: &mut [Sieve]) {
            for (&row, sieve) in lines.iter().zip(sieves) {
                for (col, &price) in prices.exact.iter().enumerate() {
                    if let Some(cost) = self.0.cost(row as usize, col) {
                        sieve.offer(col, cost, price);
                    }
                }
            }
        }
    }

    #[test]
    fn what_looks_find_is_what_whole_lines_say() {
        let (rows, cols) = (4 * AT_A_TIME + 3, 40);
        let mixed = |at: usize| (at as i64 + 1).wrapping_mul(0x5851_F42D_4C95_7F2D).rem_euclid(1_000_003);
        // Nobody of the first batch may take the last columns, and nobody at all the very last.
        let absent = |row: usize, col: usize| col == cols - 1 || (col > cols - 4 && row < AT_A_TIME);
        let costs = Matrix::from_fn(rows, cols, |row, col| (!absent(row, col)).then(|| -mixed(row * cols + col)));
        let source = Looking(costs);
        let control = Control::default();
        let scan = Scan { grid: Grid::new(&source, false), k: 1, control: &control };
        let payers: Vec<(u32, i64)> = (0..rows as u32).map(|row| (row, -mixed(row as usize * 7))).collect();
        let by_hand: Vec<i64> = (0..cols)
            .map(|col| {
                let pays = |&(row, dual): &(u32, i64)| source.cost(row as usize, col).map(|cost| cost - dual);
                payers.iter().filter_map(pays).min().unwrap_or(ABSENT)
            })
            .collect();
        assert!(extend(scan, &payers).is_ok_and(|found| found == by_hand));
        assert!(filled(scan, &payers).is_ok_and(|found| found == by_hand));
    }
}

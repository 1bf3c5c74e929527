//! Many units at once: one search from all that are left, then as many paths as its trees have room for.
//!
//! The last units of a market have far to go: each of their searches would run through nearly everybody, and move nearly all
//! potentials by nearly the same. So one search starts from all of them, and goes on until it has met about half as many free
//! places as it has roots. All potentials move by what is left of the way to the last of these, which keeps every condition, and
//! makes the way to each of the places one of length zero; of those, as many are taken as do not cross. (The primal-dual method
//! with many roots, as in Kuhn 1955 and Hopcroft and Karp 1973; the long step is the *global price update* of A. V. Goldberg,
//! R. Kennedy, *An efficient cost scaling algorithm for the assignment problem*, Mathematical Programming 71, 1995, 153–177,
//! [doi:10.1007/BF01585996](https://doi.org/10.1007/BF01585996).)
//!
//! Searches trust their lists a little way beyond their bounds, and trust those that look alike to be so ([`crate::alike`]);
//! [`crate::doubt`] makes up for it now and then, and at the end.

use rayon::prelude::*;

use crate::alike::Alike;
use crate::augment::Augment;
use crate::side::Side;
use crate::{SolveError, doubt, polish};

/// Rounds without a unit more that are put up with: the rest is for single searches.
const IN_VAIN: u32 = 6;

/// A round in vain counts as so many where nobody was met: there may be nobody to be met, and single searches learn more of that.
const NOBODY_MET: u32 = 3;

/// One in so many of the roots meets a free place before a search ends.
const MEETING: usize = 2;

/// A search goes no further than the last one has gone, times this: what lies beyond would be labelled in vain.
const FURTHER: i64 = 2;

/// Ways of length zero are looked for again where a look has found one for more than one in so many units that are left: a
/// search finds the others as well.
const MORE: usize = 10;

/// Rounds after which doubts are resolved, and lists put in order.
const RESOLVE: usize = 10;

/// How far a search may go beyond what lists prove, at most.
const TRUST: i64 = 1 << 40;

/// After so many times that doubts were well founded nothing is taken on trust: then every search is right, and there is an end.
const DECEIVED: u32 = 24;

/// Pairs most of the units that are left, or all.
pub(crate) fn pair_most(augment: &mut Augment<'_>) -> Result<(), SolveError> {
    pair_until(augment, DECEIVED).map(drop)
}

/// The same where trust ends after being deceived so many times; returns how many times it was.
fn pair_until(augment: &mut Augment<'_>, too_often: u32) -> Result<u32, SolveError> {
    let open = |side: &Side| -> Vec<u32> {
        (0..side.capacity.len() as u32).filter(|&agent| side.capacity[agent as usize] > 0).collect()
    };
    let nears = open(augment.near);
    augment.alike = Alike::of(augment.grid, &nears, &open(augment.far));
    // How far the last searches went.
    let mut way = 0;
    let mut limit = TRUST;
    let (mut in_vain, mut deceived) = (0, 0);
    for round in 1_usize.. {
        let left = unpaired(augment, &nears);
        augment.control.check()?;
        augment.control.report("pairing many at once", nears.len() - left.len(), nears.len());
        let resolving = left.is_empty() || round.is_multiple_of(RESOLVE);
        if left.is_empty() {
            // Long lists have done their work, and room is needed for those that are made now.
            let k = augment.k;
            augment.lists.par_iter_mut().for_each(|list| list.shorten(k));
        }
        if resolving && doubt::resolve(augment, !left.is_empty())? > 0 {
            deceived += 1;
            if deceived == too_often {
                augment.alike = Alike::default();
                doubt::resolve(augment, false)?;
            }
            continue;
        }
        if left.is_empty() || in_vain > IN_VAIN {
            break;
        }
        if resolving {
            relist(augment);
        }
        raise(augment, &left);
        augment.patience = if deceived < too_often { TRUST } else { 0 };
        let wanted = places(augment.far).min(left.len()).div_ceil(MEETING);
        let found = augment.search_all(&left, wanted, limit);
        augment.patience = 0;
        let vain = if augment.met.is_empty() { NOBODY_MET } else { 1 };
        match found? {
            Some(distance) => {
                augment.reprice();
                augment.send_all();
                // What the search has added to lists is still there.
                polish::match_tight(augment, left.len() / MORE)?;
                way = distance.max(way / 2).max(1);
                limit = if distance < limit { FURTHER * way } else { FURTHER * FURTHER * way };
            }
            None => in_vain = IN_VAIN,
        }
        augment.clear();
        in_vain = if unpaired(augment, &nears).len() < left.len() { 0 } else { in_vain + vain };
    }
    augment.alike = Alike::default();
    doubt::resolve(augment, false)?;
    Ok(deceived)
}

/// Potentials of those who have units to spare rise to where one more partner is as good as none. (Those who have a partner
/// already stand at what that one is worth to them, and would set out later than all others.)
fn raise(augment: &mut Augment<'_>, roots: &[u32]) {
    for &near in roots {
        let list = &augment.lists[augment.alike.first(near) as usize];
        let least = doubt::least_unmatched(augment, near, list);
        let agent = near as usize;
        let worth = -augment.near.next_unit(agent, augment.near.links.load(agent));
        augment.near.price[agent] = augment.near.price[agent].max(least.min(worth));
    }
}

/// Puts lists in the order of what is in them now: searches stop at the first entry that is too far away.
fn relist(augment: &mut Augment<'_>) {
    let prices = &augment.far.price;
    augment.lists.par_iter_mut().for_each(|list| list.relist(std::iter::empty(), prices));
}

/// Places that nobody has yet.
fn places(side: &Side) -> usize {
    side.capacity.iter().enumerate().map(|(agent, &capacity)| (capacity - side.links.load(agent)) as usize).sum()
}

/// Those who have a unit to spare that is worth something.
fn unpaired(augment: &Augment<'_>, nears: &[u32]) -> Vec<u32> {
    nears.iter().copied().filter(|&near| polish::wants(augment.near, near)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bits::Bits;
    use crate::dense::{View, solve};
    use crate::grid::Grid;
    use crate::scan::Scan;
    use crate::{Agent, Control, Matrix, Objective, surplus};

    /// Pairs so many rows with the columns as [`pair_until`] does, then the rest one by one; checks every condition of [`Side`] after
    /// each and the total in the end. Returns how often trust was deceived and how many units were left for single searches.
    fn paired(
        (rows, cols): (usize, usize),
        cost: impl Fn(usize, usize) -> i64,
        k: usize,
        too_often: u32,
    ) -> (u32, usize) {
        paired_but((rows, cols), |row, col| Some(cost(row, col)), k, too_often)
    }

    /// The same where not all pairs may be made.
    fn paired_but(
        (rows, cols): (usize, usize),
        cost: impl Fn(usize, usize) -> Option<i64>,
        k: usize,
        too_often: u32,
    ) -> (u32, usize) {
        let costs = Matrix::from_fn(rows, cols, &cost);
        let (grid, control) = (Grid::new(&costs, false), Control::default());
        let mut near = Side::of_block(&Bits::all(rows), rows, true);
        let mut far = Side::of_block(&Bits::all(cols), cols, false);
        let mut augment = Augment::new(grid, &control, &mut near, &mut far, k);
        let everybody: Vec<u32> = (0..rows as u32).collect();
        let lists = &mut augment.lists;
        let scan = Scan { grid, k, control: &control };
        scan.lists(&everybody, &augment.far.price, |near, list| lists[near as usize] = list).unwrap();
        for (row, list) in augment.lists.iter().enumerate() {
            augment.near.price[row] = list.least_value(&augment.far.price);
        }
        let deceived = pair_until(&mut augment, too_often).unwrap();
        let conditions = |augment: &Augment<'_>| {
            for row in 0..rows {
                for col in 0..cols {
                    let paired = augment.near.links.has(row, col as u32);
                    assert_eq!(paired, augment.far.links.has(col, row as u32));
                    let Some(cost) = cost(row, col) else {
                        assert!(!paired);
                        continue;
                    };
                    let reduced = cost - augment.near.price[row] - augment.far.price[col];
                    assert!(if paired { reduced <= 0 } else { reduced >= 0 }, "{row}, {col}: {reduced}");
                }
            }
        };
        conditions(&augment);
        assert_eq!(augment.patience, 0, "nothing is trusted any more");
        let left = unpaired(&augment, &everybody).len();
        for &row in &everybody {
            augment.fill(row).unwrap();
        }
        conditions(&augment);
        // Columns left over take their reserves back, and the total is the optimum.
        surplus::take(&mut augment).unwrap();
        let total: i64 = augment.near.links.iter().map(|(_, link)| link.cost).sum();
        let entries: Vec<i64> = (0..rows * cols).map(|at| cost(at / cols, at % cols).unwrap_or(i64::MAX)).collect();
        let all = View::new(&entries, rows, cols).unwrap().absent(i64::MAX);
        assert_eq!(i128::from(total), solve(all).unwrap().objective);
        (deceived, left)
    }

    /// Costs from 0 to 999 with no order in them.
    fn mixed(row: usize, col: usize) -> i64 {
        let mixed = ((row << 16 | col) as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        ((mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 40) as i64 % 1000
    }

    /// Every such column is compared where there are 16 times as many.
    const STEP: usize = 6;

    /// Everybody costs the same at those columns that are compared ([`Alike`]), which nobody wants, and is unlike all others
    /// everywhere else.
    fn deceiving(row: usize, col: usize) -> i64 {
        if col.is_multiple_of(STEP) { 5000 } else { mixed(row, col) }
    }

    #[test]
    fn all_conditions_hold_whatever_was_trusted() {
        for k in [1, 3, 20, 96] {
            assert_eq!(paired((90, 96), mixed, k, DECEIVED).1, 0);
            paired((90, 96), |row, col| mixed(row % 7, col % 11), k, DECEIVED);
            paired((90, 96), |row, col| mixed(row, col) / 300, k, DECEIVED);
        }
    }

    #[test]
    fn trust_ends_when_it_was_deceived_too_often() {
        for k in [1, 2] {
            let (often, _) = paired((90, 96), deceiving, k, DECEIVED);
            assert!(often > 1, "{k}");
            for too_often in 1..=often.min(3) {
                assert_eq!(paired((90, 96), deceiving, k, too_often), (too_often, 0));
            }
        }
    }

    #[test]
    fn whoever_has_a_partner_sets_out_as_early_as_all_others() {
        // The row has column 0, and the next best costs it 7 more; further units are worth nothing beyond a potential of 0.
        let costs = Matrix::from_fn(1, 4, |_, col| Some([-97, -90, -88, -80][col]));
        let (grid, control) = (Grid::new(&costs, false), Control::default());
        for (price, before, after) in [(0, -97, -90), (-200, -10, 0)] {
            let mut near = Side::new(&[Agent { capacity: 3, covered: true }], 4, Objective::CoverageThenCost);
            let mut far = Side::of_block(&Bits::all(4), 4, false);
            near.links.insert(0, 0, -97);
            far.links.insert(0, 0, -97);
            near.price[0] = before;
            far.price.fill(price);
            let mut augment = Augment::new(grid, &control, &mut near, &mut far, 4);
            let lists = &mut augment.lists;
            let scan = Scan { grid, k: 4, control: &control };
            scan.lists(&[0], &augment.far.price, |near, list| lists[near as usize] = list).unwrap();
            raise(&mut augment, &[0]);
            assert_eq!(augment.near.price[0], after);
        }
    }

    #[test]
    fn whoever_is_alike_but_for_a_few_pairs_is_paired_as_well_as_alone() {
        // Seven kinds of rows, each of which may not be paired with some columns, or likes some better, that others do not know of.
        let (mut deceived, mut groups) = (0, 0);
        for (seed, k) in [(1, 1), (2, 2), (3, 5), (4, 20), (5, 1), (6, 3)] {
            for own in [2, 20, 150] {
                let cost = |row: usize, col: usize| {
                    let kind = mixed(row % 7 + 100 * seed, col % 40) / 50;
                    match mixed(row + 1000 * seed, col) {
                        dice if dice < own => None,
                        dice if dice < 2 * own => Some(kind - 5),
                        _ => Some(kind),
                    }
                };
                let costs = Matrix::from_fn(150, 160, &cost);
                let (rows, cols): (Vec<u32>, Vec<u32>) = ((0..150).collect(), (0..160).collect());
                groups += Alike::of(Grid::new(&costs, false), &rows, &cols).len();
                deceived += paired_but((150, 160), cost, k, DECEIVED).0;
                paired_but((150, 160), cost, k, 1);
            }
        }
        assert!(groups > 20 && deceived > 0, "{groups}, {deceived}");
    }
}

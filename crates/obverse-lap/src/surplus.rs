//! Far agents in excess: those left over must be the dearest.
//!
//! In a rectangle every near agent gets a partner and some far agents go without. That is the transportation problem with one
//! near agent more, *nobody*, who takes all that is left over at no cost (similar persons: D. P. Bertsekas, D. A. Castañón, *The
//! auction algorithm for the transportation problem*, Annals of Operations Research 20, 1989, 67–96,
//! [doi:10.1007/BF02216923](https://doi.org/10.1007/BF02216923)). So the far agents left over have one potential, the *ceiling*, and
//! nobody else's is higher. Shortest augmenting paths from nobody see to it: they move far agents below the ceiling into use and
//! dearer ones out of it. Far prices fall here as everywhere, so the lists of near agents stay valid, and none is made for
//! far agents.

use std::collections::BinaryHeap;

use crate::SolveError;
use crate::augment::{Augment, End};
use crate::frontier::FarLabel;
use crate::side::NO_RESERVE;
use crate::value::CLOSED;

/// Paths between two reports of progress.
const REPORT: usize = 64;

/// Where a path begins.
const NOBODY: u32 = u32::MAX;

/// Gives nobody all far agents left over, and returns their potential. Every near agent that takes part has a partner
/// already. Far agents left over are closed: their price is the ceiling, whatever stands in its place.
pub(crate) fn take(augment: &mut Augment<'_>) -> Result<i64, SolveError> {
    let mut surplus = Surplus::new(augment);
    let all = surplus.below.len();
    while let Some((_, far)) = surplus.below.pop() {
        let done = all - surplus.below.len();
        if done.is_multiple_of(REPORT) {
            augment.control.check()?;
            augment.control.report("settling", done, all);
        }
        let left_over = augment.far.links.load(far as usize) == 0 && augment.far.price[far as usize] != CLOSED;
        if left_over && !surplus.give(augment, far)? {
            break;
        }
    }
    Ok(surplus.ceiling)
}

/// The same where near agents may have several places and far agents earn by their first partner, if it is as in a rectangle: all
/// near places are taken, no far agent has two partners, and the first ones earn alike. Then the ceiling becomes what a first
/// partner earns, and all other potentials follow. Where it is not so, nothing is done; what is left is for searches from the far
/// side.
pub(crate) fn settle(augment: &mut Augment<'_>) -> Result<(), SolveError> {
    let Some(earned) = earned_in_rectangle(augment) else { return Ok(()) };
    let capacity = augment.far.capacity.clone();
    augment.far.capacity.iter_mut().for_each(|places| *places = (*places).min(1));
    let open = |&(price, places): &(&i64, &u32)| *places > 0 && *price != CLOSED;
    let highest = augment.far.price.iter().zip(&capacity).filter(open).map(|(&price, _)| price).max();
    rise(augment, earned - highest.unwrap_or(earned));
    let ceiling = take(augment)?;
    augment.far.capacity = capacity;
    for (price, &places) in augment.far.price.iter_mut().zip(&augment.far.capacity) {
        if places > 0 && *price == CLOSED {
            *price = ceiling;
        }
    }
    rise(augment, earned - ceiling);
    Ok(())
}

/// All far potentials, and their reserves, rise by so much; those of near agents, all of whose places are taken, fall.
fn rise(augment: &mut Augment<'_>, by: i64) {
    let (near, far) = (&mut *augment.near, &mut *augment.far);
    for agent in 0..far.price.len() {
        let open = far.capacity[agent] > 0 && far.price[agent] != CLOSED;
        far.price[agent] += if open { by } else { 0 };
        far.reserve[agent] += if open && far.reserve[agent] != NO_RESERVE { by } else { 0 };
    }
    for agent in (0..near.price.len()).filter(|&agent| near.capacity[agent] > 0) {
        near.price[agent] -= by;
    }
    augment.lists.iter_mut().for_each(|list| list.prices_rose(by));
    augment.live.change_all();
}

/// What a first partner earns, if it is as in a rectangle.
fn earned_in_rectangle(augment: &Augment<'_>) -> Option<i64> {
    let (near, far) = (&augment.near, &augment.far);
    let open = || (0..far.capacity.len()).filter(|&agent| far.capacity[agent] > 0);
    let earned = far.bonus[open().next()?];
    let is_so = earned > 0
        && open().all(|agent| far.links.load(agent) <= 1 && far.bonus[agent] == earned)
        && (0..near.capacity.len()).all(|agent| near.links.load(agent) == near.capacity[agent]);
    is_so.then_some(earned)
}

struct Surplus {
    /// The potential of whom nobody has, and the highest of all.
    ceiling: i64,
    /// Far agents without a partner, the cheapest first.
    below: Vec<(i64, u32)>,
    /// Far agents with a partner by potential, which may have fallen since.
    used: BinaryHeap<(i64, u32)>,
    /// Those that the present search has looked at.
    seen: Vec<u32>,
}

impl Surplus {
    fn new(augment: &Augment<'_>) -> Self {
        let (mut below, mut used) = (Vec::new(), Vec::new());
        for (far, &price) in augment.far.price.iter().enumerate().filter(|(_, price)| **price != CLOSED) {
            let list = if augment.far.links.load(far) == 0 { &mut below } else { &mut used };
            list.push((price, far as u32));
        }
        below.sort_unstable();
        let ceiling = below.iter().chain(&used).map(|&(price, _)| price).max().unwrap_or(0);
        Self { ceiling, below, used: used.into(), seen: Vec::new() }
    }

    /// One more far agent for nobody: `far`, or one that is dearer and whose partner is better off elsewhere. The ceiling comes
    /// down to whatever that takes. False if a near agent would sooner give up a unit than that.
    fn give(&mut self, augment: &mut Augment<'_>, far: u32) -> Result<bool, SolveError> {
        augment.root = NOBODY;
        augment.best = self.ceiling - augment.far.price[far as usize];
        augment.end = End::Place(far);
        self.label_used(augment);
        augment.explore()?;
        augment.reprice();
        self.ceiling -= augment.best;
        let End::Place(end) = augment.end else {
            augment.clear();
            return Ok(false);
        };
        let given = apply(augment, end);
        augment.clear();
        if given != end {
            self.used.push((augment.far.price[end as usize], end));
            // The one that was there to be given is still there, no cheaper than the others.
            if end != far {
                self.below.push((augment.far.price[far as usize], far));
            }
        }
        // Nobody wants it back: it is no longer in anybody's way.
        augment.far.price[given as usize] = CLOSED;
        augment.live.change(given);
        augment.far.capacity[given as usize] = 0;
        for seen in std::mem::take(&mut self.seen) {
            if seen != given {
                self.used.push((augment.far.price[seen as usize], seen));
            }
        }
        Ok(true)
    }

    /// Labels the far agents in use that nobody would rather have than the one that is offered.
    fn label_used(&mut self, augment: &mut Augment<'_>) {
        while let Some(&(price, far)) = self.used.peek() {
            let distance = self.ceiling - price;
            if distance >= augment.best {
                return;
            }
            self.used.pop();
            let now = augment.far.price[far as usize];
            if now == CLOSED {
                continue;
            }
            if now < price {
                self.used.push((now, far));
                continue;
            }
            augment.frontier.label_far(far, FarLabel { distance, from: NOBODY, cost: 0 }, 0);
            self.seen.push(far);
        }
    }
}

/// Moves everybody along the path to `end`; returns the far agent that is out of use now.
fn apply(augment: &mut Augment<'_>, end: u32) -> u32 {
    let mut open = end;
    loop {
        let FarLabel { distance, from, cost } = augment.frontier.far[open as usize];
        if distance == crate::frontier::FAR_AWAY || from == NOBODY {
            return open;
        }
        let next = augment.detach(from);
        augment.near.links.insert(from as usize, open, cost);
        augment.far.links.insert(open as usize, from, cost);
        open = next;
    }
}

#[cfg(test)]
mod tests {
    use crate::grid::Grid;
    use crate::phases::insert_near;
    use crate::side::Side;
    use crate::{Agent, Control, Costs, Matrix, Objective, Options, Transportation};

    #[test]
    fn what_is_left_over_earns_nothing_and_all_conditions_hold() {
        for (seed, absent) in [(1, 0), (2, 0), (3, 5), (4, 5)] {
            // 30 rows with two places each; 80 columns with one or two, of which 20 will be left over.
            let mixed = |row: usize, col: usize| ((row * 131 + col * 71 + seed * 977) * 48_271 % 65_537) as i64 % 1000;
            let costs = Matrix::from_fn(30, 80, |row, col| (mixed(row, col) >= 10 * absent).then(|| -mixed(col, row)));
            let agent = |capacity| Agent { capacity, covered: false };
            let (rows, cols) = ([agent(2); 30], (0..80).map(|col| agent(1 + col % 2)).collect::<Vec<Agent>>());
            let objective = Objective::CoverageThenCost;
            let problem = Transportation { costs: &costs, rows: &rows, cols: &cols, objective };
            let (mut near, mut far) = (Side::new(&rows, 80, objective), Side::new(&cols, 30, objective));
            let (grid, control) = (Grid::new(&costs, false), Control::default());
            let options = Options::default().auction_after(0).list_length(6);
            insert_near(&problem, grid, &control, (&mut near, &mut far), &options).unwrap();
            let free: Vec<usize> = (0..80).filter(|&col| far.links.load(col) == 0).collect();
            assert_eq!(free.len(), 20);
            assert!(free.iter().all(|&col| far.price[col] == far.bonus[col]), "none is to be had for more");
            for row in 0..30 {
                assert!(near.links.load(row) == 2 && near.price[row] <= 0);
                for col in 0..80 {
                    let Some(cost) = costs.cost(row, col) else { continue };
                    let reduced = cost - near.price[row] - far.price[col];
                    assert!(if near.links.has(row, col as u32) { reduced <= 0 } else { reduced >= 0 }, "{row}, {col}");
                }
            }
            assert!((0..80).all(|col| far.price[col] <= far.bonus[col] && far.capacity[col] == 1 + col as u32 % 2));
        }
    }
}

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
        if augment.far.links.load(far as usize) == 0 && augment.far.price[far as usize] != CLOSED {
            surplus.give(augment, far)?;
        }
    }
    Ok(surplus.ceiling)
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
    /// down to whatever that takes.
    fn give(&mut self, augment: &mut Augment<'_>, far: u32) -> Result<(), SolveError> {
        augment.root = NOBODY;
        augment.best = self.ceiling - augment.far.price[far as usize];
        augment.end = End::Place(far);
        self.label_used(augment);
        augment.explore()?;
        augment.reprice();
        self.ceiling -= augment.best;
        let End::Place(end) = augment.end else { return Ok(()) };
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
        Ok(())
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

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
        if resolving && doubt::resolve(augment)? > 0 {
            deceived += 1;
            if deceived == DECEIVED {
                augment.alike = Alike::default();
            }
            continue;
        }
        if left.is_empty() || in_vain > IN_VAIN {
            break;
        }
        if resolving {
            relist(augment);
        }
        augment.patience = if deceived < DECEIVED { TRUST } else { 0 };
        let wanted = places(augment.far).min(left.len()).div_ceil(MEETING);
        let found = augment.search_all(&left, wanted, limit);
        augment.patience = 0;
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
        in_vain = if unpaired(augment, &nears).len() < left.len() { 0 } else { in_vain + 1 };
    }
    augment.alike = Alike::default();
    doubt::resolve(augment).map(drop)
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

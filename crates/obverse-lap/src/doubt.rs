//! Searches that trust their lists, and what makes up for it.
//!
//! A search may go on a little way beyond what the lists prove ([`Augment::patience`]) instead of looking at whole lines one by
//! one. Afterwards the lines of all near agents whose potential has passed the bound of their list are looked at together, in
//! parallel. Where a better partner turns up, the potential comes down to what is true and the near agent's pairs that
//! are no longer tight are undone; it is inserted again. In the last round nothing is taken on trust.
//!
//! (Column generation as in sparse core problems: A. Volgenant, *Linear and semi-assignment problems: a core oriented approach*,
//! Computers & Operations Research 23(10), 1996, 917–932, [doi:10.1016/0305-0548(96)00010-X](https://doi.org/10.1016/0305-0548(96)00010-X).)

use crate::SolveError;
use crate::augment::Augment;
use crate::list::List;
use crate::scan::Scan;

/// Looks at the lines of all near agents whose potential their list does not bear out, or of all but those whose list is that of
/// one [alike](crate::alike). Returns how many were wrong: they have units to insert again.
pub(crate) fn resolve(augment: &mut Augment<'_>, but_alike: bool) -> Result<usize, SolveError> {
    let doubtful = |&near: &u32| {
        augment.near.capacity[near as usize] > 0
            && !(but_alike && augment.alike.first(near) != near)
            && augment.near.price[near as usize] > least_unmatched(augment, near, &augment.lists[near as usize])
    };
    let doubtful: Vec<u32> = (0..augment.lists.len() as u32).filter(doubtful).collect();
    // Longer than they have partners: what bounds the others is then not one of those.
    let partners = doubtful.iter().map(|&near| augment.near.links.load(near as usize)).max().unwrap_or(0);
    let scan = Scan { grid: augment.grid, k: augment.k.max(1 + partners as usize), control: augment.control };
    scan.renew(&doubtful, (&mut augment.live, &augment.far.price), &mut augment.lists)?;
    let mut wrong = 0;
    for near in doubtful {
        let least = least_unmatched(augment, near, &augment.lists[near as usize]);
        if augment.near.price[near as usize] > least {
            augment.near.price[near as usize] = least;
            undo(augment, near);
            augment.alike.dissolve(near);
            wrong += 1;
        }
    }
    Ok(wrong)
}

/// The least value among those whom a near agent is not paired with, as far as a list knows.
pub(crate) fn least_unmatched(augment: &Augment<'_>, near: u32, list: &List) -> i64 {
    let mut least = list.bound;
    for entry in list.entries() {
        if entry.floor >= least {
            break;
        }
        if !augment.near.links.has(near as usize, entry.far) {
            least = least.min(entry.value(&augment.far.price));
        }
    }
    least
}

/// Undoes the pairs of a near agent that its potential no longer bears. Places that become free keep their price as their
/// reserve.
fn undo(augment: &mut Augment<'_>, near: u32) {
    let agent = near as usize;
    let links: Vec<_> = (0..).map_while(|index| augment.near.links.get(agent, index)).collect();
    for link in links {
        let far = link.partner as usize;
        if link.cost - augment.far.price[far] > augment.near.price[agent] {
            augment.near.links.remove(agent, link.partner);
            augment.far.links.remove(far, near);
            augment.far.reserve[far] = augment.far.reserve[far].min(augment.far.price[far]);
        }
    }
}

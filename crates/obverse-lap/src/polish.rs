//! Prices without what ε left in them, for instances with many ties, and paths of length zero for all.
//!
//! An auction leaves prices that are right up to ε, and so unlike ones on agents that are alike: hardly a pair is tight, though
//! with ties nearly all could be. So every far agent is priced anew at what the near agents would pay for it,
//! `v(j) = minᵢ cost(i, j) − u(i)` (a c-transform). That depends on the far agent's costs alone, so those that are alike cost
//! the same again. Then a depth-first search finds paths of length zero many at a time: what it has visited in vain is
//! visited in vain for all, until the matching changes (Hopcroft and Karp 1973; Duff, Kaya and Uçar 2011).

use crate::SolveError;
use crate::augment::Augment;
use crate::list::{Entry, List};
use crate::side::Side;

/// Rounds of depth-first search at most; the rest is for shortest paths.
const ROUNDS: usize = 16;

/// Lists whose ties are counted.
const SAMPLED: usize = 256;

/// The share of listed values that occur twice in their list, in per cent, on some of the near agents.
pub(crate) fn ties(lists: &[List], prices: &[i64]) -> usize {
    let (mut tied, mut all) = (0, 1);
    for list in lists.iter().step_by(1 + lists.len() / SAMPLED) {
        let mut values: Vec<i64> = list.entries().map(|entry| entry.value(prices)).collect();
        values.sort_unstable();
        all += values.len();
        tied += values.windows(2).filter(|two| two[0] == two[1]).count();
    }
    100 * tied / all
}

/// A near agent on the present path and the next place in its list.
#[derive(Clone, Copy)]
struct Step {
    near: u32,
    at: usize,
}

/// Fills units of near agents along paths of length zero, until a round finds no more than `few`.
///
/// # Errors
/// [`SolveError::Stopped`]; what has been filled by then stays.
pub(crate) fn match_tight(augment: &mut Augment<'_>, few: usize) -> Result<(), SolveError> {
    let mut seen = Seen { far: vec![0; augment.far.price.len()], lists: vec![Looked::default(); augment.alike.len()] };
    for _ in 0..ROUNDS {
        seen.far.fill(0);
        seen.lists.fill(Looked::default());
        let mut found = 0;
        for near in 0..augment.lists.len() as u32 {
            augment.control.check_at(near as usize)?;
            while wants(augment.near, near) && search(augment, &mut seen, near) {
                found += 1;
            }
        }
        if found <= few {
            break;
        }
    }
    Ok(())
}

/// What a round has visited in vain.
struct Seen {
    /// How many of a far agent's partners.
    far: Vec<u32>,
    /// Of lists that are shared: see [`crate::alike`].
    lists: Vec<Looked>,
}

impl Seen {
    /// The list of this group, if it is one, has been looked through so far.
    fn keep(&mut self, group: Option<usize>, looked: Looked) {
        if let Some(group) = group {
            self.lists[group] = looked;
        }
    }
}

/// How far those of this potential have looked through a list they share.
#[derive(Clone, Copy, Default)]
struct Looked {
    potential: i64,
    /// No place before is free.
    free: usize,
    /// No place before leads on.
    next: usize,
}

/// Whether a further unit is to spare and worth something.
pub(crate) fn wants(side: &Side, near: u32) -> bool {
    let agent = near as usize;
    let load = side.links.load(agent);
    load < side.capacity[agent] && -(side.next_unit(agent, load) + side.price[agent]) > 0
}

fn search(augment: &mut Augment<'_>, seen: &mut Seen, root: u32) -> bool {
    let mut path = vec![Step { near: root, at: 0 }];
    while let Some(&Step { near, at: begin }) = path.last() {
        let potential = augment.near.price[near as usize];
        let list = &augment.lists[augment.alike.first(near) as usize];
        let group = augment.alike.group(near);
        let looked = group.map(|group| seen.lists[group]).filter(|looked| looked.potential == potential);
        let mut looked = looked.unwrap_or(Looked { potential, ..Looked::default() });
        // What comes later in the list has a higher floor: none of it is tight.
        let may_be_tight = list.within(potential);
        let tight = |entry: &Entry| {
            entry.value(&augment.far.price) == potential
                && !augment.near.links.has(near as usize, entry.far)
                && augment.alike.cost(augment.grid, (near, entry.far), entry.cost) == Some(entry.cost)
        };
        let is_free = |entry: &Entry| {
            let far = entry.far as usize;
            augment.far.offer(far).is_some_and(|offer| offer + augment.far.price[far] == 0)
        };
        if begin == 0 {
            let free = (looked.free..may_be_tight).find(|&at| {
                let entry = list.entry(at);
                is_free(&entry) && tight(&entry)
            });
            looked.free = free.unwrap_or(may_be_tight);
            if let Some(at) = free {
                if let Some(last) = path.last_mut() {
                    last.at = at + 1;
                }
                seen.keep(group, looked);
                send(augment, &path);
                return true;
            }
        }
        let next = (begin.saturating_sub(1).max(looked.next)..may_be_tight).find(|&at| {
            let entry = list.entry(at);
            seen.far[entry.far as usize] < augment.far.links.load(entry.far as usize) && tight(&entry)
        });
        // A place of which all partners have been visited is passed by the next time.
        looked.next = next.unwrap_or(may_be_tight);
        seen.keep(group, looked);
        let Some(at) = next else {
            path.pop();
            continue;
        };
        let far = list.entry(at).far as usize;
        let index = seen.far[far];
        seen.far[far] += 1;
        if let Some(last) = path.last_mut() {
            last.at = at + 1;
        }
        // Whose pair is tight as well, and who is not on the path: they can step aside at no cost.
        let holder = augment.far.links.get(far, index as usize).filter(|link| {
            augment.near.price[link.partner as usize] + augment.far.price[far] == link.cost
                && path.iter().all(|step| step.near != link.partner)
        });
        if let Some(holder) = holder {
            path.push(Step { near: holder.partner, at: 0 });
        }
    }
    false
}

/// Everybody on the path takes what they point at; whoever had it, if anybody, is next on the path.
fn send(augment: &mut Augment<'_>, path: &[Step]) {
    for (at, step) in path.iter().enumerate() {
        let entry = augment.lists[augment.alike.first(step.near) as usize].entry(step.at - 1);
        if let Some(next) = path.get(at + 1) {
            augment.near.links.remove(next.near as usize, entry.far);
            augment.far.links.remove(entry.far as usize, next.near);
        }
        augment.near.links.insert(step.near as usize, entry.far, entry.cost);
        augment.far.links.insert(entry.far as usize, step.near, entry.cost);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use super::*;
    use crate::bits::Bits;
    use crate::grid::Grid;
    use crate::scan::Scan;
    use crate::{Agent, Control, Matrix, Objective};

    #[test]
    fn every_partner_of_a_far_agent_may_be_the_one_who_steps_aside() {
        // Rows 0, 1 and 2 have the three places of column 0. Row 3 wants one too; of the three only row 2 has somewhere to go.
        let costs = Matrix::from_fn(4, 2, |row, col| Some(i64::from(col == 1 && row != 2) - 2));
        let (grid, control) = (Grid::new(&costs, false), Control::default());
        let agent = |capacity| Agent { capacity, covered: true };
        let (mut near, mut far) = (
            Side::new(&[agent(1); 4], 2, Objective::CoverageThenCost),
            Side::new(&[agent(3), agent(1)], 4, Objective::CoverageThenCost),
        );
        for row in 0..3 {
            near.links.insert(row, 0, -2);
            far.links.insert(0, row as u32, -2);
        }
        near.price.fill(-1);
        far.price.fill(-1);
        far.reserve.fill(-1);
        let mut augment = Augment::new(grid, &control, &mut near, &mut far, 2);
        let scan = Scan { grid, k: 2, control: &control };
        let lists = &mut augment.lists;
        scan.lists(&[0, 1, 2, 3], &augment.far.price, |near, list| lists[near as usize] = list).unwrap();
        match_tight(&mut augment, 0).unwrap();
        let pairs: Vec<(u32, u32)> = augment.near.links.iter().map(|(row, link)| (row, link.partner)).collect();
        assert_eq!(pairs, [(0, 0), (1, 0), (2, 1), (3, 0)]);
    }

    #[test]
    fn paths_of_length_zero_are_found_until_somebody_says_stop() {
        let costs = Matrix::from_fn(50, 50, |row, col| Some(i64::from(col > row)));
        let grid = Grid::new(&costs, false);
        for stopping in [false, true] {
            let stop = AtomicBool::new(stopping);
            let control = Control { stop: Some(&stop), progress: None };
            let (mut near, mut far) =
                (Side::of_block(&Bits::all(50), 50, true), Side::of_block(&Bits::all(50), 50, false));
            let mut augment = Augment::new(grid, &control, &mut near, &mut far, 50);
            let everybody: Vec<u32> = (0..50).collect();
            let lists = &mut augment.lists;
            let scan = Scan { grid, k: 50, control: &Control::default() };
            scan.lists(&everybody, &augment.far.price, |near, list| lists[near as usize] = list).unwrap();
            augment.near.price.fill(0);
            let stopped = match_tight(&mut augment, 0);
            let paired = (0..50).filter(|&row| augment.near.links.load(row) == 1).count();
            // Row 0 is indifferent to nobody but column 0, row 1 to two, and so on: all find a place.
            let expected = if stopping { (Err(SolveError::Stopped), 0) } else { (Ok(()), 50) };
            assert_eq!((stopped, paired), expected);
        }
    }
}

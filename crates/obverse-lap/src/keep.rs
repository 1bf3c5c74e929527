//! What is kept of an auction.
//!
//! An auction leaves who holds what, at prices that are right up to a few ε. A near agent keeps those pairs than which nothing it does
//! not hold is better; the rest is for searches. A pair carries one unit at most, so one that is kept may be better than tight:
//! agents with several places keep their best and are priced by their last.

use crate::augment::Augment;

/// Makes the pairs of `held`, (near, far) by near agent, that are kept, and prices their near agents by them.
pub(crate) fn keep_best(augment: &mut Augment<'_>, held: &[(u32, u32)]) {
    for held in held.chunk_by(|a, b| a.0 == b.0) {
        let near = held[0].0;
        let agent = near as usize;
        let list = &augment.lists[agent];
        let holds = |far: u32| held.iter().any(|held| held.1 == far);
        let (mut own, mut least) = (Vec::new(), list.bound);
        for entry in list.entries() {
            match entry.value(&augment.far.price) {
                value if holds(entry.far) => own.push((value, entry)),
                value => least = least.min(value),
            }
        }
        own.sort_unstable_by_key(|&(value, entry)| (value, entry.far));
        let mut last = None;
        for (value, entry) in own {
            let far = entry.far as usize;
            let (load, far_load) = (augment.near.links.load(agent), augment.far.links.load(far));
            let made = value <= least
                && load < augment.near.capacity[agent]
                && value < -augment.near.next_unit(agent, load)
                && far_load < augment.far.capacity[far]
                && augment.far.price[far] <= -augment.far.next_unit(far, far_load);
            if made {
                augment.near.links.insert(agent, entry.far, entry.cost);
                augment.far.links.insert(far, near, entry.cost);
                last = Some(value);
            } else {
                least = least.min(value);
            }
        }
        let load = augment.near.links.load(agent);
        if let Some(last) = last {
            let most = -augment.near.next_unit(agent, load - 1);
            augment.near.price[agent] = if load == augment.near.capacity[agent] { last } else { least.min(most) };
        }
    }
}

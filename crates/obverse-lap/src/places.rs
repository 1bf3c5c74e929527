//! Who bids and for what: near agents' units, and the places of far agents they compete for.

use crate::side::Side;

/// More units or places than this are not auctioned.
const MOST: u64 = 1 << 24;

/// Units and places of an auction. An auction only looks for prices, so that a pair is made once at most is not its concern.
pub(crate) struct Places {
    /// The near agent of each unit.
    pub(crate) owner: Vec<u32>,
    /// The places of far agent *j* are `starts[j]..starts[j + 1]`.
    pub(crate) starts: Vec<u32>,
    /// The potential of a place nobody wants.
    pub(crate) ceiling: i64,
    /// By far agent, whether its first place will be used whatever comes.
    earns: Vec<bool>,
}

impl Places {
    /// `None` if this is not a problem to be auctioned: there is nothing to compete for, too much of it, or far agents differ
    /// in what their first place earns.
    ///
    /// Where far agents are enough, each is open once: with coverage first, nobody gets a second partner
    /// then. Else all places are open, and what first ones earn is left out: they will all be used.
    ///
    /// `near_in` and `far_in` say who can have a partner at all: others would be counted as demand or supply that is none.
    pub(crate) fn new(
        (near, near_in): (&Side, impl Fn(usize) -> bool),
        (far, far_in): (&Side, impl Fn(usize) -> bool),
    ) -> Option<Self> {
        let part = |side: &Side, agent: usize, takes: bool| if takes { side.capacity[agent] } else { 0 };
        let near_units: Vec<u32> = (0..near.capacity.len()).map(|agent| part(near, agent, near_in(agent))).collect();
        let far_units: Vec<u32> = (0..far.capacity.len()).map(|agent| part(far, agent, far_in(agent))).collect();
        let sum = |units: &[u32]| units.iter().map(|&count| u64::from(count)).sum::<u64>();
        let (units, all) = (sum(&near_units), sum(&far_units));
        let open: Vec<usize> = (0..far_units.len()).filter(|&agent| far_units[agent] > 0).collect();
        let bonus = far.bonus[*open.first()?];
        let once = units <= open.len() as u64;
        if units.max(all) > MOST || units == 0 {
            return None;
        }
        if once && open.iter().any(|&agent| far.bonus[agent] != bonus) {
            return None;
        }
        let mut starts = vec![0; far_units.len() + 1];
        for (agent, &count) in far_units.iter().enumerate() {
            starts[agent + 1] = starts[agent] + if once { count.min(1) } else { count };
        }
        let each = near_units.iter().enumerate();
        let owner = each.flat_map(|(agent, &count)| std::iter::repeat_n(agent as u32, count as usize)).collect();
        let earns = far.bonus.iter().map(|&bonus| !once && bonus > 0).collect();
        Some(Self { owner, starts, ceiling: if once { bonus } else { 0 }, earns })
    }

    /// The places of a far agent.
    pub(crate) fn of(&self, far: u32) -> std::ops::Range<usize> {
        self.starts[far as usize] as usize..self.starts[far as usize + 1] as usize
    }

    /// How many of them may be left over.
    pub(crate) fn optional(&self, far: u32) -> usize {
        self.of(far).len().saturating_sub(usize::from(self.earns[far as usize]))
    }

    /// The places that will be left over, as so many of these far agents: those that are wanted least of those that may be, first what
    /// nobody holds. `held` says how many of each far agent somebody does.
    pub(crate) fn left_over(&self, held: &[u32], prices: &[i64]) -> Vec<u32> {
        let free = |far: u32| (self.of(far).len() as u32).saturating_sub(held[far as usize]) as usize;
        let places = |far: u32| (0..self.optional(far)).map(move |at| (-prices[far as usize], at >= free(far), far));
        let mut left: Vec<(i64, bool, u32)> = (0..held.len() as u32).flat_map(places).collect();
        left.sort_unstable();
        left.truncate(self.excess());
        left.into_iter().map(|(_, _, far)| far).collect()
    }

    /// Places that will be left over.
    pub(crate) fn excess(&self) -> usize {
        (*self.starts.last().unwrap_or(&0) as usize).saturating_sub(self.owner.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Agent, Objective};

    fn side(capacities: &[u32]) -> Side {
        let agents: Vec<Agent> = capacities.iter().map(|&capacity| Agent { capacity, covered: false }).collect();
        Side::new(&agents, 100, Objective::CoverageThenCost)
    }

    #[test]
    fn first_places_that_will_all_be_used_are_not_left_over() {
        // Six units, eight places of five far agents: two of the three second places are too many.
        let (near, far) = (side(&[2, 2, 2]), side(&[1, 2, 2, 2, 1]));
        let places = Places::new((&near, |_| true), (&far, |_| true)).unwrap();
        assert_eq!((places.excess(), (0..5).map(|far| places.optional(far)).collect()), (2, vec![0, 1, 1, 1, 0]));
        assert_eq!(places.ceiling, 0);
        let prices = [9, 3, 3, 2, 9];
        assert_eq!(places.left_over(&[1; 5], &prices), [1, 2], "the highest potentials are of those wanted least");
        assert_eq!(
            places.left_over(&[0, 2, 1, 1, 0], &[9, 3, 3, 3, 9]),
            [2, 3],
            "not what somebody holds, if others are as dear"
        );
    }

    #[test]
    fn where_far_agents_are_enough_each_is_open_once() {
        let (near, far) = (side(&[2, 1]), side(&[3, 2, 1, 1]));
        let places = Places::new((&near, |_| true), (&far, |_| true)).unwrap();
        assert_eq!((places.excess(), (0..4).map(|far| places.optional(far)).collect()), (1, vec![1; 4]));
        assert_eq!(places.ceiling, far.bonus[0]);
    }
}

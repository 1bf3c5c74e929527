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
}

impl Places {
    /// `None` if this is not a problem to be auctioned: there is nothing to compete for, too much of it, or far agents differ
    /// in what their first place earns.
    ///
    /// Where far agents are enough, each is open once: with coverage first, nobody gets a second partner
    /// then. Else all places are open, and what first ones earn is left out: nearly all will be used.
    pub(crate) fn new(near: &Side, far: &Side) -> Option<Self> {
        let open: Vec<usize> = (0..far.capacity.len()).filter(|&agent| far.capacity[agent] > 0).collect();
        let units = near.units();
        let once = units <= open.len() as u64;
        if units.max(far.units()) > MOST || units == 0 {
            return None;
        }
        let bonus = far.bonus[*open.first()?];
        if once && open.iter().any(|&agent| far.bonus[agent] != bonus) {
            return None;
        }
        let places = |&capacity: &u32| if once { capacity.min(1) } else { capacity };
        let mut starts = vec![0; far.capacity.len() + 1];
        for (agent, capacity) in far.capacity.iter().enumerate() {
            starts[agent + 1] = starts[agent] + places(capacity);
        }
        let units = near.capacity.iter().enumerate();
        let owner = units.flat_map(|(agent, &count)| std::iter::repeat_n(agent as u32, count as usize)).collect();
        Some(Self { owner, starts, ceiling: if once { bonus } else { 0 } })
    }

    /// The places of a far agent.
    pub(crate) fn of(&self, far: u32) -> std::ops::Range<usize> {
        self.starts[far as usize] as usize..self.starts[far as usize + 1] as usize
    }

    /// Places that will be left over.
    pub(crate) fn excess(&self) -> usize {
        (*self.starts.last().unwrap_or(&0) as usize).saturating_sub(self.owner.len())
    }
}

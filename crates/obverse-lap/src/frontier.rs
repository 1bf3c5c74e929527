//! Labels and queue of one shortest-path search, cleared in the time the search took.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// No label yet.
pub(crate) const FAR_AWAY: i64 = i64::MAX;

/// What comes up in a search. At equal distance known arcs come before unknown ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Event {
    /// A far agent is reached.
    Far(u32),
    /// A near agent is reached (over a matched pair that had slack).
    Near(u32),
    /// Far agents that are not in some near agent's list may be reached from here on.
    ListsEnd,
}

/// How a far agent was reached.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FarLabel {
    pub(crate) distance: i64,
    pub(crate) from: u32,
    pub(crate) cost: i64,
}

/// How a near agent was reached.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NearLabel {
    pub(crate) distance: i64,
    pub(crate) from: u32,
}

/// Tentative distances and what to look at next.
pub(crate) struct Frontier {
    pub(crate) near: Vec<NearLabel>,
    pub(crate) far: Vec<FarLabel>,
    pub(crate) touched_near: Vec<u32>,
    pub(crate) touched_far: Vec<u32>,
    /// Far agents at the present distance.
    here: Vec<u32>,
    heap: BinaryHeap<Reverse<(i64, Event)>>,
    /// Near agents whose lists say nothing beyond a distance.
    ends_of_lists: BinaryHeap<Reverse<(i64, u32)>>,
}

impl Frontier {
    pub(crate) fn new(nears: usize, fars: usize) -> Self {
        Self {
            near: vec![NearLabel { distance: FAR_AWAY, from: u32::MAX }; nears],
            far: vec![FarLabel { distance: FAR_AWAY, from: u32::MAX, cost: 0 }; fars],
            touched_near: Vec::new(),
            touched_far: Vec::new(),
            here: Vec::new(),
            heap: BinaryHeap::new(),
            ends_of_lists: BinaryHeap::new(),
        }
    }

    pub(crate) fn clear(&mut self) {
        for near in self.touched_near.drain(..) {
            self.near[near as usize].distance = FAR_AWAY;
        }
        for far in self.touched_far.drain(..) {
            self.far[far as usize].distance = FAR_AWAY;
        }
        self.here.clear();
        self.heap.clear();
        self.ends_of_lists.clear();
    }

    /// Labels a near agent if that is an improvement.
    pub(crate) fn label_near(&mut self, near: u32, distance: i64, from: u32) -> bool {
        let label = &mut self.near[near as usize];
        if distance >= label.distance {
            return false;
        }
        if label.distance == FAR_AWAY {
            self.touched_near.push(near);
        }
        *label = NearLabel { distance, from };
        true
    }

    /// Labels a far agent, which the caller knows to be an improvement, and queues it. `now` is the present distance.
    #[inline]
    pub(crate) fn label_far(&mut self, far: u32, label: FarLabel, now: i64) {
        let old = &mut self.far[far as usize];
        if old.distance == FAR_AWAY {
            self.touched_far.push(far);
        }
        *old = label;
        if label.distance == now {
            self.here.push(far);
        } else {
            self.heap.push(Reverse((label.distance, Event::Far(far))));
        }
    }

    pub(crate) fn push(&mut self, distance: i64, event: Event) {
        self.heap.push(Reverse((distance, event)));
    }

    /// Beyond this distance the list of a near agent says nothing.
    pub(crate) fn list_ends(&mut self, near: u32, distance: i64) {
        self.ends_of_lists.push(Reverse((distance, near)));
    }

    /// Near agents whose lists end next, nearer than `limit`: so many at most, in the order of their distances.
    pub(crate) fn next_ends(&mut self, many: usize, limit: i64) -> Vec<u32> {
        let mut ends = Vec::new();
        while ends.len() < many
            && let Some(&Reverse((distance, near))) = self.ends_of_lists.peek()
            && distance < limit
        {
            self.ends_of_lists.pop();
            ends.push(near);
        }
        ends
    }

    /// The next event and its distance, unless it is at `limit` or beyond. `now` is the present distance. Where lists are
    /// trusted, what turns up late may be nearer than that: it comes first.
    pub(crate) fn pop(&mut self, now: i64, limit: i64) -> Option<(i64, Event)> {
        let known = self.heap.peek().map_or(FAR_AWAY, |&Reverse((distance, _))| distance);
        if known < now {
            // Those at the distance that was the present one have to wait.
            let waiting = self.here.drain(..).map(|far| Reverse((self.far[far as usize].distance, Event::Far(far))));
            self.heap.extend(waiting);
        } else if now < limit
            && let Some(far) = self.here.pop()
        {
            return Some((now, Event::Far(far)));
        }
        let unknown = self.ends_of_lists.peek().map_or(FAR_AWAY, |&Reverse((distance, _))| distance);
        if known.min(unknown) >= limit {
            return None;
        }
        if unknown < known {
            return Some((unknown.max(now), Event::ListsEnd));
        }
        self.heap.pop().map(|Reverse(next)| next)
    }
}

//! One more unit: shortest augmenting paths on candidate lists.
//!
//! A new unit of a near agent travels forward over unmatched pairs and backward over matched ones, and ends where it is
//! cheapest: at a far agent with a spare place, at a near agent that gives up a unit, or at once, unused. Distances are
//! reduced costs, so Dijkstra's method applies; afterwards near potentials have risen and far potentials have fallen by
//! what was left of the way, and all conditions of [`Side`] hold again. (Successive shortest paths: Tomizawa 1971,
//! Edmonds and Karp 1972, with lists in place of full rows; see the [references](crate#references).)

use crate::dense::Scanner;
use crate::frontier::{Event, FarLabel, Frontier};
use crate::grid::Grid;
use crate::lists::{COMPLETE, List, each_from_start, select};
use crate::side::Side;
use crate::top::{Candidate, Smallest};
use crate::{ABSENT, Control, SolveError};

/// Where the path ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// The unit stays unused.
    Unused,
    /// A far agent takes it.
    Place(u32),
    /// A near agent gives up a unit of its own.
    GivenUp(u32),
}

/// Events between two looks at the stop flag.
const PATIENCE: u32 = 1024;

/// The state of a solve while near agents' units are inserted.
pub(crate) struct Augment<'a> {
    pub(crate) grid: Grid<'a>,
    pub(crate) control: &'a Control<'a>,
    pub(crate) near: &'a mut Side,
    pub(crate) far: &'a mut Side,
    pub(crate) lists: Vec<List>,
    /// Length of a list.
    pub(crate) k: usize,
    pub(crate) frontier: Frontier,
    buffer: Vec<i64>,
    smallest: Smallest,
    scanner: Scanner<i64>,
    events: u32,
    pub(crate) best: i64,
    pub(crate) end: End,
    pub(crate) root: u32,
    /// Work done in searches, about the number of pairs looked at.
    pub(crate) work: u64,
}

impl<'a> Augment<'a> {
    pub(crate) fn new(
        grid: Grid<'a>,
        control: &'a Control<'a>,
        near: &'a mut Side,
        far: &'a mut Side,
        k: usize,
    ) -> Self {
        let (nears, fars) = grid.shape();
        Self {
            grid,
            control,
            near,
            far,
            lists: vec![List::unscanned(); nears],
            k,
            frontier: Frontier::new(nears, fars),
            buffer: vec![0; fars],
            smallest: Smallest::new(k, 0),
            scanner: Scanner::new(fars),
            events: 0,
            best: 0,
            end: End::Unused,
            root: 0,
            work: 0,
        }
    }

    /// Inserts all units of a near agent that it does not use yet, as far as they are worth having.
    pub(crate) fn fill(&mut self, near: u32) -> Result<(), SolveError> {
        let agent = near as usize;
        loop {
            let load = self.near.links.load(agent);
            if load >= self.near.capacity[agent] {
                return Ok(());
            }
            let worth = -(self.near.next_unit(agent, load) + self.near.price[agent]);
            if worth <= 0 {
                return Ok(());
            }
            self.search(near, worth)?;
            self.reprice();
            let used = self.end != End::Unused;
            self.apply();
            self.frontier.clear();
            if !used {
                return Ok(());
            }
        }
    }

    /// Dijkstra's method from `root`.
    fn search(&mut self, root: u32, worth: i64) -> Result<(), SolveError> {
        self.root = root;
        self.best = worth;
        self.end = End::Unused;
        self.frontier.label_near(root, 0, u32::MAX);
        self.expand(root, 0);
        self.explore()
    }

    /// Goes on from what is labelled, until nothing nearer than the best end is left.
    pub(crate) fn explore(&mut self) -> Result<(), SolveError> {
        let mut now = 0;
        while let Some((distance, event)) = self.frontier.pop(now, self.best) {
            now = distance;
            self.events += 1;
            if self.events >= PATIENCE {
                self.events = 0;
                self.control.check()?;
            }
            match event {
                Event::Far(far) => {
                    if self.frontier.far[far as usize].distance == distance {
                        self.cross(far, distance);
                    }
                }
                Event::Near(near) => {
                    if self.frontier.near[near as usize].distance == distance {
                        self.expand(near, distance);
                    }
                }
                Event::Extend(near) => {
                    self.events = 0;
                    self.control.check()?;
                    self.extend(near, distance);
                }
            }
        }
        Ok(())
    }

    /// Backward over the matched pairs of a far agent.
    fn cross(&mut self, far: u32, distance: i64) {
        let price = self.far.price[far as usize];
        let mut index = 0;
        while let Some(link) = self.far.links.get(far as usize, index) {
            index += 1;
            let slack = self.near.price[link.partner as usize] + price - link.cost;
            let reached = distance + slack;
            if reached < self.best && self.frontier.label_near(link.partner, reached, far) {
                if slack == 0 {
                    self.expand(link.partner, distance);
                } else {
                    self.frontier.push(reached, Event::Near(link.partner));
                }
            }
        }
    }

    /// Forward from a near agent, over what its list knows.
    fn expand(&mut self, near: u32, distance: i64) {
        let agent = near as usize;
        let price = self.near.price[agent];
        if near != self.root
            && let Some(cost) = self.near.giving_up(agent)
            && distance + cost - price < self.best
        {
            self.best = distance + cost - price;
            self.end = End::GivenUp(near);
        }
        let entries = std::mem::take(&mut self.lists[agent].entries);
        for entry in &entries {
            let reduced = entry.cost - price - self.far.price[entry.far as usize];
            self.relax(near, entry.far, entry.cost, reduced, distance);
        }
        self.work += 4 * entries.len() as u64;
        self.lists[agent].entries = entries;
        let bound = self.lists[agent].bound;
        if bound != COMPLETE {
            let at = if bound == i64::MIN { distance } else { distance + (bound - price).max(0) };
            if at < self.best {
                self.frontier.push(at, Event::Extend(near));
            }
        }
    }

    /// Labels a far agent over a pair of this reduced cost, if that is an improvement.
    #[inline]
    fn relax(&mut self, near: u32, far: u32, cost: i64, reduced: i64, now: i64) -> bool {
        // Only a matched pair can have a negative reduced cost; it carries its one unit already.
        if reduced <= 0 && (reduced < 0 || self.near.links.has(near as usize, far)) {
            return false;
        }
        let from = self.frontier.near[near as usize].distance;
        let distance = from + reduced;
        if distance >= self.best || distance >= self.frontier.far[far as usize].distance {
            return false;
        }
        self.frontier.label_far(far, FarLabel { distance, from: near, cost }, now);
        if let Some(offer) = self.far.offer(far as usize) {
            let end = distance + offer + self.far.price[far as usize];
            if end < self.best {
                self.best = end;
                self.end = End::Place(far);
            }
        }
        true
    }

    /// Scans a near agent afresh: renews its list, and reaches the nearest far agents that the search has not reached.
    fn extend(&mut self, near: u32, now: i64) {
        let agent = near as usize;
        let mut buffer = std::mem::take(&mut self.buffer);
        let mut smallest = std::mem::replace(&mut self.smallest, Smallest::new(1, 0));
        self.grid.fill(agent, &mut buffer);
        self.work += buffer.len() as u64;
        // Whoever is looked at again and again stands where many paths pass.
        let k = self.lists[agent].longer(self.k) + self.near.links.load(agent) as usize;
        self.lists[agent] = select(agent, &buffer, &self.far.price, k, &mut self.scanner);
        let base = self.frontier.near[agent].distance - self.near.price[agent];
        smallest.reset(4 * self.k, self.best);
        each_from_start(agent, &buffer, &self.far.price, |order, far, cost, price| {
            let value = base.wrapping_add(cost.wrapping_sub(price));
            if value < smallest.threshold() && cost != ABSENT && value < self.frontier.far[far as usize].distance {
                // A matched pair carries its unit already.
                if !self.near.links.has(agent, far) {
                    smallest.push(Candidate { value, order, far, cost });
                }
            }
        });
        let (best, next) = smallest.finish();
        let mut improved = false;
        for candidate in best {
            let reduced = candidate.value - self.frontier.near[agent].distance;
            improved |= self.relax(near, candidate.far, candidate.cost, reduced, now);
        }
        // Without improvement the source has contradicted itself: looking again would not help.
        if let Some(next) = next
            && improved
            && next < self.best
        {
            self.frontier.push(next.max(now), Event::Extend(near));
        }
        self.buffer = buffer;
        self.smallest = smallest;
    }

    /// Near potentials rise and far potentials fall by what was left of the way.
    pub(crate) fn reprice(&mut self) {
        for &near in &self.frontier.touched_near {
            self.near.price[near as usize] += (self.best - self.frontier.near[near as usize].distance).max(0);
        }
        for &far in &self.frontier.touched_far {
            self.far.price[far as usize] -= (self.best - self.frontier.far[far as usize].distance).max(0);
        }
    }

    /// Sends the unit along the path.
    fn apply(&mut self) {
        let mut open = match self.end {
            End::Unused => return,
            End::Place(far) => far,
            End::GivenUp(near) => self.detach(near),
        };
        loop {
            let FarLabel { from, cost, .. } = self.frontier.far[open as usize];
            let next = (from != self.root).then(|| self.detach(from));
            self.near.links.insert(from as usize, open, cost);
            self.far.links.insert(open as usize, from, cost);
            match next {
                Some(far) => open = far,
                None => return,
            }
        }
    }

    /// Parts a near agent from the far agent it was reached from.
    pub(crate) fn detach(&mut self, near: u32) -> u32 {
        let far = self.frontier.near[near as usize].from;
        self.near.links.remove(near as usize, far);
        self.far.links.remove(far as usize, near);
        far
    }
}

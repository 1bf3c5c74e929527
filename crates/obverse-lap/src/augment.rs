//! One more unit: shortest augmenting paths on candidate lists.
//!
//! A new unit of a near agent travels forward over unmatched pairs and backward over matched ones, and ends where it is
//! cheapest: at a far agent with a spare place, at a near agent that gives up a unit, or at once, unused. Distances are
//! reduced costs, so Dijkstra's method applies; afterwards near potentials have risen and far potentials have fallen by
//! what was left of the way, and all conditions of [`Side`] hold again. (Successive shortest paths: Tomizawa 1971,
//! Edmonds and Karp 1972, with lists in place of full rows; see the [references](crate#references).)

use crate::alike::Alike;
use crate::bits::Bits;
use crate::frontier::{Event, FarLabel, Frontier};
use crate::grid::Grid;
use crate::list::{COMPLETE, List};
use crate::live::Live;
use crate::scan::Scan;
use crate::side::Side;
use crate::unsettled::Unsettled;
use crate::{Control, SolveError};

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

/// What the label of a near agent says that a search starts from.
pub(crate) const ROOT: u32 = u32::MAX;

/// Events between two looks at the stop flag.
const PATIENCE: u32 = 1024;

/// A list is trusted beyond its bound by this share of the distance from its first entry to its bound.
const TRUSTED: i64 = 8;

/// Lists that are made longer together, at most.
const TOGETHER: usize = 256;

/// A list that has run out is made so many times as long, …
const LONGER: usize = 8;

/// … up to this length, because some near agents do not care whom of thousands they get, …
const LONGEST: usize = 8192;

/// … as long as lists have not become longer by so many entries for each near agent.
const SPARE: usize = 16;

/// The state of a solve while near agents' units are inserted.
pub(crate) struct Augment<'a> {
    pub(crate) grid: Grid<'a>,
    pub(crate) control: &'a Control<'a>,
    pub(crate) near: &'a mut Side,
    pub(crate) far: &'a mut Side,
    pub(crate) lists: Vec<List>,
    pub(crate) live: Live<'a>,
    /// Length of a list.
    pub(crate) k: usize,
    /// Entries that lists may still have more than that.
    spare: usize,
    /// How far beyond what a list proves a search may go before it looks further: with more than 0 potentials of near agents
    /// have to be checked afterwards. See [`crate::doubt`].
    pub(crate) patience: i64,
    pub(crate) frontier: Frontier,
    /// Near agents that were looked at afresh in this search.
    extended: Vec<u32>,
    /// The same as a set.
    fresh: Bits,
    /// Near agents that a search need not look at one by one.
    pub(crate) alike: Alike,
    unsettled: Unsettled<'a>,
    /// Lists that the search has added to, and how long they were.
    appended: Vec<(u32, usize)>,
    events: u32,
    /// Free places to meet in a search from many roots; 0 in a search for one.
    wanted: usize,
    /// Those met.
    pub(crate) met: Vec<u32>,
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
            live: Live::default(),
            k,
            spare: SPARE * nears,
            patience: 0,
            frontier: Frontier::new(nears, fars),
            extended: Vec::new(),
            fresh: Bits::none(nears),
            alike: Alike::default(),
            unsettled: Unsettled::default(),
            appended: Vec::new(),
            events: 0,
            wanted: 0,
            met: Vec::new(),
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
            self.clear();
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
        self.frontier.label_near(root, 0, ROOT);
        self.expand(root, 0);
        self.explore()
    }

    /// Dijkstra's method from all of these, until it has met so many free places or come as far as `limit`. Returns how far it has
    /// come; `None` if that is further than the units are worth. Then potentials must stay as they are.
    pub(crate) fn search_all(&mut self, roots: &[u32], wanted: usize, limit: i64) -> Result<Option<i64>, SolveError> {
        let worth = |&root: &u32| {
            let agent = root as usize;
            -(self.near.next_unit(agent, self.near.links.load(agent)) + self.near.price[agent])
        };
        let least = roots.iter().map(worth).min().unwrap_or(0);
        (self.root, self.best, self.end, self.wanted) = (u32::MAX, least.min(limit), End::Unused, wanted);
        for &root in roots {
            self.frontier.label_near(root, 0, ROOT);
        }
        for &root in roots {
            self.expand(root, 0);
        }
        self.explore()?;
        self.wanted = 0;
        Ok((self.best < least).then_some(self.best))
    }

    /// Meets a place that is free in a search from many roots: the last that is wanted ends it.
    fn meet(&mut self, far: u32, distance: i64) {
        let Some(offer) = self.far.offer(far as usize) else { return };
        let dearer = offer + self.far.price[far as usize];
        if dearer <= 0 {
            self.met.push(far);
        }
        let places = (self.far.capacity[far as usize] - self.far.links.load(far as usize)) as usize;
        if dearer > 0 || self.wanted <= places {
            self.best = self.best.min(distance + dearer);
        } else {
            self.wanted -= places;
        }
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
                        if self.wanted > 0 {
                            self.meet(far, distance);
                        }
                        self.unsettled.settle(far);
                        self.cross(far, distance);
                    }
                }
                Event::Near(near) => {
                    if self.frontier.near[near as usize].distance == distance {
                        self.expand(near, distance);
                    }
                }
                Event::ListsEnd => {
                    self.events = 0;
                    self.control.check()?;
                    self.extend(distance)?;
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
        if self.follow(near, distance) {
            return;
        }
        let first = self.alike.first(near) as usize;
        let list = std::mem::replace(&mut self.lists[first], List::unscanned());
        self.reach_listed(near, &list, distance);
        let bound = list.bound;
        if bound != COMPLETE {
            let trust = self.patience.min((bound - list.first()) / TRUSTED);
            let at = if bound == i64::MIN { distance } else { distance + (bound - price).max(0) + trust };
            if at < self.best {
                self.frontier.list_ends(near, at);
            }
        }
        self.lists[first] = list;
    }

    /// Whether one alike has gone on from where this one would; then only what that one keeps to itself is left to be labelled.
    fn follow(&mut self, near: u32, distance: i64) -> bool {
        let agent = near as usize;
        let price = self.near.price[agent];
        let links = &self.near.links;
        let several = if self.near.capacity[agent] > 1 { 0..usize::MAX } else { 0..0 };
        let partners = several.map_while(|index| links.get(agent, index));
        if !self.alike.is_led(near, distance - price, partners) {
            return false;
        }
        for (far, cost) in self.alike.kept_for(near, distance - price, |far| links.has(agent, far)) {
            self.relax(near, (far, cost), cost - price - self.far.price[far as usize], distance);
        }
        true
    }

    /// Labels what a near agent's list knows. Entries whose floor is beyond the best end, and all after them, do not matter.
    fn reach_listed(&mut self, near: u32, list: &List, now: i64) {
        let agent = near as usize;
        let base = self.frontier.near[agent].distance - self.near.price[agent];
        let mut looked = 0;
        for entry in list.entries() {
            if base + entry.floor >= self.best {
                break;
            }
            looked += 1;
            let reduced = entry.cost - self.near.price[agent] - self.far.price[entry.far as usize];
            self.relax(near, (entry.far, entry.cost), reduced, now);
        }
        self.work += 4 * looked;
    }

    /// Labels a far agent over a pair of this reduced cost, if that is an improvement.
    #[inline]
    fn relax(&mut self, near: u32, (far, listed): (u32, i64), reduced: i64, now: i64) {
        // A matched pair carries its one unit already.
        if reduced <= 0 && self.near.links.has(near as usize, far) {
            return;
        }
        let from = self.frontier.near[near as usize].distance;
        // Another pair has a negative reduced cost only where a list was trusted too far: see `doubt`.
        let distance = from + reduced.max(0);
        if distance >= self.best || distance >= self.frontier.far[far as usize].distance {
            return;
        }
        // A list that is shared is right about the others only as far as they are alike.
        let Some(cost) = self.alike.cost(self.grid, (near, far), listed) else { return };
        let mut distance = distance;
        if cost != listed {
            let reduced = reduced + cost - listed;
            distance = from + reduced.max(0);
            let carried = reduced <= 0 && self.near.links.has(near as usize, far);
            if carried || distance >= self.best || distance >= self.frontier.far[far as usize].distance {
                return;
            }
        }
        self.frontier.label_far(far, FarLabel { distance, from: near, cost }, now);
        if self.wanted == 0
            && let Some(offer) = self.far.offer(far as usize)
        {
            let end = distance + offer + self.far.price[far as usize];
            if end < self.best {
                self.best = end;
                self.end = End::Place(far);
            }
        }
    }

    /// Looks through the lines of the near agents whose lists end next, together, and goes on from what is found. Of those whose
    /// turn has not come yet nothing nearer than now turns up. A list from before the search is made anew and stays, longer if it was
    /// full; where that would say nothing, or has been done, the line is only looked through for who is not settled.
    fn extend(&mut self, now: i64) -> Result<(), SolveError> {
        let (_, fars) = self.grid.shape();
        let mut nears = self.frontier.next_ends(TOGETHER, self.best);
        nears.retain(|&near| self.alike.leads(near));
        self.work += (fars * nears.len()) as u64;
        let scan = Scan { grid: self.grid, k: self.k, control: self.control };
        let (known, old): (Vec<u32>, Vec<u32>) =
            nears.iter().partition(|&&near| self.fresh.has(self.alike.first(near)) || self.says_nothing(near));
        let mut lengths = |near: u32| {
            let length = self.length_anew(near);
            self.spare -= length - self.k;
            (length, self.alike.first(near))
        };
        let mut old: Vec<(usize, u32)> = old.into_iter().map(&mut lengths).collect();
        old.sort_unstable();
        for as_long in old.chunk_by(|a, b| a.0 == b.0) {
            let nears: Vec<u32> = as_long.iter().map(|&(_, near)| near).collect();
            Scan { k: as_long[0].0, ..scan }.renew(&nears, (&mut self.live, &self.far.price), &mut self.lists)?;
        }
        for (_, near) in old {
            self.fresh.insert(near);
            self.extended.push(near);
            let list = std::mem::replace(&mut self.lists[near as usize], List::unscanned());
            self.reach(self.alike.leader(near), &list, now);
            self.lists[near as usize] = list;
        }
        let best = self.best;
        let (near_side, labels) = (&*self.near, &self.frontier.near);
        let limit = |near: u32| best - labels[near as usize].distance + near_side.price[near as usize];
        let mut found = Vec::new();
        let mut known: Vec<(usize, u32)> = known.into_iter().map(|near| (self.length_more(near), near)).collect();
        known.sort_unstable();
        for as_long in known.chunk_by(|a, b| a.0 == b.0) {
            let nears: Vec<u32> = as_long.iter().map(|&(_, near)| near).collect();
            // Their own partners are never reached from them.
            let most = nears.iter().map(|&near| self.near.links.load(near as usize)).max().unwrap_or(0);
            let scan = Scan { k: as_long[0].0.max(1 + most as usize), ..scan };
            scan.lists_within(&nears, self.unsettled.prices(self.grid, &self.far.price), limit, |near, list| {
                found.push((near, list));
            })?;
        }
        for (near, list) in found {
            self.reach(near, &list, now);
            let first = self.alike.first(near);
            if !self.fresh.has(first) {
                self.fresh.insert(first);
                self.extended.push(first);
            }
            let known = &mut self.lists[first as usize];
            self.appended.push((first, known.len()));
            known.append(&list);
        }
        Ok(())
    }

    /// All that a list names look alike, and it cannot be made longer.
    fn says_nothing(&self, near: u32) -> bool {
        let list = &self.lists[self.alike.first(near) as usize];
        list.is_flat() && self.length_anew(near) <= list.len()
    }

    /// How long a list that has run out is to be.
    fn length_anew(&self, near: u32) -> usize {
        let full = self.lists[self.alike.first(near) as usize].len();
        let longer = (LONGER * full).min(LONGEST);
        if full >= self.k && longer <= self.k + self.spare { longer.max(self.k) } else { self.k }
    }

    /// How many more of a line are to be found at once: about as many as have been, or those who do not care whom of thousands they
    /// get would have their line looked through as many times.
    fn length_more(&self, near: u32) -> usize {
        let known = self.lists[self.alike.first(near) as usize].len().min(LONGEST);
        let mut length = self.k.max(1);
        while 2 * length <= known {
            length *= 2;
        }
        length
    }

    /// Labels what has been found out about a near agent's line, and comes back to it where that ends.
    fn reach(&mut self, near: u32, list: &List, now: i64) {
        self.reach_listed(near, list, now);
        if list.bound != COMPLETE {
            let agent = near as usize;
            // Not before the near agent itself comes up, or its line would be looked through again and again for the same far agents.
            let at = self.frontier.near[agent].distance + (list.bound - self.near.price[agent]).max(0);
            if at < self.best {
                self.frontier.list_ends(near, at.max(now));
            }
        }
    }

    /// Forgets the search, and what it has added to lists.
    pub(crate) fn clear(&mut self) {
        self.met.clear();
        self.alike.clear();
        self.frontier.clear();
        for near in self.extended.drain(..) {
            self.fresh.remove(near);
        }
        for (near, length) in self.appended.drain(..).rev() {
            self.lists[near as usize].shorten(length);
        }
        self.unsettled.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Matrix;
    use crate::bits::Bits;

    #[test]
    fn a_line_is_not_looked_at_again_before_its_agent_comes_up() {
        let costs = Matrix::from_fn(1, 3, |_, col| Some(3 + col as i64));
        let (grid, control) = (Grid::new(&costs, false), Control::default());
        let mut near = Side::of_block(&Bits::all(1), 1, true);
        let mut far = Side::of_block(&Bits::all(3), 3, false);
        let mut augment = Augment::new(grid, &control, &mut near, &mut far, 1);
        // Reached at 10 with a potential of 5, which is too high: somebody costs 4. Looked at when the search is at 7.
        augment.near.price[0] = 5;
        (augment.best, augment.wanted) = (1000, 1);
        augment.frontier.label_near(0, 10, ROOT);
        augment.reach(0, &List::new([(0, 3, 3)].into_iter(), 4), 7);
        let mut ends = Vec::new();
        while let Some((distance, event)) = augment.frontier.pop(7, augment.best) {
            if event == Event::ListsEnd {
                ends.push((distance, augment.frontier.next_ends(1, augment.best)));
            }
        }
        assert_eq!(ends, [(10, vec![0])]);
    }
}

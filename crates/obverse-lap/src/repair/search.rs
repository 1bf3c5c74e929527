//! One shortest path for somebody who has lost a mate: Dijkstra's method from both ends.
//!
//! Let the *near* side be that of the seed, who is without a mate and whose price may rise. A path leads from the seed to a
//! far agent, from there to its mate, and so on, over reduced costs; it ends at a far agent without a mate, or at a near
//! agent whose price has risen to its bonus and who goes without (at first: the seed itself).
//!
//! The search *forward* grows from the seed and reads lines of near agents. The search *backward* grows from all ends at
//! once and reads lines of the far mates. They meet after far fewer lines than either would need. Backward is also what
//! makes a change in a balanced block cheap: when everybody has a mate, the nearest end is a whole person's worth away for
//! all alike, and a search from the seed alone would read every line before it saw that.
//!
//! With forward distances f, backward distances b, radii F and B and the shortest path's length D = F + B, the near price
//! of every agent rises by max(F − f, 0) + min(b, B), and its mate's falls by as much. That keeps all reduced costs non-negative,
//! because no path is shorter than D: f + cost + b ≥ D on every pair. (Bidirectional search: T. A. J. Nicholson, *Finding the
//! shortest route between two points in a network*, The Computer Journal 9(3), 1966, 275–280; Ikeda et al., *A fast
//! algorithm for finding better routes by AI search techniques*, 1994, for potentials from both ends.)
//!
//! Where lines are known in part, an agent that was taken stays *open*: its line is read whole only if the search comes as far as
//! the first pair that may be missing. A pair that both its agents are open to may then have been seen from neither end; so the
//! search only ends if no such pair can be part of a shorter path. And no pair may be left out because the other direction
//! has come past it, where that direction knows it in part only: what is left out is counted from the least distance that is
//! open.
//!
//! No distance leaves the range of packed values: all that is compared lies below the seed's way to go without, at most
//! two people and a sum of costs.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use crate::SolveError;
use crate::repair::RepairError;
use crate::repair::apply::COST_BOUND;
use crate::repair::picture::{NOBODY, Picture, Place, ROW, Worth};
use crate::repair::reader::{Moment, Reader};

/// Not reached.
const FAR_AWAY: i64 = i64::MAX;

/// Where the best path known so far changes hands.
#[derive(Clone, Copy)]
enum Meeting {
    /// At a near agent: forward to it, then backward from it.
    Near(usize),
    /// At a far agent without a mate: the end.
    Free(usize),
}

/// Distances of one direction, and who comes next.
struct Labels {
    distance: Vec<i64>,
    /// Forward, of a far agent: the near agent it was reached from. Backward, of a near agent: the far agent it takes,
    /// or [`NOBODY`] if it goes without.
    other: Vec<u32>,
    /// Agents reached and not taken yet; and agents whose line has to be read whole if the search comes as far as its next
    /// pair may be.
    heap: BinaryHeap<Reverse<(i64, u32, Next)>>,
    /// Agents whose line is known in part: their distance, and the slack from which on there may be more.
    open: BTreeMap<u32, (i64, i64)>,
    /// The least distance of those.
    least_open: i64,
}

/// What is next about an agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Next {
    /// It was reached at this distance: look at its mate's line.
    Reached,
    /// Of its own line pairs from this distance on are not known: read it.
    Unknown,
}

impl Labels {
    fn new(agents: usize) -> Self {
        Self {
            distance: vec![FAR_AWAY; agents],
            other: vec![NOBODY; agents],
            heap: BinaryHeap::new(),
            open: BTreeMap::new(),
            least_open: FAR_AWAY,
        }
    }

    /// Of this agent's line more is not known.
    fn open(&mut self, agent: usize, distance: i64, more_from: i64) {
        self.heap.push(Reverse((distance + more_from, agent as u32, Next::Unknown)));
        self.open.insert(agent as u32, (distance, more_from));
        self.least_open = self.least_open.min(distance);
    }

    /// This agent's line is read whole.
    fn close(&mut self, agent: usize) {
        if let Some((distance, _)) = self.open.remove(&(agent as u32))
            && distance == self.least_open
        {
            self.least_open = self.open.values().map(|open| open.0).min().unwrap_or(FAR_AWAY);
        }
    }

    /// Those of whose line more has to be known, if the other direction is open from `least` on and a path of length `best`
    /// is to be the shortest.
    fn undecided(&self, least: i64, best: i64) -> Vec<(u32, i64)> {
        let all = self.open.iter().map(|(&agent, &(distance, more))| (agent, distance + more));
        all.filter(|&(_, distance)| distance.saturating_add(least) < best).collect()
    }

    fn set(&mut self, agent: usize, distance: i64, other: usize) {
        self.distance[agent] = distance;
        self.other[agent] = other as u32;
        self.heap.push(Reverse((distance, agent as u32, Next::Reached)));
    }

    /// The least distance not taken yet.
    fn radius(&mut self) -> i64 {
        while let Some(&Reverse((distance, agent, next))) = self.heap.peek() {
            let valid = match next {
                Next::Reached => self.distance[agent as usize] == distance,
                Next::Unknown => self.open.contains_key(&agent),
            };
            if valid {
                return distance;
            }
            self.heap.pop();
        }
        FAR_AWAY
    }
}

/// Visits pairs of a line below the limit: what is known, or the whole line if that says too little to wait. Returns the work,
/// and from which slack on there may be more.
fn grow(
    moment: &mut Moment<'_, '_>,
    (line, price): ((usize, usize), i64),
    mut limit: i64,
    next: Next,
    mut visit: impl FnMut(usize, i64) -> i64,
) -> Result<(u64, Option<i64>), SolveError> {
    let mut work = 0;
    if next == Next::Reached {
        let look = moment.look(line, price, limit, |other, slack| {
            limit = visit(other, slack);
            limit
        })?;
        work = look.pairs;
        if look.more_from.is_none_or(|more| more > 0) {
            return Ok((work, look.more_from));
        }
    }
    moment.read(line, price, limit, visit)?;
    Ok((work + moment.weight(line.0), None))
}

struct Search<'a> {
    picture: &'a Picture,
    side: usize,
    root: usize,
    /// By far agent.
    forward: Labels,
    /// By near agent.
    backward: Labels,
    /// Far agents without a mate whose lines have not been read: ends at distance 0.
    free: Vec<u32>,
    best: i64,
    meeting: Meeting,
    /// Pairs looked at so far, or what took as long: forward, backward.
    work: [u64; 2],
    /// F and B: searched so far; in the end they add up to the length of the path.
    radius: [i64; 2],
}

impl Search<'_> {
    /// Goes on from a near agent: through what is known of its line, or through all of it. No pair that is new leads to less than
    /// `distance`.
    fn grow_forward(
        &mut self,
        moment: &mut Moment<'_, '_>,
        (near, distance): (usize, i64),
        next: Next,
    ) -> Result<(), SolveError> {
        let picture = self.picture;
        let mate = picture.mate(self.side, near);
        let from = mate.map_or(0, |mate| self.forward.distance[mate]);
        let (line, price) = ((self.side, near), picture.price[self.side][near]);
        let left = self.radius[1].min(self.backward.least_open);
        let limit = self.best - left - from;
        let reach = |far: usize, slack: i64| {
            let reached = from.saturating_add(slack).max(distance);
            if reached < self.forward.distance[far] {
                if let Some(mate) = picture.mate(1 - self.side, far) {
                    self.forward.set(far, reached, near);
                    let total = reached.saturating_add(self.backward.distance[mate]);
                    if total < self.best {
                        self.best = total;
                        self.meeting = Meeting::Near(mate);
                    }
                } else if reached < self.best {
                    self.forward.distance[far] = reached;
                    self.forward.other[far] = near as u32;
                    self.best = reached;
                    self.meeting = Meeting::Free(far);
                }
            }
            self.best - left - from
        };
        let (work, more_from) = grow(moment, (line, price), limit, next, reach)?;
        self.forward.close(near);
        self.work[0] += work;
        if let Some(more) = more_from {
            self.forward.open(near, from, more);
        }
        Ok(())
    }

    /// The same from a far agent, towards the root.
    fn grow_backward(
        &mut self,
        moment: &mut Moment<'_, '_>,
        (far, distance): (usize, i64),
        next: Next,
    ) -> Result<(), SolveError> {
        let picture = self.picture;
        let mate = picture.mate(1 - self.side, far);
        let from = mate.map_or(0, |mate| self.backward.distance[mate]);
        let (line, price) = ((1 - self.side, far), picture.price[1 - self.side][far]);
        let left = self.radius[0].min(self.forward.least_open);
        let limit = self.best - left - from;
        let reach = |near: usize, slack: i64| {
            let reached = from.saturating_add(slack).max(distance);
            if reached < self.backward.distance[near] {
                let mate = picture.mate(self.side, near);
                let before = if near == self.root { Some(0) } else { mate.map(|mate| self.forward.distance[mate]) };
                if let Some(before) = before {
                    self.backward.set(near, reached, far);
                    let total = reached.saturating_add(before);
                    if total < self.best {
                        self.best = total;
                        self.meeting = Meeting::Near(near);
                    }
                }
            }
            self.best - left - from
        };
        let (work, more_from) = grow(moment, (line, price), limit, next, reach)?;
        self.backward.close(far);
        self.work[1] += work;
        if let Some(more) = more_from {
            self.backward.open(far, from, more);
        }
        Ok(())
    }

    /// Every near agent could go without, at what its price still has to rise; far agents without a mate are ends.
    fn start(&mut self, worth: &Worth) {
        let picture = self.picture;
        let mut nearest = FAR_AWAY;
        for (near, (&price, &bonus)) in picture.price[self.side].iter().zip(&worth.bonus[self.side]).enumerate() {
            let mated = picture.place[self.side][near] == Place::Here && picture.mate[self.side][near] != NOBODY;
            if mated || near == self.root {
                self.backward.distance[near] = bonus - price;
            }
            if mated {
                nearest = nearest.min(bonus - price);
            }
        }
        let far = 1 - self.side;
        let free = |&agent: &usize| picture.place[far][agent] == Place::Here && picture.mate[far][agent] == NOBODY;
        self.free = (0..picture.mate[far].len()).rev().filter(free).map(|agent| agent as u32).collect();
        self.best = self.backward.distance[self.root];
        self.radius[1] = if self.free.is_empty() { nearest.min(self.best) } else { 0 };
    }

    /// Both searches in turn until they have met. Leaves F and B in `radius`.
    fn run(&mut self, moment: &mut Moment<'_, '_>) -> Result<(), SolveError> {
        self.grow_forward(moment, (self.root, 0), Next::Reached)?;
        // Ends that could still be part of a shorter path.
        for (near, &distance) in self.backward.distance.iter().enumerate() {
            if distance < self.best && near != self.root {
                self.backward.heap.push(Reverse((distance, near as u32, Next::Reached)));
            }
        }
        loop {
            // A line left out what the other direction's radius then ruled out. Each radius below is at least what was used,
            // and no more than what has been searched.
            let forward = self.forward.radius();
            if forward.saturating_add(self.radius[1]) >= self.best {
                if !self.decided(moment)? {
                    continue;
                }
                self.radius[0] = (self.best - self.radius[1]).max(0);
                return Ok(());
            }
            self.radius[0] = forward;
            let backward = if self.free.is_empty() { self.backward.radius() } else { 0 };
            if self.radius[0].saturating_add(backward) >= self.best {
                if !self.decided(moment)? {
                    continue;
                }
                self.radius[1] = (self.best - self.radius[0]).max(0);
                return Ok(());
            }
            self.radius[1] = backward;
            if self.work[0] <= self.work[1] {
                if let Some(Reverse((distance, agent, next))) = self.forward.heap.pop() {
                    let agent = agent as usize;
                    let near =
                        if next == Next::Unknown { Some(agent) } else { self.picture.mate(1 - self.side, agent) };
                    if let Some(near) = near {
                        self.grow_forward(moment, (near, distance), next)?;
                    }
                }
            } else if let Some(far) = self.free.pop() {
                self.grow_backward(moment, (far as usize, 0), Next::Reached)?;
            } else if let Some(Reverse((distance, agent, next))) = self.backward.heap.pop() {
                let agent = agent as usize;
                let far = if next == Next::Unknown { Some(agent) } else { self.picture.mate(self.side, agent) };
                if let Some(far) = far {
                    self.grow_backward(moment, (far, distance), next)?;
                }
            }
        }
    }

    /// Whether no shorter path takes a pair that neither direction knew of. If one could, the lines in question are read.
    fn decided(&mut self, moment: &mut Moment<'_, '_>) -> Result<bool, SolveError> {
        let forward = self.forward.undecided(self.backward.least_open, self.best);
        let backward = self.backward.undecided(self.forward.least_open, self.best);
        if forward.is_empty() || backward.is_empty() {
            return Ok(true);
        }
        let weight = |agents: &[(u32, i64)], side: usize| agents.len() as u64 * moment.weight(side);
        if weight(&forward, self.side) <= weight(&backward, 1 - self.side) {
            for (near, distance) in forward {
                self.grow_forward(moment, (near as usize, distance), Next::Unknown)?;
            }
        } else {
            for (far, distance) in backward {
                self.grow_backward(moment, (far as usize, distance), Next::Unknown)?;
            }
        }
        Ok(false)
    }

    /// How much the price of a near agent with this mate rises.
    fn rise(&self, near: usize, mate: usize) -> i64 {
        (self.radius[0] - self.forward.distance[mate]).max(0) + self.backward.distance[near].min(self.radius[1])
    }

    /// The pairs (near, far) of the path, and the near agent that goes without if one does.
    fn path(&self) -> (Vec<(usize, usize)>, Option<usize>) {
        let mut pairs = Vec::new();
        let (mut far, mut near) = match self.meeting {
            Meeting::Free(far) => (Some(far), None),
            Meeting::Near(near) => (self.picture.mate(self.side, near), Some(near)),
        };
        while let Some(to) = far {
            let from = self.forward.other[to] as usize;
            pairs.push((from, to));
            far = self.picture.mate(self.side, from);
        }
        while let Some(from) = near {
            let to = self.backward.other[from];
            if to == NOBODY {
                return (pairs, Some(from));
            }
            pairs.push((from, to as usize));
            near = self.picture.mate(1 - self.side, to as usize);
        }
        (pairs, None)
    }
}

/// Finds a mate for `root`, who has none, or lets go without whoever loses least by it. Prices and mates are then right
/// again as far as `root` is concerned. Returns B, by which prices of the near side rise where nothing happened.
///
/// Costs that contradict what the state was made from are found out only where they would take prices out of range: all else is for
/// the check to find.
pub(super) fn settle(
    picture: &mut Picture,
    worth: &Worth,
    reader: &mut Reader<'_>,
    (side, root): (usize, usize),
) -> Result<i64, RepairError> {
    let (nears, fars) = (picture.mate[side].len(), picture.mate[1 - side].len());
    let mut search = Search {
        picture,
        side,
        root,
        forward: Labels::new(fars),
        backward: Labels::new(nears),
        free: Vec::new(),
        best: 0,
        meeting: Meeting::Near(root),
        work: [0, 0],
        radius: [0, 0],
    };
    search.start(worth);
    search.run(&mut reader.under(picture))?;
    let rises: Vec<i64> =
        (0..nears).map(|near| search.picture.mate(side, near).map_or(0, |mate| search.rise(near, mate))).collect();
    let (path, without) = search.path();
    let (length, drift) = (search.best, search.radius[1]);
    for (near, rise) in rises.into_iter().enumerate() {
        if let Some(mate) = picture.mate(side, near)
            && picture.place[side][near] == Place::Here
        {
            picture.price[side][near] += rise;
            picture.price[1 - side][mate] -= rise;
            if picture.price[side][near] > worth.bonus[side][near] {
                return Err(RepairError::Contradiction);
            }
        }
    }
    picture.price[side][root] += length;
    let pair = |(near, far): (usize, usize)| if side == ROW { (near, far) } else { (far, near) };
    for near in path.iter().map(|&(near, _)| near).chain(without) {
        if let Some(far) = picture.mate(side, near) {
            let mates = pair((near, far));
            picture.part(worth, mates, picture.cost_of_mates(mates));
        }
    }
    for mates in path.into_iter().map(pair) {
        let cost = picture.cost_of_mates(mates);
        if !(-COST_BOUND..=COST_BOUND).contains(&cost) {
            return Err(RepairError::Contradiction);
        }
        picture.join(worth, mates, cost);
    }
    Ok(drift)
}

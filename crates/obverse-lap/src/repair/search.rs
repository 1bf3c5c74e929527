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
//! No distance leaves the range of packed values: all that is compared lies below the seed's way to go without, at most
//! two people and a sum of costs.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::SolveError;
use crate::repair::RepairError;
use crate::repair::apply::COST_BOUND;
use crate::repair::picture::{COL, NOBODY, Picture, Place, ROW, Worth};
use crate::repair::reader::{Reader, below};

/// A column counts as so many rows when the two directions take turns. In a matrix stored by rows it takes some ten times as
/// long to read; but where costs are computed it takes no longer, and one-sided searches read more lines in all.
const COLUMN_WEIGHT: u64 = 3;

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
    heap: BinaryHeap<Reverse<(i64, u32)>>,
}

impl Labels {
    fn new(agents: usize) -> Self {
        Self { distance: vec![FAR_AWAY; agents], other: vec![NOBODY; agents], heap: BinaryHeap::new() }
    }

    fn set(&mut self, agent: usize, distance: i64, other: usize) {
        self.distance[agent] = distance;
        self.other[agent] = other as u32;
        self.heap.push(Reverse((distance, agent as u32)));
    }

    /// The least distance not taken yet.
    fn radius(&mut self) -> i64 {
        while let Some(&Reverse((distance, agent))) = self.heap.peek() {
            if self.distance[agent as usize] == distance {
                return distance;
            }
            self.heap.pop();
        }
        FAR_AWAY
    }
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
    /// F and B: searched so far; in the end they add up to the length of the path.
    radius: [i64; 2],
}

impl Search<'_> {
    /// Reads the line of a near agent that was reached at this distance.
    fn grow_forward(&mut self, reader: &mut Reader<'_>, near: usize, distance: i64) -> Result<(), SolveError> {
        let picture = self.picture;
        let costs = reader.line(&picture.overlay, self.side, near)?;
        let [near_price, far_price] = [self.side, 1 - self.side].map(|side| &picture.price[side]);
        let base = distance - near_price[near];
        let left = self.radius[1];
        below(costs, far_price, self.best - left - base, |far, value| {
            let reached = base.saturating_add(value).max(distance);
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
            self.best - left - base
        });
        Ok(())
    }

    /// Reads the line of a far agent that is this far from the end.
    fn grow_backward(&mut self, reader: &mut Reader<'_>, far: usize, distance: i64) -> Result<(), SolveError> {
        let picture = self.picture;
        let costs = reader.line(&picture.overlay, 1 - self.side, far)?;
        let [near_price, far_price] = [self.side, 1 - self.side].map(|side| &picture.price[side]);
        let base = distance - far_price[far];
        let left = self.radius[0];
        below(costs, near_price, self.best - left - base, |near, value| {
            let reached = base.saturating_add(value).max(distance);
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
            self.best - left - base
        });
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
    fn run(&mut self, reader: &mut Reader<'_>) -> Result<(), SolveError> {
        self.grow_forward(reader, self.root, 0)?;
        // Ends that could still be part of a shorter path.
        for (near, &distance) in self.backward.distance.iter().enumerate() {
            if distance < self.best && near != self.root {
                self.backward.heap.push(Reverse((distance, near as u32)));
            }
        }
        loop {
            // A line that has been read left out what the other direction's radius then ruled out. Each radius below is at
            // least what was used, and no more than what has been searched.
            let forward = self.forward.radius();
            if forward.saturating_add(self.radius[1]) >= self.best {
                self.radius[0] = (self.best - self.radius[1]).max(0);
                return Ok(());
            }
            self.radius[0] = forward;
            let backward = if self.free.is_empty() { self.backward.radius() } else { 0 };
            if self.radius[0].saturating_add(backward) >= self.best {
                self.radius[1] = (self.best - self.radius[0]).max(0);
                return Ok(());
            }
            self.radius[1] = backward;
            let spent = [reader.read[ROW], COLUMN_WEIGHT * reader.read[COL]];
            if spent[self.side] <= spent[1 - self.side] {
                if let Some(Reverse((distance, far))) = self.forward.heap.pop()
                    && let Some(near) = self.picture.mate(1 - self.side, far as usize)
                {
                    self.grow_forward(reader, near, distance)?;
                }
            } else if let Some(far) = self.free.pop() {
                self.grow_backward(reader, far as usize, 0)?;
            } else if let Some(Reverse((distance, near))) = self.backward.heap.pop()
                && let Some(far) = self.picture.mate(self.side, near as usize)
            {
                self.grow_backward(reader, far, distance)?;
            }
        }
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
        radius: [0, 0],
    };
    search.start(worth);
    search.run(reader)?;
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

//! What is known about each line without reading it again: its nearest pairs, and how near any other can be.
//!
//! These are facts about the costs, found by reading all pairs once ([`State::prepare`](crate::repair::State::prepare)). Let
//! y₀ be the prices of that moment, and slack₀(i, j) = cost(i, j) − y₀(i) − y₀(j). For every agent i
//!
//! - each pair listed has the slack₀ that is listed with it, and
//! - each pair not listed has slack₀(i, j) ≥ the bound, the same for all.
//!
//! Costs do not change, so these stay true whatever happens to the prices. Under prices y, with the *lift* of an agent
//! y − y₀,
//!
//! ```text
//! cost(i, j) − y(i) − y(j)  =  slack₀(i, j) − lift(i) − lift(j)
//!                           ≥  bound − lift(i) − greatest lift opposite, if (i, j) is not listed
//! ```
//!
//! So prices may rise: the bound is not lost by that, it becomes weaker by as much as they rose. The few lifts above all others are
//! left out of the greatest; pairs with those agents are looked up one by one. Where both sides of a block shift against one
//! another the two lifts cancel.
//!
//! Pairs that cost something else than the costs say at that moment are *aside*: neither listed nor bounded, always looked up.

use crate::repair::picture::{COL, Picture, Place, ROW};
use crate::value::CLOSED;

/// Slack of pairs with agents that take no part is at least this, and no other pair is without slack of this size.
pub(super) const COMPLETE: i64 = 1 << 61;

/// A listed pair of some agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pair {
    /// slack₀, where it fits; pairs of more slack are not listed.
    pub(super) slack: u32,
    pub(super) other: u32,
}

/// The pairs listed for the agents of one side.
#[derive(Debug)]
pub(super) struct Lines {
    pairs: Vec<Pair>,
    /// Where the pairs of each agent begin, and the end; those of one agent are sorted.
    starts: Vec<usize>,
}

impl Lines {
    /// From all pairs, as (agent, pair), of so many agents.
    pub(super) fn new(agents: usize, all: impl Iterator<Item = (u32, Pair)> + Clone) -> Self {
        let mut starts = vec![0; agents + 1];
        for (agent, _) in all.clone() {
            starts[agent as usize + 1] += 1;
        }
        for agent in 0..agents {
            starts[agent + 1] += starts[agent];
        }
        let mut next = starts.clone();
        let mut pairs = vec![Pair { slack: 0, other: 0 }; starts[agents]];
        for (agent, pair) in all {
            pairs[next[agent as usize]] = pair;
            next[agent as usize] += 1;
        }
        for agent in 0..agents {
            pairs[starts[agent]..starts[agent + 1]].sort_unstable();
        }
        Self { pairs, starts }
    }

    fn of(&self, agent: usize) -> &[Pair] {
        &self.pairs[self.starts[agent]..self.starts[agent + 1]]
    }
}

/// What is known of all lines.
#[derive(Debug)]
pub(super) struct Known {
    /// y₀; [`CLOSED`] for those who were not here, of whom nothing is known.
    pub(super) prices: [Vec<i64>; 2],
    pub(super) lines: [Lines; 2],
    pub(super) bound: i64,
    /// (row, column) and (column, row), sorted.
    pub(super) aside: [Vec<(u32, u32)>; 2],
}

/// The others of one agent in a sorted list of pairs.
pub(super) fn others(sorted: &[(u32, u32)], agent: usize) -> impl Iterator<Item = u32> + '_ {
    let from = sorted.partition_point(|pair| (pair.0 as usize) < agent);
    sorted[from..].iter().take_while(move |pair| pair.0 as usize == agent).map(|pair| pair.1)
}

impl Known {
    /// The pairs listed for an agent, and the bound on all others; `None` if nothing is known.
    pub(super) fn line(&self, side: usize, agent: usize) -> Option<(&[Pair], i64)> {
        (self.prices[side][agent] != CLOSED).then(|| (self.lines[side].of(agent), self.bound))
    }
}

/// So many agents of one side may be above the greatest lift.
const ABOVE: usize = 16;

/// By how much the prices of one side lie above those of [`Known`].
pub(super) struct Lifts {
    /// Far below for those who are not here.
    pub(super) of: Vec<i64>,
    /// Of all.
    pub(super) greatest: i64,
    /// Of all but those above.
    pub(super) usual: i64,
    pub(super) above: Vec<u32>,
}

impl Lifts {
    fn new(known: &Known, picture: &Picture, side: usize) -> Self {
        let here = |place: &Place| *place == Place::Here;
        let all = picture.price[side].iter().zip(&known.prices[side]).zip(&picture.place[side]);
        let of: Vec<i64> = all.map(|((now, then), place)| if here(place) { now - then } else { CLOSED }).collect();
        // The greatest so far, the least of them first; few enter after the first stretch.
        let mut top: Vec<(i64, u32)> = Vec::with_capacity(2 * ABOVE + 2);
        let mut least = CLOSED;
        for (agent, &lift) in of.iter().enumerate() {
            if lift > least {
                top.push((lift, agent as u32));
                if top.len() > 2 * ABOVE {
                    top.sort_unstable_by(|one, other| other.cmp(one));
                    top.truncate(ABOVE + 1);
                    least = top[ABOVE].0;
                }
            }
        }
        top.sort_unstable_by(|one, other| other.cmp(one));
        let greatest = top.first().map_or(CLOSED, |top| top.0);
        let usual = top.get(ABOVE).map_or(CLOSED, |top| top.0);
        let above = top.iter().take_while(|top| top.0 > usual).map(|top| top.1).collect();
        Self { of, greatest, usual, above }
    }

    pub(super) fn both(known: &Known, picture: &Picture) -> [Self; 2] {
        [ROW, COL].map(|side| Self::new(known, picture, side))
    }
}

//! The agents of one side: what their units are worth, their potentials, their partners.

use crate::bits::Bits;
use crate::links::Links;
use crate::value::{CLOSED, LEVEL};
use crate::{Agent, Objective};

/// No reserve.
pub(crate) const NO_RESERVE: i64 = 1 << 62;

/// One side of the problem during a solve.
///
/// Unit *k* of agent *a* costs `f(k) = −LEVEL` if *a* earns coverage and *k* = 1, else 0. A potential `p` is right when
/// `f(load + 1) + p ≥ 0` where a unit is spare and `f(load) + p ≤ 0` where one is used.
#[derive(Clone, Debug)]
pub(crate) struct Side {
    /// Partners at most. One more than the other side has agents is as good as any number, and keeps a place to spare to
    /// spare: its price is then nothing whatever the capacity.
    pub(crate) capacity: Vec<u32>,
    /// What the first unit earns: [`LEVEL`] or 0.
    pub(crate) bonus: Vec<i64>,
    /// Node potentials (u of rows, v of columns).
    pub(crate) price: Vec<i64>,
    /// As long as a reserve is in force, no unit costs less than minus it: a starting price that is too low does not
    /// draw partners that the truth would not.
    pub(crate) reserve: Vec<i64>,
    /// Partners.
    pub(crate) links: Links,
}

impl Side {
    pub(crate) fn new(agents: &[Agent], others: usize, objective: Objective) -> Self {
        let most = u32::try_from(others).unwrap_or(u32::MAX).saturating_add(1);
        let capacity: Vec<u32> = agents.iter().map(|agent| agent.capacity.min(most)).collect();
        let earns = |agent: &Agent| objective == Objective::CoverageThenCost && !agent.covered;
        let bonus: Vec<i64> = agents.iter().map(|agent| if earns(agent) { LEVEL } else { 0 }).collect();
        let price = capacity.iter().zip(&bonus).map(|(&c, &bonus)| if c == 0 { CLOSED } else { bonus }).collect();
        let links = Links::new(agents.len(), capacity.iter().all(|&c| c <= 1));
        Self { capacity, bonus, price, reserve: vec![NO_RESERVE; agents.len()], links }
    }

    /// A side of which these agents take part, with one place each. `all`: their first unit earns so much that all of
    /// them are paired.
    pub(crate) fn of_block(agents: &Bits, count: usize, all: bool) -> Self {
        let takes_part: Vec<bool> = (0..count as u32).map(|agent| agents.has(agent)).collect();
        let bonus = if all { LEVEL } else { 0 };
        Self {
            capacity: takes_part.iter().map(|&part| u32::from(part)).collect(),
            bonus: vec![bonus; count],
            price: takes_part.iter().map(|&part| if part { bonus } else { CLOSED }).collect(),
            reserve: vec![NO_RESERVE; count],
            links: Links::new(count, true),
        }
    }

    /// Cost of the unit after `load` units.
    pub(crate) fn next_unit(&self, agent: usize, load: u32) -> i64 {
        if load == 0 { -self.bonus[agent] } else { 0 }
    }

    /// Cost of the next unit as the other side sees it, reserve included; `None` if the agent is full.
    pub(crate) fn offer(&self, agent: usize) -> Option<i64> {
        let load = self.links.load(agent);
        (load < self.capacity[agent]).then(|| self.next_unit(agent, load).max(-self.reserve[agent]))
    }

    /// What giving up the last unit costs; `None` if there is none.
    pub(crate) fn giving_up(&self, agent: usize) -> Option<i64> {
        let load = self.links.load(agent);
        (load > 0).then(|| -self.next_unit(agent, load - 1))
    }

    /// Sum of capacities.
    pub(crate) fn units(&self) -> u64 {
        self.capacity.iter().map(|&c| u64::from(c)).sum()
    }

    /// Present prices become reserves.
    pub(crate) fn reserve_prices(&mut self) {
        for (agent, &price) in self.price.iter().enumerate() {
            if self.capacity[agent] > 0 && price < self.bonus[agent] {
                self.reserve[agent] = price;
            }
        }
    }

    /// Start from these potentials. They may be anything within range: each becomes its agent's reserve.
    pub(crate) fn start_from(&mut self, potentials: &[i64]) {
        for (agent, &potential) in potentials.iter().enumerate() {
            if self.capacity[agent] > 0 && potential < self.bonus[agent] {
                self.price[agent] = potential;
            }
        }
        self.reserve_prices();
    }

    /// Agents without a partner pay nothing: the least price that is right.
    pub(crate) fn settle_unmatched(&mut self) {
        for agent in 0..self.price.len() {
            if self.links.load(agent) == 0 {
                self.price[agent] = self.bonus[agent];
            }
        }
    }
}

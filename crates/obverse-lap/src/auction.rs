//! Starting prices by an ε-scaled auction (Bertsekas 1979, 1988; see the [references](crate#references)).
//!
//! Unpaired near agents bid for their best far agent: its price falls by what it is better than the second best, plus ε,
//! and whoever held it must look again. ε shrinks from phase to phase; the last phase bids without ε, which is Jonker and
//! Volgenant's augmenting row reduction and leaves most pairs tight. Far prices only fall, so the candidate lists stay
//! valid throughout. Nothing here has to be right: prices become reserves ([`crate::side`]), only tight pairs are kept,
//! and shortest augmenting paths do the rest. So a phase may stop before the last agents are placed, and an agent that
//! pays too much, because it competes for what it cannot get, just leaves.

use std::collections::VecDeque;

use crate::SolveError;
use crate::lists::{COMPLETE, List, Scan};
use crate::side::Side;
use crate::value::CLOSED;

const NOBODY: u32 = u32::MAX;

/// ε of a phase is that of the one before divided by this.
const SHRINK: i64 = 5;

/// The first ε is the width of the costs divided by this.
const FIRST: i64 = 32;

/// A price falls at most by the width of the costs times this.
const DEPTH: i64 = 8;

/// Bids in a phase, for each agent.
const BIDS: usize = 40;

/// Stale lists that are renewed together, in parallel.
const RENEW: usize = 128;

/// An auction under way.
pub(crate) struct Auction<'a, 'b> {
    scan: Scan<'a>,
    near: &'b Side,

    prices: &'b mut [i64],
    lists: &'b mut [List],
    /// Who holds a far agent.
    holder: Vec<u32>,
    /// What a near agent holds.
    held: Vec<u32>,
    /// What a far agent's first place earns, and so the highest price.
    ceiling: i64,
    /// A price does not fall further than this below where it began.
    floor: Vec<i64>,
    queue: VecDeque<u32>,
    stale: Vec<u32>,
    epsilon: i64,
    width: i64,
}

/// A near agent's view of its list.
struct Look {
    far: u32,
    best: i64,
    second: i64,
}

impl<'a, 'b> Auction<'a, 'b> {
    /// `None` if this is not a problem to be auctioned: somebody has several places, or far agents differ in what their
    /// first place earns.
    pub(crate) fn new(
        scan: Scan<'a>,
        near: &'b Side,
        far: &'b mut Side,
        lists: &'b mut [List],
        width: i64,
    ) -> Option<Self> {
        let mut open =
            far.bonus.iter().zip(&far.capacity).filter(|(_, capacity)| **capacity > 0).map(|(bonus, _)| *bonus);
        let ceiling = open.next()?;
        if !near.single() || !far.single() || open.any(|bonus| bonus != ceiling) {
            return None;
        }
        let prices = &mut far.price[..];
        let floor = prices.iter().map(|&price| price.saturating_sub(DEPTH * width)).collect();
        let (holder, held) = (vec![NOBODY; prices.len()], vec![NOBODY; lists.len()]);
        let (queue, stale) = (VecDeque::new(), Vec::new());
        Some(Self { scan, near, prices, lists, holder, held, ceiling, floor, queue, stale, epsilon: 0, width })
    }

    /// Runs all phases. Returns what each near agent holds (`u32::MAX`: nothing); prices and lists are left as they are
    /// then.
    pub(crate) fn run(mut self) -> Result<Vec<u32>, SolveError> {
        let mut epsilons = vec![self.width / FIRST];
        while let Some(&last) = epsilons.last()
            && last > 0
        {
            epsilons.push(last / SHRINK);
        }
        for (done, &epsilon) in epsilons.iter().enumerate() {
            self.scan.control.report("bidding", done, epsilons.len());
            self.phase(epsilon)?;
        }
        self.scan.control.report("bidding", epsilons.len(), epsilons.len());
        if let Some(level) = self.seat_the_indifferent() {
            self.raise(level);
        }
        Ok(self.held)
    }

    fn phase(&mut self, epsilon: i64) -> Result<(), SolveError> {
        self.epsilon = epsilon;
        let agents = self.lists.len();
        self.seat_the_indifferent();
        self.release();
        let enough = if epsilon > 0 { agents / 128 } else { 0 };
        let mut bids = if epsilon > 0 { BIDS * agents } else { 4 * agents };
        while bids > 0 && self.queue.len() + self.stale.len() > enough {
            bids -= 1;
            if self.queue.is_empty() || self.stale.len() >= RENEW {
                self.renew()?;
                continue;
            }
            let Some(near) = self.queue.pop_front() else { break };
            if bids % 4096 == 0 {
                self.scan.control.check()?;
            }
            self.bid(near);
        }
        self.queue.clear();
        self.stale.clear();
        Ok(())
    }

    /// Where far agents are in excess, somebody indifferent stands behind each that will be left over. They want what
    /// nobody else does, so that the dearest prices come down to one level, which is returned.
    fn seat_the_indifferent(&mut self) -> Option<i64> {
        let mut open: Vec<i64> = self.prices.iter().copied().filter(|&price| price != CLOSED).collect();
        let excess = open.len().checked_sub(self.near.units() as usize)?.checked_sub(1)?;
        let (_, &mut level, _) = open.select_nth_unstable_by(excess, |a, b| b.cmp(a));
        self.prices.iter_mut().for_each(|price| *price = level.min(*price));
        Some(level)
    }

    /// All prices rise alike until those of the unwanted are where they began. Values and bounds follow alike.
    fn raise(&mut self, level: i64) {
        let rise = self.ceiling - level;
        for price in self.prices.iter_mut().filter(|price| **price != CLOSED) {
            *price += rise;
        }
        for list in self.lists.iter_mut().filter(|list| list.bound != COMPLETE) {
            list.bound -= rise;
        }
    }

    /// Agents that hold something further than ε from their best give it up; all without are queued.
    fn release(&mut self) {
        for near in 0..self.lists.len() {
            if self.near.capacity[near] == 0 || (self.lists[near].entries.is_empty()) {
                continue;
            }
            let held = self.held[near];
            if held != NOBODY {
                let list = &self.lists[near];
                let least = self.look(near).map_or(i64::MAX, |look| look.best).min(list.bound);
                let entry = list.entries.iter().find(|entry| entry.far == held);
                let value = entry.map(|entry| entry.cost - self.prices[held as usize]);
                if value.is_some_and(|value| value <= least.saturating_add(self.epsilon)) {
                    continue;
                }
                self.holder[held as usize] = NOBODY;
                self.held[near] = NOBODY;
            }
            self.queue.push_back(near as u32);
        }
    }

    /// Best and second best; `None` if the list is empty.
    fn look(&self, near: usize) -> Option<Look> {
        let mut look = Look { far: NOBODY, best: i64::MAX, second: i64::MAX };
        for entry in &self.lists[near].entries {
            let value = entry.cost - self.prices[entry.far as usize];
            if value < look.second {
                if value < look.best {
                    look = Look { far: entry.far, best: value, second: look.best };
                } else {
                    look.second = value;
                }
            }
        }
        (look.far != NOBODY).then_some(look)
    }

    fn bid(&mut self, near: u32) {
        let agent = near as usize;
        let Some(mut look) = self.look(agent) else { return };
        let bound = self.lists[agent].bound;
        if look.best > bound {
            self.stale.push(near);
            return;
        }
        look.second = look.second.min(bound);
        if self.epsilon == 0 && look.second == look.best && self.holder[look.far as usize] != NOBODY {
            // A tie: another far agent as good may be free. If none is, this is for augmenting paths to settle.
            let free = self.lists[agent].entries.iter().find(|entry| {
                self.holder[entry.far as usize] == NOBODY && entry.cost - self.prices[entry.far as usize] == look.best
            });
            match free {
                Some(entry) => look.far = entry.far,
                None => return,
            }
        }
        let far = look.far as usize;
        let better = if look.second == COMPLETE { self.width } else { (look.second - look.best).min(self.width) };
        let price = self.prices[far] - better - self.epsilon;
        if price < self.floor[far] {
            return;
        }
        self.prices[far] = price;
        let before = std::mem::replace(&mut self.holder[far], near);
        self.held[agent] = look.far;
        if before != NOBODY {
            self.held[before as usize] = NOBODY;
            self.queue.push_back(before);
        }
    }

    fn renew(&mut self) -> Result<(), SolveError> {
        self.stale.sort_unstable();
        let lists = &mut *self.lists;
        self.scan.lists(&self.stale, self.prices, |near, list| lists[near as usize] = list)?;
        self.queue.extend(self.stale.drain(..));
        Ok(())
    }
}

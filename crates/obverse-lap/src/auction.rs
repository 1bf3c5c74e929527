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
use crate::list::{COMPLETE, Entry, List};
use crate::live::Live;
use crate::places::Places;
use crate::scan::Scan;
use crate::side::Side;

const NOBODY: u32 = u32::MAX;

/// ε of a phase is that of the one before divided by this.
const SHRINK: i64 = 10;

/// No phase has an ε below the width of the costs divided by this, but the last, which has none: what finer ones would do,
/// searches do at less.
const FINEST: i64 = 10_000;

/// A price falls at most by the width of the costs times this.
const DEPTH: i64 = 8;

/// Bids in a phase, for each unit.
const BIDS: usize = 30;

/// How far behind the best a bid may be, in tenths of ε, before its list is renewed.
const TENTHS: i64 = 9;

/// Lists that are used up are made anew at least as long as this.
const RENEWED: usize = 64;

/// More of an agent's units than this on each side of a unit are not asked what they hold.
const OTHERS: usize = 16;

/// Stale lists that are renewed together, in parallel.
const RENEW: usize = 128;

/// An auction under way.
pub(crate) struct Auction<'a, 'b> {
    scan: Scan<'a>,
    near: &'b Side,
    places: &'b Places,
    /// Of far agents: the highest of their places.
    prices: &'b mut [i64],
    live: Live<'a>,
    lists: &'b mut [List],
    /// Of each place.
    place_prices: Vec<i64>,
    /// The unit that holds a place.
    holder: Vec<u32>,
    /// The far agent and the place that a unit holds.
    held: Vec<(u32, u32)>,
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
    /// An auction that starts from the far agents' prices.
    pub(crate) fn new(
        scan: Scan<'a>,
        (near, far): (&'b Side, &'b mut Side),
        places: &'b Places,
        lists: &'b mut [List],
        width: i64,
    ) -> Self {
        // Prices may only fall: bounds stay true.
        let prices = &mut far.price[..];
        for (agent, price) in prices.iter_mut().enumerate() {
            if !places.of(agent as u32).is_empty() {
                *price = (*price).min(places.ceiling);
            }
        }
        let floor = prices.iter().map(|&price| price.saturating_sub(DEPTH * width)).collect();
        let count = *places.starts.last().unwrap_or(&0) as usize;
        let (holder, held) = (vec![NOBODY; count], vec![(NOBODY, 0); places.owner.len()]);
        let (queue, stale) = (VecDeque::new(), Vec::new());
        let place_prices = vec![0; count];
        Self {
            scan,
            near,
            places,
            prices,
            live: Live::default(),
            lists,
            place_prices,
            holder,
            held,
            floor,
            queue,
            stale,
            epsilon: 0,
            width,
        }
    }

    /// Runs all phases, from an ε of the width of the costs divided by `first`; a phase is over when all but one in `enough` units
    /// are placed. Returns (near, far) agents who hold one another; prices and lists are left as they are then.
    pub(crate) fn run(mut self, (first, enough): (i64, usize)) -> Result<Vec<(u32, u32)>, SolveError> {
        let mut epsilons = vec![self.width / first];
        while let Some(&last) = epsilons.last()
            && last > 0
        {
            let next = last / SHRINK;
            epsilons.push(if next < self.width / FINEST { 0 } else { next });
        }
        for (done, &epsilon) in epsilons.iter().enumerate() {
            self.scan.control.report("bidding", done, epsilons.len());
            self.phase(epsilon, self.places.owner.len() / enough)?;
        }
        self.scan.control.report("bidding", epsilons.len(), epsilons.len());
        if let Some(level) = self.seat_the_indifferent() {
            self.raise(level);
        }
        let held = self.places.owner.iter().zip(&self.held).filter(|(_, held)| held.0 != NOBODY);
        Ok(held.map(|(&near, &(far, _))| (near, far)).collect())
    }

    fn phase(&mut self, epsilon: i64, enough: usize) -> Result<(), SolveError> {
        self.epsilon = epsilon;
        let units = self.places.owner.len();
        self.seat_the_indifferent();
        for far in 0..self.prices.len() {
            self.place_prices[self.places.of(far as u32)].fill(self.prices[far]);
        }
        self.release();
        let enough = if epsilon > 0 { enough } else { 0 };
        let mut bids = if epsilon > 0 { BIDS * units } else { 4 * units };
        while bids > 0 && self.queue.len() + self.stale.len() > enough {
            bids -= 1;
            if self.queue.is_empty() || self.stale.len() >= RENEW {
                self.renew()?;
                continue;
            }
            let Some(unit) = self.queue.pop_front() else { break };
            if bids.is_multiple_of(4096) {
                self.scan.control.check()?;
            }
            self.bid(unit);
        }
        self.queue.clear();
        self.stale.clear();
        Ok(())
    }

    /// Where places are in excess, somebody indifferent stands behind each that will be left over. They want what
    /// nobody else does, so that the dearest prices come down to one level, which is returned.
    fn seat_the_indifferent(&mut self) -> Option<i64> {
        let excess = self.places.excess().checked_sub(1)?;
        let places = |far: usize| self.places.of(far as u32).len();
        let each = (0..self.prices.len()).flat_map(|far| std::iter::repeat_n(self.prices[far], places(far)));
        let mut open: Vec<i64> = each.collect();
        if excess >= open.len() {
            return None;
        }
        let (_, &mut level, _) = open.select_nth_unstable_by(excess, |a, b| b.cmp(a));
        for far in 0..self.prices.len() {
            if places(far) > 0 {
                self.prices[far] = self.prices[far].min(level);
            }
        }
        self.live.change_all();
        Some(level)
    }

    /// All prices rise alike until those of the unwanted are where they began. Values and bounds follow alike.
    fn raise(&mut self, level: i64) {
        let rise = self.places.ceiling - level;
        for far in 0..self.prices.len() {
            if !self.places.of(far as u32).is_empty() {
                self.prices[far] += rise;
            }
        }
        self.lists.iter_mut().for_each(|list| list.prices_rose(rise));
    }

    /// Units that hold something further than ε from their best give it up; all without are queued.
    fn release(&mut self) {
        for unit in 0..self.places.owner.len() {
            let near = self.places.owner[unit] as usize;
            if self.near.capacity[near] == 0 || self.lists[near].is_empty() {
                continue;
            }
            let (held, place) = self.held[unit];
            if held != NOBODY {
                let list = &self.lists[near];
                let least = self.look(unit).map_or(i64::MAX, |look| look.best).min(list.bound);
                let value = list.find(held).map(|entry| entry.value(self.prices));
                if value.is_some_and(|value| value <= least.saturating_add(self.epsilon)) {
                    continue;
                }
                self.holder[place as usize] = NOBODY;
                self.held[unit] = (NOBODY, 0);
            }
            self.queue.push_back(unit as u32);
        }
    }

    /// Best and second best of those that no other unit of the same agent holds; `None` if there is none.
    fn look(&self, unit: usize) -> Option<Look> {
        let near = self.places.owner[unit] as usize;
        let others = self.others(unit);
        let mut look = Look { far: NOBODY, best: i64::MAX, second: i64::MAX };
        let list = &self.lists[near];
        for entry in list.entries() {
            if entry.floor >= look.second {
                break;
            }
            let value = entry.value(self.prices);
            if value < look.second && !others.clone().any(|other| self.held[other].0 == entry.far) {
                if value < look.best {
                    look = Look { far: entry.far, best: value, second: look.best };
                } else {
                    look.second = value;
                }
            }
        }
        (look.far != NOBODY).then_some(look)
    }

    /// The other units of a unit's agent, which stand next to it: so many on each side at most.
    fn others(&self, unit: usize) -> impl Iterator<Item = usize> + Clone {
        let owner = &self.places.owner;
        let same = move |other: &usize| owner[*other] == owner[unit];
        let before = (unit.saturating_sub(OTHERS)..unit).rev().take_while(same);
        before.chain((unit + 1..owner.len().min(unit + 1 + OTHERS)).take_while(same))
    }

    fn bid(&mut self, unit: u32) {
        let near = self.places.owner[unit as usize] as usize;
        let Some(mut look) = self.look(unit as usize) else { return };
        let bound = self.lists[near].bound;
        // ε is room to spare: a bid within it of the best is as good.
        if look.best > bound.saturating_add(self.epsilon * TENTHS / 10) {
            self.stale.push(unit);
            return;
        }
        look.second = look.second.min(bound).max(look.best);
        if self.epsilon == 0 && look.second == look.best && !self.has_room(look.far) {
            // A tie: another far agent as good may be free. If none is, this is for augmenting paths to settle.
            let list = &self.lists[near];
            let as_good = |entry: &Entry| entry.value(self.prices) == look.best && self.has_room(entry.far);
            let free = list.entries().find(as_good);
            match free {
                Some(entry) => look.far = entry.far,
                None => return,
            }
        }
        // A further unit is only worth what its pair brings.
        if look.best >= 0 && unit > 0 && self.places.owner[unit as usize - 1] as usize == near {
            return;
        }
        let far = look.far as usize;
        let better = if look.second == COMPLETE { self.width } else { (look.second - look.best).min(self.width) };
        let price = self.prices[far] - better - self.epsilon;
        if price < self.floor[far] {
            return;
        }
        let places = self.places.of(look.far);
        let Some(place) = places.clone().max_by_key(|&place| (self.place_prices[place], self.holder[place] == NOBODY))
        else {
            return;
        };
        self.place_prices[place] = price;
        self.prices[far] = self.place_prices[places].iter().copied().fold(price, i64::max);
        self.live.change(look.far);
        let before = std::mem::replace(&mut self.holder[place], unit);
        self.held[unit as usize] = (look.far, place as u32);
        if before != NOBODY {
            self.held[before as usize] = (NOBODY, 0);
            self.queue.push_back(before);
        }
    }

    /// Whether a far agent has a place that nobody holds.
    fn has_room(&self, far: u32) -> bool {
        self.holder[self.places.of(far)].contains(&NOBODY)
    }

    /// Stale lists are made anew.
    fn renew(&mut self) -> Result<(), SolveError> {
        let mut stale: Vec<u32> = self.stale.iter().map(|&unit| self.places.owner[unit as usize]).collect();
        stale.sort_unstable();
        stale.dedup();
        let scan = Scan { k: self.scan.k.max(RENEWED), ..self.scan };
        scan.renew(&stale, (&mut self.live, self.prices), self.lists)?;
        self.queue.extend(self.stale.drain(..));
        Ok(())
    }
}

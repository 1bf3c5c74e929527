//! Those who bid in an [auction](crate::auction): what each unit holds, what places cost, and whose turn it is.

use std::collections::VecDeque;

use crate::bits::Bits;
use crate::list::{COMPLETE, Entry, List};
use crate::places::Places;
use crate::side::Side;

pub(crate) const NOBODY: u32 = u32::MAX;

/// A price falls at most by the width of the costs times this.
const DEPTH: i64 = 8;

/// How far behind the best a bid may be, in ε, before its list is renewed: what is missed by it, the next phase makes good.
const BEHIND: i64 = 6;

/// More of an agent's units than this on each side of a unit are not asked what they hold.
const OTHERS: usize = 16;

/// Stale lists that are renewed together, in parallel.
pub(crate) const RENEW: usize = 128;

/// Bids between two looks at the stop flag.
const AT_A_TIME: usize = 4096;

/// Units that bid, and the places they bid for.
pub(crate) struct Bidders<'b> {
    near: &'b Side,
    pub(crate) places: &'b Places,
    /// Of far agents: the highest of their places.
    pub(crate) prices: &'b mut [i64],
    pub(crate) lists: &'b mut [List],
    /// Of each place.
    place_prices: Vec<i64>,
    /// The unit that holds a place.
    holder: Vec<u32>,
    /// The far agent and the place that a unit holds.
    pub(crate) held: Vec<(u32, u32)>,
    /// A price does not fall further than this below where it began.
    floor: Vec<i64>,
    /// Units that are to bid, …
    pub(crate) queue: VecDeque<u32>,
    /// … and those whose list has to be renewed before.
    pub(crate) stale: Vec<u32>,
    /// Near agents whose lists are being renewed, …
    renewing: Bits,
    /// … and their units whose turn has come meanwhile.
    waiting: Vec<u32>,
    /// Far agents whose price has changed since somebody last looked.
    pub(crate) changed: Vec<u32>,
    epsilon: i64,
    /// How far costs lie apart.
    pub(crate) width: i64,
}

/// A near agent's view of its list.
struct Look {
    far: u32,
    best: i64,
    second: i64,
}

impl<'b> Bidders<'b> {
    /// Nobody holds anything; prices are the far agents'.
    pub(crate) fn new(
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
        Self {
            near,
            places,
            prices,
            place_prices: vec![0; count],
            holder: vec![NOBODY; count],
            held: vec![(NOBODY, 0); places.owner.len()],
            floor,
            queue: VecDeque::new(),
            stale: Vec::new(),
            renewing: Bits::none(lists.len()),
            waiting: Vec::new(),
            lists,
            changed: Vec::new(),
            epsilon: 0,
            width,
        }
    }

    /// A phase begins: all places of a far agent cost alike, and who is not content bids.
    pub(crate) fn begin(&mut self, epsilon: i64) {
        self.epsilon = epsilon;
        for far in 0..self.prices.len() {
            self.place_prices[self.places.of(far as u32)].fill(self.prices[far]);
        }
        self.release();
    }

    /// Nobody bids any more.
    pub(crate) fn end(&mut self) {
        self.queue.clear();
        self.stale.clear();
    }

    /// Units that have not had their turn.
    pub(crate) fn unplaced(&self) -> usize {
        self.queue.len() + self.stale.len() + self.waiting.len()
    }

    /// The near agents of stale lists, which are to be renewed now.
    pub(crate) fn begin_renewal(&mut self) -> Vec<u32> {
        self.waiting.append(&mut self.stale);
        let mut nears: Vec<u32> = self.waiting.iter().map(|&unit| self.places.owner[unit as usize]).collect();
        nears.sort_unstable();
        nears.dedup();
        for &near in &nears {
            self.renewing.insert(near);
        }
        nears
    }

    /// Those who waited for these lists are to bid.
    pub(crate) fn end_renewal(&mut self, renewed: Vec<(u32, List)>) {
        for (near, list) in renewed {
            self.renewing.remove(near);
            self.lists[near as usize] = list;
        }
        self.queue.extend(self.waiting.drain(..));
    }

    /// Bids are made until nobody is left who can, or all but `enough` are placed, or so many lists are stale that it is time to
    /// renew them.
    pub(crate) fn bid_on(&mut self, bids: &mut usize, enough: usize) {
        for _ in 0..AT_A_TIME {
            if *bids == 0 || self.stale.len() >= RENEW || self.unplaced() <= enough {
                break;
            }
            let Some(unit) = self.queue.pop_front() else { break };
            *bids -= 1;
            self.bid(unit);
        }
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

    /// A unit takes the place it likes best, at what that is worth to it; or its list is stale; or there is none.
    fn bid(&mut self, unit: u32) {
        let near = self.places.owner[unit as usize] as usize;
        if self.renewing.has(near as u32) {
            self.waiting.push(unit);
            return;
        }
        let Some(mut look) = self.look(unit as usize) else { return };
        let bound = self.lists[near].bound;
        if look.best > bound.saturating_add(self.epsilon * BEHIND) {
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
        self.changed.push(look.far);
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
}

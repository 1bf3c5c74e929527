//! A short list of far agents, and what is known of all others.
//!
//! A near agent keeps its k best far agents by `cost − price` at the time of a scan and `bound`, the best value *not* listed. While
//! near agents are inserted, far prices only fall, so values only rise and the bound stays true for ever without another
//! look.
//!
//! Lists are most of what a large solve has to remember. So an entry is one word: the far agent, how much dearer the pair is than the
//! cheapest of the list, and how much worse it was than the best when the list was made. The last may be rounded down, as it
//! only saves looks; where the other two leave too little room for it, an entry is two words.

/// Nothing is left out.
pub(crate) const COMPLETE: i64 = i64::MAX;

/// Entries with fewer bits than this for the rise are two words.
const ROOM: u32 = 12;

/// A listed far agent.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    pub(crate) far: u32,
    pub(crate) cost: i64,
    /// Neither the value of this entry nor that of a later one is smaller now.
    pub(crate) floor: i64,
}

impl Entry {
    /// What it is judged by under these prices.
    #[inline]
    pub(crate) fn value(&self, prices: &[i64]) -> i64 {
        self.cost - prices[self.far as usize]
    }
}

/// The list of one near agent, the best first at the time it was made.
#[derive(Clone, Debug)]
pub(crate) struct List {
    /// Of each entry: rise, cost, far agent, from the highest bits to the lowest; in wide lists rise and far agent, then the
    /// cost.
    words: Box<[u64]>,
    /// The least cost.
    base: i64,
    /// The value of the first entry when the list was made.
    first: i64,
    /// No far agent outside the list has a smaller value; [`COMPLETE`] if there is none outside.
    pub(crate) bound: i64,
    far_bits: u8,
    /// 0 in wide lists.
    cost_bits: u8,
    /// So many bits of the rise are left out.
    shift: u8,
    wide: bool,
}

impl List {
    /// Of these far agents, in rising order of floors, and the least value left out.
    fn of(entries: &[Entry], bound: i64) -> Self {
        let base = entries.iter().map(|entry| entry.cost).min().unwrap_or(0);
        let first = entries.first().map_or(bound, |entry| entry.floor);
        let far_bits = bits(entries.iter().map(|entry| u64::from(entry.far)).max());
        let cost_bits = bits(entries.iter().map(|entry| entry.cost.abs_diff(base)).max());
        let rise_bits = bits(entries.last().map(|last| last.floor.abs_diff(first)));
        let wide = far_bits + cost_bits + ROOM > u64::BITS;
        let low = if wide { far_bits } else { far_bits + cost_bits };
        let shift = (rise_bits + low).saturating_sub(u64::BITS);
        let word = |entry: &Entry| {
            let rise = (entry.floor.abs_diff(first) >> shift).checked_shl(low).unwrap_or(0);
            let cost = if wide { 0 } else { entry.cost.abs_diff(base) << far_bits };
            (rise | cost | u64::from(entry.far), entry.cost.abs_diff(base))
        };
        let words = entries.iter().map(word);
        Self {
            words: if wide { words.flat_map(<[u64; 2]>::from).collect() } else { words.map(|word| word.0).collect() },
            base,
            first,
            bound,
            far_bits: far_bits as u8,
            cost_bits: if wide { 0 } else { cost_bits as u8 },
            shift: shift as u8,
            wide,
        }
    }

    /// Of these far agents with their costs and values, in rising order of value, and the least value left out.
    pub(crate) fn new(found: impl Iterator<Item = (u32, i64, i64)>, bound: i64) -> Self {
        let entries: Vec<Entry> = found.map(|(far, cost, value)| Entry { far, cost, floor: value }).collect();
        Self::of(&entries, bound)
    }

    /// Not scanned yet: anything may be outside.
    pub(crate) fn unscanned() -> Self {
        Self::of(&[], i64::MIN)
    }

    pub(crate) fn len(&self) -> usize {
        if self.wide { self.words.len() / 2 } else { self.words.len() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// One of its entries.
    #[inline]
    pub(crate) fn entry(&self, at: usize) -> Entry {
        let (word, cost) = if self.wide {
            (self.words[2 * at], self.words[2 * at + 1])
        } else {
            let word = self.words[at];
            (word, (word >> self.far_bits) & ((1 << self.cost_bits) - 1))
        };
        Entry {
            far: (word & ((1 << self.far_bits) - 1)) as u32,
            cost: self.base.wrapping_add_unsigned(cost),
            floor: self.floor(word),
        }
    }

    #[inline]
    fn floor(&self, word: u64) -> i64 {
        let rise = word.checked_shr(u32::from(self.far_bits + self.cost_bits)).unwrap_or(0) << self.shift;
        self.first.saturating_add_unsigned(rise)
    }

    /// The entries, in rising order of floors.
    #[inline]
    pub(crate) fn entries(&self) -> impl Iterator<Item = Entry> {
        (0..self.len()).map(|at| self.entry(at))
    }

    /// So many entries may have a value of at most `limit`: they are the first.
    pub(crate) fn within(&self, limit: i64) -> usize {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = usize::midpoint(from, to);
            if self.entry(middle).floor <= limit { from = middle + 1 } else { to = middle }
        }
        from
    }

    /// Forgets what is worse by `reach` than the best, if the list is in the order of present values and leaves something out anyhow.
    pub(crate) fn cut(&mut self, reach: i64) {
        if self.bound == COMPLETE {
            return;
        }
        let limit = self.first.min(self.bound).saturating_add(reach);
        self.bound = self.bound.min(limit);
        self.shorten(self.within(limit));
    }

    /// The entry of this far agent.
    pub(crate) fn find(&self, far: u32) -> Option<Entry> {
        self.entries().find(|entry| entry.far == far)
    }

    /// The least value when the list was made.
    pub(crate) fn first(&self) -> i64 {
        self.first
    }

    /// All that was listed when it was made looked as good as what is outside: a list of this length says nothing.
    pub(crate) fn is_flat(&self) -> bool {
        self.bound == self.first && self.bound != i64::MIN
    }

    /// Lists these far agents as well, with their costs, and puts all in the order of their values at these prices. That nobody left
    /// out has a smaller value than the bound at these prices is for the caller to see to.
    pub(crate) fn relist(&mut self, more: impl Iterator<Item = (u32, i64)>, prices: &[i64]) {
        let listed = self.entries().map(|entry| (entry.far, entry.cost)).chain(more);
        let mut entries: Vec<Entry> =
            listed.map(|(far, cost)| Entry { far, cost, floor: cost - prices[far as usize] }).collect();
        entries.sort_by_key(|entry| entry.floor);
        *self = Self::of(&entries, self.bound);
    }

    /// Adds what was found out about the same line since, as far as it is behind what is listed. The bound stays.
    pub(crate) fn append(&mut self, found: &Self) {
        let mut entries: Vec<Entry> = self.entries().collect();
        let behind = entries.last().map_or(self.bound, |last| self.bound.max(last.floor));
        entries.extend(found.entries().filter(|entry| entry.floor >= behind));
        *self = Self::of(&entries, self.bound);
    }

    /// Forgets all but the first so many entries: what bounds the next bounds the rest.
    pub(crate) fn shorten(&mut self, length: usize) {
        if length < self.len() {
            self.bound = self.bound.min(self.entry(length).floor);
            let words = if self.wide { 2 * length } else { length };
            self.words = self.words[..words].into();
        }
    }

    /// No far agent, listed or not, has a smaller value under these prices.
    pub(crate) fn least_value(&self, prices: &[i64]) -> i64 {
        let mut least = self.bound;
        for entry in self.entries() {
            if entry.floor >= least {
                break;
            }
            least = least.min(entry.value(prices));
        }
        least
    }

    /// All prices have risen by this: values have fallen by it, and what bounds them.
    pub(crate) fn prices_rose(&mut self, rise: i64) {
        if self.bound != COMPLETE && self.bound != i64::MIN {
            self.bound -= rise;
        }
        self.first = self.first.saturating_sub(rise);
    }
}

/// Bits that the greatest of some numbers needs.
fn bits(greatest: Option<u64>) -> u32 {
    greatest.map_or(0, |greatest| u64::BITS - greatest.leading_zeros())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers without a pattern, from 0 to `below`.
    fn mixed(below: u64) -> impl FnMut() -> i64 {
        let mut state = 11_u64;
        move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((state >> 22) % below) as i64
        }
    }

    /// The k best of a line, and the best left out.
    fn best(costs: &[i64], prices: &[i64], k: usize) -> List {
        let mut all: Vec<(u32, i64, i64)> =
            (0_u32..).zip(costs.iter().zip(prices)).map(|(far, (&cost, &price))| (far, cost, cost - price)).collect();
        all.sort_by_key(|found| found.2);
        List::new(all.iter().take(k).copied(), all.get(k).map_or(COMPLETE, |next| next.2))
    }

    #[test]
    fn what_a_list_says_stays_true_whatever_prices_do() {
        for below in [1_000, 1 << 20, 1 << 40] {
            let mut next = mixed(below);
            for round in 0..1_000_usize {
                let fars = 1 + round % 17;
                let costs: Vec<i64> = (0..fars).map(|_| next()).collect();
                let mut prices: Vec<i64> = (0..fars).map(|_| -next()).collect();
                let mut list = best(&costs, &prices, 1 + round % 5);
                for _ in 0..12 {
                    let far = next() as usize % fars;
                    match next() % 6 {
                        0 => {
                            // A price that rises: all that is outside is to stay above the bound.
                            prices[far] += next();
                            let listed = list.find(far as u32).is_some();
                            list.relist((!listed).then_some((far as u32, costs[far])).into_iter(), &prices);
                        }
                        1 => list.shorten(next() as usize % 6),
                        4 => {
                            list.relist(std::iter::empty(), &prices);
                            list.cut(next());
                        }
                        2 => {
                            let rise = next();
                            for price in &mut prices {
                                *price += rise;
                            }
                            list.prices_rose(rise);
                        }
                        3 => list.append(&best(&costs, &prices, 3)),
                        _ => prices[far] -= next(),
                    }
                    let values = || costs.iter().zip(&prices).map(|(cost, price)| cost - price);
                    let listed = |far: usize| list.find(far as u32).is_some();
                    let outside = values().enumerate().filter(|&(far, _)| !listed(far)).map(|(_, value)| value);
                    assert!(outside.min().is_none_or(|least| least >= list.bound));
                    assert!(list.entries().all(|entry| entry.cost == costs[entry.far as usize]));
                    assert!(list.entries().all(|entry| entry.floor <= entry.value(&prices)));
                    assert!(list.entries().is_sorted_by_key(|entry| entry.floor));
                    assert!(values().min().is_none_or(|least| list.least_value(&prices) <= least));
                    let limit = -next();
                    assert_eq!(list.within(limit), list.entries().filter(|entry| entry.floor <= limit).count());
                }
            }
        }
    }

    #[test]
    fn an_entry_takes_a_word() {
        let costs: Vec<i64> = (0..200_000).map(|far| far * 7_919 % 1_000_003).collect();
        let list = best(&costs, &vec![0; costs.len()], 64);
        assert_eq!((list.len(), list.words.len()), (64, 64));
        assert_eq!(size_of::<List>(), 48);
    }

    #[test]
    fn entries_survive_packing_at_all_widths() {
        for far in [0, 1, 1 << 17, u32::MAX] {
            for cost in [0, 1, 1 << 20, 1 << 41, 1 << 60] {
                for value in [0, 1, 1 << 20, 1 << 61] {
                    let list = List::new([(7, -cost, -value), (far, cost, value)].into_iter(), COMPLETE);
                    assert_eq!((list.len(), list.is_empty()), (2, false));
                    assert_eq!(list.entries().map(|entry| entry.far).collect::<Vec<_>>(), [7, far]);
                    assert_eq!(list.entries().map(|entry| entry.cost).collect::<Vec<_>>(), [-cost, cost]);
                    let floors: Vec<i64> = list.entries().map(|entry| entry.floor).collect();
                    assert_eq!(floors[0], -value);
                    assert!(floors[1] <= value && value.abs_diff(floors[1]) <= value as u64 >> 8, "{floors:?} {value}");
                }
            }
        }
    }
}

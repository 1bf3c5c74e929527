//! A short list in groups, best first, each with a floor.
//!
//! Entries are kept in the order of their values at the time the line was looked at. Prices only fall from then on, so values
//! only rise, and the least value a group had then, its floor, is a bound on what it and all later groups have to offer ever
//! after. A look for the two best ends at the first group whose floor is no better than the second best, and a search goes as
//! far into a list as its distances do: mostly through one group of eight, however long the list is.

use super::lists::Entry;
use super::number::Value;
use super::state::NOBODY;

/// Entries of a group.
pub(super) const SIZE: usize = 8;

/// Entries next to one another in the order of their values; the last group of a list is filled up with absent ones.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group<V> {
    /// Nothing in this group or a later one has a smaller value.
    pub(super) floor: V,
    pub(super) costs: [V; SIZE],
    pub(super) cols: [u32; SIZE],
}

/// The list of one line.
#[derive(Clone, Debug)]
pub(super) struct Groups<V> {
    pub(super) groups: Vec<Group<V>>,
    /// No column outside the list has a smaller value; out of reach if none is outside.
    pub(super) bound: V,
}

/// Best and second best of a list under the present prices.
pub(super) struct Look<V> {
    pub(super) best: V,
    pub(super) second: V,
    /// Who is best: [`NOBODY`] if nothing is listed.
    pub(super) col: u32,
    pub(super) cost: V,
}

impl<V: Value> Groups<V> {
    /// The line has not been looked at: anything may be outside.
    pub(super) fn unseen() -> Self {
        Self { groups: Vec::new(), bound: V::CLOSED }
    }

    /// Takes values and entries, sorted by value, in place of those before.
    pub(super) fn fill(&mut self, sorted: &[(V, Entry<V>)], bound: V) {
        self.groups.clear();
        self.groups.reserve_exact(sorted.len().div_ceil(SIZE));
        for chunk in sorted.chunks(SIZE) {
            let mut group = Group { floor: chunk[0].0, costs: [V::ABSENT; SIZE], cols: [chunk[0].1.col; SIZE] };
            for (at, (_, entry)) in chunk.iter().enumerate() {
                (group.costs[at], group.cols[at]) = (entry.cost, entry.col);
            }
            self.groups.push(group);
        }
        self.bound = bound;
    }

    /// Takes one more column, whose value is now what nothing in the list or outside is better than.
    pub(super) fn push(&mut self, cost: V, col: u32) {
        let room = self.groups.last_mut().and_then(|group| {
            let at = group.costs.iter().position(|&cost| cost >= V::REACH)?;
            Some((&mut group.costs[at], &mut group.cols[at]))
        });
        if let Some((cost_there, col_there)) = room {
            (*cost_there, *col_there) = (cost, col);
        } else {
            let (mut costs, cols) = ([V::ABSENT; SIZE], [col; SIZE]);
            costs[0] = cost;
            self.groups.push(Group { floor: self.bound, costs, cols });
        }
    }

    /// The best and the second best listed; groups that cannot change them are not looked at.
    #[inline]
    pub(super) fn look(&self, prices: &[V]) -> Look<V> {
        let mut look = Look { best: V::ABSENT, second: V::ABSENT, col: NOBODY, cost: V::ABSENT };
        for group in &self.groups {
            if group.floor >= look.second {
                break;
            }
            for (&cost, &col) in group.costs.iter().zip(&group.cols) {
                let value = cost - prices[col as usize];
                if value < look.second {
                    if value < look.best {
                        look = Look { best: value, second: look.best, col, cost };
                    } else {
                        look.second = value;
                    }
                }
            }
        }
        look
    }

    /// What no column has a smaller value than, listed or not.
    pub(super) fn dual(&self, prices: &[V]) -> V {
        self.look(prices).best.least(self.bound)
    }

    /// Listed columns with a value of at most `level`, best at the time of the look first, with their costs.
    #[inline]
    pub(super) fn up_to(&self, level: V, prices: &[V]) -> impl Iterator<Item = (u32, V)> {
        let near = self.groups.iter().take_while(move |group| group.floor <= level);
        let entries = near.flat_map(|group| group.cols.iter().copied().zip(group.costs));
        entries.filter(move |&(col, cost)| cost - prices[col as usize] <= level)
    }

    /// The next listed column, from a place on, that `open` admits and whose value is at most `level`; and its place.
    #[inline]
    pub(super) fn next_up_to(
        &self,
        (from, level): (usize, V),
        prices: &[V],
        open: impl Fn(u32) -> bool,
    ) -> Option<(usize, u32)> {
        for at in from..self.groups.len() * SIZE {
            let group = &self.groups[at / SIZE];
            if group.floor > level {
                return None;
            }
            let (col, cost) = (group.cols[at % SIZE], group.costs[at % SIZE]);
            if cost - prices[col as usize] <= level && open(col) {
                return Some((at, col));
            }
        }
        None
    }

    /// The column at a place, and its cost.
    pub(super) fn entry(&self, at: usize) -> (u32, V) {
        (self.groups[at / SIZE].cols[at % SIZE], self.groups[at / SIZE].costs[at % SIZE])
    }
}

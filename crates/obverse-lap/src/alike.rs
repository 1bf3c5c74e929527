//! Near agents that look alike.
//!
//! People of whom little is recorded cost the same with everybody, and so do copies of one another. There may be many of them, they
//! like very many far agents alike, and lists of their own would all be too short. So the list of one of them stands for all, and of
//! several that a search reaches only the one that starts earliest goes on from there: the others reach nothing sooner. Who is
//! alike is found by the costs of some pairs, so it is a guess, and pairs that must not be made are each one's own: what a pair
//! [costs](Alike::cost) is asked again before it is used, and [`crate::doubt`] makes up for the rest.

use rayon::prelude::*;

use crate::ABSENT;
use crate::grid::Grid;
use crate::links::Link;

/// Far agents that costs are compared at.
const COMPARED: usize = if cfg!(test) { 16 } else { 64 };

/// In no group.
const ALONE: u32 = u32::MAX;

/// Near agents of whom one stands for all.
struct Group {
    /// Whose list is that of all.
    first: u32,
    /// Who is the earliest that a search has reached so far: its distance less its potential, …
    earliest: i64,
    /// … and who it is.
    leader: u32,
    /// Partners of the leader, whom it does not reach but others may, if it can have several.
    kept: Vec<Kept>,
    /// They have turned out to be unlike.
    dissolved: bool,
}

/// A partner of the near agent that leads.
struct Kept {
    far: u32,
    /// What that pair costs.
    cost: i64,
    /// From where the earliest that is alike, and not its partner too, has reached it.
    since: i64,
}

/// Groups of near agents, and who of each a search goes on from.
#[derive(Default)]
pub(crate) struct Alike {
    group: Vec<u32>,
    groups: Vec<Group>,
    reached: Vec<u32>,
}

impl Alike {
    /// Those of `nears` who cost the same with some of `fars`. O(nears · log(nears)) time, and a few costs each.
    pub(crate) fn of(grid: Grid<'_>, nears: &[u32], fars: &[u32]) -> Self {
        let compared: Vec<u32> = fars.iter().copied().step_by((fars.len() / COMPARED).max(1)).take(COMPARED).collect();
        // Whoever may be paired with few is like nobody: what they cost would hardly be compared.
        let print = |&near: &u32| {
            let costs = || compared.iter().map(|&far| grid.cost(near as usize, far as usize));
            let known = 2 * costs().flatten().count() >= compared.len();
            known.then(|| (fingerprint(costs().map(|cost| cost.unwrap_or(ABSENT))), near))
        };
        let mut all: Vec<(u64, u32)> = nears.par_iter().filter_map(print).collect();
        all.par_sort_unstable();
        let mut group = vec![ALONE; grid.shape().0];
        let mut groups = Vec::new();
        for same in all.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
            for &(_, near) in same {
                group[near as usize] = groups.len() as u32;
            }
            groups.push(Group {
                first: same[0].1,
                earliest: i64::MAX,
                leader: same[0].1,
                kept: Vec::new(),
                dissolved: false,
            });
        }
        Self { group, groups, reached: Vec::new() }
    }

    /// Which group a near agent is in.
    #[inline]
    pub(crate) fn group(&self, near: u32) -> Option<usize> {
        let group = *self.group.get(near as usize)? as usize;
        self.groups.get(group).filter(|group| !group.dissolved).map(|_| group)
    }

    /// How many groups there are, dissolved ones too.
    pub(crate) fn len(&self) -> usize {
        self.groups.len()
    }

    /// Whose list is that of this near agent: its own, if it is alone.
    #[inline]
    pub(crate) fn first(&self, near: u32) -> u32 {
        self.group(near).map_or(near, |group| self.groups[group].first)
    }

    /// What a near agent's pair costs, if it may be made, where the list it shares says that it costs so much.
    #[inline]
    pub(crate) fn cost(&self, grid: Grid<'_>, (near, far): (u32, u32), listed: i64) -> Option<i64> {
        if self.group(near).is_none() { Some(listed) } else { grid.cost(near as usize, far as usize) }
    }

    /// Whether a search need not go on from this near agent, because it went on from one that is alike and reaches everybody as
    /// early: `start` is its distance less its potential. If not, it leads from now on, and keeps these partners for
    /// [the others](Self::kept_for) to reach. (One that has a single place was reached from its partner.)
    pub(crate) fn is_led(&mut self, near: u32, start: i64, partners: impl Iterator<Item = Link>) -> bool {
        let Some(at) = self.group(near) else { return false };
        let group = &mut self.groups[at];
        if group.earliest <= start {
            return true;
        }
        if group.earliest == i64::MAX {
            self.reached.push(at as u32);
        }
        let (before, known) = (group.earliest, std::mem::take(&mut group.kept));
        (group.earliest, group.leader) = (start, near);
        let since = |far: u32| known.iter().find(|kept| kept.far == far).map_or(before, |kept| kept.since);
        group.kept.extend(partners.map(|Link { partner, cost }| Kept { far: partner, cost, since: since(partner) }));
        false
    }

    /// Those whom a near agent that is led has to reach by itself, and what they cost the one that leads: the partners which that
    /// one kept, but not its own.
    pub(crate) fn kept_for(&mut self, near: u32, start: i64, is_partner: impl Fn(u32) -> bool) -> Vec<(u32, i64)> {
        let Some(at) = self.group(near) else { return Vec::new() };
        let mut left = Vec::new();
        for kept in &mut self.groups[at].kept {
            if start < kept.since && !is_partner(kept.far) {
                kept.since = start;
                left.push((kept.far, kept.cost));
            }
        }
        left
    }

    /// Whether a search that has gone on from this near agent has gone on from none that is alike and earlier since.
    pub(crate) fn leads(&self, near: u32) -> bool {
        self.group(near).is_none_or(|group| self.groups[group].leader == near)
    }

    /// Who a search has gone on from, of those whose list is that of `first`.
    pub(crate) fn leader(&self, first: u32) -> u32 {
        self.group(first).map_or(first, |group| self.groups[group].leader)
    }

    /// This near agent has turned out not to be like the others: all of its group are alone from now on.
    pub(crate) fn dissolve(&mut self, near: u32) {
        if let Some(group) = self.group(near) {
            self.groups[group].dissolved = true;
        }
    }

    /// Forgets a search.
    pub(crate) fn clear(&mut self) {
        for group in self.reached.drain(..) {
            let group = &mut self.groups[group as usize];
            group.earliest = i64::MAX;
            group.kept.clear();
        }
    }
}

/// A number that other costs have by the rarest chance only: each is mixed in by the finaliser of `SplitMix64` (Steele, Lea and
/// Flood 2014, [doi:10.1145/2714064.2660195](https://doi.org/10.1145/2714064.2660195)).
fn fingerprint(costs: impl Iterator<Item = i64>) -> u64 {
    costs.fold(0, |print: u64, cost| {
        let mut mixed = (print ^ cost as u64).wrapping_add(0x9E37_79B9_7F4A_7C15);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Matrix;

    /// Rows 0, 2 and 4 are alike, and so are 1 and 3; 5 is like nobody, and 6 has no pair where 0 has one.
    fn group_of(row: usize) -> i64 {
        [1, 2, 1, 2, 1, 3, 1][row]
    }

    /// One place each.
    fn led(alike: &mut Alike, near: u32, start: i64) -> bool {
        alike.is_led(near, start, std::iter::empty())
    }

    #[test]
    fn whoever_starts_no_earlier_than_one_alike_is_led() {
        let costs = Matrix::from_fn(7, 40, |row, col| (row != 6 || col != 0).then(|| group_of(row) * col as i64));
        let mut alike = Alike::of(Grid::new(&costs, false), &[0, 1, 2, 3, 4, 5, 6], &(0..40).collect::<Vec<u32>>());
        assert!(!led(&mut alike, 2, 10), "the first that is reached leads");
        assert!(led(&mut alike, 0, 10) && led(&mut alike, 4, 11), "the others reach nothing sooner");
        assert!(alike.leads(2) && !alike.leads(0));
        assert!(!led(&mut alike, 4, 9), "who starts earlier leads from then on");
        assert!(alike.leads(4) && !alike.leads(2) && alike.leader(0) == 4);
        assert!(led(&mut alike, 0, 9) && !led(&mut alike, 0, 8) && alike.leads(0));
        assert!(!led(&mut alike, 3, 100) && led(&mut alike, 1, 100), "another group");
        for _ in 0..2 {
            assert!(!led(&mut alike, 5, 0) && !led(&mut alike, 6, 0), "who is like nobody leads every time");
            assert!(alike.leads(5) && alike.leader(6) == 6);
        }
        assert_eq!((0..7).map(|near| alike.first(near)).collect::<Vec<_>>(), [0, 1, 0, 1, 0, 5, 6]);
        assert_eq!((alike.len(), alike.group(3), alike.group(5)), (2, alike.group(1), None));
        alike.clear();
        assert!(!led(&mut alike, 4, 50) && !led(&mut alike, 1, 200), "another search");
    }

    #[test]
    fn what_the_leader_has_is_left_to_the_others() {
        let costs = Matrix::from_fn(4, 40, |_, col| Some(col as i64));
        let mut alike = Alike::of(Grid::new(&costs, false), &[0, 1, 2, 3], &(0..40).collect::<Vec<u32>>());
        // Who has whom: 0 and 1 share 5, 3 has nobody.
        let partners: [&[u32]; 4] = [&[4, 5], &[5, 6], &[4, 7], &[]];
        let link = |&far: &u32| Link { partner: far, cost: i64::from(far) };
        let mut reach = |near: u32, start: i64| {
            let own = partners[near as usize];
            let led = alike.is_led(near, start, own.iter().map(link));
            let left = alike.kept_for(near, start, |far| own.contains(&far));
            assert!(led || left.is_empty());
            (led, left)
        };
        assert_eq!(reach(0, 10), (false, vec![]), "leads, and keeps 4 and 5");
        assert_eq!(reach(1, 20), (true, vec![(4, 4)]), "has 5 itself");
        assert_eq!(reach(2, 30), (true, vec![(5, 5)]), "has 4 itself");
        assert_eq!(reach(3, 15), (true, vec![(4, 4), (5, 5)]), "earlier than both");
        assert_eq!(reach(3, 15), (true, vec![]));
        assert_eq!(reach(2, 5), (false, vec![]), "leads now: 4 is reached from 15, 7 from 10");
        assert_eq!(reach(1, 9), (true, vec![(4, 4), (7, 7)]));
        assert_eq!(reach(0, 8), (true, vec![(7, 7)]));
        alike.clear();
        let mut reach = |near: u32, start: i64| {
            let led = alike.is_led(near, start, [4].iter().map(link));
            (led, alike.kept_for(near, start, |far| far == 4))
        };
        assert_eq!((reach(0, 10), reach(1, 11)), ((false, vec![]), (true, vec![])), "nothing is left from before");
    }

    #[test]
    fn whoever_was_not_compared_is_alone() {
        let costs = Matrix::from_fn(7, 40, |row, col| Some(group_of(row) * col as i64));
        let mut alike = Alike::of(Grid::new(&costs, false), &[1, 3], &[5, 6]);
        for near in [0, 2, 4] {
            assert!(!led(&mut alike, near, 0) && !led(&mut alike, near, 0));
        }
        assert!(!led(&mut alike, 1, 0) && led(&mut alike, 3, 0));
        assert!(!led(&mut Alike::default(), 1, 0) && !led(&mut Alike::default(), 3, 0), "no groups, nobody is led");
    }

    #[test]
    fn it_is_a_guess() {
        // Unlike at columns that are not compared, which `doubt` finds out.
        let costs = Matrix::from_fn(2, 10 * COMPARED, |row, col| Some((row * (col % 10)) as i64));
        let all: Vec<u32> = (0..10 * COMPARED as u32).collect();
        let mut alike = Alike::of(Grid::new(&costs, false), &[0, 1], &all);
        assert!(!led(&mut alike, 0, 0) && led(&mut alike, 1, 0));
        // Who is found to be unlike the others has no group.
        alike.clear();
        alike.dissolve(1);
        assert!(alike.group(0).is_none() && !led(&mut alike, 0, 0) && !led(&mut alike, 1, 0));
        let alike = Alike::of(Grid::new(&costs, false), &[0, 1], &all);
        // A pair is made by it only if it costs what it should.
        let grid = Grid::new(&costs, false);
        assert!(
            alike.cost(grid, (0, 7), 0) == Some(0)
                && alike.cost(grid, (1, 10), 0) == Some(0)
                && alike.cost(grid, (1, 7), 0) == Some(7)
        );
    }
}

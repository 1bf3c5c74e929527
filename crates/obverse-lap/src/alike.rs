//! Near agents that look alike.
//!
//! People of whom little is recorded cost the same with everybody. There are many of them, they like very many far agents alike, and
//! so their lists are always too short. Of several such agents a search need only look through the line of the one it
//! reached first: the others reach nothing sooner. Who is alike is found by the costs of a few pairs, so it is a guess, which
//! [`crate::doubt`] makes up for.

use rayon::prelude::*;

use crate::grid::Grid;

/// Far agents that costs are compared at.
const COMPARED: usize = 16;

/// In no group.
const ALONE: u32 = u32::MAX;

/// Groups of near agents, and how early a search has looked through the line of one of a group.
#[derive(Default)]
pub(crate) struct Alike {
    group: Vec<u32>,
    earliest: Vec<i64>,
    looked: Vec<u32>,
}

impl Alike {
    /// Those of `nears` who cost the same with some of `fars`. O(nears · log(nears)) time, and a few costs each.
    pub(crate) fn of(grid: Grid<'_>, nears: &[u32], fars: &[u32]) -> Self {
        let compared: Vec<u32> = fars.iter().copied().step_by((fars.len() / COMPARED).max(1)).take(COMPARED).collect();
        let costs = |&near: &u32| {
            let cost = |&far: &u32| grid.cost(near as usize, far as usize);
            (compared.iter().map(cost).collect::<Vec<Option<i64>>>(), near)
        };
        let mut all: Vec<(Vec<Option<i64>>, u32)> = nears.par_iter().map(costs).collect();
        all.par_sort_unstable();
        let mut group = vec![ALONE; grid.shape().0];
        let mut groups = 0;
        for same in all.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
            for &(_, near) in same {
                group[near as usize] = groups;
            }
            groups += 1;
        }
        Self { group, earliest: vec![i64::MAX; groups as usize], looked: Vec::new() }
    }

    /// Whether a search need not look through the line of this near agent, because it has looked through one that is alike
    /// and reaches everybody as early: `start` is its distance less its potential. If not, it is taken to look now.
    pub(crate) fn is_led(&mut self, near: u32, start: i64) -> bool {
        let Some(earliest) = self.group.get(near as usize).and_then(|&group| self.earliest.get_mut(group as usize))
        else {
            return false;
        };
        let led = *earliest <= start;
        if !led {
            *earliest = start;
            self.looked.push(self.group[near as usize]);
        }
        led
    }

    /// Forgets a search.
    pub(crate) fn clear(&mut self) {
        for group in self.looked.drain(..) {
            self.earliest[group as usize] = i64::MAX;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Matrix;

    /// Rows 0, 2 and 4 are alike, and so are 1 and 3; 5 is like nobody, and 6 has no pair where 0 has one.
    fn group_of(row: usize) -> i64 {
        [1, 2, 1, 2, 1, 3, 1][row]
    }

    #[test]
    fn whoever_starts_no_earlier_than_one_alike_is_led() {
        let costs = Matrix::from_fn(7, 40, |row, col| (row != 6 || col != 0).then(|| group_of(row) * col as i64));
        let mut alike = Alike::of(Grid::new(&costs, false), &[0, 1, 2, 3, 4, 5, 6], &(0..40).collect::<Vec<u32>>());
        assert!(!alike.is_led(0, 10), "the first of a group looks");
        assert!(alike.is_led(2, 10) && alike.is_led(4, 11), "the others reach nothing sooner");
        assert!(!alike.is_led(2, 9), "who starts earlier looks again");
        assert!(alike.is_led(0, 9) && !alike.is_led(0, 8));
        assert!(!alike.is_led(3, 100) && alike.is_led(1, 100), "another group");
        for _ in 0..2 {
            assert!(!alike.is_led(5, 0) && !alike.is_led(6, 0), "who is like nobody looks every time");
        }
        alike.clear();
        assert!(!alike.is_led(4, 50) && !alike.is_led(1, 200), "another search");
    }

    #[test]
    fn whoever_was_not_compared_is_alone() {
        let costs = Matrix::from_fn(7, 40, |row, col| Some(group_of(row) * col as i64));
        let mut alike = Alike::of(Grid::new(&costs, false), &[1, 3], &[5, 6]);
        for near in [0, 2, 4] {
            assert!(!alike.is_led(near, 0) && !alike.is_led(near, 0));
        }
        assert!(!alike.is_led(1, 0) && alike.is_led(3, 0));
        assert!(!Alike::default().is_led(1, 0) && !Alike::default().is_led(3, 0), "no groups, nobody is led");
    }

    #[test]
    fn it_is_a_guess() {
        // Unlike at columns that are not compared, which `doubt` finds out.
        let costs = Matrix::from_fn(2, 10 * COMPARED, |row, col| Some((row * (col % 10)) as i64));
        let all: Vec<u32> = (0..10 * COMPARED as u32).collect();
        let mut alike = Alike::of(Grid::new(&costs, false), &[0, 1], &all);
        assert!(!alike.is_led(0, 0) && alike.is_led(1, 0));
    }
}

//! One person against a whole list: who of these people is below, above, or has the same manager.

use super::chart::OrgChart;
use super::forest::{Forest, NONE};
use super::search::Scratch;
use crate::workforce::Person;

/// A list of people, indexed so that the ones related to somebody are found at a cost of the number found.
///
/// Answers are positions in the list. A person of the list is never among the answers about themselves, except where the
/// contract of a method says so.
pub(crate) struct Roster {
    chart: OrgChart,
    /// Position by person, or [`NONE`].
    position: Vec<u32>,
    /// Only on a chart without dotted lines.
    tree: Option<TreeIndex>,
}

/// The list in the orders in which people below somebody are contiguous.
struct TreeIndex {
    /// (depth-first number, position), sorted.
    by_number: Vec<(u32, u32)>,
    /// (depth, depth-first number, position), sorted.
    by_level: Vec<(u32, u32, u32)>,
    /// For everyone on the chart, the nearest person above who is in the list, or [`NONE`].
    next_above: Vec<u32>,
}

impl Roster {
    /// Indexes distinct people in O(people of the chart + n log n).
    pub(crate) fn new(chart: &OrgChart, people: &[Person]) -> Roster {
        let mut position = vec![NONE; chart.people()];
        for (at, person) in people.iter().enumerate() {
            position[person.index()] = at as u32;
        }
        let tree = chart.inner.lines.is_none().then(|| TreeIndex::new(&chart.inner.forest, people, &position));
        Roster { chart: chart.clone(), position, tree }
    }

    /// Where somebody is in the list.
    pub(crate) fn position(&self, person: Person) -> Option<usize> {
        let at = self.position[person.index()];
        (at != NONE).then_some(at as usize)
    }

    /// Those of the list who stand below, within so many steps.
    pub(crate) fn below(&self, person: Person, within: u32, scratch: &mut Scratch, mut found: impl FnMut(usize)) {
        let inner = &self.chart.inner;
        match (&self.tree, &inner.lines) {
            (Some(tree), _) => tree.below(&inner.forest, person, within, &mut found),
            (None, Some(lines)) => scratch.around(&lines.down, self.position.len(), person, within, |p, _| {
                self.position(p).into_iter().for_each(&mut found);
                false
            }),
            (None, None) => {}
        }
    }

    /// Those of the list who stand above, within so many steps.
    pub(crate) fn above(&self, person: Person, within: u32, scratch: &mut Scratch, mut found: impl FnMut(usize)) {
        let inner = &self.chart.inner;
        match (&self.tree, &inner.lines) {
            (Some(tree), _) => {
                let depth = &inner.forest.depth;
                let mut at = tree.next_above[person.index()];
                while at != NONE && depth[person.index()] - depth[at as usize] <= within {
                    self.position(Person(at)).into_iter().for_each(&mut found);
                    at = tree.next_above[at as usize];
                }
            }
            (None, Some(lines)) => scratch.around(&lines.up, self.position.len(), person, within, |p, _| {
                self.position(p).into_iter().for_each(&mut found);
                false
            }),
            (None, None) => {}
        }
    }

    /// Those of the list who have a manager within so many steps above who also stands within so many steps above this
    /// person. The person themselves may be among them.
    pub(crate) fn sharing_manager(
        &self,
        person: Person,
        within: u32,
        scratch: &mut Scratch,
        mut found: impl FnMut(usize),
    ) {
        let inner = &self.chart.inner;
        match (&self.tree, &inner.lines) {
            (Some(tree), _) => tree.sharing_manager(&inner.forest, person, within, &mut found),
            (None, Some(lines)) => scratch.sharing(lines, self.position.len(), person, within, |p| {
                self.position(p).into_iter().for_each(&mut found);
            }),
            (None, None) => {}
        }
    }
}

impl TreeIndex {
    fn new(forest: &Forest, people: &[Person], position: &[u32]) -> TreeIndex {
        let number = |p: &Person| forest.enter[p.index()];
        let mut by_number: Vec<(u32, u32)> = people.iter().enumerate().map(|(at, p)| (number(p), at as u32)).collect();
        by_number.sort_unstable();
        let mut by_level: Vec<(u32, u32, u32)> =
            people.iter().enumerate().map(|(at, p)| (forest.depth[p.index()], number(p), at as u32)).collect();
        by_level.sort_unstable();
        let mut next_above = vec![NONE; position.len()];
        for &p in &forest.order {
            let m = forest.manager[p as usize];
            if m != NONE {
                next_above[p as usize] = if position[m as usize] == NONE { next_above[m as usize] } else { m };
            }
        }
        TreeIndex { by_number, by_level, next_above }
    }

    fn below(&self, forest: &Forest, person: Person, within: u32, found: &mut impl FnMut(usize)) {
        let p = person.index();
        let height = forest.height[p];
        if within >= height {
            let (from, to) = (forest.enter[p], forest.end[p]);
            let start = self.by_number.partition_point(|&(number, _)| number <= from);
            let found_here = self.by_number[start..].iter().take_while(|&&(number, _)| number < to);
            found_here.for_each(|&(_, at)| found(at as usize));
        } else {
            for level in 1..=within {
                self.level_below(forest, person, level, found);
            }
        }
    }

    /// Those exactly so many steps below.
    fn level_below(&self, forest: &Forest, person: Person, steps: u32, found: &mut impl FnMut(usize)) {
        let p = person.index();
        if steps > forest.height[p] {
            return;
        }
        let depth = forest.depth[p] + steps;
        let (from, to) = (forest.enter[p], forest.end[p]);
        let start = self.by_level.partition_point(|&(d, number, _)| (d, number) < (depth, from));
        let found_here = self.by_level[start..].iter().take_while(|&&(d, number, _)| d == depth && number < to);
        found_here.for_each(|&(_, _, at)| found(at as usize));
    }

    /// The highest manager within reach brings everyone down to `within` steps below. Each lower one brings one level
    /// more of its own part of the tree, so nobody is found twice.
    fn sharing_manager(&self, forest: &Forest, person: Person, within: u32, found: &mut impl FnMut(usize)) {
        let mut at = person;
        for _ in 0..within {
            let Some(manager) = forest.manager(at) else {
                break;
            };
            if at != person {
                self.level_below(forest, at, within, found);
            }
            at = manager;
        }
        if at != person {
            self.below(forest, at, within, found);
        }
    }
}

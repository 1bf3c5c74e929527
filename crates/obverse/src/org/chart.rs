//! The org chart and its questions about one person or two.

use std::sync::Arc;

use super::forest::Forest;
use super::lines::Lines;
use super::search;
use crate::workforce::{Person, Workforce};

/// Who stands above whom. A cheap handle.
///
/// Building it takes time linear in people and lines (dotted lines are sorted), without recursion: a chain of 100,000
/// managers is as welcome as tens of thousands of people under one.
#[derive(Clone)]
pub struct OrgChart {
    pub(super) inner: Arc<Inner>,
}

pub(super) struct Inner {
    workforce: Workforce,
    pub(super) forest: Forest,
    /// Only where dotted lines add something.
    pub(super) lines: Option<Lines>,
    any_line: bool,
}

/// Somebody who stands above two people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SharedManager {
    /// Who.
    pub manager: Person,
    /// Steps from the first person up to them.
    pub steps_from_first: u32,
    /// Steps from the second person up to them.
    pub steps_from_second: u32,
}

impl OrgChart {
    /// A number of steps that no chart exceeds: "all the way".
    pub const ALL_THE_WAY: u32 = u32::MAX;

    /// Reads the lines of a workforce, stand-ins for managers outside the file included.
    pub fn new(workforce: &Workforce) -> OrgChart {
        let managers = &workforce.inner.managers;
        let forest = Forest::new(managers);
        let lines = Lines::new(managers, &workforce.inner.dotted);
        let any_line = lines.is_some() || forest.manager.iter().any(|&m| m != super::forest::NONE);
        OrgChart { inner: Arc::new(Inner { workforce: workforce.clone(), forest, lines, any_line }) }
    }

    /// How many people are on the chart, stand-ins included.
    pub(super) fn people(&self) -> usize {
        self.inner.forest.manager.len()
    }

    /// The fewest steps from somebody up to somebody else, along lines of either kind; `None` if the second does not
    /// stand above the first.
    ///
    /// Constant time without dotted lines, else a search among the people above `from`.
    pub fn steps_up(&self, from: Person, to: Person) -> Option<u32> {
        let Some(lines) = &self.inner.lines else {
            return self.inner.forest.steps_up(from, to);
        };
        let mut found = None;
        search::around(&lines.up, from, Self::ALL_THE_WAY, |person, steps| {
            found = (person == to).then_some(steps);
            found.is_some()
        });
        found
    }

    /// Whether one stands above the other within so many steps.
    pub fn stands_above(&self, above: Person, below: Person, within: u32) -> bool {
        self.steps_up(below, above).is_some_and(|steps| steps <= within)
    }

    /// The nearest manager within so many steps above both.
    ///
    /// Nearest: the longer of the two ways is shortest, then both together are shortest, then the id is smallest. On a
    /// chart without dotted lines at most `within` people are looked at.
    pub fn shared_manager(&self, first: Person, second: Person, within: u32) -> Option<SharedManager> {
        match &self.inner.lines {
            None => self.shared_on_solid_lines(first, second, within),
            Some(lines) => self.shared_on_any_lines(lines, first, second, within),
        }
    }

    fn shared_on_solid_lines(&self, first: Person, second: Person, within: u32) -> Option<SharedManager> {
        let forest = &self.inner.forest;
        let mut steps_from_first = 0;
        let mut at = first;
        while steps_from_first < within {
            at = forest.manager(at)?;
            steps_from_first += 1;
            // The first manager who is above both is the nearest one for both.
            if let Some(steps_from_second) = forest.steps_up(second, at) {
                let near = steps_from_second <= within;
                return near.then_some(SharedManager { manager: at, steps_from_first, steps_from_second });
            }
        }
        None
    }

    fn shared_on_any_lines(&self, lines: &Lines, first: Person, second: Person, within: u32) -> Option<SharedManager> {
        let above = |person| {
            let mut found = Vec::new();
            search::around(&lines.up, person, within, |m, steps| {
                found.push((m, steps));
                false
            });
            found.sort_unstable();
            found
        };
        let above_second = above(second);
        above(first)
            .into_iter()
            .filter_map(|(manager, steps_from_first)| {
                let at = above_second.binary_search_by_key(&manager, |&(m, _)| m).ok()?;
                Some(SharedManager { manager, steps_from_first, steps_from_second: above_second[at].1 })
            })
            .min_by_key(|s| {
                let (a, b) = (s.steps_from_first, s.steps_from_second);
                (a.max(b), u64::from(a) + u64::from(b), self.inner.workforce.id(s.manager))
            })
    }

    /// Steps from the top of their tree, along solid lines: 0 for somebody with no manager, 1 for their direct reports.
    ///
    /// A dotted line does not lift anybody: the solid line is where a person stands.
    pub fn steps_from_top(&self, person: Person) -> u32 {
        self.inner.forest.depth[person.index()]
    }

    /// How many people stand below, along lines of either kind.
    ///
    /// Constant time without dotted lines, else a search among the people below.
    pub fn people_below(&self, person: Person) -> usize {
        let Some(lines) = &self.inner.lines else {
            return self.inner.forest.people_below(person);
        };
        let mut count = 0;
        search::around(&lines.down, person, Self::ALL_THE_WAY, |_, _| {
            count += 1;
            false
        });
        count
    }

    /// Whether anybody is recorded above or below this person, on a line of either kind.
    pub fn has_line(&self, person: Person) -> bool {
        match &self.inner.lines {
            None => self.inner.forest.has_line(person),
            Some(lines) => !lines.up.of(person).is_empty() || !lines.down.of(person).is_empty(),
        }
    }

    /// Whether the workforce records any line at all.
    pub fn has_lines(&self) -> bool {
        self.inner.any_line
    }
}

impl std::fmt::Debug for OrgChart {
    /// Counts only.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OrgChart")
            .field("people", &self.people())
            .field("dotted_lines", &self.inner.lines.is_some())
            .finish_non_exhaustive()
    }
}

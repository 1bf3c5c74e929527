//! The solid lines: a forest, numbered in depth-first order.

use crate::workforce::Person;

/// Marks "no manager".
pub(super) const NONE: u32 = u32::MAX;

/// A forest of people. Every vector but `order` has one entry for each person.
pub(super) struct Forest {
    /// The manager, or [`NONE`].
    pub(super) manager: Vec<u32>,
    /// The depth-first number. Those below `p` have numbers in `enter[p] + 1..end[p]`.
    pub(super) enter: Vec<u32>,
    /// One past the last depth-first number below.
    pub(super) end: Vec<u32>,
    /// Steps down from the root.
    pub(super) depth: Vec<u32>,
    /// Steps down to the deepest person below; 0 for somebody with no reports.
    pub(super) height: Vec<u32>,
    /// People by depth-first number.
    pub(super) order: Vec<u32>,
}

impl Forest {
    /// Numbers the forest, without recursion, in time linear in the number of people.
    ///
    /// Readers refuse circles of managers. Should one come in all the same, one of its people counts as a root, so that
    /// every question still has an answer.
    pub(super) fn new(managers: &[Option<Person>]) -> Forest {
        let n = managers.len();
        let mut forest = Forest {
            manager: managers
                .iter()
                .enumerate()
                .map(|(p, m)| m.filter(|m| m.index() != p && m.index() < n).map_or(NONE, |m| m.0))
                .collect(),
            enter: vec![NONE; n],
            end: vec![0; n],
            depth: vec![0; n],
            height: vec![0; n],
            order: Vec::with_capacity(n),
        };
        let (offsets, reports) = forest.reports();
        let roots: Vec<u32> = (0..n as u32).filter(|&p| forest.manager[p as usize] == NONE).collect();
        for root in roots {
            forest.number_below(root, &offsets, &reports);
        }
        if forest.order.len() < n {
            let mut walk = vec![NONE; n];
            for p in 0..n as u32 {
                if forest.enter[p as usize] == NONE {
                    let root = forest.cut_circle(p, &mut walk);
                    forest.number_below(root, &offsets, &reports);
                }
            }
        }
        forest.measure();
        forest
    }

    /// Direct reports as offsets and a flat list.
    fn reports(&self) -> (Vec<u32>, Vec<u32>) {
        let n = self.manager.len();
        let mut offsets = vec![0; n + 1];
        for &m in self.manager.iter().filter(|&&m| m != NONE) {
            offsets[m as usize + 1] += 1;
        }
        for p in 0..n {
            offsets[p + 1] += offsets[p];
        }
        let mut next = offsets.clone();
        let mut reports = vec![0; offsets[n] as usize];
        for (p, &m) in self.manager.iter().enumerate() {
            if m != NONE {
                reports[next[m as usize] as usize] = p as u32;
                next[m as usize] += 1;
            }
        }
        (offsets, reports)
    }

    fn number_below(&mut self, root: u32, offsets: &[u32], reports: &[u32]) {
        let mut stack = vec![root];
        while let Some(p) = stack.pop() {
            let at = p as usize;
            self.enter[at] = self.order.len() as u32;
            self.order.push(p);
            for &report in &reports[offsets[at] as usize..offsets[at + 1] as usize] {
                // The line that was cut to open a circle is still in the list of reports.
                if self.manager[report as usize] == p {
                    self.depth[report as usize] = self.depth[at] + 1;
                    stack.push(report);
                }
            }
        }
    }

    /// Walks up from somebody without a root above until the walk meets itself, and cuts the line there.
    fn cut_circle(&mut self, from: u32, walk: &mut [u32]) -> u32 {
        let mut p = from;
        while walk[p as usize] != from && self.manager[p as usize] != NONE {
            walk[p as usize] = from;
            p = self.manager[p as usize];
        }
        self.manager[p as usize] = NONE;
        p
    }

    /// Sizes and heights, from the deepest people up.
    fn measure(&mut self) {
        for (end, &enter) in self.end.iter_mut().zip(&self.enter) {
            *end = enter + 1;
        }
        for &p in self.order.iter().rev() {
            let m = self.manager[p as usize];
            if m != NONE {
                let (p, m) = (p as usize, m as usize);
                self.end[m] = self.end[m].max(self.end[p]);
                self.height[m] = self.height[m].max(self.height[p] + 1);
            }
        }
    }

    /// Whether `above` stands above `below`, at any distance.
    pub(super) fn is_above(&self, above: Person, below: Person) -> bool {
        let at = self.enter[below.index()];
        self.enter[above.index()] < at && at < self.end[above.index()]
    }

    /// Steps from `below` up to `above`.
    pub(super) fn steps_up(&self, below: Person, above: Person) -> Option<u32> {
        self.is_above(above, below).then(|| self.depth[below.index()] - self.depth[above.index()])
    }

    /// The manager.
    pub(super) fn manager(&self, person: Person) -> Option<Person> {
        let m = self.manager[person.index()];
        (m != NONE).then_some(Person(m))
    }

    /// How many people stand below.
    pub(super) fn people_below(&self, person: Person) -> usize {
        (self.end[person.index()] - self.enter[person.index()] - 1) as usize
    }

    /// Whether there is somebody above or below.
    pub(super) fn has_line(&self, person: Person) -> bool {
        self.manager[person.index()] != NONE || self.people_below(person) > 0
    }
}

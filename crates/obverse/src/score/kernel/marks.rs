//! Who of the far side is scored by other rules than most.

use super::look::{GROUP, units};

/// Their skills as a teacher are not recorded: what the line learns from them is the constant.
pub(super) const TEACHES_UNRECORDED: u8 = 1;

/// Their needs as a learner are not recorded: what the line teaches them is the constant.
pub(super) const LEARNS_UNRECORDED: u8 = 2;

/// Their sums do not fit a byte.
pub(super) const WIDE: u8 = 4;

/// A byte for each of the far side, 0 for most, and the units of points they have in any case.
pub(super) struct Marks {
    marks: Vec<u8>,
    /// In whole groups; `None` if nobody is marked.
    units: Option<Vec<i16>>,
}

impl Marks {
    pub(super) fn new(people: usize) -> Marks {
        Marks { marks: vec![0; people], units: None }
    }

    /// Marks these people, whose points are at most so many.
    pub(super) fn mark(&mut self, people: &[u32], mark: u8, points: u32) {
        if people.is_empty() {
            return;
        }
        let len = self.marks.len().next_multiple_of(GROUP);
        let all = self.units.get_or_insert_with(|| vec![0; len]);
        for &person in people {
            let person = person as usize;
            self.marks[person] |= mark;
            all[person] = all[person].saturating_add(units(points));
        }
    }

    pub(super) fn of(&self, person: usize) -> u8 {
        self.marks[person]
    }

    pub(super) fn units(&self) -> Option<&[i16]> {
        self.units.as_deref()
    }
}

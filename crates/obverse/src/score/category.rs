//! A component whose measure depends on one profile of each person: generation, culture, gender, a free column.

use super::mean::{Counts, Sum};
use super::ratio::Ratio;
use crate::Participants;
use crate::workforce::Person;

/// The measure between two profiles.
pub(super) trait Between: Send + Sync {
    /// Between a junior's and a senior's profile; `None` where it is not recorded.
    fn measure(&self, junior: u32, senior: u32) -> Option<Ratio>;

    /// The sum over all pairs of participants in which it is recorded.
    fn sum(&self, counts: &Counts) -> Sum;
}

/// Everyone's profile and the measure between profiles.
pub(super) struct Category {
    /// By person.
    profile_of: Vec<u32>,
    profiles: usize,
    between: Box<dyn Between>,
}

impl Category {
    pub(super) fn new(profile_of: Vec<u32>, profiles: usize, between: impl Between + 'static) -> Category {
        Category { profile_of, profiles, between: Box::new(between) }
    }

    pub(super) fn profile(&self, person: Person) -> u32 {
        self.profile_of[person.index()]
    }

    /// How many profiles there are.
    pub(super) fn profiles(&self) -> usize {
        self.profiles
    }

    pub(super) fn between(&self, junior: u32, senior: u32) -> Option<Ratio> {
        self.between.measure(junior, senior)
    }

    pub(super) fn measure(&self, junior: Person, senior: Person) -> Option<Ratio> {
        self.between(self.profile(junior), self.profile(senior))
    }

    pub(super) fn sum(&self, participants: &Participants) -> Sum {
        self.between.sum(&Counts::new(&self.profile_of, self.profiles, participants))
    }
}

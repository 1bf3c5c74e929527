//! Who takes part, in which role, in the order of the draw.

use std::sync::Arc;

use crate::workforce::Person;

/// One side of the programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Those who mentor: they teach.
    Junior,
    /// The mentees: they learn.
    Senior,
}

impl Side {
    /// The other side.
    #[must_use]
    pub fn opposite(self) -> Side {
        match self {
            Side::Junior => Side::Senior,
            Side::Senior => Side::Junior,
        }
    }

    /// As written in files: `junior` or `senior`.
    pub fn as_str(self) -> &'static str {
        match self {
            Side::Junior => "junior",
            Side::Senior => "senior",
        }
    }
}

/// The juniors and the seniors, each in the order of the draw (a keyed hash of the id, then the id).
///
/// A person with both roles stands on both sides. The position in these lists is the *row* (junior) or *column* (senior)
/// of the assignment problem. A cheap handle.
#[derive(Clone, Debug, Default)]
pub struct Participants {
    juniors: Arc<[Person]>,
    seniors: Arc<[Person]>,
}

impl Participants {
    /// These people, already in the order of the draw.
    pub(crate) fn new(juniors: Vec<Person>, seniors: Vec<Person>) -> Self {
        Participants { juniors: juniors.into(), seniors: seniors.into() }
    }

    /// Everyone on one side.
    pub fn on(&self, side: Side) -> &[Person] {
        match side {
            Side::Junior => &self.juniors,
            Side::Senior => &self.seniors,
        }
    }

    /// Those who mentor.
    pub fn juniors(&self) -> &[Person] {
        &self.juniors
    }

    /// The mentees.
    pub fn seniors(&self) -> &[Person] {
        &self.seniors
    }
}

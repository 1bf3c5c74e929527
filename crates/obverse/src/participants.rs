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
    /// Everyone's place among the juniors and among the seniors, by person; [`NOWHERE`] where they are not.
    places: [Arc<[u32]>; 2],
}

const NOWHERE: u32 = u32::MAX;

impl Participants {
    /// These people, already in the order of the draw.
    pub(crate) fn new(juniors: Vec<Person>, seniors: Vec<Person>) -> Self {
        let places = [places(&juniors), places(&seniors)];
        Participants { juniors: juniors.into(), seniors: seniors.into(), places }
    }

    /// The place of a person on one side: the row or column.
    pub fn place(&self, side: Side, person: Person) -> Option<u32> {
        self.places[side as usize].get(person.index()).copied().filter(|&place| place != NOWHERE)
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

fn places(people: &[Person]) -> Arc<[u32]> {
    let most = people.iter().map(|person| person.index() + 1).max().unwrap_or(0);
    let mut places = vec![NOWHERE; most];
    for (place, person) in people.iter().enumerate() {
        places[person.index()] = place as u32;
    }
    places.into()
}

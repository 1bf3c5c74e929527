//! Synthetic workforces: invented people in a believable company, to try things on.
//!
//! ```
//! use obverse::synthetic::Synthetic;
//!
//! let mut csv = Vec::new();
//! Synthetic::new(120).juniors(60).seniors(50).seed(1).write_csv(&mut csv)?;
//! assert!(csv.starts_with(b"id,name,email,manager_id,"));
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! The table has the columns of an HR export. There is one org chart: spans of 3 to 15, in large companies some of
//! hundreds; below the chief executive each report heads a department. Grades (1 to 10) follow the chart, age follows
//! the grade, shares of gender and culture vary with grade, department and place, skills follow department and age,
//! wants follow the grade. Some cells are empty, voluntary answers more often than payroll facts. Names and places are
//! invented, e-mail addresses end in `example.com`, and no name tells anything about gender, culture or age.
//!
//! The shares are chosen to be plausible. They are measurements of no company, and nothing should be concluded from
//! them about anybody.
//!
//! # Determinism
//! The same arguments give the same bytes on every machine and in every version: the bits come from a published
//! generator (PCG-XSH-RR 64/32) and everything else is integer arithmetic.
//!
//! # Complexity
//! O(people) time and about ten bytes a person; rows are written as they are drawn.

mod career;
mod copies;
mod demographics;
mod draw;
mod names;
mod org_tree;
mod places;
mod row;
mod topics;
mod volunteers;

#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};
use std::io;

use copies::{Copies, WHOLE, draw_copies};
use draw::Draw;
use org_tree::OrgTree;
use row::{HEADER, Ids, TELLS_APART, draw_row};
use volunteers::draw_parts;

/// The most people a synthetic workforce can have.
pub const MOST_PEOPLE: u32 = 1_000_000;

/// What to draw: how many people, in which parts, from which seed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Synthetic {
    people: u32,
    juniors: Option<u32>,
    seniors: Option<u32>,
    seed: u64,
    capacities: Capacities,
    consent: bool,
    /// In millionths of each side.
    copies: u32,
}

/// How many partners people take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Capacities {
    /// About one in twenty takes two, the others one.
    Drawn,
    /// Every junior so many, and every senior.
    Given { juniors: u32, seniors: u32 },
}

/// Arguments that no workforce can meet.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Impossible {
    /// A workforce of nobody.
    #[error("a workforce needs at least one person")]
    Nobody,
    /// More than [`MOST_PEOPLE`].
    #[error("{people} people are more than the {MOST_PEOPLE} a synthetic workforce can have")]
    TooManyPeople {
        /// As asked.
        people: u32,
    },
    /// More juniors and seniors than people.
    #[error("{juniors} juniors and {seniors} seniors are more than the {people} people of the workforce")]
    MoreParticipantsThanPeople {
        /// As asked.
        people: u32,
        /// As asked.
        juniors: u32,
        /// As asked.
        seniors: u32,
    },
    /// A share of copies above one.
    #[error("{millionths} millionths are more copies than there are people")]
    MoreCopiesThanPeople {
        /// As asked.
        millionths: u32,
    },
}

impl Synthetic {
    /// So many people, from 1 to [`MOST_PEOPLE`]. Unless given, 30 % are juniors (of the lower grades) and 20 % seniors
    /// (of the upper ones); everyone else is there for the org chart.
    pub fn new(people: u32) -> Self {
        Synthetic {
            people,
            juniors: None,
            seniors: None,
            seed: 0,
            capacities: Capacities::Drawn,
            consent: true,
            copies: 0,
        }
    }

    /// A workforce around a programme of this size: a quarter more people than take part (none more where that would
    /// pass [`MOST_PEOPLE`]).
    pub fn programme(juniors: u32, seniors: u32) -> Self {
        let both = juniors.saturating_add(seniors);
        let people = both.saturating_add(both.div_ceil(4)).min(MOST_PEOPLE.max(both));
        Synthetic::new(people).juniors(juniors).seniors(seniors)
    }

    /// Exactly so many juniors.
    #[must_use]
    pub fn juniors(mut self, juniors: u32) -> Self {
        self.juniors = Some(juniors);
        self
    }

    /// Exactly so many seniors; the chief executive is the first of them.
    #[must_use]
    pub fn seniors(mut self, seniors: u32) -> Self {
        self.seniors = Some(seniors);
        self
    }

    /// The seed; 0 unless given.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// `false`: everyone has capacity 1. Unless given, about one in twenty takes two partners.
    #[must_use]
    pub fn capacities(self, some_above_one: bool) -> Self {
        let capacities = if some_above_one { Capacities::Drawn } else { Capacities::Given { juniors: 1, seniors: 1 } };
        Synthetic { capacities, ..self }
    }

    /// Every junior takes so many partners, and every senior so many. All else stays as it is without.
    #[must_use]
    pub fn capacity_of_each(mut self, juniors: u32, seniors: u32) -> Self {
        self.capacities = Capacities::Given { juniors, seniors };
        self
    }

    /// `false`: the table has no column `opt_in`, so nobody stands aside. Unless given, about one in fifty participants says
    /// no and as many do not answer.
    #[must_use]
    pub fn consent(mut self, asked: bool) -> Self {
        self.consent = asked;
        self
    }

    /// So many millionths of each side are copies of others of the side: all cells are the same but id, name and e-mail
    /// address. They are drawn from the whole side; everyone else stays as they are without. The chief executive has no
    /// copies, and somebody of each side is none. 0 unless given.
    #[must_use]
    pub fn copies(mut self, millionths: u32) -> Self {
        self.copies = millionths;
        self
    }

    /// Whether such a workforce can be.
    ///
    /// # Errors
    /// [`Impossible`] says why not.
    pub fn check(&self) -> Result<(), Impossible> {
        let people = self.people;
        let (juniors, seniors) = (self.juniors.unwrap_or(0), self.seniors.unwrap_or(0));
        if people == 0 {
            Err(Impossible::Nobody)
        } else if people > MOST_PEOPLE {
            Err(Impossible::TooManyPeople { people })
        } else if u64::from(juniors) + u64::from(seniors) > u64::from(people) {
            Err(Impossible::MoreParticipantsThanPeople { people, juniors, seniors })
        } else if self.copies > WHOLE {
            Err(Impossible::MoreCopiesThanPeople { millionths: self.copies })
        } else {
            Ok(())
        }
    }

    /// Writes the table as CSV: UTF-8, comma, one header row, LF.
    ///
    /// # Errors
    /// Those of the writer; [`io::ErrorKind::InvalidInput`] with an [`Impossible`] inside when [`Synthetic::check`]
    /// fails, before anything is written.
    pub fn write_csv(&self, out: &mut impl io::Write) -> io::Result<()> {
        self.check().map_err(|impossible| io::Error::new(io::ErrorKind::InvalidInput, impossible))?;
        let (juniors, seniors) = self.sizes();
        // One stream for each question, so that one more senior leaves the chart and the ids as they are.
        let tree = OrgTree::new(self.people, &mut Draw::new(self.seed, 1));
        let parts = draw_parts(&tree, juniors, seniors, &mut Draw::new(self.seed, 2));
        let ids = Ids::new(self.people, &mut Draw::new(self.seed, 3));
        let cells = |person: u32, draw: &mut Draw| {
            draw_row(&tree, (person, parts[person as usize]), ids, self.capacities, draw)
        };
        let mut draw = Draw::new(self.seed, 4);
        let copies = match self.copies {
            0 => Copies::new(),
            share => draw_copies(&tree, &parts, share, &mut Draw::new(self.seed, 5)),
        };
        // Where the draws of an original begin: its copies may come before it.
        let mut starts = HashMap::new();
        if !copies.is_empty() {
            let originals: HashSet<u32> = copies.values().copied().collect();
            let mut draw = draw.clone();
            for person in (0..self.people).map(|row| ids.person_in_row(row)) {
                if originals.contains(&person) {
                    starts.insert(person, draw.clone());
                }
                cells(person, &mut draw);
            }
        }
        let mut table = csv::Writer::from_writer(out);
        table.write_record(self.columns(HEADER))?;
        for row in 0..self.people {
            let person = ids.person_in_row(row);
            let mut row = cells(person, &mut draw);
            if let Some(original) = copies.get(&person)
                && let Some(start) = starts.get(original)
            {
                let alike = cells(*original, &mut start.clone());
                for (cell, alike) in row.iter_mut().zip(alike).skip(TELLS_APART) {
                    *cell = alike;
                }
            }
            table.write_record(self.columns(row))?;
        }
        table.flush()
    }

    /// Of all cells of a row, those the table has.
    fn columns<T>(&self, cells: [T; HEADER.len()]) -> impl Iterator<Item = T> {
        let consent = self.consent;
        cells.into_iter().zip(HEADER).filter(move |(_, name)| consent || *name != "opt_in").map(|(cell, _)| cell)
    }

    /// Juniors and seniors, as given or usual. Called after `check`.
    fn sizes(&self) -> (u32, u32) {
        let usual_juniors = (u64::from(self.people) * 3 / 10).max(1) as u32;
        let usual_seniors = self.people.div_ceil(5);
        match (self.juniors, self.seniors) {
            (Some(juniors), Some(seniors)) => (juniors, seniors),
            (Some(juniors), None) => (juniors, usual_seniors.min(self.people - juniors)),
            (None, Some(seniors)) => (usual_juniors.min(self.people - seniors), seniors),
            (None, None) => (usual_juniors.min(self.people - 1), usual_seniors.min(self.people)),
        }
    }
}

//! Everyone in the export, as columns: the participants of the programme and the people around them.
//!
//! Exports are read by [`WorkforceReader`], records built in Rust by [`WorkforceBuilder`]; both pass the same checks, and both
//! report every problem at once. The way of a file: bytes are decoded (`decode`), split into records (`delimiter`, `table`),
//! headers become columns (`headers`), cells are read and interned row by row (`people`), and at the end everything is joined
//! (`assemble`): ids, sign-ups, reporting lines, the further tables.
//!
//! A [`Workforce`] is a cheap handle (an `Arc` inside). People are addressed by [`Person`], an index in the order in
//! which they were read or added; nothing that reaches a result depends on that order.

mod assemble;
mod attribute;
mod builder;
mod by_id;
mod canonical;
mod cells;
mod cohorts;
mod cycles;
mod date_column;
mod dates;
mod decode;
mod delimiter;
mod distance_table;
mod grouping;
mod headers;
mod identities;
mod levels;
mod named_columns;
mod numbers;
mod pair_tables;
mod participation;
mod people;
mod people_table;
mod person_record;
mod reader;
mod reporting_lines;
mod settings;
mod signups;
mod skill_rows;
mod skills;
mod skills_table;
mod slipped;
mod table;
#[cfg(test)]
mod tests;
mod texts;
mod unknown_skills;

use std::sync::Arc;

#[cfg(test)]
pub(crate) use attribute::AttributeBuilder;
pub(crate) use attribute::fold;
pub use attribute::{Attribute, Values};
pub use builder::WorkforceBuilder;
pub(crate) use by_id::ById;
pub(crate) use distance_table::read_distances;
pub use headers::column_of;
pub(crate) use headers::{column_name, hint as header_hint, is_attribute, key as header_key};
pub use pair_tables::names_a_partner;
pub use person_record::PersonRecord;
pub use reader::WorkforceReader;
pub(crate) use settings::ALWAYS_PROTECTED;
pub use skills::{Scale, Skill, Skills, Want};
pub(crate) use texts::Texts;

use crate::Side;

/// A person of one [`Workforce`], as an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Person(pub u32);

impl Person {
    /// As an index into a slice.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a person may be in the programme, as the export says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Roles {
    /// May mentor: teaches.
    pub junior: bool,
    /// May be a mentee: learns.
    pub senior: bool,
}

/// When somebody was born, in the most exact form the export gives.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub enum Birth {
    /// Not recorded.
    #[default]
    NotRecorded,
    /// The date: days since 1970-01-01.
    Date(i32),
    /// The year.
    Year(i16),
    /// Age in full years on the day that the policy's `as_of` names.
    Age(u8),
    /// The cohort, by its place on the generation scale (0 = oldest).
    Cohort(u8),
}

/// One row of `conflicts`, `past_pairs`, `fixed_pairs` or `existing_pairs`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PairRow {
    /// The junior; in `conflicts` simply the first person.
    pub junior: Person,
    /// The senior; in `conflicts` simply the second person.
    pub senior: Person,
    /// Why: of a conflict, or of the override of a fixed pair.
    pub reason: Option<String>,
    /// The row in its file (header = 1; 0 if from no file).
    pub row: u64,
}

impl PairRow {
    /// The one of this side.
    pub fn on(&self, side: Side) -> Person {
        match side {
            Side::Junior => self.junior,
            Side::Senior => self.senior,
        }
    }
}

/// Everyone in the export, and the tables that came with it.
#[derive(Clone)]
pub struct Workforce {
    pub(crate) inner: Arc<Inner>,
}

/// The columns. All vectors have one entry for each person *including stand-ins*: people who are named as managers but are
/// not in the file come last, from `in_file` on.
#[derive(Default)]
pub(crate) struct Inner {
    pub(crate) ids: Vec<Box<str>>,
    pub(crate) by_id: ById,
    /// The first `in_file` people have a row; the rest are stand-ins for managers outside the file.
    pub(crate) in_file: usize,
    pub(crate) rows: Rows,
    pub(crate) names: Option<Texts>,
    pub(crate) emails: Option<Texts>,
    /// Solid line: the manager.
    pub(crate) managers: Vec<Option<Person>>,
    pub(crate) manager_column: ManagerColumn,
    /// Dotted lines, sorted and distinct; empty vector when the export has none.
    pub(crate) dotted: Vec<Vec<Person>>,
    /// `None`: the cell is empty or the column absent (then the policy's `[roles]` may derive it).
    pub(crate) roles: Vec<Option<Roles>>,
    pub(crate) capacities: Vec<u32>,
    /// `None`: no opt-in column anywhere. A blank cell is `false`.
    pub(crate) opt_in: Option<Vec<bool>>,
    pub(crate) births: Vec<Birth>,
    /// Days since 1970-01-01.
    pub(crate) hire_dates: Vec<Option<i32>>,
    pub(crate) skills: Skills,
    /// Every other column by its name (`grade`, `department`, `location`, `organisation`, `gender`, `culture`, …), sorted.
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) conflicts: Vec<PairRow>,
    pub(crate) past_pairs: Vec<PairRow>,
    pub(crate) fixed_pairs: Vec<PairRow>,
    pub(crate) existing_pairs: Vec<PairRow>,
}

/// Where the export says who the manager is, as its headers are written.
#[derive(Clone, Default)]
pub(crate) struct ManagerColumn {
    /// The header of the column.
    pub(crate) header: Option<String>,
    /// If there is none: a header that may be meant.
    pub(crate) near: Option<String>,
}

/// Where each person stands in their file.
pub(crate) enum Rows {
    /// One after the other, from this row on.
    From(u64),
    /// In these rows: some lie between that hold nobody.
    Listed(Vec<u64>),
}

impl Default for Rows {
    fn default() -> Self {
        Rows::From(1)
    }
}

impl Rows {
    pub(crate) fn of(rows: Vec<u64>) -> Rows {
        let first = rows.first().copied().unwrap_or(1);
        if rows.iter().zip(first..).all(|(&row, at)| row == at) { Rows::From(first) } else { Rows::Listed(rows) }
    }
}

impl Workforce {
    /// How many people have a row.
    pub fn len(&self) -> usize {
        self.inner.in_file
    }

    /// Whether nobody has a row.
    pub fn is_empty(&self) -> bool {
        self.inner.in_file == 0
    }

    /// People with a row and the stand-ins for managers outside the file.
    pub fn len_with_stand_ins(&self) -> usize {
        self.inner.ids.len()
    }

    /// Everyone with a row, in the order read.
    pub fn people(&self) -> impl ExactSizeIterator<Item = Person> + use<> {
        (0..self.inner.in_file as u32).map(Person)
    }

    /// The id as written, without outer blanks.
    pub fn id(&self, person: Person) -> &str {
        &self.inner.ids[person.index()]
    }

    /// The person with this id (compared bytewise), stand-ins included.
    pub fn person(&self, id: &str) -> Option<Person> {
        self.inner.by_id.get(&self.inner.ids, id)
    }

    /// The name, if recorded.
    pub fn name(&self, person: Person) -> Option<&str> {
        self.inner.names.as_ref()?.get(person.index())
    }

    /// The e-mail, if recorded.
    pub fn email(&self, person: Person) -> Option<&str> {
        self.inner.emails.as_ref()?.get(person.index())
    }

    /// The manager on the solid line.
    pub fn manager(&self, person: Person) -> Option<Person> {
        self.inner.managers[person.index()]
    }

    /// The managers on dotted lines, sorted.
    pub fn dotted(&self, person: Person) -> &[Person] {
        self.inner.dotted.get(person.index()).map_or(&[], Vec::as_slice)
    }

    /// The roles as the export says them; `None` where it says nothing.
    pub fn roles(&self, person: Person) -> Option<Roles> {
        self.inner.roles[person.index()]
    }

    /// How many partners at most, in each role.
    pub fn capacity(&self, person: Person) -> u32 {
        self.inner.capacities[person.index()]
    }

    /// Whether they opted in; `None` when no opt-in was asked (no such column).
    pub fn opt_in(&self, person: Person) -> Option<bool> {
        self.inner.opt_in.as_ref().map(|all| all[person.index()])
    }

    /// Whether the export says who opted in.
    pub fn asks_consent(&self) -> bool {
        self.inner.opt_in.is_some()
    }

    /// When they were born.
    pub fn birth(&self, person: Person) -> Birth {
        self.inner.births[person.index()]
    }

    /// When they were hired: days since 1970-01-01.
    pub fn hire_date(&self, person: Person) -> Option<i32> {
        self.inner.hire_dates[person.index()]
    }

    /// Skills and wants.
    pub fn skills(&self) -> &Skills {
        &self.inner.skills
    }

    /// Any other column, by its name (`grade`, `department`, `gender`, `culture`, …), as the workforce keeps it or as the
    /// export's header spells it (`Ethnic Group` is `ethnic_group`, `Sex` is `gender`).
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        Some(&self.inner.attributes[self.attribute_at(name)?])
    }

    /// The place of a column among the attributes.
    pub(crate) fn attribute_at(&self, name: &str) -> Option<usize> {
        let attributes = &self.inner.attributes;
        let exactly = |name: &str| attributes.binary_search_by(|a| a.name().cmp(name)).ok();
        let meant = || column_name(name);
        exactly(name)
            .or_else(|| exactly(&meant()))
            .or_else(|| attributes.iter().position(|attribute| column_name(attribute.name()) == meant()))
    }

    /// The row of a person in their file, whose header is row 1; of people given one by one, their place from 1. `None`
    /// for managers outside the file.
    pub fn row(&self, person: Person) -> Option<u64> {
        match &self.inner.rows {
            Rows::From(first) => (person.index() < self.inner.in_file).then(|| u64::from(person.0) + first),
            Rows::Listed(rows) => rows.get(person.index()).copied(),
        }
    }

    /// The names of all other columns, sorted.
    pub fn attribute_names(&self) -> impl Iterator<Item = &str> {
        self.inner.attributes.iter().map(Attribute::name)
    }

    /// Pairs that must never be made, in either direction.
    pub fn conflicts(&self) -> &[PairRow] {
        &self.inner.conflicts
    }

    /// Pairs of earlier rounds, in that direction.
    pub fn past_pairs(&self) -> &[PairRow] {
        &self.inner.past_pairs
    }

    /// Pairs to make first.
    pub fn fixed_pairs(&self) -> &[PairRow] {
        &self.inner.fixed_pairs
    }

    /// Other mentoring that already uses capacity.
    pub fn existing_pairs(&self) -> &[PairRow] {
        &self.inner.existing_pairs
    }
}

impl std::fmt::Debug for Workforce {
    /// Counts only: a workforce holds personal data.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Workforce")
            .field("people", &self.len())
            .field("columns", &self.inner.attributes.len())
            .finish_non_exhaustive()
    }
}

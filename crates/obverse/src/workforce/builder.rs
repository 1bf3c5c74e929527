//! A workforce built in Rust, without files, under the same validation.

use super::assemble::{Intake, Named};
use super::cells::{Reading, Slot};
use super::cohorts::Generations;
use super::pair_tables::{PairKind, RawPairs};
use super::people_table::{Kind, PeopleTable};
use super::person_record::PersonRecord;
use super::settings::Settings;
use super::skill_rows::SkillNames;
use super::skills::Scale;
use super::{Workforce, headers::Column};
use crate::{Error, Problems};

/// Builds a [`Workforce`] from records.
///
/// In problems, people and sign-ups have the row number of their place in the order added, from 1; the file is empty.
///
/// ```
/// use obverse::workforce::{PersonRecord, WorkforceBuilder};
///
/// let (workforce, warnings) = WorkforceBuilder::new()
///     .person(PersonRecord::new("v.mehta").role("senior").want("ai tools", 3))
///     .person(PersonRecord::new("ana.r").role("junior").skill("ai tools", 5))
///     .conflict("ana.r", "v.mehta", Some("same family"))
///     .finish()?;
/// assert_eq!((workforce.len(), warnings.len()), (2, 0));
/// # Ok::<(), obverse::Error>(())
/// ```
#[derive(Default)]
pub struct WorkforceBuilder {
    settings: Settings,
    people: Vec<PersonRecord>,
    signups: Option<Vec<PersonRecord>>,
    conflicts: Vec<Pair>,
    fixed_pairs: Vec<Pair>,
    past_pairs: Vec<Pair>,
    existing_pairs: Vec<Pair>,
}

struct Pair {
    junior: String,
    senior: String,
    reason: Option<String>,
}

impl WorkforceBuilder {
    /// Nobody yet; levels from 0 to 5, the default generations.
    pub fn new() -> Self {
        Self::default()
    }

    /// The level scale.
    #[must_use]
    pub fn scale(mut self, scale: Scale) -> Self {
        self.settings.scale = scale;
        self
    }

    /// Labels of the generation scale, oldest first, instead of the default five.
    #[must_use]
    pub fn generations<S: AsRef<str>>(mut self, labels: impl IntoIterator<Item = S>) -> Self {
        self.settings.generations = Generations::named(labels);
        self
    }

    /// Columns whose values must not appear in problems, besides those that never do (birth, generation, gender, culture).
    #[must_use]
    pub fn protected<S: AsRef<str>>(mut self, columns: impl IntoIterator<Item = S>) -> Self {
        self.settings.protect(columns);
        self
    }

    /// Whether dates like 03/04/1990 have the day first; `None` lets each column decide.
    #[must_use]
    pub fn day_first(mut self, day_first: Option<bool>) -> Self {
        self.settings.day_first = day_first;
        self
    }

    /// Adds a person.
    #[must_use]
    pub fn person(mut self, person: PersonRecord) -> Self {
        self.people.push(person);
        self
    }

    /// Adds people.
    #[must_use]
    pub fn people(mut self, people: impl IntoIterator<Item = PersonRecord>) -> Self {
        self.people.extend(people);
        self
    }

    /// Adds a sign-up, by id or e-mail: its role, skills, wants, capacity and opt-in override the person's.
    #[must_use]
    pub fn signup(mut self, signup: PersonRecord) -> Self {
        self.signups.get_or_insert_default().push(signup);
        self
    }

    /// Adds a pair that must never be made, in either direction.
    #[must_use]
    pub fn conflict(mut self, one: impl Into<String>, other: impl Into<String>, reason: Option<&str>) -> Self {
        self.conflicts.push(Pair::new(one, other, reason));
        self
    }

    /// Adds a pair to make first; a reason lets it override the rules.
    #[must_use]
    pub fn fixed_pair(mut self, junior: impl Into<String>, senior: impl Into<String>, reason: Option<&str>) -> Self {
        self.fixed_pairs.push(Pair::new(junior, senior, reason));
        self
    }

    /// Adds a pair of an earlier round.
    #[must_use]
    pub fn past_pair(mut self, junior: impl Into<String>, senior: impl Into<String>) -> Self {
        self.past_pairs.push(Pair::new(junior, senior, None));
        self
    }

    /// Adds other mentoring that already uses capacity.
    #[must_use]
    pub fn existing_pair(mut self, junior: impl Into<String>, senior: impl Into<String>) -> Self {
        self.existing_pairs.push(Pair::new(junior, senior, None));
        self
    }

    /// Checks everything and builds the workforce.
    ///
    /// O(people + lines + cells), apart from sorting names.
    ///
    /// # Errors
    /// [`Error::Problems`] with every problem, warnings too, if any of them is an error.
    pub fn finish(self) -> Result<(Workforce, Problems), Error> {
        let mut names = SkillNames::default();
        let people = table(&self.people, Kind::Export, &self.settings, &mut names);
        let form = self.signups.as_ref().map(|signups| table(signups, Kind::Form, &self.settings, &mut names));
        let unnamed = |content| Named { file: String::new(), content };
        Intake {
            names,
            people: unnamed(people),
            form: form.map(unnamed),
            skills: None,
            conflicts: Some(raw(PairKind::Conflicts, self.conflicts)),
            fixed_pairs: Some(raw(PairKind::Fixed, self.fixed_pairs)),
            past_pairs: Some(raw(PairKind::Past, self.past_pairs)),
            existing_pairs: Some(raw(PairKind::Existing, self.existing_pairs)),
            settings: self.settings,
        }
        .assemble()
    }
}

impl Pair {
    fn new(junior: impl Into<String>, senior: impl Into<String>, reason: Option<&str>) -> Self {
        Pair { junior: junior.into(), senior: senior.into(), reason: reason.map(str::to_owned) }
    }
}

fn raw(kind: PairKind, pairs: Vec<Pair>) -> RawPairs {
    let mut raw = RawPairs::new(kind, "");
    for Pair { junior, senior, reason } in pairs {
        raw.add(junior, senior, reason);
    }
    raw
}

fn table(records: &[PersonRecord], kind: Kind, settings: &Settings, names: &mut SkillNames) -> PeopleTable {
    let mut table = PeopleTable::new("");
    let PeopleTable { people, findings } = &mut table;
    let mut slots: Vec<Slot> = Vec::new();
    let columns = std::iter::once(&Column::Id).chain(records.iter().flat_map(|r| r.cells.iter().map(|(c, _)| c)));
    let mut known = rustc_hash::FxHashMap::default();
    for column in columns.filter(|c| kind.takes(c)) {
        if !known.contains_key(column) {
            known.insert(column.clone(), slots.len());
            slots.push(Slot::new(column.clone(), &column.name(), settings));
        }
    }
    for slot in &slots {
        people.declare(slot);
    }
    for (k, record) in records.iter().enumerate() {
        let mut reading = Reading { settings, names, findings };
        people.begin_row(k as u64 + 1);
        for (column, value) in &record.cells {
            if let Some(&at) = known.get(column) {
                people.cell(&slots[at], value, &mut reading);
            }
        }
        people.end_row();
    }
    table
}

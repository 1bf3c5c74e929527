//! Reading a workforce from an HRIS export and the tables beside it.

use std::io::{self, Read};

use super::Workforce;
use super::assemble::{Intake, Named};
use super::cohorts::Generations;
use super::decode::{HEAD, known_binary};
use super::pair_tables::{PairKind, RawPairs};
use super::people_table::{Kind, PeopleTable};
use super::settings::Settings;
use super::skill_rows::SkillNames;
use super::skills::Scale;
use super::skills_table::SkillsTable;
use crate::{Error, Problems};

/// Reads a [`Workforce`] from delimited text: the export, and whichever of the further tables there are.
///
/// UTF-8 with or without a byte-order mark, UTF-16 and Windows-1252; comma, semicolon or tab; quoted cells; any line
/// ending. Nothing is judged before [`finish`](WorkforceReader::finish), so the order of calls does not matter; a table that
/// is given twice counts the second time. A header with nothing below it is an error in the export and a warning (`empty_file`)
/// in the further tables. Each file is held in memory while it is read, and no copy of its cells is made.
///
/// Row numbers in problems count records: the header is row 1, the first person row 2. Completely empty lines are not
/// counted.
///
/// ```
/// use obverse::workforce::WorkforceReader;
///
/// let export = "Employee ID;Manager ID;Role\n7;;senior\n8;7;junior\n";
/// let (workforce, warnings) = WorkforceReader::new().people("people.csv", export.as_bytes()).finish()?;
/// assert_eq!((workforce.len(), warnings.len()), (2, 0));
/// # Ok::<(), obverse::Error>(())
/// ```
#[derive(Default)]
pub struct WorkforceReader {
    settings: Settings,
    people: Option<Source>,
    signups: Option<Source>,
    skills: Option<Source>,
    conflicts: Option<Source>,
    fixed_pairs: Option<Source>,
    past_pairs: Option<Source>,
    existing_pairs: Option<Source>,
    failed: Option<io::Error>,
}

struct Source {
    file: String,
    bytes: Vec<u8>,
}

impl WorkforceReader {
    /// Nothing to read yet; levels from 0 to 5, the default generations.
    pub fn new() -> Self {
        Self::default()
    }

    /// This export's headers and our names for them, as in the policy's `[columns]`. Applies to the export, the sign-ups and
    /// the skills table.
    #[must_use]
    pub fn columns<A: Into<String>, B: Into<String>>(mut self, mapping: impl IntoIterator<Item = (A, B)>) -> Self {
        self.settings.columns = mapping.into_iter().map(|(theirs, ours)| (theirs.into(), ours.into())).collect();
        self
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

    /// Whether the policy may make somebody without a role a junior or a senior. Then nobody counts as outside the programme
    /// yet, and mistakes in anybody's values are errors.
    #[must_use]
    pub fn derives_roles(mut self, yes: bool) -> Self {
        self.settings.derives_roles = yes;
        self
    }

    /// Whether dates like 03/04/1990 have the day first; `None` lets each column decide.
    #[must_use]
    pub fn day_first(mut self, day_first: Option<bool>) -> Self {
        self.settings.day_first = day_first;
        self
    }

    /// The export: one row for each person.
    #[must_use]
    pub fn people(mut self, file_name: &str, file: impl Read) -> Self {
        self.people = self.take(file_name, file);
        self
    }

    /// The sign-up form: `id` or `email`, and `role`, `skills`, `wants`, `capacity`, `opt_in`, which override the export
    /// where they are filled.
    #[must_use]
    pub fn signups(mut self, file_name: &str, file: impl Read) -> Self {
        self.signups = self.take(file_name, file);
        self
    }

    /// Skills as a long table: `person_id`, `skill`, `level`, `wanted`. They add to the export's own.
    #[must_use]
    pub fn skills(mut self, file_name: &str, file: impl Read) -> Self {
        self.skills = self.take(file_name, file);
        self
    }

    /// Pairs that must never be made, in either direction: `a` and `b` (or `junior` and `senior`) and perhaps a `reason`. Rows
    /// about nobody in the workforce are left out with a warning, as in the past and existing pairs.
    #[must_use]
    pub fn conflicts(mut self, file_name: &str, file: impl Read) -> Self {
        self.conflicts = self.take(file_name, file);
        self
    }

    /// Pairs to make first: `junior`, `senior` and perhaps a `reason` that overrides the rules. Somebody who is not in the
    /// workforce is an error here.
    #[must_use]
    pub fn fixed_pairs(mut self, file_name: &str, file: impl Read) -> Self {
        self.fixed_pairs = self.take(file_name, file);
        self
    }

    /// Pairs of earlier rounds: `junior`, `senior`.
    #[must_use]
    pub fn past_pairs(mut self, file_name: &str, file: impl Read) -> Self {
        self.past_pairs = self.take(file_name, file);
        self
    }

    /// Other mentoring that already uses capacity: `junior`, `senior`.
    #[must_use]
    pub fn existing_pairs(mut self, file_name: &str, file: impl Read) -> Self {
        self.existing_pairs = self.take(file_name, file);
        self
    }

    fn take(&mut self, file: &str, content: impl Read) -> Option<Source> {
        match read_whole(content) {
            Ok(bytes) => Some(Source { file: file.to_owned(), bytes }),
            Err(error) => {
                self.failed.get_or_insert_with(|| named(file, error));
                None
            }
        }
    }

    /// Reads and checks everything.
    ///
    /// O(bytes + people + lines), apart from sorting names. The workforce does not depend on the order of rows, except that
    /// [`Person`](super::Person) indices follow it.
    ///
    /// # Errors
    /// [`Error::Problems`] with every problem of every file, warnings too, if any of them is an error; [`Error::Io`], which
    /// begins with the file's name, if one could not be read.
    pub fn finish(self) -> Result<(Workforce, Problems), Error> {
        if let Some(error) = self.failed {
            return Err(error.into());
        }
        let settings = self.settings;
        let mut names = SkillNames::default();
        let mut read = |Source { file, bytes }: Source, kind| {
            let content = PeopleTable::read(&file, bytes, kind, &settings, &mut names);
            Named { file, content }
        };
        let nothing = Source { file: String::new(), bytes: Vec::new() };
        let people = read(self.people.unwrap_or(nothing), Kind::Export);
        let form = self.signups.map(|source| read(source, Kind::Form));
        let skills = self.skills.map(|Source { file, bytes }| {
            let content = SkillsTable::read(&file, bytes, &settings, &mut names);
            Named { file, content }
        });
        let pairs = |kind: PairKind, source: Option<Source>| {
            source.map(|Source { file, bytes }| RawPairs::read(kind, &file, bytes))
        };
        Intake {
            people,
            form,
            skills,
            conflicts: pairs(PairKind::Conflicts, self.conflicts),
            fixed_pairs: pairs(PairKind::Fixed, self.fixed_pairs),
            past_pairs: pairs(PairKind::Past, self.past_pairs),
            existing_pairs: pairs(PairKind::Existing, self.existing_pairs),
            settings,
            names,
        }
        .assemble()
    }
}

/// The error with the file's name before it, as the caller named it.
pub(crate) fn named(file: &str, error: io::Error) -> io::Error {
    if file.is_empty() { error } else { io::Error::new(error.kind(), format!("{file}: {error}")) }
}

/// The whole file, unless its beginning already shows that it is no table; then the beginning.
pub(crate) fn read_whole(mut file: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.by_ref().take(HEAD as u64).read_to_end(&mut bytes)?;
    if known_binary(&bytes).is_none() {
        file.read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

impl Workforce {
    /// Reads an export under the defaults. For anything more see [`WorkforceReader`].
    ///
    /// # Errors
    /// As [`WorkforceReader::finish`]; warnings are dropped.
    pub fn from_csv(export: impl Read) -> Result<Workforce, Error> {
        WorkforceReader::new().people("", export).finish().map(|(workforce, _)| workforce)
    }

    /// Builds a workforce of these people under the defaults. For anything more see
    /// [`WorkforceBuilder`](super::WorkforceBuilder).
    ///
    /// # Errors
    /// As [`WorkforceBuilder::finish`](super::WorkforceBuilder::finish); warnings are dropped.
    pub fn from_people(people: impl IntoIterator<Item = super::PersonRecord>) -> Result<Workforce, Error> {
        super::WorkforceBuilder::new().people(people).finish().map(|(workforce, _)| workforce)
    }
}

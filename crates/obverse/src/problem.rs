//! Problems as data: a stable code, where, the value, and what to do.

use std::fmt;

use serde::Serialize;

/// How much a [`Problem`] matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The run cannot go on.
    Error,
    /// The run goes on; somebody should look.
    Warning,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $slug:literal, $severity:ident;)*) => {
        /// The published, stable codes. A code never changes its meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// Every code, in the order of this page.
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];

            /// The code as written in JSON and on the terminal.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $slug,)* }
            }

            /// Whether the code stops the run.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    // The file as a whole.
    /// The file has no rows. A header alone is a warning in every table but the export: there is nothing to join.
    EmptyFile = "empty_file", Error;
    /// The bytes are no text in the encoding the file declares or seems to have.
    Undecodable = "undecodable", Error;
    /// The bytes are no table: a binary file, or a quote that never ends.
    NotATable = "not_a_table", Error;
    /// A row has more or fewer cells than the header.
    RaggedRow = "ragged_row", Error;
    /// A cell is larger than any HR attribute could be.
    CellTooLarge = "cell_too_large", Error;
    /// A required column is missing.
    MissingColumn = "missing_column", Error;
    /// Two columns have, or stand for, the same name.
    DuplicateColumn = "duplicate_column", Error;

    // People.
    /// A row without an id, or a pair without two.
    MissingId = "missing_id", Error;
    /// Two rows with the same id.
    DuplicateId = "duplicate_id", Error;
    /// An id was written with blanks around it.
    PaddedId = "padded_id", Warning;
    /// A role that is none of junior, senior, both.
    UnknownRole = "unknown_role", Error;
    /// A capacity that is no whole number.
    UnreadableCapacity = "unreadable_capacity", Error;
    /// An opt-in that is neither yes nor no.
    UnreadableOptIn = "unreadable_opt_in", Error;
    /// A date that cannot be read.
    UnreadableDate = "unreadable_date", Error;
    /// A column of dates that could be day first or month first.
    AmbiguousDate = "ambiguous_date", Error;
    /// A birth year or age that is no plausible number.
    UnreadableAge = "unreadable_age", Error;
    /// A generation that is none of the scale's.
    UnknownGeneration = "unknown_generation", Error;
    /// Ages are given, and no `as_of` date says when.
    AsOfMissing = "as_of_missing", Error;
    /// A number was expected.
    UnreadableNumber = "unreadable_number", Error;
    /// A grade that the policy's `grade_order` does not list.
    UnknownGrade = "unknown_grade", Error;

    // Skills.
    /// A skill level outside the declared scale.
    LevelOutOfRange = "level_out_of_range", Error;
    /// A skill level, importance or target that is no number.
    UnreadableLevel = "unreadable_level", Error;
    /// A decimal level was rounded half up.
    LevelRounded = "level_rounded", Warning;
    /// The same skill twice in one place with different levels.
    SkillTwice = "skill_twice", Error;
    /// Somebody wants to learn a skill that nobody has.
    UnknownSkill = "unknown_skill", Warning;

    // The org chart.
    /// Somebody is their own manager.
    SelfManager = "self_manager", Error;
    /// A circle of managers.
    ManagementCycle = "management_cycle", Error;
    /// A circle that needs a dotted line.
    DottedCycle = "dotted_cycle", Warning;
    /// Managers who are not in the file.
    ManagerNotInFile = "manager_not_in_file", Warning;
    /// The rule `reporting_line` is on, and nobody in the file has a manager or a dotted line.
    NoReportingLines = "no_reporting_lines", Warning;

    // The further tables.
    /// A row about somebody who is not in the workforce. An error among fixed pairs; in the other tables the rows are left out
    /// with a warning.
    UnknownPerson = "unknown_person", Error;
    /// A sign-up by somebody who is not in the workforce.
    SignupWithoutPerson = "signup_without_person", Warning;
    /// Two sign-ups of one person.
    DuplicateSignup = "duplicate_signup", Error;
    /// Two people share the e-mail by which a sign-up names them.
    AmbiguousEmail = "ambiguous_email", Error;
    /// A pair of somebody with themselves.
    PairWithSelf = "pair_with_self", Error;

    // Programme.
    /// A policy key that does not exist.
    UnknownKey = "unknown_key", Error;
    /// A policy value that is not allowed.
    BadValue = "bad_value", Error;
    /// The policy names a column that the workforce does not have.
    UnknownColumn = "unknown_column", Error;
    /// The policy protects a column that the workforce does not have: most likely it is misspelled.
    ProtectedColumnAbsent = "protected_column_absent", Warning;
    /// A rule or role reads a protected column without a written reason.
    ProtectedWithoutReason = "protected_without_reason", Error;
    /// The workforce was read with another level scale than the policy's.
    ScaleMismatch = "scale_mismatch", Error;
    /// Nobody is junior, or nobody is senior.
    NobodyOnOneSide = "nobody_on_one_side", Error;
    /// All costs were to be kept in memory, and there is not so much.
    DoesNotFit = "does_not_fit", Error;
    /// No component is recorded for any pair.
    NothingToScore = "nothing_to_score", Error;
    /// A fixed pair breaks a rule and carries no override reason.
    FixedPairBreaksRule = "fixed_pair_breaks_rule", Error;
    /// A fixed pair names somebody who has not that role.
    FixedPairRole = "fixed_pair_role", Error;
    /// More fixed and existing pairs than somebody has capacity for.
    FixedPairOverCapacity = "fixed_pair_over_capacity", Error;
    /// The same fixed pair twice.
    FixedPairTwice = "fixed_pair_twice", Error;
}

/// One problem, however many rows it touches.
///
/// Protected values (birth, generation, gender, culture and what the policy marks) are never in `value` or `text`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// What kind of problem.
    pub code: Code,
    /// Error or warning.
    pub severity: Severity,
    /// The file as the caller named it; empty if it comes from no file.
    pub file: String,
    /// Rows of that file, ascending. Records are counted, not lines: the header is row 1, the first person row 2.
    pub rows: Vec<u64>,
    /// The column's header as written, if it is about one.
    pub column: Option<String>,
    /// The offending value as written, unless protected.
    pub value: Option<String>,
    /// What is wrong and what to do, in plain words.
    pub text: String,
}

impl Problem {
    /// A problem of this kind, with what to do in plain words.
    pub fn new(code: Code, text: impl Into<String>) -> Self {
        Problem {
            code,
            severity: code.severity(),
            file: String::new(),
            rows: Vec::new(),
            column: None,
            value: None,
            text: text.into(),
        }
    }

    /// In this file.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.file = file.into();
        self
    }

    /// At these rows.
    #[must_use]
    pub fn at_rows(mut self, rows: impl IntoIterator<Item = u64>) -> Self {
        self.rows.extend(rows);
        self.rows.sort_unstable();
        self.rows.dedup();
        self
    }

    /// In this column.
    #[must_use]
    pub fn in_column(mut self, column: impl Into<String>) -> Self {
        self.column = Some(column.into());
        self
    }

    /// With this value, which must not be a protected one. Long values are shortened to 60 characters.
    #[must_use]
    pub fn with_value(mut self, value: impl AsRef<str>) -> Self {
        let value = value.as_ref();
        let mut short: String = value.chars().take(60).collect();
        if short.len() < value.len() {
            short.push('…');
        }
        self.value = Some(short);
        self
    }

    /// Whether it stops the run.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(f, "{severity} {}", self.code.as_str())?;
        if !self.file.is_empty() {
            write!(f, " in {}", self.file)?;
        }
        match self.rows.as_slice() {
            [] => {}
            [row] => write!(f, " row {row}")?,
            [first, .., last] => {
                write!(f, " rows {first}–{last} ({} rows)", self.rows.len())?;
            }
        }
        if let Some(column) = &self.column {
            write!(f, " column {column}")?;
        }
        if let Some(value) = &self.value {
            write!(f, " value {value:?}")?;
        }
        write!(f, ": {}", self.text)
    }
}

impl Serialize for Problem {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut s = serializer.serialize_struct("Problem", 7)?;
        s.serialize_field("code", self.code.as_str())?;
        s.serialize_field("severity", &self.severity)?;
        s.serialize_field("file", &self.file)?;
        s.serialize_field("rows", &self.rows)?;
        s.serialize_field("column", &self.column)?;
        s.serialize_field("value", &self.value)?;
        s.serialize_field("text", &self.text)?;
        s.end()
    }
}

/// Every problem found, at once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, problem: Problem) {
        self.0.push(problem);
    }

    /// Adds all of another list.
    pub fn extend(&mut self, other: impl IntoIterator<Item = Problem>) {
        self.0.extend(other);
    }

    /// Whether any of them stops the run.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(Problem::is_error)
    }

    /// In the order found: file by file, errors and warnings mixed.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.0.iter()
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `Err` with everything if any of them is an error, else the warnings.
    ///
    /// # Errors
    /// [`Error::Problems`](crate::Error::Problems) when at least one problem is an error.
    pub fn into_result(self) -> Result<Problems, crate::Error> {
        if self.has_errors() { Err(crate::Error::Problems(self)) } else { Ok(self) }
    }
}

impl IntoIterator for Problems {
    type Item = Problem;
    type IntoIter = std::vec::IntoIter<Problem>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (k, problem) in self.0.iter().enumerate() {
            if k > 0 {
                writeln!(f)?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

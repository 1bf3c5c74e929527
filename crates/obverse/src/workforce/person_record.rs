//! One person as a record, for workforces that are built in Rust.

use std::fmt;

use super::headers::Column;

/// One person, or one sign-up: what would be a row of a file, cell by cell.
///
/// Cells are text, read and judged exactly as those of a file are. A cell that is set twice keeps the later value; `skill`,
/// `want` and `dotted_line` add to what is there.
///
/// ```
/// use obverse::workforce::PersonRecord;
///
/// let ana = PersonRecord::new("ana.r").role("junior").manager("v.mehta").skill("ai tools", 5).birth_year(1999);
/// ```
#[derive(Clone, Default)]
pub struct PersonRecord {
    pub(crate) cells: Vec<(Column, String)>,
}

impl PersonRecord {
    /// Somebody with this id.
    pub fn new(id: impl Into<String>) -> Self {
        Self::default().with(Column::Id, id.into())
    }

    /// A sign-up by somebody whom the form knows by e-mail only.
    pub fn by_email(email: impl Into<String>) -> Self {
        Self::default().with(Column::Email, email.into())
    }

    /// The name.
    #[must_use]
    pub fn name(self, name: impl Into<String>) -> Self {
        self.with(Column::Name, name.into())
    }

    /// The e-mail.
    #[must_use]
    pub fn email(self, email: impl Into<String>) -> Self {
        self.with(Column::Email, email.into())
    }

    /// The id of the manager on the solid line.
    #[must_use]
    pub fn manager(self, id: impl Into<String>) -> Self {
        self.with(Column::Manager, id.into())
    }

    /// The id of one more manager on a dotted line.
    #[must_use]
    pub fn dotted_line(self, id: &str) -> Self {
        self.adding(Column::Dotted, id)
    }

    /// `junior`, `senior` or `both`; without one the person is context, or the policy derives the role.
    #[must_use]
    pub fn role(self, role: impl Into<String>) -> Self {
        self.with(Column::Role, role.into())
    }

    /// How many partners at most, in each role.
    #[must_use]
    pub fn capacity(self, partners: u32) -> Self {
        self.with(Column::Capacity, partners.to_string())
    }

    /// Whether they opted in.
    #[must_use]
    pub fn opt_in(self, yes: bool) -> Self {
        self.with(Column::OptIn, if yes { "yes" } else { "no" }.to_owned())
    }

    /// The date of birth: `1990-12-31`, or a date of the `jiff` crate.
    #[must_use]
    pub fn birth_date(self, date: impl fmt::Display) -> Self {
        self.with(Column::BirthDate, date.to_string())
    }

    /// The year of birth.
    #[must_use]
    pub fn birth_year(self, year: i16) -> Self {
        self.with(Column::BirthYear, year.to_string())
    }

    /// Age in full years on the day that the policy's `as_of` names.
    #[must_use]
    pub fn age(self, years: u8) -> Self {
        self.with(Column::Age, years.to_string())
    }

    /// The generation's label.
    #[must_use]
    pub fn generation(self, label: impl Into<String>) -> Self {
        self.with(Column::Generation, label.into())
    }

    /// The date of hire: `2020-01-31`, or a date of the `jiff` crate.
    #[must_use]
    pub fn hire_date(self, date: impl fmt::Display) -> Self {
        self.with(Column::HireDate, date.to_string())
    }

    /// All skills as a cell: `sql:4;ai tools:5`.
    #[must_use]
    pub fn skills(self, cell: impl Into<String>) -> Self {
        self.with(Column::Skills, cell.into())
    }

    /// One more skill, at this level of the scale (0 to 5 by default).
    #[must_use]
    pub fn skill(self, name: &str, level: u8) -> Self {
        self.adding(Column::Skills, &format!("{name}:{level}"))
    }

    /// All wants as a cell: `ai tools:3;sql:3@4`.
    #[must_use]
    pub fn wants(self, cell: impl Into<String>) -> Self {
        self.with(Column::Wants, cell.into())
    }

    /// One more topic to learn, of this importance (1 to 3).
    #[must_use]
    pub fn want(self, topic: &str, importance: u8) -> Self {
        self.adding(Column::Wants, &format!("{topic}:{importance}"))
    }

    /// Any column by its name in Obverse's words: `grade`, `department`, `gender`, `culture`, or one of the caller's own.
    #[must_use]
    pub fn attribute(self, column: &str, value: impl Into<String>) -> Self {
        self.with(Column::named(column), value.into())
    }

    fn with(mut self, column: Column, value: String) -> Self {
        match self.cells.iter_mut().find(|(c, _)| *c == column) {
            Some((_, cell)) => *cell = value,
            None => self.cells.push((column, value)),
        }
        self
    }

    fn adding(mut self, column: Column, value: &str) -> Self {
        match self.cells.iter_mut().find(|(c, _)| *c == column) {
            Some((_, cell)) => {
                cell.push(';');
                cell.push_str(value);
            }
            None => self.cells.push((column, value.to_owned())),
        }
        self
    }
}

impl fmt::Debug for PersonRecord {
    /// Only which columns are filled: a record holds personal data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let columns: Vec<_> = self.cells.iter().map(|(column, _)| column.name()).collect();
        f.debug_struct("PersonRecord").field("columns", &columns).finish_non_exhaustive()
    }
}

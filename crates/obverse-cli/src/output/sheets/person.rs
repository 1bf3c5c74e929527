//! What of a person is joined in beside the id: name, e-mail and department, where the export records them.

use std::io::{self, Write};

use obverse::{Person, Policy, Programme, Workforce};

use crate::output::csv_cells::Sheet;

/// Which columns are joined in.
pub(crate) struct PersonColumns<'a> {
    workforce: &'a Workforce,
    columns: Vec<&'static str>,
}

impl<'a> PersonColumns<'a> {
    /// Those that somebody of the export has and the policy does not protect.
    pub(crate) fn new(programme: &'a Programme) -> Self {
        let workforce = programme.workforce();
        let protected = Policy::protected_columns(programme.policy());
        let recorded = |column: &&str| match *column {
            "name" => workforce.people().any(|person| workforce.name(person).is_some()),
            "email" => workforce.people().any(|person| workforce.email(person).is_some()),
            other => workforce.attribute(other).is_some_and(obverse::workforce::Attribute::any_recorded),
        };
        let open = |column: &&str| !protected.iter().any(|p| p == column);
        let columns = ["name", "email", "department"].into_iter().filter(recorded).filter(open).collect();
        PersonColumns { workforce, columns }
    }

    /// The names of the columns.
    pub(crate) fn names(&self) -> &[&'static str] {
        &self.columns
    }

    /// What one of the columns says of somebody.
    pub(crate) fn cell(&self, column: &str, person: Person) -> String {
        match column {
            "name" => self.workforce.name(person).unwrap_or_default().to_owned(),
            "email" => self.workforce.email(person).unwrap_or_default().to_owned(),
            other => {
                let Some(attribute) = self.workforce.attribute(other) else { return String::new() };
                let labels: Vec<&str> = attribute.values(person).iter().map(|&code| attribute.label(code)).collect();
                labels.join("; ")
            }
        }
    }

    /// Writes what is joined in of somebody by id.
    pub(super) fn write<W: Write>(&self, sheet: &mut Sheet<W>, id: &str) -> io::Result<()> {
        let person = self.workforce.person(id);
        for column in &self.columns {
            sheet.text(person.map(|person| self.cell(column, person)).unwrap_or_default())?;
        }
        Ok(())
    }

    /// `Ana Ruiz (ana.r)`, or the id alone.
    pub(crate) fn shown(&self, id: &str) -> String {
        let name = self.workforce.person(id).filter(|_| self.columns.contains(&"name"));
        match name.and_then(|person| self.workforce.name(person)) {
            Some(name) => format!("{name} ({id})"),
            None => id.to_owned(),
        }
    }
}

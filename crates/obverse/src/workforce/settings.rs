//! How an export is to be read.

use std::collections::BTreeSet;

use super::cohorts::Generations;
use super::grouping::{Findings, shorten};
use super::headers::{Column, column_name, key};
use super::skills::Scale;
use crate::{Code, Problem};

/// Columns that are protected in every programme, whatever the policy says.
pub(crate) const ALWAYS_PROTECTED: [&str; 6] = ["birth_date", "birth_year", "age", "generation", "gender", "culture"];

/// What the caller declares about an export.
#[derive(Clone, Default)]
pub(crate) struct Settings {
    pub(crate) scale: Scale,
    pub(crate) generations: Generations,
    pub(crate) day_first: Option<bool>,
    /// Whether somebody without a role may still get one from a policy.
    pub(crate) derives_roles: bool,
    /// This export's header, our name for it.
    pub(crate) columns: Vec<(String, String)>,
    protected: BTreeSet<String>,
}

impl Settings {
    pub(crate) fn protect<S: AsRef<str>>(&mut self, names: impl IntoIterator<Item = S>) {
        self.protected.extend(names.into_iter().map(|name| column_name(name.as_ref())));
    }

    /// Whether values of this column may be repeated in a problem.
    pub(crate) fn may_echo(&self, column: &Column) -> bool {
        let name = column.name();
        // A header that lost its column to a stronger claim is still about the same thing.
        !self.protects(&name) && !self.protects(&column_name(&name))
    }

    fn protects(&self, name: &str) -> bool {
        ALWAYS_PROTECTED.contains(&name) || self.protected.contains(name)
    }

    /// The mapping for a file with these headers. What a protected header holds stays protected whatever the header is mapped
    /// to: an entry that would take it to a column that is shown is a problem, and is not followed.
    pub(crate) fn mapping(&self, headers: &[String], findings: &mut Findings) -> Vec<(String, String)> {
        let mut followed = self.columns.clone();
        followed.retain(|(theirs, ours)| {
            let column = Column::named(ours);
            let can_be_hidden = column.is_birth() || matches!(column, Column::HireDate | Column::Attribute(_));
            if !self.protects(&column_name(theirs)) || (can_be_hidden && !self.may_echo(&column)) {
                return true;
            }
            if headers.iter().any(|header| key(header) == key(theirs)) {
                let text = format!(
                    "This header names a protected attribute, and [columns] makes it {:?}, whose values are shown. Map it to a \
                     protected one ({}, or a column of your own that the policy lists under `protected`); if it holds \
                     something else, give it another header in the export.",
                    shorten(ours),
                    ALWAYS_PROTECTED.join(", ")
                );
                findings.push(Problem::new(Code::BadValue, text).in_column(theirs.clone()).at_rows([1]));
            }
            false
        });
        followed
    }
}

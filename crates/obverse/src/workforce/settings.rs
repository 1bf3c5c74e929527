//! How an export is to be read.

use std::collections::BTreeSet;

use super::cohorts::Generations;
use super::headers::{Column, column_name};
use super::skills::Scale;

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
        let protected = |name: &str| ALWAYS_PROTECTED.contains(&name) || self.protected.contains(name);
        // A header that lost its column to a stronger claim is still about the same thing.
        !protected(&name) && !protected(&column_name(&name))
    }
}

//! The columns a policy names, under the names by which a workforce keeps them.
//!
//! A policy may name a column as the export's header does (`"Ethnic Group"`), as the workforce does (`ethnic_group`) or,
//! where `[columns]` renames it, by the old header. All of these are one column: for a component, for a rule and, above
//! all, for `protected`.

use super::{Component, Policy, RoleTest};
use crate::workforce::{column_name, header_key};
use crate::{Code, Problem, Problems};

impl Policy {
    /// The workforce's name of a column that the policy names.
    pub(super) fn column_name(&self, written: &str) -> String {
        let renamed = self
            .columns
            .iter()
            .find(|(header, _)| header.trim() == written.trim())
            .or_else(|| self.columns.iter().find(|(header, _)| header_key(header) == header_key(written)));
        column_name(renamed.map_or(written, |(_, ours)| ours))
    }

    /// Columns the policy marks as protected, with gender, culture and the culture columns; sorted, by the workforce's
    /// names.
    pub fn protected_columns(&self) -> Vec<String> {
        let named = self.score.protected.iter().chain(&self.score.culture.columns);
        let mut all: Vec<String> = named.map(|name| self.column_name(name)).collect();
        all.extend(["gender", "culture"].map(str::to_owned));
        all.sort();
        all.dedup();
        all
    }

    /// Puts every column the policy names under the workforce's name of it. Two weights, or two tables, that turn out to
    /// be about one column are a problem.
    pub(super) fn resolve_columns(&mut self, problems: &mut Problems) {
        let twice = |key: String| {
            let text = "two entries are about this column, once its name is read as the export's: keep one";
            Problem::new(Code::BadValue, text).in_column(key)
        };
        let resolve_all = |names: &mut Vec<String>, policy: &Policy| {
            for name in names.iter_mut() {
                *name = policy.column_name(name);
            }
        };
        let named = self.clone();
        resolve_all(&mut self.score.protected, &named);
        self.score.protected.sort();
        self.score.protected.dedup();
        resolve_all(&mut self.score.culture.columns, &named);
        self.score.request.column = named.column_name(&named.score.request.column);
        for (component, _) in &mut self.score.weights {
            if let Component::Attribute(column) = component {
                *column = named.column_name(column);
            }
        }
        self.score.weights.sort();
        for pair in self.score.weights.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
            problems.push(twice(format!("weights.{}", pair[0].0)));
        }
        self.score.attributes.clear();
        for (column, settings) in &named.score.attributes {
            let column = named.column_name(column);
            if self.score.attributes.insert(column.clone(), *settings).is_some() {
                problems.push(twice(format!("components.attribute:{column}")));
            }
        }
        for test in [&mut self.roles.junior, &mut self.roles.senior] {
            if let Some(RoleTest::ColumnIn { column, .. }) = test {
                *column = named.column_name(column);
            }
        }
        if let Some(rule) = &mut self.rules.different {
            resolve_all(&mut rule.columns, &named);
        }
        if let Some(rule) = &mut self.rules.shares {
            resolve_all(&mut rule.columns, &named);
            for window in &mut rule.windows {
                window.column = named.column_name(&window.column);
            }
        }
    }
}

//! A column that a rule reads.

use crate::workforce::{ALWAYS_PROTECTED, Attribute, Person, Workforce, column_name};
use crate::{Code, Problem};

/// One column of the workforce, found once.
pub(super) struct Column {
    workforce: Workforce,
    at: usize,
    protected: bool,
}

impl Column {
    /// The column of this name, with the problems of reading it for a rule.
    pub(super) fn find(
        workforce: &Workforce,
        name: &str,
        rule: &str,
        protected: &[String],
        reason: Option<&str>,
    ) -> Result<Column, Box<Problem>> {
        let meant = column_name(name);
        let is_protected = ALWAYS_PROTECTED.contains(&meant.as_str())
            || protected.iter().any(|p| p == name || column_name(p) == meant);
        if is_protected && reason.is_none_or(|reason| reason.trim().is_empty()) {
            let text = format!(
                "[rules.{rule}] reads the protected column {name}: write a reason = \"…\" beside it, which the report shows, or leave the column out"
            );
            return Err(Box::new(Problem::new(Code::ProtectedWithoutReason, text).in_column(name)));
        }
        match workforce.attribute_at(name) {
            Some(at) => Ok(Column { workforce: workforce.clone(), at, protected: is_protected }),
            None => Err(Box::new(unknown_column(workforce, name, rule))),
        }
    }

    pub(super) fn attribute(&self) -> &Attribute {
        &self.workforce.inner.attributes[self.at]
    }

    pub(super) fn name(&self) -> &str {
        self.attribute().name()
    }

    /// Whether its values must not be shown.
    pub(super) fn is_protected(&self) -> bool {
        self.protected
    }

    /// Which of the two has an empty cell, in words.
    pub(super) fn not_recorded(&self, workforce: &Workforce, junior: Person, senior: Person) -> Option<String> {
        let missing = [junior, senior].into_iter().filter(|&p| !self.attribute().is_recorded(p));
        let ids: Vec<&str> = missing.map(|p| workforce.id(p)).collect();
        (!ids.is_empty()).then(|| format!("{} not recorded for {}", self.name(), ids.join(" and ")))
    }
}

fn unknown_column(workforce: &Workforce, name: &str, rule: &str) -> Problem {
    let wanted = name.to_lowercase();
    let nearest = workforce
        .attribute_names()
        .map(|known| (strsim::damerau_levenshtein(&wanted, &known.to_lowercase()), known))
        .min()
        .filter(|&(distance, _)| distance <= 1 + wanted.chars().count() / 3);
    let advice = match nearest {
        Some((_, known)) => format!("did you mean {known:?}?"),
        None => match workforce.attribute_names().take(20).collect::<Vec<_>>().join(", ") {
            none if none.is_empty() => "the workforce has no further columns".to_owned(),
            known => format!("it has {known}"),
        },
    };
    let text = format!("[rules.{rule}] reads a column {name:?} that the workforce does not have: {advice}");
    Problem::new(Code::UnknownColumn, text).in_column(name)
}

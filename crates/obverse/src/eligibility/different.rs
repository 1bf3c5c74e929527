//! `different`: the two differ in every listed column.
//!
//! # What it measures
//! Whether the two have a value in common in a column in which they must not, `department` or `location`, say.
//!
//! # Why
//! Two people of one department share a boss, a budget and a history. From elsewhere it is easier to be frank.
//!
//! # Formula and range
//! Ruled out when in any listed column the sets of values have a member in common. Values are compared trimmed and without
//! case; a cell holds several with `;`.
//!
//! # Missing values
//! A column in which either cell is empty says nothing. If no other column rules the pair out, the rule cannot be
//! evaluated.
//!
//! # Fairness note
//! A protected column is refused unless the policy writes a reason, which the report shows. Reasons name the column of a
//! protected value, never the value.
//!
//! # References
//! J. Jordan, M. Sorell, *Why Reverse Mentoring Works and How to Do It Right*, Harvard Business Review, 3 October 2019 (pair
//! people across regions, departments and locations, to avoid conflicts of interest).
//!
//! B. R. Ragins, *Diversified mentoring relationships in organizations: a power perspective*, Academy of Management Review
//! 22(2), 1997, 482–521, <https://www.jstor.org/stable/259331>.

use super::by_side::BySide;
use super::column::Column;
use super::posting::ValueIndex;
use super::rule::{Place, Rule, RuleName, Verdict};
use super::{BitRow, org};
use crate::policy::{self, OnMissing};
use crate::{Participants, Person, Problems, Workforce};

pub(super) struct Different {
    workforce: Workforce,
    missing: OnMissing,
    columns: Vec<(Column, BySide<ValueIndex>)>,
}

impl Different {
    pub(super) fn prepare(
        workforce: &Workforce,
        participants: &Participants,
        settings: &policy::Different,
        protected: &[String],
    ) -> Result<Different, Problems> {
        let mut problems = Problems::new();
        let mut columns = Vec::new();
        for name in &settings.columns {
            match Column::find(workforce, name, "different", protected, settings.reason.as_deref()) {
                Ok(column) => {
                    let index = BySide::make(|side| ValueIndex::new(column.attribute(), participants.on(side)));
                    columns.push((column, index));
                }
                Err(problem) => problems.push(*problem),
            }
        }
        if problems.is_empty() {
            Ok(Different { workforce: workforce.clone(), missing: settings.missing, columns })
        } else {
            Err(problems)
        }
    }
}

impl Rule for Different {
    fn name(&self) -> RuleName {
        RuleName::Different
    }

    fn on_missing(&self) -> OnMissing {
        self.missing
    }

    fn mark_broken(&self, at: Place, _: &mut org::Scratch, row: &mut BitRow) {
        for (column, index) in &self.columns {
            let others = index.on(at.side.opposite());
            column.attribute().values(at.person).iter().for_each(|&code| others.mark(code, row));
        }
    }

    fn mark_not_recorded(&self, at: Place, row: &mut BitRow) {
        for (column, index) in &self.columns {
            if column.attribute().is_recorded(at.person) {
                row.union(&index.on(at.side.opposite()).not_recorded);
            } else {
                row.set_all();
            }
        }
    }

    fn breaks(&self, junior: Person, senior: Person) -> bool {
        self.columns.iter().any(|(column, _)| {
            let (ours, theirs) = (column.attribute().values(junior), column.attribute().values(senior));
            ours.iter().any(|code| theirs.binary_search(code).is_ok())
        })
    }

    fn judge(&self, junior: Person, senior: Person) -> Verdict {
        let mut same = Vec::new();
        for (column, _) in &self.columns {
            let attribute = column.attribute();
            let theirs = attribute.values(senior);
            let common = attribute.values(junior).iter().filter(|code| theirs.binary_search(code).is_ok());
            let labels: Vec<&str> = common.map(|&code| attribute.label(code)).collect();
            if labels.is_empty() {
                continue;
            }
            same.push(if column.is_protected() {
                format!("the same in {}", column.name())
            } else {
                format!("same {}: {}", column.name(), labels.join(", "))
            });
        }
        if !same.is_empty() {
            return Verdict::Breaks(same.join("; "));
        }
        let open = self.columns.iter().filter_map(|(column, _)| column.not_recorded(&self.workforce, junior, senior));
        let open: Vec<String> = open.collect();
        if open.is_empty() { Verdict::Passes } else { Verdict::Open(open.join("; ")) }
    }
}

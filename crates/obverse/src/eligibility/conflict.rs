//! `conflict`: two people whom the conflicts table names are never paired.
//!
//! # What it measures
//! Whether the table `conflicts` has a row with the two, in either order.
//!
//! # Why
//! Some pairs must not be made for reasons that no column holds: a family, a grievance, a person who asked for somebody
//! else. One row is enough to say no.
//!
//! # Formula and range
//! Ruled out when (a, b) or (b, a) is in the table.
//!
//! # Missing values
//! A pair that the table does not name passes.
//!
//! # Fairness note
//! The reason stands in the table for the programme's lead and is shown only in the explanation of that pair.
//!
//! # References
//! None: the table is the programme's own record.

use super::pair_table::PairTable;
use super::rule::{Place, Rule, RuleName, Verdict};
use super::{BitRow, org};
use crate::{Participants, Person, Workforce};

pub(super) struct Conflict {
    workforce: Workforce,
    table: PairTable,
}

impl Conflict {
    /// `None` when there is nothing in the table.
    pub(super) fn prepare(workforce: &Workforce, participants: &Participants) -> Option<Conflict> {
        let both_ways = |(row, pair): (usize, &crate::workforce::PairRow)| {
            [(pair.junior, pair.senior, row), (pair.senior, pair.junior, row)]
        };
        let pairs = workforce.conflicts().iter().enumerate().flat_map(both_ways).collect();
        let table = PairTable::new(pairs, participants);
        (!table.is_empty()).then(|| Conflict { workforce: workforce.clone(), table })
    }
}

impl Rule for Conflict {
    fn name(&self) -> RuleName {
        RuleName::Conflict
    }

    fn mark_broken(&self, at: Place, _: &mut org::Scratch, row: &mut BitRow) {
        self.table.mark(at, row);
    }

    fn mark_not_recorded(&self, _: Place, _: &mut BitRow) {}

    fn judge(&self, junior: Person, senior: Person) -> Verdict {
        let Some(row) = self.table.row(junior, senior) else {
            return Verdict::Passes;
        };
        let (a, b) = (self.workforce.id(junior), self.workforce.id(senior));
        let why = self.workforce.conflicts()[row].reason.as_deref().map_or(String::new(), |why| format!(": {why}"));
        Verdict::Breaks(format!("the conflicts table names {a} and {b}{why}"))
    }
}

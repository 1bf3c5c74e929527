//! `past_pair`: a pair of an earlier round is not made again.
//!
//! # What it measures
//! Whether this junior mentored this senior before, as the table `past_pairs` says.
//!
//! # Why
//! A new round is for new views. Where the two wish to go on, they need no programme to pair them.
//!
//! # Formula and range
//! Ruled out when (junior, senior) is in the table. Only that direction: those who once taught somebody may now learn from
//! them.
//!
//! # Missing values
//! A pair that the table does not name passes.
//!
//! # Fairness note
//! Somebody who takes part in many rounds has ever fewer people left; the counts show it.
//!
//! # References
//! None: the table is the programme's own record.

use super::pair_table::PairTable;
use super::rule::{Place, Rule, RuleName, Verdict};
use super::{BitRow, org};
use crate::{Participants, Person, Workforce};

pub(super) struct PastPair {
    workforce: Workforce,
    table: PairTable,
}

impl PastPair {
    /// `None` when there is nothing in the table.
    pub(super) fn prepare(workforce: &Workforce, participants: &Participants) -> Option<PastPair> {
        let rows = workforce.past_pairs().iter().enumerate();
        let pairs = rows.map(|(row, pair)| (pair.junior, pair.senior, row)).collect();
        let table = PairTable::new(pairs, participants);
        (!table.is_empty()).then(|| PastPair { workforce: workforce.clone(), table })
    }
}

impl Rule for PastPair {
    fn name(&self) -> RuleName {
        RuleName::PastPair
    }

    fn mark_broken(&self, at: Place, _: &mut org::Scratch, row: &mut BitRow) {
        self.table.mark(at, row);
    }

    fn mark_not_recorded(&self, _: Place, _: &mut BitRow) {}

    fn judge(&self, junior: Person, senior: Person) -> Verdict {
        if self.table.row(junior, senior).is_none() {
            return Verdict::Passes;
        }
        let (junior, senior) = (self.workforce.id(junior), self.workforce.id(senior));
        Verdict::Breaks(format!("{junior} mentored {senior} in an earlier round"))
    }
}

//! `opt_in`: nobody is paired who did not say yes.
//!
//! # What it measures
//! Whether both people opted in.
//!
//! # Why
//! Nobody is put into a relationship without having been asked.
//!
//! # Formula and range
//! The rule acts when the workforce has an `opt_in` column. Then a pair is ruled out unless both cells say yes.
//!
//! # Missing values
//! A blank cell is no consent, so it rules out: this is the one rule for which a blank says something. Without the column
//! nobody was asked; the rule is off, and results say "proposal, consent not recorded".
//!
//! # Fairness note
//! Who opts in is rarely a mirror of the workforce. Look at the audit before reading anything into who is paired.
//!
//! # References
//! T. D. Allen, L. T. Eby, E. Lentz, *Mentorship behaviors and mentorship quality associated with formal mentoring
//! programs: closing the gap between research and practice*, Journal of Applied Psychology 91(3), 2006, 567–578,
//! <https://doi.org/10.1037/0021-9010.91.3.567> (people who felt that they had a say in it reported better mentoring).

use super::by_side::BySide;
use super::rule::{Place, Rule, RuleName, Verdict};
use super::{BitRow, org};
use crate::{Participants, Person, Workforce};

pub(super) struct OptIn {
    workforce: Workforce,
    /// Who did not opt in.
    not_in: BySide<BitRow>,
}

impl OptIn {
    /// `None` when nobody was asked.
    pub(super) fn prepare(workforce: &Workforce, participants: &Participants) -> Option<OptIn> {
        workforce.inner.opt_in.as_ref()?;
        let not_in = BySide::make(|side| {
            let people = participants.on(side);
            let mut row = BitRow::new(people.len());
            for (at, &person) in people.iter().enumerate() {
                if workforce.opt_in(person) == Some(false) {
                    row.set(at);
                }
            }
            row
        });
        Some(OptIn { workforce: workforce.clone(), not_in })
    }
}

impl Rule for OptIn {
    fn name(&self) -> RuleName {
        RuleName::OptIn
    }

    fn mark_broken(&self, at: Place, _: &mut org::Scratch, row: &mut BitRow) {
        if self.not_in.on(at.side).get(at.index) {
            row.set_all();
        } else {
            row.union(self.not_in.on(at.side.opposite()));
        }
    }

    fn mark_not_recorded(&self, _: Place, _: &mut BitRow) {}

    fn judge(&self, junior: Person, senior: Person) -> Verdict {
        let not_in = [junior, senior].into_iter().filter(|&p| self.workforce.opt_in(p) == Some(false));
        let ids: Vec<&str> = not_in.map(|p| self.workforce.id(p)).collect();
        if ids.is_empty() { Verdict::Passes } else { Verdict::Breaks(format!("{} did not opt in", ids.join(" and "))) }
    }
}

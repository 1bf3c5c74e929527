//! `grade_gap`: the senior stands at least so many grades above the junior.
//!
//! # What it measures
//! Grades between the two, by number or by the policy's order of labels.
//!
//! # Why
//! Reverse mentoring turns the usual direction round. A programme may want the distance to be real, so that a mentee
//! hears from a part of the organisation they no longer meet.
//!
//! # Formula and range
//! Ruled out when rank(senior) − rank(junior) < `at_least`. Ranks are numbers (decimals exactly) or places in
//! `grade_order`, so one label apart is one grade. `at_least = 0` only asks that the senior does not stand below.
//!
//! # Missing values
//! Where either has no grade on file the rule cannot be evaluated. A grade that is written but has no rank is an error
//! for a participant (`unknown_grade`): the rule would otherwise pass over it in silence.
//!
//! # Fairness note
//! Grades carry the history of past promotions. Where few women or few people from a minority stand high, this rule
//! narrows whom the programme can bring together; see the audit.
//!
//! # References
//! W. Marcinkus Murphy, *Reverse mentoring at work: fostering cross-generational learning and developing millennial
//! leaders*, Human Resource Management 51(4), 2012, 549–573, <https://doi.org/10.1002/hrm.21489> (a
//! junior employee mentors a senior one). How many grades is the programme's to say.

use super::by_side::BySide;
use super::ranked::Ranked;
use super::rule::{Place, Rule, RuleName, Verdict};
use super::{BitRow, org};
use crate::policy::{self, OnMissing};
use crate::{Grades, Participants, Person, Problem, Side, Workforce};

pub(super) struct GradeGap {
    workforce: Workforce,
    grades: Grades,
    settings: policy::GradeGap,
    ranked: BySide<Ranked>,
}

impl GradeGap {
    pub(super) fn prepare(
        workforce: &Workforce,
        participants: &Participants,
        grades: &Grades,
        settings: policy::GradeGap,
    ) -> Result<GradeGap, Box<Problem>> {
        let everyone = [Side::Junior, Side::Senior].into_iter().flat_map(|side| participants.on(side));
        if let Some(problem) = grades.unknown(everyone.copied()) {
            return Err(Box::new(problem));
        }
        let ranked = BySide::make(|side| Ranked::new(participants.on(side).iter().map(|&p| grades.rank(p))));
        Ok(GradeGap { workforce: workforce.clone(), grades: grades.clone(), settings, ranked })
    }

    fn named(&self, person: Person) -> String {
        let id = self.workforce.id(person);
        match self.grades.label(person) {
            Some(grade) if !self.grades.are_protected() => format!("{id} ({grade})"),
            _ => id.to_owned(),
        }
    }
}

impl Rule for GradeGap {
    fn name(&self) -> RuleName {
        RuleName::GradeGap
    }

    fn on_missing(&self) -> OnMissing {
        self.settings.missing
    }

    fn mark_broken(&self, at: Place, _: &mut org::Scratch, row: &mut BitRow) {
        let Some(rank) = self.grades.rank(at.person) else {
            return;
        };
        let others = self.ranked.on(at.side.opposite());
        match at.side {
            Side::Junior => others.mark_below(rank.raised(self.settings.at_least), row),
            Side::Senior => others.mark_above(rank.lowered(self.settings.at_least), row),
        }
    }

    fn mark_not_recorded(&self, at: Place, row: &mut BitRow) {
        if self.grades.rank(at.person).is_none() {
            row.set_all();
        } else {
            row.union(&self.ranked.on(at.side.opposite()).not_recorded);
        }
    }

    fn judge(&self, junior: Person, senior: Person) -> Verdict {
        match (self.grades.rank(junior), self.grades.rank(senior)) {
            (Some(low), Some(high)) if high.is_above_by(low, self.settings.at_least) => Verdict::Passes,
            (Some(_), Some(_)) => Verdict::Breaks(format!(
                "{} does not stand {} or more grades above {}",
                self.named(senior),
                self.settings.at_least,
                self.named(junior)
            )),
            (low, _) => {
                let who = if low.is_none() { junior } else { senior };
                Verdict::Open(format!("grade not recorded for {}", self.workforce.id(who)))
            }
        }
    }
}

//! From the policy's rules to rules that know the participants.

use std::sync::Arc;

use super::by_side::BySide;
use super::can_teach::CanTeach;
use super::conflict::Conflict;
use super::different::Different;
use super::grade_gap::GradeGap;
use super::opt_in::OptIn;
use super::past_pair::PastPair;
use super::reporting_line::ReportingLine;
use super::rule::Rule;
use super::shares::Shares;
use super::{Eligibility, Inner, nobody_left};
use crate::org::OrgChart;
use crate::policy::Rules;
use crate::{Grades, Participants, Problems, Workforce};

/// What rules read besides the workforce.
#[derive(Clone, Copy, Debug, Default)]
pub struct RuleContext<'a> {
    /// Skills that stand in for the wants of people who state none.
    pub topics: &'a [String],
    /// Columns the policy treats as protected: its culture columns and those it marks. Birth, generation, gender and
    /// `culture` always are.
    pub protected: &'a [String],
}

impl Eligibility {
    /// Prepares the rules of a policy for these participants.
    ///
    /// Linear in people, values and table rows (sorting aside). With `if_nobody_left` there is one pass over everyone's
    /// row more, in parallel.
    ///
    /// # Errors
    /// All problems at once: a column that the workforce does not have, with the nearest name; a protected column without
    /// a reason; an exempt person who is not in the workforce; a participant's grade without a rank, where `grade_gap` is
    /// on; a window on a column with values that are no numbers.
    pub fn prepare(
        workforce: &Workforce,
        org: &OrgChart,
        participants: &Participants,
        rules: &Rules,
        grades: &Grades,
        context: RuleContext<'_>,
    ) -> Result<Eligibility, Problems> {
        let mut problems = Problems::new();
        let reporting_line = rules.reporting_line.as_ref().and_then(|settings| {
            let prepared = ReportingLine::prepare(workforce, org, participants, settings);
            prepared.map_err(|found| problems.extend(found)).ok()
        });
        let mut others: Vec<Box<dyn Rule>> = Vec::new();
        if rules.opt_in {
            others.extend(OptIn::prepare(workforce, participants).map(boxed));
        }
        if rules.conflict {
            others.extend(Conflict::prepare(workforce, participants).map(boxed));
        }
        if rules.past_pair {
            others.extend(PastPair::prepare(workforce, participants).map(boxed));
        }
        if let Some(settings) = rules.grade_gap {
            match GradeGap::prepare(workforce, participants, grades, settings) {
                Ok(rule) => others.push(Box::new(rule)),
                Err(problem) => problems.push(*problem),
            }
        }
        if let Some(settings) = &rules.different {
            match Different::prepare(workforce, participants, settings, context.protected) {
                Ok(rule) => others.push(Box::new(rule)),
                Err(found) => problems.extend(found),
            }
        }
        if let Some(settings) = &rules.shares {
            match Shares::prepare(workforce, participants, settings, context.protected) {
                Ok(rule) => others.push(Box::new(rule)),
                Err(found) => problems.extend(found),
            }
        }
        if let Some(settings) = rules.can_teach {
            others.push(Box::new(CanTeach::prepare(workforce, participants, context.topics, settings)));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let names = reporting_line.iter().map(Rule::name).chain(others.iter().map(|rule| rule.name())).collect();
        let own_places = own_places(workforce, participants);
        let participants = participants.clone();
        let mut inner = Inner { participants, reporting_line, others, names, own_places, workforce: workforce.clone() };
        nobody_left::relax(&mut inner);
        Ok(Eligibility { inner: Arc::new(inner) })
    }
}

fn boxed(rule: impl Rule + 'static) -> Box<dyn Rule> {
    Box::new(rule)
}

/// For each participant their own place on the other side, or `u32::MAX`.
fn own_places(workforce: &Workforce, participants: &Participants) -> BySide<Vec<u32>> {
    BySide::make(|side| {
        let mut there = vec![u32::MAX; workforce.len_with_stand_ins()];
        for (at, person) in participants.on(side.opposite()).iter().enumerate() {
            there[person.index()] = at as u32;
        }
        participants.on(side).iter().map(|person| there[person.index()]).collect()
    })
}

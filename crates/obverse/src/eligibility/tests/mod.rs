//! The rules against plain definitions, the worked cases by hand, and the sizes they must bear.

mod chief_executive;
mod definitions;
mod problems;
mod random;
mod sizes;

use super::{Eligibility, RuleContext};
use crate::org::OrgChart;
use crate::org::sample::Sample;
use crate::policy::Rules;
use crate::{Grades, Participants, Person, Problems};

fn person(k: usize) -> Person {
    Person(k as u32)
}

fn participants(juniors: &[usize], seniors: &[usize]) -> Participants {
    let people = |list: &[usize]| list.iter().map(|&k| person(k)).collect();
    Participants::new(people(juniors), people(seniors))
}

fn try_prepare(
    sample: &Sample,
    people: &Participants,
    rules: &Rules,
    topics: &[String],
) -> Result<Eligibility, Problems> {
    let workforce = sample.build();
    let org = OrgChart::new(&workforce);
    let grades = Grades::new(&workforce, &[])?;
    let protected = ["religion".to_owned()];
    let context = RuleContext { topics, protected: &protected };
    Eligibility::prepare(&workforce, &org, people, rules, &grades, context)
}

fn prepare(sample: &Sample, people: &Participants, rules: &Rules, topics: &[String]) -> Eligibility {
    try_prepare(sample, people, rules, topics).unwrap()
}

/// A policy with every rule off.
fn no_rules() -> Rules {
    Rules { reporting_line: None, opt_in: false, conflict: false, past_pair: false, ..Rules::default() }
}

//! Pairs to make first: checked against the rules, made before anything else, using up capacity.

use rustc_hash::FxHashSet;

use super::seats;
use crate::eligibility::{Eligibility, Ruling};
use crate::{Code, Participants, Problem, Problems, Side, Workforce};

/// A fixed pair of two participants.
#[derive(Clone, Debug)]
pub(crate) struct FixedPair {
    /// Place among the juniors.
    pub(crate) row: u32,
    /// Place among the seniors.
    pub(crate) col: u32,
    /// Why it is made although a rule says no.
    pub(crate) reason: Option<String>,
    /// The rules it breaks.
    pub(crate) broken: Vec<Ruling>,
}

impl FixedPair {
    pub(crate) fn at(&self, side: Side) -> u32 {
        match side {
            Side::Junior => self.row,
            Side::Senior => self.col,
        }
    }
}

/// Checks the fixed pairs of the workforce; every mistake at once.
pub(super) fn check(
    workforce: &Workforce,
    participants: &Participants,
    eligibility: &Eligibility,
    problems: &mut Problems,
) -> Vec<FixedPair> {
    let mut fixed: Vec<FixedPair> = Vec::new();
    let mut seen = FxHashSet::default();
    for pair in workforce.fixed_pairs() {
        let (junior, senior) = (workforce.id(pair.junior), workforce.id(pair.senior));
        let name = format!("{junior} -> {senior}");
        let problem = |code: Code, text: String| {
            let problem = Problem::new(code, text).in_file("fixed_pairs").with_value(&name);
            if pair.row > 0 { problem.at_rows([pair.row]) } else { problem }
        };
        let row = participants.place(Side::Junior, pair.junior);
        let col = participants.place(Side::Senior, pair.senior);
        let (Some(row), Some(col)) = (row, col) else {
            let (id, role) = if row.is_some() { (senior, "senior") } else { (junior, "junior") };
            let text = format!("{id} is not a {role} of this programme: correct the pair or the role");
            problems.push(problem(Code::FixedPairRole, text));
            continue;
        };
        if !seen.insert((row, col)) {
            problems.push(problem(Code::FixedPairTwice, "this pair is fixed twice: remove one of the rows".to_owned()));
            continue;
        }
        let broken = eligibility.ruled_out_by(pair.junior, pair.senior);
        let reason = pair.reason.clone().filter(|r| !r.trim().is_empty());
        if reason.is_none() && !broken.is_empty() {
            let rules: Vec<String> = broken.iter().map(|b| format!("{} ({})", b.rule.as_str(), b.text)).collect();
            let text = format!(
                "this fixed pair breaks {}: remove it, or write an override reason, which every report will show",
                rules.join(" and ")
            );
            problems.push(problem(Code::FixedPairBreaksRule, text));
        }
        fixed.push(FixedPair { row, col, reason, broken });
    }
    over_capacity(workforce, participants, &fixed, problems);
    fixed.sort_by_key(|pair| (pair.row, pair.col));
    fixed
}

fn over_capacity(workforce: &Workforce, participants: &Participants, fixed: &[FixedPair], problems: &mut Problems) {
    for side in [Side::Junior, Side::Senior] {
        let mut count: Vec<u32> = vec![0; participants.on(side).len()];
        for pair in fixed {
            count[pair.at(side) as usize] += 1;
        }
        let mut over: Vec<(&str, String, Vec<u64>)> = Vec::new();
        let existing = seats::existing_pairs(workforce, side);
        for (&person, &count) in participants.on(side).iter().zip(&count).filter(|(_, count)| **count > 0) {
            let capacity = workforce.capacity(person);
            let existing = existing[person.index()];
            if count > capacity.saturating_sub(existing) {
                let id = workforce.id(person);
                let text = format!(
                    "{id} has capacity {capacity} as {}, {existing} of it in use by other mentoring, and {count} fixed: raise the capacity or remove a pair",
                    side.as_str()
                );
                let named = workforce.fixed_pairs().iter().filter(|pair| pair.on(side) == person && pair.row > 0);
                over.push((id, text, named.map(|pair| pair.row).collect()));
            }
        }
        over.sort();
        for (id, text, rows) in over {
            let problem = Problem::new(Code::FixedPairOverCapacity, text).in_file("fixed_pairs").at_rows(rows);
            problems.push(problem.with_value(id));
        }
    }
}

//! Everyone left without a partner, with reasons.

use std::sync::atomic::Ordering;

use obverse_lap::{ABSENT, Agent, Costs, Objective};
use rayon::prelude::*;
use serde::Serialize;

use crate::eligibility::RuleName;
use crate::programme::{PairCosts, existing_pairs};
use crate::{Control, Error, Programme, Progress, Side};

/// Why somebody has no partner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Reason {
    /// A rule's name (it ruled out `count` of `of`), `no_capacity`, `below_min_score`, `no_points`, `outnumbered` or
    /// `nobody_else`.
    pub code: &'static str,
    /// How many on the other side it concerns.
    pub count: u64,
    /// Of how many.
    pub of: u64,
    /// In plain words.
    pub text: String,
}

/// Somebody without a partner in one role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Unmatched {
    /// Who.
    pub id: String,
    /// `junior` or `senior`.
    pub role: &'static str,
    /// Why, the weightiest first.
    pub reasons: Vec<Reason>,
}

/// How many people are explained between two looks at whether to stop.
const BATCH: usize = 1024;

/// Reasons for everyone on both sides of whom `matched` says no; by id, then role. A row of pairs each, in parallel.
///
/// # Errors
/// [`Error::Interrupted`] soon after `control.stop` is set.
pub(super) fn explain(
    programme: &Programme,
    costs: &PairCosts<'_>,
    matched: [&[bool]; 2],
    control: &Control<'_>,
) -> Result<Vec<Unmatched>, Error> {
    let mut all: Vec<Unmatched> = Vec::new();
    for (side, matched) in [Side::Junior, Side::Senior].into_iter().zip(matched) {
        let existing = existing_pairs(programme.workforce(), side);
        let places = programme.participants().on(side.opposite()).len();
        let indices: Vec<usize> = (0..matched.len()).filter(|&k| !matched[k]).collect();
        for (batch, people) in indices.chunks(BATCH).enumerate() {
            if control.stop.is_some_and(|stop| stop.load(Ordering::Relaxed)) {
                return Err(Error::Interrupted);
            }
            if let Some(progress) = control.progress {
                progress(Progress { stage: "reasons", done: (batch * BATCH) as u64, of: indices.len() as u64 });
            }
            let reasons: Vec<Unmatched> = people
                .par_iter()
                .map_init(|| vec![0_i64; places], |line, &index| one(programme, costs, &existing, (side, index), line))
                .collect();
            all.extend(reasons);
        }
    }
    all.sort_by(|a, b| (&a.id, a.role).cmp(&(&b.id, b.role)));
    Ok(all)
}

fn one(
    programme: &Programme,
    costs: &PairCosts<'_>,
    existing: &[u32],
    at: (Side, usize),
    line: &mut [i64],
) -> Unmatched {
    let (side, index) = at;
    let workforce = programme.workforce();
    let person = programme.participants().on(side)[index];
    let counts = programme.eligibility().counts_for(side, index);
    let other = others(side);
    let of = counts.of;
    let mut reasons = Vec::new();
    let mut push =
        |code: &'static str, count: u64, of: u64, text: String| reasons.push(Reason { code, count, of, text });
    if of == 0 {
        push("nobody_else", 0, 0, format!("there are no other {other}"));
    }
    let opted_out = workforce.opt_in(person) == Some(false) && programme.policy().rules.opt_in;
    if opted_out {
        push(RuleName::OptIn.as_str(), of, of, "did not opt in".to_owned());
    }
    if programme.agents(side)[index].capacity == 0 {
        let (capacity, used) = (workforce.capacity(person), existing[person.index()]);
        let text = match capacity {
            0 => "capacity 0: not this round".to_owned(),
            _ => format!("no capacity left: other mentoring uses {used} of {capacity}"),
        };
        push("no_capacity", u64::from(used.min(capacity)), u64::from(capacity), text);
    }
    let mut rules: Vec<_> = counts.rules.iter().filter(|r| r.together > 0).collect();
    rules.sort_by_key(|r| (std::cmp::Reverse(r.together), r.rule));
    for rule in rules {
        if opted_out && rule.rule == RuleName::OptIn {
            continue;
        }
        let mut text = ruled_out(rule.rule, side, rule.together, of);
        if rule.rule == RuleName::ReportingLine
            && let Some(hint) = programme.eligibility().freed_by_chain_depth(side, index)
        {
            text = format!("{} (policy: [rules.reporting_line] {})", hint.text, hint.toml);
        }
        push(rule.rule.as_str(), rule.together, of, text);
    }
    match side {
        Side::Junior => costs.row(index, line),
        Side::Senior => costs.col(index, line),
    }
    let above = line.iter().filter(|cost| **cost != ABSENT).count() as u64;
    let below = counts.candidates.saturating_sub(above);
    if below > 0 {
        let min = f64::from(programme.policy().tiers.min_points) / 10_000.0;
        push("below_min_score", below, of, format!("{below} of {of} {other} score below min_score {min}"));
    }
    let only_points = matches!(programme.objective(), Objective::CostOnly);
    let is_pointless = |cost: i64| only_points && cost == 0;
    let pointless = line.iter().filter(|cost| is_pointless(**cost)).count() as u64;
    if pointless > 0 {
        push("no_points", pointless, of, format!("{pointless} of {of} {other} would score 0, and only points count"));
    }
    let open = above - pointless;
    if open > 0 && !opted_out && programme.agents(side)[index].capacity > 0 {
        let opposite = programme.agents(side.opposite());
        let has_place = |(cost, agent): (&i64, &Agent)| *cost != ABSENT && !is_pointless(*cost) && agent.capacity > 0;
        let reason = if line.iter().zip(opposite).any(has_place) {
            outnumbered(programme, side, open, of)
        } else {
            let text = format!("open to {open} of {of} {other}, none of whom has a place left");
            Reason { code: "no_capacity", count: open, of, text }
        };
        reasons.insert(0, reason);
    }
    Unmatched { id: workforce.id(person).to_owned(), role: side.as_str(), reasons }
}

/// The other side in the words of HR people.
fn others(side: Side) -> &'static str {
    match side {
        Side::Junior => "mentees",
        Side::Senior => "mentors",
    }
}

/// What a rule says of somebody and `count` of the `of` people opposite.
fn ruled_out(rule: RuleName, side: Side, count: u64, of: u64) -> String {
    let whom = format!("{count} of {of} {}", others(side));
    match (rule, side) {
        (RuleName::ReportingLine, _) => format!("in a reporting line with {whom}"),
        (RuleName::OptIn, _) => format!("{whom} did not opt in"),
        (RuleName::Conflict, _) => format!("in conflict with {whom}"),
        (RuleName::PastPair, _) => format!("paired before with {whom}"),
        (RuleName::GradeGap, _) => format!("too close in grade to {whom}"),
        (RuleName::Different, _) => format!("too alike with {whom}: the rule `different`"),
        (RuleName::Shares, _) => format!("nothing in common with {whom}: the rule `shares`"),
        (RuleName::CanTeach, Side::Junior) => format!("has nothing to teach that {whom} want to learn"),
        (RuleName::CanTeach, Side::Senior) => format!("wants nothing that {whom} could teach"),
    }
}

fn outnumbered(programme: &Programme, side: Side, open: u64, of: u64) -> Reason {
    let other = others(side);
    let seats = |side: Side| -> u64 { programme.agents(side).iter().map(|a| u64::from(a.capacity)).sum() };
    let (here, there) = (seats(side), seats(side.opposite()));
    let mut text = format!("open to {open} of {of} {other}, but better pairings take every place");
    if here > there {
        let (teach, learn) = if side == Side::Junior { (here, there) } else { (there, here) };
        text.push_str(&format!(": {teach} places to mentor, {learn} to be mentored"));
    }
    Reason { code: "outnumbered", count: open, of, text }
}

//! The result in a few numbers and plain words.

use serde::Serialize;

use super::Baseline;
use crate::eligibility::{RuleCounts, RuleName};
use crate::policy::{ChainDepth, ReportingLine};
use crate::programme::FixedPair;
use crate::score::Dropped;
use crate::{Programme, Side};

/// The result in a few numbers and plain words.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Summary {
    /// Pairs made.
    pub pairs: u64,
    /// People with at least one partner, once for each role.
    pub people_paired: u64,
    /// Points of all pairs.
    pub points: u64,
    /// Those who could mentor.
    pub juniors: u64,
    /// Those who could learn.
    pub seniors: u64,
    /// Pairs of distinct participants that no rule rules out, before `min_score`.
    pub candidate_pairs: u64,
    /// Mean score of the pairs, 0 to 100; absent without pairs.
    pub mean_score: Option<f64>,
    /// Each mentee in turn takes the best mentor left; absent above a billion pairs.
    pub greedy: Option<Baseline>,
    /// Each mentee takes any eligible mentor left; absent above a billion pairs.
    pub random: Option<Baseline>,
    /// All this in plain words.
    pub text: String,
}

/// What the words of a summary are made from.
pub(super) struct Facts<'a> {
    pub(super) programme: &'a Programme,
    pub(super) made: Baseline,
    pub(super) baselines: Option<(Baseline, Baseline)>,
    pub(super) counts: &'a RuleCounts,
    pub(super) verified: bool,
}

impl Facts<'_> {
    pub(super) fn summary(&self) -> Summary {
        let participants = self.programme.participants();
        let Baseline { pairs, people_paired, points } = self.made;
        Summary {
            pairs,
            people_paired,
            points,
            juniors: participants.juniors().len() as u64,
            seniors: participants.seniors().len() as u64,
            candidate_pairs: self.counts.candidate_pairs,
            mean_score: (pairs > 0).then(|| points as f64 / pairs as f64 / 10_000.0),
            greedy: self.baselines.map(|b| b.0),
            random: self.baselines.map(|b| b.1),
            text: self.text(),
        }
    }

    fn text(&self) -> String {
        let Baseline { pairs, people_paired, .. } = self.made;
        let policy = self.programme.policy();
        let mut text = format!("{pairs} {}, {people_paired} people paired", plural(pairs, "pair", "pairs"));
        if let Some(rule) = &policy.rules.reporting_line {
            text.push_str(&self.reporting_lines(rule));
        }
        text.push_str(match (pairs, policy.tiers.coverage) {
            (0, _) => ". Nobody can be paired under your rules",
            (_, true) => {
                "; no other pairing under your rules reaches more people, and none that reaches as many scores higher"
            }
            (_, false) => "; no other pairing under your rules scores higher",
        });
        text.push_str(if self.verified { ": verified." } else { ": NOT verified." });
        let places = |side: Side| self.programme.agents(side).iter().map(|a| u64::from(a.capacity)).sum::<u64>();
        let (teach, learn) = (places(Side::Junior), places(Side::Senior));
        if teach != learn {
            text.push_str(&format!(" Places as mentor {teach}, as mentee {learn}."));
        }
        self.say_components(&mut text);
        if !self.programme.workforce().asks_consent() {
            text.push_str(" Every pair is a proposal: consent is not recorded.");
        }
        text
    }

    fn reporting_lines(&self, rule: &ReportingLine) -> String {
        let in_line = |f: &&FixedPair| f.broken.iter().any(|b| b.rule == RuleName::ReportingLine);
        let overridden = self.programme.fixed().iter().filter(in_line).count();
        let whole = rule.chain_depth == ChainDepth::Any && rule.if_nobody_left.is_none() && rule.exempt.is_empty();
        match (overridden, whole) {
            _ if !self.programme.org().has_lines() => " (reporting lines are not recorded)".to_owned(),
            (0, true) => ", nobody in a reporting line".to_owned(),
            (0, false) => ", nobody in a reporting line as the policy draws it".to_owned(),
            (n, _) => format!(", {n} in a reporting line by a written override"),
        }
    }

    fn say_components(&self, text: &mut String) {
        let score = self.programme.score();
        let names = |why: Dropped| -> Vec<String> {
            (score.dropped().iter()).filter(|(_, w)| *w == why).map(|(c, _)| c.to_string()).collect()
        };
        let (left_out, off) = (names(Dropped::AttributeFree), names(Dropped::SwitchedOff));
        let absent: Vec<String> = (score.dropped().iter())
            .filter_map(|(component, _)| Some(format!("{component} ({})", score.missing(component)?)))
            .collect();
        if !absent.is_empty() {
            text.push_str(&format!(" Not scored, because it is recorded for no pair: {}.", absent.join(", ")));
        }
        if !left_out.is_empty() {
            text.push_str(&format!(" Not scored, in attribute-free mode: {}.", left_out.join(", ")));
        }
        if !off.is_empty() {
            text.push_str(&format!(" Not scored, with weight 0: {}.", off.join(", ")));
        }
        let list = |names: &[String]| if names.is_empty() { "none".to_owned() } else { names.join(", ") };
        let (found, used) = (list(score.protected_found()), list(score.protected_used()));
        text.push_str(&format!(" Protected attributes found: {found}; used: {used}."));
    }
}

fn plural<'a>(count: u64, one: &'a str, many: &'a str) -> &'a str {
    if count == 1 { one } else { many }
}

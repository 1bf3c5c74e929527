//! How many pairs each rule rules out, together with others and alone.

use std::sync::atomic::{AtomicBool, Ordering};

use obverse_lap::{Control, Progress};
use rayon::prelude::*;
use serde::Serialize;

use super::{BitRow, Eligibility, Inner, Place, RuleName, Scratch};
use crate::policy::OnMissing;
use crate::{Error, Side};

/// What one rule does to a number of pairs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RuleCount {
    /// Which rule.
    pub rule: RuleName,
    /// Pairs it rules out.
    pub together: u64,
    /// Pairs it rules out and no other rule does.
    pub alone: u64,
    /// Pairs that pass because something the rule reads is not recorded. 0 where the policy bars such pairs: they count
    /// as ruled out.
    pub not_evaluated: u64,
}

/// What the rules do to all pairs of participants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RuleCounts {
    /// Pairs of a junior and a senior who are not the same person.
    pub pairs: u64,
    /// Those that no rule rules out.
    pub candidate_pairs: u64,
    /// Rule by rule.
    pub rules: Vec<RuleCount>,
}

/// What the rules do to the pairs of one participant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PersonCounts {
    /// Participants of the other side, without themselves.
    pub of: u64,
    /// Those with whom they may be paired.
    pub candidates: u64,
    /// Rule by rule.
    pub rules: Vec<RuleCount>,
}

impl RuleCounts {
    fn none(inner: &Inner) -> RuleCounts {
        let none = |&rule: &RuleName| RuleCount { rule, together: 0, alone: 0, not_evaluated: 0 };
        RuleCounts { pairs: 0, candidate_pairs: 0, rules: inner.names.iter().map(none).collect() }
    }

    fn plus(mut self, other: &RuleCounts) -> RuleCounts {
        self.pairs += other.pairs;
        self.candidate_pairs += other.candidate_pairs;
        for (mine, theirs) in self.rules.iter_mut().zip(&other.rules) {
            mine.together += theirs.together;
            mine.alone += theirs.alone;
            mine.not_evaluated += theirs.not_evaluated;
        }
        self
    }

    /// Adds the pairs of one participant.
    fn add(&mut self, inner: &Inner, at: Place, scratch: &mut Scratch) {
        inner.bar_by_rule(at, scratch);
        let own = inner.own_place(at);
        let Scratch { row: once, spare, by_rule, .. } = scratch;
        let len = inner.len_opposite(at.side);
        once.reset(len);
        // Bits that two rules or more have.
        let mut twice = BitRow::new(len);
        for row in by_rule.iter() {
            twice.union_of_both(once, row);
            once.union(row);
        }
        let of = (len - usize::from(own.is_some())) as u64;
        self.pairs += of;
        self.candidate_pairs += of - once.count_ones() as u64;
        for ((count, row), rule) in self.rules.iter_mut().zip(by_rule).zip(inner.rules()) {
            count.together += row.count_ones() as u64;
            count.alone += row.count_without(&twice) as u64;
            if rule.on_missing() == OnMissing::Pass {
                spare.reset(len);
                rule.mark_not_recorded(at, spare);
                if let Some(own) = own {
                    spare.unset(own);
                }
                count.not_evaluated += spare.count_without(row) as u64;
            }
        }
    }
}

/// Rows between two reports of progress.
const CHUNK: usize = 4096;

impl Eligibility {
    /// Counts over all pairs, in one parallel pass over the smaller side.
    ///
    /// # Errors
    /// [`Error::Interrupted`] soon after `control.stop` is set.
    pub fn count(&self, control: &Control<'_>) -> Result<RuleCounts, Error> {
        let inner = &*self.inner;
        let (juniors, seniors) = (inner.participants.juniors().len(), inner.participants.seniors().len());
        let (side, rows) = if juniors <= seniors { (Side::Junior, juniors) } else { (Side::Senior, seniors) };
        let mut total = RuleCounts::none(inner);
        for start in (0..rows).step_by(CHUNK) {
            let end = rows.min(start + CHUNK);
            let counted = (start..end)
                .into_par_iter()
                .try_fold(
                    || (RuleCounts::none(inner), Scratch::new()),
                    |(mut counts, mut scratch), index| {
                        if stopped(control.stop) {
                            return None;
                        }
                        counts.add(inner, inner.place(side, index), &mut scratch);
                        Some((counts, scratch))
                    },
                )
                .map(|folded| folded.map(|(counts, _)| counts))
                .try_reduce(|| RuleCounts::none(inner), |a, b| Some(a.plus(&b)));
            total = total.plus(&counted.ok_or(Error::Interrupted)?);
            if let Some(progress) = control.progress {
                progress(Progress { stage: "rules", done: end as u64, of: rows as u64 });
            }
        }
        Ok(total)
    }

    /// Counts over the pairs of one participant: why somebody is left with few or with nobody.
    pub fn counts_for(&self, side: Side, index: usize) -> PersonCounts {
        let mut counts = RuleCounts::none(&self.inner);
        counts.add(&self.inner, self.inner.place(side, index), &mut Scratch::new());
        PersonCounts { of: counts.pairs, candidates: counts.candidate_pairs, rules: counts.rules }
    }
}

fn stopped(stop: Option<&AtomicBool>) -> bool {
    stop.is_some_and(|stop| stop.load(Ordering::Relaxed))
}

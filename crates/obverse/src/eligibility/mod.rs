//! Which pairs may be made, and which rule says no.
//!
//! Every rule is hard: a pair that breaks one is *ineligible*, and no score outweighs it. A pair that breaks none is a
//! *candidate pair*. Each rule is one file with what it measures, why, and how it treats what is not recorded:
//!
//! | rule | rules out | on by default |
//! |---|---|---|
//! | [`reporting_line`] | one above the other; the same manager close above both | yes |
//! | [`opt_in`] | somebody who did not opt in | where the column exists |
//! | [`conflict`] | two whom the conflicts table names | where the table exists |
//! | [`past_pair`] | a pair of an earlier round | where the table exists |
//! | [`grade_gap`] | a senior too few grades above | no |
//! | [`different`] | two with the same value in a column | no |
//! | [`shares`] | two with nothing in common in a column | no |
//! | [`can_teach`] | a junior with nothing to teach that the senior wants | no |
//!
//! A person with both roles is never paired with themselves. That is no rule: such a pair is not counted anywhere.
//!
//! A rule that cannot be evaluated for a pair, because something it reads is not recorded, lets the pair pass and is
//! counted; with `missing = "bar"` it rules the pair out.
//!
//! # How it is fast
//!
//! A participant's row, one bit for each participant of the other side, is put together rule by rule. The rules about the
//! chart and the tables set a bit for each person they bar. The rules about values join stored rows, one for each value.
//! No pair is looked at by itself, and no matrix is stored: memory is linear in people and values, and a row costs its
//! words plus the number barred.

mod bit_row;
mod by_side;
pub mod can_teach;
mod column;
pub mod conflict;
mod counts;
pub mod different;
pub mod grade_gap;
mod nobody_left;
pub mod opt_in;
mod pair_table;
pub mod past_pair;
mod posting;
mod prepare;
mod ranked;
mod relief;
pub mod reporting_line;
mod rule;
pub mod shares;
#[cfg(test)]
mod tests;

use std::sync::Arc;

pub use bit_row::BitRow;
pub use counts::{PersonCounts, RuleCount, RuleCounts};
pub use prepare::RuleContext;
pub use relief::Relief;
pub use rule::{RuleName, Ruling};

use crate::policy::OnMissing;
use crate::{Participants, Person, Side, Workforce, org};
use by_side::BySide;
use reporting_line::ReportingLine;
use rule::{Place, Rule, Verdict};

/// The rules of a programme, prepared for its participants. A cheap handle.
#[derive(Clone)]
pub struct Eligibility {
    inner: Arc<Inner>,
}

struct Inner {
    workforce: Workforce,
    participants: Participants,
    /// The first rule, if it is on; kept apart because others ask it more.
    reporting_line: Option<ReportingLine>,
    /// The other rules that are on, in order.
    others: Vec<Box<dyn Rule>>,
    names: Vec<RuleName>,
    /// For each participant their own place on the other side, or `u32::MAX`.
    own_places: BySide<Vec<u32>>,
}

/// Buffers that calls use again. One for each thread; any [`Eligibility`] may use it.
#[derive(Default)]
pub struct Scratch {
    search: org::Scratch,
    row: BitRow,
    spare: BitRow,
    by_rule: Vec<BitRow>,
}

impl Scratch {
    /// Empty buffers.
    pub fn new() -> Scratch {
        Scratch::default()
    }
}

impl Eligibility {
    /// The rules that are on and have something to act on, in the order in which they are listed everywhere.
    ///
    /// `opt_in` needs its column, `conflict` and `past_pair` need a row in their tables.
    pub fn rules(&self) -> &[RuleName] {
        &self.inner.names
    }

    /// The participants that rows and indices are about.
    pub fn participants(&self) -> &Participants {
        &self.inner.participants
    }

    /// Everyone of the other side with whom a participant must not be paired, themselves included: bit `k` is for
    /// `participants().on(side.opposite())[k]`.
    ///
    /// `index` is a place in `participants().on(side)`. Costs the words of the row and the number barred.
    pub fn bar<'s>(&self, side: Side, index: usize, scratch: &'s mut Scratch) -> &'s BitRow {
        let at = self.inner.place(side, index);
        self.inner.bar_by(self.inner.rules(), at, scratch);
        if let Some(own) = self.inner.own_place(at) {
            scratch.row.set(own);
        }
        &scratch.row
    }

    /// The same rule by rule, in the order of [`rules`](Self::rules). A participant's own place is in none of the rows.
    pub fn bars_by_rule<'s>(&self, side: Side, index: usize, scratch: &'s mut Scratch) -> &'s [BitRow] {
        self.inner.bar_by_rule(self.inner.place(side, index), scratch);
        &scratch.by_rule
    }

    /// Every rule that says no to a pair, with why. Any two people may be asked about, whether or not they take part.
    ///
    /// Empty for an eligible pair. Rules and reasons say nothing about a person and themselves.
    pub fn ruled_out_by(&self, junior: Person, senior: Person) -> Vec<Ruling> {
        if junior == senior {
            return Vec::new();
        }
        let judge = |rule: &dyn Rule| {
            let text = match rule.judge(junior, senior) {
                Verdict::Breaks(text) => text,
                Verdict::Open(text) if rule.on_missing() == OnMissing::Bar => text,
                Verdict::Open(_) | Verdict::Passes => return None,
            };
            Some(Ruling { rule: rule.name(), text })
        };
        self.inner.rules().filter_map(judge).collect()
    }

    /// Whether the two are different people whom no rule keeps apart. For many pairs of one person, [`bar`](Self::bar) is
    /// far cheaper.
    pub fn is_eligible(&self, junior: Person, senior: Person) -> bool {
        let passes = |rule: &dyn Rule| match rule.on_missing() {
            OnMissing::Pass => !rule.breaks(junior, senior),
            OnMissing::Bar => matches!(rule.judge(junior, senior), Verdict::Passes),
        };
        junior != senior && self.inner.rules().all(passes)
    }
}

impl std::fmt::Debug for Eligibility {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Eligibility").field("rules", &self.inner.names).finish_non_exhaustive()
    }
}

impl Inner {
    fn rules(&self) -> impl Iterator<Item = &dyn Rule> {
        let first = self.reporting_line.iter().map(|rule| rule as &dyn Rule);
        first.chain(self.others())
    }

    /// Every rule but the reporting line.
    fn others(&self) -> impl Iterator<Item = &dyn Rule> {
        self.others.iter().map(|rule| &**rule)
    }

    fn place(&self, side: Side, index: usize) -> Place {
        Place { side, index, person: self.participants.on(side)[index] }
    }

    /// Where the participant stands on the other side, if they have both roles.
    fn own_place(&self, at: Place) -> Option<usize> {
        let own = self.own_places.on(at.side)[at.index];
        (own != u32::MAX).then_some(own as usize)
    }

    /// How many the other side has.
    fn len_opposite(&self, side: Side) -> usize {
        self.participants.on(side.opposite()).len()
    }

    /// Fills `scratch.row` with what any of these rules bars.
    fn bar_by<'a>(&self, rules: impl Iterator<Item = &'a dyn Rule>, at: Place, scratch: &mut Scratch) {
        scratch.row.reset(self.len_opposite(at.side));
        for rule in rules {
            mark_barred(rule, at, &mut scratch.search, &mut scratch.row);
        }
    }

    /// Fills `scratch.by_rule` with what each rule bars.
    fn bar_by_rule(&self, at: Place, scratch: &mut Scratch) {
        let own = self.own_place(at);
        scratch.by_rule.resize_with(self.names.len(), BitRow::default);
        for (rule, row) in self.rules().zip(&mut scratch.by_rule) {
            row.reset(self.len_opposite(at.side));
            mark_barred(rule, at, &mut scratch.search, row);
            if let Some(own) = own {
                row.unset(own);
            }
        }
    }
}

/// Adds everyone whom the rule bars, what it cannot evaluate included where the policy says so.
fn mark_barred(rule: &dyn Rule, at: Place, search: &mut org::Scratch, row: &mut BitRow) {
    rule.mark_broken(at, search, row);
    if rule.on_missing() == OnMissing::Bar {
        rule.mark_not_recorded(at, row);
    }
}

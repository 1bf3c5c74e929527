//! How much a pair is worth.
//!
//! A *component* measures one thing about a junior and a senior as an exact fraction between 0 and 1. The policy weighs
//! the components. A *term* is weight × measure in whole points, and a pair's score is the sum of its terms:
//!
//! > term = ⌊W · num / den + ½⌋,  score = Σ terms,  with Σ W = 1,000,000
//!
//! so a score of 1,000,000 points, shown as 100, is a pair that could not be better. Everything after the fractions is
//! integer arithmetic, and the only rounding is the one in the formula: an explanation adds up to the last point.
//!
//! | component | measures |
//! |---|---|
//! | [`skill_gap`] | what the senior wants to learn that the junior can teach |
//! | [`reciprocal_skill_gap`] | the same with the roles turned |
//! | [`generation`] | distance between birth cohorts, years of birth or years of hire |
//! | [`culture`] | values not shared over the culture attributes |
//! | [`gender`] | difference of gender, or a directed table |
//! | [`attribute`] | difference, likeness or distance in any column |
//! | [`request`] | one asked for the other |
//! | [`custom`] | a measure the caller brings |
//!
//! # Not recorded is not zero
//! Where a measure is not recorded its term is weight × the component's *constant*: the measure's mean over all pairs of
//! distinct participants in which it is recorded, whatever the eligibility rules say, in whole billionths. It is found
//! from counts when the score is prepared, and does not change afterwards. A policy can set it instead.
//!
//! # Weights
//! Components are dropped that are switched off, that read a protected attribute in attribute-free mode, or that are
//! recorded for no pair; the weights of the rest become whole numbers W by largest remainder, ties in component order.

pub mod attribute;
mod breakdown;
mod category;
mod column;
pub mod culture;
pub mod custom;
mod decimal;
pub mod gender;
pub mod generation;
mod kernel;
mod learning;
mod mean;
mod measure_table;
mod not_recorded;
mod number;
mod prepare;
mod profiles;
mod protected;
mod ratio;
pub mod reciprocal_skill_gap;
pub mod request;
mod sets;
pub mod skill_gap;
#[cfg(test)]
mod tests;
mod weights;

use std::fmt;
use std::sync::Arc;

pub use breakdown::{Breakdown, Term};
pub use custom::Measure;
pub use measure_table::MeasureTable;

use self::kernel::Kernels;
pub(crate) use self::kernel::{
    BARRED, BLOCK, GROUP, Glance, Line, Looked, Order, STRETCH, UNIT, below, bits_above, least_of_groups,
};
use self::learning::Learning;
use self::prepare::{Components, Live, Sources};
use self::ratio::Ratio;
use crate::policy::{Component, ScoreSettings};
use crate::workforce::Person;
use crate::{Participants, Problems, Side, Workforce};

/// Points of a pair that could not be better.
pub const MAX_POINTS: u32 = weights::TOTAL;

/// A component that scores.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Scored {
    /// Which.
    pub component: Component,
    /// Its share of 1,000,000.
    pub weight: u32,
    /// What stands in where its measure is not recorded, in billionths.
    pub constant: u32,
    /// In how many pairs of distinct participants its measure is recorded, rules ignored.
    pub recorded_pairs: u64,
    /// Whether it reads a protected attribute.
    pub protected: bool,
}

/// Why a component does not score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dropped {
    /// Its weight is 0.
    SwitchedOff,
    /// It is recorded for no pair of participants.
    NotRecorded,
    /// It reads a protected attribute, and the policy says `use_protected = false`.
    AttributeFree,
}

impl Dropped {
    /// As written in files: `switched_off`, `not_recorded` or `attribute_free`.
    pub fn as_str(self) -> &'static str {
        match self {
            Dropped::SwitchedOff => "switched_off",
            Dropped::NotRecorded => "not_recorded",
            Dropped::AttributeFree => "attribute_free",
        }
    }
}

/// The score of every pair, prepared: a cheap handle, the same answers from any thread.
#[derive(Clone)]
pub struct Score {
    inner: Arc<Inner>,
}

struct Inner {
    participants: Participants,
    learning: Arc<Learning>,
    live: Vec<Arc<Live>>,
    scored: Vec<Scored>,
    dropped: Vec<(Component, Dropped)>,
    missing: Vec<(Component, String)>,
    protected_found: Vec<String>,
    protected_used: Vec<String>,
    kernels: Kernels,
}

impl Score {
    /// Freezes weights and constants for these participants and prepares the rows.
    ///
    /// `custom` holds the measures of `custom:NAME` components by NAME. The workforce decides the level scale.
    ///
    /// Time O(people · (columns + skills + wants)), plus O(D²) for the D distinct value sets of culture and overlap
    /// components, plus a pass over all pairs for each custom measure. Memory O(people · components + skills + wants).
    ///
    /// # Errors
    /// Every problem at once: `unknown_column`, `unreadable_number`, `as_of_missing`, `unknown_generation`, `bad_value`;
    /// or `nothing_to_score` if no component is left.
    pub fn prepare(
        workforce: &Workforce,
        participants: &Participants,
        settings: &ScoreSettings,
        custom: &[(String, Arc<dyn Measure>)],
    ) -> Result<Score, Problems> {
        let learning = Arc::new(Learning::new(workforce, &settings.topics));
        let sources = Sources { workforce, participants, settings, custom, learning: &learning };
        let Components { live, dropped, missing } = prepare::components(&sources)?;
        let scored = live.iter().map(|live| Scored {
            component: live.component.clone(),
            weight: live.weight,
            constant: live.constant,
            recorded_pairs: live.pairs,
            protected: !live.protected.is_empty(),
        });
        let protected_found = protected::found(workforce, settings);
        let mut protected_used = protected_found.clone();
        protected_used.retain(|name| live.iter().any(|live| live.protected.contains(name)));
        Ok(Score {
            inner: Arc::new(Inner {
                scored: scored.collect(),
                kernels: Kernels::new(&live, participants),
                participants: participants.clone(),
                learning,
                live,
                dropped,
                missing,
                protected_found,
                protected_used,
            }),
        })
    }

    /// The components that score, in component order. Their weights sum to 1,000,000.
    pub fn components(&self) -> &[Scored] {
        &self.inner.scored
    }

    /// The components that were given a weight and do not score, in component order.
    pub fn dropped(&self) -> &[(Component, Dropped)] {
        &self.inner.dropped
    }

    /// Of a component that is dropped because it is recorded for no pair: which facts nobody has, in words (`no senior has
    /// wants`, several separated by `; `).
    pub fn missing(&self, component: &Component) -> Option<&str> {
        self.inner.missing.iter().find(|(named, _)| named == component).map(|(_, facts)| facts.as_str())
    }

    /// The protected attributes that somebody in the workforce has recorded (`birth`, or a column's name), sorted.
    pub fn protected_found(&self) -> &[String] {
        &self.inner.protected_found
    }

    /// Those of them that the score reads.
    pub fn protected_used(&self) -> &[String] {
        &self.inner.protected_used
    }

    /// The participants it was prepared for.
    pub fn participants(&self) -> &Participants {
        &self.inner.participants
    }

    /// The points of any two people of the workforce, participants or not, eligible or not: 0 to 1,000,000.
    ///
    /// # Panics
    /// If a person is of another workforce and beyond the end of this one.
    pub fn points(&self, junior: Person, senior: Person) -> u32 {
        self.inner.live.iter().map(|live| live.points_of(live.measured.measure(junior, senior))).sum()
    }

    /// The points of any two people of the workforce, term by term. The terms sum to [`Score::points`].
    ///
    /// # Panics
    /// If a person is of another workforce and beyond the end of this one.
    pub fn breakdown(&self, junior: Person, senior: Person) -> Breakdown {
        let term = |live: &Arc<Live>| {
            let measure = live.measured.measure(junior, senior);
            let Ratio { num, den } = measure.unwrap_or(Ratio::billionths(live.constant));
            Term {
                component: live.component.clone(),
                num,
                den,
                recorded: measure.is_some(),
                weight: live.weight,
                points: live.points_of(measure),
            }
        };
        let terms: Vec<Term> = self.inner.live.iter().map(term).collect();
        Breakdown {
            points: terms.iter().map(|term| term.points).sum(),
            topics: self.inner.learning.topics(senior, junior),
            measured_share: terms.iter().filter(|term| term.recorded).map(|term| term.weight).sum(),
            terms,
        }
    }

    /// The order in which a [`line`](Self::line) of this side runs through the other one; `None` for that of the draw.
    pub(crate) fn order(&self, side: Side) -> Option<&Order> {
        self.inner.kernels.order(side)
    }

    /// One participant, ready to be scored against any stretch of the other side.
    pub(crate) fn line(&self, side: Side, index: usize) -> Line<'_> {
        self.inner.kernels.line(side, index)
    }

    /// The same for first looks; `None` where nothing bounds its pairs well.
    pub(crate) fn glance(&self, side: Side, index: usize) -> Option<Glance<'_>> {
        self.inner.kernels.glance(side, index)
    }

    /// The points of one participant against everyone on the other side, in the participants' order.
    ///
    /// `out` may be shorter than the other side: then only its first people are scored. Entries beyond the other side
    /// are set to 0. Somebody with both roles is scored against themselves too; that no such pair exists is for
    /// eligibility to say.
    ///
    /// # Panics
    /// If the side has no participant of this index.
    pub fn fill(&self, side: Side, index: usize, out: &mut [u32]) {
        let others = self.inner.participants.on(side.opposite()).len().min(out.len());
        let (scored, beyond) = out.split_at_mut(others);
        self.inner.kernels.fill(side, index, scored);
        beyond.fill(0);
    }
}

impl fmt::Debug for Score {
    /// Weights only: a score holds personal data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Score").field("components", &self.inner.scored).finish_non_exhaustive()
    }
}

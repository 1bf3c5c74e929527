//! Why a pair has the points it has.

use std::fmt;

use crate::policy::Component;

/// One component's part in a pair's points.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Term {
    /// Which component.
    pub component: Component,
    /// The measure is `num` / `den`, exactly; not reduced. Where it is not recorded: the component's constant.
    pub num: u64,
    /// At least 1.
    pub den: u64,
    /// Whether the measure rests on recorded facts.
    pub recorded: bool,
    /// The component's weight, of 1,000,000.
    pub weight: u32,
    /// ⌊weight · num / den + ½⌋
    pub points: u32,
}

impl fmt::Debug for Term {
    /// Without the measure: it may tell a protected attribute.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Term").field("component", &self.component).field("weight", &self.weight).finish_non_exhaustive()
    }
}

/// A pair's points, term by term.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Breakdown {
    /// The sum of the terms' points, of 1,000,000.
    pub points: u32,
    /// One for each component that scores, in their order.
    pub terms: Vec<Term>,
    /// The skills the junior can bring the senior on in (indices into the workforce's skill names): the largest part of
    /// the senior's weighted gap first, then by name. Empty where nothing is recorded, whatever the weights.
    pub topics: Vec<u32>,
    /// The weight that rests on recorded facts, of 1,000,000.
    pub measured_share: u32,
}

impl fmt::Debug for Breakdown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Breakdown").field("points", &self.points).field("terms", &self.terms).finish_non_exhaustive()
    }
}

//! How much of what the senior wants to learn this junior can teach.
//!
//! # What it measures
//! The share of the learner's skill gap that the teacher closes. The senior learns, the junior teaches.
//!
//! # Why
//! Reverse mentoring works on something the junior knows and the senior wants to know: a pair without a topic has
//! nothing to meet about.
//!
//! # Formula and range
//! With the learner's wants k, their importance wₖ (1 to 3) and gapₖ = max(0, targetₖ − learner's levelₖ):
//!
//! Σₖ wₖ · min(max(0, teacher's levelₖ − learner's levelₖ), gapₖ) / Σₖ wₖ · gapₖ
//!
//! in [0, 1]. The target is the top of the scale unless the want names one (`sql:3@4`). A skill that a filled cell does
//! not name is at the bottom of the scale. A learner with no gap left measures 0. Wants that nobody can teach stay in
//! the denominator: they are part of what the learner wants.
//!
//! # Missing values
//! Recorded only when the teacher's skills, the learner's skills and the learner's wants all are. Where the policy names
//! `topics`, they stand in for the wants of people who state none, each with importance 1 and the top of the scale as
//! its target. The constant adds each learner's exact sum over all teachers (from a histogram of levels per skill, so in
//! time linear in skills and wants), rounded half up to billionths.
//!
//! # Fairness note
//! Reads no protected attribute. Levels people give themselves differ in modesty between groups; a topic offered without
//! a level counts as the top, so that nobody is graded on lived experience.
//!
//! # References
//! W. Marcinkus Murphy, *Reverse mentoring at work: fostering cross-generational learning and developing millennial
//! leaders*, Human Resource Management 51(4), 2012, 549–573, <https://doi.org/10.1002/hrm.21489> (the mentee learns from
//! what the mentor knows). The formula is ours.

use std::sync::Arc;

use super::learning::{Learning, Need};
use super::mean::Sum;
use super::ratio::{Ratio, to_billionths};
use crate::workforce::Person;
use crate::{Participants, Side};

/// A skill gap with the learner on one side.
#[derive(Clone)]
pub(super) struct SkillGap {
    pub(super) learning: Arc<Learning>,
    pub(super) learner: Side,
}

impl SkillGap {
    /// Seniors learn from juniors.
    pub(super) fn new(learning: Arc<Learning>) -> SkillGap {
        SkillGap { learning, learner: Side::Senior }
    }

    pub(super) fn measure(&self, junior: Person, senior: Person) -> Option<Ratio> {
        match self.learner {
            Side::Senior => self.learning.share_closed(senior, junior),
            Side::Junior => self.learning.share_closed(junior, senior),
        }
    }

    /// The sum over all pairs of distinct participants in which it is recorded.
    ///
    /// A person with both roles adds nothing to their own sum (nobody is above their own level), so only the number of
    /// pairs has to leave them out.
    pub(super) fn sum(&self, participants: &Participants) -> Sum {
        let learning = &*self.learning;
        let histogram = learning.histogram(participants.on(self.learner.opposite()));
        let (mut learners, mut selves, mut billionths) = (0_u64, 0_u64, 0_u128);
        let mut needs: Vec<Need> = Vec::new();
        for &learner in participants.on(self.learner) {
            let Some(den) = learning.needs(learner, &mut needs) else { continue };
            learners += 1;
            selves += u64::from(histogram.counted(learner));
            let closed: u128 = needs.iter().map(|need| histogram.closed(*need)).sum();
            billionths += to_billionths(closed, den.max(1));
        }
        Sum { pairs: learners * histogram.teachers() - selves, billionths }
    }
}

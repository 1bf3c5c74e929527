//! How much of what the junior wants to learn this senior can teach.
//!
//! # What it measures
//! The share of the junior's skill gap that the senior closes: [`skill_gap`](super::skill_gap) with the roles turned.
//!
//! # Why
//! Reverse mentoring also serves the mentor: the junior gives time and learns from somebody who knows the organisation.
//!
//! # Formula and range
//! With the junior as the learner and the senior as the teacher:
//!
//! Σₖ wₖ · min(max(0, teacher's levelₖ − learner's levelₖ), gapₖ) / Σₖ wₖ · gapₖ, in [0, 1].
//!
//! # Missing values
//! Recorded only when the senior's skills, the junior's skills and the junior's wants all are; the policy's `topics`
//! stand in for juniors without wants as they do for seniors.
//!
//! # Fairness note
//! Reads no protected attribute. It favours juniors who state their wants, so the form should ask everyone.
//!
//! # References
//! W. Marcinkus Murphy, *Reverse mentoring at work: fostering cross-generational learning and developing millennial
//! leaders*, Human Resource Management 51(4), 2012, 549–573, <https://doi.org/10.1002/hrm.21489> (what
//! the mentor gains). The formula is ours.

use std::sync::Arc;

use super::learning::Learning;
use super::skill_gap::SkillGap;
use crate::Side;

/// Juniors learn from seniors.
pub(super) fn reciprocal_skill_gap(learning: Arc<Learning>) -> SkillGap {
    SkillGap { learning, learner: Side::Junior }
}

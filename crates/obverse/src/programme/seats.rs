//! Places left: capacity less fixed and existing pairs.

use obverse_lap::Agent;

use super::FixedPair;
use crate::{Participants, Side, Workforce};

/// Existing pairs of everyone in one role, by person. They only use capacity.
pub(crate) fn existing_pairs(workforce: &Workforce, side: Side) -> Vec<u32> {
    let mut existing = vec![0_u32; workforce.len_with_stand_ins()];
    for pair in workforce.existing_pairs() {
        existing[pair.on(side).index()] += 1;
    }
    existing
}

/// One [`Agent`] for each participant on one side. People in a fixed pair already have a partner: a second one adds nobody
/// to the coverage.
pub(super) fn left(workforce: &Workforce, participants: &Participants, side: Side, fixed: &[FixedPair]) -> Vec<Agent> {
    let existing = existing_pairs(workforce, side);
    let mut agents: Vec<Agent> = (participants.on(side).iter())
        .map(|&p| Agent { capacity: workforce.capacity(p).saturating_sub(existing[p.index()]), covered: false })
        .collect();
    for pair in fixed {
        let agent = &mut agents[pair.at(side) as usize];
        agent.capacity = agent.capacity.saturating_sub(1);
        agent.covered = true;
    }
    agents
}

//! Places left: capacity less fixed and existing pairs.

use obverse_lap::Agent;

use super::FixedPair;
use crate::workforce::PairRow;
use crate::{Participants, Side, Workforce};

/// One [`Agent`] for each participant on one side. People in a fixed pair already have a partner: a second one adds nobody
/// to the coverage. Existing pairs only use capacity.
pub(super) fn left(workforce: &Workforce, participants: &Participants, side: Side, fixed: &[FixedPair]) -> Vec<Agent> {
    let mut existing = vec![0_u32; workforce.len_with_stand_ins()];
    for pair in workforce.existing_pairs() {
        existing[on(pair, side)] += 1;
    }
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

/// Existing pairs of one participant in one role.
pub(crate) fn existing(workforce: &Workforce, person: crate::Person, side: Side) -> u32 {
    workforce.existing_pairs().iter().filter(|pair| on(pair, side) == person.index()).count() as u32
}

fn on(pair: &PairRow, side: Side) -> usize {
    match side {
        Side::Junior => pair.junior.index(),
        Side::Senior => pair.senior.index(),
    }
}

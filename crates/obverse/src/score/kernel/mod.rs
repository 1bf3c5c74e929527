//! One participant against all of the other side.
//!
//! The solver asks for whole rows: 10⁸ to 10¹⁰ pairs. A row is filled in blocks that stay in the first-level cache; each
//! component adds its already rounded points, so a row agrees with [`Breakdown`](super::Breakdown) to the last point.
//!
//! - [`Types`]: components that depend on one profile of each person become one table per row, indexed by the other
//!   person's *type* (the combination of profiles).
//! - [`Learner`]: a skill gap whose learner is the row: for every want, byte arithmetic over a column of levels.
//! - [`Teacher`]: a skill gap whose teacher is the row: for every skill taught, a list of the learners who want it.
//! - [`Requested`] and [`ByCall`]: requests are sparse, and a caller's measure is called.
//!
//! Points are rounded when a table entry is made, never in the loop over pairs.

mod by_call;
mod learner;
mod requested;
mod rounded;
mod teacher;
mod types;

use std::sync::Arc;

use self::by_call::ByCall;
use self::learner::Learner;
use self::requested::Requested;
use self::teacher::Teacher;
use self::types::Types;
use super::prepare::{Live, Measured};
use crate::{Participants, Side};

/// Pairs filled at a time.
const BLOCK: usize = 4096;

/// Everything prepared for the rows of one side.
trait Kernel: Send + Sync {
    /// What has to be known of a row before its pairs.
    fn row(&self, index: usize) -> Box<dyn Row + '_>;
}

/// One row, ready to be added block by block, from the first pair on.
trait Row {
    /// Adds the points of the pairs from `from` on.
    fn add(&mut self, from: usize, out: &mut [u32]);
}

/// The kernels for the rows of both sides.
pub(super) struct Kernels {
    junior_rows: Vec<Box<dyn Kernel>>,
    senior_rows: Vec<Box<dyn Kernel>>,
}

impl Kernels {
    /// Prepares both orientations. Memory O(people · components + skills taught + wants), in bytes.
    pub(super) fn new(live: &[Arc<Live>], participants: &Participants) -> Kernels {
        Kernels {
            junior_rows: kernels(live, participants, Side::Junior),
            senior_rows: kernels(live, participants, Side::Senior),
        }
    }

    /// The points of one participant against the other side, in its order.
    pub(super) fn fill(&self, side: Side, index: usize, out: &mut [u32]) {
        out.fill(0);
        let kernels = match side {
            Side::Junior => &self.junior_rows,
            Side::Senior => &self.senior_rows,
        };
        let mut rows: Vec<Box<dyn Row + '_>> = kernels.iter().map(|kernel| kernel.row(index)).collect();
        for (block, out) in out.chunks_mut(BLOCK).enumerate() {
            for row in &mut rows {
                row.add(block * BLOCK, out);
            }
        }
    }
}

fn kernels(live: &[Arc<Live>], participants: &Participants, rows: Side) -> Vec<Box<dyn Kernel>> {
    let mut kernels: Vec<Box<dyn Kernel>> = Vec::new();
    let mut categories = Vec::new();
    for component in live {
        match &component.measured {
            Measured::SkillGap(gap) if gap.learner == rows => {
                kernels.push(Box::new(Learner::new(gap, component, participants)));
            }
            Measured::SkillGap(gap) => kernels.push(Box::new(Teacher::new(gap, component, participants))),
            Measured::Category(_) => categories.push(Arc::clone(component)),
            Measured::Request(request) => {
                kernels.push(Box::new(Requested::new(request, component, participants, rows)));
            }
            Measured::Custom(_) => kernels.push(Box::new(ByCall::new(component, participants, rows))),
        }
    }
    for types in Types::fuse(&categories, participants, rows) {
        kernels.push(Box::new(types));
    }
    kernels
}

//! One participant against all of the other side.
//!
//! The solver looks through whole rows: 10⁸ to 10¹⁰ pairs. A [`Line`] is filled in blocks that stay in the first-level cache;
//! each component adds its already rounded points, so a row agrees with [`Breakdown`](super::Breakdown) to the last point.
//!
//! - [`Types`]: components that depend on one profile of each person become one table per row, indexed by the other
//!   person's *type* (the combination of profiles).
//! - [`Learner`]: a skill gap whose learner is the row: for every want, a look-up of 16 entries over a column of levels.
//! - [`Teacher`]: a skill gap whose teacher is the row: for every skill taught, a look-up over a column of needs.
//! - [`Lists`]: the same for learners with very many wants: for every skill taught, a list of those who want it.
//! - [`Requested`] and [`ByCall`]: requests are sparse, and a caller's measure is called.
//!
//! The sums of a skill gap become points by [`Rate`](lanes::Rate)s, whose rounding is that of a single division.

mod by_call;
mod lanes;
mod learner;
mod lists;
mod requested;
mod rounded;
mod teacher;
mod types;

pub(crate) use lanes::{BARRED, below, least_of_groups};

use std::sync::Arc;

use self::by_call::ByCall;
use self::learner::Learner;
use self::lists::Lists;
use self::requested::Requested;
use self::teacher::Teacher;
use self::types::Types;
use super::prepare::{Live, Measured};
use crate::{Participants, Side};

/// Pairs filled at a time, at most.
pub(crate) const BLOCK: usize = 4096;

/// Everything prepared for the rows of one side.
trait Kernel: Send + Sync {
    /// What has to be known of a row before its pairs.
    fn row(&self, index: usize) -> Box<dyn Row + '_>;
}

/// One row, ready to be added block by block, in any order.
trait Row {
    /// Adds the points of the pairs from `from` on, of which there are at most [`BLOCK`].
    fn add(&self, from: usize, out: &mut [u32]);
}

/// One participant, ready to be scored against any stretch of the other side.
pub(crate) struct Line<'a> {
    rows: Vec<Box<dyn Row + 'a>>,
}

impl Line<'_> {
    /// The points against the participants from `from` on: at most [`BLOCK`] of them, all on the other side.
    pub(crate) fn fill(&self, from: usize, out: &mut [u32]) {
        out.fill(0);
        for row in &self.rows {
            row.add(from, out);
        }
    }
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

    /// One participant against the other side, in its order.
    pub(super) fn line(&self, side: Side, index: usize) -> Line<'_> {
        let kernels = match side {
            Side::Junior => &self.junior_rows,
            Side::Senior => &self.senior_rows,
        };
        Line { rows: kernels.iter().map(|kernel| kernel.row(index)).collect() }
    }

    /// The points of one participant against the other side, in its order.
    pub(super) fn fill(&self, side: Side, index: usize, out: &mut [u32]) {
        let line = self.line(side, index);
        for (block, out) in out.chunks_mut(BLOCK).enumerate() {
            line.fill(block * BLOCK, out);
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
            Measured::SkillGap(gap) => {
                kernels.push(Box::new(Teacher::new(gap, component, participants)));
                kernels
                    .extend(Lists::new(gap, component, participants).map(|lists| Box::new(lists) as Box<dyn Kernel>));
            }
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

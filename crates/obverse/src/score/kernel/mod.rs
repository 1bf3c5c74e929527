//! One participant against all of the other side.
//!
//! The solver looks through whole rows: 10⁸ to 10¹⁰ pairs. A [`Line`] is filled in blocks that stay in the first-level cache;
//! each component adds its already rounded points, so a row agrees with [`Breakdown`](super::Breakdown) to the last point.
//!
//! - [`Types`]: components that depend on one profile of each person become one table per row, indexed by the other
//!   person's *type* (the combination of profiles). Where many share one, rows run through the other side in the
//!   [`Order`] of types, and each run of equals takes one look-up.
//! - [`Learner`]: a skill gap whose learner is the row: for every want, a look-up of 16 entries over a column of levels.
//! - [`Teacher`]: a skill gap whose teacher is the row: for every skill taught, a look-up over a column of needs.
//! - [`Lists`]: the same for learners with very many wants: for every skill taught, a list of those who want it.
//! - [`Requested`] and [`ByCall`]: requests are sparse, and a caller's measure is called.
//!
//! The sums of a skill gap become points by [`Rate`](lanes::Rate)s, whose rounding is that of a single division.
//!
//! A [`Glance`] asks less: not what the points of all pairs are, but which may be high enough. It bounds them from the same
//! columns, in 16 bits and in registers, and scores those that pass from the sums it met on the way.

mod by_call;
mod glance;
mod lanes;
mod learner;
mod lists;
mod look;
mod marks;
mod order;
mod requested;
mod rounded;
mod teacher;
mod types;

pub(crate) use glance::{Glance, Looked};
pub(crate) use lanes::{BARRED, below, least_of_groups};
pub(crate) use look::{GROUP, UNIT, bits_above};
pub(crate) use order::Order;

use std::sync::Arc;

use self::by_call::ByCall;
use self::learner::{FirstLook, Learner};
use self::lists::Lists;
use self::marks::{LEARNS_UNRECORDED, Marks, TEACHES_UNRECORDED, WIDE};
use self::requested::Requested;
use self::teacher::Teacher;
use self::types::Types;
use super::prepare::{Live, Measured};
use crate::{Participants, Person, Side};

/// Pairs filled at a time, at most.
pub(crate) const BLOCK: usize = 4096;

/// Pairs looked at a first time, at most: the more, the better the first limit, and the fewer pass.
pub(crate) const STRETCH: usize = 8192;

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
    /// The points against those from `from` on in the order of the other side: at most [`BLOCK`] of them.
    pub(crate) fn fill(&self, from: usize, out: &mut [u32]) {
        out.fill(0);
        for row in &self.rows {
            row.add(from, out);
        }
    }
}

/// The kernels for the rows of both sides.
pub(super) struct Kernels {
    junior_rows: OneWay,
    senior_rows: OneWay,
}

/// The kernels for the rows of one side.
struct OneWay {
    learner: Option<Learner>,
    teacher: Option<Teacher>,
    lists: Option<Lists>,
    types: Vec<Types>,
    requested: Vec<Requested>,
    by_call: Vec<ByCall>,
    marks: Marks,
    /// Of the other side; `None` for that of the draw.
    order: Option<Order>,
}

/// Who stands in rows and who opposite, the latter in the order in which rows run.
struct People<'a> {
    /// The side of the rows.
    rows: Side,
    near: &'a [Person],
    far: &'a [Person],
}

impl Kernels {
    /// Prepares both orientations. Memory O(people · components + skills taught + wants), in bytes.
    pub(super) fn new(live: &[Arc<Live>], participants: &Participants) -> Kernels {
        Kernels {
            junior_rows: OneWay::new(live, participants, Side::Junior),
            senior_rows: OneWay::new(live, participants, Side::Senior),
        }
    }

    fn of(&self, side: Side) -> &OneWay {
        match side {
            Side::Junior => &self.junior_rows,
            Side::Senior => &self.senior_rows,
        }
    }

    /// The order in which a [`Line`] of this side runs through the other one, if not that of the draw.
    pub(super) fn order(&self, side: Side) -> Option<&Order> {
        self.of(side).order.as_ref()
    }

    /// One participant against the other side.
    pub(super) fn line(&self, side: Side, index: usize) -> Line<'_> {
        Line { rows: self.of(side).kernels().map(|kernel| kernel.row(index)).collect() }
    }

    /// The same for first looks; `None` where nothing bounds its pairs well.
    pub(super) fn glance(&self, side: Side, index: usize) -> Option<Glance<'_>> {
        self.of(side).glance(index)
    }

    /// The points of one participant against the other side, in its order.
    pub(super) fn fill(&self, side: Side, index: usize, out: &mut [u32]) {
        let line = self.line(side, index);
        let Some(order) = self.order(side) else {
            for (block, out) in out.chunks_mut(BLOCK).enumerate() {
                line.fill(block * BLOCK, out);
            }
            return;
        };
        let mut points = [0; BLOCK];
        for (block, places) in order.places().chunks(BLOCK).enumerate() {
            let points = &mut points[..places.len()];
            line.fill(block * BLOCK, points);
            for (&place, &points) in places.iter().zip(&*points) {
                if let Some(out) = out.get_mut(place as usize) {
                    *out = points;
                }
            }
        }
    }
}

impl OneWay {
    fn new(live: &[Arc<Live>], participants: &Participants, rows: Side) -> OneWay {
        let in_order_of_draw = People { rows, near: participants.on(rows), far: participants.on(rows.opposite()) };
        let is_category = |live: &&Arc<Live>| matches!(live.measured, Measured::Category(_));
        let categories: Vec<Arc<Live>> = live.iter().filter(is_category).map(Arc::clone).collect();
        let mut types = Types::fuse(&categories, &in_order_of_draw);
        let order = types.first().and_then(Types::order);
        let far: Option<Vec<Person>> = order.as_ref().map(|order| {
            for types in &mut types {
                types.arrange(order);
            }
            order.places().iter().map(|&place| in_order_of_draw.far[place as usize]).collect()
        });
        let people = People { far: far.as_deref().unwrap_or(in_order_of_draw.far), ..in_order_of_draw };
        let mut one = OneWay {
            learner: None,
            teacher: None,
            lists: None,
            types,
            requested: Vec::new(),
            by_call: Vec::new(),
            marks: Marks::new(people.far.len()),
            order: None,
        };
        for component in live {
            match &component.measured {
                Measured::SkillGap(gap) if gap.learner == rows => {
                    one.learner = Some(Learner::new(gap, component, &people));
                }
                Measured::SkillGap(gap) => {
                    one.teacher = Some(Teacher::new(gap, component, &people));
                    one.lists = Lists::new(gap, component, &people);
                }
                Measured::Category(_) => {}
                Measured::Request(request) => one.requested.push(Requested::new(request, component, &people)),
                Measured::Custom(_) => one.by_call.push(ByCall::new(component, &people)),
            }
        }
        one.mark();
        OneWay { order, ..one }
    }

    fn mark(&mut self) {
        if let Some(learner) = &self.learner {
            let (people, points) = learner.unrecorded();
            self.marks.mark(people, TEACHES_UNRECORDED, points);
        }
        if let Some(teacher) = &self.teacher {
            let (people, points) = teacher.unrecorded();
            self.marks.mark(people, LEARNS_UNRECORDED, points);
            let (people, points) = teacher.elsewhere();
            self.marks.mark(people, WIDE, points);
        }
    }

    fn kernels(&self) -> impl Iterator<Item = &dyn Kernel> {
        fn each<'a, K: Kernel + 'a>(kernels: impl IntoIterator<Item = &'a K>) -> impl Iterator<Item = &'a dyn Kernel> {
            kernels.into_iter().map(|kernel| kernel as &dyn Kernel)
        }
        each(&self.learner)
            .chain(each(&self.teacher))
            .chain(each(&self.lists))
            .chain(each(&self.types))
            .chain(each(&self.requested))
            .chain(each(&self.by_call))
    }

    fn glance(&self, index: usize) -> Option<Glance<'_>> {
        if !self.by_call.is_empty() {
            return None;
        }
        let learnt = self.learner.as_ref().map(|learner| learner.first_look(index));
        let taught = self.teacher.as_ref().map(|teacher| teacher.first_look(index));
        let (learnt, one) = FirstLook::parts(learnt)?;
        let (taught, other) = FirstLook::parts(taught)?;
        Some(Glance {
            marks: &self.marks,
            learnt,
            taught,
            constant: one + other,
            types: self.types.iter().map(|types| types.coded(index)).collect(),
            requested: self.requested.iter().map(|requested| requested.linked(index)).collect(),
        })
    }
}

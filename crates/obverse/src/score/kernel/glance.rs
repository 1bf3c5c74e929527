//! A line ready for first looks: what bounds its pairs, and scores those that pass from their sums.

use std::borrow::Cow;

use super::STRETCH;
use super::lanes::Rate;
use super::learner::within as levels_within;
use super::look::{Columns, GROUP, Look, UNIT, units};
use super::marks::{LEARNS_UNRECORDED, Marks, TEACHES_UNRECORDED, WIDE};
use super::types::Codes;
use crate::score::learning::Need;

/// Entries of few of the far side.
pub(super) enum Sparse<'a> {
    /// (teacher, level), and the need of the line.
    Levels(&'a [(u32, u8)], Need),
    /// (learner, their need), and the level of the line.
    Needs(&'a [(u32, Need)], u8),
}

impl Sparse<'_> {
    fn add(&self, from: usize, sums: &mut [u8]) {
        match self {
            Sparse::Levels(list, need) => {
                for &(teacher, level) in levels_within(list, from, sums.len()) {
                    sums[teacher as usize - from] += need.closed_by(level) as u8;
                }
            }
            Sparse::Needs(list, level) => {
                let at = |limit: usize| list.partition_point(|&(learner, _)| (learner as usize) < limit);
                for &(learner, need) in &list[at(from)..at(from + sums.len())] {
                    sums[learner as usize - from] += need.closed_by(*level) as u8;
                }
            }
        }
    }
}

/// One skill gap of a line.
#[derive(Default)]
pub(super) struct Gap<'a> {
    pub(super) columns: Columns<'a>,
    pub(super) sparse: Vec<Sparse<'a>>,
}

/// What the line learns.
pub(super) struct Learnt<'a> {
    pub(super) gap: Gap<'a>,
    pub(super) rate: Rate,
    pub(super) unit_rate: i16,
    /// From whom nothing is recorded.
    pub(super) constant_points: u32,
}

/// What the line teaches.
pub(super) struct Taught<'a> {
    pub(super) gap: Gap<'a>,
    /// By learner.
    pub(super) whole: &'a [u32],
    pub(super) part: &'a [u32],
    pub(super) unit_rates: &'a [i16],
    /// To whom nothing is recorded.
    pub(super) constant_points: u32,
}

/// One participant, ready for first looks at any stretch of the far side.
pub(crate) struct Glance<'a> {
    pub(super) marks: &'a Marks,
    pub(super) learnt: Option<Learnt<'a>>,
    pub(super) taught: Option<Taught<'a>>,
    /// Points of everybody.
    pub(super) constant: u32,
    /// The codes of the far side and their points.
    pub(super) types: Vec<(&'a Codes, Cow<'a, [u32]>)>,
    /// Some of the far side, ascending, and what they have more.
    pub(super) requested: Vec<(&'a [u32], u32)>,
}

/// What a look leaves behind; to be used again.
#[derive(Default)]
pub(crate) struct Looked {
    /// Where it began.
    from: usize,
    sums: [Vec<u8>; 2],
    rest: Vec<i16>,
}

/// Columns of a gap that there is not.
static NONE: Columns<'static> = Columns { narrow: Vec::new(), wide: Vec::new() };

impl Glance<'_> {
    /// One bit for each pair from `from` on, a multiple of [`GROUP`], that may have `min_points` or more and whose points in
    /// [`UNIT`]s, rounded up, less the price may be above `above`. There is a price for each pair, whole groups, at most [`STRETCH`].
    pub(crate) fn passing(
        &self,
        from: usize,
        (coarse, min_points, above): (&[i16], u32, i16),
        looked: &mut Looked,
        out: &mut Vec<u64>,
    ) {
        self.begin(from, coarse.len(), looked);
        let Looked { sums, rest, .. } = looked;
        self.look(from, (coarse, min_points), rest).passing(above, sums, out);
    }

    /// The bounds themselves less prices, [`i16::MIN`] for those that have not `min_points`.
    pub(crate) fn values(
        &self,
        from: usize,
        (coarse, min_points): (&[i16], u32),
        looked: &mut Looked,
        out: &mut Vec<i16>,
    ) {
        self.begin(from, coarse.len(), looked);
        let Looked { sums, rest, .. } = looked;
        self.look(from, (coarse, min_points), rest).values(sums, out);
    }

    fn gaps(&self) -> [Option<&Gap<'_>>; 2] {
        [self.learnt.as_ref().map(|learnt| &learnt.gap), self.taught.as_ref().map(|taught| &taught.gap)]
    }

    fn look<'b>(&'b self, from: usize, (coarse, min_points): (&'b [i16], u32), rest: &'b [i16]) -> Look<'b> {
        let gaps = self.gaps();
        Look {
            from,
            columns: gaps.map(|gap| gap.map_or(&NONE, |gap| &gap.columns)),
            begun: gaps.map(|gap| gap.is_some_and(|gap| !gap.sparse.is_empty())),
            rate: self.learnt.as_ref().map_or(0, |learnt| learnt.unit_rate),
            rates: self.taught.as_ref().map(|taught| taught.unit_rates),
            marked: self.marks.units(),
            rest,
            coarse,
            floor: if min_points == 0 { i16::MIN } else { units(min_points) - 1 },
        }
    }

    /// What is not in columns.
    fn begin(&self, from: usize, len: usize, looked: &mut Looked) {
        debug_assert!(from.is_multiple_of(GROUP) && len <= STRETCH);
        let Looked { from: began, sums, rest } = looked;
        *began = from;
        for (gap, sums) in self.gaps().into_iter().zip(sums) {
            sums.resize(len, 0);
            let Some(gap) = gap.filter(|gap| !gap.sparse.is_empty()) else { continue };
            sums.fill(0);
            for sparse in &gap.sparse {
                sparse.add(from, sums);
            }
        }
        // Whole runs are written past the end.
        rest.resize(len + GROUP, 0);
        let constant = units(self.constant);
        match self.types.split_first() {
            Some(((codes, points), others)) => {
                codes.units(points, constant, from, len, rest);
                for (codes, points) in others {
                    codes.add_units(points, from, &mut rest[..len]);
                }
            }
            None => rest.fill(constant),
        }
        rest.truncate(len);
        for &(linked, points) in &self.requested {
            let at = |limit: usize| linked.partition_point(|&other| (other as usize) < limit);
            for &other in &linked[at(from)..at(from + len)] {
                let rest = &mut rest[other as usize - from];
                *rest = rest.saturating_add(units(points));
            }
        }
    }

    /// The points of one pair of those last looked at; `None` if its sums are elsewhere.
    #[inline]
    pub(crate) fn points(&self, far: usize, looked: &Looked) -> Option<u32> {
        let (mark, at) = (self.marks.of(far), far - looked.from);
        if mark & WIDE != 0 {
            return None;
        }
        let mut points = self.constant;
        if let Some(learnt) = &self.learnt {
            let unrecorded = mark & TEACHES_UNRECORDED != 0;
            points += if unrecorded { learnt.constant_points } else { learnt.rate.points(looked.sums[0][at]) };
        }
        if let Some(taught) = &self.taught {
            let unrecorded = mark & LEARNS_UNRECORDED != 0;
            let rate = Rate { whole: taught.whole[far], part: taught.part[far] };
            points += if unrecorded { taught.constant_points } else { rate.points(looked.sums[1][at]) };
        }
        for (codes, of_code) in &self.types {
            points += of_code[codes.of(far) as usize];
        }
        for &(linked, more) in &self.requested {
            points += if linked.binary_search(&(far as u32)).is_ok() { more } else { 0 };
        }
        Some(points)
    }
}

// Units of prices and of points are the same.
const _: () = assert!(UNIT.is_power_of_two() && STRETCH.is_multiple_of(GROUP));

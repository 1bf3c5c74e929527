//! Skill gaps whose learner is the row.
//!
//! For one want, a teacher of level l closes importance · min(max(0, l − level), gap): one of 16 amounts at most, looked up
//! over a column of one byte per teacher. The sum of the wants times a [`Rate`] is the points. Skills that few teachers
//! have are kept as lists instead of columns, so memory stays within a constant of the skills people have.

use std::sync::Arc;

use super::glance::{Gap, Learnt, Sparse};
use super::lanes::{Amounts, Rate, add_rated, tally};
use super::look::{Column, GROUP, unit_rate};
use super::rounded::Rounded;
use super::{BLOCK, Kernel, People, Row};
use crate::score::learning::Need;
use crate::score::prepare::Live;
use crate::score::ratio::Ratio;
use crate::score::skill_gap::SkillGap;
use crate::workforce::Person;

/// A skill is a column if at least one in so many has it, or wants it.
const DENSE: usize = 16;

/// So are as many of the most common ones, if at least one in so many …
const COMMON: usize = 32;
const LESS_DENSE: usize = 96;

/// Which of these lists, by their lengths, are kept as columns. So columns are at most 32 bytes a person and 16 an entry.
pub(super) fn as_columns(lengths: &[usize], people: usize) -> Vec<bool> {
    let mut sorted = lengths.to_vec();
    sorted.sort_unstable_by(|a, b| b.cmp(a));
    let common = sorted.get(COMMON).copied().unwrap_or(0);
    let dense = |&len: &usize| len * DENSE >= people || (len > common && len * LESS_DENSE >= people);
    lengths.iter().map(dense).collect()
}

/// The levels of all teachers in one wanted skill.
enum Levels {
    /// By teacher, counted from the bottom of the scale; in whole groups.
    Column(Vec<u8>),
    /// (teacher, level), ascending; the others stand at the bottom. Not counted from there.
    List(Vec<(u32, u8)>),
}

enum Wants {
    NotRecorded,
    /// From `first` on, so many needs; their denominator, for which there is a [`Rate`].
    Narrow {
        first: u32,
        count: u32,
        den: u64,
    },
    /// The same with a table of points.
    Wide {
        first: u32,
        count: u32,
        den: u64,
        start: u32,
    },
    /// A denominator too large for a table.
    Direct,
}

pub(super) struct Learner {
    gap: SkillGap,
    weight: u32,
    constant_points: u32,
    /// Of the scale of levels.
    bottom: u8,
    learners: Arc<[Person]>,
    teachers: Arc<[Person]>,
    wants: Vec<Wants>,
    /// The skill of each is an index into `levels`.
    needs: Vec<Need>,
    levels: Vec<Levels>,
    /// Teachers whose skills are not recorded, ascending.
    unrecorded: Vec<u32>,
    rounded: Rounded,
}

impl Learner {
    pub(super) fn new(gap: &SkillGap, component: &Live, people: &People<'_>) -> Learner {
        let learning = &gap.learning;
        let (learners, teachers) = (people.near, people.far);
        let mut rounded = Rounded::new(component);
        let (mut wants, mut all, mut needs) = (Vec::with_capacity(learners.len()), Vec::new(), Vec::new());
        // a place for every skill that some learner needs
        let mut place: Vec<Option<u32>> = vec![None; learning.skill_count()];
        let mut places = 0;
        for &learner in learners {
            let Some(den) = learning.needs(learner, &mut needs) else {
                wants.push(Wants::NotRecorded);
                continue;
            };
            let (first, count) = (all.len() as u32, needs.len() as u32);
            wants.push(if den <= Rate::LARGEST {
                Wants::Narrow { first, count, den }
            } else if let Some(start) = rounded.start(component, den) {
                Wants::Wide { first, count, den, start }
            } else {
                wants.push(Wants::Direct);
                continue;
            });
            for need in &needs {
                let at = *place[need.skill as usize].get_or_insert_with(|| {
                    places += 1;
                    places - 1
                });
                all.push(Need { skill: at, ..*need });
            }
        }
        let mut lists: Vec<Vec<(u32, u8)>> = vec![Vec::new(); places as usize];
        let mut unrecorded = Vec::new();
        for (index, &teacher) in (0_u32..).zip(teachers) {
            let Some(offers) = learning.offers(teacher) else {
                unrecorded.push(index);
                continue;
            };
            for skill in offers {
                let level = learning.on_scale(skill.level);
                if let (Some(at), true) = (place[skill.skill as usize], level > learning.bottom()) {
                    lists[at as usize].push((index, level));
                }
            }
        }
        let bottom = learning.bottom();
        let lengths: Vec<usize> = lists.iter().map(Vec::len).collect();
        let levels = lists.into_iter().zip(as_columns(&lengths, teachers.len()));
        let levels = levels.map(|(list, column)| as_levels(list, column, teachers.len(), bottom)).collect();
        Learner {
            gap: gap.clone(),
            weight: component.weight,
            constant_points: component.constant_points(),
            bottom,
            learners: learners.into(),
            teachers: teachers.into(),
            wants,
            needs: all,
            levels,
            unrecorded,
            rounded,
        }
    }

    fn needs(&self, first: u32, count: u32) -> &[Need] {
        &self.needs[first as usize..][..count as usize]
    }

    /// Teachers whose skills are not recorded, and the points of each.
    pub(super) fn unrecorded(&self) -> (&[u32], u32) {
        (&self.unrecorded, self.constant_points)
    }

    /// What bounds a line.
    pub(super) fn first_look(&self, index: usize) -> FirstLook<Learnt<'_>> {
        let (first, count, den) = match self.wants[index] {
            Wants::NotRecorded => return FirstLook::Constant(self.constant_points),
            Wants::Wide { .. } | Wants::Direct => return FirstLook::Unbounded,
            Wants::Narrow { first, count, den } => (first, count, den),
        };
        let mut gap = Gap::default();
        for need in self.needs(first, count) {
            match &self.levels[need.skill as usize] {
                Levels::Column(codes) => {
                    gap.columns.narrow.push(Column { codes, amounts: closed(*need, self.bottom) });
                }
                Levels::List(list) => gap.sparse.push(Sparse::Levels(list, *need)),
            }
        }
        FirstLook::Sums(Learnt {
            gap,
            rate: Rate::new(self.weight, den),
            unit_rate: unit_rate(self.weight, den),
            constant_points: self.constant_points,
        })
    }

    /// The entries of a sorted list that fall in a block.
    fn unrecorded_in(&self, from: usize, len: usize) -> &[u32] {
        let at = |limit: usize| self.unrecorded.partition_point(|&teacher| (teacher as usize) < limit);
        &self.unrecorded[at(from)..at(from + len)]
    }
}

fn as_levels(list: Vec<(u32, u8)>, column: bool, teachers: usize, bottom: u8) -> Levels {
    if !column {
        return Levels::List(list);
    }
    let mut column = vec![0; teachers.next_multiple_of(GROUP)];
    for (teacher, level) in list {
        column[teacher as usize] = level - bottom;
    }
    Levels::Column(column)
}

/// What bounds the points of a line in one component.
pub(super) enum FirstLook<T> {
    /// The same for all pairs, but for those elsewhere.
    Constant(u32),
    Sums(T),
    Unbounded,
}

impl<T> FirstLook<T> {
    /// Sums and constant of a component that there may be; `None` where nothing bounds it.
    pub(super) fn parts(look: Option<FirstLook<T>>) -> Option<(Option<T>, u32)> {
        match look {
            None => Some((None, 0)),
            Some(FirstLook::Constant(points)) => Some((None, points)),
            Some(FirstLook::Sums(sums)) => Some((Some(sums), 0)),
            Some(FirstLook::Unbounded) => None,
        }
    }
}

impl Kernel for Learner {
    fn row(&self, index: usize) -> Box<dyn Row + '_> {
        match self.wants[index] {
            Wants::NotRecorded => Box::new(Constant { points: self.constant_points }),
            Wants::Direct => Box::new(DirectRow { kernel: self, learner: self.learners[index] }),
            Wants::Narrow { first, count, den } => {
                Box::new(NarrowRow { kernel: self, needs: self.needs(first, count), rate: Rate::new(self.weight, den) })
            }
            Wants::Wide { first, count, den, start } => {
                let (needs, table) = (self.needs(first, count), self.rounded.table(start, den));
                Box::new(WideRow { kernel: self, needs, table })
            }
        }
    }
}

/// The same points for every pair of a row.
pub(super) struct Constant {
    pub(super) points: u32,
}

impl Row for Constant {
    fn add(&self, _from: usize, out: &mut [u32]) {
        for out in out {
            *out += self.points;
        }
    }
}

/// Sums in bytes.
struct NarrowRow<'a> {
    kernel: &'a Learner,
    needs: &'a [Need],
    rate: Rate,
}

impl Row for NarrowRow<'_> {
    fn add(&self, from: usize, out: &mut [u32]) {
        let mut sums = [0_u8; BLOCK];
        let sums = &mut sums[..out.len()];
        for need in self.needs {
            match &self.kernel.levels[need.skill as usize] {
                Levels::Column(column) => {
                    tally(sums, &column[from..][..out.len()], &closed(*need, self.kernel.bottom));
                }
                Levels::List(list) => {
                    for &(teacher, level) in within(list, from, out.len()) {
                        sums[teacher as usize - from] += need.closed_by(level) as u8;
                    }
                }
            }
        }
        add_rated(out, sums, self.rate);
        // Whoever is not recorded closes nothing, and so has no points yet.
        for &teacher in self.kernel.unrecorded_in(from, out.len()) {
            out[teacher as usize - from] += self.kernel.constant_points;
        }
    }
}

/// What a teacher at each of the levels of a scale, of which there are at most 16, closes of a need.
fn closed(need: Need, bottom: u8) -> Amounts {
    let mut amounts = [0; 32];
    for (level, amount) in (bottom..).zip(&mut amounts[..16]) {
        *amount = need.closed_by(level) as u8;
    }
    amounts
}

/// Sums in two bytes.
struct WideRow<'a> {
    kernel: &'a Learner,
    needs: &'a [Need],
    table: &'a [u32],
}

impl Row for WideRow<'_> {
    fn add(&self, from: usize, out: &mut [u32]) {
        let mut sums = [0_u16; BLOCK];
        let sums = &mut sums[..out.len()];
        for need in self.needs {
            match &self.kernel.levels[need.skill as usize] {
                Levels::Column(column) => {
                    let importance = u16::from(need.importance);
                    let below = need.level - self.kernel.bottom;
                    for (sum, &level) in sums.iter_mut().zip(&column[from..][..out.len()]) {
                        *sum += importance * u16::from(level.saturating_sub(below).min(need.gap));
                    }
                }
                Levels::List(list) => {
                    for &(teacher, level) in within(list, from, out.len()) {
                        sums[teacher as usize - from] += need.closed_by(level) as u16;
                    }
                }
            }
        }
        for &teacher in self.kernel.unrecorded_in(from, out.len()) {
            sums[teacher as usize - from] = self.table.len() as u16 - 1;
        }
        for (out, &sum) in out.iter_mut().zip(&*sums) {
            *out += self.table[usize::from(sum)];
        }
    }
}

/// Pair by pair.
struct DirectRow<'a> {
    kernel: &'a Learner,
    learner: Person,
}

impl Row for DirectRow<'_> {
    fn add(&self, from: usize, out: &mut [u32]) {
        let kernel = self.kernel;
        for (out, &teacher) in out.iter_mut().zip(&kernel.teachers[from..]) {
            let share = kernel.gap.learning.share_closed(self.learner, teacher);
            *out += share.map_or(kernel.constant_points, |ratio: Ratio| ratio.points(kernel.weight));
        }
    }
}

/// The entries of a sorted list that fall in a block.
pub(super) fn within(list: &[(u32, u8)], from: usize, len: usize) -> &[(u32, u8)] {
    let at = |limit: usize| list.partition_point(|&(teacher, _)| (teacher as usize) < limit);
    &list[at(from)..at(from + len)]
}

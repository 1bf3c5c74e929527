//! Skill gaps whose teacher is the row.
//!
//! What somebody needs of one skill is one of a few kinds: importance, level and gap. Over a column of one byte per learner,
//! their kind, it is looked up what a teacher of this level closes. The sum over the teacher's skills times the learner's
//! [`Rate`] is the points. Skills that few learners want, or that are wanted in very many ways, are kept as lists instead.
//!
//! Learners whose sums do not fit a byte are left to [`Lists`](super::lists::Lists).

use std::sync::Arc;

use super::glance::{Gap, Sparse, Taught as Bounds};
use super::lanes::{Amounts, Rate, add_rated_each, code_of, tally};
use super::learner::{FirstLook, as_columns};
use super::look::{Column, GROUP, unit_rate};
use super::{BLOCK, Kernel, People, Row};
use crate::score::learning::Need;
use crate::score::prepare::Live;
use crate::score::skill_gap::SkillGap;
use crate::workforce::Person;

/// Kinds of need a column tells apart; one of them is none.
const KINDS: usize = 32;

/// So many take one look-up.
const FEW: usize = 16;

/// All who need one skill.
enum Seekers {
    /// The code of each learner's kind, 0 for none, in whole groups; and what each kind is.
    Column { kinds: Vec<u8>, needs: Vec<Need> },
    /// (learner, their need), ascending.
    List(Vec<(u32, Need)>),
}

pub(super) struct Teacher {
    gap: SkillGap,
    constant_points: u32,
    teachers: Arc<[Person]>,
    /// By skill: which of the seekers.
    place: Vec<Option<u32>>,
    seekers: Vec<Seekers>,
    /// By learner: their rate, nothing for those of [`Lists`](super::lists::Lists) and those not recorded.
    whole: Vec<u32>,
    part: Vec<u32>,
    /// The same in units, in whole groups.
    unit_rates: Vec<i16>,
    weight: u32,
    /// Learners whose needs are not recorded, ascending.
    unrecorded: Vec<u32>,
    /// Learners of whom nothing is said here, ascending.
    elsewhere: Vec<u32>,
}

impl Teacher {
    pub(super) fn new(gap: &SkillGap, component: &Live, people: &People<'_>) -> Teacher {
        let learning = &gap.learning;
        let (learners, teachers) = (people.far, people.near);
        let (mut unrecorded, mut elsewhere) = (Vec::new(), Vec::new());
        let mut place: Vec<Option<u32>> = vec![None; learning.skill_count()];
        let mut lists: Vec<Vec<(u32, Need)>> = Vec::new();
        let mut rates = vec![Rate::default(); learners.len()];
        let mut unit_rates = vec![0; learners.len().next_multiple_of(GROUP)];
        let mut needs: Vec<Need> = Vec::new();
        for (index, &learner) in (0_u32..).zip(learners) {
            let Some(den) = learning.needs(learner, &mut needs) else {
                unrecorded.push(index);
                continue;
            };
            if den > Rate::LARGEST {
                elsewhere.push(index);
                continue;
            }
            rates[index as usize] = Rate::new(component.weight, den);
            unit_rates[index as usize] = unit_rate(component.weight, den);
            for &need in &needs {
                let at = *place[need.skill as usize].get_or_insert_with(|| {
                    lists.push(Vec::new());
                    lists.len() as u32 - 1
                });
                lists[at as usize].push((index, need));
            }
        }
        let lengths: Vec<usize> = lists.iter().map(Vec::len).collect();
        let seekers = lists.into_iter().zip(as_columns(&lengths, learners.len()));
        Teacher {
            gap: gap.clone(),
            constant_points: component.constant_points(),
            teachers: teachers.into(),
            place,
            seekers: seekers.map(|(list, column)| as_seekers(list, column, learners.len())).collect(),
            whole: rates.iter().map(|rate| rate.whole).collect(),
            part: rates.iter().map(|rate| rate.part).collect(),
            unit_rates,
            weight: component.weight,
            unrecorded,
            elsewhere,
        }
    }

    /// Learners whose needs are not recorded, and the points of each.
    pub(super) fn unrecorded(&self) -> (&[u32], u32) {
        (&self.unrecorded, self.constant_points)
    }

    /// Learners of whom nothing is said here, and the most points of each.
    pub(super) fn elsewhere(&self) -> (&[u32], u32) {
        (&self.elsewhere, self.weight)
    }

    /// What bounds a line.
    pub(super) fn first_look(&self, index: usize) -> FirstLook<Bounds<'_>> {
        let Some(skills) = self.taught(index) else { return FirstLook::Constant(self.constant_points) };
        let mut gap = Gap::default();
        for skill in skills {
            match skill {
                Taught::Column { kinds, few, amounts } => {
                    let columns = if few { &mut gap.columns.narrow } else { &mut gap.columns.wide };
                    columns.push(Column { codes: kinds, amounts });
                }
                Taught::List { list, level } => gap.sparse.push(Sparse::Needs(list, level)),
            }
        }
        FirstLook::Sums(Bounds {
            gap,
            whole: &self.whole,
            part: &self.part,
            unit_rates: &self.unit_rates,
            constant_points: self.constant_points,
        })
    }

    /// What is wanted of the skills of a teacher; `None` if they are not recorded.
    fn taught(&self, index: usize) -> Option<impl Iterator<Item = Taught<'_>>> {
        let learning = &self.gap.learning;
        let offers = learning.offers(self.teachers[index])?;
        Some(offers.iter().filter_map(|skill| {
            let at = self.place[skill.skill as usize]?;
            let level = learning.on_scale(skill.level);
            Some(match &self.seekers[at as usize] {
                Seekers::Column { kinds, needs } => {
                    let mut amounts = [0; KINDS];
                    for (amount, need) in amounts[1..].iter_mut().zip(needs) {
                        *amount = need.closed_by(level) as u8;
                    }
                    Taught::Column { kinds, few: needs.len() < FEW, amounts }
                }
                Seekers::List(list) => Taught::List { list, level },
            })
        }))
    }
}

fn as_seekers(list: Vec<(u32, Need)>, column: bool, learners: usize) -> Seekers {
    if !column {
        return Seekers::List(list);
    }
    let kind = |need: &Need| (need.level, need.gap, need.importance);
    let mut needs: Vec<Need> = list.iter().map(|(_, need)| *need).collect();
    needs.sort_unstable_by_key(kind);
    needs.dedup_by_key(|need| kind(need));
    if needs.len() >= KINDS {
        return Seekers::List(list);
    }
    let mut kinds = vec![0; learners.next_multiple_of(GROUP)];
    for (learner, need) in list {
        let at = needs.partition_point(|other| kind(other) < kind(&need));
        kinds[learner as usize] = code_of(at as u8 + 1);
    }
    Seekers::Column { kinds, needs }
}

impl Kernel for Teacher {
    fn row(&self, index: usize) -> Box<dyn Row + '_> {
        match self.taught(index) {
            Some(skills) => Box::new(TeacherRow { kernel: self, skills: skills.collect() }),
            None => Box::new(UnrecordedRow { kernel: self }),
        }
    }
}

/// A skill of the row's teacher.
enum Taught<'a> {
    Column { kinds: &'a [u8], few: bool, amounts: Amounts },
    List { list: &'a [(u32, Need)], level: u8 },
}

struct TeacherRow<'a> {
    kernel: &'a Teacher,
    skills: Vec<Taught<'a>>,
}

impl Row for TeacherRow<'_> {
    fn add(&self, from: usize, out: &mut [u32]) {
        let (kernel, to) = (self.kernel, from + out.len());
        let mut sums = [0_u8; BLOCK];
        let sums = &mut sums[..out.len()];
        for skill in &self.skills {
            match skill {
                Taught::Column { kinds, amounts, .. } => tally(sums, &kinds[from..to], amounts),
                Taught::List { list, level } => {
                    let at = |limit: usize| list.partition_point(|&(learner, _)| (learner as usize) < limit);
                    for &(learner, need) in &list[at(from)..at(to)] {
                        sums[learner as usize - from] += need.closed_by(*level) as u8;
                    }
                }
            }
        }
        add_rated_each(out, sums, &kernel.whole[from..to], &kernel.part[from..to]);
        for &learner in within(&kernel.unrecorded, from, to) {
            out[learner as usize - from] += kernel.constant_points;
        }
    }
}

/// A teacher whose skills are not recorded.
struct UnrecordedRow<'a> {
    kernel: &'a Teacher,
}

impl Row for UnrecordedRow<'_> {
    fn add(&self, from: usize, out: &mut [u32]) {
        let constant = self.kernel.constant_points;
        for out in out.iter_mut() {
            *out += constant;
        }
        for &learner in within(&self.kernel.elsewhere, from, from + out.len()) {
            out[learner as usize - from] -= constant;
        }
    }
}

/// The entries of a sorted list that fall in a block.
fn within(list: &[u32], from: usize, to: usize) -> &[u32] {
    let at = |limit: usize| list.partition_point(|&learner| (learner as usize) < limit);
    &list[at(from)..at(to)]
}

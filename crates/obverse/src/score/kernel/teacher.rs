//! Skill gaps whose teacher is the row.
//!
//! A teacher has few skills, and few learners want any one of them and stand below the teacher's level: for each skill
//! the learners who want it are listed by their level, and only those below are visited. Each learner's sum starts where
//! the table of rounded points for that learner's denominator starts, so one look-up a pair ends it.

use std::sync::Arc;

use super::learner::Constant;
use super::rounded::Rounded;
use super::{Kernel, Row};
use crate::Participants;
use crate::score::learning::Need;
use crate::score::prepare::Live;
use crate::score::skill_gap::SkillGap;
use crate::workforce::Person;

/// A learner who wants a skill.
struct Seeker {
    learner: u32,
    importance: u8,
    level: u8,
    gap: u8,
}

pub(super) struct Teacher {
    gap: SkillGap,
    weight: u32,
    constant_points: u32,
    learners: Arc<[Person]>,
    teachers: Arc<[Person]>,
    /// By learner: where their table starts.
    starts: Vec<u32>,
    rounded: Rounded,
    /// By skill: where its seekers start; one more than skills.
    offsets: Vec<u32>,
    /// By skill, then level, then learner.
    seekers: Vec<Seeker>,
    /// Learners whose denominator is too large for a table, ascending.
    direct: Vec<u32>,
}

impl Teacher {
    pub(super) fn new(gap: &SkillGap, component: &Live, participants: &Participants) -> Teacher {
        let learning = &gap.learning;
        let (learners, teachers) = (participants.on(gap.learner), participants.on(gap.learner.opposite()));
        let mut rounded = Rounded::new(component);
        let (mut starts, mut direct, mut wanted) = (Vec::with_capacity(learners.len()), Vec::new(), Vec::new());
        let mut needs: Vec<Need> = Vec::new();
        for (index, &learner) in (0_u32..).zip(learners) {
            let start = match learning.needs(learner, &mut needs) {
                None => Rounded::CONSTANT,
                Some(den) => rounded.start(component, den).unwrap_or_else(|| {
                    direct.push(index);
                    needs.clear();
                    Rounded::CONSTANT
                }),
            };
            starts.push(start);
            wanted.extend(needs.iter().map(|need| (need.skill, need.level, index, need.importance, need.gap)));
        }
        wanted.sort_unstable();
        let mut offsets = vec![0; learning.skill_count() + 1];
        for &(skill, ..) in &wanted {
            offsets[skill as usize + 1] += 1;
        }
        for skill in 1..offsets.len() {
            offsets[skill] += offsets[skill - 1];
        }
        let seeker = |(_, level, learner, importance, gap)| Seeker { learner, importance, level, gap };
        Teacher {
            gap: gap.clone(),
            weight: component.weight,
            constant_points: component.constant_points(),
            learners: learners.into(),
            teachers: teachers.into(),
            starts,
            rounded,
            offsets,
            seekers: wanted.into_iter().map(seeker).collect(),
            direct,
        }
    }
}

impl Kernel for Teacher {
    fn row(&self, index: usize) -> Box<dyn Row + '_> {
        let (teacher, learning) = (self.teachers[index], &self.gap.learning);
        let Some(offers) = learning.offers(teacher) else {
            return Box::new(Constant { points: self.constant_points });
        };
        let mut entries = self.starts.clone();
        for skill in offers {
            let (level, at) = (learning.on_scale(skill.level), skill.skill as usize);
            let seekers = &self.seekers[self.offsets[at] as usize..self.offsets[at + 1] as usize];
            for seeker in seekers.iter().take_while(|seeker| seeker.level < level) {
                let closed = (level - seeker.level).min(seeker.gap);
                entries[seeker.learner as usize] += u32::from(seeker.importance) * u32::from(closed);
            }
        }
        Box::new(TeacherRow { kernel: self, teacher, entries })
    }
}

struct TeacherRow<'a> {
    kernel: &'a Teacher,
    teacher: Person,
    /// By learner: the entry of their points.
    entries: Vec<u32>,
}

impl Row for TeacherRow<'_> {
    fn add(&mut self, from: usize, out: &mut [u32]) {
        let kernel = self.kernel;
        let points = kernel.rounded.points();
        for (out, &entry) in out.iter_mut().zip(&self.entries[from..]) {
            *out += points[entry as usize];
        }
        let at = |limit: usize| kernel.direct.partition_point(|&learner| (learner as usize) < limit);
        for &learner in &kernel.direct[at(from)..at(from + out.len())] {
            let share = kernel.gap.learning.share_closed(kernel.learners[learner as usize], self.teacher);
            // the look-up above added the constant
            let exact = share.map_or(kernel.constant_points, |ratio| ratio.points(kernel.weight));
            let out = &mut out[learner as usize - from];
            *out = *out - kernel.constant_points + exact;
        }
    }
}

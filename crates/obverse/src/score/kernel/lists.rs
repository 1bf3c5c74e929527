//! Skill gaps whose teacher is the row, for learners with very many wants: their sums do not fit a byte.
//!
//! For each skill the learners who want it are listed by their level, and only those below the teacher's are visited. Each
//! learner's sum starts where the table of rounded points for that learner's denominator starts, so one look-up a pair
//! ends it. All other learners belong to [`Teacher`](super::teacher::Teacher).

use std::sync::Arc;

use super::lanes::Rate;
use super::rounded::Rounded;
use super::{Kernel, People, Row};
use crate::score::learning::Need;
use crate::score::prepare::Live;
use crate::score::skill_gap::SkillGap;
use crate::workforce::Person;

/// A learner who wants a skill.
struct Seeker {
    /// Which of the learners here.
    learner: u32,
    importance: u8,
    level: u8,
    gap: u8,
}

pub(super) struct Lists {
    gap: SkillGap,
    weight: u32,
    constant_points: u32,
    teachers: Arc<[Person]>,
    /// The learners here, as places on their side, ascending.
    learners: Vec<u32>,
    people: Vec<Person>,
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

impl Lists {
    /// `None` if nobody has that many wants.
    pub(super) fn new(gap: &SkillGap, component: &Live, people: &People<'_>) -> Option<Lists> {
        let learning = &gap.learning;
        let mut rounded = Rounded::new(component);
        let (mut learners, mut by_learner) = (Vec::new(), Vec::new());
        let (mut starts, mut direct, mut wanted) = (Vec::new(), Vec::new(), Vec::new());
        let mut needs: Vec<Need> = Vec::new();
        for (place, &learner) in (0_u32..).zip(people.far) {
            let Some(den) = learning.needs(learner, &mut needs).filter(|&den| den > Rate::LARGEST) else { continue };
            let index = learners.len() as u32;
            learners.push(place);
            by_learner.push(learner);
            starts.push(rounded.start(component, den).unwrap_or_else(|| {
                direct.push(index);
                needs.clear();
                Rounded::CONSTANT
            }));
            wanted.extend(needs.iter().map(|need| (need.skill, need.level, index, need.importance, need.gap)));
        }
        if learners.is_empty() {
            return None;
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
        Some(Lists {
            gap: gap.clone(),
            weight: component.weight,
            constant_points: component.constant_points(),
            teachers: people.near.into(),
            learners,
            people: by_learner,
            starts,
            rounded,
            offsets,
            seekers: wanted.into_iter().map(seeker).collect(),
            direct,
        })
    }
}

impl Kernel for Lists {
    fn row(&self, index: usize) -> Box<dyn Row + '_> {
        let (teacher, learning) = (self.teachers[index], &self.gap.learning);
        let Some(offers) = learning.offers(teacher) else {
            return Box::new(ListsRow { kernel: self, points: vec![self.constant_points; self.learners.len()] });
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
        let table = self.rounded.points();
        let mut points: Vec<u32> = entries.into_iter().map(|entry| table[entry as usize]).collect();
        for &learner in &self.direct {
            let share = learning.share_closed(self.people[learner as usize], teacher);
            points[learner as usize] = share.map_or(self.constant_points, |ratio| ratio.points(self.weight));
        }
        Box::new(ListsRow { kernel: self, points })
    }
}

struct ListsRow<'a> {
    kernel: &'a Lists,
    /// By learner.
    points: Vec<u32>,
}

impl Row for ListsRow<'_> {
    fn add(&self, from: usize, out: &mut [u32]) {
        let learners = &self.kernel.learners;
        let at = |limit: usize| learners.partition_point(|&learner| (learner as usize) < limit);
        let here = at(from)..at(from + out.len());
        for (&learner, &points) in learners[here.clone()].iter().zip(&self.points[here]) {
            out[learner as usize - from] += points;
        }
    }
}

//! `can_teach`: the junior has something to teach that the senior wants to learn.
//!
//! # What it measures
//! Whether there is a skill in which the junior is ahead of the senior and the senior wants to move up.
//!
//! # Why
//! A pair with no topic starts from nothing. Off by default, because a programme on culture or inclusion may not be about
//! skills at all, and because the score already prefers pairs with a topic.
//!
//! # Formula and range
//! For a skill k the senior wants, gapₖ = max(0, targetₖ − senior levelₖ). The pair passes when for some such k
//! min(max(0, junior levelₖ − senior levelₖ), gapₖ) > 0. This is exactly when the measure `skill_gap` is above 0. Somebody
//! who states no wants is taken to want the policy's `topics`, up to the top of the scale. A skill that a filled cell does
//! not name is at the bottom of the scale.
//!
//! # Missing values
//! The rule cannot be evaluated unless the junior's skills, the senior's skills and the senior's wants (or the topics) are
//! all recorded.
//!
//! # Fairness note
//! Levels are mostly self-assessed, and confidence in rating oneself differs between groups. A topic offered without a
//! level counts as the top of the scale.
//!
//! # References
//! W. Marcinkus Murphy, *Reverse mentoring at work: fostering cross-generational learning and developing millennial
//! leaders*, Human Resource Management 51(4), 2012, 549–573, <https://doi.org/10.1002/hrm.21489>.

use super::by_side::BySide;
use super::posting::Posting;
use super::rule::{Place, Rule, RuleName, Verdict};
use super::{BitRow, org};
use crate::policy::{self, OnMissing};
use crate::workforce::Want;
use crate::{Participants, Person, Side, Workforce};

pub(super) struct CanTeach {
    missing: OnMissing,
    topics: Topics,
    /// By skill and level: the seniors who want the skill, have a gap and stand below the level.
    learners: Ladder,
    /// By skill and level: the juniors who stand above the level.
    teachers: Ladder,
    not_recorded: BySide<BitRow>,
}

/// What people want, with the programme's topics for those who do not say.
struct Topics {
    workforce: Workforce,
    /// `None` when the policy names no topics.
    instead: Option<Vec<Want>>,
}

impl Topics {
    fn new(workforce: &Workforce, topics: &[String]) -> Topics {
        let skills = workforce.skills();
        let target = skills.scale().top();
        // A topic that nobody has or wants has no number, and nobody can teach it.
        let known = topics.iter().filter_map(|topic| skills.find(topic));
        let mut wants: Vec<Want> = known.map(|skill| Want { skill, importance: 1, target }).collect();
        wants.sort_unstable_by_key(|want| want.skill);
        wants.dedup_by_key(|want| want.skill);
        Topics { workforce: workforce.clone(), instead: (!topics.is_empty()).then_some(wants) }
    }

    fn wants(&self, person: Person) -> Option<&[Want]> {
        self.workforce.skills().wants(person).or(self.instead.as_deref())
    }

    /// (skill, own level) wherever somebody has a gap; `None` unless skills and wants are recorded.
    fn gaps(&self, person: Person) -> Option<impl Iterator<Item = (u32, u8)>> {
        let skills = self.workforce.skills();
        skills.has(person)?;
        let wants = self.wants(person)?;
        Some(wants.iter().filter_map(move |want| {
            let level = skills.level(person, want.skill)?;
            (want.target > level).then_some((want.skill, level))
        }))
    }
}

/// For each skill and each level of the scale, some participants of one side.
struct Ladder {
    bottom: u8,
    steps: usize,
    rungs: Vec<Posting>,
}

impl Ladder {
    /// From (skill, level, position); rung `k` of a skill holds those whose level passes `on(level, k)`.
    fn new(workforce: &Workforce, mut entries: Vec<(u32, u8, u32)>, len: usize, on: impl Fn(u8, u8) -> bool) -> Ladder {
        let skills = workforce.skills();
        let (bottom, top) = (skills.scale().bottom(), skills.scale().top());
        entries.sort_unstable();
        entries.dedup();
        let mut rungs = Vec::new();
        let mut rest = entries.as_slice();
        for skill in 0..skills.names().len() as u32 {
            let (of_this, others) = rest.split_at(rest.partition_point(|&(s, _, _)| s <= skill));
            rest = others;
            for rung in bottom..=top {
                let there = of_this.iter().filter(|&&(_, level, _)| on(level, rung)).map(|&(_, _, at)| at);
                rungs.push(Posting::new(there.collect(), len));
            }
        }
        Ladder { bottom, steps: usize::from(top - bottom) + 1, rungs }
    }

    fn mark(&self, skill: u32, level: u8, row: &mut BitRow) {
        let rung = usize::from(level.saturating_sub(self.bottom));
        if let Some(posting) = self.rungs.get(skill as usize * self.steps + rung) {
            posting.mark(row);
        }
    }
}

impl CanTeach {
    pub(super) fn prepare(
        workforce: &Workforce,
        participants: &Participants,
        topics: &[String],
        settings: policy::CanTeach,
    ) -> CanTeach {
        let topics = Topics::new(workforce, topics);
        let (juniors, seniors) = (participants.juniors(), participants.seniors());
        let mut learning = Vec::new();
        for (at, &senior) in seniors.iter().enumerate() {
            let gaps = topics.gaps(senior).into_iter().flatten();
            learning.extend(gaps.map(|(skill, level)| (skill, level, at as u32)));
        }
        let mut teaching = Vec::new();
        for (at, &junior) in juniors.iter().enumerate() {
            let has = workforce.skills().has(junior).into_iter().flatten();
            teaching.extend(has.map(|skill| (skill.skill, skill.level, at as u32)));
        }
        let not_recorded = BySide::make(|side| {
            let people = participants.on(side);
            let mut row = BitRow::new(people.len());
            for (at, &person) in people.iter().enumerate() {
                let silent = match side {
                    Side::Junior => workforce.skills().has(person).is_none(),
                    Side::Senior => topics.gaps(person).is_none(),
                };
                if silent {
                    row.set(at);
                }
            }
            row
        });
        CanTeach {
            missing: settings.missing,
            learners: Ladder::new(workforce, learning, seniors.len(), |level, rung| level < rung),
            teachers: Ladder::new(workforce, teaching, juniors.len(), |level, rung| level > rung),
            topics,
            not_recorded,
        }
    }
}

impl Rule for CanTeach {
    fn name(&self) -> RuleName {
        RuleName::CanTeach
    }

    fn on_missing(&self) -> OnMissing {
        self.missing
    }

    fn mark_broken(&self, at: Place, _: &mut org::Scratch, row: &mut BitRow) {
        if self.not_recorded.on(at.side).get(at.index) {
            return;
        }
        let mut allowed = self.not_recorded.on(at.side.opposite()).clone();
        match at.side {
            Side::Junior => {
                let has = self.topics.workforce.skills().has(at.person).into_iter().flatten();
                has.for_each(|skill| self.learners.mark(skill.skill, skill.level, &mut allowed));
            }
            Side::Senior => {
                let gaps = self.topics.gaps(at.person).into_iter().flatten();
                gaps.for_each(|(skill, level)| self.teachers.mark(skill, level, &mut allowed));
            }
        }
        let mut broken = BitRow::new(row.len());
        broken.set_all();
        broken.subtract(&allowed);
        row.union(&broken);
    }

    fn mark_not_recorded(&self, at: Place, row: &mut BitRow) {
        if self.not_recorded.on(at.side).get(at.index) {
            row.set_all();
        } else {
            row.union(self.not_recorded.on(at.side.opposite()));
        }
    }

    fn judge(&self, junior: Person, senior: Person) -> Verdict {
        let workforce = &self.topics.workforce;
        let skills = workforce.skills();
        let (j, s) = (workforce.id(junior), workforce.id(senior));
        if skills.has(junior).is_none() {
            return Verdict::Open(format!("skills not recorded for {j}"));
        }
        let Some(mut gaps) = self.topics.gaps(senior) else {
            let what = if skills.has(senior).is_none() { "skills" } else { "wants" };
            return Verdict::Open(format!("{what} not recorded for {s}"));
        };
        let ahead = |(skill, level): (u32, u8)| skills.level(junior, skill).is_some_and(|own| own > level);
        if gaps.any(ahead) {
            Verdict::Passes
        } else {
            Verdict::Breaks(format!("{j} has nothing to teach that {s} still wants to learn"))
        }
    }
}

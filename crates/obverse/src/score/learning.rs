//! What people need to learn, and who can teach it.

use std::cmp::Reverse;

use crate::Workforce;
use crate::workforce::{Person, Skill, Want};

use super::ratio::Ratio;

/// One skill a learner wants and has not reached yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Need {
    /// Index into the workforce's skill names.
    pub(super) skill: u32,
    /// 1 to 3.
    pub(super) importance: u8,
    /// The learner's level now.
    pub(super) level: u8,
    /// Levels still to go, at least 1.
    pub(super) gap: u8,
}

impl Need {
    /// Importance × levels of the gap that a teacher of this level closes.
    pub(super) fn closed_by(self, teacher: u8) -> u32 {
        u32::from(self.importance) * u32::from(teacher.saturating_sub(self.level).min(self.gap))
    }
}

/// Everyone's needs and levels, and the topics that stand in for wants.
pub(super) struct Learning {
    workforce: Workforce,
    /// `None`: the policy names none.
    topics: Option<Topics>,
}

struct Topics {
    wants: Vec<Want>,
    /// Topics that nobody has or wants: they count in denominators only.
    unheard_of: u32,
}

impl Learning {
    /// With the programme's topics, which may be none and may be skills that nobody has.
    pub(super) fn new(workforce: &Workforce, topics: &[String]) -> Learning {
        let skills = workforce.skills();
        let mut names: Vec<String> = topics.iter().map(|topic| topic.trim().to_lowercase()).collect();
        names.retain(|name| !name.is_empty());
        names.sort_unstable();
        names.dedup();
        let topics = (!names.is_empty()).then(|| {
            let known: Vec<u32> = names.iter().filter_map(|name| skills.find(name)).collect();
            let target = skills.scale().top();
            Topics {
                unheard_of: (names.len() - known.len()) as u32,
                wants: known.into_iter().map(|skill| Want { skill, importance: 1, target }).collect(),
            }
        });
        Learning { workforce: workforce.clone(), topics }
    }

    /// How many skills have a number.
    pub(super) fn skill_count(&self) -> usize {
        self.workforce.skills().names().len()
    }

    /// The lowest level, where a skill stands that a filled cell does not name.
    pub(super) fn bottom(&self) -> u8 {
        self.workforce.skills().scale().bottom()
    }

    /// What the person can teach, by skill; `None` if not recorded.
    pub(super) fn offers(&self, person: Person) -> Option<&[Skill]> {
        self.workforce.skills().has(person)
    }

    /// A level on the scale, whatever was stored.
    pub(super) fn on_scale(&self, level: u8) -> u8 {
        let scale = self.workforce.skills().scale();
        level.clamp(scale.bottom(), scale.top())
    }

    /// Visits what the person needs to learn, by skill, and returns the denominator Σ importance · gap.
    ///
    /// `None` (and no visit) where their skills or their wants are not recorded.
    fn visit_needs(&self, learner: Person, mut visit: impl FnMut(Need)) -> Option<u64> {
        let has = self.offers(learner)?;
        let (wants, unheard_of) = match (self.workforce.skills().wants(learner), &self.topics) {
            (Some(wants), _) => (wants, 0),
            (None, Some(topics)) => (topics.wants.as_slice(), topics.unheard_of),
            (None, None) => return None,
        };
        let scale = self.workforce.skills().scale();
        let mut den = u64::from(unheard_of) * u64::from(scale.top() - scale.bottom());
        for want in wants {
            let level = self.level_in(has, want.skill);
            let gap = self.on_scale(want.target).saturating_sub(level);
            if gap > 0 {
                den += u64::from(want.importance) * u64::from(gap);
                visit(Need { skill: want.skill, importance: want.importance, level, gap });
            }
        }
        Some(den)
    }

    /// The level in a skill, the bottom of the scale if a filled cell does not name it.
    fn level_in(&self, has: &[Skill], skill: u32) -> u8 {
        match has.binary_search_by_key(&skill, |skill| skill.skill) {
            Ok(at) => self.on_scale(has[at].level),
            Err(_) => self.bottom(),
        }
    }

    /// What the person needs to learn, by skill, into `needs`, and the denominator Σ importance · gap.
    ///
    /// `None` (and no needs) where their skills or their wants are not recorded.
    pub(super) fn needs(&self, learner: Person, needs: &mut Vec<Need>) -> Option<u64> {
        needs.clear();
        self.visit_needs(learner, |need| needs.push(need))
    }

    /// The share of the learner's gap that the teacher closes.
    pub(super) fn share_closed(&self, learner: Person, teacher: Person) -> Option<Ratio> {
        let offers = self.offers(teacher)?;
        let mut num = 0;
        let den = self.visit_needs(learner, |need| {
            num += u64::from(need.closed_by(self.level_in(offers, need.skill)));
        })?;
        // no gap left measures 0
        Some(if den == 0 { Ratio::ZERO } else { Ratio { num, den } })
    }

    /// The skills the teacher can bring on, the largest weighted contribution first, then by name.
    pub(super) fn topics(&self, learner: Person, teacher: Person) -> Vec<u32> {
        let mut topics = Vec::new();
        if let Some(offers) = self.offers(teacher) {
            self.visit_needs(learner, |need| {
                topics.push((Reverse(need.closed_by(self.level_in(offers, need.skill))), need.skill));
            });
        }
        topics.retain(|&(Reverse(closed), _)| closed > 0);
        // skills are numbered in the order of their names
        topics.sort_unstable();
        topics.into_iter().map(|(_, skill)| skill).collect()
    }

    /// Counts levels over these teachers.
    pub(super) fn histogram(&self, teachers: &[Person]) -> LevelHistogram {
        let mut histogram = LevelHistogram {
            counts: vec![[0; 16]; self.skill_count()],
            bottom: self.bottom(),
            counted: vec![false; self.workforce.len_with_stand_ins()],
            teachers: 0,
        };
        for &teacher in teachers {
            let Some(offers) = self.offers(teacher) else { continue };
            histogram.teachers += 1;
            histogram.counted[teacher.index()] = true;
            for skill in offers {
                let step = self.on_scale(skill.level) - histogram.bottom;
                histogram.counts[skill.skill as usize][usize::from(step)] += 1;
            }
        }
        histogram
    }
}

/// How many teachers stand at each level of each skill.
///
/// Those at the bottom because they do not name the skill are not counted: they close nothing.
pub(super) struct LevelHistogram {
    /// By skill, then by steps above the bottom of the scale, of which there are at most 16.
    counts: Vec<[u64; 16]>,
    bottom: u8,
    counted: Vec<bool>,
    teachers: u64,
}

impl LevelHistogram {
    /// Teachers whose skills are recorded.
    pub(super) fn teachers(&self) -> u64 {
        self.teachers
    }

    /// Whether this person is one of them.
    pub(super) fn counted(&self, person: Person) -> bool {
        self.counted[person.index()]
    }

    /// What all teachers together close of a need.
    pub(super) fn closed(&self, need: Need) -> u128 {
        let counts = &self.counts[need.skill as usize];
        (self.bottom..).zip(counts).map(|(level, &count)| u128::from(count) * u128::from(need.closed_by(level))).sum()
    }
}

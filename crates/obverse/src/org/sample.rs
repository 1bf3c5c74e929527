//! Small workforces for the unit tests, put together without a reader, and a random stream to make them from.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::workforce::{Inner, PairRow, Person, Skill, Skills, Want, Workforce};

/// `SplitMix64` (Steele, Lea, Flood 2014): enough randomness for tests, the same everywhere.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(1))
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % n as u64) as usize
    }

    pub(crate) fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

/// A workforce in the making. People are numbers; ids are `p0`, `p1`, … unless given.
#[derive(Clone, Default)]
pub(crate) struct Sample {
    pub(crate) ids: Vec<String>,
    pub(crate) managers: Vec<Option<usize>>,
    pub(crate) dotted: Vec<Vec<usize>>,
    pub(crate) opt_in: Option<Vec<bool>>,
    pub(crate) columns: BTreeMap<String, Vec<String>>,
    /// Skill names, sorted.
    pub(crate) skills: Vec<String>,
    /// (skill, level); empty: not recorded.
    pub(crate) has: Vec<Vec<(u32, u8)>>,
    /// (skill, target); empty: not recorded.
    pub(crate) wants: Vec<Vec<(u32, u8)>>,
    pub(crate) conflicts: Vec<(usize, usize)>,
    pub(crate) past_pairs: Vec<(usize, usize)>,
}

impl Sample {
    pub(crate) fn of(people: usize) -> Sample {
        Sample {
            ids: (0..people).map(|k| format!("p{k}")).collect(),
            managers: vec![None; people],
            dotted: vec![Vec::new(); people],
            has: vec![Vec::new(); people],
            wants: vec![Vec::new(); people],
            ..Sample::default()
        }
    }

    /// A random forest, in which a person's manager has a smaller number; some have dotted lines to anybody.
    pub(crate) fn forest(people: usize, dotted_one_in: usize, dice: &mut Dice) -> Sample {
        let mut sample = Sample::of(people);
        // A narrow window makes deep charts, a wide one flat charts.
        let window = 1 + dice.below(people);
        for p in 1..people {
            if !dice.one_in(7) {
                sample.managers[p] = Some(p - 1 - dice.below(window.min(p)));
            }
            if dotted_one_in > 0 && dice.one_in(dotted_one_in) {
                for _ in 0..=dice.below(2) {
                    let m = dice.below(people);
                    if m != p && !sample.dotted[p].contains(&m) {
                        sample.dotted[p].push(m);
                    }
                }
            }
        }
        sample
    }

    pub(crate) fn build(&self) -> Workforce {
        let n = self.ids.len();
        let person = |k: usize| Person(k as u32);
        let pairs = |pairs: &[(usize, usize)]| {
            let row = |&(a, b): &(usize, usize)| PairRow { junior: person(a), senior: person(b), reason: None, row: 0 };
            pairs.iter().map(row).collect()
        };
        let mut skills = Skills {
            names: self.skills.iter().map(|s| s.as_str().into()).collect(),
            labels: self.skills.iter().map(|s| s.as_str().into()).collect(),
            has_offsets: vec![0],
            wants_offsets: vec![0],
            ..Skills::default()
        };
        for p in 0..n {
            skills.has.extend(self.has[p].iter().map(|&(skill, level)| Skill { skill, level }));
            skills.has_offsets.push(skills.has.len() as u32);
            skills.wants.extend(self.wants[p].iter().map(|&(skill, target)| Want { skill, importance: 1, target }));
            skills.wants_offsets.push(skills.wants.len() as u32);
        }
        let mut attributes = Vec::new();
        for (name, cells) in &self.columns {
            let mut column = crate::workforce::AttributeBuilder::new();
            for cell in cells {
                column.push(cell);
            }
            column.pad(n);
            attributes.push(column.finish(name));
        }
        let mut dotted: Vec<Vec<Person>> = self.dotted.iter().map(|m| m.iter().map(|&m| person(m)).collect()).collect();
        for above in &mut dotted {
            above.sort_unstable();
        }
        let ids: Vec<Box<str>> = self.ids.iter().map(|id| id.as_str().into()).collect();
        Workforce {
            inner: Arc::new(Inner {
                by_id: crate::workforce::ById::of(&ids),
                ids,
                in_file: n,
                managers: self.managers.iter().map(|m| m.map(person)).collect(),
                dotted,
                roles: vec![None; n],
                capacities: vec![1; n],
                opt_in: self.opt_in.clone(),
                births: vec![crate::workforce::Birth::NotRecorded; n],
                hire_dates: vec![None; n],
                skills,
                attributes,
                conflicts: pairs(&self.conflicts),
                past_pairs: pairs(&self.past_pairs),
                ..Inner::default()
            }),
        }
    }

    /// The fewest steps from each person up to each other, by relaxing every line until nothing changes.
    pub(crate) fn steps_up(&self) -> Vec<Vec<Option<u32>>> {
        let n = self.ids.len();
        let mut steps = vec![vec![None; n]; n];
        for (p, row) in steps.iter_mut().enumerate() {
            row[p] = Some(0);
        }
        loop {
            let mut changed = false;
            for p in 0..n {
                for &m in self.managers[p].iter().chain(&self.dotted[p]) {
                    let above: Vec<Option<u32>> = steps[m].clone();
                    for (now, by_this_line) in steps[p].iter_mut().zip(above.into_iter().map(|s| Some(s? + 1))) {
                        if by_this_line.is_some_and(|s| now.is_none_or(|now| s < now)) {
                            *now = by_this_line;
                            changed = true;
                        }
                    }
                }
            }
            if !changed {
                break;
            }
        }
        for (p, row) in steps.iter_mut().enumerate() {
            row[p] = None;
        }
        steps
    }
}

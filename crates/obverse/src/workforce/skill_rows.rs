//! Skills and wants while rows are read: names are interned, the cells of each row kept flat.

use rustc_hash::FxHashMap;

use super::attribute::fold;
use super::skills::{Scale, Skill, Skills, Want};

/// Every skill name met so far, in the order met.
#[derive(Default)]
pub(crate) struct SkillNames {
    code_of: FxHashMap<Box<str>, u32>,
    folded: Vec<Box<str>>,
    /// How each is shown: the bytewise smallest spelling met.
    labels: Vec<Box<str>>,
}

impl SkillNames {
    /// The code of a name, compared without case.
    pub(crate) fn code(&mut self, name: &str) -> u32 {
        let folded = fold(name);
        if let Some(&code) = self.code_of.get(folded.as_str()) {
            let label = &mut self.labels[code as usize];
            if name < &**label {
                *label = name.into();
            }
            return code;
        }
        let code = self.folded.len() as u32;
        self.code_of.insert(folded.as_str().into(), code);
        self.folded.push(folded.into());
        self.labels.push(name.into());
        code
    }

    pub(crate) fn label(&self, code: u32) -> &str {
        &self.labels[code as usize]
    }

    pub(crate) fn folded(&self, code: u32) -> &str {
        &self.folded[code as usize]
    }

    pub(crate) fn len(&self) -> usize {
        self.folded.len()
    }
}

/// The skills and wants of the rows of one file, each row's part sorted by code.
#[derive(Default)]
pub(crate) struct SkillRows {
    has: Flat<Skill>,
    wants: Flat<Want>,
}

/// Rows of different lengths, one after the other.
struct Flat<T> {
    ends: Vec<u32>,
    all: Vec<T>,
    /// Where each skill was last added: a place in `all`, plus 1. Keeps even a cell of thousands of items cheap.
    last_at: Vec<u32>,
}

impl<T> Default for Flat<T> {
    fn default() -> Self {
        Flat { ends: Vec::new(), all: Vec::new(), last_at: Vec::new() }
    }
}

impl<T: Copy + PartialEq> Flat<T> {
    fn row(&self, row: usize) -> &[T] {
        let start = if row == 0 { 0 } else { self.ends[row - 1] as usize };
        &self.all[start..self.ends[row] as usize]
    }

    fn start(&self) -> usize {
        self.ends.last().map_or(0, |&end| end as usize)
    }

    /// Adds to the open row; `false` if the row already holds something else about this skill.
    fn add(&mut self, skill: u32, value: T) -> bool {
        let skill = skill as usize;
        if self.last_at.len() <= skill {
            self.last_at.resize(skill + 1, 0);
        }
        let last = self.last_at[skill] as usize;
        if last > self.start() {
            return self.all[last - 1] == value;
        }
        self.all.push(value);
        self.last_at[skill] = self.all.len() as u32;
        true
    }

    fn end_row(&mut self, skill: impl Fn(&T) -> u32) {
        let start = self.start();
        self.all[start..].sort_unstable_by_key(skill);
        self.ends.push(self.all.len() as u32);
    }
}

impl SkillRows {
    /// Adds a skill to the open row; `false` if the row already gives it another level.
    pub(crate) fn add_skill(&mut self, skill: Skill) -> bool {
        self.has.add(skill.skill, skill)
    }

    /// Adds a want to the open row; `false` if the row already gives it another importance or target.
    pub(crate) fn add_want(&mut self, want: Want) -> bool {
        self.wants.add(want.skill, want)
    }

    /// Ends the open row.
    pub(crate) fn end_row(&mut self) {
        self.has.end_row(|s| s.skill);
        self.wants.end_row(|w| w.skill);
    }

    pub(crate) fn has(&self, row: usize) -> &[Skill] {
        self.has.row(row)
    }

    pub(crate) fn wants(&self, row: usize) -> &[Want] {
        self.wants.row(row)
    }
}

/// The finished columns of everyone, person by person.
pub(crate) struct SkillColumns {
    skills: Skills,
    /// Rank in the sorted names of each code.
    rank: Vec<u32>,
}

impl SkillColumns {
    /// Sorts the names; codes of `names` become places in [`Skills::names`].
    pub(crate) fn new(names: &SkillNames, scale: Scale) -> Self {
        let mut order: Vec<u32> = (0..names.len() as u32).collect();
        order.sort_unstable_by(|&a, &b| names.folded[a as usize].cmp(&names.folded[b as usize]));
        let mut rank = vec![0; order.len()];
        for (at, &code) in order.iter().enumerate() {
            rank[code as usize] = at as u32;
        }
        let in_order = |all: &[Box<str>]| order.iter().map(|&c| all[c as usize].clone()).collect();
        let skills = Skills {
            scale,
            names: in_order(&names.folded),
            labels: in_order(&names.labels),
            has_offsets: vec![0],
            wants_offsets: vec![0],
            ..Skills::default()
        };
        SkillColumns { skills, rank }
    }

    /// The next person's skills and wants; empty means not recorded.
    pub(crate) fn push(&mut self, has: impl Iterator<Item = Skill>, wants: impl Iterator<Item = Want>) {
        let rank = &self.rank;
        let skills = &mut self.skills;
        let start = skills.has.len();
        skills.has.extend(has.map(|s| Skill { skill: rank[s.skill as usize], ..s }));
        skills.has[start..].sort_unstable_by_key(|s| s.skill);
        skills.has_offsets.push(skills.has.len() as u32);
        let start = skills.wants.len();
        skills.wants.extend(wants.map(|w| Want { skill: rank[w.skill as usize], ..w }));
        skills.wants[start..].sort_unstable_by_key(|w| w.skill);
        skills.wants_offsets.push(skills.wants.len() as u32);
    }

    pub(crate) fn finish(self) -> Skills {
        self.skills
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workforce::Person;

    #[test]
    fn names_fold_and_sort() {
        let mut names = SkillNames::default();
        let (sql, ai) = (names.code("SQL"), names.code("ai tools"));
        assert_eq!(names.code("sql"), sql);
        let mut rows = SkillRows::default();
        assert!(rows.add_skill(Skill { skill: sql, level: 4 }));
        assert!(rows.add_skill(Skill { skill: ai, level: 5 }));
        assert!(rows.add_skill(Skill { skill: sql, level: 4 }));
        assert!(!rows.add_skill(Skill { skill: sql, level: 3 }));
        rows.end_row();
        assert!(rows.add_want(Want { skill: sql, importance: 1, target: 5 }));
        assert!(!rows.add_want(Want { skill: sql, importance: 1, target: 4 }));
        rows.end_row();
        let mut columns = SkillColumns::new(&names, Scale::default());
        for row in 0..2 {
            columns.push(rows.has(row).iter().copied(), rows.wants(row).iter().copied());
        }
        let skills = columns.finish();
        assert_eq!(skills.names().iter().map(|n| &**n).collect::<Vec<_>>(), ["ai tools", "sql"]);
        assert_eq!(skills.label(1), "SQL");
        assert_eq!(skills.has(Person(0)), Some(&[Skill { skill: 0, level: 5 }, Skill { skill: 1, level: 4 }][..]));
        assert_eq!((skills.has(Person(1)), skills.wants(Person(0)), skills.has(Person(2))), (None, None, None));
        assert_eq!(skills.wants(Person(1)).map(<[_]>::len), Some(1));
    }
}

//! What people can do and what they want to learn.

use super::Person;

/// The declared level scale, at most 16 steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Scale {
    bottom: u8,
    top: u8,
}

impl Default for Scale {
    /// 0 to 5.
    fn default() -> Self {
        Scale { bottom: 0, top: 5 }
    }
}

impl Scale {
    /// A scale from `bottom` to `top`; `None` unless `bottom < top` and there are at most 16 steps (levels).
    pub fn new(bottom: u8, top: u8) -> Option<Self> {
        (bottom < top && top - bottom < 16).then_some(Scale { bottom, top })
    }

    /// The lowest level: what a skill absent from a filled cell stands at.
    pub fn bottom(self) -> u8 {
        self.bottom
    }

    /// The highest level.
    pub fn top(self) -> u8 {
        self.top
    }
}

/// A skill somebody has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Skill {
    /// Index into [`Skills::names`].
    pub skill: u32,
    /// On the declared scale.
    pub level: u8,
}

/// A skill somebody wants to learn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Want {
    /// Index into [`Skills::names`].
    pub skill: u32,
    /// 1 to 3.
    pub importance: u8,
    /// The level aimed at; the top of the scale unless written `sql:3@4`.
    pub target: u8,
}

/// Everyone's skills and wants, each cell sorted by skill.
///
/// An empty cell is *not recorded*; a skill absent from a filled cell is at the bottom of the scale.
#[derive(Clone, Debug, Default)]
pub struct Skills {
    pub(crate) scale: Scale,
    /// Folded names, sorted.
    pub(crate) names: Vec<Box<str>>,
    /// How each is shown.
    pub(crate) labels: Vec<Box<str>>,
    pub(crate) has_offsets: Vec<u32>,
    pub(crate) has: Vec<Skill>,
    pub(crate) wants_offsets: Vec<u32>,
    pub(crate) wants: Vec<Want>,
}

impl Skills {
    /// The level scale they were read on.
    pub fn scale(&self) -> Scale {
        self.scale
    }

    /// Every skill anybody has or wants, in folded form, sorted.
    pub fn names(&self) -> &[Box<str>] {
        &self.names
    }

    /// A skill as it is shown.
    pub fn label(&self, skill: u32) -> &str {
        &self.labels[skill as usize]
    }

    /// The skill of this name, compared without case.
    pub fn find(&self, name: &str) -> Option<u32> {
        let folded = super::attribute::fold(name);
        self.names.binary_search_by(|n| (**n).cmp(folded.as_str())).ok().map(|at| at as u32)
    }

    /// The person's skills; `None` if not recorded.
    pub fn has(&self, person: Person) -> Option<&[Skill]> {
        slice(&self.has_offsets, &self.has, person)
    }

    /// What the person wants to learn; `None` if not recorded.
    pub fn wants(&self, person: Person) -> Option<&[Want]> {
        slice(&self.wants_offsets, &self.wants, person)
    }

    /// The person's level in a skill, the bottom of the scale if a filled cell does not name it; `None` if not recorded.
    pub fn level(&self, person: Person, skill: u32) -> Option<u8> {
        let has = self.has(person)?;
        Some(match has.binary_search_by_key(&skill, |s| s.skill) {
            Ok(at) => has[at].level,
            Err(_) => self.scale.bottom,
        })
    }
}

fn slice<'a, T>(offsets: &[u32], all: &'a [T], person: Person) -> Option<&'a [T]> {
    let k = person.index();
    let (from, to) = (*offsets.get(k)? as usize, *offsets.get(k + 1)? as usize);
    (from < to).then(|| &all[from..to])
}

//! Topics that somebody wants and nobody has: often a typing mistake, so the nearest skill is named.

use super::grouping::name_some;
use super::skill_rows::SkillNames;
use super::slipped::ProtectedValues;
use crate::{Code, Problem, Problems};

/// So many topics get a warning of their own; the others share one.
const NAMED: usize = 20;
/// Names longer than this are not compared.
const LONGEST: usize = 200;

/// The wants of everybody, and which skills anybody can teach, by code.
pub(crate) struct WantedAndTaught {
    taught: Vec<bool>,
    /// (file, skill, row)
    wanted: Vec<(Source, u32, u64)>,
}

/// The file that states a want.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Source {
    Export,
    Form,
    SkillsTable,
}

impl WantedAndTaught {
    pub(crate) fn new(names: &SkillNames) -> Self {
        WantedAndTaught { taught: vec![false; names.len()], wanted: Vec::new() }
    }

    pub(crate) fn taught(&mut self, skill: u32) {
        self.taught[skill as usize] = true;
    }

    pub(crate) fn wanted(&mut self, source: Source, skill: u32, row: u64) {
        self.wanted.push((source, skill, row));
    }

    /// The warnings about one file.
    pub(crate) fn report(
        &self,
        source: Source,
        (file, column): (&str, Option<&str>),
        names: &SkillNames,
        hidden: &ProtectedValues,
    ) -> Problems {
        let unknown = |&&(from, skill, _): &&(Source, u32, u64)| from == source && !self.taught[skill as usize];
        let mut missing: Vec<(&str, u64)> =
            self.wanted.iter().filter(unknown).map(|&(_, skill, row)| (names.label(skill), row)).collect();
        missing.sort_unstable();
        let mut problems = Problems::new();
        let mut push = |text: String, value: Option<&str>, of: &[(&str, u64)]| {
            let rows = of.iter().map(|&(_, row)| row);
            let mut problem = Problem::new(Code::UnknownSkill, text).in_file(file).at_rows(rows);
            problem.column = column.map(str::to_owned);
            problems.push(match value {
                Some(value) => problem.with_value(value),
                None => problem,
            });
        };
        let topics: Vec<&[(&str, u64)]> = missing.chunk_by(|a, b| a.0 == b.0).collect();
        for of in topics.iter().take(NAMED) {
            let label = of[0].0;
            let near =
                self.nearest(label, names).filter(|near| !hidden.hold(label, false) && !hidden.hold(near, false));
            let hint = near.map(|near| format!(" Did they mean {near:?}?")).unwrap_or_default();
            push(format!("Somebody wants to learn this, but nobody has it as a skill.{hint}"), Some(label), of);
        }
        if let Some(rest) = topics.get(NAMED..).filter(|rest| !rest.is_empty()) {
            let labels: Vec<&str> = rest.iter().map(|of| of[0].0).filter(|label| !hidden.hold(label, false)).collect();
            push(format!("Nobody has these skills either: {}.", name_some(&labels)), None, &rest.concat());
        }
        hidden.hide_in(problems)
    }

    /// The most similar name that somebody has, if any is similar.
    fn nearest<'n>(&self, label: &str, names: &'n SkillNames) -> Option<&'n str> {
        let folded = super::attribute::fold(label);
        let likeness = |code: u32| strsim::jaro_winkler(&folded, names.folded(code));
        let short = |code: &u32| names.folded(*code).len() <= LONGEST;
        let taught = (0..names.len() as u32).filter(|&code| self.taught[code as usize]);
        let best = taught.filter(short).map(|code| (likeness(code), code)).filter(|(like, _)| *like >= 0.75);
        let best = best
            .filter(|_| folded.len() <= LONGEST)
            .max_by(|(a, i), (b, k)| a.total_cmp(b).then_with(|| names.folded(*k).cmp(names.folded(*i))));
        best.map(|(_, code)| names.label(code))
    }
}

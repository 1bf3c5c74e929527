//! Skills as a long table: `person_id, skill, level, wanted`, one row for each skill of each person.
//!
//! `level` is what the person has, `wanted` the importance (1 to 3, or yes) of learning it, perhaps with the level aimed at
//! (`3@4`). With neither, the person offers the topic without a level: the top of the scale.

use super::cells::{Reading, SKILL_TWICE, Slot, WANT_TWICE, read_importance, read_level};
use super::grouping::{Findings, name_some};
use super::headers::{self, Column, key};
use super::identities::{Found, Lookup};
use super::settings::Settings;
use super::skill_rows::{SkillNames, SkillRows};
use super::table::{Row, Table, header_alone};
use super::{Person, Skill, Want, participation};
use crate::{Code, Problem, Severity};

const SKILL: [&str; 2] = ["skill", "skillname"];
const LEVEL: [&str; 3] = ["level", "skilllevel", "proficiency"];
const WANTED: [&str; 3] = ["wanted", "wants", "importance"];

/// The table, its people still as written.
pub(crate) struct SkillsTable {
    pub(crate) findings: Findings,
    rows: Vec<SkillRow>,
    skill_header: String,
}

struct SkillRow {
    person: Box<str>,
    entry: Entry,
}

/// What one row says.
#[derive(Clone, Copy)]
pub(crate) struct Entry {
    pub(crate) row: u64,
    has: Option<Skill>,
    pub(crate) want: Option<Want>,
}

struct Columns {
    person: usize,
    skill: Slot,
    skill_at: usize,
    level: Option<(usize, Slot)>,
    wanted: Option<(usize, Slot)>,
}

impl SkillsTable {
    pub(crate) fn read(file: &str, bytes: Vec<u8>, settings: &Settings, names: &mut SkillNames) -> Self {
        let mut read =
            SkillsTable { findings: Findings::new(file), rows: Vec::new(), skill_header: "skill".to_owned() };
        let Some(table) = Table::open(bytes, &mut read.findings) else { return read };
        let Some(columns) = columns(&table, settings, &mut read.findings) else { return read };
        read.skill_header.clone_from(&columns.skill.header);
        let rows = &mut read.rows;
        let count = table.for_each_row(&mut read.findings, |row, findings| {
            let mut reading = Reading { settings, names, findings };
            rows.extend(columns.read(row, &mut reading));
        });
        if count == 0 {
            read.findings.push(header_alone());
        }
        read
    }

    /// Entries by person, in the order of people. Rows about nobody in the workforce are listed in one warning.
    pub(crate) fn by_person(&mut self, lookup: &Lookup<'_>) -> Vec<(Person, Entry)> {
        let (mut unknown, mut unknown_rows) = (Vec::new(), Vec::new());
        let mut entries = Vec::with_capacity(self.rows.len());
        for row in std::mem::take(&mut self.rows) {
            match lookup.find(&row.person) {
                Found::One(person) => entries.push((person, row.entry)),
                Found::Nobody => {
                    unknown_rows.push(row.entry.row);
                    unknown.push(row.person);
                }
                Found::Ambiguous => {
                    let text = "Several people have this e-mail. Use the id.";
                    self.findings.add(Code::AmbiguousEmail, row.entry.row, None, Some(&row.person), text);
                }
            }
        }
        if !unknown.is_empty() && lookup.knows_everyone() {
            unknown.sort_unstable();
            unknown.dedup();
            let text = format!("Skills of people who are not in the workforce were left out: {}.", name_some(&unknown));
            let mut problem = Problem::new(Code::UnknownPerson, text).at_rows(unknown_rows);
            problem.severity = Severity::Warning;
            self.findings.push(problem);
        }
        entries.sort_by_key(|&(person, entry)| (person, entry.row));
        entries
    }

    /// Adds what one row says to the open row of what is known; a contradiction is a problem.
    pub(crate) fn merge(&mut self, entry: Entry, known: &mut SkillRows, names: &SkillNames) {
        let mut twice = |skill: u32, text: &str| {
            let label = Some(names.label(skill));
            self.findings.add_sparing_context(Code::SkillTwice, entry.row, &self.skill_header, label, text);
        };
        if let Some(skill) = entry.has.filter(|&skill| !known.add_skill(skill)) {
            twice(skill.skill, SKILL_TWICE);
        }
        if let Some(want) = entry.want.filter(|&want| !known.add_want(want)) {
            twice(want.skill, WANT_TWICE);
        }
    }
}

fn columns(table: &Table, settings: &Settings, findings: &mut Findings) -> Option<Columns> {
    let header = table.header();
    let placed = headers::place(header, &settings.mapping(header, findings), findings);
    let by_name = |names: &[&str]| header.iter().position(|h| names.contains(&key(h).as_str()));
    let by_column = |column: &Column| placed.iter().position(|c| c.as_ref() == Some(column));
    let person = by_column(&Column::Id).or_else(|| by_column(&Column::Email));
    let skill = by_name(&SKILL);
    for (found, name) in [(person, "person_id"), (skill, "skill")] {
        if found.is_none() {
            let column = Column::Attribute(name.to_owned());
            findings.push(headers::missing(&column, header, &placed));
        }
    }
    let slot = |at: usize, column: Column| Slot::new(column, &header[at], settings);
    let (person, skill) = (person?, skill?);
    Some(Columns {
        person,
        skill: slot(skill, Column::Skills),
        skill_at: skill,
        level: by_name(&LEVEL).map(|at| (at, slot(at, Column::Skills))),
        wanted: by_name(&WANTED).map(|at| (at, slot(at, Column::Wants))),
    })
}

impl Columns {
    fn read(&self, row: &Row<'_>, reading: &mut Reading<'_>) -> Option<SkillRow> {
        if row.damaged {
            return None;
        }
        let cell = |at: usize| Some(row.cells.get(at).unwrap_or_default().trim()).filter(|c| !c.is_empty());
        let column = |c: &'_ Option<(usize, Slot)>| c.as_ref().and_then(|(at, _)| cell(*at));
        let Some(person) = cell(self.person) else {
            reading.findings.add(Code::MissingId, row.number, None, None, "The row does not say whose skill it is.");
            return None;
        };
        let Some(name) = cell(self.skill_at) else {
            let text = "The row names no skill.";
            reading.findings.add_sparing_context(Code::UnreadableLevel, row.number, &self.skill.header, None, text);
            return None;
        };
        let skill = reading.names.code(name);
        let (level, wanted) = (column(&self.level), column(&self.wanted));
        let want = match (&self.wanted, wanted) {
            (Some((_, slot)), Some(text)) => read_wanted(skill, row.number, slot, text, reading),
            _ => None,
        };
        let has = match (&self.level, level) {
            (Some((_, slot)), Some(text)) => read_level(row.number, slot, text, reading),
            _ => wanted.is_none().then_some(reading.settings.scale.top()),
        };
        let entry = Entry { row: row.number, has: has.map(|level| Skill { skill, level }), want };
        Some(SkillRow { person: person.into(), entry })
    }
}

/// `yes`, `no`, or an importance perhaps with a target: `3@4`.
fn read_wanted(skill: u32, row: u64, slot: &Slot, text: &str, reading: &mut Reading<'_>) -> Option<Want> {
    let top = reading.settings.scale.top();
    match participation::opt_in(text) {
        Some(false) => return None,
        Some(true) => return Some(Want { skill, importance: 1, target: top }),
        None => {}
    }
    let (importance, target) = match text.split_once('@') {
        Some((importance, target)) => (importance, read_level(row, slot, target, reading)?),
        None => (text, top),
    };
    Some(Want { skill, importance: read_importance(row, slot, importance, reading)?, target })
}

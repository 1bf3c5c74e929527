//! The rows of people, or of a sign-up form, as columns: every cell is read once and judged where it stands.
//!
//! Values are interned, so that memory grows with what is distinct, not with the number of cells.

use rustc_hash::FxHashMap;

use super::attribute::AttributeBuilder;
use super::cells::{NAMELESS, Reading, SKILL_TWICE, Slot, WANT_TWICE, fault, read_importance, read_level, unpadded};
use super::date_column::DateColumn;
use super::headers::Column;
use super::levels;
use super::numbers::whole_number;
use super::participation;
use super::skill_rows::SkillRows;
use super::texts::Texts;
use super::{Birth, Roles, Skill, Want};
use crate::Code;

/// Texts that occur again and again, kept once.
#[derive(Default)]
pub(crate) struct Interned {
    code_of: FxHashMap<Box<str>, u32>,
    texts: Vec<Box<str>>,
}

impl Interned {
    pub(crate) fn code(&mut self, text: &str) -> u32 {
        if let Some(&code) = self.code_of.get(text) {
            return code;
        }
        let code = self.texts.len() as u32;
        self.code_of.insert(text.into(), code);
        self.texts.push(text.into());
        code
    }

    pub(crate) fn texts(&self) -> &[Box<str>] {
        &self.texts
    }
}

/// The columns while rows are read. Every vector has one entry for each row.
#[derive(Default)]
pub(crate) struct People {
    /// Row numbers, ascending.
    pub(crate) rows: Vec<u64>,
    pub(crate) ids: Vec<Box<str>>,
    pub(crate) names: Option<Texts>,
    pub(crate) emails: Option<Texts>,
    /// Manager ids as written, by code.
    pub(crate) references: Interned,
    pub(crate) managers: Vec<Option<u32>>,
    /// (row, code), in row order.
    pub(crate) dotted: Vec<(u32, u32)>,
    pub(crate) roles: Vec<Option<Roles>>,
    /// The role cell held something that is no role.
    pub(crate) unknown_roles: Vec<bool>,
    pub(crate) capacities: Vec<Option<u32>>,
    pub(crate) opt_in: Option<Vec<Option<bool>>>,
    /// The most exact of year, age and cohort; birth dates come on top when their column's order is known.
    births: Vec<Birth>,
    birth_dates: DateColumn,
    hire_dates: DateColumn,
    pub(crate) skills: SkillRows,
    pub(crate) attributes: Vec<(String, AttributeBuilder)>,
    attribute_at: FxHashMap<String, usize>,
    /// Headers under which problems with lines are reported.
    pub(crate) manager_header: Option<String>,
    /// A header that may be meant where there is no such column.
    pub(crate) near_manager_header: Option<String>,
    pub(crate) dotted_header: Option<String>,
    pub(crate) id_header: Option<String>,
    /// The columns of births and hires that are there and protected.
    pub(crate) protected_dates: Vec<Column>,
    pub(crate) wants_header: Option<String>,
}

impl People {
    /// Notes that a column exists, even if all its cells are blank.
    pub(crate) fn declare(&mut self, slot: &Slot) {
        let header = || Some(slot.header.clone());
        if slot.column.is_birth() || (slot.column == Column::HireDate && slot.value("").is_none()) {
            self.protected_dates.push(slot.column.clone());
        }
        match &slot.column {
            Column::Id => self.id_header = header(),
            Column::Manager => self.manager_header = header(),
            Column::Dotted => self.dotted_header = header(),
            Column::Wants => self.wants_header = header(),
            Column::BirthDate => self.birth_dates.set_header(&slot.header),
            Column::HireDate => self.hire_dates.set_header(&slot.header),
            Column::Name => _ = self.names.get_or_insert_with(|| Texts::blank(self.rows.len())),
            Column::Email => _ = self.emails.get_or_insert_with(|| Texts::blank(self.rows.len())),
            Column::OptIn => fill(&mut self.opt_in, self.rows.len()),
            Column::Attribute(name) => {
                let next = self.attributes.len();
                if *self.attribute_at.entry(name.clone()).or_insert(next) == next {
                    self.attributes.push((name.clone(), AttributeBuilder::new()));
                }
            }
            _ => {}
        }
    }

    /// Opens a row in which nothing is recorded.
    pub(crate) fn begin_row(&mut self, row: u64) {
        self.rows.push(row);
        self.ids.push("".into());
        if let Some(names) = &mut self.names {
            names.push_blank();
        }
        if let Some(emails) = &mut self.emails {
            emails.push_blank();
        }
        self.managers.push(None);
        self.roles.push(None);
        self.unknown_roles.push(false);
        self.capacities.push(None);
        if let Some(opt_in) = &mut self.opt_in {
            opt_in.push(None);
        }
        self.births.push(Birth::NotRecorded);
        self.birth_dates.push_blank();
        self.hire_dates.push_blank();
    }

    /// Closes the row.
    pub(crate) fn end_row(&mut self) {
        self.skills.end_row();
    }

    /// Reads a cell of the open row. Its column must have been [declared](People::declare).
    pub(crate) fn cell(&mut self, slot: &Slot, cell: &str, reading: &mut Reading<'_>) {
        let value = cell.trim();
        let Some(k) = self.rows.len().checked_sub(1).filter(|_| !value.is_empty()) else { return };
        let row = self.rows[k];
        match &slot.column {
            Column::Id => self.ids[k] = unpadded(cell, row, slot, reading).into(),
            Column::Name => set_last(&mut self.names, value),
            Column::Email => set_last(&mut self.emails, value),
            Column::Manager => {
                self.managers[k] = Some(self.references.code(unpadded(cell, row, slot, reading)));
            }
            Column::Dotted => {
                for id in value.split(';').map(str::trim).filter(|id| !id.is_empty()) {
                    let code = self.references.code(id);
                    self.dotted.push((k as u32, code));
                }
            }
            Column::Role => {
                self.roles[k] = participation::role(value);
                if self.roles[k].is_none() {
                    self.unknown_roles[k] = true;
                    let text = "A role is junior (mentor), senior (mentee), both, or blank for people outside the programme. \
                                If this column holds job titles, write under [columns]: \"its header\" = \"job_title\".";
                    reading.findings.add(Code::UnknownRole, row, Some(&slot.header), slot.value(value), text);
                }
            }
            Column::Capacity => {
                self.capacities[k] = participation::capacity(value);
                if self.capacities[k].is_none() {
                    let text = format!(
                        "A capacity is a whole number from 0 to {}: the most partners at a time. Blank means 1.",
                        participation::MOST_PARTNERS
                    );
                    fault(Code::UnreadableCapacity, row, slot, value, &text, reading);
                }
            }
            Column::OptIn => {
                let read = participation::opt_in(value);
                if let Some(opt_in) = &mut self.opt_in {
                    opt_in[k] = read;
                }
                if read.is_none() {
                    let text = "An opt-in is yes, true, 1 or y, or else no, false, 0 or n. Blank means no.";
                    fault(Code::UnreadableOptIn, row, slot, value, text, reading);
                }
            }
            Column::BirthDate => self.birth_dates.set(k, row, slot, value, reading),
            Column::HireDate => self.hire_dates.set(k, row, slot, value, reading),
            Column::BirthYear | Column::Age | Column::Generation => self.birth_cell(k, slot, value, reading),
            Column::Skills => self.skills_cell(row, slot, value, reading),
            Column::Wants => self.wants_cell(row, slot, value, reading),
            Column::Skill(name) => {
                if let Some(level) = read_level(row, slot, value, reading) {
                    self.add_skill(name, level, row, slot, reading);
                }
            }
            Column::Attribute(name) => {
                if let Some(&at) = self.attribute_at.get(name) {
                    let builder = &mut self.attributes[at].1;
                    builder.pad(k);
                    builder.push(value);
                }
            }
        }
    }

    fn birth_cell(&mut self, k: usize, slot: &Slot, value: &str, reading: &mut Reading<'_>) {
        let row = self.rows[k];
        let within = |low, high| whole_number(value).filter(|n| (low..=high).contains(n));
        let (read, code, text) = match slot.column {
            Column::BirthYear => (
                within(1900, 2100).map(|year| Birth::Year(year as i16)),
                Code::UnreadableAge,
                "A birth year is a whole number from 1900 to 2100, or blank.",
            ),
            Column::Age => (
                within(1, 120).map(|age| Birth::Age(age as u8)),
                Code::UnreadableAge,
                "An age is a whole number of years from 1 to 120, or blank.",
            ),
            _ => (
                reading.settings.generations.cohort(value).map(Birth::Cohort),
                Code::UnknownGeneration,
                "A generation is one of the scale's labels (by default Traditionalist, Boomer, X, Millennial, Z), or blank.",
            ),
        };
        match read {
            Some(birth) if exactness(birth) > exactness(self.births[k]) => self.births[k] = birth,
            Some(_) => {}
            None => fault(code, row, slot, value, text, reading),
        }
    }

    fn skills_cell(&mut self, row: u64, slot: &Slot, value: &str, reading: &mut Reading<'_>) {
        for item in levels::skills(value) {
            let level = match item.number {
                None => Some(reading.settings.scale.top()),
                Some(number) => read_level(row, slot, number, reading),
            };
            if let Some(level) = level {
                self.add_skill(item.name, level, row, slot, reading);
            }
        }
    }

    fn add_skill(&mut self, name: &str, level: u8, row: u64, slot: &Slot, reading: &mut Reading<'_>) {
        if name.is_empty() {
            fault(Code::UnreadableLevel, row, slot, name, NAMELESS, reading);
            return;
        }
        let skill = Skill { skill: reading.names.code(name), level };
        if !self.skills.add_skill(skill) {
            fault(Code::SkillTwice, row, slot, name, SKILL_TWICE, reading);
        }
    }

    fn wants_cell(&mut self, row: u64, slot: &Slot, value: &str, reading: &mut Reading<'_>) {
        for item in levels::wants(value) {
            if item.name.is_empty() {
                fault(Code::UnreadableLevel, row, slot, item.name, NAMELESS, reading);
                continue;
            }
            let importance = match item.number {
                None => Some(1),
                Some(number) => read_importance(row, slot, number, reading),
            };
            let target = match item.target {
                None => Some(reading.settings.scale.top()),
                Some(number) => read_level(row, slot, number, reading),
            };
            let (Some(importance), Some(target)) = (importance, target) else { continue };
            let want = Want { skill: reading.names.code(item.name), importance, target };
            if !self.skills.add_want(want) {
                fault(Code::SkillTwice, row, slot, item.name, WANT_TWICE, reading);
            }
        }
    }

    /// Decides the order of the date columns: births, with dates as the most exact form, and days of hire.
    pub(crate) fn resolve_dates(&mut self, reading: &mut Reading<'_>) -> (Vec<Birth>, Vec<Option<i32>>) {
        let mut births = std::mem::take(&mut self.births);
        let birth_days = std::mem::take(&mut self.birth_dates).resolve(Column::BirthDate, &self.rows, reading);
        for (birth, day) in births.iter_mut().zip(birth_days) {
            if let Some(day) = day {
                *birth = Birth::Date(day);
            }
        }
        let hires = std::mem::take(&mut self.hire_dates).resolve(Column::HireDate, &self.rows, reading);
        (births, hires)
    }
}

fn exactness(birth: Birth) -> u8 {
    match birth {
        Birth::NotRecorded => 0,
        Birth::Cohort(_) => 1,
        Birth::Age(_) => 2,
        Birth::Year(_) => 3,
        Birth::Date(_) => 4,
    }
}

fn set_last(texts: &mut Option<Texts>, value: &str) {
    if let Some(texts) = texts {
        texts.set_last(value);
    }
}

fn fill<T: Clone + Default>(column: &mut Option<Vec<T>>, rows: usize) {
    column.get_or_insert_with(|| vec![T::default(); rows]);
}

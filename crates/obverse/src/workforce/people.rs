//! The rows of people, or of a sign-up form, as columns: every cell is read once and judged where it stands.
//!
//! Values are interned, so that memory grows with what is distinct, not with the number of cells.

use rustc_hash::FxHashMap;

use super::attribute::AttributeBuilder;
use super::dates::{self, DateCell, Order, Resolved};
use super::grouping::Findings;
use super::headers::Column;
use super::levels::{self, LevelFault};
use super::numbers::whole_number;
use super::participation;
use super::settings::Settings;
use super::skill_rows::{SkillNames, SkillRows};
use super::{Birth, Roles, Skill, Want};
use crate::Code;

/// A column and the header it has in its file.
pub(crate) struct Slot {
    pub(crate) column: Column,
    pub(crate) header: String,
    echo: bool,
}

impl Slot {
    pub(crate) fn new(column: Column, header: &str, settings: &Settings) -> Self {
        let echo = settings.may_echo(&column);
        Slot { column, header: header.to_owned(), echo }
    }

    /// The value, unless it is protected.
    fn value<'v>(&self, value: &'v str) -> Option<&'v str> {
        self.echo.then_some(value)
    }
}

/// What reading a cell needs besides the cell.
pub(crate) struct Reading<'a> {
    pub(crate) settings: &'a Settings,
    pub(crate) names: &'a mut SkillNames,
    pub(crate) findings: &'a mut Findings,
}

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

/// Dates of one column, and where its problems are reported.
#[derive(Default)]
pub(crate) struct DateColumn {
    cells: Vec<DateCell>,
    header: String,
}

/// The columns while rows are read. Every vector has one entry for each row.
#[derive(Default)]
pub(crate) struct People {
    /// Row numbers, ascending.
    pub(crate) rows: Vec<u64>,
    pub(crate) ids: Vec<Box<str>>,
    pub(crate) names: Option<Vec<Option<Box<str>>>>,
    pub(crate) emails: Option<Vec<Option<Box<str>>>>,
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
    pub(crate) dotted_header: Option<String>,
    pub(crate) id_header: Option<String>,
    pub(crate) wants_header: Option<String>,
}

impl People {
    /// Notes that a column exists, even if all its cells are blank.
    pub(crate) fn declare(&mut self, slot: &Slot) {
        let header = || Some(slot.header.clone());
        match &slot.column {
            Column::Id => self.id_header = header(),
            Column::Manager => self.manager_header = header(),
            Column::Dotted => self.dotted_header = header(),
            Column::Wants => self.wants_header = header(),
            Column::BirthDate => self.birth_dates.header.clone_from(&slot.header),
            Column::HireDate => self.hire_dates.header.clone_from(&slot.header),
            Column::Name => fill(&mut self.names, self.rows.len()),
            Column::Email => fill(&mut self.emails, self.rows.len()),
            Column::OptIn => fill(&mut self.opt_in, self.rows.len()),
            Column::Attribute(name) => {
                if !self.attribute_at.contains_key(name) {
                    self.attribute_at.insert(name.clone(), self.attributes.len());
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
            names.push(None);
        }
        if let Some(emails) = &mut self.emails {
            emails.push(None);
        }
        self.managers.push(None);
        self.roles.push(None);
        self.unknown_roles.push(false);
        self.capacities.push(None);
        if let Some(opt_in) = &mut self.opt_in {
            opt_in.push(None);
        }
        self.births.push(Birth::NotRecorded);
        self.birth_dates.cells.push(DateCell::Blank);
        self.hire_dates.cells.push(DateCell::Blank);
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
            Column::Name => set(&mut self.names, k, value),
            Column::Email => set(&mut self.emails, k, value),
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
                                If this column holds job titles, map it away under [columns].";
                    reading.findings.add(Code::UnknownRole, row, Some(&slot.header), slot.value(value), text);
                }
            }
            Column::Capacity => {
                self.capacities[k] = participation::capacity(value);
                if self.capacities[k].is_none() {
                    let text = "A capacity is a whole number, 0 or more: the most partners at a time. Blank means 1.";
                    fault(Code::UnreadableCapacity, row, slot, value, text, reading);
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
            Column::BirthDate => set_date(&mut self.birth_dates, k, row, slot, value, reading),
            Column::HireDate => set_date(&mut self.hire_dates, k, row, slot, value, reading),
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

impl DateColumn {
    fn resolve(self, column: Column, rows: &[u64], reading: &mut Reading<'_>) -> Vec<Option<i32>> {
        let order = dates::order(&self.cells, reading.settings.day_first);
        let slot = Slot::new(column, &self.header, reading.settings);
        let known = |cell: &DateCell, row: u64| match cell.resolve(order) {
            Resolved::Blank => None,
            Resolved::Day(day) => Some(day),
            Resolved::Contradicts => {
                let other = if order == Order::DayFirst { "day" } else { "month" };
                let text = format!(
                    "Most dates of this column have the {other} first; these cannot. Write them like the others, or all as YYYY-MM-DD."
                );
                reading.findings.add_sparing_context(Code::UnreadableDate, row, &slot.header, None, &text);
                None
            }
            Resolved::Ambiguous => {
                let text = "These dates could be day first or month first, and no date in the column decides it. \
                            Write them as YYYY-MM-DD, or say which comes first.";
                reading.findings.add_sparing_context(Code::AmbiguousDate, row, &slot.header, None, text);
                None
            }
        };
        let mut known = known;
        self.cells.iter().zip(rows).map(|(cell, &row)| known(cell, row)).collect()
    }
}

pub(crate) const SKILL_TWICE: &str = "The same skill stands here twice with different levels. Keep one.";
pub(crate) const WANT_TWICE: &str = "The same topic is wanted twice with different importance or target. Keep one.";
const NAMELESS: &str = "A number without a skill before it. Write it like `sql:4`, with `;` between several.";

fn exactness(birth: Birth) -> u8 {
    match birth {
        Birth::NotRecorded => 0,
        Birth::Cohort(_) => 1,
        Birth::Age(_) => 2,
        Birth::Year(_) => 3,
        Birth::Date(_) => 4,
    }
}

/// A problem that is only a warning for people outside the programme.
pub(crate) fn fault(code: Code, row: u64, slot: &Slot, value: &str, text: &str, reading: &mut Reading<'_>) {
    reading.findings.add_sparing_context(code, row, &slot.header, slot.value(value), text);
}

/// A level, its faults reported.
pub(crate) fn read_level(row: u64, slot: &Slot, value: &str, reading: &mut Reading<'_>) -> Option<u8> {
    let scale = reading.settings.scale;
    match levels::level(value, scale) {
        Ok(level) => {
            if level.rounded {
                let text = "Decimal levels are rounded half up to whole steps of the scale.";
                reading.findings.add(Code::LevelRounded, row, Some(&slot.header), slot.value(value), text);
            }
            Some(level.level)
        }
        Err(LevelFault::OutOfRange) => {
            let text = format!(
                "A level is from {} to {}. If this export uses another scale, declare it (scale in the policy).",
                scale.bottom(),
                scale.top()
            );
            fault(Code::LevelOutOfRange, row, slot, value, &text, reading);
            None
        }
        Err(LevelFault::Unreadable) => {
            let text = "A level is a number. Write skills like `sql:4;ai tools:5`, with `;` between several.";
            fault(Code::UnreadableLevel, row, slot, value, text, reading);
            None
        }
    }
}

/// An importance, its faults reported.
pub(crate) fn read_importance(row: u64, slot: &Slot, value: &str, reading: &mut Reading<'_>) -> Option<u8> {
    let (code, text) = match levels::importance(value) {
        Ok(importance) => return Some(importance),
        Err(LevelFault::OutOfRange) => (Code::LevelOutOfRange, "An importance is 1, 2 or 3; 1 if not given."),
        Err(LevelFault::Unreadable) => (
            Code::UnreadableLevel,
            "An importance is 1, 2 or 3. Write wants like `ai tools:3;sql:3@4` (importance 3, level 4 aimed at).",
        ),
    };
    fault(code, row, slot, value, text, reading);
    None
}

/// The id without outer blanks, which are reported.
fn unpadded<'c>(cell: &'c str, row: u64, slot: &Slot, reading: &mut Reading<'_>) -> &'c str {
    let id = cell.trim();
    if id.len() != cell.len() {
        let text = "Ids with blanks before or after them were read without those blanks.";
        reading.findings.add(Code::PaddedId, row, Some(&slot.header), None, text);
    }
    id
}

fn set_date(dates: &mut DateColumn, k: usize, row: u64, slot: &Slot, value: &str, reading: &mut Reading<'_>) {
    match dates::parse(value) {
        Some(cell) => dates.cells[k] = cell,
        None => {
            let text = "This is no date from 1900 to 2100. Write dates as YYYY-MM-DD.";
            fault(Code::UnreadableDate, row, slot, value, text, reading);
        }
    }
}

fn set(texts: &mut Option<Vec<Option<Box<str>>>>, k: usize, value: &str) {
    if let Some(texts) = texts {
        texts[k] = Some(value.into());
    }
}

fn fill<T: Clone + Default>(column: &mut Option<Vec<T>>, rows: usize) {
    column.get_or_insert_with(|| vec![T::default(); rows]);
}

//! A file of people, or a sign-up form, into columns.

use super::cells::{Reading, Slot};
use super::grouping::{Findings, shorten};
use super::headers::{self, Column, NEAR, key};
use super::people::People;
use super::settings::Settings;
use super::skill_rows::SkillNames;
use super::table::{Row, Table, header_alone};
use crate::{Code, Problem};

/// What a file must and may hold.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The export: `id` is required, every column counts.
    Export,
    /// The sign-up form: `id` or `email` is required; of the other columns only role, skills, wants, capacity and opt-in count.
    Form,
}

impl Kind {
    pub(crate) fn takes(self, column: &Column) -> bool {
        let of_form = matches!(
            column,
            Column::Id
                | Column::Email
                | Column::Role
                | Column::Skills
                | Column::Wants
                | Column::Skill(_)
                | Column::Capacity
                | Column::OptIn
        );
        self == Kind::Export || of_form
    }
}

/// Rows of people and what was found wrong with them.
pub(crate) struct PeopleTable {
    pub(crate) people: People,
    pub(crate) findings: Findings,
}

impl PeopleTable {
    /// Without rows yet.
    pub(crate) fn new(file: &str) -> Self {
        PeopleTable { people: People::default(), findings: Findings::new(file) }
    }

    /// Reads a file. Its problems are in `findings`; its people are all rows that could be told apart.
    pub(crate) fn read(
        file: &str,
        bytes: Vec<u8>,
        kind: Kind,
        settings: &Settings,
        names: &mut SkillNames,
    ) -> PeopleTable {
        let mut findings = Findings::new(file);
        let mut people = People::default();
        if let Some(table) = Table::open(bytes, &mut findings) {
            read_rows(&table, kind, settings, names, &mut people, &mut findings);
        }
        PeopleTable { people, findings }
    }
}

fn read_rows(
    table: &Table,
    kind: Kind,
    settings: &Settings,
    names: &mut SkillNames,
    people: &mut People,
    findings: &mut Findings,
) {
    let header = table.header();
    let mapping = settings.mapping(header, findings);
    let placed = headers::place(header, &mapping, findings);
    let has = |column: &Column| placed.iter().flatten().any(|c| c == column);
    let identified = has(&Column::Id) || (kind == Kind::Form && has(&Column::Email));
    if !identified {
        findings.push(headers::missing(&Column::Id, header, &placed));
        return;
    }
    if kind == Kind::Export {
        report_unused_mapping(header, &mapping, &placed, findings);
    }
    let slots: Vec<Option<Slot>> = placed
        .iter()
        .zip(header)
        .map(|(column, header)| {
            column.clone().filter(|c| kind.takes(c)).map(|column| Slot::new(column, header, settings))
        })
        .collect();
    for slot in slots.iter().flatten() {
        people.declare(slot);
    }
    if people.manager_header.is_none() {
        people.near_manager_header = headers::nearest(&Column::Manager, header, &placed, NEAR).map(shorten);
    }
    table.for_each_row(findings, |row, findings| {
        if row.number == 2 && repeats_header(row, &slots) {
            return;
        }
        let mut reading = Reading { settings, names, findings };
        people.begin_row(row.number);
        for (slot, cell) in slots.iter().zip(row.cells) {
            let Some(slot) = slot else { continue };
            // Of a damaged row only the id is kept, so that it is not also missing elsewhere.
            if !row.damaged || (slot.column == Column::Id && cell.len() < 1000) {
                people.cell(slot, cell, &mut reading);
            }
        }
        people.end_row();
    });
    if people.ids.is_empty() {
        findings.push(match kind {
            Kind::Export => Problem::new(Code::EmptyFile, "The file has a header, but no rows below it."),
            Kind::Form => header_alone(),
        });
    }
}

/// A second header row, as some systems write it (keys, then labels): its id cell is itself a name for the id column, and so
/// on for the manager.
fn repeats_header(row: &Row<'_>, slots: &[Option<Slot>]) -> bool {
    let is_name = |wanted: &Column| {
        let at = slots.iter().position(|slot| slot.as_ref().is_some_and(|slot| slot.column == *wanted));
        at.and_then(|at| row.cells.get(at)).map(|cell| Column::of_header(cell) == Some(wanted.clone()))
    };
    is_name(&Column::Id) == Some(true) && is_name(&Column::Manager) == Some(true)
}

/// A mapping whose header is not in the file, while nothing else fills its column, is a mistake worth stopping for.
fn report_unused_mapping(
    header: &[String],
    mapping: &[(String, String)],
    placed: &[Option<Column>],
    findings: &mut Findings,
) {
    for (theirs, ours) in mapping {
        let found = header.iter().any(|h| key(h) == key(theirs));
        let filled = placed.iter().flatten().any(|c| *c == Column::named(ours));
        if !found && !filled {
            let text = format!(
                "[columns] says that {:?} is the column {:?}, but this file has no such header.",
                shorten(theirs),
                shorten(ours)
            );
            findings.push(Problem::new(Code::UnknownColumn, text).in_column(theirs.clone()).at_rows([1]));
        }
    }
}

//! Small workforces built in memory: plain rows that the naive oracle reads too.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::workforce::{Attribute, AttributeBuilder, Birth, Inner, Person, Scale, Skill, Skills, Want, Workforce};
use crate::{Participants, Problems};

use crate::policy::{Component, ScoreSettings};
use crate::score::{Measure, Score};

/// One person, in plain data.
#[derive(Clone, Default)]
pub(super) struct Row {
    pub(super) id: String,
    pub(super) junior: bool,
    pub(super) senior: bool,
    /// Skill to level.
    pub(super) skills: Option<BTreeMap<String, u8>>,
    /// Skill to (importance, target).
    pub(super) wants: Option<BTreeMap<String, (u8, Option<u8>)>>,
    pub(super) birth: Birth,
    /// Days since 1970-01-01.
    pub(super) hired: Option<i32>,
    pub(super) email: Option<String>,
    pub(super) cells: BTreeMap<String, String>,
}

fn row(id: &str) -> Row {
    Row { id: id.to_owned(), ..Row::default() }
}

pub(super) fn junior(id: &str) -> Row {
    Row { junior: true, ..row(id) }
}

pub(super) fn senior(id: &str) -> Row {
    Row { senior: true, ..row(id) }
}

pub(super) fn both(id: &str) -> Row {
    Row { junior: true, senior: true, ..row(id) }
}

impl Row {
    /// `sql:4;ai:5`
    pub(super) fn skills(mut self, cell: &str) -> Row {
        let parse = |part: &str| {
            let (name, level) = part.split_once(':').unwrap();
            (name.to_owned(), level.parse().unwrap())
        };
        self.skills = Some(cell.split(';').map(parse).collect());
        self
    }

    /// `sql:3@4;ai:1`
    pub(super) fn wants(mut self, cell: &str) -> Row {
        let parse = |part: &str| {
            let (name, rest) = part.split_once(':').unwrap();
            let (importance, target) = match rest.split_once('@') {
                Some((importance, target)) => (importance, Some(target.parse().unwrap())),
                None => (rest, None),
            };
            (name.to_owned(), (importance.parse().unwrap(), target))
        };
        self.wants = Some(cell.split(';').map(parse).collect());
        self
    }

    pub(super) fn born(mut self, birth: Birth) -> Row {
        self.birth = birth;
        self
    }

    pub(super) fn hired(mut self, days: i32) -> Row {
        self.hired = Some(days);
        self
    }

    pub(super) fn email(mut self, email: &str) -> Row {
        self.email = Some(email.to_owned());
        self
    }

    pub(super) fn cell(mut self, column: &str, value: &str) -> Row {
        self.cells.insert(column.to_owned(), value.to_owned());
        self
    }
}

/// Everyone, on the scale 0 to 5 (or another top), participants in the order of the rows.
pub(super) fn company_on(rows: &[Row], top: u8) -> (Workforce, Participants) {
    let mut inner = Inner { in_file: rows.len(), ..Inner::default() };
    for row in rows {
        inner.ids.push(row.id.clone().into());
        inner.births.push(row.birth);
        inner.hire_dates.push(row.hired);
        inner.managers.push(None);
        inner.roles.push(None);
        inner.capacities.push(1);
    }
    inner.by_id = crate::workforce::ById::of(&inner.ids);
    let mut emails = crate::workforce::Texts::default();
    for row in rows {
        emails.push_blank();
        emails.set_last(row.email.as_deref().unwrap_or_default());
    }
    inner.emails = Some(emails);
    inner.skills = skills(rows, top);
    inner.attributes = columns(rows);
    let side = |on: fn(&Row) -> bool| {
        (0_u32..).zip(rows).filter(|(_, row)| on(row)).map(|(index, _)| Person(index)).collect::<Vec<_>>()
    };
    let participants = Participants::new(side(|row| row.junior), side(|row| row.senior));
    (Workforce { inner: Arc::new(inner) }, participants)
}

fn skills(rows: &[Row], top: u8) -> Skills {
    let mut names: Vec<String> = Vec::new();
    for row in rows {
        names.extend(row.skills.iter().flatten().map(|(name, _)| name.clone()));
        names.extend(row.wants.iter().flatten().map(|(name, _)| name.clone()));
    }
    names.sort();
    names.dedup();
    let number = |name: &String| names.binary_search(name).unwrap() as u32;
    let mut skills = Skills { scale: Scale::new(0, top).unwrap(), ..Skills::default() };
    skills.has_offsets.push(0);
    skills.wants_offsets.push(0);
    for row in rows {
        let has = row.skills.iter().flatten().map(|(name, &level)| Skill { skill: number(name), level });
        skills.has.extend(has);
        skills.has_offsets.push(skills.has.len() as u32);
        let wants = row.wants.iter().flatten().map(|(name, &(importance, target))| Want {
            skill: number(name),
            importance,
            target: target.unwrap_or(top),
        });
        skills.wants.extend(wants);
        skills.wants_offsets.push(skills.wants.len() as u32);
    }
    skills.labels = names.iter().map(|name| name.as_str().into()).collect();
    skills.names = names.into_iter().map(Into::into).collect();
    skills
}

fn columns(rows: &[Row]) -> Vec<Attribute> {
    let mut names: Vec<&String> = rows.iter().flat_map(|row| row.cells.keys()).collect();
    names.sort();
    names.dedup();
    let column = |name: &String| {
        let mut builder = AttributeBuilder::new();
        for row in rows {
            builder.push(row.cells.get(name).map_or("", String::as_str));
        }
        builder.finish(name)
    };
    names.into_iter().map(column).collect()
}

/// Only these components, with these weights in percent.
pub(super) fn weighing(weights: &[(Component, u64)]) -> ScoreSettings {
    let weights = weights.iter().map(|(component, percent)| (component.clone(), percent * 10_000_000)).collect();
    ScoreSettings { weights, ..ScoreSettings::default() }
}

pub(super) fn prepare(rows: &[Row], settings: &ScoreSettings) -> Result<(Workforce, Score), Problems> {
    prepare_with(rows, settings, &[])
}

pub(super) fn prepare_with(
    rows: &[Row],
    settings: &ScoreSettings,
    custom: &[(String, Arc<dyn Measure>)],
) -> Result<(Workforce, Score), Problems> {
    let (workforce, participants) = company_on(rows, 5);
    let score = Score::prepare(&workforce, &participants, settings, custom)?;
    Ok((workforce, score))
}

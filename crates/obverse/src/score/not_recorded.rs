//! What is missing where a component is recorded for no pair, in words: it scores as soon as one of these is there.

use super::prepare::Sources;
use crate::policy::{Component, CultureSettings, GenerationMeasure, RequestSettings};
use crate::workforce::{Birth, Person};
use crate::{Participants, Side, Workforce};

/// The facts that no pair has, `; ` between several.
pub(super) fn facts(component: &Component, sources: &Sources<'_>) -> String {
    let &Sources { workforce, participants, settings, .. } = sources;
    let missing = match component {
        Component::SkillGap => learning(sources, Side::Senior),
        Component::ReciprocalSkillGap => learning(sources, Side::Junior),
        Component::Generation => generation(sources),
        Component::Gender => column(workforce, participants, "gender"),
        Component::Culture if settings.culture.columns.len() == 1 || settings.culture == CultureSettings::default() => {
            settings.culture.columns.iter().flat_map(|name| column(workforce, participants, name)).collect()
        }
        Component::Culture => {
            let columns = settings.culture.columns.join(", ");
            vec![format!("no junior and senior have the same one of these columns filled: {columns}")]
        }
        Component::Attribute(name) => column(workforce, participants, name),
        Component::Request if settings.request == RequestSettings::default() => {
            vec![format!("there is no column \"{}\"", settings.request.column)]
        }
        Component::Request => Vec::new(),
        Component::Custom(_) => vec!["the calling program measures no pair".to_owned()],
    };
    if missing.is_empty() { "no junior and another senior both have it".to_owned() } else { missing.join("; ") }
}

/// What a skill gap needs of teachers and learners.
fn learning(sources: &Sources<'_>, learner: Side) -> Vec<String> {
    let &Sources { workforce, participants, settings, .. } = sources;
    let (skills, teacher) = (workforce.skills(), learner.opposite());
    let topics = settings.topics.iter().any(|topic| !topic.trim().is_empty());
    let has = |person: Person| skills.has(person).is_some();
    let wants = |person: Person| topics || skills.wants(person).is_some();
    let mut missing = Vec::new();
    missing.extend(nobody(participants, teacher, "skills", &has));
    missing.extend(nobody(participants, learner, "skills", &has));
    missing.extend(nobody(participants, learner, "wants", &wants));
    if missing.is_empty() {
        missing.extend(nobody(participants, learner, "both skills and wants", &|person| has(person) && wants(person)));
    }
    missing
}

fn generation(sources: &Sources<'_>) -> Vec<String> {
    let &Sources { workforce, participants, settings, .. } = sources;
    let (what, has): (&str, &dyn Fn(Person) -> bool) = match settings.generation.measure {
        GenerationMeasure::Cohort => {
            ("a birth date, birth year, age or generation", &|person| workforce.birth(person) != Birth::NotRecorded)
        }
        GenerationMeasure::Years(_) => ("a birth date, birth year or age", &|person| {
            !matches!(workforce.birth(person), Birth::NotRecorded | Birth::Cohort(_))
        }),
        GenerationMeasure::HireYears(_) => ("a hire_date", &|person| workforce.hire_date(person).is_some()),
    };
    sides(participants, what, has)
}

fn column(workforce: &Workforce, participants: &Participants, name: &str) -> Vec<String> {
    match workforce.attribute(name) {
        None => vec![format!("there is no column \"{name}\"")],
        Some(column) => sides(participants, name, &|person| column.is_recorded(person)),
    }
}

fn sides(participants: &Participants, what: &str, has: &dyn Fn(Person) -> bool) -> Vec<String> {
    let sides = [Side::Junior, Side::Senior].map(|side| nobody(participants, side, what, has));
    match sides {
        [Some(_), Some(_)] => vec![format!("no junior or senior has {what}")],
        sides => sides.into_iter().flatten().collect(),
    }
}

/// That nobody on a side has it, if so.
fn nobody(participants: &Participants, side: Side, what: &str, has: &dyn Fn(Person) -> bool) -> Option<String> {
    let role = match side {
        Side::Junior => "junior",
        Side::Senior => "senior",
    };
    let any = participants.on(side).iter().any(|&person| has(person));
    (!any).then(|| format!("no {role} has {what}"))
}

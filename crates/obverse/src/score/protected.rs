//! Which components read a protected attribute.
//!
//! Protected are births (however given), gender, the culture attributes and every column the policy marks. In
//! attribute-free mode (`use_protected = false`) a component that reads one is dropped whole. A policy may mark any column:
//! with `hire_date` marked, `hire_years` is protected; with `skills` or `wants` marked, both gaps are.

use crate::Workforce;
use crate::policy::{Component, GenerationMeasure, ScoreSettings};
use crate::workforce::{ALWAYS_PROTECTED, Birth, column_name};

/// What births are called in lists of protected attributes.
const BIRTH: &str = "birth";

/// Columns that are kept apart from the free ones, and that a policy may mark all the same.
const HIRE_DATE: &str = "hire_date";
const SKILLS: &str = "skills";
const WANTS: &str = "wants";

/// The protected attributes a component reads: `birth`, or column names. Empty if it reads none.
pub(super) fn read_by(component: &Component, settings: &ScoreSettings) -> Vec<String> {
    let column = |name: &str| is_protected(name, settings).then(|| name.to_owned());
    match component {
        Component::Generation => match settings.generation.measure {
            GenerationMeasure::Cohort | GenerationMeasure::Years(_) => vec![BIRTH.to_owned()],
            GenerationMeasure::HireYears(_) => column(HIRE_DATE).into_iter().collect(),
        },
        Component::Culture => settings.culture.columns.clone(),
        Component::Gender => vec!["gender".to_owned()],
        Component::Attribute(name) => column(name).into_iter().collect(),
        Component::Request => column(&settings.request.column).into_iter().collect(),
        Component::SkillGap | Component::ReciprocalSkillGap => [SKILLS, WANTS].into_iter().filter_map(column).collect(),
        // what a caller's own measure reads is the caller's to say
        Component::Custom(_) => Vec::new(),
    }
}

/// Whether a column is protected, however it is spelled.
pub(super) fn is_protected(column: &str, settings: &ScoreSettings) -> bool {
    let name = column_name(column);
    let marked = |written: &String| written == column || column_name(written) == name;
    ALWAYS_PROTECTED.contains(&name.as_str())
        || settings.culture.columns.iter().any(marked)
        || settings.protected.iter().any(marked)
}

/// The protected attributes that somebody has recorded, sorted.
pub(super) fn found(workforce: &Workforce, settings: &ScoreSettings) -> Vec<String> {
    let skills = workforce.skills();
    let apart = [
        (HIRE_DATE, workforce.people().any(|person| workforce.hire_date(person).is_some())),
        (SKILLS, workforce.people().any(|person| skills.has(person).is_some())),
        (WANTS, workforce.people().any(|person| skills.wants(person).is_some())),
    ];
    let births = workforce.people().any(|person| workforce.birth(person) != Birth::NotRecorded);
    let mut found: Vec<String> = workforce
        .attribute_names()
        .filter(|name| is_protected(name, settings))
        .filter(|name| workforce.attribute(name).is_some_and(crate::workforce::Attribute::any_recorded))
        .map(str::to_owned)
        .chain(
            apart.iter().filter(|(name, any)| *any && is_protected(name, settings)).map(|(name, _)| (*name).to_owned()),
        )
        .chain(births.then(|| BIRTH.to_owned()))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

//! Finding the columns a policy names.

use crate::policy::Component;
use crate::workforce::Attribute;
use crate::{Code, Problem, Problems, Workforce};

/// The column of this name, or a problem that says which column may be meant.
pub(super) fn find<'a>(
    workforce: &'a Workforce,
    name: &str,
    component: &Component,
    problems: &mut Problems,
) -> Option<&'a Attribute> {
    let found = workforce.attribute(name);
    if found.is_none() {
        let advice = match name {
            "birth_date" | "birth_year" | "age" | "generation" => {
                "; births are scored by the component `generation`".to_owned()
            }
            "hire_date" => {
                "; hire dates are scored by the component `generation` with measure = \"hire_years\"".to_owned()
            }
            _ => match nearest(workforce, name) {
                Some(near) => format!("; did you mean \"{near}\"?"),
                None => "; add it, or remove the component's weight".to_owned(),
            },
        };
        let text = format!("the component `{component}` reads the column \"{name}\", which nobody has{advice}");
        problems.push(Problem::new(Code::UnknownColumn, text).in_column(name));
    }
    found
}

/// The most similar column name, if one is similar at all; the first in order among equals.
fn nearest<'a>(workforce: &'a Workforce, name: &str) -> Option<&'a str> {
    let folded = name.to_lowercase();
    let limit = (name.chars().count() / 3).max(2);
    workforce
        .attribute_names()
        .map(|candidate| (strsim::osa_distance(&candidate.to_lowercase(), &folded), candidate))
        .min_by_key(|&(distance, _)| distance)
        .filter(|&(distance, _)| distance <= limit)
        .map(|(_, candidate)| candidate)
}

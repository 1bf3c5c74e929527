//! AMP-Pearl: twelve young employees and twelve assistant directors, on a technology shift.

use obverse::synthetic::Synthetic;

use super::{Table, TableError};

/// As many on each side.
const PAIRS: usize = 12;

const KNOWN: [&str; 4] =
    ["mobile payments:5;apps:4", "online service:5;mobile payments:3", "apps:5;data:3", "data:5;online service:4"];
const ASKED: [&str; 3] = ["mobile payments:3;data:1", "online service:2;apps:2", "data:3;apps:1@3"];

pub(super) fn tables() -> Result<Vec<(&'static str, Table)>, TableError> {
    let mut people = Table::drawn(&Synthetic::new(220).juniors(0).seniors(0).seed(12))?;
    let fits = |people: &Table, wanted: &dyn Fn(u32, u32) -> bool| -> Vec<String> {
        let all = 0..people.len();
        let fit = all.filter(|&row| wanted(people.number(row, "grade"), people.number(row, "birth_year")));
        fit.map(|row| people.cell(row, "id").to_owned()).take(PAIRS).collect()
    };
    let young = fits(&people, &|grade, born| grade <= 2 && born >= 1996);
    let directors = fits(&people, &|grade, born| (5..=7).contains(&grade) && born > 0);
    if young.len() < PAIRS || directors.len() < PAIRS {
        return Err(TableError::NobodyFits("twelve on each side"));
    }
    let place = |ids: &[String], people: &Table, row: usize| ids.iter().position(|id| id == people.cell(row, "id"));
    people.rewrite("role", |people, row| {
        let role = if place(&young, people, row).is_some() { "junior" } else { "senior" };
        let takes_part = place(&young, people, row).is_some() || place(&directors, people, row).is_some();
        if takes_part { role.to_owned() } else { String::new() }
    })?;
    people.rewrite("skills", |people, row| match (place(&young, people, row), place(&directors, people, row)) {
        (Some(at), _) => KNOWN[at % KNOWN.len()].to_owned(),
        (_, Some(at)) => ["apps:1", "data:2", "online service:1"][at % 3].to_owned(),
        _ => String::new(),
    })?;
    people.rewrite("wants", |people, row| {
        place(&directors, people, row).map_or(String::new(), |at| ASKED[at % ASKED.len()].to_owned())
    })?;
    let columns = [
        "id",
        "name",
        "email",
        "manager_id",
        "role",
        "grade",
        "department",
        "location",
        "birth_year",
        "skills",
        "wants",
    ];
    Ok(vec![("people.csv", people.columns(&columns))])
}

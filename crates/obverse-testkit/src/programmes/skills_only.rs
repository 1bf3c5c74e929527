//! Skills only: no age, no demographics; all employees, whoever has the skill teaches.

use obverse::synthetic::Synthetic;

use super::{Table, TableError};

pub(super) fn tables() -> Result<Vec<(&'static str, Table)>, TableError> {
    // Asking for as many participants as people gives everyone skills and wants to fill in.
    let mut people = Table::drawn(&Synthetic::new(240).juniors(120).seniors(120).seed(7))?;
    people.rewrite("role", |_, _| "both".to_owned())?;
    let columns = [
        "id",
        "name",
        "email",
        "manager_id",
        "dotted_line_ids",
        "role",
        "department",
        "location",
        "skills",
        "wants",
        "opt_in",
        "capacity",
    ];
    Ok(vec![("people.csv", people.columns(&columns))])
}

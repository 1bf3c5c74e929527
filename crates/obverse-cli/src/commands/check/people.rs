//! What was read of the people: every column, for how many it says something, and what of the policy reads it.

use std::io;

use obverse::workforce::Birth;
use obverse::{Person, Policy, Workforce};
use serde::Serialize;
use serde_json::Value;

use super::percent;
use crate::output::grid::Grid;
use crate::output::page::Page;

/// What was read of the people.
#[derive(Serialize)]
pub(super) struct People {
    /// With a row in the export.
    count: usize,
    /// Named as managers, without a row.
    managers_not_in_file: usize,
    /// Columns that say something of somebody.
    recorded: Vec<Recorded>,
}

#[derive(Serialize)]
struct Recorded {
    column: String,
    /// For how many people it says something.
    people: usize,
    share: f64,
    /// Whether the column is one of ours or the policy reads it.
    used: bool,
}

impl People {
    pub(super) fn new(workforce: &Workforce, policy: Option<&Policy>) -> Self {
        let count = workforce.len();
        let mut recorded = Vec::new();
        let mut add = |column: &str, used: bool, is_recorded: &dyn Fn(Person) -> bool| {
            let people = workforce.people().filter(|&person| is_recorded(person)).count();
            if people > 0 {
                recorded.push(Recorded {
                    column: column.to_owned(),
                    people,
                    share: people as f64 / count as f64,
                    used,
                });
            }
        };
        add("name", true, &|person| workforce.name(person).is_some());
        add("email", true, &|person| workforce.email(person).is_some());
        add("manager_id", true, &|person| workforce.manager(person).is_some());
        add("dotted_line_ids", true, &|person| !workforce.dotted(person).is_empty());
        add("role", true, &|person| workforce.roles(person).is_some());
        add("hire_date", true, &|person| workforce.hire_date(person).is_some());
        add("birth", true, &|person| workforce.birth(person) != Birth::NotRecorded);
        add("skills", true, &|person| workforce.skills().has(person).is_some());
        add("wants", true, &|person| workforce.skills().wants(person).is_some());
        add("opt_in = yes", true, &|person| workforce.opt_in(person) == Some(true));
        let settings = policy.map(Policy::to_json);
        for name in workforce.attribute_names() {
            if let Some(attribute) = workforce.attribute(name) {
                let used = settings.as_ref().is_none_or(|settings| reads(settings, name));
                add(name, used, &|person| attribute.is_recorded(person));
            }
        }
        People { count, managers_not_in_file: workforce.len_with_stand_ins() - count, recorded }
    }

    pub(super) fn page(&self, page: &mut Page<'_>) -> io::Result<()> {
        page.space()?;
        let outside = match self.managers_not_in_file {
            0 => String::new(),
            n => format!(", and {n} named as managers who have no row"),
        };
        page.heading(&format!("Read: {} people{outside}", self.count))?;
        let mut grid = Grid::new(["column", ">people", ">recorded", ""]);
        for row in &self.recorded {
            let share = percent(row.people as u64, self.count as u64);
            let note = if row.used { "" } else { "not used by this policy" };
            grid.row([row.column.clone(), row.people.to_string(), share, note.to_owned()]);
        }
        page.grid(&grid)
    }
}

/// Whether a policy, given as JSON with every key, reads this column of values.
fn reads(policy: &Value, column: &str) -> bool {
    let at = |pointer: &str| policy.pointer(pointer);
    let lists = |pointer: &str| {
        let columns = at(pointer).and_then(Value::as_array);
        columns
            .is_some_and(|columns| columns.iter().any(|c| c == column || c.get("column").is_some_and(|c| c == column)))
    };
    let names = |pointer: &str| at(pointer).is_some_and(|value| value == column);
    let weight = |name: &str| at("/weights").and_then(|weights| weights.get(name)).and_then(Value::as_f64);
    let scored = |name: &str| weight(name).is_some_and(|weight| weight > 0.0);
    let by_grade = |side: &str| {
        at(&format!("/roles/{side}"))
            .and_then(Value::as_object)
            .is_some_and(|test| test.keys().any(|k| k.starts_with("grade")))
    };
    scored(&format!("attribute:{column}"))
        || (scored("gender") && column == "gender")
        || (scored("culture") && lists("/components/culture/columns"))
        || (scored("request") && names("/components/request/column"))
        || ["different", "shares"].iter().any(|rule| lists(&format!("/rules/{rule}/columns")))
        || lists("/rules/shares/windows")
        || ["junior", "senior"].iter().any(|side| names(&format!("/roles/{side}/column")))
        || (column == "grade" && (at("/rules/grade_gap").is_some() || by_grade("junior") || by_grade("senior")))
}

//! From manager ids to people: sentinels, stand-ins for managers outside the file, self-managers.

use rustc_hash::FxHashMap;

use super::Person;
use super::grouping::{Findings, name_some};
use super::people::People;
use super::slipped::ProtectedValues;
use crate::{Code, Problem};

/// Words that say "no manager", unless somebody has such an id.
const NO_MANAGER: [&str; 4] = ["no_manager", "no_mgr", "n/a", "none"];

/// Everyone's lines.
pub(crate) struct Lines {
    pub(crate) managers: Vec<Option<Person>>,
    /// Sorted and distinct; empty when there is no dotted line at all.
    pub(crate) dotted: Vec<Vec<Person>>,
    /// Ids of managers outside the file, sorted; they follow the people of the file.
    pub(crate) stand_ins: Vec<Box<str>>,
}

/// What a manager id stands for.
#[derive(Clone, Copy)]
enum Target {
    Nobody,
    Inside(Person),
    Outside,
}

/// Resolves every manager id. Somebody whom nobody has a row for becomes a stand-in, shared by all who name them.
pub(crate) fn resolve(
    people: &People,
    by_id: &FxHashMap<&str, Person>,
    hidden: &ProtectedValues,
    findings: &mut Findings,
) -> Lines {
    let texts = people.references.texts();
    let targets: Vec<Target> = texts
        .iter()
        .map(|text| match by_id.get(&**text) {
            Some(&person) => Target::Inside(person),
            None if NO_MANAGER.iter().any(|word| text.eq_ignore_ascii_case(word)) => Target::Nobody,
            None => Target::Outside,
        })
        .collect();

    let mut outside: Vec<usize> = (0..texts.len()).filter(|&code| matches!(targets[code], Target::Outside)).collect();
    outside.sort_unstable_by(|&a, &b| texts[a].cmp(&texts[b]));
    let mut stand_in_of = vec![None; texts.len()];
    for (k, &code) in outside.iter().enumerate() {
        stand_in_of[code] = Some(Person((people.ids.len() + k) as u32));
    }
    let person_of = |code: u32| match targets[code as usize] {
        Target::Nobody => None,
        Target::Inside(person) => Some(person),
        Target::Outside => stand_in_of[code as usize],
    };

    let mut not_in_file = NotInFile::default();
    let mut managers = vec![None; people.ids.len()];
    for (k, &code) in people.managers.iter().enumerate() {
        let Some(code) = code else { continue };
        let manager = person_of(code);
        if manager.is_some_and(|m| m.index() == k) {
            report_self(people, k, people.manager_header.as_deref(), findings);
            continue;
        }
        not_in_file.note(people.rows[k], code, matches!(targets[code as usize], Target::Outside));
        managers[k] = manager;
    }
    not_in_file.report(people.manager_header.as_deref(), texts, hidden, findings);

    let mut not_in_file = NotInFile::default();
    let mut dotted: Vec<Vec<Person>> = Vec::new();
    if !people.dotted.is_empty() {
        dotted = vec![Vec::new(); people.ids.len()];
    }
    for &(k, code) in &people.dotted {
        let k = k as usize;
        let Some(other) = person_of(code) else { continue };
        if other.index() == k {
            report_self(people, k, people.dotted_header.as_deref(), findings);
            continue;
        }
        not_in_file.note(people.rows[k], code, matches!(targets[code as usize], Target::Outside));
        dotted[k].push(other);
    }
    not_in_file.report(people.dotted_header.as_deref(), texts, hidden, findings);
    for lines in &mut dotted {
        lines.sort_unstable();
        lines.dedup();
    }
    Lines { managers, dotted, stand_ins: outside.iter().map(|&code| texts[code].clone()).collect() }
}

fn report_self(people: &People, k: usize, column: Option<&str>, findings: &mut Findings) {
    let text = "Nobody can be their own manager. Leave the cell blank for somebody at the top.";
    findings.add(Code::SelfManager, people.rows[k], column, Some(&people.ids[k]), text);
}

/// The rows of one column that name somebody outside the file, for one warning.
#[derive(Default)]
struct NotInFile {
    rows: Vec<u64>,
    codes: Vec<u32>,
}

impl NotInFile {
    fn note(&mut self, row: u64, code: u32, outside: bool) {
        if outside {
            self.rows.push(row);
            self.codes.push(code);
        }
    }

    fn report(mut self, column: Option<&str>, texts: &[Box<str>], hidden: &ProtectedValues, findings: &mut Findings) {
        if self.rows.is_empty() {
            return;
        }
        let mut ids: Vec<&str> = {
            self.codes.sort_unstable();
            self.codes.dedup();
            self.codes.iter().map(|&code| &*texts[code as usize]).collect()
        };
        ids.sort_unstable();
        let count = ids.len();
        ids.retain(|id| !hidden.hold(id, true));
        let named = if ids.is_empty() { String::new() } else { format!(": {}", name_some(&ids)) };
        let text = format!(
            "Managers who are named here but have no row ({count}){named}. They are kept as people outside the file, and still count as \
             the shared manager of all who name them."
        );
        let mut problem = Problem::new(Code::ManagerNotInFile, text).at_rows(self.rows);
        problem.column = column.map(str::to_owned);
        findings.push(problem);
    }
}

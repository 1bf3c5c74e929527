//! Whole files in, workforce or problems out.

mod canonical;
mod damage;
mod exports;
mod lines;
mod numbers_and_dates;
mod real_exports;
mod size;
mod skills;
mod tables;

use super::{Person, Workforce, WorkforceReader};
use crate::{Code, Error, Problem, Problems};

/// A reader with this export.
fn export(text: &str) -> WorkforceReader {
    WorkforceReader::new().people("people.csv", text.as_bytes())
}

/// The workforce and its warnings.
fn read(reader: WorkforceReader) -> (Workforce, Problems) {
    reader.finish().unwrap_or_else(|e| panic!("should be readable: {e}"))
}

/// Every problem of an input with errors.
fn problems(reader: WorkforceReader) -> Problems {
    match reader.finish() {
        Err(Error::Problems(problems)) => problems,
        other => panic!("should have errors: {other:?}"),
    }
}

/// Codes and rows.
fn listed(problems: &Problems) -> Vec<(Code, Vec<u64>)> {
    problems.iter().map(|p| (p.code, p.rows.clone())).collect()
}

/// The only problem.
fn only(problems: &Problems) -> &Problem {
    assert_eq!(problems.len(), 1, "{problems}");
    problems.iter().next().unwrap()
}

fn who(workforce: &Workforce, id: &str) -> Person {
    workforce.person(id).unwrap()
}

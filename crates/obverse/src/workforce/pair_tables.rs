//! The tables of pairs: `conflicts`, `fixed_pairs`, `past_pairs`, `existing_pairs`.
//!
//! Two columns of ids (or e-mails, where one person has it) and perhaps a `reason`. The columns are `junior` and `senior` in
//! any order; in `conflicts`, which has no sides, also `a` and `b`. A header alone is no pair: a warning. Somebody who is not
//! in the workforce is an error among the fixed pairs, which could not be made, and a warning in the other tables, which are
//! kept over years: people leave.

use super::PairRow;
use super::grouping::{Findings, name_some};
use super::headers::key;
use super::identities::{Found, Lookup};
use super::named_columns::{self, find};
use super::table::{Table, header_alone};
use crate::{Code, Problem, Problems, Severity};

const JUNIOR: [&str; 6] = ["junior", "juniorid", "mentor", "mentorid", "a", "persona"];
const SENIOR: [&str; 6] = ["senior", "seniorid", "mentee", "menteeid", "b", "personb"];
const ONE: [&str; 13] = [
    "a", "persona", "person", "personid", "person1", "one", "id", "id1", "first", "junior", "juniorid", "mentor",
    "mentorid",
];
const OTHER: [&str; 13] = [
    "b",
    "personb",
    "other",
    "otherid",
    "person2",
    "two",
    "otherperson",
    "id2",
    "second",
    "senior",
    "seniorid",
    "mentee",
    "menteeid",
];
const REASON: [&str; 4] = ["reason", "overridereason", "why", "comment"];

/// Whether a header of a table of pairs names the column of one of the two people.
///
/// ```
/// use obverse::workforce::names_a_partner;
/// assert!(names_a_partner("Mentor ID") && names_a_partner("senior"));
/// assert!(!names_a_partner("score") && !names_a_partner("reason"));
/// ```
pub fn names_a_partner(header: &str) -> bool {
    let key = key(header);
    [&JUNIOR[..], &SENIOR, &ONE, &OTHER].into_iter().any(|names| names.contains(&key.as_str()))
}

/// Which of the four a table is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum PairKind {
    Conflicts,
    Fixed,
    Past,
    Existing,
}

/// A table whose people are still ids.
pub(crate) struct RawPairs {
    kind: PairKind,
    findings: Findings,
    rows: Vec<RawPair>,
    /// A first row that names no columns we know: perhaps ids, and the header is missing.
    unknown_header: Option<Vec<String>>,
}

struct RawPair {
    junior: String,
    senior: String,
    reason: Option<String>,
    /// 0 if from no file.
    row: u64,
}

impl RawPairs {
    /// A table that is added to from Rust.
    pub(crate) fn new(kind: PairKind, file: &str) -> Self {
        RawPairs { kind, findings: Findings::new(file), rows: Vec::new(), unknown_header: None }
    }

    pub(crate) fn add(&mut self, junior: String, senior: String, reason: Option<String>) {
        self.rows.push(RawPair { junior, senior, reason, row: 0 });
    }

    /// Reads a file.
    pub(crate) fn read(kind: PairKind, file: &str, bytes: Vec<u8>) -> Self {
        let mut raw = RawPairs::new(kind, file);
        let Some(table) = Table::open(bytes, &mut raw.findings) else { return raw };
        let header = table.header();
        let (ones, others) = raw.names();
        let (Some(junior), Some(senior)) = (find(header, ones), find(header, others)) else {
            raw.unknown_header = Some(header.to_vec());
            return raw;
        };
        let reason = find(header, &REASON);
        let rows = &mut raw.rows;
        let count = table.for_each_row(&mut raw.findings, |row, findings| {
            if row.damaged {
                return;
            }
            let cell = |at: usize| row.cells.get(at).unwrap_or_default().trim().to_owned();
            let (junior, senior) = (cell(junior), cell(senior));
            if junior.is_empty() || senior.is_empty() {
                let text = "The row names one person or none. A pair needs two.";
                findings.add(Code::MissingId, row.number, None, None, text);
                return;
            }
            let reason = reason.map(cell).filter(|r| !r.is_empty());
            rows.push(RawPair { junior, senior, reason, row: row.number });
        });
        if count == 0 {
            raw.findings.push(header_alone());
        }
        raw
    }

    /// What the two columns may be called.
    fn names(&self) -> (&'static [&'static str], &'static [&'static str]) {
        if self.kind == PairKind::Conflicts { (&ONE, &OTHER) } else { (&JUNIOR, &SENIOR) }
    }

    fn report_header(&mut self, header: &[String], lookup: &Lookup<'_>) {
        if header.iter().take(2).any(|cell| matches!(lookup.find(cell), Found::One(_))) {
            let text = "The first row holds ids. The first row must name the columns: junior, senior.";
            self.findings.push(Problem::new(Code::MissingColumn, text).at_rows([1]));
            return;
        }
        let (ones, others) = self.names();
        for names in [ones, others].into_iter().filter(|names| find(header, names).is_none()) {
            self.findings.push(named_columns::missing(header, names, &[ones, others], &REASON));
        }
    }

    /// Finds the people. Rows about somebody unknown, and pairs of somebody with themselves, are problems.
    pub(crate) fn resolve(mut self, lookup: &Lookup<'_>) -> (Vec<PairRow>, Problems) {
        if let Some(header) = self.unknown_header.take() {
            self.report_header(&header, lookup);
        }
        let mut pairs = Vec::with_capacity(self.rows.len());
        let (mut unknown_rows, mut unknown) = (Vec::new(), Vec::new());
        for RawPair { junior, senior, reason, row } in self.rows {
            let people = [&junior, &senior].map(|text| lookup.find(text));
            for (text, found) in [&junior, &senior].into_iter().zip(people) {
                match found {
                    Found::One(_) => {}
                    Found::Nobody => {
                        unknown_rows.extend(Some(row).filter(|&r| r > 0));
                        unknown.push(text.clone());
                    }
                    Found::Ambiguous => {
                        let hint = "Several people have this e-mail. Use the id.";
                        self.findings.add(Code::AmbiguousEmail, row, None, Some(text), hint);
                    }
                }
            }
            let [Found::One(a), Found::One(b)] = people else { continue };
            if a == b {
                let hint = "A pair of somebody with themselves. Correct or remove the row.";
                self.findings.add(Code::PairWithSelf, row, None, Some(&junior), hint);
                continue;
            }
            pairs.push(PairRow { junior: a, senior: b, reason, row });
        }
        // Where rows of the export could not be told, whose they are is not known: they may be the ones named here.
        if !unknown.is_empty() && lookup.knows_everyone() {
            unknown.sort_unstable();
            unknown.dedup();
            let names = name_some(&unknown);
            self.findings.push(unknown_people(self.kind, &names).at_rows(unknown_rows));
        }
        (pairs, self.findings.into_problems(|_| false))
    }
}

fn unknown_people(kind: PairKind, names: &str) -> Problem {
    if kind == PairKind::Fixed {
        let text = format!("These are ids or e-mails of nobody in the workforce: {names}. Correct or remove the rows.");
        return Problem::new(Code::UnknownPerson, text);
    }
    let text = format!(
        "These are ids or e-mails of nobody in the workforce: {names}. Their rows are left out, which is right for people who \
         have left; correct the others."
    );
    let mut problem = Problem::new(Code::UnknownPerson, text);
    problem.severity = Severity::Warning;
    problem
}

//! The tables of pairs: `conflicts`, `fixed_pairs`, `past_pairs`, `existing_pairs`.
//!
//! Two columns of ids (or e-mails, where one person has it) and perhaps a `reason`. The columns are `junior` and `senior`,
//! or simply the first two.

use super::PairRow;
use super::grouping::{Findings, name_some};
use super::headers::key;
use super::identities::{Found, Lookup};
use super::table::Table;
use crate::{Code, Problem, Problems};

const JUNIOR: [&str; 6] = ["junior", "juniorid", "mentor", "mentorid", "a", "persona"];
const SENIOR: [&str; 6] = ["senior", "seniorid", "mentee", "menteeid", "b", "personb"];
const REASON: [&str; 4] = ["reason", "overridereason", "why", "comment"];

/// A table whose people are still ids.
pub(crate) struct RawPairs {
    findings: Findings,
    rows: Vec<RawPair>,
    /// The header's first two cells where they are no known column names: perhaps ids, and the header is missing.
    unknown_header: Option<(String, String)>,
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
    pub(crate) fn new(file: &str) -> Self {
        RawPairs { findings: Findings::new(file), rows: Vec::new(), unknown_header: None }
    }

    pub(crate) fn add(&mut self, junior: String, senior: String, reason: Option<String>) {
        self.rows.push(RawPair { junior, senior, reason, row: 0 });
    }

    /// Reads a file. One without rows below its header is an empty table, not a problem.
    pub(crate) fn read(file: &str, bytes: Vec<u8>) -> Self {
        let mut raw = RawPairs::new(file);
        let Some(table) = Table::open(bytes, &mut raw.findings) else { return raw };
        let header = table.header();
        if header.len() < 2 {
            let text = "A table of pairs has two columns of ids, `junior` and `senior`, and perhaps `reason`.";
            raw.findings.push(Problem::new(Code::MissingColumn, text).at_rows([1]));
            return raw;
        }
        let find = |names: &[&str]| header.iter().position(|h| names.contains(&key(h).as_str()));
        let named = find(&JUNIOR).zip(find(&SENIOR));
        if named.is_none() {
            raw.unknown_header = Some((header[0].clone(), header[1].clone()));
        }
        let (junior, senior) = named.unwrap_or((0, 1));
        let reason = find(&REASON);
        let rows = &mut raw.rows;
        table.for_each_row(&mut raw.findings, |row, _| {
            if row.damaged {
                return;
            }
            let cell = |at: usize| row.cells.get(at).unwrap_or_default().trim().to_owned();
            let reason = reason.map(cell).filter(|r| !r.is_empty());
            rows.push(RawPair { junior: cell(junior), senior: cell(senior), reason, row: row.number });
        });
        raw
    }

    /// Finds the people. Rows about somebody unknown, and pairs of somebody with themselves, are problems.
    pub(crate) fn resolve(mut self, lookup: &Lookup<'_>) -> (Vec<PairRow>, Problems) {
        if let Some((a, b)) = &self.unknown_header {
            let found = |text: &str| matches!(lookup.find(text), Found::One(_));
            if found(a) && found(b) {
                let text = "The first row holds ids. The first row must name the columns: junior, senior.";
                self.findings.push(Problem::new(Code::MissingColumn, text).at_rows([1]));
            }
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
                        unknown.push(if text.is_empty() { "(blank)".to_owned() } else { text.clone() });
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
        if !unknown.is_empty() {
            unknown.sort_unstable();
            unknown.dedup();
            let text = format!(
                "These are ids or e-mails of nobody in the workforce: {}. Correct or remove the rows.",
                name_some(&unknown)
            );
            self.findings.push(Problem::new(Code::UnknownPerson, text).at_rows(unknown_rows));
        }
        (pairs, self.findings.into_problems(|_| false))
    }
}

//! Many rows with the same problem become one [`Problem`] with a list of rows.

use rustc_hash::FxHashMap;

use crate::{Code, Problem, Problems, Severity};

/// How many distinct values of one column get a problem of their own; the values after them share one.
const VALUES_NAMED: usize = 20;

/// The problems of one file, grouped by code, column and value.
pub(crate) struct Findings {
    file: String,
    places: Vec<Place>,
    /// The places of each column; the empty name for none.
    places_of: FxHashMap<Box<str>, Vec<usize>>,
    single: Problems,
}

/// One code in one column.
struct Place {
    code: Code,
    column: Option<String>,
    /// Whether people outside the programme are spared: the problem is then a warning.
    spares_context: bool,
    by_value: FxHashMap<Box<str>, usize>,
    groups: Vec<Group>,
    /// The group without a value: protected columns, and the values after the first [`VALUES_NAMED`].
    unvalued: Option<usize>,
}

struct Group {
    value: Option<Box<str>>,
    text: String,
    rows: Vec<u64>,
}

impl Findings {
    pub(crate) fn new(file: &str) -> Self {
        Findings { file: file.to_owned(), places: Vec::new(), places_of: FxHashMap::default(), single: Problems::new() }
    }

    /// A problem that stands for itself.
    pub(crate) fn push(&mut self, problem: Problem) {
        self.single.push(problem.in_file(self.file.clone()));
    }

    /// The same problem in one more row.
    ///
    /// The first finding of a group writes its text; `value` is `None` for protected columns.
    pub(crate) fn add(&mut self, code: Code, row: u64, column: Option<&str>, value: Option<&str>, text: &str) {
        self.add_to(code, row, column, value, text, false);
    }

    /// Like [`add`](Findings::add), but a warning where the row is about somebody outside the programme.
    pub(crate) fn add_sparing_context(&mut self, code: Code, row: u64, column: &str, value: Option<&str>, text: &str) {
        self.add_to(code, row, Some(column), value, text, true);
    }

    fn add_to(
        &mut self,
        code: Code,
        row: u64,
        column: Option<&str>,
        value: Option<&str>,
        text: &str,
        spares_context: bool,
    ) {
        let same = |p: &Place| p.code == code && p.column.as_deref() == column && p.spares_context == spares_context;
        let of_column = self.places_of.get(column.unwrap_or_default()).map_or(&[][..], Vec::as_slice);
        let known = of_column.iter().copied().find(|&at| same(&self.places[at]));
        let at = known.unwrap_or_else(|| {
            let at = self.places.len();
            self.places_of.entry(column.unwrap_or_default().into()).or_default().push(at);
            self.places.push(Place {
                code,
                column: column.map(str::to_owned),
                spares_context,
                by_value: FxHashMap::default(),
                groups: Vec::new(),
                unvalued: None,
            });
            at
        });
        self.places[at].add(row, value, text);
    }

    /// All problems. A row for which `is_context` holds has only warnings where people outside the programme are spared.
    pub(crate) fn into_problems(self, is_context: impl Fn(u64) -> bool) -> Problems {
        let mut problems = Problems::new();
        for place in self.places {
            for group in place.groups {
                let make = |rows: Vec<u64>| {
                    let mut problem = Problem::new(place.code, group.text.clone()).in_file(self.file.clone());
                    problem.column.clone_from(&place.column);
                    if let Some(value) = &group.value {
                        problem = problem.with_value(value);
                    }
                    problem.at_rows(rows)
                };
                // Row 0 stands for no row: an entry that comes from no file.
                let group_rows = group.rows.iter().filter(|&&row| row > 0);
                let (spared, rest): (Vec<u64>, Vec<u64>) =
                    group_rows.partition(|&&row| place.spares_context && is_context(row));
                if !rest.is_empty() || spared.is_empty() {
                    problems.push(make(rest));
                }
                if !spared.is_empty() {
                    let mut problem = make(spared);
                    problem.severity = Severity::Warning;
                    problem.text.push_str(" Outside the programme: taken as not recorded.");
                    problems.push(problem);
                }
            }
        }
        problems.extend(self.single);
        problems
    }
}

impl Place {
    fn add(&mut self, row: u64, value: Option<&str>, text: &str) {
        let known = value.and_then(|v| self.by_value.get(v).copied());
        let value = value.filter(|_| known.is_some() || self.by_value.len() < VALUES_NAMED);
        let at = match (known, value) {
            (Some(at), _) => at,
            (None, Some(value)) => {
                self.by_value.insert(value.into(), self.groups.len());
                self.open(Some(value), text)
            }
            (None, None) => self.unvalued.unwrap_or_else(|| {
                self.unvalued = Some(self.groups.len());
                self.open(None, text)
            }),
        };
        self.groups[at].rows.push(row);
    }

    fn open(&mut self, value: Option<&str>, text: &str) -> usize {
        self.groups.push(Group { value: value.map(Into::into), text: text.to_owned(), rows: Vec::new() });
        self.groups.len() - 1
    }
}

/// "a, b, c and 7 more": up to ten names for a sentence.
pub(crate) fn name_some<S: AsRef<str>>(names: &[S]) -> String {
    const NAMED: usize = 10;
    let listed = names.iter().take(NAMED).map(|n| shorten(n.as_ref())).collect::<Vec<_>>().join(", ");
    if names.len() > NAMED { format!("{listed} and {} more", names.len() - NAMED) } else { listed }
}

/// At most 60 characters of a name or header that somebody else wrote.
pub(crate) fn shorten(name: &str) -> String {
    let mut short: String = name.chars().take(60).collect();
    if short.len() < name.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn same_value_is_one_problem_with_rows() {
        let mut findings = Findings::new("people.csv");
        for row in [4, 2, 9] {
            findings.add(Code::UnknownRole, row, Some("Role"), Some("boss"), "what to do");
        }
        findings.add(Code::UnknownRole, 5, Some("Role"), Some("chief"), "what to do");
        let problems = findings.into_problems(|_| false);
        let rows: Vec<_> = problems.iter().map(|p| (p.value.clone().unwrap_or_default(), p.rows.clone())).collect();
        assert_eq!(rows, [("boss".to_owned(), vec![2, 4, 9]), ("chief".to_owned(), vec![5])]);
    }

    #[test]
    fn a_million_distinct_values_stay_a_short_list() {
        let mut findings = Findings::new("");
        for row in 2..1_000_002 {
            findings.add(Code::UnreadableDate, row, Some("hire_date"), Some(&format!("v{row}")), "");
        }
        let problems = findings.into_problems(|_| false);
        assert_eq!(problems.len(), VALUES_NAMED + 1);
        assert_eq!(problems.iter().map(|p| p.rows.len()).sum::<usize>(), 1_000_000);
    }

    #[test]
    fn people_outside_the_programme_get_warnings() {
        let mut findings = Findings::new("");
        findings.add_sparing_context(Code::LevelOutOfRange, 2, "skills", Some("9"), "");
        findings.add_sparing_context(Code::LevelOutOfRange, 3, "skills", Some("9"), "");
        let problems = findings.into_problems(|row| row == 3);
        let seen: Vec<_> = problems.iter().map(|p| (p.severity, p.rows.clone())).collect();
        assert_eq!(seen, [(Severity::Error, vec![2]), (Severity::Warning, vec![3])]);
    }
}

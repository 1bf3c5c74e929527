//! Which column of an export is which of ours.
//!
//! A mapping that the caller gives wins; then a header that is our name but for case, spaces, `_`, `-` and `.`; then a
//! known name of a common HR system. What remains is an attribute under its own name. A weaker claim on a column that a
//! stronger one takes stays an attribute; two equally strong claims are a problem.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::grouping::{Findings, name_some, shorten};
use crate::{Code, Problem};

/// A column of the workforce.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Column {
    Id,
    Name,
    Email,
    Manager,
    Dotted,
    Role,
    Capacity,
    OptIn,
    BirthDate,
    BirthYear,
    Age,
    Generation,
    HireDate,
    Skills,
    Wants,
    /// `skill.NAME`: the level of one skill.
    Skill(String),
    /// Everything else, by its normalised name.
    Attribute(String),
}

/// Our names, and where each column goes.
const NAMES: [(&str, Column); 15] = [
    ("id", Column::Id),
    ("name", Column::Name),
    ("email", Column::Email),
    ("manager_id", Column::Manager),
    ("dotted_line_ids", Column::Dotted),
    ("role", Column::Role),
    ("capacity", Column::Capacity),
    ("opt_in", Column::OptIn),
    ("birth_date", Column::BirthDate),
    ("birth_year", Column::BirthYear),
    ("age", Column::Age),
    ("generation", Column::Generation),
    ("hire_date", Column::HireDate),
    ("skills", Column::Skills),
    ("wants", Column::Wants),
];

/// Attributes that other parts of the library know by name.
const KNOWN_ATTRIBUTES: [&str; 6] = ["grade", "department", "location", "organisation", "gender", "culture"];

/// Headers of common HR systems, as keys.
const ALIASES: [(&str, &[&str]); 10] = [
    (
        "id",
        &[
            "employeeid",
            "employeenumber",
            "employeeno",
            "employee#",
            "empid",
            "eeid",
            "workerid",
            "userid",
            "personid",
            "personnumber",
            "associateid",
            "staffid",
            "staffnumber",
            "personnelnumber",
            "personalnummer",
            "mitarbeiternummer",
            "mitarbeiterid",
            "matricule",
        ],
    ),
    ("name", &["fullname", "employeename", "workername", "displayname"]),
    ("email", &["emailaddress", "emailwork", "workemail", "primaryworkemail"]),
    (
        "manager_id",
        &[
            "manager",
            "supervisorid",
            "manageremployeeid",
            "supervisoremployeeid",
            "supervisoreid",
            "linemanagerid",
            "managerworkerid",
            "manageruserid",
            "managernumber",
            "managerpersonnumber",
            "managerempid",
            "manager1employeeid",
            "reportstoid",
            "reportstoemployeeid",
            "reportsto",
            "vorgesetzter",
            "vorgesetzte",
            "vorgesetzterid",
            "vorgesetztenid",
            "führungskraft",
            "führungskraftid",
            "responsablehiérarchique",
            "matriculeresponsable",
        ],
    ),
    (
        "dotted_line_ids",
        &[
            "dottedlineid",
            "dottedline",
            "dottedlinemanagerid",
            "dottedlinemanagerids",
            "dottedlinemanager",
            "matrixmanagerid",
            "matrixmanagerids",
            "matrixmanager",
            "manager2employeeid",
        ],
    ),
    ("birth_date", &["dateofbirth", "dob"]),
    ("birth_year", &["yearofbirth", "yob"]),
    ("hire_date", &["dateofhire", "datehired", "dateofjoining", "joiningdate"]),
    ("organisation", &["organization"]),
    ("gender", &["sex"]),
];

/// How sure a header's claim on a column is. Later is stronger.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Claim {
    Alias,
    Exact,
    Mapped,
}

impl Column {
    /// The column of this name, which is ours (not an export's).
    pub(crate) fn named(name: &str) -> Column {
        Self::exact(name).unwrap_or_else(|| Column::Attribute(attribute_name(name)))
    }

    /// The column that a header names by itself, if it is none of the caller's own.
    pub(crate) fn of_header(header: &str) -> Option<Column> {
        Self::exact(header).or_else(|| Self::alias(header))
    }

    fn exact(header: &str) -> Option<Column> {
        let key = key(header);
        if let Some((_, column)) = NAMES.iter().find(|(name, _)| self::key(name) == key) {
            return Some(column.clone());
        }
        if let Some(&name) = KNOWN_ATTRIBUTES.iter().find(|&&name| name == key) {
            return Some(Column::Attribute(name.to_owned()));
        }
        let skill =
            header.trim().get(..6).filter(|p| p.eq_ignore_ascii_case("skill.")).map(|_| header.trim()[6..].trim());
        skill.filter(|name| !name.is_empty()).map(|name| Column::Skill(name.to_owned()))
    }

    fn alias(header: &str) -> Option<Column> {
        let key = key(header);
        ALIASES.iter().find(|(_, keys)| keys.contains(&key.as_str())).map(|(name, _)| Column::named(name))
    }

    /// Whether it says when somebody was born.
    pub(crate) fn is_birth(&self) -> bool {
        matches!(self, Column::BirthDate | Column::BirthYear | Column::Age | Column::Generation)
    }

    /// Our name of it.
    pub(crate) fn name(&self) -> Cow<'_, str> {
        match self {
            Column::Skill(name) => Cow::Owned(format!("skill.{name}")),
            Column::Attribute(name) => Cow::Borrowed(name),
            known => Cow::Borrowed(NAMES.iter().find(|(_, column)| column == known).map_or("", |(name, _)| name)),
        }
    }
}

/// The name by which a workforce keeps the column that somebody names in this way: ours, else the header's own.
///
/// Known headers of HR systems count as ours (`Sex` is `gender`).
pub(crate) fn column_name(written: &str) -> String {
    Column::of_header(written).map_or_else(|| attribute_name(written), |column| column.name().into_owned())
}

/// Whether a name stands for a column that is kept as an attribute; others (`skills`, `hire_date`, …) have a place of their own.
pub(crate) fn is_attribute(name: &str) -> bool {
    matches!(Column::named(name), Column::Attribute(_))
}

/// Our name of the column that a header stands for under a mapping (their header, our name): as a reader takes it, where no
/// other header has a stronger claim.
pub fn column_of(header: &str, mapping: &[(String, String)]) -> String {
    claim(header.trim(), mapping).map_or_else(String::new, |(column, _)| column.name().into_owned())
}

/// A header for comparing: lower-case, without spaces, `_`, `-`, `.`, `'`, byte-order marks.
pub(crate) fn key(header: &str) -> String {
    let skipped = |c: char| c.is_whitespace() || matches!(c, '_' | '-' | '.' | '\'' | '’' | '\u{feff}');
    header.chars().filter(|&c| !skipped(c)).flat_map(char::to_lowercase).collect()
}

/// The name of an attribute: trimmed, lower-case, inner spaces as `_`.
pub(crate) fn attribute_name(header: &str) -> String {
    header.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join("_")
}

/// The column of each header, `None` where the header is blank. Two headers for one column are a problem.
pub(crate) fn place(headers: &[String], mapping: &[(String, String)], findings: &mut Findings) -> Vec<Option<Column>> {
    let claims: Vec<Option<(Column, Claim)>> = headers.iter().map(|header| claim(header, mapping)).collect();
    let mut strongest: FxHashMap<&Column, Claim> = FxHashMap::default();
    for (column, claim) in claims.iter().flatten() {
        let best = strongest.entry(column).or_insert(*claim);
        *best = (*best).max(*claim);
    }
    let placed: Vec<Option<Column>> = claims
        .iter()
        .zip(headers)
        .map(|(claim, header)| {
            let (column, claim) = claim.as_ref()?;
            let wins = strongest.get(column) == Some(claim);
            Some(if wins { column.clone() } else { Column::Attribute(attribute_name(header)) })
        })
        .collect();
    report_shared(headers, &placed, findings);
    placed
}

fn claim(header: &str, mapping: &[(String, String)]) -> Option<(Column, Claim)> {
    if header.is_empty() {
        return None;
    }
    let mapped = mapping
        .iter()
        .find(|(theirs, _)| theirs.trim() == header)
        .or_else(|| mapping.iter().find(|(theirs, _)| key(theirs) == key(header)));
    Some(if let Some((_, ours)) = mapped {
        (Column::named(ours), Claim::Mapped)
    } else if let Some(column) = Column::exact(header) {
        (column, Claim::Exact)
    } else if let Some(column) = Column::alias(header) {
        (column, Claim::Alias)
    } else {
        (Column::Attribute(attribute_name(header)), Claim::Exact)
    })
}

fn report_shared(headers: &[String], placed: &[Option<Column>], findings: &mut Findings) {
    let mut first: FxHashMap<&Column, usize> = FxHashMap::default();
    let mut sharers: Vec<(usize, Vec<usize>)> = Vec::new();
    for (at, column) in placed.iter().enumerate() {
        let Some(column) = column else { continue };
        let one = *first.entry(column).or_insert(at);
        if one == at {
            continue;
        }
        match sharers.iter_mut().find(|(f, _)| *f == one) {
            Some((_, all)) => all.push(at),
            None => sharers.push((one, vec![one, at])),
        }
    }
    for (one, all) in sharers {
        let names: Vec<String> = all.iter().map(|&at| format!("{:?}", shorten(&headers[at]))).collect();
        let ours = placed[one].as_ref().map_or(Cow::Borrowed(""), Column::name);
        let text = format!(
            "{} all stand for the column {ours:?}. Keep one, or say which under [columns]: \"its header\" = {ours:?}.",
            name_some(&names),
        );
        findings.push(Problem::new(Code::DuplicateColumn, text).in_column(headers[one].clone()).at_rows([1]));
    }
}

/// The problem that a column is missing, with the header that may be meant.
pub(crate) fn missing(column: &Column, headers: &[String], placed: &[Option<Column>]) -> Problem {
    let ours = column.name();
    // A first row without any header we know may be somebody's data: it is not shown, unless it is all but one of ours.
    let known = headers.iter().any(|header| Column::of_header(header).is_some());
    let near = nearest(column, headers, placed, if known { NEAR } else { LIKE });
    let hint = near.map(|near| hint(&shorten(near), &ours)).unwrap_or_default();
    let text = if known {
        format!("There is no column {ours:?}. Headers found: {}.{hint}", name_some(headers))
    } else {
        let cells = headers.len();
        format!(
            "There is no column {ours:?}: of the {cells} cells of the first row none is a header we know.{hint} Put a row of \
             headers on top, or map yours under [columns]: \"its header\" = {ours:?}."
        )
    };
    Problem::new(Code::MissingColumn, text).in_column(ours).at_rows([1])
}

/// The end of a message that names a header that may be meant.
pub(crate) fn hint(near: &str, ours: &str) -> String {
    format!(" The nearest is {near:?}; if that is the one, write under [columns]: {near:?} = {ours:?}.")
}

/// From here on a header may be meant by a name (Jaro and Winkler, 0 to 1): `Emp Nummer` by `employeenumber`.
pub(crate) const NEAR: f64 = 0.8;
/// From here on a header is taken for a misspelling.
const LIKE: f64 = 0.85;

/// The header most like our name of a column or one of its aliases, if any is at least `least` like it: among those that
/// stand for nothing we know. Of equals the first.
pub(crate) fn nearest<'a>(
    column: &Column,
    headers: &'a [String],
    placed: &[Option<Column>],
    least: f64,
) -> Option<&'a str> {
    let ours = column.name();
    let own = key(&ours);
    let aliases = ALIASES.iter().find(|(name, _)| *name == ours).map_or(&[][..], |(_, keys)| *keys);
    let likeness = |header: &str| {
        let key = key(header);
        let names = std::iter::once(own.as_str()).chain(aliases.iter().copied());
        names.map(|name| strsim::jaro_winkler(name, &key)).fold(0.0, f64::max)
    };
    let mut best: Option<(f64, &str)> = None;
    for (header, column) in headers.iter().zip(placed) {
        let free = matches!(column, Some(Column::Attribute(_))) && Column::of_header(header).is_none();
        if !free || header.len() >= 100 {
            continue;
        }
        let likeness = likeness(header);
        if likeness >= least && best.is_none_or(|(most, _)| likeness > most) {
            best = Some((likeness, header));
        }
    }
    best.map(|(_, header)| header)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placed(headers: &[&str], mapping: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
        let headers: Vec<String> = headers.iter().map(|&h| h.to_owned()).collect();
        let mapping: Vec<(String, String)> = mapping.iter().map(|&(a, b)| (a.to_owned(), b.to_owned())).collect();
        let mut findings = Findings::new("");
        let names = place(&headers, &mapping, &mut findings);
        let names = names.iter().map(|c| c.as_ref().map_or(String::new(), |c| c.name().into_owned())).collect();
        let problems = findings.into_problems(|_| false);
        (names, problems.iter().map(|p| format!("{}: {}", p.code.as_str(), p.text)).collect())
    }

    #[test]
    fn every_name_of_ours_finds_itself() {
        for (name, column) in NAMES {
            assert_eq!(Column::named(name), column);
            assert_eq!(column.name(), name);
        }
        for (name, keys) in ALIASES {
            for k in keys {
                assert_eq!(&key(k), k, "aliases are written as keys");
                assert_eq!(Column::alias(k), Some(Column::named(name)));
            }
        }
    }

    #[test]
    fn spelling_does_not_matter() {
        let headers =
            ["ID", "Manager ID", "E-Mail", "Birth.Date", "hire-date", "OPT_IN", "skill.SQL", "Cost  Center", "Grade"];
        let expected =
            ["id", "manager_id", "email", "birth_date", "hire_date", "opt_in", "skill.SQL", "cost_center", "grade"];
        assert_eq!(placed(&headers, &[]), (expected.map(str::to_owned).to_vec(), vec![]));
    }

    #[test]
    fn hr_systems_are_known() {
        for (headers, expected) in [
            (["Employee ID", "Manager ID", "Date of Birth"], ["id", "manager_id", "birth_date"]),
            (["USERID", "MANAGER", "HIREDATE"], ["id", "manager_id", "hire_date"]),
            (["employeeNumber", "supervisorId", "dateOfBirth"], ["id", "manager_id", "birth_date"]),
            (["Worker ID", "Supervisor ID", "Work Email"], ["id", "manager_id", "email"]),
            (["Employee #", "Supervisor EID", "Email - Work"], ["id", "manager_id", "email"]),
        ] {
            assert_eq!(placed(&headers, &[]), (expected.map(str::to_owned).to_vec(), vec![]));
        }
    }

    #[test]
    fn an_exact_name_leaves_the_alias_an_attribute() {
        let (names, problems) = placed(&["id", "employeeNumber", "manager_id", "Manager"], &[]);
        assert_eq!(names, ["id", "employeenumber", "manager_id", "manager"]);
        assert!(problems.is_empty());
    }

    #[test]
    fn a_mapping_always_wins() {
        let (names, problems) = placed(&["id", "Payroll No", "boss"], &[("payroll no", "id"), ("boss", "manager_id")]);
        assert_eq!(names[1..], ["id", "manager_id"]);
        assert!(problems.is_empty());
    }

    #[test]
    fn two_claims_are_a_problem_naming_both() {
        let (_, problems) = placed(&["Employee ID", "Worker ID"], &[]);
        assert_eq!(problems.len(), 1);
        assert!(problems[0].starts_with("duplicate_column") && problems[0].contains("\"Employee ID\", \"Worker ID\""));
        assert_eq!(placed(&["id", "x", "X"], &[]).1.len(), 1);
        assert_eq!(placed(&["id", "Id", "ID "], &[]).1.len(), 1);
        assert_eq!(placed(&["id", "", ""], &[]).1.len(), 0);
    }

    #[test]
    fn a_missing_column_names_the_nearest_header() {
        let headers: Vec<String> = ["Department", "Emp Nummer", "Grade"].map(str::to_owned).to_vec();
        let placed = place(&headers, &[], &mut Findings::new(""));
        let problem = missing(&Column::Id, &headers, &placed);
        assert_eq!(problem.code, Code::MissingColumn);
        assert!(problem.text.contains("\"Emp Nummer\" = \"id\""), "{}", problem.text);
    }

    #[test]
    fn a_header_that_comes_near_nothing_is_not_named() {
        // "Responsable" is the manager, and like no name of an id.
        for header in ["Responsable", "Department", "Job Title", "Payroll", "Chef"] {
            let headers: Vec<String> = [header, "role"].map(str::to_owned).to_vec();
            let placed = place(&headers, &[], &mut Findings::new(""));
            let problem = missing(&Column::Id, &headers, &placed);
            assert!(!problem.text.contains("nearest"), "{}", problem.text);
        }
        let headers: Vec<String> = ["id", "Responsable"].map(str::to_owned).to_vec();
        let placed = place(&headers, &[], &mut Findings::new(""));
        assert_eq!(nearest(&Column::Manager, &headers, &placed, NEAR), Some("Responsable"));
    }
}

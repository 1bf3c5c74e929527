//! Who is junior and who is senior: as the export says, else by the policy's `[roles]`. Roles are never guessed.

use std::collections::BTreeMap;

use crate::grade::Grades;
use crate::org::OrgChart;
use crate::policy::{RoleTest, RoleTests};
use crate::workforce::Roles;
use crate::{Code, Participants, Person, Problem, Problems, Workforce, draw};

/// How many grades or steps a message lists.
const MOST_LISTED: usize = 12;

/// Finds the participants and puts them in the order of the draw.
pub(crate) fn participants(
    workforce: &Workforce,
    org: &OrgChart,
    grades: &Grades,
    tests: &RoleTests,
    seed: u64,
) -> Result<Participants, Problems> {
    let mut problems = Problems::new();
    for (key, test) in [("roles.junior", &tests.junior), ("roles.senior", &tests.senior)] {
        problems.extend(unusable(workforce, grades, key, test.as_ref()));
    }
    if problems.has_errors() {
        return Err(problems);
    }
    let passes = |person: Person, test: &Option<RoleTest>| {
        test.as_ref().is_some_and(|test| holds(workforce, org, grades, person, test))
    };
    let (mut juniors, mut seniors) = (Vec::new(), Vec::new());
    for person in workforce.people() {
        let roles = workforce
            .roles(person)
            .unwrap_or_else(|| Roles { junior: passes(person, &tests.junior), senior: passes(person, &tests.senior) });
        if roles.junior {
            juniors.push(person);
        }
        if roles.senior {
            seniors.push(person);
        }
    }
    if juniors.is_empty() || seniors.is_empty() {
        problems.push(nobody(workforce, org, grades, tests, (juniors.is_empty(), seniors.is_empty())));
        return Err(problems);
    }
    draw::order(workforce, &mut juniors, seed);
    draw::order(workforce, &mut seniors, seed);
    Ok(Participants::new(juniors, seniors))
}

fn holds(workforce: &Workforce, org: &OrgChart, grades: &Grades, person: Person, test: &RoleTest) -> bool {
    match test {
        RoleTest::GradeAtMost(grade) => {
            matches!((grades.rank(person), grades.rank_of(grade)), (Some(rank), Some(most)) if rank <= most)
        }
        RoleTest::GradeAtLeast(grade) => {
            matches!((grades.rank(person), grades.rank_of(grade)), (Some(rank), Some(least)) if rank >= least)
        }
        RoleTest::StepsFromTopAtMost(steps) => org.steps_from_top(person) <= *steps,
        RoleTest::StepsFromTopAtLeast(steps) => org.steps_from_top(person) >= *steps,
        RoleTest::ColumnIn { column, values, .. } if is_identity(column) => {
            let own = identity(workforce, person, column).unwrap_or_default();
            values.iter().any(|value| value.trim() == own)
        }
        RoleTest::ColumnIn { column, values, .. } => workforce.attribute(column).is_some_and(|attribute| {
            let own = attribute.values(person);
            values.iter().any(|value| attribute.code(value).is_some_and(|code| own.contains(&code)))
        }),
    }
}

/// Columns that say who somebody is, compared as written; all others are attributes.
fn is_identity(column: &str) -> bool {
    matches!(column, "id" | "name" | "email" | "manager_id")
}

fn identity<'a>(workforce: &'a Workforce, person: Person, column: &str) -> Option<&'a str> {
    match column {
        "id" => Some(workforce.id(person)),
        "name" => workforce.name(person),
        "email" => workforce.email(person),
        _ => workforce.manager(person).map(|manager| workforce.id(manager)),
    }
}

/// What keeps a test from being used on this workforce.
fn unusable(workforce: &Workforce, grades: &Grades, key: &str, test: Option<&RoleTest>) -> Problems {
    let mut problems = Problems::new();
    match test {
        Some(RoleTest::GradeAtMost(grade) | RoleTest::GradeAtLeast(grade)) => {
            // Without any grade nobody passes: an error only where that leaves a side empty.
            let recorded = grades.any_recorded();
            if let Some(problem) = grades.unknown(workforce.people()).filter(|_| recorded) {
                problems.push(problem);
            } else if recorded && grades.rank_of(grade).is_none() {
                let text = "this grade is not in grade_order: add it there, or correct the test";
                problems.push(Problem::new(Code::UnknownGrade, text).in_column(key).with_value(grade));
            }
        }
        Some(RoleTest::ColumnIn { column, .. }) if !is_identity(column) && workforce.attribute(column).is_none() => {
            problems.push(unknown_column(workforce, key, column));
        }
        _ => {}
    }
    problems
}

/// The problem of a policy that names a column the workforce does not have, with the nearest one it has.
pub(crate) fn unknown_column(workforce: &Workforce, key: &str, column: &str) -> Problem {
    let nearest = workforce.attribute_names().max_by(|a, b| {
        strsim::jaro_winkler(column, a).total_cmp(&strsim::jaro_winkler(column, b)).then_with(|| b.cmp(a))
    });
    let mut text = format!("the export has no column {column:?}");
    match nearest {
        Some(name) => text.push_str(&format!(": the nearest is {name:?}; correct the policy or map it in [columns]")),
        None => text.push_str(": correct the policy or map it in [columns]"),
    }
    Problem::new(Code::UnknownColumn, text).in_column(key).with_value(column)
}

fn nobody(
    workforce: &Workforce,
    org: &OrgChart,
    grades: &Grades,
    tests: &RoleTests,
    (no_junior, no_senior): (bool, bool),
) -> Problem {
    let protected = grades.are_protected();
    let who = match (no_junior, no_senior) {
        (true, true) => "nobody is junior and nobody is senior",
        (true, false) => "nobody is junior (mentor)",
        _ => "nobody is senior (mentee)",
    };
    let by_grade = workforce.attribute("grade").filter(|grade| grade.any_recorded());
    let reads_grades =
        |test: &Option<RoleTest>| matches!(test, Some(RoleTest::GradeAtMost(_) | RoleTest::GradeAtLeast(_)));
    let in_vain = by_grade.is_none() && (reads_grades(&tests.junior) || reads_grades(&tests.senior));
    let without_grades =
        if in_vain { " ([roles] reads grades, and the export has no filled `grade` column)" } else { "" };
    let mut text = format!(
        "{who}{without_grades}: fill the `role` column (junior, senior or both), or say in the policy who is what."
    );
    let mut grades: BTreeMap<&str, u64> = BTreeMap::new();
    let mut steps: BTreeMap<u32, u64> = BTreeMap::new();
    for person in workforce.people() {
        if let Some(grade) = by_grade.filter(|_| !protected) {
            for &code in grade.values(person) {
                *grades.entry(grade.label(code)).or_default() += 1;
            }
        }
        *steps.entry(org.steps_from_top(person)).or_default() += 1;
    }
    if !grades.is_empty() {
        text.push_str(&format!(" Grades: {}.", listed(&grades)));
    }
    text.push_str(&format!(" Steps from the top: {}.", listed(&steps)));
    text.push_str(" For example, two lines under [roles]: ");
    let deepest = steps.keys().next_back().copied().unwrap_or(0);
    let numbers: Option<Vec<f64>> = grades.keys().map(|g| g.parse().ok().filter(|n: &f64| n.is_finite())).collect();
    match numbers.as_deref() {
        Some([_, _, ..]) => {
            let mut sorted: Vec<f64> = numbers.unwrap_or_default();
            sorted.sort_by(f64::total_cmp);
            let (low, high) = (sorted[(sorted.len() - 1) / 2], sorted[(sorted.len() - 1) / 2 + 1]);
            text.push_str(&format!("junior = {{ grade_at_most = {low} }} and senior = {{ grade_at_least = {high} }}"));
        }
        _ => text.push_str(&format!(
            "junior = {{ steps_from_top_at_least = {} }} and senior = {{ steps_from_top_at_most = {} }}",
            (deepest / 2 + 1).min(deepest.max(1)),
            deepest / 2
        )),
    }
    Problem::new(Code::NobodyOnOneSide, text).in_column("role")
}

fn listed<K: std::fmt::Display>(counts: &BTreeMap<K, u64>) -> String {
    let mut parts: Vec<String> =
        counts.iter().take(MOST_LISTED).map(|(key, count)| format!("{key} ({count})")).collect();
    if counts.len() > MOST_LISTED {
        parts.push(format!("and {} more", counts.len() - MOST_LISTED));
    }
    parts.join(", ")
}

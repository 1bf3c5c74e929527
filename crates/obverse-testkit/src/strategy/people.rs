//! Small random workforces.

use proptest::prelude::*;

/// One person's cells, as they are written. Absent means an empty cell.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Who manages, by position; earlier than one's own, so that there is no circle.
    manager: Option<usize>,
    dotted: Vec<usize>,
    pub(super) role: &'static str,
    grade: Option<u8>,
    department: Option<&'static str>,
    location: Option<&'static str>,
    hire_date: Option<String>,
    birth_year: Option<u16>,
    gender: Option<&'static str>,
    culture: Option<String>,
    languages: Option<String>,
    skills: Option<String>,
    wants: Option<String>,
    opt_in: Option<&'static str>,
    pub(super) capacity: Option<u8>,
    requests: Vec<usize>,
}

/// A workforce before it is written.
#[derive(Clone, Debug)]
pub struct PeopleShape {
    pub(super) rows: Vec<Row>,
    /// Columns that this export does not have.
    without: Vec<&'static str>,
    /// The order in which the rows are written.
    order: Vec<usize>,
}

impl PeopleShape {
    /// The id of a person by position.
    pub(super) fn id(at: usize) -> String {
        format!("p{at}")
    }
}

const COLUMNS: [&str; 17] = [
    "id",
    "manager_id",
    "dotted_line_ids",
    "role",
    "grade",
    "department",
    "location",
    "hire_date",
    "birth_year",
    "gender",
    "culture",
    "languages",
    "skills",
    "wants",
    "opt_in",
    "capacity",
    "requests",
];

/// Columns an export may lack altogether. Not those that a policy of this module may name.
const OPTIONAL: [&str; 10] = [
    "manager_id",
    "dotted_line_ids",
    "location",
    "hire_date",
    "birth_year",
    "gender",
    "culture",
    "wants",
    "opt_in",
    "capacity",
];

const TOPICS: [&str; 6] = ["ai tools", "sql", "short video", "budgeting", "strategy", "negotiation"];

pub(super) fn people(most: usize) -> impl Strategy<Value = PeopleShape> {
    (2..=most.max(2)).prop_flat_map(|n| {
        let rows: Vec<_> = (0..n).map(|at| row(at, n)).collect();
        let without = prop::sample::subsequence(OPTIONAL.to_vec(), 0..=4);
        (rows, without, Just((0..n).collect::<Vec<_>>()).prop_shuffle())
            .prop_map(|(rows, without, order)| PeopleShape { rows, without, order })
    })
}

fn row(at: usize, n: usize) -> impl Strategy<Value = Row> {
    let earlier = move |share| {
        prop::option::weighted(share, 0..at.max(1)).prop_map(move |manager| manager.filter(|&other| other < at))
    };
    let org = (earlier(0.85), prop::collection::vec(earlier(0.15), 0..=2));
    let about = (
        prop_oneof![4 => Just("junior"), 4 => Just("senior"), 2 => Just("both"), 2 => Just("")],
        prop::option::weighted(0.9, 1_u8..=8),
        prop::option::weighted(0.9, prop::sample::select(vec!["Sales", "sales", "Legal", "Research"])),
        prop::option::weighted(0.9, prop::sample::select(vec!["Oslo", "Lima", "Pune"])),
        prop::option::weighted(0.8, (1990_u16..=2025, 1_u8..=12, 1_u8..=28)),
    );
    let protected = (
        prop::option::weighted(0.8, 1940_u16..=2006),
        prop::option::weighted(0.8, prop::sample::select(vec!["f", "m", "F", "x"])),
        set(0.75, vec!["a", "B", "c", "d"], 3),
        set(0.8, vec!["english", "German", "hindi"], 2),
    );
    let topics = (levels(0.85), wants(0.75));
    let programme = (
        prop_oneof![8 => Just(Some("yes")), 1 => Just(Some("no")), 1 => Just(None)],
        prop::option::weighted(0.7, prop_oneof![1 => Just(0_u8), 6 => Just(1), 2 => Just(2), 1 => Just(3)]),
        prop::collection::vec(0..n, 0..=2),
    );
    (org, about, protected, topics, programme).prop_map(move |(org, about, protected, topics, programme)| {
        let mut dotted: Vec<usize> = org.1.into_iter().flatten().collect();
        dotted.sort_unstable();
        dotted.dedup();
        let mut requests = programme.2;
        requests.retain(|&other| other != at);
        requests.dedup();
        Row {
            manager: org.0,
            dotted,
            role: about.0,
            grade: about.1,
            department: about.2,
            location: about.3,
            hire_date: about.4.map(|(year, month, day)| format!("{year}-{month:02}-{day:02}")),
            birth_year: protected.0,
            gender: protected.1,
            culture: protected.2,
            languages: protected.3,
            skills: topics.0,
            wants: topics.1,
            opt_in: programme.0,
            capacity: programme.1,
            requests,
        }
    })
}

/// Up to `most` distinct values joined with `;`, or an empty cell.
fn set(share: f64, values: Vec<&'static str>, most: usize) -> impl Strategy<Value = Option<String>> {
    prop::option::weighted(share, prop::sample::subsequence(values, 1..=most).prop_map(|some| some.join(";")))
}

fn levels(share: f64) -> impl Strategy<Value = Option<String>> {
    let skill = prop_oneof![9 => (0_u8..=5).prop_map(|level| format!(":{level}")), 1 => Just(String::new())];
    prop::option::weighted(share, topics_with(skill, 4))
}

fn wants(share: f64) -> impl Strategy<Value = Option<String>> {
    let want = (prop::option::weighted(0.9, 1_u8..=3), prop::option::weighted(0.2, 1_u8..=5)).prop_map(
        |(importance, target)| match (importance, target) {
            (Some(importance), Some(target)) => format!(":{importance}@{target}"),
            (Some(importance), None) => format!(":{importance}"),
            (None, _) => String::new(),
        },
    );
    prop::option::weighted(share, topics_with(want, 3))
}

/// One to `most` distinct topics, each followed by a drawn text.
fn topics_with(text: impl Strategy<Value = String>, most: usize) -> impl Strategy<Value = String> {
    let topics = prop::sample::subsequence(TOPICS.to_vec(), 1..=most);
    (topics, prop::collection::vec(text, most)).prop_map(|(topics, texts)| {
        let parts: Vec<String> = topics.iter().zip(&texts).map(|(topic, text)| format!("{topic}{text}")).collect();
        parts.join(";")
    })
}

/// The workforce as `people.csv`. No cell holds a comma, a quote or a line break.
pub fn people_csv(people: &PeopleShape) -> String {
    let columns: Vec<&str> = COLUMNS.into_iter().filter(|column| !people.without.contains(column)).collect();
    let mut text = columns.join(",");
    text.push('\n');
    for &at in &people.order {
        let cells: Vec<String> = columns.iter().map(|column| people.rows[at].cell(at, column)).collect();
        text.push_str(&cells.join(","));
        text.push('\n');
    }
    text
}

impl Row {
    fn cell(&self, at: usize, column: &str) -> String {
        let ids = |people: &[usize]| people.iter().map(|&p| PeopleShape::id(p)).collect::<Vec<_>>().join(";");
        match column {
            "id" => PeopleShape::id(at),
            "manager_id" => self.manager.map(PeopleShape::id).unwrap_or_default(),
            "dotted_line_ids" => ids(&self.dotted),
            "role" => self.role.to_owned(),
            "grade" => self.grade.map(|grade| grade.to_string()).unwrap_or_default(),
            "department" => self.department.unwrap_or_default().to_owned(),
            "location" => self.location.unwrap_or_default().to_owned(),
            "hire_date" => self.hire_date.clone().unwrap_or_default(),
            "birth_year" => self.birth_year.map(|year| year.to_string()).unwrap_or_default(),
            "gender" => self.gender.unwrap_or_default().to_owned(),
            "culture" => self.culture.clone().unwrap_or_default(),
            "languages" => self.languages.clone().unwrap_or_default(),
            "skills" => self.skills.clone().unwrap_or_default(),
            "wants" => self.wants.clone().unwrap_or_default(),
            "opt_in" => self.opt_in.unwrap_or_default().to_owned(),
            "capacity" => self.capacity.map(|capacity| capacity.to_string()).unwrap_or_default(),
            _ => ids(&self.requests),
        }
    }

    /// Whether the person has a side.
    pub(super) fn is_on(&self, side: &str) -> bool {
        self.role == side || self.role == "both"
    }
}

impl PeopleShape {
    /// How many partners a person may have in each role, as the written file says.
    pub(super) fn capacity(&self, at: usize) -> u8 {
        if self.without.contains(&"capacity") { 1 } else { self.rows[at].capacity.unwrap_or(1) }
    }
}

//! One person's cells.

use super::Capacities;
use super::career::{YEAR, draw_age, draw_hire_date};
use super::demographics::{draw_culture, draw_gender, draw_languages};
use super::draw::{Draw, Shuffle};
use super::names::draw_name;
use super::org_tree::OrgTree;
use super::places::{DEPARTMENTS, LOCATIONS};
use super::topics::{draw_skills, draw_wants};
use super::volunteers::Part;

/// The columns of the table, in this order.
pub(super) const HEADER: [&str; 18] = [
    "id",
    "name",
    "email",
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
];

/// The first so many columns tell people apart: id, name, e-mail address.
pub(super) const TELLS_APART: usize = 3;

/// Of a thousand cells, how many are empty. Voluntary answers are missing more often than what payroll knows.
mod blank {
    pub(super) const LOCATION: u32 = 8;
    pub(super) const HIRE_DATE: u32 = 5;
    pub(super) const BIRTH_YEAR: u32 = 35;
    pub(super) const GENDER: u32 = 30;
    pub(super) const CULTURE: u32 = 130;
    pub(super) const LANGUAGES: u32 = 50;
    pub(super) const SKILLS: u32 = 30;
    pub(super) const WANTS: u32 = 60;
    /// People outside the programme were not asked, some answered all the same.
    pub(super) const SKILLS_OUTSIDE: u32 = 350;
    pub(super) const WANTS_OUTSIDE: u32 = 700;
}

/// Ids: people are numbered in the order of the rows, which tells nothing about their place in the chart.
#[derive(Clone, Copy)]
pub(super) struct Ids {
    row_of: Shuffle,
    digits: usize,
}

impl Ids {
    pub(super) fn new(people: u32, draw: &mut Draw) -> Self {
        Ids { row_of: Shuffle::new(people, draw), digits: people.to_string().len().max(4) }
    }

    /// The number of a person of the tree, from 1.
    pub(super) fn number(self, person: u32) -> u32 {
        self.row_of.at(person) + 1
    }

    /// The person of the tree in a row, from 0.
    pub(super) fn person_in_row(self, row: u32) -> u32 {
        self.row_of.from(row)
    }

    pub(super) fn id(self, person: u32) -> String {
        format!("e{:0digits$}", self.number(person), digits = self.digits)
    }
}

/// The cells of one person, in the order of [`HEADER`].
pub(super) fn draw_row(
    tree: &OrgTree,
    (person, part): (u32, Part),
    ids: Ids,
    capacities: Capacities,
    draw: &mut Draw,
) -> [String; HEADER.len()] {
    let (department, location, grade) = (tree.department(person), tree.location(person), tree.grade(person));
    let (given, family) = draw_name(draw);
    let email = format!("{}.{}.{}@example.com", given.to_lowercase(), family.to_lowercase(), ids.number(person));
    let age = draw_age(grade, draw);
    let takes_part = part != Part::Context;
    let skills = draw_skills(department, grade, age, draw);
    let wants = draw_wants(grade, part == Part::Senior, draw);
    [
        ids.id(person),
        format!("{given} {family}"),
        email,
        tree.manager(person).map_or_else(String::new, |manager| ids.id(manager)),
        draw_dotted_line(tree, person, draw).map_or_else(String::new, |other| ids.id(other)),
        part.as_str().to_owned(),
        grade.to_string(),
        DEPARTMENTS[usize::from(department)].name.to_owned(),
        or_blank(LOCATIONS[usize::from(location)].name.to_owned(), blank::LOCATION, draw),
        or_blank(draw_hire_date(age, draw), blank::HIRE_DATE, draw),
        or_blank((YEAR - age).to_string(), blank::BIRTH_YEAR, draw),
        or_blank(draw_gender(department, grade, draw).to_owned(), blank::GENDER, draw),
        or_blank(draw_culture(location, grade, draw), blank::CULTURE, draw),
        or_blank(draw_languages(location, draw), blank::LANGUAGES, draw),
        or_blank(skills, if takes_part { blank::SKILLS } else { blank::SKILLS_OUTSIDE }, draw),
        or_blank(wants, if takes_part { blank::WANTS } else { blank::WANTS_OUTSIDE }, draw),
        draw_opt_in(takes_part, draw).to_owned(),
        if takes_part { draw_capacity(part, capacities, draw).to_string() } else { String::new() },
    ]
}

fn or_blank(cell: String, per_mille: u32, draw: &mut Draw) -> String {
    if draw.per_mille(per_mille) { String::new() } else { cell }
}

/// One in forty also reports to somebody on a higher level outside their own line. Dotted lines that only lead upwards
/// never close a circle.
fn draw_dotted_line(tree: &OrgTree, person: u32, draw: &mut Draw) -> Option<u32> {
    let above = tree.people_above_level_of(person);
    let other = draw.below(above);
    (draw.per_mille(25) && above > 1 && tree.department(other) != tree.department(person) && other > 0).then_some(other)
}

fn draw_opt_in(takes_part: bool, draw: &mut Draw) -> &'static str {
    match (takes_part, draw.below(100)) {
        (true, 0..96) => "yes",
        (true, 96..98) => "no",
        _ => "",
    }
}

fn draw_capacity(part: Part, capacities: Capacities, draw: &mut Draw) -> u32 {
    // Drawn in any case, so that all other cells stay as they are.
    let more = draw.per_mille(if part == Part::Junior { 60 } else { 30 });
    match (capacities, part) {
        (Capacities::Drawn, _) => 1 + u32::from(more),
        (Capacities::Given { juniors, .. }, Part::Junior) => juniors,
        (Capacities::Given { seniors, .. }, _) => seniors,
    }
}

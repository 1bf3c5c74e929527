//! What people can teach and what they want to learn, written as the cells of `skills` and `wants`.

use super::draw::Draw;
use super::places::DEPARTMENTS;

/// What younger people more often know.
pub(super) const RECENT: [&str; 12] = [
    "ai tools",
    "social media",
    "short video",
    "data visualisation",
    "mobile apps",
    "online communities",
    "collaboration tools",
    "no-code automation",
    "digital accessibility",
    "climate literacy",
    "inclusive language",
    "what work is like for newcomers",
];

/// What people more often know after decades at work.
pub(super) const SEASONED: [&str; 9] = [
    "negotiation",
    "budgeting",
    "governance",
    "strategy",
    "people leadership",
    "public speaking",
    "stakeholder management",
    "crisis handling",
    "career planning",
];

/// The cell `skills`: two or three skills of the department, more recent topics the younger somebody is, more
/// seasoned ones the older. Levels 1 to 5.
pub(super) fn draw_skills(department: u8, grade: u8, age: u32, draw: &mut Draw) -> String {
    let (recent, recent_levels, seasoned, seasoned_levels) = match age {
        0..32 => (draw.between(2, 4), (3, 5), draw.below(2), (1, 2)),
        32..46 => (draw.between(1, 3), (2, 4), draw.between(1, 2), (2, 4)),
        _ => (draw.below(3), (1, 3), draw.between(2, 4), (3, 5)),
    };
    let mut cell = Cell::default();
    let usual = 2 + u32::from(grade) / 4;
    let how_many = draw.between(2, 3);
    for skill in draw.some_of(&DEPARTMENTS[usize::from(department)].skills, how_many) {
        cell.add(skill, draw.between(usual - 1, usual + 1).min(5), None);
    }
    for skill in draw.some_of(&RECENT, recent) {
        cell.add(skill, draw.between(recent_levels.0, recent_levels.1), None);
    }
    for skill in draw.some_of(&SEASONED, seasoned) {
        cell.add(skill, draw.between(seasoned_levels.0, seasoned_levels.1), None);
    }
    cell.text
}

/// The cell `wants`: learners high up ask for recent topics, people at the start for seasoned ones, the middle for both.
pub(super) fn draw_wants(grade: u8, is_senior: bool, draw: &mut Draw) -> String {
    let (recent, seasoned) = match grade {
        6.. => (draw.between(2, 4), 0),
        4..=5 => (draw.between(1, 3), draw.below(2)),
        _ if is_senior => (draw.between(2, 3), draw.below(2)),
        _ => (0, draw.between(1, 3)),
    };
    let mut cell = Cell::default();
    for topic in draw.some_of(&RECENT, recent).into_iter().chain(draw.some_of(&SEASONED, seasoned)) {
        let importance = 1 + draw.weighted(&[3, 4, 3]) as u32;
        let target = draw.per_mille(60).then_some(4);
        cell.add(topic, importance, target);
    }
    cell.text
}

/// `topic:number@target;…`, each topic once.
#[derive(Default)]
struct Cell {
    text: String,
    topics: Vec<&'static str>,
}

impl Cell {
    fn add(&mut self, topic: &'static str, number: u32, target: Option<u32>) {
        if self.topics.contains(&topic) {
            return;
        }
        self.topics.push(topic);
        if !self.text.is_empty() {
            self.text.push(';');
        }
        self.text.push_str(topic);
        self.text.push(':');
        self.text.push_str(&number.to_string());
        if let Some(target) = target {
            self.text.push('@');
            self.text.push_str(&target.to_string());
        }
    }
}

//! Who reports to whom, and what follows from it: level, department, location, grade.

use super::draw::{Draw, Shuffle};
use super::places;

/// An org chart in breadth-first order: everyone stands after their manager, a level's people stand together.
/// Eight bytes a person.
pub(super) struct OrgTree {
    /// The manager of everyone but the first, who is the chief executive.
    managers: Vec<u32>,
    /// Where each level starts, and after the last level the number of people.
    level_starts: Vec<u32>,
    department: Vec<u8>,
    location: Vec<u8>,
    grade: Vec<u8>,
    has_reports: Vec<bool>,
}

/// How many of a thousand people on a level manage nobody; the last entry holds for all deeper levels.
const WITHOUT_REPORTS: [u32; 6] = [0, 0, 150, 350, 500, 580];

/// The grade of the chief executive.
pub(super) const TOP_GRADE: u8 = 10;

impl OrgTree {
    /// Draws a chart of `people` (at least 1).
    pub(super) fn new(people: u32, draw: &mut Draw) -> Self {
        let mut tree = OrgTree {
            managers: Vec::with_capacity(people as usize),
            level_starts: vec![0, 1],
            department: Vec::with_capacity(people as usize),
            location: Vec::with_capacity(people as usize),
            grade: Vec::new(),
            has_reports: vec![false; people as usize],
        };
        tree.managers.push(0);
        tree.department.push(places::EXECUTIVE_OFFICE);
        tree.location.push(0);
        let mut level = 0;
        while tree.len() < people {
            let spans = tree.spans_of(level, people, draw);
            tree.add_level(level, &spans, draw);
            level += 1;
        }
        tree.draw_grades(draw);
        tree
    }

    pub(super) fn len(&self) -> u32 {
        self.managers.len() as u32
    }

    /// The manager of everyone but the chief executive (0).
    pub(super) fn manager(&self, person: u32) -> Option<u32> {
        (person > 0).then(|| self.managers[person as usize])
    }

    /// Steps below the chief executive.
    pub(super) fn level(&self, person: u32) -> u32 {
        (self.level_starts.partition_point(|&start| start <= person) - 1) as u32
    }

    /// How many people stand on a higher level than this person.
    pub(super) fn people_above_level_of(&self, person: u32) -> u32 {
        self.level_starts[self.level(person) as usize]
    }

    pub(super) fn department(&self, person: u32) -> u8 {
        self.department[person as usize]
    }

    pub(super) fn location(&self, person: u32) -> u8 {
        self.location[person as usize]
    }

    /// 1 (entry) to [`TOP_GRADE`].
    pub(super) fn grade(&self, person: u32) -> u8 {
        self.grade[person as usize]
    }

    fn people_on(&self, level: usize) -> std::ops::Range<u32> {
        self.level_starts[level]..self.level_starts[level + 1]
    }

    /// How many reports each person on a level gets. When there are not people enough for all, whole teams are left
    /// out here and there, so that the last level does not fill from the left.
    fn spans_of(&self, level: usize, people: u32, draw: &mut Draw) -> Vec<u32> {
        let on_level = self.people_on(level);
        let mut left = people - self.len();
        let mut spans: Vec<u32> = on_level
            .map(|person| {
                let span = span(level, people, draw);
                let supports = places::is_support(self.department[person as usize]);
                // Support functions are smaller from the top: half as many branches on two levels.
                if supports && (1..=2).contains(&level) { span.div_ceil(2) } else { span }
            })
            .collect();
        if spans.iter().all(|&span| span == 0) {
            // Nobody on this level manages anybody, yet there are people left: somebody has to.
            let chosen = draw.below(spans.len() as u32) as usize;
            spans[chosen] = draw.between(3, 9);
        }
        let order = Shuffle::new(spans.len() as u32, draw);
        for k in 0..spans.len() as u32 {
            let span = &mut spans[order.at(k) as usize];
            *span = (*span).min(left);
            left -= *span;
        }
        spans
    }

    fn add_level(&mut self, level: usize, spans: &[u32], draw: &mut Draw) {
        let places = places::how_many_locations(self.has_reports.len() as u32);
        for (manager, &span) in self.people_on(level).zip(spans) {
            self.has_reports[manager as usize] = span > 0;
            for report in 0..span {
                self.managers.push(manager);
                let department =
                    if level == 0 { places::department_of_report(report) } else { self.department[manager as usize] };
                self.department.push(department);
                let stays = draw.per_mille(if level < 2 { 600 } else { 900 });
                let location = if stays { self.location[manager as usize] } else { draw.below(places) as u8 };
                self.location.push(location);
            }
        }
        self.level_starts.push(self.len());
    }

    /// Managers' grades fall evenly from 9 below the chief executive to 4, at most two a level; people without reports
    /// are of grades 1 to 5, higher close to the top, and never above their manager.
    fn draw_grades(&mut self, draw: &mut Draw) {
        let levels = self.level_starts.len() as u32 - 1;
        let mut grades = Vec::with_capacity(self.managers.len());
        grades.push(TOP_GRADE);
        for level in 1..levels {
            let below = level - 1;
            let fall = (2 * below).min(5 * below / levels.saturating_sub(3).max(1)).min(5);
            for person in self.people_on(level as usize) {
                let ceiling = u32::from(grades[self.managers[person as usize] as usize]);
                let grade = if self.has_reports[person as usize] {
                    (9 - fall).min(ceiling - 1).max(2)
                } else {
                    let drawn = 1 + draw.weighted(&[27, 27, 22, 15, 9]) as u32;
                    let lift = if level <= 2 { 3 - level } else { 0 };
                    (drawn + lift).min(ceiling)
                };
                grades.push(grade as u8);
            }
        }
        self.grade = grades;
    }
}

/// How many reports one person on this level has.
fn span(level: usize, people: u32, draw: &mut Draw) -> u32 {
    if level == 0 {
        return if people < 30 { draw.between(3, 5) } else { draw.between(6, 11) };
    }
    if draw.per_mille(WITHOUT_REPORTS[level.min(WITHOUT_REPORTS.len() - 1)]) {
        return 0;
    }
    // Shops, plants and service centres: few managers with very many reports.
    if people >= 20_000 && level >= 4 && draw.per_mille(1) {
        return draw.between(100, 400);
    }
    if people >= 2_000 && level >= 3 && draw.per_mille(15) {
        return draw.between(16, 40);
    }
    // Mostly 5 to 9, from 3 to 15: the sum of three draws.
    3 + draw.below(5) + draw.below(5) + draw.below(5)
}

//! The formulas of the components once more, as naively as can be: plain rows, exact fractions, loops over pairs.
//!
//! Nothing here uses the code it checks, except the plain data types of settings and births.

use std::collections::{BTreeMap, BTreeSet};

use super::company::Row;
use super::random::{Case, first_day};
use crate::policy::{AttributeMeasure, Component, GenerationDirection, GenerationMeasure};
use crate::score::Measure;
use crate::workforce::Birth;

/// A fraction in lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fraction {
    pub(super) num: i128,
    pub(super) den: i128,
}

impl Fraction {
    pub(super) fn new(num: i128, den: i128) -> Fraction {
        let (mut a, mut b) = (num.abs(), den);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        Fraction { num: num / a.max(1), den: den / a.max(1) }
    }

    fn plus(self, other: Fraction) -> Fraction {
        Fraction::new(self.num * other.den + other.num * self.den, self.den * other.den)
    }

    fn times(self, factor: i128) -> Fraction {
        Fraction::new(self.num * factor, self.den)
    }

    /// ⌊x + ½⌋
    pub(super) fn rounded(self) -> i128 {
        (2 * self.num + self.den).div_euclid(2 * self.den)
    }
}

const ZERO: Fraction = Fraction { num: 0, den: 1 };
const ONE: Fraction = Fraction { num: 1, den: 1 };
const BILLION: i128 = 1_000_000_000;

fn set(row: &Row, column: &str) -> BTreeSet<String> {
    let cell = row.cells.get(column).map_or("", String::as_str);
    cell.split(';').map(|part| part.trim().to_lowercase()).filter(|part| !part.is_empty()).collect()
}

fn jaccard(a: &BTreeSet<String>, b: &BTreeSet<String>) -> Fraction {
    Fraction::new(a.intersection(b).count() as i128, a.union(b).count() as i128)
}

fn gap(case: &Case, learner: &Row, teacher: &Row) -> Option<Fraction> {
    let (has, offers) = (learner.skills.as_ref()?, teacher.skills.as_ref()?);
    let topics: BTreeMap<String, (u8, Option<u8>)> =
        case.settings.topics.iter().map(|topic| (topic.to_lowercase(), (1, None))).collect();
    let wants = learner.wants.as_ref().or(Some(&topics).filter(|topics| !topics.is_empty()))?;
    let (mut num, mut den) = (0_i128, 0_i128);
    for (skill, &(importance, target)) in wants {
        let level = |skills: &BTreeMap<String, u8>| i128::from(skills.get(skill).copied().unwrap_or(0));
        let gap = (i128::from(target.unwrap_or(case.top)) - level(has)).max(0);
        num += i128::from(importance) * (level(offers) - level(has)).max(0).min(gap);
        den += i128::from(importance) * gap;
    }
    Some(if den == 0 { ZERO } else { Fraction::new(num, den) })
}

fn year(days: i32) -> i32 {
    (1900..2100).find(|&year| first_day(year) <= days && days < first_day(year + 1)).unwrap()
}

fn generation(case: &Case, junior: &Row, senior: &Row) -> Option<Fraction> {
    let settings = &case.settings.generation;
    let birth_year = |row: &Row| match row.birth {
        Birth::Date(days) => Some(year(days)),
        Birth::Year(year) => Some(i32::from(year)),
        Birth::Age(age) => Some(2026 - i32::from(age)),
        Birth::Cohort(_) | Birth::NotRecorded => None,
    };
    let cohort = |row: &Row| match row.birth {
        Birth::Cohort(cohort) => Some(i32::from(cohort)),
        _ => birth_year(row).map(|year| match year {
            ..=1945 => 0,
            1946..=1964 => 1,
            1965..=1980 => 2,
            1981..=1996 => 3,
            _ => 4,
        }),
    };
    let (a, b, range) = match settings.measure {
        GenerationMeasure::Cohort => (cohort(junior)?, cohort(senior)?, 4),
        GenerationMeasure::Years(range) => (birth_year(junior)?, birth_year(senior)?, range),
        GenerationMeasure::HireYears(range) => (year(junior.hired?), year(senior.hired?), range),
    };
    let counts = settings.direction == GenerationDirection::Either || a > b;
    let apart = if counts { i128::from((a - b).abs()).min(i128::from(range)) } else { 0 };
    Some(Fraction::new(apart, i128::from(range)))
}

fn culture(case: &Case, junior: &Row, senior: &Row) -> Option<Fraction> {
    let settings = &case.settings.culture;
    let (mut sum, mut both) = (ZERO, 0);
    for column in &settings.columns {
        let (a, b) = (set(junior, column), set(senior, column));
        if a.is_empty() || b.is_empty() {
            continue;
        }
        both += 1;
        let distance = if settings.distance_table.is_empty() {
            ONE.plus(jaccard(&a, &b).times(-1))
        } else {
            let listed = |x: &str, y: &str| {
                let rows = settings.distance_table.iter();
                let found = rows.filter(|(p, q, _)| (p == x && q == y) || (p == y && q == x)).map(|row| row.2).min();
                if x == y { 0 } else { found.unwrap_or(1_000_000_000) }
            };
            let all = a.iter().flat_map(|x| b.iter().map(move |y| listed(x, y)));
            Fraction::new(i128::from(all.min().unwrap()), BILLION)
        };
        sum = sum.plus(distance);
    }
    (both > 0).then(|| Fraction::new(sum.num, sum.den * both))
}

fn gender(case: &Case, junior: &Row, senior: &Row) -> Option<Fraction> {
    let (a, b) = (set(junior, "gender"), set(senior, "gender"));
    if a.is_empty() || b.is_empty() {
        return None;
    }
    Some(match &case.settings.gender.table {
        None => {
            if a == b {
                ZERO
            } else {
                ONE
            }
        }
        Some(table) => {
            let only = |set: &BTreeSet<String>, value: &String| set.len() == 1 && set.contains(value);
            let listed = table.iter().find(|(x, y, _)| only(&a, x) && only(&b, y)).map(|row| row.2);
            Fraction::new(i128::from(listed.unwrap_or(0)), BILLION)
        }
    })
}

fn attribute(case: &Case, column: &str, junior: &Row, senior: &Row) -> Option<Fraction> {
    let (a, b) = (set(junior, column), set(senior, column));
    if a.is_empty() || b.is_empty() {
        return None;
    }
    // three decimals at most: the nearest thousandth of the float is the number itself
    let number = |set: &BTreeSet<String>| (set.first().unwrap().parse::<f64>().unwrap() * 1000.0).round() as i128;
    let apart = |range: u64| {
        let range = i128::from(range);
        Fraction::new((number(&a) - number(&b)).abs().min(range), range)
    };
    let indicator = |yes: bool| if yes { ONE } else { ZERO };
    Some(match case.settings.attributes[column].measure {
        AttributeMeasure::Difference => indicator(a != b),
        AttributeMeasure::Similarity => indicator(a == b),
        AttributeMeasure::Overlap => jaccard(&a, &b),
        AttributeMeasure::Distance(range) => apart(range),
        AttributeMeasure::Closeness(range) => ONE.plus(apart(range).times(-1)),
    })
}

fn request(case: &Case, junior: &Row, senior: &Row) -> Option<Fraction> {
    let exists = case.rows.iter().any(|row| row.cells.contains_key("requests"));
    let names = |row: &Row, other: &Row| {
        let asked = set(row, "requests");
        let email = other.email.as_ref().is_some_and(|email| asked.contains(&email.to_lowercase()));
        let cell = row.cells.get("requests").map_or("", String::as_str);
        email || cell.split(';').any(|name| name.trim() == other.id)
    };
    exists.then(|| if names(junior, senior) || names(senior, junior) { ONE } else { ZERO })
}

/// The measure of any component; `None` where it is not recorded.
pub(super) fn measure(case: &Case, component: &Component, junior: &Row, senior: &Row) -> Option<Fraction> {
    match component {
        Component::SkillGap => gap(case, senior, junior),
        Component::ReciprocalSkillGap => gap(case, junior, senior),
        Component::Generation => generation(case, junior, senior),
        Component::Culture => culture(case, junior, senior),
        Component::Gender => gender(case, junior, senior),
        Component::Attribute(column) => attribute(case, column, junior, senior),
        Component::Request => request(case, junior, senior),
        Component::Custom(_) => {
            let eighths = super::random::chemistry().measure(&junior.id, &senior.id)? * 8.0;
            Some(Fraction::new(eighths as i128, 8))
        }
    }
}

/// In how many pairs a component is recorded, and its mean over them in billionths.
pub(super) fn constant(case: &Case, component: &Component) -> (u64, i128) {
    let sets = |row: &Row| match component {
        Component::Attribute(column) => vec![set(row, column)],
        _ => case.settings.culture.columns.iter().map(|column| set(row, column)).collect(),
    };
    let overlap = match component {
        Component::Attribute(column) => case.settings.attributes[column].measure == AttributeMeasure::Overlap,
        _ => false,
    };
    // parts that are rounded by themselves
    let mut parts: BTreeMap<String, Fraction> = BTreeMap::new();
    let mut pairs = 0;
    for junior in case.rows.iter().filter(|row| row.junior) {
        for senior in case.rows.iter().filter(|row| row.senior && row.id != junior.id) {
            let Some(measure) = measure(case, component, junior, senior) else { continue };
            pairs += 1;
            let part = match component {
                Component::SkillGap => senior.id.clone(),
                Component::ReciprocalSkillGap => junior.id.clone(),
                Component::Culture => format!("{:?}", (sets(junior), sets(senior))),
                Component::Attribute(_) if overlap => format!("{:?}", (sets(junior), sets(senior))),
                _ => String::new(),
            };
            let sum = parts.entry(part).or_insert(ZERO);
            *sum = sum.plus(measure);
        }
    }
    let sum: i128 = parts.values().map(|part| part.times(BILLION).rounded()).sum();
    (pairs, if pairs == 0 { 0 } else { Fraction::new(sum, i128::from(pairs)).rounded() })
}

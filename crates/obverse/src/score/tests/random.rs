//! Seeded random workforces and settings: everything missing now and then, people with both roles, ties everywhere.

use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64Mcg;

use super::company::{Row, both, junior, senior};
use crate::policy::{
    AttributeMeasure, AttributeSettings, Component, GenerationDirection, GenerationMeasure, Missing, ScoreSettings,
};
use crate::score::Measure;
use crate::workforce::Birth;

/// One random workforce and settings that weigh every component, some of them with 0.
pub(super) struct Case {
    pub(super) rows: Vec<Row>,
    pub(super) settings: ScoreSettings,
    /// Of the level scale.
    pub(super) top: u8,
}

/// A random stream.
pub(super) struct Draw(Pcg64Mcg);

impl Draw {
    pub(super) fn new(seed: u64) -> Draw {
        Draw(Pcg64Mcg::seed_from_u64(seed))
    }

    pub(super) fn below(&mut self, limit: u64) -> u64 {
        self.0.next_u64() % limit
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len() as u64) as usize]
    }

    /// Up to `most` of these words, in one cell.
    fn cell(&mut self, words: &[&str], most: u64) -> String {
        let count = 1 + self.below(most);
        (0..count).map(|_| self.pick(words)).collect::<Vec<_>>().join("; ")
    }
}

/// Days from 1970-01-01 to the first day of a year.
pub(super) fn first_day(year: i32) -> i32 {
    let leap_days = |year: i32| (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400;
    365 * (year - 1970) + leap_days(year) - leap_days(1970)
}

/// The measure of `custom:chemistry`: eighths, and nothing for some pairs.
pub(super) fn chemistry() -> impl Measure {
    |junior: &str, senior: &str| {
        let mixed = junior.bytes().chain(senior.bytes()).fold(7_u32, |h, b| h.wrapping_mul(31) ^ u32::from(b));
        (!mixed.is_multiple_of(5)).then(|| f64::from(mixed % 9) / 8.0)
    }
}

pub(super) fn case(seed: u64, people: u64) -> Case {
    let draw = &mut Draw::new(seed);
    let top = draw.pick(&[5, 5, 2, 15]);
    let missing = draw.pick(&[0, 15, 50]);
    let rows = (0..people).map(|k| person(draw, k, people, top, missing)).collect();
    Case { rows, settings: settings(draw), top }
}

fn person(draw: &mut Draw, k: u64, people: u64, top: u8, missing: u64) -> Row {
    let id = format!("P{k}");
    let mut row = match draw.below(10) {
        0..4 => junior(&id),
        4..8 => senior(&id),
        8 => both(&id),
        _ => Row { id, ..Row::default() },
    };
    let skill = |draw: &mut Draw| format!("s{}", draw.below(12));
    if !draw.chance(missing) {
        let level = |draw: &mut Draw| draw.below(u64::from(top) + 1) as u8;
        row.skills = Some((0..=draw.below(5)).map(|_| (skill(draw), level(draw))).collect());
    }
    if !draw.chance(missing) {
        let want = |draw: &mut Draw| {
            let target = draw.chance(40).then(|| draw.below(u64::from(top) + 1) as u8);
            (1 + draw.below(3) as u8, target)
        };
        row.wants = Some((0..=draw.below(4)).map(|_| (skill(draw), want(draw))).collect());
    }
    row.birth = match draw.below(5) {
        0 => Birth::NotRecorded,
        1 => Birth::Date(first_day(1940 + draw.below(66) as i32) + draw.below(365) as i32),
        2 => Birth::Year(1940 + draw.below(66) as i16),
        3 => Birth::Age(18 + draw.below(60) as u8),
        _ => Birth::Cohort(draw.below(4) as u8),
    };
    row.hired = (!draw.chance(missing)).then(|| first_day(1985 + draw.below(40) as i32) + draw.below(365) as i32);
    row.email = draw.chance(50).then(|| format!("p{k}@example.org"));
    let columns: [(&str, &[&str], u64); 5] = [
        ("gender", &["f", "m", "F ", "non-binary"], 1 + u64::from(draw.chance(10))),
        ("culture", &["aa", "Bb", "cc", "dd", "ee"], 2),
        ("language", &["en", "fr", "De", "pl", "it", "es", "nl"], 4),
        ("site", &["x", "X", "y", "z"], 2),
        ("band", &["1", "2", "3"], 1),
    ];
    for (column, words, most) in columns {
        if !draw.chance(missing) {
            row = row.cell(column, &draw.cell(words, most));
        }
    }
    if !draw.chance(missing) {
        let sign = draw.pick(&["", "-"]);
        row = row.cell("zone", &format!("{sign}{}.{:03}", draw.below(13), draw.below(1000)));
    }
    if draw.chance(20) {
        let other = draw.below(people);
        let names = [format!("p{other}"), format!("P{other}@example.org"), "x".into()];
        row = row.cell("requests", &names[draw.below(3) as usize]);
    }
    row
}

fn settings(draw: &mut Draw) -> ScoreSettings {
    let measures = [
        ("site", draw.pick(&[AttributeMeasure::Difference, AttributeMeasure::Similarity])),
        ("language", AttributeMeasure::Overlap),
        ("zone", draw.pick(&[AttributeMeasure::Distance(7_300), AttributeMeasure::Closeness(7_300)])),
        ("band", AttributeMeasure::Closeness(2_000)),
    ];
    let mut settings = ScoreSettings::default();
    let mut components = vec![
        Component::SkillGap,
        Component::ReciprocalSkillGap,
        Component::Generation,
        Component::Culture,
        Component::Gender,
        Component::Request,
        Component::Custom("chemistry".to_owned()),
    ];
    for (name, measure) in measures {
        settings.attributes.insert(name.to_owned(), AttributeSettings { measure });
        components.push(Component::Attribute(name.to_owned()));
    }
    settings.weights = components.into_iter().map(|component| (component, draw.below(1_000_000_000))).collect();
    let off = draw.below(settings.weights.len() as u64) as usize;
    settings.weights[off].1 = 0;
    settings.missing = draw.pick(&[Missing::Neutral, Missing::Neutral, Missing::Constant(123_456_789)]);
    if draw.chance(50) {
        settings.topics = vec!["S1".to_owned(), "s3".to_owned(), "unheard of".to_owned()];
    }
    settings.as_of = Some(jiff::civil::date(2026, 3, 1));
    settings.generation.measure =
        draw.pick(&[GenerationMeasure::Cohort, GenerationMeasure::Years(35), GenerationMeasure::HireYears(20)]);
    settings.generation.direction = draw.pick(&[GenerationDirection::Either, GenerationDirection::YoungerTeaches]);
    if draw.chance(60) {
        settings.culture.columns = vec!["culture".to_owned(), "language".to_owned()];
    }
    if draw.chance(30) {
        settings.culture.distance_table = vec![
            ("aa".into(), "bb".into(), 333_333_333),
            ("cc".into(), "aa".into(), 500_000_001),
            ("en".into(), "fr".into(), 250_000_000),
        ];
    }
    if draw.chance(40) {
        settings.gender.table = Some(vec![("f".into(), "m".into(), 1_000_000_000), ("m".into(), "f".into(), 333)]);
    }
    settings
}

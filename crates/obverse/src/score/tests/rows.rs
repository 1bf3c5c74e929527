//! Rows against pairs, one by one; and the order of the export.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::company::{Row, company_on, junior, prepare, senior, weighing};
use super::constants;
use super::random::{Case, Draw, case, chemistry};
use crate::Side;
use crate::policy::{AttributeMeasure, AttributeSettings, Component, ScoreSettings};
use crate::score::{Measure, Score};

/// Every row of both sides equals its breakdowns.
fn assert_rows_agree(score: &Score) {
    for side in [Side::Junior, Side::Senior] {
        let (own, others) = (score.participants().on(side), score.participants().on(side.opposite()));
        let mut out = vec![u32::MAX; others.len()];
        for (index, &person) in own.iter().enumerate() {
            score.fill(side, index, &mut out);
            for (&other, &points) in others.iter().zip(&out) {
                let (junior, senior) = if side == Side::Junior { (person, other) } else { (other, person) };
                assert_eq!(points, score.breakdown(junior, senior).points, "{side:?} {person:?} {other:?}");
            }
        }
    }
}

#[test]
fn rows_agree_with_breakdowns() {
    for seed in 1_000..1_150 {
        if let Some(score) = constants::prepare(&case(seed, 5 + seed % 60)) {
            assert_rows_agree(&score);
        }
    }
}

#[test]
fn rows_longer_than_a_block_agree() {
    let mut draw = Draw::new(9);
    let mut rows: Vec<Row> = case(9, 9_000).rows.into_iter().filter(|row| row.junior).collect();
    assert!(rows.len() > 4_096);
    rows.truncate(4_300);
    rows.extend((0..5).map(|k| {
        let skills = format!("s{}:{};s5:1", draw.below(4), draw.below(3));
        senior(&format!("S{k}")).skills(&skills).wants("s1:3;s5:2;s7:1").cell("gender", "f").cell("requests", "p17")
    }));
    rows.push(senior("unrecorded"));
    let settings = ScoreSettings { weights: case(9, 1).settings.weights, ..case(9, 1).settings };
    let case = Case { rows, settings, top: 5 };
    let score = constants::prepare(&case).unwrap();
    let mut out = vec![0; 4_300];
    for (index, &senior) in score.participants().seniors().iter().enumerate() {
        score.fill(Side::Senior, index, &mut out);
        for (&junior, &points) in score.participants().juniors().iter().zip(&out) {
            assert_eq!(points, score.points(junior, senior));
        }
    }
}

#[test]
fn long_lists_of_wants_agree() {
    // 15 wants at most 15 levels and importance 3: a denominator of 675; 400 wants: 18,000, beyond the tables
    for (wants, top) in [(15, 15), (400, 15), (40, 5), (17, 5)] {
        let cell = |level: &dyn Fn(usize) -> usize| {
            (0..wants).map(|k| format!("w{k}:{}", level(k))).collect::<Vec<_>>().join(";")
        };
        let rare = |k: usize| format!("w{}:{top}", k % wants);
        let mut rows: Vec<Row> = (0..40).map(|k| junior(&format!("j{k}")).skills(&rare(k))).collect();
        rows.push(junior("all").skills(&cell(&|k| k % (usize::from(top) + 1))).wants("w1:3"));
        rows.push(junior("none"));
        rows.push(senior("sue").skills("w0:1;w2:1").wants(&cell(&|_| 3)));
        rows.push(senior("tom").skills("w1:2").wants("w3:1"));
        rows.push(senior("una").wants("w3:1"));
        let (workforce, participants) = company_on(&rows, top);
        let settings = weighing(&[(Component::SkillGap, 70), (Component::ReciprocalSkillGap, 30)]);
        assert_rows_agree(&Score::prepare(&workforce, &participants, &settings, &[]).unwrap());
    }
}

#[test]
fn many_profiles_agree() {
    // 1,100 distinct values on each side: too many to fuse with a second component or to keep as one table
    let person = |row: Row, k: u32| {
        row.cell("site", &format!("site {k}")).cell("zone", &format!("{}.{:03}", k % 97, k)).cell("gender", "f")
    };
    let mut rows: Vec<Row> = (0..1_100).map(|k| person(junior(&format!("j{k}")), k)).collect();
    rows.extend((0..1_100).map(|k| person(senior(&format!("s{k}")), k * 7 % 1_100)));
    let attribute = |name: &str| Component::Attribute(name.to_owned());
    let mut settings = weighing(&[(attribute("site"), 20), (attribute("zone"), 50), (Component::Gender, 30)]);
    settings.attributes.insert("site".into(), AttributeSettings { measure: AttributeMeasure::Similarity });
    settings.attributes.insert("zone".into(), AttributeSettings { measure: AttributeMeasure::Distance(30_000) });
    let (_, score) = prepare(&rows, &settings).unwrap();
    let mut out = vec![0; 1_100];
    for index in (0..1_100).step_by(111) {
        score.fill(Side::Junior, index, &mut out);
        for (&senior, &points) in score.participants().seniors().iter().zip(&out) {
            assert_eq!(points, score.points(score.participants().juniors()[index], senior));
        }
    }
    // every junior has exactly one senior of the same site: 10^9 / 1,100 = 909,090.9
    assert_eq!(score.components()[1].constant, 909_091);
}

#[test]
fn a_shorter_or_longer_row_is_no_error() {
    let rows =
        [junior("ana").cell("gender", "f"), senior("sue").cell("gender", "m"), senior("tom").cell("gender", "m")];
    let (_, score) = prepare(&rows, &weighing(&[(Component::Gender, 1)])).unwrap();
    let mut out = [7; 4];
    score.fill(Side::Junior, 0, &mut out);
    assert_eq!(out, [1_000_000, 1_000_000, 0, 0]);
    score.fill(Side::Junior, 0, &mut out[..1]);
    score.fill(Side::Junior, 0, &mut []);
}

#[test]
fn the_order_of_rows_changes_nothing() {
    let by_id = |case: &Case| {
        let (workforce, participants) = company_on(&case.rows, case.top);
        let measure: Arc<dyn Measure> = Arc::new(chemistry());
        let custom = [("chemistry".to_owned(), measure)];
        let score = Score::prepare(&workforce, &participants, &case.settings, &custom).ok()?;
        let mut points = BTreeMap::new();
        for junior in workforce.people() {
            for senior in workforce.people() {
                let breakdown = score.breakdown(junior, senior);
                let topics: Vec<String> =
                    breakdown.topics.iter().map(|&skill| workforce.skills().label(skill).to_owned()).collect();
                let ids = [junior, senior].map(|person| workforce.id(person).to_owned());
                points.insert(ids, (breakdown.points, breakdown.measured_share, topics));
            }
        }
        Some((score.components().to_vec(), score.dropped().to_vec(), points))
    };
    for seed in 0..60 {
        let mut case = case(seed, 25);
        let before = by_id(&case);
        let mut draw = Draw::new(seed);
        for k in (1..case.rows.len()).rev() {
            case.rows.swap(k, draw.below(k as u64 + 1) as usize);
        }
        assert!(before == by_id(&case), "seed {seed}");
    }
}

//! What scoring refuses, and what it says.

use super::company::{junior, prepare, senior, weighing};
use crate::policy::{AttributeMeasure, AttributeSettings, Component, GenerationMeasure, ScoreSettings};
use crate::workforce::Birth;
use crate::{Code, Problems};

fn codes(problems: &Problems) -> Vec<Code> {
    problems.iter().map(|problem| problem.code).collect()
}

#[test]
fn nothing_to_score_says_what_to_add() {
    let problems = prepare(&[junior("ana"), senior("sue")], &ScoreSettings::default()).unwrap_err();
    assert_eq!(codes(&problems), [Code::NothingToScore]);
    let text = &problems.iter().next().unwrap().text;
    assert!(text.starts_with("Nothing here says what anyone can teach or wants to learn"), "{text}");
    assert!(text.contains("`skills`") && text.contains("culture (there is no column \"culture\"), gender ("), "{text}");
}

#[test]
fn every_problem_at_once() {
    let attribute = |name: &str| Component::Attribute(name.to_owned());
    let mut settings = weighing(&[
        (Component::Generation, 1),
        (Component::Culture, 1),
        (attribute("departement"), 1),
        (attribute("zone"), 1),
        (attribute("site"), 1),
        (Component::Custom("chemistry".into()), 1),
    ]);
    settings.culture.columns = vec!["nationality".into()];
    settings.attributes.insert("departement".into(), AttributeSettings { measure: AttributeMeasure::Difference });
    settings.attributes.insert("zone".into(), AttributeSettings { measure: AttributeMeasure::Distance(1_000) });
    let row = |row: super::company::Row| row.cell("department", "x").cell("site", "y");
    let rows = [
        row(junior("ana")).born(Birth::Age(30)).cell("zone", "GMT+1"),
        row(senior("sue")).born(Birth::Age(61)).cell("zone", "2"),
        row(senior("tom")).cell("zone", "3;4"),
    ];
    let problems = prepare(&rows, &settings).unwrap_err();
    let expected = [
        Code::AsOfMissing,      // generation
        Code::UnknownColumn,    // culture
        Code::UnknownColumn,    // departement
        Code::BadValue,         // site has no settings
        Code::UnreadableNumber, // zone
        Code::BadValue,         // chemistry
    ];
    assert_eq!(codes(&problems), expected);
    let all: Vec<_> = problems.iter().collect();
    // people given one by one count from 1
    assert_eq!(all[0].rows, [1, 2]);
    assert!(all[2].text.contains("did you mean \"department\"?"), "{}", all[2].text);
    assert_eq!((all[4].rows.as_slice(), all[4].value.as_deref()), ([1, 3].as_slice(), Some("GMT+1")));
}

#[test]
fn protected_values_are_not_echoed() {
    let mut settings = weighing(&[(Component::Attribute("faith".into()), 1)]);
    settings.attributes.insert("faith".into(), AttributeSettings { measure: AttributeMeasure::Distance(1_000) });
    settings.protected = vec!["faith".into()];
    let rows = [junior("ana").cell("faith", "secret"), senior("sue").cell("faith", "1")];
    let problems = prepare(&rows, &settings).unwrap_err();
    assert_eq!(codes(&problems), [Code::UnreadableNumber]);
    assert!(!format!("{problems:?} {problems}").contains("secret"));
}

#[test]
fn ages_need_a_date_only_where_they_are_read() {
    let rows = [
        junior("ana").born(Birth::Age(30)).hired(12_000).skills("ai:1"),
        senior("sue").born(Birth::Year(1960)).hired(2_000).skills("ai:1").wants("ai:1"),
    ];
    let mut settings = weighing(&[(Component::SkillGap, 1), (Component::Generation, 1)]);
    assert_eq!(codes(&prepare(&rows, &settings).unwrap_err()), [Code::AsOfMissing]);
    settings.generation.measure = GenerationMeasure::HireYears(30);
    assert!(prepare(&rows, &settings).is_ok());
    settings.generation.measure = GenerationMeasure::Cohort;
    settings.use_protected = false;
    assert!(prepare(&rows, &settings).is_ok());
    settings.use_protected = true;
    settings.as_of = Some(jiff::civil::date(2026, 1, 1));
    assert!(prepare(&rows, &settings).is_ok());
}

#[test]
fn generations_must_be_on_the_scale() {
    let rows = [junior("ana").born(Birth::Cohort(5)), senior("sue").born(Birth::Cohort(0))];
    let problems = prepare(&rows, &weighing(&[(Component::Generation, 1)])).unwrap_err();
    assert_eq!(codes(&problems), [Code::UnknownGeneration]);
}

#[test]
fn debug_tells_nothing_about_people() {
    let rows = [junior("ana").cell("gender", "f"), senior("sue").cell("gender", "m")];
    let (workforce, score) = prepare(&rows, &weighing(&[(Component::Gender, 1)])).unwrap();
    let [ana, sue] = ["ana", "sue"].map(|id| workforce.person(id).unwrap());
    let text = format!("{:?}", score.breakdown(ana, sue).terms);
    assert!(!text.contains("num") && !text.contains("recorded"), "{text}");
}

//! Every component on an example worked by hand.
//!
//! With one component alone, W = 1,000,000: points are millionths of the measure, rounded half up.

use std::sync::Arc;

use super::company::{Row, both, junior, prepare, prepare_with, senior, weighing};
use crate::policy::{
    AttributeMeasure, AttributeSettings, Component, GenerationDirection, GenerationMeasure, Missing, ScoreSettings,
};
use crate::score::{Dropped, Measure, Score};
use crate::workforce::{Birth, Workforce};

fn alone(component: Component) -> ScoreSettings {
    weighing(&[(component, 100)])
}

fn points(workforce: &Workforce, score: &Score, junior: &str, senior: &str) -> u32 {
    score.points(workforce.person(junior).unwrap(), workforce.person(senior).unwrap())
}

fn topics(workforce: &Workforce, score: &Score, junior: &str, senior: &str) -> Vec<String> {
    let breakdown = score.breakdown(workforce.person(junior).unwrap(), workforce.person(senior).unwrap());
    breakdown.topics.iter().map(|&skill| workforce.skills().label(skill).to_owned()).collect()
}

#[test]
fn skill_gap() {
    let rows = [
        junior("ana").skills("ai:5;sql:3;video:1"),
        junior("ben").skills("cooking:5"),
        junior("cem"),
        // wants: ai from 2 to 5, importance 3 -> 9; sql from 1 to 4, importance 2 -> 6; video from 0 to 5 -> 5; all 20
        senior("sue").skills("ai:2;sql:1").wants("ai:3;sql:2@4;video:1"),
        // at the target already: no gap left
        senior("tom").skills("ai:5").wants("ai:3"),
        senior("una").skills("ai:1"),
    ];
    let (workforce, score) = prepare(&rows, &alone(Component::SkillGap)).unwrap();
    let at = |junior, senior| points(&workforce, &score, junior, senior);
    // ana closes ai 3·3 = 9, sql 2·2 = 4, video 1: 14 of 20
    assert_eq!(at("ana", "sue"), 700_000);
    assert_eq!(topics(&workforce, &score, "ana", "sue"), ["ai", "sql", "video"]);
    assert_eq!(at("ben", "sue"), 0);
    assert_eq!(at("ana", "tom"), 0);
    // recorded for {ana, ben} × {sue, tom}; sue's sum 14/20 = 700,000,000 billionths, tom's 0; the mean is a quarter
    let scored = &score.components()[0];
    assert_eq!((scored.recorded_pairs, scored.constant), (4, 175_000_000));
    assert_eq!(at("cem", "sue"), 175_000);
    assert_eq!(at("ana", "una"), 175_000);
    assert!(topics(&workforce, &score, "ana", "una").is_empty());
}

#[test]
fn reciprocal_skill_gap() {
    let rows = [
        // strategy from 1 to 5: 4; budgets from 0 to 5, importance 2: 10; all 14
        junior("ana").skills("strategy:1").wants("strategy:1;budgets:2"),
        // strategy 3, budgets 2·1 = 2: 5 of 14
        senior("sue").skills("budgets:1;strategy:4"),
    ];
    let (workforce, score) = prepare(&rows, &alone(Component::ReciprocalSkillGap)).unwrap();
    // 5/14 = 0.3571428|57
    assert_eq!(points(&workforce, &score, "ana", "sue"), 357_143);
    assert_eq!(score.components()[0].constant, 357_142_857);
    // topics are the senior's, whatever is weighed
    assert!(topics(&workforce, &score, "ana", "sue").is_empty());
}

#[test]
fn topics_stand_in_for_wants() {
    let rows = [
        junior("ana").skills("ai:4"),
        senior("sue").skills("ai:1"),
        senior("tom").skills("ai:1").wants("ai:2@2"),
        senior("una"),
    ];
    // nobody has or wants "robots"; "AI" is named twice
    let topics_of_policy = ["AI ".to_owned(), "robots".to_owned(), "ai".to_owned()];
    let settings = ScoreSettings { topics: topics_of_policy.into(), ..alone(Component::SkillGap) };
    let (workforce, score) = prepare(&rows, &settings).unwrap();
    // sue: ai from 1 to 5 is 4, robots from 0 to 5 is 5; ana closes 3 of 9
    assert_eq!(points(&workforce, &score, "ana", "sue"), 333_333);
    // tom says what he wants: 2 of 2
    assert_eq!(points(&workforce, &score, "ana", "tom"), 1_000_000);
    // (333,333,333 + 1,000,000,000) / 2 = 666,666,666.5, rounded half up; una's skills are not recorded
    assert_eq!(score.components()[0].constant, 666_666_667);
    assert_eq!(points(&workforce, &score, "ana", "una"), 666_667);
    // without topics sue is not recorded, and tom's is the only pair
    let (workforce, score) = prepare(&rows, &alone(Component::SkillGap)).unwrap();
    assert_eq!(points(&workforce, &score, "ana", "sue"), 1_000_000);
    assert_eq!(score.components()[0].recorded_pairs, 1);
}

#[test]
fn generation_by_cohort() {
    let rows = [
        junior("ana").born(Birth::Year(1998)),   // Z, 4
        junior("ben").born(Birth::Cohort(1)),    // Boomer
        senior("sue").born(Birth::Date(-2_000)), // 1964-07-11: Boomer, 1
        senior("tom").born(Birth::Year(1980)),   // X, 2
        senior("una"),
    ];
    let mut settings = alone(Component::Generation);
    let (workforce, score) = prepare(&rows, &settings).unwrap();
    let at = |junior, senior| points(&workforce, &score, junior, senior);
    assert_eq!(at("ana", "sue"), 750_000);
    assert_eq!(at("ana", "tom"), 500_000);
    assert_eq!(at("ben", "sue"), 0);
    assert_eq!(at("ben", "tom"), 250_000);
    // (3 + 2 + 0 + 1) / 4 over 4 pairs
    assert_eq!(at("ana", "una"), 375_000);
    // ben is of an earlier cohort than tom: 0 then
    settings.generation.direction = GenerationDirection::YoungerTeaches;
    let (workforce, score) = prepare(&rows, &settings).unwrap();
    assert_eq!(points(&workforce, &score, "ben", "tom"), 0);
    assert_eq!(points(&workforce, &score, "ana", "tom"), 500_000);
    assert_eq!(score.components()[0].constant, 312_500_000);
}

#[test]
fn generation_by_years() {
    let rows = [
        junior("ana").born(Birth::Age(25)).hired(365 * 50 + 200), // born 2000, hired 2020
        junior("ben").born(Birth::Cohort(4)),
        senior("sue").born(Birth::Year(1970)).hired(365 * 25), // hired 1994
        senior("tom").born(Birth::Year(1950)),
    ];
    let mut settings = alone(Component::Generation);
    settings.as_of = Some(jiff::civil::date(2025, 6, 1));
    settings.generation.measure = GenerationMeasure::Years(40);
    let (workforce, score) = prepare(&rows, &settings).unwrap();
    assert_eq!(points(&workforce, &score, "ana", "sue"), 750_000);
    assert_eq!(points(&workforce, &score, "ana", "tom"), 1_000_000);
    // a cohort has no year: (3/4 + 1) / 2
    assert_eq!(points(&workforce, &score, "ben", "tom"), 875_000);
    // 365 · 25 = 9,125 days: 25 years have 6 leap days (1972 … 1992), so it is 25 December 1994; 365 · 50 + 200 lies in
    // 2020; 26 of 30 years
    settings.generation.measure = GenerationMeasure::HireYears(30);
    let (workforce, score) = prepare(&rows, &settings).unwrap();
    assert_eq!(points(&workforce, &score, "ana", "sue"), 866_667);
    assert_eq!(score.components()[0].recorded_pairs, 1);
    assert!(!score.components()[0].protected);
}

#[test]
fn culture_by_shared_values() {
    let rows = [
        junior("ana").cell("nationality", "DE;FR").cell("language", "de;fr;en"),
        junior("ben").cell("nationality", "PL"),
        senior("sue").cell("nationality", "fr").cell("language", "en"),
        senior("tom").cell("language", "ja"),
    ];
    let mut settings = alone(Component::Culture);
    settings.culture.columns = vec!["nationality".into(), "language".into()];
    let (workforce, score) = prepare(&rows, &settings).unwrap();
    let at = |junior, senior| points(&workforce, &score, junior, senior);
    // nationality 1 − 1/2, language 1 − 1/3: (1/2 + 2/3) / 2 = 7/12 = 0.58333|3
    assert_eq!(at("ana", "sue"), 583_333);
    assert_eq!(at("ana", "tom"), 1_000_000);
    assert_eq!(at("ben", "sue"), 1_000_000);
    // ben and tom have no attribute in common: (583,333,333 + 2 · 10^9) / 3 = 861,111,111
    assert_eq!(score.components()[0].constant, 861_111_111);
    assert_eq!(at("ben", "tom"), 861_111);
}

#[test]
fn culture_by_distance_table() {
    let rows = [
        junior("ana").cell("culture", "Nordic;Latin"),
        junior("ben").cell("culture", "Nordic"),
        senior("sue").cell("culture", "Confucian"),
        senior("tom").cell("culture", "LATIN"),
    ];
    let mut settings = alone(Component::Culture);
    let distance = |a: &str, b: &str, billionths| (a.to_owned(), b.to_owned(), billionths);
    settings.culture.distance_table =
        vec![distance("confucian", "nordic", 700_000_000), distance("latin", "confucian", 400_000_000)];
    let (workforce, score) = prepare(&rows, &settings).unwrap();
    let at = |junior, senior| points(&workforce, &score, junior, senior);
    assert_eq!(at("ana", "sue"), 400_000); // the nearer of .7 and .4
    assert_eq!(at("ana", "tom"), 0); // they share one
    assert_eq!(at("ben", "sue"), 700_000);
    assert_eq!(at("ben", "tom"), 1_000_000); // not listed
    assert_eq!(score.components()[0].constant, 525_000_000);
}

#[test]
fn gender() {
    let rows = [
        junior("ana").cell("gender", "F"),
        junior("ben").cell("gender", "m"),
        junior("cem").cell("gender", "non-binary;f"),
        senior("sue").cell("gender", "f"),
        senior("tom").cell("gender", "M "),
        senior("una"),
    ];
    let mut settings = alone(Component::Gender);
    let (workforce, score) = prepare(&rows, &settings).unwrap();
    let at = |junior, senior| points(&workforce, &score, junior, senior);
    assert_eq!([at("ana", "sue"), at("ana", "tom"), at("cem", "sue")], [0, 1_000_000, 1_000_000]);
    // differing: ana–tom, ben–sue, cem–sue, cem–tom: 4 of 6
    assert_eq!(score.components()[0].constant, 666_666_667);
    assert_eq!(at("ana", "una"), 666_667);

    settings.gender.table = Some(vec![("f".into(), "m".into(), 900_000_000), ("m".into(), "f".into(), 100_000_000)]);
    let (workforce, score) = prepare(&rows, &settings).unwrap();
    let at = |junior, senior| points(&workforce, &score, junior, senior);
    assert_eq!([at("ana", "tom"), at("ben", "sue"), at("ben", "tom"), at("cem", "tom")], [900_000, 100_000, 0, 0]);
    // (.9 + .1) / 6
    assert_eq!(score.components()[0].constant, 166_666_667);
}

fn column(name: &str, measure: AttributeMeasure) -> ScoreSettings {
    let mut settings = alone(Component::Attribute(name.to_owned()));
    settings.attributes.insert(name.to_owned(), AttributeSettings { measure });
    settings
}

#[test]
fn attribute_of_values() {
    let rows = [
        junior("ana").cell("site", "Lyon;Kyoto"),
        junior("ben").cell("site", "kyoto;lyon"),
        senior("sue").cell("site", "LYON ; kyoto"),
        senior("tom").cell("site", "Lyon;Porto;Oslo"),
        senior("una"),
    ];
    let all = |measure| {
        let (workforce, score) = prepare(&rows, &column("site", measure)).unwrap();
        let constant = score.components()[0].constant;
        let at = |senior| points(&workforce, &score, "ana", senior);
        (at("sue"), at("tom"), at("una"), constant)
    };
    assert_eq!(all(AttributeMeasure::Difference), (0, 1_000_000, 500_000, 500_000_000));
    assert_eq!(all(AttributeMeasure::Similarity), (1_000_000, 0, 500_000, 500_000_000));
    // tom: lyon of lyon, kyoto, porto, oslo: 1/4; the mean (2 · 1 + 2 · 1/4) / 4 = 5/8
    assert_eq!(all(AttributeMeasure::Overlap), (1_000_000, 250_000, 625_000, 625_000_000));
}

#[test]
fn attribute_of_numbers() {
    let rows = [
        junior("ana").cell("zone", "1"),
        junior("ben").cell("zone", "-4.5"),
        senior("sue").cell("zone", "1.25"),
        senior("tom").cell("zone", "9"),
        senior("una"),
    ];
    let all = |measure| {
        let (workforce, score) = prepare(&rows, &column("zone", measure)).unwrap();
        let at = |junior, senior| points(&workforce, &score, junior, senior);
        ([at("ana", "sue"), at("ana", "tom"), at("ben", "sue"), at("ben", "tom")], score.components()[0].constant)
    };
    // of a range of 10: .25, 8, 5.75, 13.5 -> 10; the sum 24 / 40
    assert_eq!(all(AttributeMeasure::Distance(10_000)), ([25_000, 800_000, 575_000, 1_000_000], 600_000_000));
    assert_eq!(all(AttributeMeasure::Closeness(10_000)), ([975_000, 200_000, 425_000, 0], 400_000_000));
}

#[test]
fn request() {
    let rows = [
        junior("ana").cell("requests", "sue;nobody@example.org"),
        junior("ben").email("Ben@example.org"),
        senior("sue"),
        senior("tom").cell("requests", "ben@EXAMPLE.org"),
    ];
    let (workforce, score) = prepare(&rows, &alone(Component::Request)).unwrap();
    let at = |junior, senior| points(&workforce, &score, junior, senior);
    assert_eq!([at("ana", "sue"), at("ana", "tom"), at("ben", "sue"), at("ben", "tom")], [1_000_000, 0, 0, 1_000_000]);
    assert_eq!((score.components()[0].recorded_pairs, score.components()[0].constant), (4, 500_000_000));
}

#[test]
fn requested_ids_that_differ_in_case_alone_are_two_people() {
    let rows = [
        junior("j").cell("requests", " A1 "),
        junior("k").cell("requests", "a1"),
        junior("l").cell("requests", "A1;a1"),
        senior("A1"),
        senior("a1"),
    ];
    let (workforce, score) = prepare(&rows, &alone(Component::Request)).unwrap();
    let at = |junior| ["A1", "a1"].map(|senior| points(&workforce, &score, junior, senior));
    assert_eq!(["j", "k", "l"].map(at), [[1_000_000, 0], [0, 1_000_000], [1_000_000, 1_000_000]]);
    // 4 of 6 pairs
    assert_eq!(score.components()[0].constant, 666_666_667);
}

#[test]
fn custom() {
    let chemistry: Arc<dyn Measure> = Arc::new(|junior: &str, senior: &str| match (junior, senior) {
        ("ana", "sue") => Some(0.125),
        ("ana", "tom") => Some(7.0),
        ("ben", "sue") => Some(f64::NAN),
        _ => None,
    });
    let rows = [junior("ana"), junior("ben"), senior("sue"), senior("tom")];
    let settings = alone(Component::Custom("chemistry".into()));
    let (workforce, score) = prepare_with(&rows, &settings, &[("chemistry".into(), chemistry)]).unwrap();
    let at = |junior, senior| points(&workforce, &score, junior, senior);
    assert_eq!([at("ana", "sue"), at("ana", "tom")], [125_000, 1_000_000]);
    // (.125 + 1) / 2
    assert_eq!([at("ben", "sue"), at("ben", "tom")], [562_500, 562_500]);
    assert_eq!(score.components()[0].recorded_pairs, 2);
}

#[test]
fn weights_are_shared_among_what_is_recorded() {
    let rows = [
        junior("ana").skills("ai:5").cell("gender", "f"),
        senior("sue").skills("ai:1").wants("ai:1").cell("gender", "f"),
        senior("tom"),
    ];
    // the defaults: nobody's culture or birth is recorded, and no junior wants anything: .40 and .15 are left
    let (workforce, score) = prepare(&rows, &ScoreSettings::default()).unwrap();
    let weights: Vec<_> = score.components().iter().map(|scored| (scored.component.clone(), scored.weight)).collect();
    // 40/55 = 0.7272727|2, 15/55 = 0.2727272|7: the second has the larger remainder
    assert_eq!(weights, [(Component::SkillGap, 727_273), (Component::Gender, 272_727)]);
    let not_recorded = |component| (component, Dropped::NotRecorded);
    let dropped = [Component::ReciprocalSkillGap, Component::Generation, Component::Culture].map(not_recorded);
    assert_eq!(score.dropped(), dropped);
    assert_eq!(score.missing(&Component::ReciprocalSkillGap), Some("no junior has wants"));
    assert_eq!(score.missing(&Component::Culture), Some("there is no column \"culture\""));
    let births = "no junior or senior has a birth date, birth year, age or generation";
    assert_eq!(score.missing(&Component::Generation), Some(births));
    assert_eq!(score.missing(&Component::SkillGap), None);
    assert_eq!(points(&workforce, &score, "ana", "sue"), 727_273);
    let breakdown = score.breakdown(workforce.person("ana").unwrap(), workforce.person("tom").unwrap());
    assert_eq!(breakdown.measured_share, 0);
    assert_eq!(score.protected_found(), ["gender"]);
    assert_eq!(score.protected_used(), ["gender"]);
}

#[test]
fn what_nobody_has_is_named() {
    let missing = |rows: &[Row], component: Component| {
        // Requests keep something to score.
        let mut settings = weighing(&[(component.clone(), 1), (Component::Request, 1)]);
        if let Component::Attribute(name) = &component {
            let measure = AttributeSettings { measure: AttributeMeasure::Similarity };
            settings.attributes.insert(name.clone(), measure);
        }
        let (_, score) = prepare(rows, &settings).unwrap();
        score.missing(&component).map(str::to_owned).unwrap_or_default()
    };
    let ana = || junior("ana").cell("requests", "sue");
    let gap = |ana: Row, sue: Row, tom: Row| missing(&[ana, sue, tom], Component::SkillGap);
    let nobody = "no junior has skills; no senior has skills; no senior has wants";
    assert_eq!(gap(ana(), senior("sue"), senior("tom")), nobody);
    let ana_teaches = || ana().skills("ai:5");
    assert_eq!(gap(ana(), senior("sue").skills("ai:1").wants("ai:1"), senior("tom")), "no junior has skills");
    assert_eq!(gap(ana_teaches(), senior("sue").wants("ai:1"), senior("tom")), "no senior has skills");
    assert_eq!(gap(ana_teaches(), senior("sue").skills("ai:1"), senior("tom")), "no senior has wants");
    let apart = gap(ana_teaches(), senior("sue").skills("ai:1"), senior("tom").wants("ai:1"));
    assert_eq!(apart, "no senior has both skills and wants");
    let site = Component::Attribute("site".to_owned());
    assert_eq!(missing(&[ana().cell("site", "x"), senior("sue")], site), "no senior has site");
    assert_eq!(missing(&[ana().cell("gender", "x"), senior("sue")], Component::Gender), "no senior has gender");
    let self_alone = [both("ana").cell("gender", "x"), senior("sue").cell("requests", "ana")];
    assert_eq!(missing(&self_alone, Component::Gender), "no junior and another senior both have it");
}

#[test]
fn attribute_free_mode_drops_what_is_protected() {
    let person = |row: Row| row.skills("ai:1").wants("ai:1").cell("gender", "f").cell("faith", "x").cell("site", "y");
    let rows = [person(junior("ana")).born(Birth::Year(1990)), person(senior("sue")).born(Birth::Year(1960))];
    let attribute = |name: &str| Component::Attribute(name.to_owned());
    let mut settings = weighing(&[
        (Component::SkillGap, 10),
        (Component::Generation, 10),
        (Component::Gender, 10),
        (Component::Culture, 0),
        (attribute("faith"), 10),
        (attribute("site"), 10),
    ]);
    for name in ["faith", "site"] {
        settings.attributes.insert(name.into(), AttributeSettings { measure: AttributeMeasure::Similarity });
    }
    settings.protected = vec!["faith".into()];
    settings.use_protected = false;
    let (_, score) = prepare(&rows, &settings).unwrap();
    let names: Vec<String> = score.components().iter().map(|scored| scored.component.to_string()).collect();
    assert_eq!(names, ["skill_gap", "attribute:site"]);
    let dropped: Vec<_> = score.dropped().iter().map(|(name, why)| (name.to_string(), why.as_str())).collect();
    let expected = [
        ("generation", "attribute_free"),
        ("culture", "switched_off"),
        ("gender", "attribute_free"),
        ("attribute:faith", "attribute_free"),
    ];
    assert_eq!(dropped, expected.map(|(name, why)| (name.to_owned(), why)));
    assert_eq!(score.protected_found(), ["birth", "faith", "gender"]);
    assert!(score.protected_used().is_empty());
}

#[test]
fn a_constant_can_be_set() {
    let rows = [junior("ana").cell("gender", "f"), senior("sue").cell("gender", "m"), senior("tom")];
    let mut settings = alone(Component::Gender);
    settings.missing = Missing::Constant(0);
    let (workforce, score) = prepare(&rows, &settings).unwrap();
    assert_eq!(points(&workforce, &score, "ana", "tom"), 0);
    settings.missing = Missing::Constant(250_000_000);
    let (workforce, score) = prepare(&rows, &settings).unwrap();
    assert_eq!(points(&workforce, &score, "ana", "tom"), 250_000);
    assert_eq!(points(&workforce, &score, "ana", "sue"), 1_000_000);
}

#[test]
fn nobody_is_paired_with_themselves_in_a_mean() {
    // two juniors and two seniors, but kim is both: three pairs, not four
    let rows = [both("kim").cell("gender", "f"), junior("lou").cell("gender", "m"), senior("sue").cell("gender", "f")];
    let (_, score) = prepare(&rows, &alone(Component::Gender)).unwrap();
    // kim–sue 0, lou–kim 1, lou–sue 1
    assert_eq!((score.components()[0].recorded_pairs, score.components()[0].constant), (3, 666_666_667));
}

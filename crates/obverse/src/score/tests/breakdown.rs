//! The topics of a pair and the share that is measured.

use super::company::{junior, prepare, senior, weighing};
use super::constants;
use super::random::case;
use crate::policy::Component;
use crate::workforce::Person;

#[test]
fn topics_stand_in_order_of_what_they_close_then_by_name() {
    let rows = [
        junior("ana").skills("alpha:5;beta:3;delta:1;gamma:5;zeta:2"),
        // closed: alpha 1 · 3, beta 3 · 2, gamma 2 · 3, delta 0, zeta 1 · 2; beta and gamma tie at 6
        senior("sue").skills("alpha:2;beta:1;delta:1;gamma:2").wants("alpha:1;beta:3;delta:3;gamma:2;zeta:1"),
    ];
    let (workforce, score) = prepare(&rows, &weighing(&[(Component::SkillGap, 1)])).unwrap();
    let topics = score.breakdown(Person(0), Person(1)).topics;
    let names: Vec<&str> = topics.iter().map(|&skill| workforce.skills().label(skill)).collect();
    assert_eq!(names, ["beta", "gamma", "alpha", "zeta"]);
}

#[test]
fn topics_do_not_depend_on_weights() {
    let rows = [
        junior("ana").skills("ai:5").cell("gender", "f"),
        senior("sue").skills("ai:1").wants("ai:1").cell("gender", "m"),
    ];
    let (_, score) = prepare(&rows, &weighing(&[(Component::Gender, 1)])).unwrap();
    assert_eq!(score.breakdown(Person(0), Person(1)).topics.len(), 1);
}

#[test]
fn the_measured_share_is_the_weight_of_recorded_terms() {
    let mut partly = 0;
    for seed in 0..50 {
        let Some(score) = constants::prepare(&case(seed, 12)) else { continue };
        for (j, s) in (0..12).flat_map(|j| (0..12).map(move |s| (j, s))) {
            let breakdown = score.breakdown(Person(j), Person(s));
            let unrecorded: u32 = breakdown.terms.iter().filter(|term| !term.recorded).map(|term| term.weight).sum();
            assert_eq!(breakdown.measured_share + unrecorded, 1_000_000);
            partly += u32::from(unrecorded > 0);
        }
    }
    assert!(partly > 1_000);
}

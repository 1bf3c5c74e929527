//! Promise 6: unmatched is a result with a reason, never silence.

use std::collections::BTreeSet;

use obverse::Side;
use obverse_testkit::strategy::case;
use proptest::prelude::*;

use crate::ready;

proptest! {
    #![proptest_config(ready::cases(250))]

    #[test]
    fn everyone_is_paired_or_has_a_reason(case in case(16)) {
        let Ok(programme) = ready::programme(&case) else { return Ok(()) };
        let matching = programme.solve().unwrap();
        let workforce = programme.workforce();
        for side in [Side::Junior, Side::Senior] {
            let paired: BTreeSet<&str> = (matching.partners())
                .map(|(junior, senior)| workforce.id(if side == Side::Junior { junior } else { senior }))
                .collect();
            let left: BTreeSet<&str> =
                matching.unmatched().iter().filter(|u| u.role == side.as_str()).map(|u| u.id.as_str()).collect();
            for &person in programme.participants().on(side) {
                let id = workforce.id(person);
                prop_assert!(paired.contains(id) != left.contains(id), "{id} as {}", side.as_str());
            }
            prop_assert!(left.iter().all(|id| workforce.person(id).is_some()));
        }
        for person in matching.unmatched() {
            prop_assert!(!person.reasons.is_empty(), "{} has no reason", person.id);
            for reason in &person.reasons {
                prop_assert!(!reason.text.is_empty() && reason.count <= reason.of.max(reason.count));
            }
        }
    }

    #[test]
    fn a_rule_that_is_named_rules_out_as_many_as_it_says(case in case(12)) {
        let Ok(programme) = ready::programme(&case) else { return Ok(()) };
        let workforce = programme.workforce();
        for person in programme.solve().unwrap().unmatched() {
            let here = workforce.person(&person.id).unwrap();
            let side = if person.role == "junior" { Side::Junior } else { Side::Senior };
            let others: Vec<_> = programme.participants().on(side.opposite()).iter().filter(|p| **p != here).collect();
            for reason in &person.reasons {
                let ruled = others.iter().filter(|&&&other| {
                    let (junior, senior) = if side == Side::Junior { (here, other) } else { (other, here) };
                    programme.eligibility().ruled_out_by(junior, senior).iter().any(|r| r.rule.as_str() == reason.code)
                });
                let rules = ["reporting_line", "conflict", "past_pair", "grade_gap", "different", "shares", "can_teach"];
                if rules.contains(&reason.code) {
                    prop_assert_eq!(ruled.count() as u64, reason.count, "{} for {}", reason.code, person.id);
                    prop_assert_eq!(others.len() as u64, reason.of);
                }
            }
        }
    }
}

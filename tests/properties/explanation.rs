//! Promise 5: an explanation adds up exactly, for any two people, ineligible ones too.

use obverse_testkit::strategy::case;
use proptest::prelude::*;

use crate::ready;

proptest! {
    #![proptest_config(ready::cases(150))]

    #[test]
    fn terms_add_up_for_any_two_people(case in case(12)) {
        let Ok(programme) = ready::programme(&case) else { return Ok(()) };
        let workforce = programme.workforce();
        for junior in workforce.people() {
            for senior in workforce.people() {
                let why = programme.explain(workforce.id(junior), workforce.id(senior)).unwrap();
                prop_assert_eq!(why.terms.iter().map(|t| t.points).sum::<u32>(), why.points);
                prop_assert_eq!(why.terms.iter().map(|t| t.weight).sum::<u32>(), 1_000_000);
                for term in &why.terms {
                    // ⌊W·num/den + ½⌋, written another way.
                    let twice = 2 * u128::from(term.weight) * u128::from(term.num) + u128::from(term.den);
                    prop_assert_eq!(u128::from(term.points), twice / (2 * u128::from(term.den)));
                    prop_assert!(term.num <= term.den);
                }
                let recorded: u32 = why.terms.iter().filter(|t| t.recorded).map(|t| t.weight).sum();
                prop_assert!((why.measured_share - f64::from(recorded) / 1e6).abs() < 1e-12);
                let self_pair = junior == senior;
                prop_assert_eq!(why.eligible, why.rulings.is_empty() && why.not_taking_part.is_empty());
                prop_assert!(!(self_pair && why.eligible));
            }
        }
    }

    #[test]
    fn pairs_say_what_explanations_say(case in case(16)) {
        let Ok(programme) = ready::programme(&case) else { return Ok(()) };
        let matching = programme.solve().unwrap();
        let mut sum = 0;
        for pair in matching.pairs() {
            let why = programme.explain(&pair.junior, &pair.senior).unwrap();
            prop_assert_eq!(&pair.terms, &why.terms);
            prop_assert_eq!(&pair.topics, &why.topics);
            prop_assert!(why.eligible || pair.flags.contains(&"fixed"));
            sum += u64::from(pair.points);
        }
        prop_assert_eq!(sum, matching.summary().points);
    }
}

//! Measures and constants on hundreds of random workforces, against the naive oracle.

use std::sync::Arc;

use super::company::company_on;
use super::naive::{self, Fraction};
use super::random::{Case, case, chemistry};
use crate::policy::{Component, Missing};
use crate::score::{Dropped, Measure, Score};
use crate::workforce::Person;

pub(super) fn prepare(case: &Case) -> Option<Score> {
    let (workforce, participants) = company_on(&case.rows, case.top);
    let measure: Arc<dyn Measure> = Arc::new(chemistry());
    let custom = [("chemistry".to_owned(), measure)];
    match Score::prepare(&workforce, &participants, &case.settings, &custom) {
        Ok(score) => Some(score),
        Err(problems) => {
            // too few people of one side, perhaps: the naive oracle must find nothing recorded either
            let live = case.settings.weights.iter().filter(|(_, weight)| *weight > 0);
            assert!(live.into_iter().all(|(component, _)| naive::constant(case, component).0 == 0), "{problems}");
            None
        }
    }
}

#[test]
fn measures_constants_and_points_agree_with_the_naive_oracle() {
    let (mut prepared, mut unrecorded) = (0, 0);
    for seed in 0..400 {
        let case = case(seed, 3 + seed % 23);
        let Some(score) = prepare(&case) else { continue };
        prepared += 1;
        for scored in score.components() {
            let (pairs, mean) = naive::constant(&case, &scored.component);
            assert_eq!(scored.recorded_pairs, pairs, "seed {seed}: {}", scored.component);
            let expected = match case.settings.missing {
                Missing::Neutral => mean,
                Missing::Constant(constant) => i128::from(constant),
            };
            assert_eq!(i128::from(scored.constant), expected, "seed {seed}: {}", scored.component);
        }
        for (component, why) in score.dropped() {
            if *why == Dropped::NotRecorded {
                assert_eq!(naive::constant(&case, component).0, 0, "seed {seed}: {component}");
            }
        }
        // any two people, participants or not
        for (j, junior) in (0..).zip(&case.rows) {
            for (s, senior) in (0..).zip(&case.rows).filter(|&(s, _)| s != j) {
                let breakdown = score.breakdown(Person(j), Person(s));
                let mut points = 0;
                for (term, scored) in breakdown.terms.iter().zip(score.components()) {
                    let recorded = naive::measure(&case, &scored.component, junior, senior);
                    assert_eq!(term.recorded, recorded.is_some(), "seed {seed}: {}", scored.component);
                    unrecorded += usize::from(!term.recorded);
                    let measure = recorded.unwrap_or_else(|| Fraction::new(i128::from(scored.constant), 1_000_000_000));
                    assert_eq!(Fraction::new(i128::from(term.num), i128::from(term.den)), measure, "seed {seed}");
                    let exact = Fraction::new(measure.num * i128::from(scored.weight), measure.den).rounded();
                    assert_eq!(i128::from(term.points), exact, "seed {seed}: {}", scored.component);
                    points += term.points;
                }
                assert_eq!(breakdown.points, points);
                assert_eq!(score.points(Person(j), Person(s)), points);
            }
        }
    }
    // not a test of nothing
    assert!(prepared > 380 && unrecorded > 10_000, "{prepared} {unrecorded}");
}

#[test]
fn weights_sum_to_a_million_among_what_scores() {
    for seed in 0..100 {
        let case = case(seed, 20);
        let Some(score) = prepare(&case) else { continue };
        let weight_of = |component: &Component| {
            case.settings.weights.iter().find(|(given, _)| given == component).map_or(0, |(_, weight)| *weight)
        };
        let sum: u64 = score.components().iter().map(|scored| weight_of(&scored.component)).sum();
        assert_eq!(score.components().iter().map(|scored| scored.weight).sum::<u32>(), 1_000_000);
        for scored in score.components() {
            let floor = weight_of(&scored.component) * 1_000_000 / sum;
            assert!((floor..=floor + 1).contains(&u64::from(scored.weight)));
        }
        assert!(score.components().is_sorted_by_key(|scored| &scored.component));
    }
}

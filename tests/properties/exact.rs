//! Promises 1 and 3: optimal, not nearly; fixed pairs, then people, then points.

use std::collections::BTreeSet;

use obverse::{Programme, Side, Workforce};
use obverse_testkit::oracle::{Instance, Objective};
use obverse_testkit::strategy::case;
use pathfinding::matrix::Matrix;
use pathfinding::prelude::kuhn_munkres;
use proptest::prelude::*;

use crate::ready;

/// The points of all candidate pairs as explanations tell them, without fixed pairs.
fn points(programme: &Programme) -> Vec<Vec<Option<i64>>> {
    let workforce = programme.workforce();
    let fixed: BTreeSet<_> = workforce.fixed_pairs().iter().map(|pair| (pair.junior, pair.senior)).collect();
    let line = |&junior| {
        let cell = |&senior| {
            let why = programme.explain(workforce.id(junior), workforce.id(senior)).unwrap();
            (why.eligible && !fixed.contains(&(junior, senior))).then_some(i64::from(why.points))
        };
        programme.participants().seniors().iter().map(cell).collect()
    };
    programme.participants().juniors().iter().map(line).collect()
}

fn capacities(workforce: &Workforce, programme: &Programme, side: Side) -> Vec<u32> {
    let used = |person| {
        let existing = workforce.existing_pairs().iter();
        existing.filter(|pair| person == if side == Side::Junior { pair.junior } else { pair.senior }).count() as u32
    };
    programme.participants().on(side).iter().map(|&p| workforce.capacity(p).saturating_sub(used(p))).collect()
}

proptest! {
    #![proptest_config(ready::cases(400))]

    #[test]
    fn as_good_as_trying_everything(case in case(6)) {
        let Ok(programme) = ready::programme(&case) else { return Ok(()) };
        let workforce = programme.workforce();
        // Fixed pairs have a test of their own below; the oracle knows none.
        prop_assume!(workforce.fixed_pairs().is_empty() && programme.participants().juniors().len() <= 4);
        prop_assume!(programme.participants().seniors().len() <= 4);
        let coverage = !case.policy.contains("coverage = false");
        let min = case.policy.split("min_score = ").nth(1).and_then(|rest| rest.lines().next());
        let min = min.map_or(0.0, |number| number.trim().parse::<f64>().unwrap()) * 10_000.0;
        let mut points = points(&programme);
        for cell in points.iter_mut().flatten() {
            *cell = cell.filter(|&points| points as f64 >= min - 1e-6);
        }
        let instance = Instance {
            points,
            row_capacity: capacities(workforce, &programme, Side::Junior),
            column_capacity: capacities(workforce, &programme, Side::Senior),
        };
        let objective = if coverage { Objective::CoverageThenPoints } else { Objective::PointsAlone };
        let best = instance.solve(objective);
        let matching = programme.solve().unwrap();
        let summary = matching.summary();
        prop_assert_eq!(summary.points as i64, best.points);
        if coverage {
            prop_assert_eq!(summary.people_paired, u64::from(best.people));
        }
    }

    #[test]
    fn fixed_pairs_are_made(case in case(14)) {
        let Ok(programme) = ready::programme(&case) else { return Ok(()) };
        let matching = programme.solve().unwrap();
        let made: BTreeSet<_> = matching.partners().collect();
        for pair in programme.workforce().fixed_pairs() {
            prop_assert!(made.contains(&(pair.junior, pair.senior)));
        }
        prop_assert_eq!(made.len(), matching.len(), "no pair twice");
    }
}

/// Larger than the oracle can take: `pathfinding`'s Hungarian algorithm, everyone at capacity 1. It knows no ineligible
/// pairs, so they get a weight below what all other pairs together could make up for: with at most 40 pairs of at most
/// 1,000,000 points, 10^9 is enough.
#[test]
fn as_good_as_another_hungarian() {
    for seed in 0..12 {
        let mut csv = Vec::new();
        let people = obverse::synthetic::Synthetic::new(130).juniors(28 + seed).seniors(40).seed(u64::from(seed));
        people.capacities(false).write_csv(&mut csv).unwrap();
        let workforce = Workforce::from_csv(csv.as_slice()).unwrap();
        let programme = obverse::Policy::default().check().unwrap().prepare(&workforce).unwrap();
        let points = points(&programme);
        let barred = -1_000_000_000;
        // A pair is worth a million more than its points: people come first here too.
        let weights: Vec<Vec<i64>> = (points.iter())
            .map(|line| line.iter().map(|cell| cell.map_or(barred, |p| p + 100_000_000)).collect())
            .collect();
        let (_, assignment) = kuhn_munkres(&Matrix::from_rows(weights).unwrap());
        let kept = assignment.iter().enumerate().filter_map(|(row, &col)| points[row][col]);
        let (pairs, total) = kept.fold((0, 0), |(pairs, total), points| (pairs + 1, total + points));
        let matching = programme.solve().unwrap();
        assert_eq!((matching.len(), matching.summary().points as i64), (pairs, total), "seed {seed}");
    }
}

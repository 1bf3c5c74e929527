//! A certificate and the slow verifier refuse what has been tampered with.

use obverse_lap::{Control, Options, Solution, Violation, certify, verify};

use crate::instance::{Dice, Instance, solve_checked, value};

/// A change that leaves no valid proof, or `None` where there is nothing to change.
fn tamper(dice: &mut Dice, solution: &Solution, kind: i64) -> Option<Solution> {
    let mut changed = solution.clone();
    let at = |dice: &mut Dice, length: usize| (length > 0).then(|| dice.within(0, length as i64 - 1) as usize);
    match kind {
        0 => drop(changed.pairs.remove(at(dice, changed.pairs.len())?)),
        1 => changed.cost += 1,
        2 => changed.covered += 1,
        3 => changed.pairs.push(*changed.pairs.last()?),
        4 => changed.pairs.push((u32::MAX, 0)),
        5 => drop(changed.row_prices.pop()?),
        _ => return None,
    }
    Some(changed)
}

#[test]
fn changed_pairs_and_totals_are_refused() {
    let mut dice = Dice::new(9);
    let mut refused = 0;
    for _ in 0..400 {
        let instance = Instance::small(&mut dice, 30);
        let problem = instance.problem();
        let (solution, _) = solve_checked(&problem, &Options::default());
        for kind in 0..6 {
            let Some(changed) = tamper(&mut dice, &solution, kind) else { continue };
            let certificate = certify(&problem, &changed, &Control::default()).unwrap();
            assert!(!certificate.verified && certificate.violation.is_some(), "kind {kind}: {changed:?}");
            assert!(verify(&problem, &changed).is_err(), "kind {kind}: {changed:?}");
            refused += 1;
        }
    }
    assert!(refused > 1500);
}

/// Prices may have room: a changed price can still be a proof. Then it must be one to both; most are not.
#[test]
fn changed_prices_are_refused_unless_they_still_prove_it() {
    let mut dice = Dice::new(10);
    let (mut refused, mut accepted) = (0, 0);
    for _ in 0..3000 {
        let instance = Instance::small(&mut dice, 30);
        let problem = instance.problem();
        let (mut changed, _) = solve_checked(&problem, &Options::default());
        let prices = if dice.chance(50) { &mut changed.row_prices } else { &mut changed.col_prices };
        if prices.is_empty() {
            continue;
        }
        let at = dice.within(0, prices.len() as i64 - 1) as usize;
        match dice.within(0, 3) {
            0 => prices[at].dual += dice.within(1, 3),
            1 => prices[at].dual -= dice.within(1, 3),
            2 => prices[at].level += 1,
            _ => prices[at].dual = [i64::MAX, i64::MIN][dice.within(0, 1) as usize],
        }
        let certificate = certify(&problem, &changed, &Control::default()).unwrap();
        assert_eq!(
            certificate.verified,
            verify(&problem, &changed).is_ok(),
            "{instance:?}\n{changed:?}\n{certificate:?}"
        );
        let (people, cost) = value(&problem, &changed);
        let gap = (certificate.dual_covered, certificate.dual_cost) != (i128::from(people), cost);
        assert_eq!(certificate.verified, !gap, "{certificate:?}");
        if certificate.verified { accepted += 1 } else { refused += 1 }
    }
    assert!(refused > 1000 && accepted > 50, "{refused} {accepted}");
}

/// Another feasible set of pairs, with the optimum's prices: the gap shows.
#[test]
fn a_worse_matching_is_refused() {
    let mut dice = Dice::new(11);
    for _ in 0..200 {
        let n = 6;
        let costs = obverse_lap::Matrix::from_fn(n, n, |_, _| Some(dice.within(0, 50)));
        let instance = Instance::assignment(costs, n, n);
        let problem = instance.problem();
        let (mut changed, _) = solve_checked(&problem, &Options::default());
        let best = changed.cost;
        let (a, b) = (changed.pairs[0].1, changed.pairs[1].1);
        changed.pairs[0].1 = b;
        changed.pairs[1].1 = a;
        changed.cost = certify(&problem, &changed, &Control::default()).unwrap().cost;
        let certificate = certify(&problem, &changed, &Control::default()).unwrap();
        assert_eq!(certificate.verified, changed.cost == best);
        assert_eq!(certificate.dual_cost, best);
        if changed.cost != best {
            assert!(matches!(certificate.violation, Some(Violation::Loss { .. })), "{certificate:?}");
        }
    }
}

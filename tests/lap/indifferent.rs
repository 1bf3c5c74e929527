//! Markets in which some do not care whom they get: their lists are long ties that say nothing.

use obverse_lap::{Matrix, Options, Transportation};

use crate::instance::{Dice, Instance, solve_checked, value};
use crate::sifting::Sifting;

/// One in so many rows values columns by their kind alone.
const INDIFFERENT: usize = 3;

#[test]
fn those_who_do_not_care_change_no_optimum() {
    let mut dice = Dice::new(27);
    for (rows, cols, kinds, second) in
        [(700, 700, 1, 0), (700, 690, 4, 0), (640, 700, 9, 0), (600, 600, 3, 5), (300, 600, 2, 2)]
    {
        let kind: Vec<i64> = (0..cols).map(|_| dice.within(0, kinds - 1)).collect();
        let noise: Vec<i64> = (0..rows * cols).map(|_| dice.within(0, 50)).collect();
        let liking: Vec<i64> = (0..rows as i64 * kinds).map(|_| dice.within(0, 40)).collect();
        let costs = Matrix::from_fn(rows, cols, |row, col| {
            let kind = liking[row * kinds as usize + kind[col] as usize];
            let own = if row % INDIFFERENT == 0 { 38 } else { noise[row * cols + col] };
            (row % 31 != col % 31).then_some(-kind - own)
        });
        let mut instance = Instance::assignment(costs, rows, cols);
        if second > 0 {
            instance.rows.iter_mut().step_by(second).for_each(|agent| agent.capacity = 2);
        }
        let problem = instance.problem();
        let (plain, _) = solve_checked(&problem, &Options::default().auction_after(u64::MAX));
        let sifting = Sifting(&instance.costs);
        let sifted = Transportation { costs: &sifting, ..problem };
        for k in [2, 6, 48] {
            let options = Options::default().auction_after(0).list_length(k);
            for problem in [problem, sifted] {
                let (auctioned, _) = solve_checked(&problem, &options);
                assert_eq!(value(&problem, &auctioned), value(&problem, &plain), "{rows} {cols} {kinds} {k}");
            }
        }
    }
}

/// A few kinds of rows, each row of which may not be paired with some columns and has others cheaper, with one or two places on
/// either side: whoever is alike but for some pairs must not get a pair twice, nor one that may not be made.
#[test]
fn those_who_are_alike_but_for_some_pairs_change_no_optimum() {
    let mut dice = Dice::new(28);
    for (near, far) in [(1, 1), (1, 2), (2, 1), (2, 2)] {
        for own in [2, 20] {
            let (rows, cols) = (200 * far as usize / near as usize, 200);
            let kind: Vec<usize> = (0..rows).map(|_| dice.within(0, 8) as usize).collect();
            let liking: Vec<i64> = (0..9 * cols).map(|_| dice.within(0, 30)).collect();
            let costs = Matrix::from_fn(rows, cols, |row, col| {
                let cost = liking[kind[row] * cols + col];
                // Every third column is compared.
                let own = if col % 3 == 0 { 0 } else { own };
                let cheaper = if dice.chance(own) { dice.within(1, 6) } else { 0 };
                (!dice.chance(own)).then_some(cost - cheaper)
            });
            let mut instance = Instance::assignment(costs, rows, cols);
            instance.rows.iter_mut().for_each(|agent| agent.capacity = near);
            instance.cols.iter_mut().for_each(|agent| agent.capacity = far);
            let problem = instance.problem();
            let (plain, _) = solve_checked(&problem, &Options::default().auction_after(u64::MAX));
            for k in [1, 3, 12] {
                let (auctioned, _) = solve_checked(&problem, &Options::default().auction_after(0).list_length(k));
                assert_eq!(value(&problem, &auctioned), value(&problem, &plain), "{near} {far} {own} {k}");
            }
        }
    }
}

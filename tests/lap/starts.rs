//! Any starting prices lead to the same optimum.

use obverse_lap::{Options, Price};

use crate::instance::{Dice, Instance, solve_checked, value};

fn prices(dice: &mut Dice, count: usize, width: i64) -> Vec<Price> {
    (0..count).map(|_| Price { level: dice.within(-1, 4), dual: dice.within(-width, width) }).collect()
}

#[test]
fn any_prices_are_safe() {
    let mut dice = Dice::new(5);
    for round in 0..3000 {
        let (rows, cols) = (dice.within(0, 9) as usize, dice.within(0, 9) as usize);
        let instance = Instance::of_shape(&mut dice, rows, cols);
        let problem = instance.problem();
        let (plain, _) = solve_checked(&problem, &Options::default().list_length(3));
        for width in [0, 5, 100, 1 << 42, i64::MAX / 4] {
            let (row_prices, col_prices) = (prices(&mut dice, rows, width), prices(&mut dice, cols, width));
            let options = Options::default().list_length(2).start(&row_prices, &col_prices);
            let (started, _) = solve_checked(&problem, &options);
            assert_eq!(value(&problem, &started), value(&problem, &plain), "round {round}: {instance:?}");
        }
    }
}

#[test]
fn the_optimum_is_its_own_start() {
    let mut dice = Dice::new(6);
    for _ in 0..40 {
        let instance = Instance::of_shape(&mut dice, 40, 50);
        let problem = instance.problem();
        let (first, _) = solve_checked(&problem, &Options::default());
        let options = Options::default().start(&first.row_prices, &first.col_prices);
        let (second, _) = solve_checked(&problem, &options);
        assert_eq!(value(&problem, &first), value(&problem, &second));
    }
}

/// The auction on all shapes, also those it would not be called for: absent pairs, bad lists, excess on either side.
#[test]
fn the_auction_changes_no_optimum() {
    let mut dice = Dice::new(15);
    for round in 0..1500 {
        let most = if round < 1400 { 12 } else { 80 };
        let (rows, cols) = (dice.within(0, most) as usize, dice.within(0, most) as usize);
        let mut instance = Instance::of_shape(&mut dice, rows, cols);
        for agent in instance.rows.iter_mut().chain(&mut instance.cols) {
            agent.capacity = agent.capacity.min(1);
            agent.covered &= round % 2 == 0;
        }
        let problem = instance.problem();
        let (plain, _) = solve_checked(&problem, &Options::default().auction_after(u64::MAX));
        for (k, after) in [(1, 0), (2, 0), (50, 0), (3, 40), (50, 200)] {
            let options = Options::default().list_length(k).auction_after(after);
            let (auctioned, _) = solve_checked(&problem, &options);
            assert_eq!(
                value(&problem, &auctioned),
                value(&problem, &plain),
                "round {round}, {k}, {after}: {instance:?}"
            );
        }
    }
}

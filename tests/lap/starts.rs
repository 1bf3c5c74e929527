//! Any starting prices lead to the same optimum.

use obverse_lap::{Agent, Control, Costs, METHODS, Matrix, Options, Price, SolveError};

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

/// The same where agents have several places, on either side, scarce or in excess.
#[test]
fn the_auction_of_several_places_changes_no_optimum() {
    let mut dice = Dice::new(17);
    for round in 0..1500 {
        let most = if round < 1400 { 10 } else { 60 };
        let (rows, cols) = (dice.within(0, most) as usize, dice.within(0, most) as usize);
        let instance = Instance::of_shape(&mut dice, rows, cols);
        let problem = instance.problem();
        let (plain, _) = solve_checked(&problem, &Options::default().auction_after(u64::MAX));
        for (k, after) in [(1, 0), (3, 0), (50, 0), (2, 60)] {
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

/// Large enough for prices from a sample, with and without ties, one place each or two for some.
#[test]
fn prices_from_a_sample_change_no_optimum() {
    let mut dice = Dice::new(18);
    for (width, second) in [(1000, 0), (1_000_000, 0), (12, 0), (1000, 4), (12, 3)] {
        let n = 820;
        let kinds: Vec<[i64; 3]> = (0..n).map(|_| [0, 1, 2].map(|_| dice.within(0, width))).collect();
        let costs = Matrix::from_fn(n, n + 9, |row, col| {
            let other = (col * 7 + 5) % n;
            (row % 29 != col % 29)
                .then(|| -(0..3).map(|k| (kinds[row][k] - kinds[other][(k + 1) % 3]).abs()).sum::<i64>())
        });
        let mut instance = Instance::assignment(costs, n, n + 9);
        if second > 0 {
            for agent in instance.rows.iter_mut().step_by(second).chain(instance.cols.iter_mut().step_by(second)) {
                agent.capacity = 2;
            }
        }
        let problem = instance.problem();
        let (plain, _) = solve_checked(&problem, &Options::default().auction_after(u64::MAX));
        for options in [Options::default().auction_after(0), Options::default().auction_after(0).list_length(5)] {
            let (sampled, _) = solve_checked(&problem, &options);
            assert_eq!(value(&problem, &sampled), value(&problem, &plain));
        }
    }
}

#[test]
fn every_way_with_a_name_leads_to_the_optimum() {
    let mut dice = Dice::new(16);
    for round in 0..600 {
        let most = if round < 560 { 9 } else { 60 };
        let (rows, cols) = (dice.within(0, most) as usize, dice.within(0, most) as usize);
        let instance = Instance::of_shape(&mut dice, rows, cols);
        let problem = instance.problem();
        let (plain, _) = solve_checked(&problem, &Options::default());
        for name in Options::NAMES {
            let (found, _) = solve_checked(&problem, &Options::named(name).unwrap());
            assert_eq!(value(&problem, &found), value(&problem, &plain), "round {round}, {name}: {instance:?}");
            let stored = METHODS[3..].contains(&found.method);
            assert_eq!(stored, name == "stored");
        }
        // The same costs in the same order: the same of several optima.
        let (stored, _) = solve_checked(&problem, &Options::default().stored(true));
        assert_eq!((&stored.pairs, &stored.row_prices), (&plain.pairs, &plain.row_prices));
    }
    assert!(Options::named("Paths").is_none());
    assert_eq!(Options::named("paths").and_then(|options| options.auction_after), Some(u64::MAX));
    for at in 0..3 {
        assert_eq!(METHODS[3 + at], format!("{}, over stored costs", METHODS[at]));
    }
}

#[cfg(target_os = "linux")]
/// So many rows and columns, none of whose costs may ever be asked for.
struct Untouched(usize, usize);

#[cfg(target_os = "linux")]
impl Costs for Untouched {
    fn shape(&self) -> (usize, usize) {
        (self.0, self.1)
    }

    fn cost(&self, _: usize, _: usize) -> Option<i64> {
        unreachable!("a matrix that does not fit is refused before")
    }
}

#[test]
#[cfg(target_os = "linux")]
fn costs_that_cannot_be_stored_are_refused_up_front() {
    let (rows, cols) = (1 << 22, 1 << 21);
    let agents = vec![Agent { capacity: 1, covered: false }; rows];
    let problem = obverse_lap::Transportation {
        costs: &Untouched(rows, cols),
        rows: &agents,
        cols: &agents[..cols],
        objective: obverse_lap::Objective::CostOnly,
    };
    let refused = problem.solve_with(&Control::default(), &Options::default().stored(true));
    let Err(SolveError::Memory { rows: told, cols: too, bytes, available }) = refused else { panic!("{refused:?}") };
    assert_eq!((told, too, bytes), (rows, cols, 1 << 46));
    assert!(available.is_some_and(|available| available < bytes));
}

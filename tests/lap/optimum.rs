//! The optimum is the optimum.

use obverse_lap::{Agent, Costs, Matrix, Objective, Options, Solution, Transportation};
use pathfinding::kuhn_munkres::kuhn_munkres_min;
use pathfinding::matrix::Matrix as Grid;

use crate::instance::{Dice, Instance, solve_checked, value};
use crate::oracle::by_trying_everything;

/// A pair of cost 0 may only be made if it is somebody's only one and that counts.
fn no_idle_pair(problem: &Transportation<'_>, solution: &Solution) {
    for &(row, col) in &solution.pairs {
        let alone = |agent: &Agent, uses: usize| uses == 1 && !agent.covered;
        let row_uses = solution.pairs.iter().filter(|pair| pair.0 == row).count();
        let col_uses = solution.pairs.iter().filter(|pair| pair.1 == col).count();
        let covers = problem.objective == Objective::CoverageThenCost
            && (alone(&problem.rows[row as usize], row_uses) || alone(&problem.cols[col as usize], col_uses));
        let cost = problem.costs.cost(row as usize, col as usize).unwrap();
        assert!(cost < 0 || covers, "({row}, {col}) is idle in {solution:?}");
    }
}

#[test]
fn equals_trying_everything() {
    let mut dice = Dice::new(1);
    for round in 0..6000 {
        let instance = Instance::small(&mut dice, 12);
        let problem = instance.problem();
        let expected = by_trying_everything(&problem);
        for k in [1, 2, 40] {
            let (solution, _) = solve_checked(&problem, &Options::default().list_length(k));
            let found = value(&problem, &solution);
            assert_eq!(found, expected, "round {round}, lists of {k}: {instance:?}\n{solution:?}");
            no_idle_pair(&problem, &solution);
        }
    }
}

#[test]
fn list_length_changes_no_optimum() {
    let mut dice = Dice::new(2);
    for _ in 0..150 {
        let (rows, cols) = (dice.within(5, 60) as usize, dice.within(5, 60) as usize);
        let instance = Instance::of_shape(&mut dice, rows, cols);
        let problem = instance.problem();
        let (long, _) = solve_checked(&problem, &Options::default().list_length(1000));
        for k in [1, 3, 8] {
            let (short, _) = solve_checked(&problem, &Options::default().list_length(k));
            assert_eq!(value(&problem, &short), value(&problem, &long));
        }
    }
}

#[test]
fn equals_kuhn_munkres() {
    let mut dice = Dice::new(3);
    for (rows, cols) in [(10, 10), (10, 30), (40, 40), (40, 41), (75, 150), (150, 150), (3, 150)] {
        for (low, high) in [(0, 3), (-20, 20), (0, 1_000_000)] {
            let costs = Matrix::from_fn(rows, cols, |_, _| Some(dice.within(low, high)));
            let grid = Grid::from_fn(rows, cols, |(row, col)| costs.cost(row, col).unwrap());
            let (expected, _) = kuhn_munkres_min(&grid);
            let instance = Instance::assignment(costs.clone(), rows, cols);
            for k in [2, 32] {
                let (solution, _) = solve_checked(&instance.problem(), &Options::default().list_length(k));
                assert_eq!(solution.cost, i128::from(expected));
                assert_eq!(solution.pairs.len(), rows.min(cols));
            }
            // The same, seen from the other side.
            let turned = Matrix::from_fn(cols, rows, |row, col| costs.cost(col, row));
            let instance = Instance::assignment(turned, cols, rows);
            let (solution, _) = solve_checked(&instance.problem(), &Options::default());
            assert_eq!(solution.cost, i128::from(expected));
        }
    }
}

/// Levels at capacity 1 are those of the Dulmage–Mendelsohn blocks. Worked by hand: rows 0 and 1 know only column 0
/// (too many rows: 0, column 2); row 2 knows columns 1 and 2 (too many columns: row 2, columns 0).
#[test]
fn levels_name_the_short_side() {
    let costs = Matrix::from_fn(3, 3, |row, col| match (row, col) {
        (0 | 1, 0) => Some(5 - row as i64),
        (2, 1 | 2) => Some(col as i64),
        _ => None,
    });
    let instance = Instance::assignment(costs, 3, 3);
    let (solution, _) = solve_checked(&instance.problem(), &Options::default());
    assert_eq!(solution.pairs, [(1, 0), (2, 1)]);
    assert_eq!((solution.covered, solution.cost), (4, 5));
    let levels = |prices: &[obverse_lap::Price]| prices.iter().map(|price| price.level).collect::<Vec<_>>();
    assert_eq!(levels(&solution.row_prices), [0, 0, 2]);
    assert_eq!(levels(&solution.col_prices), [2, 0, 0]);
}

/// Most people is not most pairs: row 0 could be paired twice, but then column 2 would need row 1, which only it has.
#[test]
fn nobody_gets_a_second_partner_while_someone_has_none() {
    let agents = |capacities: &[u32]| capacities.iter().map(|&capacity| Agent { capacity, covered: false }).collect();
    // Row 0 has two places and likes both columns; row 1 has one place and can only take column 1.
    let costs = Matrix::from_fn(2, 2, |row, col| match (row, col) {
        (0, _) => Some(-100),
        (1, 1) => Some(-1),
        _ => None,
    });
    let instance =
        Instance { costs, rows: agents(&[2, 1]), cols: agents(&[1, 1]), objective: Objective::CoverageThenCost };
    let (solution, _) = solve_checked(&instance.problem(), &Options::default());
    assert_eq!(solution.pairs, [(0, 0), (1, 1)]);
    let cost_only = Instance { objective: Objective::CostOnly, ..instance };
    let (solution, _) = solve_checked(&cost_only.problem(), &Options::default());
    assert_eq!(solution.pairs, [(0, 0), (0, 1)]);
}

/// What an outsider checks at capacity 1, by the formulas of the certificate's page: prices alone add up to the optimum.
#[test]
fn at_capacity_one_prices_add_up_to_the_optimum() {
    let mut dice = Dice::new(16);
    for _ in 0..1500 {
        let mut instance = Instance::small(&mut dice, 30);
        for agent in instance.rows.iter_mut().chain(&mut instance.cols) {
            agent.capacity = 1;
        }
        let problem = instance.problem();
        let (solution, _) = solve_checked(&problem, &Options::default());
        let all = || solution.row_prices.iter().chain(&solution.col_prices);
        let levels: i64 = all().map(|price| price.level).sum();
        let duals: i128 = all().map(|price| i128::from(price.dual)).sum();
        let (people, cost) = value(&problem, &solution);
        assert_eq!((levels, duals), (people as i64, cost), "{instance:?}\n{solution:?}");
        assert!(all().all(|price| (0..=2).contains(&price.level) && (price.level > 0 || price.dual <= 0)));
        if problem.objective == Objective::CostOnly {
            assert!(all().all(|price| price.level == 0));
        }
        let bonus = |agent: &Agent| i64::from(problem.objective == Objective::CoverageThenCost && !agent.covered);
        for row in 0..problem.rows.len() {
            for col in 0..problem.cols.len() {
                let Some(cost) = problem.costs.cost(row, col) else { continue };
                let (u, v) = (solution.row_prices[row], solution.col_prices[col]);
                let level = u.level + v.level - bonus(&problem.rows[row]) - bonus(&problem.cols[col]);
                let reduced = cost - u.dual - v.dual;
                assert!(level > 0 || (level == 0 && reduced >= 0));
                if solution.pairs.contains(&(row as u32, col as u32)) {
                    assert_eq!((level, reduced), (0, 0));
                }
            }
        }
    }
}

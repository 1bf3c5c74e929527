//! Empty, absent, full and too large.

use obverse_lap::{Agent, Control, Costs, Matrix, Objective, Options, SolveError, solve_assignment, solve_dense};

use crate::instance::{Dice, Instance, solve_checked, value};

#[test]
fn shapes_with_nothing_in_them() {
    for (rows, cols) in [(0, 0), (0, 5), (5, 0)] {
        let found = solve_dense(&Matrix::new(rows, cols, vec![]).unwrap()).unwrap();
        assert!(found.certificate.verified);
        assert_eq!((found.row_to_col, found.col_to_row, found.cost), (vec![None; rows], vec![None; cols], 0));
    }
    let one = solve_dense(&Matrix::new(1, 1, vec![-7]).unwrap()).unwrap();
    assert_eq!((one.row_to_col, one.cost, one.u[0] + one.v[0]), (vec![Some(0)], -7, -7));
}

#[test]
fn absent_everywhere_or_in_a_row_and_a_column() {
    let nothing = solve_dense(&Matrix::from_fn(40, 30, |_, _| None)).unwrap();
    assert!(nothing.certificate.verified);
    assert!(nothing.row_to_col.iter().all(Option::is_none));
    let crossed = Matrix::from_fn(40, 40, |row, col| (row != 3 && col != 5).then_some((row * col) as i64 % 7));
    let found = solve_assignment(&crossed, &Control::default()).unwrap();
    assert!(found.certificate.verified);
    assert_eq!(found.row_to_col.iter().filter(|col| col.is_some()).count(), 39);
    assert_eq!((found.row_to_col[3], found.col_to_row[5]), (None, None));
}

/// The places of a column that nobody may take are not counted: the other columns are the shorter side.
#[test]
fn places_that_nobody_may_take_are_no_supply() {
    let mut dice = Dice::new(14);
    for (rows, cols, each, nobody) in [(300, 60, 5, 59), (40, 8, 5, 0), (120, 121, 2, 60)] {
        let costs = Matrix::from_fn(rows, cols, |_, col| (col != nobody).then(|| dice.within(-500, 500)));
        let rest = Matrix::from_fn(rows, cols - 1, |row, col| costs.cost(row, col + usize::from(col >= nobody)));
        let several = |costs: Matrix, cols: usize| {
            let mut instance = Instance::assignment(costs, rows, cols);
            instance.rows.iter_mut().for_each(|agent| agent.capacity = 1 + u32::from(each == 2));
            instance.cols.iter_mut().for_each(|agent| agent.capacity = each);
            instance
        };
        let (all, rest) = (several(costs, cols), several(rest, cols - 1));
        for options in [Options::default(), Options::default().auction_after(0).list_length(4)] {
            let (with, _) = solve_checked(&all.problem(), &options);
            let (without, _) = solve_checked(&rest.problem(), &options);
            assert_eq!(value(&all.problem(), &with), value(&rest.problem(), &without));
            assert_eq!(with.method, without.method, "from the side of fewer places that count");
        }
    }
}

/// Forty rows want the same three columns and know no others: three get one, and the price says so.
#[test]
fn many_rows_and_few_columns_that_they_know() {
    let mut dice = Dice::new(13);
    let costs = Matrix::from_fn(100, 100, |row, col| (row >= 40 || col < 3).then(|| dice.within(0, 1000)));
    let instance = Instance::assignment(costs, 100, 100);
    let (solution, _) = solve_checked(&instance.problem(), &Options::default());
    assert_eq!(solution.pairs.len(), 63);
}

#[test]
fn capacity_zero_takes_no_part() {
    let agents = |capacities: &[u32]| -> Vec<Agent> {
        capacities.iter().map(|&capacity| Agent { capacity, covered: false }).collect()
    };
    let costs = Matrix::new(2, 2, vec![1, 1, 1, 1]).unwrap();
    for (rows, cols, pairs) in [
        ([0, 1], [1, 1], vec![(1, 0)]),
        ([1, 1], [0, 0], vec![]),
        ([0, 0], [9, 9], vec![]),
        ([0, 9], [0, 9], vec![(1, 1)]),
    ] {
        for objective in [Objective::CoverageThenCost, Objective::CostOnly] {
            let instance = Instance { costs: costs.clone(), rows: agents(&rows), cols: agents(&cols), objective };
            let (solution, _) = solve_checked(&instance.problem(), &Options::default());
            let expected = if objective == Objective::CostOnly { 0 } else { pairs.len() };
            assert_eq!(solution.pairs.len(), expected);
        }
    }
}

#[test]
fn enormous_capacities_are_harmless() {
    let all = Agent { capacity: u32::MAX, covered: false };
    let costs = Matrix::new(2, 3, vec![-1, 2, 3, -4, 5, -6]).unwrap();
    let instance = Instance { costs, rows: vec![all; 2], cols: vec![all; 3], objective: Objective::CoverageThenCost };
    let (solution, _) = solve_checked(&instance.problem(), &Options::default());
    // Every negative pair, and column 1 by the cheaper of its two: −1 − 4 − 6 + 2.
    assert_eq!((solution.covered, solution.cost), (5, -9));
}

#[test]
fn what_is_not_a_problem_is_refused() {
    let once = [Agent { capacity: 1, covered: false }; 2];
    let costs = Matrix::new(2, 2, vec![0, 0, (1 << 40) + 1, 0]).unwrap();
    let refused = solve_dense(&costs).unwrap_err();
    assert_eq!(refused, SolveError::CostOutOfRange { row: 1, col: 0, cost: (1 << 40) + 1 });
    let instance = Instance::assignment(costs, 2, 2);
    let mut problem = instance.problem();
    problem.rows = &once[..1];
    assert!(matches!(
        problem.solve(&Control::default()),
        Err(SolveError::Shape { what: "rows", expected: 2, found: 1 })
    ));
    problem.rows = &once;
    problem.cols = &[];
    assert!(matches!(problem.solve(&Control::default()), Err(SolveError::Shape { what: "columns", .. })));
}

/// The widest costs, where the bound is nearly met.
#[test]
fn the_widest_costs_are_exact() {
    let mut dice = Dice::new(14);
    let wide = 1_i64 << 40;
    let n = 60;
    let costs =
        Matrix::from_fn(n, n, |_, _| Some(if dice.chance(50) { wide } else { -wide } + dice.within(-1, 0).min(0)));
    // −2^40 − 1 is outside.
    assert!(solve_dense(&costs).is_err());
    let costs = Matrix::from_fn(n, n, |row, col| {
        let edge = if (row * 31 + col * 17) % 5 < 2 { wide } else { -wide };
        Some(edge - edge.signum() * ((row * col) as i64 % 3))
    });
    let instance = Instance::assignment(costs, n, n);
    solve_checked(&instance.problem(), &Options::default());
}

//! Dense matrices of every kind of number, against `pathfinding` and against the definition of the duals.
#![allow(clippy::float_cmp, reason = "sums of small whole numbers are exact in floats")]

use obverse_lap::dense::{Route, Solution, View, solve, solve_by};
use obverse_lap::{Control, SolveError};
use pathfinding::kuhn_munkres::kuhn_munkres_min;
use pathfinding::matrix::Matrix as Grid;

use crate::instance::Dice;

/// The least cost of full assignments of the shorter side, in integers.
fn expected(costs: &[i64], rows: usize, cols: usize) -> i128 {
    let grid = Grid::from_vec(rows, cols, costs.to_vec()).unwrap();
    let grid = if rows > cols { grid.transposed() } else { grid };
    i128::from(kuhn_munkres_min(&grid).0)
}

/// What the module's page promises of the duals, in integers.
fn check(costs: &[i64], (rows, cols): (usize, usize), maximize: bool, found: &Solution<i64>) {
    let sign = if maximize { -1 } else { 1 };
    let mut col_used = vec![false; cols];
    let mut sum = 0_i128;
    for (row, &col) in found.row_to_col.iter().enumerate() {
        if let Some(col) = col {
            let col = col as usize;
            assert!(!std::mem::replace(&mut col_used[col], true));
            assert_eq!(found.u[row] + found.v[col], costs[row * cols + col]);
            sum += i128::from(costs[row * cols + col]);
        } else {
            assert_eq!(found.u[row], 0);
        }
        for col in 0..cols {
            assert!(sign * (costs[row * cols + col] - found.u[row] - found.v[col]) >= 0);
        }
    }
    assert_eq!(sum, found.objective);
    assert_eq!(found.row_to_col.iter().flatten().count(), rows.min(cols));
    for (col, used) in col_used.into_iter().enumerate() {
        assert!(used || found.v[col] == 0);
    }
    assert!(rows >= cols || found.v.iter().all(|&v| sign * v <= 0));
    assert!(rows <= cols || found.u.iter().all(|&u| sign * u <= 0));
    let duals: i128 = found.u.iter().chain(&found.v).map(|&dual| i128::from(dual)).sum();
    assert_eq!(duals, found.objective);
}

fn families(dice: &mut Dice, rows: usize, cols: usize) -> Vec<Vec<i64>> {
    let mut families = Vec::new();
    for (low, high) in [(0, 0), (0, 1), (-3, 3), (1, 100), (-1_000_000, 1_000_000), (1 << 40, (1 << 40) + 7)] {
        families.push((0..rows * cols).map(|_| dice.within(low, high)).collect());
    }
    families.push((0..rows * cols).map(|at| ((at / cols + 1) * (at % cols + 1)) as i64).collect());
    let (of_row, of_col): (Vec<i64>, Vec<i64>) =
        ((0..rows).map(|_| dice.within(0, 9)).collect(), (0..cols).map(|_| dice.within(0, 9)).collect());
    families.push((0..rows * cols).map(|at| -of_row[at / cols] * of_col[at % cols]).collect());
    families
}

const SHAPES: [(usize, usize); 14] = [
    (1, 1),
    (1, 9),
    (9, 1),
    (2, 3),
    (5, 5),
    (8, 8),
    (13, 17),
    (17, 13),
    (40, 40),
    (31, 62),
    (62, 31),
    (90, 90),
    (90, 91),
    (130, 120),
];

#[test]
fn every_number_layout_and_direction_agrees_with_kuhn_munkres() {
    let mut dice = Dice::new(21);
    for (rows, cols) in SHAPES {
        for costs in families(&mut dice, rows, cols) {
            let optimum = expected(&costs, rows, cols);
            let least = solve(View::new(&costs, rows, cols).unwrap()).unwrap();
            check(&costs, (rows, cols), false, &least);
            assert_eq!(least.objective, optimum);

            let turned: Vec<i64> = costs.iter().map(|cost| -cost).collect();
            let greatest = solve(View::new(&turned, rows, cols).unwrap().maximize(true)).unwrap();
            check(&turned, (rows, cols), true, &greatest);
            assert_eq!(greatest.objective, -optimum);

            // Column after column, and backwards.
            let mut by_col = vec![0; rows * cols];
            for at in 0..rows * cols {
                by_col[at % cols * rows + at / cols] = costs[at];
            }
            let strides = (1, rows as isize);
            let fortran = solve(View::strided(&by_col, 0, (rows, cols), strides).unwrap()).unwrap();
            check(&costs, (rows, cols), false, &fortran);
            let origin = rows * cols - 1;
            let backwards: Vec<i64> = costs.iter().rev().copied().collect();
            let strides = (-(cols as isize), -1);
            let reversed = solve(View::strided(&backwards, origin, (rows, cols), strides).unwrap()).unwrap();
            check(&costs, (rows, cols), false, &reversed);

            let doubles: Vec<f64> = costs.iter().map(|&cost| cost as f64).collect();
            let found = solve(View::new(&doubles, rows, cols).unwrap()).unwrap();
            assert_eq!(found.objective, optimum as f64);
            if costs.iter().all(|cost| cost.abs() < 1 << 20) {
                let singles: Vec<f32> = costs.iter().map(|&cost| cost as f32).collect();
                assert_eq!(solve(View::new(&singles, rows, cols).unwrap()).unwrap().objective, optimum as f64);
                let narrow: Vec<i32> = costs.iter().map(|&cost| cost as i32).collect();
                let found = solve(View::new(&narrow, rows, cols).unwrap()).unwrap();
                assert_eq!((found.objective, &found.u), (optimum, &least.u));
            }
        }
    }
}

/// Each on every shape, however unfit for it, and named.
#[test]
fn every_route_finds_an_optimum_and_can_be_forced() {
    let routes =
        [(Route::WholeLines, "whole lines"), (Route::ShortLists, "short lists"), (Route::Kinds, "kinds of lines")];
    assert_eq!(routes.map(|(route, name)| (name, route)), Route::NAMED);
    assert_eq!(routes.map(|(_, name)| Route::named(name)), routes.map(|(route, _)| Some(route)));
    assert_eq!(Route::named("Short lists"), None);
    let control = Control::default();
    let mut dice = Dice::new(23);
    for (rows, cols) in SHAPES {
        for costs in families(&mut dice, rows, cols) {
            let optimum = expected(&costs, rows, cols);
            for (route, name) in routes {
                let found = solve_by(View::new(&costs, rows, cols).unwrap(), route, &control).unwrap();
                check(&costs, (rows, cols), false, &found);
                assert_eq!((found.objective, found.method), (optimum, name));
            }
        }
    }
    for (rows, cols) in [(0, 0), (0, 4), (4, 0)] {
        for (route, _) in routes {
            let found = solve_by(View::<i64>::new(&[], rows, cols).unwrap(), route, &control).unwrap();
            assert_eq!(found.row_to_col, vec![None; rows]);
        }
    }
    // Rows 0 and 1 share their only column.
    let absent = i64::MAX;
    let costs = [absent, 3, absent, absent, 4, absent, 1, 2, 3];
    for (route, _) in routes {
        let view = View::new(&costs, 3, 3).unwrap().absent(absent);
        match solve_by(view, route, &control).unwrap_err() {
            SolveError::Infeasible { rows, cols } => assert!(rows.len() > cols.len(), "{route:?}"),
            other => panic!("{other}"),
        }
    }
}

/// Absent pairs against a cost so high that one of them is worth more than all others together.
#[test]
fn absent_pairs_are_never_made_and_a_witness_says_why_not() {
    let mut dice = Dice::new(22);
    let (mut full, mut none) = (0, 0);
    for round in 0..3000 {
        let (rows, cols) = (dice.within(1, 12) as usize, dice.within(1, 12) as usize);
        let percent = [10, 40, 60, 80][round % 4];
        let absent = i64::from(i32::MIN) + 5;
        let costs: Vec<i64> =
            (0..rows * cols).map(|_| if dice.chance(percent) { absent } else { dice.within(-50, 50) }).collect();
        let high = 1 << 20;
        let instead: Vec<i64> = costs.iter().map(|&cost| if cost == absent { high } else { cost }).collect();
        let optimum = expected(&instead, rows, cols);
        let floats: Vec<f64> =
            costs.iter().map(|&cost| if cost == absent { f64::INFINITY } else { cost as f64 }).collect();
        let narrow: Vec<i32> = costs.iter().map(|&cost| cost as i32).collect();
        let answers = [
            solve(View::new(&costs, rows, cols).unwrap().absent(absent)).map(|found| found.objective),
            solve(View::new(&narrow, rows, cols).unwrap().absent(absent as i32)).map(|found| found.objective),
            solve(View::new(&floats, rows, cols).unwrap()).map(|found| found.objective as i128),
        ];
        for answer in answers {
            match answer {
                Ok(objective) => {
                    full += 1;
                    assert_eq!(objective, optimum);
                }
                Err(SolveError::Infeasible { rows: few_rows, cols: few_cols }) => {
                    none += 1;
                    assert!(optimum > i128::from(high / 2));
                    let short = if rows <= cols { (&few_rows, &few_cols) } else { (&few_cols, &few_rows) };
                    assert!(short.0.len() > short.1.len());
                    for &near in short.0 {
                        for far in 0..rows.max(cols) as u32 {
                            let (row, col) = if rows <= cols { (near, far) } else { (far, near) };
                            let present = costs[row as usize * cols + col as usize] != absent;
                            assert!(!present || short.1.contains(&far));
                        }
                    }
                }
                Err(other) => panic!("{other}"),
            }
        }
    }
    assert!(full > 1000 && none > 1000);
}

#[test]
fn numbers_that_are_none_are_named() {
    for (bad, maximize) in [(f64::NAN, false), (f64::NEG_INFINITY, false), (f64::NAN, true), (f64::INFINITY, true)] {
        let mut costs = vec![1.0; 30];
        costs[17] = bad;
        let refused = solve(View::new(&costs, 5, 6).unwrap().maximize(maximize)).unwrap_err();
        assert_eq!(refused, SolveError::NotANumber { row: 2, col: 5 });
        let refused = solve(View::new(&costs, 6, 5).unwrap().maximize(maximize)).unwrap_err();
        assert_eq!(refused, SolveError::NotANumber { row: 3, col: 2 });
    }
    let wide = [i64::MIN, 0, 0, i64::MAX - 1];
    assert!(matches!(solve(View::new(&wide, 2, 2).unwrap()), Err(SolveError::TooWide { .. })));
    let high = [i64::MAX - 1, i64::MAX - 2, i64::MAX - 3, i64::MAX - 9];
    assert_eq!(solve(View::new(&high, 2, 2).unwrap()).unwrap().objective, 2 * i128::from(i64::MAX) - 10);
    let huge = [1e308, -1e308, 1e308, 1e308, 1.5e308, -1e308, -1e308, 1.7e308, -1e308];
    let found = solve(View::new(&huge, 3, 3).unwrap()).unwrap();
    assert_eq!(found.row_to_col.iter().map(|col| col.unwrap()).collect::<Vec<_>>(), [1, 2, 0]);
}

#[test]
fn nothing_in_it() {
    for (rows, cols) in [(0, 0), (0, 4), (4, 0)] {
        let found = solve(View::<f64>::new(&[], rows, cols).unwrap()).unwrap();
        assert_eq!((found.row_to_col, found.objective), (vec![None; rows], 0.0));
        assert_eq!((found.u.len(), found.v.len()), (rows, cols));
    }
    assert!(View::new(&[1.0; 5], 2, 3).is_err());
    assert!(View::strided(&[1.0; 6], 0, (2, 3), (3, 2)).is_err());
    assert!(View::strided(&[1.0; 6], 2, (2, 3), (3, -1)).is_ok());
    assert!(View::strided(&[1.0; 6], 1, (2, 3), (3, -1)).is_err());
}

/// A constant matrix: nothing to choose, so nothing moves (SciPy's promise as well).
#[test]
fn a_constant_matrix_is_the_identity() {
    for n in [1, 2, 7, 8, 9, 33] {
        let found = solve(View::new(&vec![0.5; n * n], n, n).unwrap()).unwrap();
        assert_eq!(found.row_to_col, (0..n as u32).map(Some).collect::<Vec<_>>());
    }
}

/// Sizes at which short lists, samples and auctions take part, on families that need them and families that do not.
#[test]
fn large_matrices_have_duals_that_prove_them() {
    let mut dice = Dice::new(23);
    for (rows, cols) in [(720, 720), (700, 900), (1650, 1650)] {
        let kinds: Vec<(i64, i64)> = (0..60).map(|_| (dice.within(0, 9), dice.within(0, 3))).collect();
        let kind = |at: usize| kinds[at * 7919 % 60];
        let tied: Vec<i64> = (0..rows * cols)
            .map(|at| {
                let ((a, b), (c, d)) = (kind(at / cols), kind(at % cols + 3));
                if at / cols % 31 == at % cols % 31 { 500 } else { (a - c).abs() * 10 + (b - d).abs() * 25 }
            })
            .collect();
        let product: Vec<i64> = (0..rows * cols).map(|at| ((at / cols + 1) * (at % cols + 1)) as i64).collect();
        let uniform: Vec<i64> = (0..rows * cols).map(|_| dice.within(0, 1_000_000)).collect();
        let few: Vec<i64> = (0..rows * cols).map(|_| dice.within(1, 100)).collect();
        for costs in [tied, product, uniform, few] {
            let found = solve(View::new(&costs, rows, cols).unwrap()).unwrap();
            check(&costs, (rows, cols), false, &found);
            let doubles: Vec<f64> = costs.iter().map(|&cost| cost as f64).collect();
            let float = solve(View::new(&doubles, rows, cols).unwrap().maximize(false)).unwrap();
            assert_eq!(float.objective, found.objective as f64);
        }
    }
}

/// Lines of few kinds, some pairs of kinds absent: the same optimum as with every line by itself, and the duals prove it.
#[test]
fn few_kinds_of_lines_are_solved_as_kinds() {
    let mut dice = Dice::new(27);
    let (mut refused, mut solved) = (0, 0);
    for _ in 0..300 {
        let (rows, cols) = (64 + dice.next() as usize % 40, 64 + dice.next() as usize % 40);
        let (of_rows, of_cols) = (1 + dice.next() as usize % 9, 1 + dice.next() as usize % 9);
        let absent = dice.next() % 3 * 20;
        let table: Vec<i64> =
            (0..of_rows * of_cols).map(|_| if dice.chance(absent) { 1 << 40 } else { dice.within(-20, 20) }).collect();
        let row_kinds: Vec<usize> = (0..rows).map(|_| dice.next() as usize % of_rows).collect();
        let col_kinds: Vec<usize> = (0..cols).map(|_| dice.next() as usize % of_cols).collect();
        let costs: Vec<i64> =
            (0..rows * cols).map(|at| table[row_kinds[at / cols] * of_cols + col_kinds[at % cols]]).collect();
        match solve(View::new(&costs, rows, cols).unwrap().absent(1 << 40)) {
            Ok(found) => {
                solved += 1;
                assert_eq!(found.method, "kinds of lines");
                assert_eq!(found.objective, expected(&costs, rows, cols));
                if absent == 0 {
                    check(&costs, (rows, cols), false, &found);
                    let scores: Vec<i64> = costs.iter().map(|&cost| -cost).collect();
                    check(
                        &scores,
                        (rows, cols),
                        true,
                        &solve(View::new(&scores, rows, cols).unwrap().maximize(true)).unwrap(),
                    );
                }
                // One entry that is another, and no kind is as it was.
                let mut other = costs.clone();
                other[rows * cols / 2] -= 1;
                assert_eq!(
                    solve(View::new(&other, rows, cols).unwrap().absent(1 << 40)).unwrap().objective,
                    expected(&other, rows, cols)
                );
            }
            Err(SolveError::Infeasible { rows: few, cols: known }) => {
                refused += 1;
                assert!(expected(&costs, rows, cols) >= 1 << 39, "an assignment without absent pairs");
                let (many, less) = if rows <= cols { (&few, &known) } else { (&known, &few) };
                assert!(many.len() > less.len());
                for (at, &cost) in costs.iter().enumerate().filter(|(_, cost)| **cost < 1 << 40) {
                    let (row, col) = ((at / cols) as u32, (at % cols) as u32);
                    let (one, other) = if rows <= cols {
                        (few.contains(&row), known.contains(&col))
                    } else {
                        (known.contains(&col), few.contains(&row))
                    };
                    assert!(!one || other, "{row} {col} {cost}");
                }
            }
            Err(other) => panic!("{other}"),
        }
    }
    assert!(solved > 100 && refused > 20, "{solved} {refused}");
}

/// A block of lines that know too few columns, in matrices large enough for lists.
#[test]
fn a_large_matrix_without_full_assignment_is_refused_with_a_witness() {
    let n = 800;
    let mut dice = Dice::new(24);
    let costs: Vec<f64> = (0..n * n)
        .map(|at| if at / n % 4 == 1 && at % n >= 150 { f64::INFINITY } else { dice.within(0, 1000) as f64 })
        .collect();
    let Err(SolveError::Infeasible { rows, cols }) = solve(View::new(&costs, n, n).unwrap()) else { panic!() };
    assert!(rows.len() > cols.len());
    for &row in &rows {
        for col in 0..n as u32 {
            assert!(costs[row as usize * n + col as usize].is_infinite() || cols.contains(&col));
        }
    }
}

/// The same assignment, duals and all, for any number of threads: ties included, and costs so hard that stale lists are renewed
/// while other lines bid.
#[test]
fn the_number_of_threads_decides_nothing() {
    let n = 900;
    let mut dice = Dice::new(25);
    let tied: Vec<i64> = (0..n * n).map(|_| dice.within(0, 40)).collect();
    let wide: Vec<i64> = (0..n * n).map(|_| dice.within(0, 1_000_000)).collect();
    let (lines, cols): (Vec<i64>, Vec<i64>) = (0..n).map(|_| (dice.within(0, 1000), dice.within(0, 1000))).unzip();
    let hard: Vec<i64> = (0..n * n).map(|at| lines[at / n] * cols[at % n] + dice.within(0, 20_000)).collect();
    for costs in [tied, wide, hard] {
        let with = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| solve(View::new(&costs, n, n).unwrap()).unwrap())
        };
        let alone = with(1);
        check(&costs, (n, n), false, &alone);
        assert_eq!((with(2), with(3)), (alone.clone(), alone));
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_copy_that_cannot_fit_is_refused_up_front() {
    // One number, seen as a matrix in which no line lies side by side: 2^42 entries would have to be copied.
    let one = [1.0_f64];
    let view = View::strided(&one, 0, (1 << 21, 1 << 21), (0, 0)).unwrap();
    let refused = solve(view).unwrap_err();
    let SolveError::Memory { rows, cols, bytes, available } = refused else { panic!("{refused:?}") };
    assert_eq!((rows, cols, bytes), (1 << 21, 1 << 21, 1 << 45));
    assert!(available.is_some_and(|available| available < bytes));
}

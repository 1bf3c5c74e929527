//! Sparse matrices: against the dense engine with the same pairs absent, and matchings against a plain search.

use obverse_lap::SolveError;
use obverse_lap::dense::{self, View};
use obverse_lap::sparse::{Compressed, Matching, maximum_matching, solve};

use crate::instance::Dice;

/// Below a bound.
fn below(dice: &mut Dice, bound: u64) -> u64 {
    dice.next() % bound
}

/// The mark of pairs that are not stored.
const NONE: i64 = i64::MAX - 7;

/// Stored pairs of a full matrix, row after row: starts, indices, entries.
fn compressed(full: &[i64], rows: usize, cols: usize) -> (Vec<u32>, Vec<u32>, Vec<i64>) {
    let (mut starts, mut indices, mut entries) = (vec![0], Vec::new(), Vec::new());
    for row in 0..rows {
        for col in 0..cols {
            if full[row * cols + col] != NONE {
                indices.push(col as u32);
                entries.push(full[row * cols + col]);
            }
        }
        starts.push(indices.len() as u32);
    }
    (starts, indices, entries)
}

fn random(dice: &mut Dice, rows: usize, cols: usize) -> Vec<i64> {
    let (stored, bound) = (1 + below(dice, 10), [1, 3, 100, 1 << 40][below(dice, 4) as usize]);
    let entry = |dice: &mut Dice| {
        if below(dice, 10) < stored { below(dice, 2 * bound) as i64 - bound as i64 } else { NONE }
    };
    (0..rows * cols).map(|_| entry(dice)).collect()
}

fn turned(full: &[i64], rows: usize, cols: usize) -> Vec<i64> {
    (0..cols).flat_map(|col| (0..rows).map(move |row| full[row * cols + col])).collect()
}

#[test]
fn as_good_as_dense_with_the_same_pairs_absent() {
    let mut dice = Dice::new(11);
    let (mut solved, mut refused) = (0, 0);
    for _ in 0..6000 {
        let shape = (1 + below(&mut dice, 9) as usize, 1 + below(&mut dice, 9) as usize);
        let full = random(&mut dice, shape.0, shape.1);
        let maximize = below(&mut dice, 2) == 1;
        if as_good_as_dense(&full, shape, maximize) { solved += 1 } else { refused += 1 }
    }
    assert!(solved > 1000 && refused > 1000, "{solved} solved, {refused} refused");
}

/// Lines with so many arcs that cheap ones are looked at first.
#[test]
fn as_good_as_dense_where_lines_are_long() {
    let mut dice = Dice::new(12);
    let mut solved = 0;
    for _ in 0..300 {
        let shape = (30 + below(&mut dice, 90) as usize, 30 + below(&mut dice, 90) as usize);
        let full = random(&mut dice, shape.0, shape.1);
        let maximize = below(&mut dice, 2) == 1;
        solved += usize::from(as_good_as_dense(&full, shape, maximize));
    }
    assert!(solved > 200, "{solved} solved");
}

/// Solves it by row, by column, and as floats; `false` if there is no full assignment, which all must find.
fn as_good_as_dense(full: &[i64], (rows, cols): (usize, usize), maximize: bool) -> bool {
    let best = dense::solve(View::new(full, rows, cols).unwrap().absent(NONE).maximize(maximize));
    let (starts, indices, entries) = compressed(full, rows, cols);
    let by_row = Compressed::rows(&starts, &indices, cols).unwrap();
    let found = solve(by_row.with_entries(&entries).unwrap().maximize(maximize));
    let floats: Vec<f64> = entries.iter().map(|&entry| entry as f64).collect();
    let floats = solve(by_row.with_entries(&floats).unwrap().maximize(maximize));
    let (starts, indices, entries) = compressed(&turned(full, rows, cols), cols, rows);
    let by_col = Compressed::cols(&starts, &indices, rows).unwrap().with_entries(&entries).unwrap();
    assert_eq!(found, solve(by_col.maximize(maximize)), "rows or columns stored");
    match (best, found) {
        (Ok(best), Ok(found)) => {
            assert_eq!(best.objective, found.objective);
            assert_eq!(floats.unwrap().objective as i128, found.objective, "whole numbers below 2⁵³");
            let sum: i128 = found.u.iter().chain(&found.v).map(|&dual| i128::from(dual)).sum();
            assert_eq!(sum, found.objective, "both sides of the proof");
            for row in 0..rows {
                for col in 0..cols {
                    let cost = full[row * cols + col];
                    if cost != NONE {
                        let dual = found.u[row] + found.v[col];
                        let slack = if maximize { dual - cost } else { cost - dual };
                        assert!(slack >= 0);
                        assert!(found.row_to_col[row] != Some(col as u32) || slack == 0);
                    }
                }
            }
            true
        }
        (Err(SolveError::Infeasible { .. }), Err(SolveError::Infeasible { rows: few, cols: known })) => {
            witness(full, (rows, cols), &few, &known);
            assert!(matches!(floats, Err(SolveError::Infeasible { .. })));
            false
        }
        (best, found) => panic!("{best:?} but {found:?}"),
    }
}

/// Only a matrix with every entry in its place is solved as a dense one.
#[test]
fn a_full_matrix_is_solved_where_it_lies() {
    let entries = [4_i64, 1, 3, 2, 0, 5, 3, 2, 2];
    let indices = [0_u32, 1, 2, 0, 1, 2, 0, 1, 2];
    let method = |starts: &[u32], indices: &[u32], skip: bool| {
        let costs = Compressed::rows(starts, indices, 3).unwrap().with_entries(&entries).unwrap();
        let best = solve(costs.skip_zeros(skip)).unwrap();
        (best.method, best.objective)
    };
    assert_eq!(method(&[0, 3, 6, 9], &indices, false), ("whole lines", 5));
    // By hand without the 0 in row 1, column 1: 1 + 2 + 2.
    assert_eq!(method(&[0, 3, 6, 9], &indices, true), ("arcs", 5));
    // The same indices, but row 0's last entry belongs to row 1: 1 in column 1, 2 in column 0, 2 in column 2.
    assert_eq!(method(&[0, 2, 6, 9], &indices, false), ("arcs", 5));
    let backwards = [2_u32, 1, 0, 2, 1, 0, 2, 1, 0];
    assert_eq!(method(&[0, 3, 6, 9], &backwards, false), ("arcs", 5));
}

/// The side that is to be matched as a whole knows only the other, which is smaller.
fn witness(full: &[i64], (rows, cols): (usize, usize), few: &[u32], known: &[u32]) {
    for row in 0..rows {
        for col in 0..cols {
            let stored = full[row * cols + col] != NONE;
            let (row, col) = (row as u32, col as u32);
            if rows <= cols {
                assert!(!stored || !few.contains(&row) || known.contains(&col));
            } else {
                assert!(!stored || !known.contains(&col) || few.contains(&row));
            }
        }
    }
    assert!(if rows <= cols { few.len() > known.len() } else { known.len() > few.len() });
}

/// Kuhn's search, one row after the other.
fn greatest(full: &[i64], rows: usize, cols: usize) -> usize {
    fn place(full: &[i64], cols: usize, row: usize, seen: &mut [bool], row_of: &mut [Option<usize>]) -> bool {
        for col in 0..cols {
            if full[row * cols + col] != NONE && !std::mem::replace(&mut seen[col], true) {
                let free = row_of[col].is_none_or(|other| place(full, cols, other, seen, row_of));
                if free {
                    row_of[col] = Some(row);
                    return true;
                }
            }
        }
        false
    }
    let mut row_of = vec![None; cols];
    (0..rows).filter(|&row| place(full, cols, row, &mut vec![false; cols], &mut row_of)).count()
}

#[test]
fn matchings_are_greatest_and_say_why() {
    let mut dice = Dice::new(5);
    for _ in 0..4000 {
        let (rows, cols) = (below(&mut dice, 12) as usize, below(&mut dice, 12) as usize);
        let full = random(&mut dice, rows, cols);
        let (starts, indices, _) = compressed(&full, rows, cols);
        let found = maximum_matching(Compressed::rows(&starts, &indices, cols).unwrap()).unwrap();
        assert_eq!(found.size, greatest(&full, rows, cols));
        checked(&full, (rows, cols), &found);
    }
}

fn checked(full: &[i64], (rows, cols): (usize, usize), found: &Matching) {
    assert_eq!(found.row_to_col.iter().flatten().count(), found.size);
    for (row, col) in found.row_to_col.iter().enumerate() {
        if let Some(col) = col {
            assert_ne!(full[row * cols + *col as usize], NONE);
            assert_eq!(found.col_to_row[*col as usize], Some(row as u32));
        }
    }
    for &row in &found.rows {
        for col in 0..cols {
            assert!(full[row as usize * cols + col] == NONE || found.cols.contains(&(col as u32)));
        }
    }
    assert_eq!(found.rows.len() - found.cols.len(), rows - found.size);
}

#[test]
fn what_is_no_matrix_is_refused() {
    let refused = |starts: &[i32], indices: &[i32]| Compressed::rows(starts, indices, 3).is_err();
    assert!(!refused(&[0, 2, 2], &[2, 0]));
    assert!(!refused(&[], &[]));
    for (starts, indices) in [
        (&[1, 2][..], &[0, 1][..]),
        (&[0, 3], &[0, 1]),
        (&[0, 2, 1, 2], &[0, 1]),
        (&[0, 1], &[0, 1]),
        (&[0, 2], &[0, 3]),
        (&[0, 2], &[0, -1]),
        (&[0, -1, 2], &[0, 1]),
    ] {
        assert!(refused(starts, indices), "{starts:?} {indices:?}");
    }
    assert!(Compressed::rows(&[0, 1], &[0], 1).unwrap().with_entries(&[1.0, 2.0]).is_err());
}

#[test]
fn what_is_no_number_is_named_and_what_is_infinite_is_absent() {
    let pairs = Compressed::rows(&[0_u64, 2, 4], &[0, 1, 0, 1], 2).unwrap();
    let entry = |entries: [f64; 4]| solve(pairs.with_entries(&entries).unwrap());
    assert!(matches!(entry([1.0, 2.0, f64::NAN, 3.0]), Err(SolveError::NotANumber { row: 1, col: 0 })));
    assert!(matches!(entry([1.0, f64::NEG_INFINITY, 2.0, 3.0]), Err(SolveError::NotANumber { row: 0, col: 1 })));
    assert_eq!(entry([1.0, 9.0, 2.0, f64::INFINITY]).unwrap().row_to_col, [Some(1), Some(0)]);
    assert!(matches!(
        entry([1.0, f64::INFINITY, 2.0, f64::INFINITY]),
        Err(SolveError::Infeasible { rows, cols }) if rows.len() == 2 && cols == [0]
    ));
    let zeros = pairs.with_entries(&[0_i64, 5, 1, 1]).unwrap();
    assert_eq!(solve(zeros).unwrap().objective, 1);
    assert_eq!(solve(zeros.skip_zeros(true)).unwrap().objective, 6);
}

#[test]
fn arcs_named_twice_count_once() {
    let found = solve(
        Compressed::rows(&[0_u32, 3, 5], &[1, 1, 0, 1, 0], 2).unwrap().with_entries(&[5_i64, 3, 9, 4, 4]).unwrap(),
    );
    let found = found.unwrap();
    assert_eq!((found.objective, found.row_to_col), (7, vec![Some(1), Some(0)]));
}

/// Large enough for the auction; many ties; a full matching hidden among few arcs.
#[test]
fn large_ones_are_proved() {
    let n = 3000;
    for bound in [1, 4, 1 << 30] {
        let mut dice = Dice::new(bound);
        let hidden: Vec<u32> = (0..n).map(|row| (row * 7 + 3) % n).collect();
        let (mut starts, mut indices, mut entries) = (vec![0_usize], Vec::new(), Vec::new());
        for &own in &hidden {
            for at in 0..6 {
                indices.push(if at == 0 { own as usize } else { below(&mut dice, u64::from(n)) as usize });
                entries.push(1 + below(&mut dice, bound) as i64);
            }
            starts.push(indices.len());
        }
        let costs = Compressed::rows(&starts, &indices, n as usize).unwrap().with_entries(&entries).unwrap();
        let found = solve(costs).unwrap();
        let mut taken = vec![false; n as usize];
        for row in 0..n as usize {
            let col = found.row_to_col[row].unwrap() as usize;
            assert!(!std::mem::replace(&mut taken[col], true));
            let mut paid = i64::MAX;
            for at in starts[row]..starts[row + 1] {
                let slack = entries[at] - found.u[row] - found.v[indices[at]];
                assert!(slack >= 0);
                if indices[at] == col {
                    paid = paid.min(slack);
                }
            }
            assert_eq!(paid, 0);
        }
    }
}

//! Families whose costs come from where rows and columns are: in the plane, in a space of factors, on a grid of few pairs.

use obverse_lap::Matrix;

use crate::families::Dice;

/// One more than the greatest coordinate.
const SIDE: u64 = 1_000_000;

/// Distances in a square.
pub(crate) fn geometric(rows: usize, cols: usize) -> Matrix {
    let (from, to) = (points::<2>(2, rows), points::<2>(3, cols));
    let square = |a: u64, b: u64| (a.abs_diff(b) as f64).powi(2);
    Matrix::from_fn(rows, cols, |row, col| {
        let ([a, b], [c, d]) = (from[row], to[col]);
        Some((square(a, c) + square(b, d)).sqrt() as i64)
    })
}

/// Products of five factors, summed.
pub(crate) fn low_rank(rows: usize, cols: usize) -> Matrix {
    let (from, to) = (points::<5>(4, rows), points::<5>(5, cols));
    Matrix::from_fn(rows, cols, |row, col| {
        let products = from[row].iter().zip(&to[col]).map(|(a, b)| a / 100 * (b / 100));
        Some(products.sum::<u64>() as i64)
    })
}

/// One pair in fifty, and those that make a full assignment possible.
pub(crate) fn sparse(rows: usize, cols: usize) -> Matrix {
    let mut dice = Dice::new(6);
    Matrix::from_fn(rows, cols, |row, col| {
        let cost = dice.below(SIDE) as i64;
        (dice.below(50) == 0 || row % cols == col % rows).then_some(cost)
    })
}

fn points<const N: usize>(seed: u64, count: usize) -> Vec<[u64; N]> {
    let mut dice = Dice::new(seed);
    (0..count).map(|_| [(); N].map(|()| dice.below(SIDE))).collect()
}

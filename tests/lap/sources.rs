//! All ways to ask a cost source give the same answer.

use obverse_lap::{ABSENT, Costs, Matrix, SolveError, Sparse};

use crate::instance::Dice;

fn consistent(costs: &dyn Costs) {
    let (rows, cols) = costs.shape();
    let mut by_row = vec![7; cols];
    let mut by_col = vec![7; rows];
    for row in 0..rows {
        costs.row(row, &mut by_row);
        for (col, &cost) in by_row.iter().enumerate() {
            assert_eq!(cost, costs.cost(row, col).unwrap_or(ABSENT));
        }
    }
    for col in 0..cols {
        costs.col(col, &mut by_col);
        for (row, &cost) in by_col.iter().enumerate() {
            assert_eq!(cost, costs.cost(row, col).unwrap_or(ABSENT));
        }
    }
}

/// A function that is never stored, with the trait's own `row` and `col`.
struct Product(usize, usize);

impl Costs for Product {
    fn shape(&self) -> (usize, usize) {
        (self.0, self.1)
    }

    fn cost(&self, row: usize, col: usize) -> Option<i64> {
        (row != col).then(|| ((row + 1) * (col + 1)) as i64)
    }
}

#[test]
fn rows_columns_and_single_costs_agree() {
    let mut dice = Dice::new(4);
    for (rows, cols) in [(0, 0), (0, 4), (4, 0), (1, 1), (3, 7), (8, 2)] {
        let matrix = Matrix::from_fn(rows, cols, |_, _| dice.chance(60).then(|| dice.within(-9, 9)));
        consistent(&matrix);
        let arcs: Vec<(u32, u32, i64)> = (0..rows * cols)
            .filter_map(|at| {
                matrix.cost(at / cols, at % cols).map(|cost| (at as u32 / cols as u32, (at % cols) as u32, cost))
            })
            .rev()
            .collect();
        let sparse = Sparse::new(rows, cols, &arcs).unwrap();
        consistent(&sparse);
        for at in 0..rows * cols {
            assert_eq!(sparse.cost(at / cols, at % cols), matrix.cost(at / cols, at % cols));
        }
        consistent(&Product(rows, cols));
    }
}

#[test]
fn a_pair_named_twice_keeps_its_lower_cost() {
    let sparse = Sparse::new(1, 2, &[(0, 1, 5), (0, 1, 3), (0, 1, 4)]).unwrap();
    assert_eq!(sparse.cost(0, 1), Some(3));
    assert_eq!(sparse.cost(0, 0), None);
}

#[test]
fn wrong_lengths_are_named() {
    assert_eq!(Matrix::new(2, 3, vec![0; 5]), Err(SolveError::Shape { what: "costs", expected: 6, found: 5 }));
    assert!(matches!(Sparse::new(2, 2, &[(0, 2, 1)]), Err(SolveError::Shape { found: 2, .. })));
    assert!(matches!(Sparse::new(2, 2, &[(3, 0, 1)]), Err(SolveError::Shape { found: 3, .. })));
}

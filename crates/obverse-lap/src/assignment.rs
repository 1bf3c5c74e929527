//! The plain assignment problem: everybody has one place.

use crate::{Agent, Certificate, Control, Costs, Matrix, Objective, Solution, SolveError, Transportation, certify};

/// A least-cost assignment of the greatest possible size, with its proof.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Assignment {
    /// The column of each row; `None` if the row has no partner.
    pub row_to_col: Vec<Option<u32>>,
    /// The row of each column; `None` if the column has no partner.
    pub col_to_row: Vec<Option<u32>>,
    /// Total cost.
    pub cost: i128,
    /// Dual values of the rows (see [`crate::certificate`] for how levels go with them).
    pub u: Vec<i64>,
    /// Dual values of the columns.
    pub v: Vec<i64>,
    /// Both sides of the proof, recomputed over all pairs.
    pub certificate: Certificate,
    /// The solution in the form of the transportation problem.
    pub solution: Solution,
}

/// Everybody once, and nobody covered beforehand.
const ONCE: Agent = Agent { capacity: 1, covered: false };

/// The most pairs, and among those the least total cost, of any cost source.
///
/// With a complete matrix this is the linear assignment problem; a rectangular one leaves the longer side's surplus
/// unmatched; absent pairs are never made, and where they leave no full assignment the largest possible one is found.
///
/// ```
/// use obverse_lap::{Control, Matrix, solve_assignment};
/// # fn main() -> Result<(), obverse_lap::SolveError> {
/// let costs = Matrix::new(3, 3, vec![4, 1, 3, 2, 0, 5, 3, 2, 2])?;
/// let best = solve_assignment(&costs, &Control::default())?;
/// assert_eq!(best.row_to_col, [Some(1), Some(0), Some(2)]);
/// assert_eq!(best.cost, 5);
/// assert!(best.certificate.verified);
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// As [`Transportation::solve`].
pub fn solve_assignment(costs: &dyn Costs, control: &Control<'_>) -> Result<Assignment, SolveError> {
    let (rows, cols) = costs.shape();
    let (row_agents, col_agents) = (vec![ONCE; rows], vec![ONCE; cols]);
    let objective = Objective::CoverageThenCost;
    let problem = Transportation { costs, rows: &row_agents, cols: &col_agents, objective };
    let solution = problem.solve(control)?;
    let certificate = certify(&problem, &solution, control)?;
    let mut row_to_col = vec![None; rows];
    let mut col_to_row = vec![None; cols];
    for &(row, col) in &solution.pairs {
        row_to_col[row as usize] = Some(col);
        col_to_row[col as usize] = Some(row);
    }
    Ok(Assignment {
        row_to_col,
        col_to_row,
        cost: solution.cost,
        u: solution.row_prices.iter().map(|price| price.dual).collect(),
        v: solution.col_prices.iter().map(|price| price.dual).collect(),
        certificate,
        solution,
    })
}

/// [`solve_assignment`] of a dense matrix, unwatched.
///
/// # Errors
/// As [`Transportation::solve`].
pub fn solve_dense(costs: &Matrix) -> Result<Assignment, SolveError> {
    solve_assignment(costs, &Control::default())
}

//! From a problem to a solution: which side is inserted, what it starts from, and what is reported.

use crate::alone::{close_the_alone, mostly_allowed};
use crate::grid::Grid;
use crate::neighbours::Neighbours;
use crate::options::Options;
use crate::phases::{insert_far, insert_near};
use crate::side::Side;
use crate::value::{potential_of, price_of_first_place};
use crate::{Control, Matrix, Price, Solution, SolveError, Transportation, check, phases, prune, rectangle};

impl Transportation<'_> {
    /// The optimum, with prices that prove it.
    ///
    /// # Errors
    /// [`SolveError::Shape`], [`SolveError::Capacity`], [`SolveError::CostOutOfRange`] and [`SolveError::TooWide`] if the
    /// problem is not one this solver takes; [`SolveError::Stopped`] soon after [`Control::stop`] is set.
    pub fn solve(&self, control: &Control<'_>) -> Result<Solution, SolveError> {
        self.solve_with(control, &Options::default())
    }

    /// [`solve`](Self::solve) with choices that change the time it takes, not the optimum.
    ///
    /// # Errors
    /// As [`solve`](Self::solve); [`SolveError::Memory`] where costs are to be [stored](Options::stored) and there is no room.
    pub fn solve_with(&self, control: &Control<'_>, options: &Options<'_>) -> Result<Solution, SolveError> {
        check::problem(self, options.start)?;
        if options.stored {
            control.report("storing", 0, self.rows.len());
            let matrix = Matrix::of(self.costs, control)?;
            let stored = Transportation { costs: &matrix, ..*self };
            let solution = stored.solve_with(control, &options.stored(false))?;
            return Ok(Solution { method: over_stored(solution.method), ..solution });
        }
        let (rows, cols) = self.costs.shape();
        if phases::by_blocks(options, rows as u64 * cols as u64) && rectangle::applies(self) {
            return rectangle::solve(self, control, options);
        }
        let pairs = Neighbours { grid: Grid::new(self.costs, false), control };
        let row_agents = close_the_alone(pairs, (self.rows, self.cols))?;
        let col_agents = close_the_alone(pairs.swapped(), (self.cols, self.rows))?;
        let mut row_side = Side::new(&row_agents, cols, self.objective);
        let mut col_side = Side::new(&col_agents, rows, self.objective);
        let near_is_col = if mostly_allowed(pairs, (self.rows, self.cols)) {
            col_side.units() < row_side.units()
        } else {
            let places = |agents, others| Side::new(agents, others, self.objective).units();
            places(self.cols, rows) < places(self.rows, cols)
        };
        if let Some(start) = options.start {
            let (side, prices) = if near_is_col { (&mut row_side, start.rows) } else { (&mut col_side, start.cols) };
            let potentials: Vec<i64> =
                prices.iter().zip(&side.bonus).map(|(&price, &bonus)| potential_of(bonus, price)).collect();
            side.start_from(&potentials);
        }
        let (near, far) = if near_is_col { (&mut col_side, &mut row_side) } else { (&mut row_side, &mut col_side) };
        let grid = Grid::new(self.costs, near_is_col);
        insert_near(self, grid, control, (&mut *near, &mut *far), options)?;
        insert_far(grid.swapped(), control, (far, near), options)?;
        row_side.settle_unmatched();
        col_side.settle_unmatched();
        Ok(self.solution(&row_side, &col_side, method(near_is_col)))
    }

    fn solution(&self, row_side: &Side, col_side: &Side, method: &'static str) -> Solution {
        let mut pairs: Vec<(u32, u32, i64)> =
            row_side.links.iter().map(|(row, link)| (row, link.partner, link.cost)).collect();
        pairs.sort_unstable();
        prune::idle_pairs(self, &mut pairs);
        let mut row_met = vec![false; self.rows.len()];
        let mut col_met = vec![false; self.cols.len()];
        for &(row, col, _) in &pairs {
            row_met[row as usize] = true;
            col_met[col as usize] = true;
        }
        let newly = |(met, agent): (&bool, &crate::Agent)| *met && !agent.covered;
        let covered = row_met.iter().zip(self.rows).filter(|&x| newly(x)).count()
            + col_met.iter().zip(self.cols).filter(|&x| newly(x)).count();
        Solution {
            covered: covered as u64,
            cost: pairs.iter().map(|&(_, _, cost)| i128::from(cost)).sum(),
            pairs: pairs.into_iter().map(|(row, col, _)| (row, col)).collect(),
            row_prices: prices(row_side),
            col_prices: prices(col_side),
            method,
        }
    }
}

/// Every [`Solution::method`] of a solve: three ways, then the same ways over [stored](Options::stored) costs.
pub const METHODS: [&str; 6] = [
    "shortest augmenting paths from columns",
    "shortest augmenting paths from rows",
    rectangle::METHOD,
    "shortest augmenting paths from columns, over stored costs",
    "shortest augmenting paths from rows, over stored costs",
    "maximum matching, then shortest augmenting paths in each block, over stored costs",
];

fn method(near_is_col: bool) -> &'static str {
    METHODS[usize::from(!near_is_col)]
}

fn over_stored(method: &'static str) -> &'static str {
    METHODS.iter().position(|&name| name == method).and_then(|at| METHODS.get(at + 3)).copied().unwrap_or(method)
}

/// Prices of the first place; agents that take no part have none.
fn prices(side: &Side) -> Vec<Price> {
    let all = side.capacity.iter().zip(side.bonus.iter().zip(&side.price));
    all.map(
        |(&capacity, (&bonus, &potential))| {
            if capacity == 0 { Price::default() } else { price_of_first_place(bonus, potential) }
        },
    )
    .collect()
}

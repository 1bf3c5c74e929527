//! The state as an ordinary problem and its solution.

use crate::repair::overlay::Changed;
use crate::repair::picture::{COL, Place, ROW};
use crate::repair::state::State;
use crate::{Agent, Costs, Objective, Solution, Transportation};

/// What is left to the solver's choice: rows and columns that have left or are forced have no place, costs are as changed.
#[derive(Clone)]
#[non_exhaustive]
pub struct Rest<'a> {
    /// The costs as changed.
    pub costs: Changed<'a>,
    /// The rows.
    pub rows: Vec<Agent>,
    /// The columns.
    pub cols: Vec<Agent>,
    /// What comes first.
    pub objective: Objective,
    /// The optimum and its prices. Forced pairs are not in it, nor in its totals.
    pub solution: Solution,
    /// The forced pairs, sorted.
    pub forced: Vec<(u32, u32)>,
}

impl Rest<'_> {
    /// The problem that [`solution`](Self::solution) solves, for [`certify`](crate::certify) and [`verify`](crate::verify).
    pub fn problem(&self) -> Transportation<'_> {
        Transportation { costs: &self.costs, rows: &self.rows, cols: &self.cols, objective: self.objective }
    }
}

impl State {
    /// The state as an ordinary problem and its solution. O(n + m).
    pub fn rest<'a>(&self, costs: &'a dyn Costs) -> Rest<'a> {
        let costs = Changed { costs, overlay: self.now.overlay.clone() };
        let (mut pairs, mut forced) = (Vec::new(), Vec::new());
        let (mut covered, mut cost) = (0, 0);
        for row in 0..self.now.mate[ROW].len() {
            let Some(col) = self.now.mate(ROW, row) else { continue };
            if self.now.place[ROW][row] == Place::Forced {
                forced.push((row as u32, col as u32));
            } else {
                pairs.push((row as u32, col as u32));
                cost += i128::from(self.now.cost_of_mates((row, col)));
                covered += u64::from(self.worth.counts[ROW][row]) + u64::from(self.worth.counts[COL][col]);
            }
        }
        let prices = |side: usize| (0..self.now.mate[side].len()).map(|agent| self.price_at(side, agent)).collect();
        let mut solution = Solution::claimed(pairs, covered, cost, prices(ROW), prices(COL));
        solution.method = "repaired by shortest augmenting paths";
        Rest { costs, rows: self.agents(ROW), cols: self.agents(COL), objective: self.objective, solution, forced }
    }
}

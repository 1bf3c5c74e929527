//! The optimum by trying every set of pairs.

use obverse_lap::{Objective, Transportation};

/// (people newly paired, cost) of an optimal set of pairs: under coverage the most people, then the least cost;
/// otherwise the least cost, with people 0.
pub(crate) fn by_trying_everything(problem: &Transportation<'_>) -> (u64, i128) {
    let (rows, cols) = problem.costs.shape();
    let mut pairs = Vec::new();
    for row in 0..rows {
        for col in 0..cols {
            if let Some(cost) = problem.costs.cost(row, col) {
                pairs.push((row, col, cost));
            }
        }
    }
    let mut search = Search { problem, pairs, row_uses: vec![0; rows], col_uses: vec![0; cols], best: None };
    search.go(0, 0);
    let (people, gain) = search.best.unwrap();
    (people, -gain)
}

struct Search<'a> {
    problem: &'a Transportation<'a>,
    pairs: Vec<(usize, usize, i64)>,
    row_uses: Vec<u32>,
    col_uses: Vec<u32>,
    best: Option<(u64, i128)>,
}

impl Search<'_> {
    fn people(&self) -> u64 {
        if self.problem.objective == Objective::CostOnly {
            return 0;
        }
        let sides = [(&self.row_uses, self.problem.rows), (&self.col_uses, self.problem.cols)];
        let met = |&(uses, agents): &(&Vec<u32>, &[obverse_lap::Agent])| {
            uses.iter().zip(agents).filter(|(uses, agent)| **uses > 0 && !agent.covered).count() as u64
        };
        sides.iter().map(met).sum()
    }

    fn go(&mut self, from: usize, cost: i128) {
        let Some(&(row, col, price)) = self.pairs.get(from) else {
            let found = (self.people(), -cost);
            self.best = self.best.max(Some(found));
            return;
        };
        self.go(from + 1, cost);
        let (rows, cols) = (self.problem.rows, self.problem.cols);
        if self.row_uses[row] < rows[row].capacity && self.col_uses[col] < cols[col].capacity {
            self.row_uses[row] += 1;
            self.col_uses[col] += 1;
            self.go(from + 1, cost + i128::from(price));
            self.row_uses[row] -= 1;
            self.col_uses[col] -= 1;
        }
    }
}

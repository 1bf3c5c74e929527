//! [`dense::certify`](crate::dense::certify) for what is stored.

use super::compressed::{Entries, Index};
use crate::dense::{Balance, Certificate, Number, Proof, Solution, Value};

/// Recomputes both sides of the proof from stored entries, pairs and the prices of the longer side, exact until the last
/// step: see [`dense::certify`](fn@crate::dense::certify).
pub fn certify<T: Number, I: Index>(costs: Entries<'_, T, I>, solution: &Solution<T>) -> Certificate<T::Dual> {
    let (rows, cols) = costs.shape();
    let by_col = rows > cols;
    let (starts, stored) = costs.pairs.lines(by_col);
    let mut balance = Balance::new(costs.maximize, rows == cols);
    let mut partner = vec![None; rows.min(cols)];
    for (row, col) in solution.row_to_col.iter().enumerate() {
        if let Some(col) = col.map(|col| col as usize) {
            let (near, far) = if by_col { (col, row) } else { (row, col) };
            partner[near] = Some(far);
        }
    }
    let prices = if by_col { &solution.u } else { &solution.v };
    for (ends, &partner) in starts.windows(2).zip(&partner) {
        let entries = stored[ends[0]..ends[1]].iter().filter_map(|&(far, at)| {
            let cost = costs.values[at as usize];
            (!cost.is_infinite() && !costs.absent(at as usize)).then(|| (far as usize, cost.wide()))
        });
        balance.line(entries, prices, partner);
    }
    balance.close(prices)
}

/// What the duals bound and how far any stored pair lies on the wrong side of them: see [`dense::proof`](fn@crate::dense::proof).
pub fn proof<T: Number, I: Index>(costs: Entries<'_, T, I>, solution: &Solution<T>) -> Proof<T> {
    let (starts, stored) = costs.pairs.lines(false);
    let mut worst = T::Dual::ZERO;
    for (ends, &u) in starts.windows(2).zip(&solution.u) {
        for &(col, at) in &stored[ends[0]..ends[1]] {
            let cost = costs.values[at as usize];
            if cost.is_infinite() || costs.absent(at as usize) {
                continue;
            }
            let slack = cost.wide() - u - solution.v[col as usize];
            worst = worst.most(if costs.maximize { slack } else { T::Dual::ZERO - slack });
        }
    }
    Proof { dual: T::Dual::total(solution.u.iter().chain(&solution.v).copied()), worst }
}

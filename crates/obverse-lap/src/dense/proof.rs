//! Both sides of the proof of a dense assignment, recomputed from the matrix, the pairs and the duals alone.

use super::{Number, Solution, Value, View};

/// What the duals bound, and how far any pair lies on the wrong side of them.
///
/// For integers `dual` is the objective and `worst` is 0; for floats they are so but for rounding.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Proof<T: Number> {
    /// Σu + Σv: no assignment is better than this by more than `worst` a pair.
    pub dual: <T::Dual as Number>::Total,
    /// The most by which u + v passes a cost (for a maximum: by which a score passes u + v), over all pairs; at least 0.
    pub worst: T::Dual,
}

/// Recomputes the proof of a solution of this matrix, in one pass over all entries.
pub fn proof<T: Number>(costs: View<'_, T>, solution: &Solution<T>) -> Proof<T> {
    let mut worst = T::Dual::ZERO;
    for (row, &u) in solution.u.iter().enumerate() {
        for (col, &v) in solution.v.iter().enumerate() {
            let Some(cost) = costs.get(row, col).filter(|&cost| costs.absent != Some(cost)) else { continue };
            // One subtraction after the other: u + v of integers might overflow where cost − u does not.
            let slack = cost.wide() - u - v;
            let over = if costs.maximize { slack } else { T::Dual::ZERO - slack };
            worst = worst.most(over);
        }
    }
    Proof { dual: T::Dual::total(solution.u.iter().chain(&solution.v).copied()), worst }
}

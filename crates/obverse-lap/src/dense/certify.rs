//! A bound that holds whatever was rounded on the way.
//!
//! Any prices of the longer side bound every assignment: for a minimum and prices v (≤ 0 in a rectangle)
//!
//! ```text
//! Σᵢ minⱼ (cost(i, j) − v(j)) + Σⱼ v(j)  ≤  Σᵢ cost(i, σ(i))     for every assignment σ.
//! ```
//!
//! [`certify`] takes the prices of a solution and nothing else: the minima are computed again from the matrix, all
//! differences and sums are exact (error-free transformations, Shewchuk 1997), and the two totals are rounded once, away from
//! each other. So for floats, too, the optimum lies between the two numbers, and their distance is all that rounding can have
//! cost. For a maximum all signs turn.

use super::exact::Exact;
use super::{Number, Solution, View};

/// Between which two numbers the optimum lies, and how far from tight the pairs are.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Certificate<V: Exact> {
    /// What the pairs come to, rounded up for a minimum and down for a maximum: the optimum is no worse.
    pub primal: V::Total,
    /// What no assignment is better than, rounded down for a minimum and up for a maximum.
    pub bound: V::Total,
    /// How far the two are apart exactly, rounded up. 0 proves the pairs best.
    pub gap: V::Total,
    /// Complementary slackness: the most by which a line would do better elsewhere, at these prices, than with the partner
    /// it has, rounded up. 0 for integers.
    pub slackness: V::Total,
}

/// Recomputes both sides of the proof from matrix, pairs and the prices of the longer side: O(n m), exact until the last step.
///
/// ```
/// use obverse_lap::dense::{View, certify, solve};
/// # fn main() -> Result<(), obverse_lap::SolveError> {
/// let costs = [0.1, 0.2, 0.3, 0.7];
/// let view = View::new(&costs, 2, 2)?;
/// let proof = certify(view, &solve(view)?);
/// assert!(proof.bound <= 0.5 && 0.5 <= proof.primal);
/// assert!(proof.gap <= 1e-15);
/// # Ok(())
/// # }
/// ```
pub fn certify<T: Number>(costs: View<'_, T>, solution: &Solution<T>) -> Certificate<T::Dual> {
    let (rows, cols) = costs.shape();
    let absent = |cost: T| costs.absent == Some(cost) || cost.is_infinite();
    let stored = |row: usize, col: usize| costs.get(row, col).filter(|&cost| !absent(cost)).map(T::wide);
    let mut balance = Balance::new(costs.maximize, rows == cols);
    let col_of = |row: usize| solution.row_to_col[row].map(|col| col as usize);
    if rows <= cols {
        for row in 0..rows {
            let entries = (0..cols).filter_map(|col| Some((col, stored(row, col)?)));
            balance.line(entries, &solution.v, col_of(row));
        }
        balance.close(&solution.v)
    } else {
        let mut row_of = vec![None; cols];
        for row in 0..rows {
            if let Some(col) = col_of(row) {
                row_of[col] = Some(row);
            }
        }
        for (col, &row) in row_of.iter().enumerate() {
            let entries = (0..rows).filter_map(|row| Some((row, stored(row, col)?)));
            balance.line(entries, &solution.u, row);
        }
        balance.close(&solution.u)
    }
}

/// Both sides, line after line.
pub(crate) struct Balance<V: Exact> {
    maximize: bool,
    square: bool,
    primal: V::Sum,
    bound: V::Sum,
    /// Bound less primal for a maximum, primal less bound for a minimum.
    gap: V::Sum,
    slackness: Option<V::Total>,
}

impl<V: Exact> Balance<V> {
    pub(crate) fn new(maximize: bool, square: bool) -> Self {
        let (primal, bound, gap) = (V::Sum::default(), V::Sum::default(), V::Sum::default());
        Self { maximize, square, primal, bound, gap, slackness: None }
    }

    /// The price that counts: in a rectangle a line across that nobody gets must not be worth anything.
    fn price(&self, price: V) -> V {
        match (self.square, self.maximize) {
            (true, _) => price,
            (_, false) => price.least(V::ZERO),
            (_, true) => price.most(V::ZERO),
        }
    }

    /// A line of the shorter side: what it knows, at which prices, and whom it has.
    pub(crate) fn line(&mut self, entries: impl Iterator<Item = (usize, V)>, prices: &[V], partner: Option<usize>) {
        let sign: i8 = if self.maximize { -1 } else { 1 };
        let better = |a: V::Difference, b: V::Difference| if self.maximize { a > b } else { a < b };
        let mut best: Option<V::Difference> = None;
        let mut held: Option<(V::Difference, V)> = None;
        for (far, cost) in entries {
            let value = cost.difference(self.price(prices[far]));
            if best.is_none_or(|best| better(value, best)) {
                best = Some(value);
            }
            if partner == Some(far) && held.is_none_or(|(held, _)| better(value, held)) {
                held = Some((value, cost));
            }
        }
        let Some(best) = best else { return };
        V::put_difference(&mut self.bound, best, 1);
        V::put_difference(&mut self.gap, best, -sign);
        if let Some((held, cost)) = held {
            V::put(&mut self.primal, cost);
            V::put_difference(&mut self.gap, cost.difference(V::ZERO), sign);
            let mut slack = V::Sum::default();
            V::put_difference(&mut slack, held, sign);
            V::put_difference(&mut slack, best, -sign);
            let slack = V::up(&slack);
            if self.slackness.is_none_or(|most| slack > most) {
                self.slackness = Some(slack);
            }
        }
    }

    pub(crate) fn close(mut self, prices: &[V]) -> Certificate<V> {
        let sign: i8 = if self.maximize { -1 } else { 1 };
        for &price in prices {
            let price = self.price(price);
            V::put(&mut self.bound, price);
            V::put_difference(&mut self.gap, price.difference(V::ZERO), -sign);
        }
        let (primal, bound) = if self.maximize {
            (V::down(&self.primal), V::up(&self.bound))
        } else {
            (V::up(&self.primal), V::down(&self.bound))
        };
        let none = V::up(&V::Sum::default());
        Certificate { primal, bound, gap: V::up(&self.gap), slackness: self.slackness.unwrap_or(none) }
    }
}

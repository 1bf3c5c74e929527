//! Shortest augmenting paths on a dense matrix: one row after the other finds its cheapest way to a free column.
//!
//! The method is that of R. Jonker and A. Volgenant 1987 ([doi:10.1007/BF02278710](https://doi.org/10.1007/BF02278710)) without
//! its starting heuristics, for rectangles as D. F. Crouse 2016 gives it
//! ([doi:10.1109/TAES.2016.140952](https://doi.org/10.1109/TAES.2016.140952)): rows are the shorter side, and prices of
//! columns only fall from 0, so that a column that stays free has price 0 and the duals hold for rectangles too. Among
//! equally near columns a free one is taken first, and else the one that comes first in the list of those left, which starts
//! from the last column. That order decides ties, and is the one users of SciPy know.

use std::borrow::Cow;
use std::ops::{Add, Neg, Sub};

use crate::{Control, SolveError};

/// A kind of number that costs may have.
pub trait Number:
    Copy + PartialOrd + Send + Sync + 'static + Add<Output = Self> + Sub<Output = Self> + Neg<Output = Self>
{
    /// Nothing.
    const ZERO: Self;
    /// More than any way costs; a cost that is this is absent.
    const INFINITY: Self;
    /// Whether the number may stand in a matrix to be minimised: not NaN, not −∞; whole numbers within ±2^52, so that no
    /// sum of the method leaves their range.
    fn is_cost(self) -> bool;
}

impl Number for f64 {
    const ZERO: f64 = 0.0;
    const INFINITY: f64 = f64::INFINITY;
    fn is_cost(self) -> bool {
        self > f64::NEG_INFINITY
    }
}

impl Number for i64 {
    const ZERO: i64 = 0;
    const INFINITY: i64 = i64::MAX;
    fn is_cost(self) -> bool {
        self.unsigned_abs() <= 1 << 52
    }
}

/// A least-cost assignment of the whole shorter side, with duals.
///
/// For minimising, uᵢ + vⱼ ≤ cost(i, j) for every pair, with equality on the pairs made; the duals of the longer side are ≤ 0,
/// and 0 where a line is left out. For maximising all signs turn.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DenseAssignment<N> {
    /// The pairs made, by row.
    pub pairs: Vec<(usize, usize)>,
    /// Dual values of the rows.
    pub u: Vec<N>,
    /// Dual values of the columns.
    pub v: Vec<N>,
}

/// Why there is no assignment.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DenseError {
    /// A number that is no cost.
    #[error("matrix contains invalid numeric entries")]
    Invalid,
    /// Absent pairs leave no assignment of the whole shorter side.
    #[error("cost matrix is infeasible")]
    Infeasible,
    /// The wrong number of costs, or somebody asked to stop.
    #[error(transparent)]
    Other(#[from] SolveError),
}

/// Assigns the whole shorter side of a matrix of `rows` × `cols` costs, row after row, at least cost (or most gain).
///
/// O(s² · l) steps for sides s ≤ l, O(s + l) memory beside the matrix, which is copied where it is turned or negated.
///
/// # Errors
/// [`DenseError::Invalid`] for NaN, −∞ (+∞ when maximising) or whole numbers beyond ±2^52; [`DenseError::Infeasible`]; a
/// slice of the wrong length; being stopped.
pub fn assign<N: Number>(
    shape: (usize, usize),
    costs: &[N],
    maximise: bool,
    control: &Control<'_>,
) -> Result<DenseAssignment<N>, DenseError> {
    let (rows, cols) = shape;
    let expected = rows.saturating_mul(cols);
    if costs.len() != expected {
        return Err(SolveError::Shape { what: "costs", expected, found: costs.len() }.into());
    }
    let turned = rows > cols;
    let costs = oriented(shape, costs, turned, maximise);
    if !costs.iter().all(|cost| cost.is_cost() || *cost == N::INFINITY) {
        return Err(DenseError::Invalid);
    }
    let (short, long) = if turned { (cols, rows) } else { (rows, cols) };
    let mut search = Search::new(&costs, short, long);
    for line in 0..short {
        search.insert(line, control)?;
        control.report("assigning", line + 1, short);
    }
    let Search { u, v, partner, .. } = search;
    let signed = |duals: Vec<N>| if maximise { duals.into_iter().map(Neg::neg).collect() } else { duals };
    let (u, v) = (signed(u), signed(v));
    if !turned {
        return Ok(DenseAssignment { pairs: partner.into_iter().enumerate().collect(), u, v });
    }
    let mut pairs: Vec<(usize, usize)> = partner.into_iter().enumerate().map(|(col, row)| (row, col)).collect();
    pairs.sort_unstable();
    Ok(DenseAssignment { pairs, u: v, v: u })
}

/// The matrix with the shorter side as rows, to be minimised.
fn oriented<N: Number>((rows, cols): (usize, usize), costs: &[N], turned: bool, maximise: bool) -> Cow<'_, [N]> {
    let signed = |cost: N| if maximise { -cost } else { cost };
    match (turned, maximise) {
        (false, false) => Cow::Borrowed(costs),
        (false, true) => costs.iter().map(|&cost| signed(cost)).collect(),
        (true, _) => {
            let mut turned = Vec::with_capacity(costs.len());
            for col in 0..cols {
                turned.extend((0..rows).map(|row| signed(costs[row * cols + col])));
            }
            Cow::Owned(turned)
        }
    }
}

/// Nobody.
const NONE: usize = usize::MAX;

struct Search<'a, N> {
    costs: &'a [N],
    long: usize,
    u: Vec<N>,
    v: Vec<N>,
    /// The column of each row.
    partner: Vec<usize>,
    /// The row of each column.
    owner: Vec<usize>,
    /// The cheapest way to each column found so far, and the row it comes from.
    nearest: Vec<N>,
    from: Vec<usize>,
    /// Columns not yet reached.
    left: Vec<usize>,
    /// Columns reached, in order.
    reached: Vec<usize>,
}

impl<'a, N: Number> Search<'a, N> {
    fn new(costs: &'a [N], short: usize, long: usize) -> Self {
        Search {
            costs,
            long,
            u: vec![N::ZERO; short],
            v: vec![N::ZERO; long],
            partner: vec![NONE; short],
            owner: vec![NONE; long],
            nearest: vec![N::INFINITY; long],
            from: vec![NONE; long],
            left: Vec::with_capacity(long),
            reached: Vec::with_capacity(long),
        }
    }

    /// Gives this row a column, moving others along the cheapest way.
    fn insert(&mut self, first: usize, control: &Control<'_>) -> Result<(), DenseError> {
        self.nearest.fill(N::INFINITY);
        self.left.clear();
        self.left.extend((0..self.long).rev());
        self.reached.clear();
        let (mut row, mut so_far) = (first, N::ZERO);
        let free = loop {
            control.check()?;
            let at = self.look_from(row, so_far).ok_or(DenseError::Infeasible)?;
            let col = self.left.swap_remove(at);
            so_far = self.nearest[col];
            self.reached.push(col);
            if self.owner[col] == NONE {
                break col;
            }
            row = self.owner[col];
        };
        self.u[first] = self.u[first] + so_far;
        for &col in &self.reached {
            let slack = so_far - self.nearest[col];
            if self.owner[col] != NONE {
                let row = self.owner[col];
                self.u[row] = self.u[row] + slack;
            }
            self.v[col] = self.v[col] - slack;
        }
        let mut col = free;
        loop {
            let row = self.from[col];
            self.owner[col] = row;
            std::mem::swap(&mut self.partner[row], &mut col);
            if row == first {
                return Ok(());
            }
        }
    }

    /// Shortens the ways through this row and says where in `left` the nearest column stands.
    fn look_from(&mut self, row: usize, so_far: N) -> Option<usize> {
        let line = &self.costs[row * self.long..][..self.long];
        let base = self.u[row];
        let (mut best, mut lowest) = (None, N::INFINITY);
        for (at, &col) in self.left.iter().enumerate() {
            // An absent pair leads nowhere; whole numbers have no infinity that stays one.
            if line[col] < N::INFINITY {
                let way = so_far + line[col] - base - self.v[col];
                if way < self.nearest[col] {
                    self.nearest[col] = way;
                    self.from[col] = row;
                }
            }
            let way = self.nearest[col];
            if way < lowest || (way == lowest && way < N::INFINITY && self.owner[col] == NONE) {
                (best, lowest) = (Some(at), way);
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn solved(rows: usize, cols: usize, costs: &[i64], maximise: bool) -> DenseAssignment<i64> {
        assign((rows, cols), costs, maximise, &Control::default()).unwrap()
    }

    #[test]
    fn worked_by_hand() {
        // 1 + 2 + 2: row 0 to column 1, row 1 to column 0, row 2 to column 2.
        let best = solved(3, 3, &[4, 1, 3, 2, 0, 5, 3, 2, 2], false);
        assert_eq!(best.pairs, [(0, 1), (1, 0), (2, 2)]);
        // At most: 4 + 5 + 2.
        assert_eq!(solved(3, 3, &[4, 1, 3, 2, 0, 5, 3, 2, 2], true).pairs, [(0, 0), (1, 2), (2, 1)]);
    }

    #[test]
    fn duals_prove_every_shape() {
        let mut seed = 7_u64;
        let mut next = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (seed >> 40) as i64 % 9 - 4
        };
        for (rows, cols) in [(1, 1), (4, 4), (3, 7), (7, 3), (6, 6), (0, 3)] {
            for maximise in [false, true] {
                let costs: Vec<i64> = (0..rows * cols).map(|_| next()).collect();
                let best = solved(rows, cols, &costs, maximise);
                assert_eq!(best.pairs.len(), rows.min(cols));
                let sign = if maximise { -1 } else { 1 };
                for row in 0..rows {
                    for col in 0..cols {
                        let slack = sign * (costs[row * cols + col] - best.u[row] - best.v[col]);
                        assert!(slack >= 0);
                        assert!(slack == 0 || !best.pairs.contains(&(row, col)));
                    }
                }
                let primal: i64 = best.pairs.iter().map(|&(row, col)| costs[row * cols + col]).sum();
                assert_eq!(primal, best.u.iter().sum::<i64>() + best.v.iter().sum::<i64>());
            }
        }
    }

    #[test]
    fn what_cannot_be_assigned() {
        let inf = f64::INFINITY;
        let try_with = |costs: &[f64], maximise| assign((2, 2), costs, maximise, &Control::default()).map(|a| a.pairs);
        assert_eq!(try_with(&[inf, inf, 1.0, 2.0], false), Err(DenseError::Infeasible));
        assert_eq!(try_with(&[inf, 1.0, 1.0, 2.0], true), Err(DenseError::Invalid));
        assert_eq!(try_with(&[f64::NAN, 1.0, 1.0, 2.0], false), Err(DenseError::Invalid));
        assert_eq!(try_with(&[inf, 1.0, 1.0, inf], false), Ok(vec![(0, 1), (1, 0)]));
    }
}

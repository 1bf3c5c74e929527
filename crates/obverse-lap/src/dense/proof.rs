//! Both sides of the proof of a dense assignment, recomputed from costs, pairs and duals.

use super::plain::{DenseAssignment, Number};

/// What the pairs cost, what the duals bound, and how far any pair lies on the wrong side of its duals.
///
/// For whole numbers `cost == bound` and `worst == 0`; for floats they are so but for rounding.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct DenseProof<N> {
    /// Σ cost over the pairs.
    pub cost: N,
    /// Σ u + Σ v.
    pub bound: N,
    /// The most by which u + v passes a cost (when maximising: a gain passes u + v), over all pairs; at least 0.
    pub worst: N,
}

/// Recomputes the proof in a pass over all pairs. The assignment must be one of this matrix.
pub fn proof<N: Number>(
    shape: (usize, usize),
    costs: &[N],
    assignment: &DenseAssignment<N>,
    maximise: bool,
) -> DenseProof<N> {
    let (_, cols) = shape;
    let sum = |numbers: &mut dyn Iterator<Item = N>| numbers.fold(N::ZERO, |sum, number| sum + number);
    let cost = sum(&mut assignment.pairs.iter().map(|&(row, col)| costs[row * cols + col]));
    let bound = sum(&mut assignment.u.iter().chain(&assignment.v).copied());
    let mut worst = N::ZERO;
    for (line, &u) in costs.chunks(cols.max(1)).zip(&assignment.u) {
        for (&cost, &v) in line.iter().zip(&assignment.v) {
            let over = if maximise { cost - u - v } else { u + v - cost };
            if over > worst {
                worst = over;
            }
        }
    }
    DenseProof { cost, bound, worst }
}

//! Assignment on a stored matrix of floating-point or whole costs, with dual values.

mod plain;
mod proof;

pub use plain::{DenseAssignment, DenseError, Number, assign};
pub use proof::{DenseProof, proof};

//! Assignment on a stored matrix of floating-point or whole costs, with dual values.

mod plain;

pub use plain::{DenseAssignment, DenseError, Number, assign};

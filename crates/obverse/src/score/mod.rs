//! How much a pair is worth.

/// stub
pub trait Measure: Send + Sync {}

//! Dual prices in two tiers.

/// A dual price: first the level (the worth in agents paired), then the dual value in units of cost.
///
/// Compared lexicographically with the cost part reversed: see the crate's page on certificates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Price {
    /// Worth of this agent's first place in agents paired. At capacity 1 under coverage: 2, 1 or 0.
    pub level: i64,
    /// The dual value (u of a row, v of a column): costs less this and the partner's are reduced costs.
    pub dual: i64,
}

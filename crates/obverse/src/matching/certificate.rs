//! The proof that no other pairing is better, in points.

use serde::Serialize;

/// What one place of somebody is worth: first in people paired, then in points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PersonPrice {
    /// In people paired. At capacity 1: 2 on the short side, 1 where everyone is paired, 0 on the long side.
    pub level: i64,
    /// In points.
    pub price: i64,
}

/// The proof that no other pairing is better.
///
/// The primal side is what the matching reaches, the dual side what no matching can exceed; `gap` is the difference in
/// points and is 0. How an outsider checks it from the prices: see [`obverse_lap`]'s page on certificates. Fixed pairs add the
/// same constants to both sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Certificate {
    /// People with at least one partner, once for each role.
    pub people: u64,
    /// Points of all pairs.
    pub points: u64,
    /// The bound on points that the prices prove (at that many people, where coverage comes first).
    pub dual_points: i64,
    /// `dual_points − points`: 0.
    pub gap: i64,
    /// Whether the prices were checked against every candidate pair.
    pub verified: bool,
}

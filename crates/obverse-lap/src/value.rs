//! Two tiers in one word: people first, then cost.
//!
//! Inside the solver a value is `cost − people · LEVEL`, to be minimised. While the cost part of every difference stays
//! within ±[`COST_LIMIT`], comparing two such words is *exactly* the lexicographic comparison (more people, then less
//! cost): the two parts never run into each other. That is a checked bound ([`crate::SolveError::TooWide`]), not a big
//! number hoped to be big enough, and levels stay within ±3 because a path gains or loses at most two people.

use crate::Price;

/// One person, in packed form.
pub(crate) const LEVEL: i64 = 1 << 59;

/// The cost part of any value or difference of values stays within this.
pub(crate) const COST_LIMIT: i64 = 1 << 58;

/// No reachable value is as large as this; a column that takes no part is priced so that all its values are larger.
pub(crate) const UNREACHABLE: i64 = 1 << 61;

/// The price of an agent that takes no part.
pub(crate) const CLOSED: i64 = -(1 << 62);

/// The price of the first place, as reported: the bonus less the node's potential.
pub(crate) fn price_of_first_place(bonus: i64, potential: i64) -> Price {
    let gain = bonus - potential;
    let level = (gain + LEVEL / 2).div_euclid(LEVEL);
    Price { level, dual: level * LEVEL - gain }
}

/// The potential that belongs to a reported price, brought into the range in which the arithmetic is safe.
pub(crate) fn potential_of(bonus: i64, price: Price) -> i64 {
    let dual = price.dual.clamp(-COST_LIMIT / 4, COST_LIMIT / 4);
    let level = price.level.clamp(0, 2 + i64::from(bonus > 0));
    bonus - (level * LEVEL - dual)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_survives_packing() {
        for bonus in [0, LEVEL] {
            for level in 0..=2 {
                for dual in [-(1 << 50), -1, 0, 1, 7, 1 << 50] {
                    let price = Price { level, dual };
                    assert_eq!(price_of_first_place(bonus, potential_of(bonus, price)), price);
                }
            }
        }
    }
}

//! Exact fractions, and the one rounding that turns them into points.

/// Billionths in one.
pub(crate) const BILLION: u32 = 1_000_000_000;

/// A measure: an exact fraction between 0 and 1. Not reduced; the denominator is at least 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ratio {
    pub(super) num: u64,
    pub(super) den: u64,
}

impl Ratio {
    pub(super) const ZERO: Ratio = Ratio { num: 0, den: 1 };
    pub(super) const ONE: Ratio = Ratio { num: 1, den: 1 };

    /// So many billionths, at most one.
    pub(super) fn billionths(billionths: u32) -> Ratio {
        Ratio { num: u64::from(billionths.min(BILLION)), den: u64::from(BILLION) }
    }

    /// 1 where `yes`, else 0.
    pub(super) fn indicator(yes: bool) -> Ratio {
        if yes { Ratio::ONE } else { Ratio::ZERO }
    }

    /// ⌊weight · num / den + ½⌋
    pub(super) fn points(self, weight: u32) -> u32 {
        const SMALL: u64 = 1 << 40;
        if self.num < SMALL && self.den < SMALL {
            // weight ≤ 2^20, so 2 · weight · num < 2^61
            ((2 * u64::from(weight) * self.num + self.den) / (2 * self.den)) as u32
        } else {
            round_half_up(u128::from(weight) * u128::from(self.num), u128::from(self.den)) as u32
        }
    }
}

/// ⌊num / den + ½⌋; `num` and `den` below 2^126, `den` at least 1.
pub(super) fn round_half_up(num: u128, den: u128) -> u128 {
    (2 * num + den) / (2 * den)
}

/// ⌊num / den · 10⁹ + ½⌋, for any `den` from 1 and any `num` with num / den below 2^96.
///
/// The whole part is taken out first, so that the product with 10⁹ cannot overflow.
pub(super) fn to_billionths(num: u128, den: u64) -> u128 {
    let (den, billion) = (u128::from(den), u128::from(BILLION));
    (num / den) * billion + round_half_up((num % den) * billion, den)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_round_half_up() {
        // 5 · 1/2 = 2.5 -> 3; 5 · 1/3 = 1.67 -> 2; 4 · 1/3 = 1.33 -> 1
        assert_eq!(Ratio { num: 1, den: 2 }.points(5), 3);
        assert_eq!(Ratio { num: 1, den: 3 }.points(5), 2);
        assert_eq!(Ratio { num: 1, den: 3 }.points(4), 1);
        assert_eq!(Ratio::ONE.points(1_000_000), 1_000_000);
        assert_eq!(Ratio::ZERO.points(1_000_000), 0);
    }

    #[test]
    fn large_and_small_fractions_round_alike() {
        for weight in [1, 7, 150_000, 400_000, 1_000_000] {
            for (num, den) in [(0, 9), (1, 9), (5, 9), (1, 2), (8, 9), (9, 9), (3, 16)] {
                let (small, large) = (Ratio { num, den }, Ratio { num: num << 55, den: den << 55 });
                assert_eq!(small.points(weight), large.points(weight), "{weight} · {num}/{den}");
            }
        }
    }

    #[test]
    fn billionths_of_a_long_sum() {
        // 10/3 = 3.333333333|3, 2/3 = 0.666666666|6
        assert_eq!(to_billionths(10, 3), 3_333_333_333);
        assert_eq!(to_billionths(2, 3), 666_666_667);
        assert_eq!(to_billionths(1, 2_000_000_000), 1);
        assert_eq!(to_billionths(1, 2_000_000_001), 0);
        assert_eq!(to_billionths(u128::from(u64::MAX) << 30, u64::MAX), (1 << 30) * 1_000_000_000);
    }
}

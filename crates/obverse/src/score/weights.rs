//! Decimal weights made whole numbers that sum to 1,000,000.

/// A score of all terms at their largest.
pub(super) const TOTAL: u32 = 1_000_000;

/// Shares of [`TOTAL`] by largest remainder (Hamilton's method); equal remainders are served in the order given.
///
/// Every share is within 1 of its exact value, and the shares sum to [`TOTAL`]. Empty if nothing is above 0.
pub(super) fn largest_remainder(weights: &[u64]) -> Vec<u32> {
    let sum: u128 = weights.iter().map(|&w| u128::from(w)).sum();
    if sum == 0 {
        return Vec::new();
    }
    let exact = |w: u64| u128::from(w) * u128::from(TOTAL);
    let mut shares: Vec<u32> = weights.iter().map(|&w| (exact(w) / sum) as u32).collect();
    let left = TOTAL - shares.iter().sum::<u32>();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    // a stable sort: ties stay in the order given
    order.sort_by_key(|&k| std::cmp::Reverse(exact(weights[k]) % sum));
    for &k in order.iter().take(left as usize) {
        shares[k] += 1;
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_weights_need_no_rounding() {
        assert_eq!(largest_remainder(&[40, 15, 15, 15, 15]), [400_000, 150_000, 150_000, 150_000, 150_000]);
    }

    #[test]
    fn ties_go_to_the_earlier() {
        // 333,333.3 three times: one is left, all remainders are equal
        assert_eq!(largest_remainder(&[1, 1, 1]), [333_334, 333_333, 333_333]);
        // sevenths: 142,857.142857 · 7 leaves 1
        assert_eq!(largest_remainder(&[1; 7])[0], 142_858);
    }

    #[test]
    fn the_largest_remainder_wins() {
        // of 3: 1/3 = 333,333.33, 2/3 = 666,666.67: the second is nearer to its next whole number
        assert_eq!(largest_remainder(&[1, 2]), [333_333, 666_667]);
    }

    #[test]
    fn they_always_sum_to_a_million() {
        let mut seed = 1_u64;
        for count in 1..40 {
            let weights: Vec<u64> = (0..count)
                .map(|_| {
                    seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    seed >> (seed % 60)
                })
                .collect();
            let shares = largest_remainder(&weights);
            assert_eq!(shares.iter().sum::<u32>(), TOTAL);
            let sum: u128 = weights.iter().map(|&w| u128::from(w)).sum();
            for (&w, &share) in weights.iter().zip(&shares) {
                let floor = u128::from(w) * 1_000_000 / sum;
                assert!((floor..=floor + 1).contains(&u128::from(share)));
            }
        }
    }

    #[test]
    fn nothing_of_nothing() {
        assert!(largest_remainder(&[]).is_empty());
        assert!(largest_remainder(&[0, 0]).is_empty());
    }
}

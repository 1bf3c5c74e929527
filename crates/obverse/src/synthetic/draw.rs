//! Integer draws from a random stream that is the same on every machine and in every version.

use rand_pcg::Lcg64Xsh32;
use rand_pcg::rand_core::Rng;

/// A stream of draws. PCG-XSH-RR 64/32 gives the bits (M. E. O'Neill, *PCG*, Harvey Mudd College, HMC-CS-2014-0905, 2014); everything made of them is
/// integer arithmetic written here, because the sampling methods of a random-number library may change with its version.
#[derive(Clone)]
pub(super) struct Draw(Lcg64Xsh32);

impl Draw {
    /// Streams of the same seed are independent of each other.
    pub(super) fn new(seed: u64, stream: u64) -> Self {
        Draw(Lcg64Xsh32::new(mix(seed), stream))
    }

    /// A whole number from 0 to `n` − 1; 0 if `n` is 0.
    pub(super) fn below(&mut self, n: u32) -> u32 {
        ((u64::from(self.0.next_u32()) * u64::from(n)) >> 32) as u32
    }

    /// A whole number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: u32, high: u32) -> u32 {
        low + self.below(high.saturating_sub(low) + 1)
    }

    /// True in so many cases of a thousand.
    pub(super) fn per_mille(&mut self, share: u32) -> bool {
        self.below(1000) < share
    }

    /// One of a list that is not empty.
    pub(super) fn one_of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len() as u32) as usize]
    }

    /// An index, each as likely as its weight.
    pub(super) fn weighted(&mut self, weights: &[u32]) -> usize {
        let mut at = self.below(weights.iter().sum());
        for (index, &weight) in weights.iter().enumerate() {
            if at < weight {
                return index;
            }
            at -= weight;
        }
        0
    }

    /// Up to `k` distinct elements of a list, in drawn order.
    pub(super) fn some_of<T: Copy>(&mut self, list: &[T], k: u32) -> Vec<T> {
        let mut pool = list.to_vec();
        let k = (k as usize).min(pool.len());
        for at in 0..k {
            let other = at + self.below((pool.len() - at) as u32) as usize;
            pool.swap(at, other);
        }
        pool.truncate(k);
        pool
    }
}

/// The finaliser of `SplitMix64` (Steele, Lea and Flood 2014, doi:10.1145/2714064.2660195): neighbouring seeds give
/// unrelated streams.
fn mix(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// A drawn permutation of 0..n that needs no memory: a Feistel network over the next power of four, walked until it
/// falls below n (Black and Rogaway 2002, doi:10.1007/3-540-45760-7_9). On average fewer than four steps.
#[derive(Clone, Copy)]
pub(super) struct Shuffle {
    n: u32,
    half_bits: u32,
    keys: [u32; ROUNDS],
}

const ROUNDS: usize = 4;

impl Shuffle {
    /// A permutation of 0..n; n is at most 2³⁰.
    pub(super) fn new(n: u32, draw: &mut Draw) -> Self {
        let bits = u32::BITS - n.saturating_sub(1).leading_zeros();
        let keys = std::array::from_fn(|_| draw.below(u32::MAX));
        Shuffle { n, half_bits: bits.div_ceil(2).max(1), keys }
    }

    /// Where k (below n) goes.
    pub(super) fn at(&self, k: u32) -> u32 {
        self.walk(k, |shuffle, x| shuffle.keys.iter().fold(x, |x, &key| shuffle.round(x, key)))
    }

    /// What goes to k (below n).
    pub(super) fn from(&self, k: u32) -> u32 {
        // A round swaps the halves, so undoing it is swapping, the same round, and swapping again.
        self.walk(k, |shuffle, x| {
            let undone = shuffle.keys.iter().rev().fold(shuffle.swap(x), |x, &key| shuffle.round(x, key));
            shuffle.swap(undone)
        })
    }

    fn walk(&self, k: u32, step: impl Fn(&Self, u32) -> u32) -> u32 {
        let mut x = step(self, k);
        while x >= self.n && x != k {
            x = step(self, x);
        }
        x
    }

    fn round(&self, x: u32, key: u32) -> u32 {
        let mask = (1 << self.half_bits) - 1;
        let (left, right) = (x >> self.half_bits, x & mask);
        let scrambled = mix(u64::from(right) << 32 | u64::from(key)) as u32;
        right << self.half_bits | (left ^ scrambled & mask)
    }

    fn swap(&self, x: u32) -> u32 {
        let mask = (1 << self.half_bits) - 1;
        (x & mask) << self.half_bits | x >> self.half_bits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shuffle_visits_everything_once() {
        for n in 1..200 {
            let shuffle = Shuffle::new(n, &mut Draw::new(u64::from(n), 0));
            let mut seen = vec![false; n as usize];
            for k in 0..n {
                let to = shuffle.at(k) as usize;
                assert!(!seen[to], "{to} twice of {n}");
                seen[to] = true;
                assert_eq!(shuffle.from(to as u32), k);
            }
        }
    }

    #[test]
    fn the_stream_is_the_published_generator() {
        // SplitMix64 seeded with 0 begins with this word (reference implementation by S. Vigna).
        assert_eq!(mix(0), 0xE220_A839_7B1D_CDAF);
        let mut draw = Draw::new(7, 3);
        let first: Vec<u32> = (0..1000).map(|_| draw.below(10)).collect();
        assert!(first.iter().all(|&d| d < 10));
        // 1,000 draws of ten digits: each between 60 and 140 times (more than four standard deviations of 9.5).
        for digit in 0..10 {
            let times = first.iter().filter(|&&d| d == digit).count();
            assert!((60..=140).contains(&times), "{digit}: {times}");
        }
    }

    #[test]
    fn weights_are_respected() {
        let mut draw = Draw::new(1, 1);
        let mut counts = [0; 3];
        for _ in 0..10_000 {
            counts[draw.weighted(&[1, 0, 3])] += 1;
        }
        assert_eq!(counts[1], 0);
        assert!((2_200..2_800).contains(&counts[0]), "{counts:?}");
    }
}

//! The k smallest of a stream, and the smallest left out.

/// A far agent that may be listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Candidate {
    /// What it is judged by.
    pub(crate) value: i64,
    /// Place in the order of the scan, which breaks ties.
    pub(crate) order: u32,
    /// The far agent.
    pub(crate) far: u32,
    /// Cost of the pair.
    pub(crate) cost: i64,
}

/// Keeps the k + 1 smallest by threshold and quickselect: O(length + k log(length) ) expected, O(k) memory.
pub(crate) struct Smallest {
    keep: usize,
    threshold: i64,
    kept: Vec<Candidate>,
}

impl Smallest {
    /// Candidates of value `limit` or more are not looked at.
    pub(crate) fn new(k: usize, limit: i64) -> Self {
        let mut smallest = Self { keep: 0, threshold: 0, kept: Vec::new() };
        smallest.reset(k, limit);
        smallest
    }

    pub(crate) fn reset(&mut self, k: usize, limit: i64) {
        self.keep = k.max(1) + 1;
        self.threshold = limit;
        self.kept.clear();
    }

    /// Only smaller values can still enter.
    #[inline]
    pub(crate) fn threshold(&self) -> i64 {
        self.threshold
    }

    /// To be called in rising `order`, for values below the threshold.
    #[inline]
    pub(crate) fn push(&mut self, candidate: Candidate) {
        self.kept.push(candidate);
        if self.kept.len() >= 2 * self.keep {
            self.cut();
        }
    }

    /// Drops what can no longer be among the smallest, and lowers the threshold to what still can.
    pub(crate) fn cut(&mut self) {
        if self.kept.len() >= self.keep {
            let (_, last, _) = self.kept.select_nth_unstable(self.keep - 1);
            self.threshold = last.value;
            self.kept.truncate(self.keep);
        }
    }

    /// The k smallest in order, and the value of the next one.
    pub(crate) fn finish(&mut self) -> (&[Candidate], Option<i64>) {
        self.cut();
        self.kept.sort_unstable();
        if self.kept.len() == self.keep {
            let next = self.kept[self.keep - 1].value;
            (&self.kept[..self.keep - 1], Some(next))
        } else {
            (&self.kept, None)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_sorting() {
        for k in 1..12 {
            for length in 0..60_u32 {
                let all: Vec<Candidate> = (0..length)
                    .map(|order| Candidate { value: i64::from(order * 37 % 11), order, far: order, cost: 0 })
                    .collect();
                let mut smallest = Smallest::new(k, 9);
                for candidate in &all {
                    if candidate.value < smallest.threshold() {
                        smallest.push(*candidate);
                    }
                }
                let mut sorted: Vec<_> = all.into_iter().filter(|candidate| candidate.value < 9).collect();
                sorted.sort_unstable();
                let (best, next) = smallest.finish();
                assert_eq!(best, &sorted[..k.min(sorted.len())]);
                assert_eq!(next, sorted.get(k).map(|candidate| candidate.value));
            }
        }
    }
}

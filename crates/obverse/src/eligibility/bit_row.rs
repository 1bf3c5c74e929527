//! One bit for each participant of the other side.

/// A row of bits, 64 to a word. Bits past the end of the row are 0.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct BitRow {
    words: Vec<u64>,
    len: usize,
}

impl BitRow {
    /// So many bits, all 0.
    pub fn new(len: usize) -> BitRow {
        BitRow { words: vec![0; len.div_ceil(64)], len }
    }

    /// How many bits.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is no bit at all.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Whether the bit is 1; `false` past the end.
    pub fn get(&self, at: usize) -> bool {
        self.words.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
    }

    /// The words, the first bit lowest in the first word.
    pub fn words(&self) -> &[u64] {
        &self.words
    }

    /// How many bits are 1.
    pub fn count_ones(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The positions of the bits that are 1, ascending.
    pub fn ones(&self) -> impl Iterator<Item = usize> + '_ {
        positions(self.words.iter().copied())
    }

    /// The positions of the bits that are 1 among those from `from` to before `to`, ascending.
    pub(crate) fn ones_between(&self, from: usize, to: usize) -> impl Iterator<Item = usize> + '_ {
        let first = from / 64;
        let words = self.words[first.min(self.words.len())..to.div_ceil(64).min(self.words.len())].iter().copied();
        let inside = move |&at: &usize| (from..to).contains(&at);
        positions(words).map(move |at| first * 64 + at).filter(inside)
    }

    /// The positions of the bits that are 0, ascending.
    pub fn zeros(&self) -> impl Iterator<Item = usize> + '_ {
        let len = self.len;
        positions(self.words.iter().map(|word| !word)).take_while(move |&at| at < len)
    }

    /// Makes the row this long and all 0.
    pub(crate) fn reset(&mut self, len: usize) {
        self.words.clear();
        self.words.resize(len.div_ceil(64), 0);
        self.len = len;
    }

    /// Makes a bit 1.
    pub(crate) fn set(&mut self, at: usize) {
        self.words[at / 64] |= 1 << (at % 64);
    }

    /// Makes a bit 0.
    pub(crate) fn unset(&mut self, at: usize) {
        self.words[at / 64] &= !(1 << (at % 64));
    }

    /// Makes every bit 1.
    pub(crate) fn set_all(&mut self) {
        self.words.fill(u64::MAX);
        if let (Some(last), used @ 1..) = (self.words.last_mut(), self.len % 64) {
            *last = (1 << used) - 1;
        }
    }

    /// 1 where either row is 1.
    pub(crate) fn union(&mut self, other: &BitRow) {
        self.combine(other, |a, b| a | b);
    }

    /// 0 where the other row is 1.
    pub(crate) fn subtract(&mut self, other: &BitRow) {
        self.combine(other, |a, b| a & !b);
    }

    /// 1 where this row is 1, or where `all` is 1 and `without` is 0.
    pub(crate) fn union_of_difference(&mut self, all: &BitRow, without: &BitRow) {
        for ((a, &b), &c) in self.words.iter_mut().zip(&all.words).zip(&without.words) {
            *a |= b & !c;
        }
    }

    /// 1 where this row is 1, or where both others are.
    pub(crate) fn union_of_both(&mut self, one: &BitRow, other: &BitRow) {
        for ((a, &b), &c) in self.words.iter_mut().zip(&one.words).zip(&other.words) {
            *a |= b & c;
        }
    }

    /// How many bits are 1 here and 0 in the other row.
    pub(crate) fn count_without(&self, other: &BitRow) -> usize {
        self.words.iter().zip(&other.words).map(|(a, b)| (a & !b).count_ones() as usize).sum()
    }

    fn combine(&mut self, other: &BitRow, with: impl Fn(u64, u64) -> u64) {
        debug_assert_eq!(self.len, other.len);
        for (a, &b) in self.words.iter_mut().zip(&other.words) {
            *a = with(*a, b);
        }
    }
}

fn positions(words: impl Iterator<Item = u64>) -> impl Iterator<Item = usize> {
    words.enumerate().flat_map(|(k, mut word)| {
        std::iter::from_fn(move || {
            let at = word.trailing_zeros() as usize;
            word &= word.wrapping_sub(1);
            (at < 64).then_some(k * 64 + at)
        })
    })
}

impl std::fmt::Debug for BitRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "BitRow({} of {})", self.count_ones(), self.len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn behaves_like_a_vector_of_booleans() {
        for len in [0, 1, 63, 64, 65, 130] {
            let plain: Vec<bool> = (0..len).map(|k| k % 3 == 0 || k % 7 == 5).collect();
            let other: Vec<bool> = (0..len).map(|k| k % 2 == 0).collect();
            let row = |bits: &[bool]| {
                let mut row = BitRow::new(len);
                bits.iter().enumerate().filter(|(_, b)| **b).for_each(|(k, _)| row.set(k));
                row
            };
            let where_true = |test: &dyn Fn(usize) -> bool| (0..len).filter(|&k| test(k)).collect::<Vec<_>>();
            let (a, b) = (row(&plain), row(&other));
            assert_eq!(a.ones().collect::<Vec<_>>(), where_true(&|k| plain[k]));
            assert_eq!(a.zeros().collect::<Vec<_>>(), where_true(&|k| !plain[k]));
            assert_eq!(a.count_without(&b), where_true(&|k| plain[k] && !other[k]).len());
            let combined = |with: &dyn Fn(&mut BitRow)| {
                let mut row = a.clone();
                with(&mut row);
                assert_eq!(row.count_ones(), row.ones().count());
                row.ones().collect::<Vec<_>>()
            };
            assert_eq!(combined(&|r| r.union(&b)), where_true(&|k| plain[k] || other[k]));
            assert_eq!(combined(&|r| r.union_of_both(&b, &b)), where_true(&|k| plain[k] || other[k]));
            assert_eq!(combined(&|r| r.union_of_difference(&b, &a)), where_true(&|k| plain[k] || other[k]));
            assert_eq!(combined(&|r| r.subtract(&b)), where_true(&|k| plain[k] && !other[k]));
            assert_eq!(combined(&BitRow::set_all), where_true(&|_| true));
            assert!(!a.get(len) && !a.get(len + 64));
            for (from, to) in [(0, len), (0, 0), (1, 64), (63, 65), (64, 128), (70, 70), (5, len + 9), (len, len + 3)] {
                let between: Vec<usize> = a.ones_between(from, to).collect();
                assert_eq!(between, where_true(&|k| plain[k] && (from..to).contains(&k)), "{from}..{to} of {len}");
            }
        }
    }
}

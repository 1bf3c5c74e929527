//! A set of agents of one side, one bit each.

/// Agents by number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bits {
    words: Vec<u64>,
}

impl Bits {
    /// Nobody, of so many.
    pub(crate) fn none(of: usize) -> Self {
        Self { words: vec![0; of.div_ceil(64)] }
    }

    /// Everybody, of so many.
    pub(crate) fn all(of: usize) -> Self {
        let word = |from: usize| if of - from >= 64 { u64::MAX } else { (1 << (of - from)) - 1 };
        Self { words: (0..of).step_by(64).map(word).collect() }
    }

    /// Those for whom `is` holds.
    pub(crate) fn of<T>(all: &[T], is: impl Fn(&T) -> bool) -> Self {
        let word = |chunk: &[T]| chunk.iter().enumerate().fold(0, |word, (at, one)| word | (u64::from(is(one)) << at));
        Self { words: all.chunks(64).map(word).collect() }
    }

    pub(crate) fn has(&self, agent: u32) -> bool {
        self.words[agent as usize / 64] >> (agent % 64) & 1 == 1
    }

    pub(crate) fn insert(&mut self, agent: u32) {
        self.words[agent as usize / 64] |= 1 << (agent % 64);
    }

    pub(crate) fn remove(&mut self, agent: u32) {
        self.words[agent as usize / 64] &= !(1 << (agent % 64));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.words.iter().all(|&word| word == 0)
    }

    pub(crate) fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The first in both sets.
    pub(crate) fn first_common(&self, other: &Self) -> Option<u32> {
        let at = self.words.iter().zip(&other.words).position(|(a, b)| a & b != 0)?;
        Some(at as u32 * 64 + (self.words[at] & other.words[at]).trailing_zeros())
    }

    /// All in both sets, in order.
    pub(crate) fn common<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = u32> + 'a {
        self.words.iter().zip(&other.words).enumerate().flat_map(|(at, (&a, &b))| ones(at, a & b))
    }

    /// All, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.words.iter().enumerate().flat_map(|(at, &word)| ones(at, word))
    }
}

fn ones(at: usize, word: u64) -> impl Iterator<Item = u32> {
    let rest = |&word: &u64| Some(word & (word - 1)).filter(|&rest| rest != 0);
    std::iter::successors(Some(word).filter(|&word| word != 0), rest)
        .map(move |word| at as u32 * 64 + word.trailing_zeros())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_a_list() {
        let all: Vec<u32> = (0..200).collect();
        let mut thirds = Bits::of(&all, |agent| agent % 3 == 0);
        let fives = Bits::of(&all, |agent| agent % 5 == 0);
        assert_eq!(thirds.common(&fives).collect::<Vec<_>>(), (0..200).step_by(15).collect::<Vec<_>>());
        assert_eq!(thirds.iter().collect::<Vec<_>>(), (0..200).step_by(3).collect::<Vec<_>>());
        assert_eq!(thirds.count(), 67);
        thirds.remove(0);
        thirds.insert(130);
        assert_eq!(thirds.first_common(&fives), Some(15));
        assert!(thirds.has(130) && !thirds.has(0) && !thirds.is_empty() && Bits::none(9).is_empty());
        assert_eq!(Bits::all(200), Bits::of(&all, |_| true));
    }
}

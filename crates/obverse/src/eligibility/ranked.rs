//! Which participants stand below a given rank: a sorted list with a bit row every so often.

use super::BitRow;
use crate::grade::Rank;

/// Participants of one side sorted by rank.
///
/// A row of everyone before each 64th part of the list is kept, so that "everyone below this rank" is one such row and at
/// most one part of the list: O(words of the row), in O(participants) memory.
pub(super) struct Ranked {
    /// (rank, position), ascending.
    sorted: Vec<(Rank, u32)>,
    /// Entry `k` holds the first `k × part` of the list.
    before: Vec<BitRow>,
    part: usize,
    /// Those without a rank.
    pub(super) not_recorded: BitRow,
}

impl Ranked {
    pub(super) fn new(ranks: impl ExactSizeIterator<Item = Option<Rank>>) -> Ranked {
        let len = ranks.len();
        let mut not_recorded = BitRow::new(len);
        let mut sorted = Vec::new();
        for (at, rank) in ranks.enumerate() {
            match rank {
                Some(rank) => sorted.push((rank, at as u32)),
                None => not_recorded.set(at),
            }
        }
        sorted.sort_unstable();
        let part = sorted.len().div_ceil(64).max(1);
        let mut row = BitRow::new(len);
        let mut before = vec![row.clone()];
        for chunk in sorted.chunks(part) {
            for &(_, at) in chunk {
                row.set(at as usize);
            }
            before.push(row.clone());
        }
        Ranked { sorted, before, part, not_recorded }
    }

    /// Adds everyone of a rank below this one.
    pub(super) fn mark_below(&self, rank: Rank, row: &mut BitRow) {
        self.mark_first(self.sorted.partition_point(|&(r, _)| r < rank), row);
    }

    /// Adds everyone of a rank above this one.
    pub(super) fn mark_above(&self, rank: Rank, row: &mut BitRow) {
        let from = self.sorted.partition_point(|&(r, _)| r <= rank);
        // Whole parts from the end, then what is left of the part in which the rank falls.
        let whole = from.div_ceil(self.part);
        if let (Some(all), Some(first)) = (self.before.last(), self.before.get(whole)) {
            row.union_of_difference(all, first);
        }
        let to = (whole * self.part).min(self.sorted.len());
        self.sorted[from..to].iter().for_each(|&(_, at)| row.set(at as usize));
    }

    fn mark_first(&self, count: usize, row: &mut BitRow) {
        let whole = count / self.part;
        if let Some(first) = self.before.get(whole) {
            row.union(first);
        }
        self.sorted[whole * self.part..count].iter().for_each(|&(_, at)| row.set(at as usize));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::org::sample::{Dice, Sample};
    use crate::{Grades, Person};

    #[test]
    fn marks_what_a_plain_comparison_finds() {
        let mut dice = Dice::new(3);
        for people in [1, 5, 63, 64, 65, 200, 777] {
            for distinct in [1, 4, 1000] {
                let mut sample = Sample::of(people);
                let cells =
                    (0..people).map(|_| if dice.one_in(9) { String::new() } else { dice.below(distinct).to_string() });
                sample.columns.insert("grade".to_owned(), cells.collect());
                let grades = Grades::new(&sample.build(), &[]).unwrap();
                let rank = |k: usize| grades.rank(Person(k as u32));
                let ranked = Ranked::new((0..people).map(rank));
                for pivot in ["-1", "0", "2", "2.5", "500", "1000"] {
                    let pivot = grades.rank_of(pivot).unwrap();
                    let (mut below, mut above) = (BitRow::new(people), BitRow::new(people));
                    ranked.mark_below(pivot, &mut below);
                    ranked.mark_above(pivot, &mut above);
                    for k in 0..people {
                        assert_eq!(below.get(k), rank(k).is_some_and(|r| r < pivot));
                        assert_eq!(above.get(k), rank(k).is_some_and(|r| r > pivot));
                        assert_eq!(ranked.not_recorded.get(k), rank(k).is_none());
                    }
                }
            }
        }
    }
}

//! A table of pairs that must not be made, for one participant at a time.

use super::BitRow;
use super::by_side::BySide;
use super::rule::Place;
use crate::{Participants, Person, Side};

/// Pairs (junior, senior) that a table names.
pub(super) struct PairTable {
    /// (junior, senior, row of the table), sorted.
    pairs: Vec<(Person, Person, usize)>,
    /// For each participant the barred places of the other side.
    barred: BySide<Barred>,
}

/// (index, other side's index), sorted.
struct Barred(Vec<(u32, u32)>);

impl PairTable {
    /// From (junior, senior, row), which may name people who take no part.
    pub(super) fn new(mut pairs: Vec<(Person, Person, usize)>, participants: &Participants) -> PairTable {
        pairs.sort_unstable();
        pairs.dedup_by_key(|&mut (junior, senior, _)| (junior, senior));
        let places = BySide::make(|side| {
            let people = participants.on(side);
            let mut places: Vec<(Person, u32)> = people.iter().enumerate().map(|(at, &p)| (p, at as u32)).collect();
            places.sort_unstable();
            places
        });
        let place = |side: Side, person: Person| {
            let places = places.on(side);
            let at = places.binary_search_by_key(&person, |&(p, _)| p).ok()?;
            Some(places[at].1)
        };
        let both: Vec<(u32, u32)> =
            pairs.iter().filter_map(|&(j, s, _)| Some((place(Side::Junior, j)?, place(Side::Senior, s)?))).collect();
        let barred = BySide::make(|side| {
            let turned = both.iter().map(|&(j, s)| if side == Side::Junior { (j, s) } else { (s, j) });
            let mut turned: Vec<(u32, u32)> = turned.collect();
            turned.sort_unstable();
            Barred(turned)
        });
        PairTable { pairs, barred }
    }

    /// Whether the table names nobody.
    pub(super) fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// Adds those whom the table bars, in O(log of the table + their number).
    pub(super) fn mark(&self, at: Place, row: &mut BitRow) {
        let Barred(barred) = self.barred.on(at.side);
        let start = barred.partition_point(|&(index, _)| (index as usize) < at.index);
        let mine = barred[start..].iter().take_while(|&&(index, _)| index as usize == at.index);
        mine.for_each(|&(_, other)| row.set(other as usize));
    }

    /// The row of the table that names this pair.
    pub(super) fn row(&self, junior: Person, senior: Person) -> Option<usize> {
        let at = self.pairs.binary_search_by_key(&(junior, senior), |&(j, s, _)| (j, s)).ok()?;
        Some(self.pairs[at].2)
    }
}

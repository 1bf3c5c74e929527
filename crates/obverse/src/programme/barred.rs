//! Whom participants cannot be paired with, in the order of lines.
//!
//! A line is looked through several times and most are barred with few: those are found once and kept. Memory O(lines +
//! pairs ruled out), with at most [`FEW`] of a line counted.

use std::ops::Range;
use std::sync::OnceLock;

use super::pair_costs::{PairCosts, fixed_with};
use crate::Side;
use crate::eligibility::{BitRow, Scratch};
use crate::score::GROUP;

/// So many of a line are kept.
const FEW: usize = 32;

/// By line, those it is barred with if they are few, ascending.
pub(super) type Kept = OnceLock<Vec<OnceLock<Option<Box<[u32]>>>>>;

/// Whom a line is barred with.
pub(super) enum Barred<'a> {
    Few(&'a [u32]),
    Many(&'a BitRow),
}

impl Barred<'_> {
    /// Visits those among these places, ascending.
    pub(super) fn each(&self, places: Range<usize>, visit: impl FnMut(usize)) {
        match self {
            Barred::Few(few) => {
                let from = few.partition_point(|&place| (place as usize) < places.start);
                few[from..].iter().map(|&place| place as usize).take_while(|&place| place < places.end).for_each(visit);
            }
            Barred::Many(row) => row.ones_between(places.start, places.end).for_each(visit),
        }
    }

    /// Makes 0 those of these bits, one for each place from `from` on, that stand for one of them. `from` is the first of a word.
    pub(super) fn clear(&self, from: usize, bits: &mut [u64]) {
        match self {
            Barred::Few(_) => {
                let places = from..from + bits.len() * GROUP;
                self.each(places, |place| bits[(place - from) / GROUP] &= !(1 << ((place - from) % GROUP)));
            }
            Barred::Many(row) => {
                bits.iter_mut().zip(&row.words()[from / GROUP..]).for_each(|(bits, barred)| *bits &= !barred);
            }
        }
    }
}

impl PairCosts<'_> {
    /// Whether a row is barred with a column, if that has been found out of one of the two.
    pub(super) fn known_barred(&self, row: usize, col: usize) -> Option<bool> {
        let known = |side: Side, line: usize, place: usize| {
            let few = self.kept(side).get()?[line].get()?.as_deref()?;
            let place = self.programme.score().order(side).map_or(place, |order| order.rank(place));
            Some(few.binary_search(&(place as u32)).is_ok())
        };
        known(Side::Junior, row, col).or_else(|| known(Side::Senior, col, row))
    }

    /// Those a line is barred with if they are few; else all of them in `row`.
    pub(super) fn barred<'s>(
        &'s self,
        side: Side,
        line: usize,
        scratch: &mut Scratch,
        row: &'s mut BitRow,
    ) -> Barred<'s> {
        let lines = self.programme.participants().on(side).len();
        let kept = self.kept(side).get_or_init(|| (0..lines).map(|_| OnceLock::new()).collect());
        let order = self.programme.score().order(side);
        let rank = |place: usize| order.map_or(place, |order| order.rank(place));
        let fixed = || fixed_with(self.fixed(side), line).iter().map(|&(_, other)| other as usize);
        let few = kept[line].get_or_init(|| {
            let bar = self.programme.eligibility().bar(side, line, scratch);
            if bar.count_ones() > FEW {
                return None;
            }
            let mut few: Vec<u32> = bar.ones().chain(fixed()).map(|place| rank(place) as u32).collect();
            few.sort_unstable();
            (few.len() <= FEW).then(|| few.into_boxed_slice())
        });
        if let Some(few) = few {
            return Barred::Few(few);
        }
        let bar = self.programme.eligibility().bar(side, line, scratch);
        row.reset(bar.len());
        // The rarer bits are looked for.
        if 2 * bar.count_ones() > bar.len() {
            row.set_all();
            bar.zeros().for_each(|place| row.unset(rank(place)));
        } else {
            bar.ones().for_each(|place| row.set(rank(place)));
        }
        fixed().for_each(|place| row.set(rank(place)));
        Barred::Many(row)
    }
}

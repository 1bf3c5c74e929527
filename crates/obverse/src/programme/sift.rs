//! Whole lines looked through in blocks: points in the first-level cache, compared in short numbers, and only what passes is
//! priced exactly.

use obverse_lap::{Lines, Prices, Sieve, Sift};

use super::PairCosts;
use super::pair_costs::fixed_with;
use crate::Side;
use crate::eligibility::BitRow;
use crate::score::{BARRED, BLOCK, Line, MAX_POINTS, below, least_of_groups};

// What a score takes off a short price stays within what may be taken off.
const _: () = assert!((MAX_POINTS as i32) < Prices::MARGIN);
// A barred pair reaches no limit, whatever its price.
const _: () =
    assert!(Prices::LOOK.wrapping_sub(BARRED as i32) > Prices::FAR && Prices::FAR.checked_sub(BARRED as i32).is_some());

impl Sift for PairCosts<'_> {
    fn order(&self, way: Lines) -> Option<&[u32]> {
        Some(self.programme.score().order(side_of(way))?.places())
    }

    fn sift(&self, way: Lines, line: usize, prices: &Prices<'_>, sieve: &mut Sieve) {
        let side = side_of(way);
        let mut buffers = self.take();
        let order = self.programme.score().order(side);
        let fixed = fixed_with(self.fixed(side), line).iter().map(|&(_, other)| other as usize);
        let bars = self.programme.eligibility().bar(side, line, &mut buffers.bars);
        let barred = &mut buffers.barred;
        barred.reset(bars.len());
        match order {
            Some(order) => bars.ones().chain(fixed).for_each(|place| barred.set(order.rank(place))),
            None => {
                barred.union(bars);
                fixed.for_each(|place| barred.set(place));
            }
        }
        let whole = Whole { points: self.programme.score().line(side, line), min_points: self.min_points, barred };
        whole.sift(prices, sieve, &mut buffers.blocks);
        drop(whole);
        self.give_back(buffers);
    }
}

/// Whose lines they are.
fn side_of(way: Lines) -> Side {
    match way {
        Lines::Rows => Side::Junior,
        Lines::Cols => Side::Senior,
    }
}

/// What is kept of one block at a time.
#[derive(Default)]
pub(super) struct Blocks {
    points: Vec<u32>,
    /// Places that pass.
    found: Vec<u32>,
    /// The least of each group.
    least: Vec<i32>,
}

/// All that a line is made from.
struct Whole<'a> {
    points: Line<'a>,
    min_points: u32,
    /// In the order of the line.
    barred: &'a BitRow,
}

impl Whole<'_> {
    fn sift(&self, prices: &Prices<'_>, sieve: &mut Sieve, blocks: &mut Blocks) {
        let Blocks { points, found, least } = blocks;
        points.resize(BLOCK, 0);
        for span in sieve.spans() {
            for from in span.clone().step_by(BLOCK) {
                let to = span.end.min(from + BLOCK);
                let points = &mut points[..to - from];
                self.fill(from, points);
                let short = &prices.short[from..to];
                let limit = limit(points, short, prices, sieve, least);
                found.clear();
                below(points, short, limit, found);
                for &at in found.iter() {
                    let far = from + at as usize;
                    sieve.offer(far, -i64::from(points[at as usize]), prices.exact[far]);
                }
            }
        }
    }

    /// Points from `from` on, [`BARRED`] where there is no pair.
    fn fill(&self, from: usize, out: &mut [u32]) {
        self.points.fill(from, out);
        if self.min_points > 0 {
            out.iter_mut().filter(|points| **points < self.min_points).for_each(|points| *points = BARRED);
        }
        let to = from + out.len();
        for barred in self.barred.ones_between(from, to) {
            out[barred - from] = BARRED;
        }
    }
}

/// What a short value must be below to matter: what the sieve says, or, while it has seen nothing, what the first block says.
///
/// Each group of the block has a pair as good as its least value, so of that many groups the last tells what that many
/// pairs reach. That is true of short values where they are exact, and of those below that range.
fn limit(points: &[u32], short: &[i32], prices: &Prices<'_>, sieve: &mut Sieve, least: &mut Vec<i32>) -> i32 {
    let limit = prices.short_limit(sieve.limit());
    let Some(enough) = sieve.enough().filter(|_| limit > Prices::FAR) else { return limit };
    least_of_groups(points, short, least);
    if least.len() < enough {
        return limit;
    }
    let (_, &mut reached, _) = least.select_nth_unstable(enough - 1);
    let exact = Prices::NEAR..Prices::FAR - Prices::MARGIN;
    if exact.contains(&reached) { reached + 1 } else { limit }
}

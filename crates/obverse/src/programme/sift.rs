//! Whole lines looked through in blocks: points in the first-level cache, compared in short numbers, and only what passes is
//! priced exactly.

use std::ops::Range;

use obverse_lap::{Lines, Prices, Sieve, Sift};

use super::PairCosts;
use super::pair_costs::fixed_with;
use crate::Side;
use crate::eligibility::{BitRow, Scratch};
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

    fn ranks(&self, way: Lines) -> Option<&[u32]> {
        Some(self.programme.score().order(side_of(way))?.ranks())
    }

    fn sift(&self, way: Lines, lines: &[u32], prices: &Prices<'_>, sieves: &mut [Sieve]) {
        let side = side_of(way);
        let mut buffers = self.take();
        let mut barred = std::mem::take(&mut buffers.barred);
        barred.resize_with(lines.len().max(barred.len()), BitRow::default);
        for (&line, barred) in lines.iter().zip(&mut barred) {
            self.bar(side, line as usize, &mut buffers.bars, barred);
        }
        let mut abreast: Vec<Whole<'_>> = (lines.iter().zip(&barred).zip(sieves))
            .map(|((&line, barred), sieve)| Whole {
                points: self.programme.score().line(side, line as usize),
                min_points: self.min_points,
                barred,
                rest: sieve.spans(),
                sieve,
            })
            .collect();
        // A block each, then the next.
        let mut more = true;
        while more {
            more = false;
            for whole in &mut abreast {
                more |= whole.block(prices, &mut buffers.blocks);
            }
        }
        drop(abreast);
        buffers.barred = barred;
        self.give_back(buffers);
    }
}

impl PairCosts<'_> {
    /// Whom one participant cannot be paired with, in the order of lines.
    fn bar(&self, side: Side, line: usize, scratch: &mut Scratch, out: &mut BitRow) {
        let fixed = fixed_with(self.fixed(side), line).iter().map(|&(_, other)| other as usize);
        let bars = self.programme.eligibility().bar(side, line, scratch);
        out.reset(bars.len());
        if let Some(order) = self.programme.score().order(side) {
            bars.ones().chain(fixed).for_each(|place| out.set(order.rank(place)));
        } else {
            out.union(bars);
            fixed.for_each(|place| out.set(place));
        }
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

/// All that a line is made from, and how far it has been looked through.
struct Whole<'a> {
    points: Line<'a>,
    min_points: u32,
    /// In the order of the line.
    barred: &'a BitRow,
    /// What has not been looked at yet.
    rest: [Range<usize>; 2],
    sieve: &'a mut Sieve,
}

impl Whole<'_> {
    /// Looks at the next pairs, up to a multiple of [`BLOCK`]; false if there are none.
    fn block(&mut self, prices: &Prices<'_>, blocks: &mut Blocks) -> bool {
        let Some(span) = self.rest.iter_mut().find(|span| span.start < span.end) else { return false };
        let from = span.start;
        let to = span.end.min((from / BLOCK + 1) * BLOCK);
        span.start = to;
        let Blocks { points, found, least } = blocks;
        points.resize(BLOCK, 0);
        let points = &mut points[..to - from];
        self.fill(from, points);
        let short = &prices.short[from..to];
        let limit = limit(points, short, prices, self.sieve, least);
        found.clear();
        below(points, short, limit, found);
        for &at in found.iter() {
            let far = from + at as usize;
            self.sieve.offer(far, -i64::from(points[at as usize]), prices.exact[far]);
        }
        true
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

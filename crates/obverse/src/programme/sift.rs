//! Whole lines looked through in blocks.
//!
//! A first look bounds all pairs of a block in 16 bits; those that may matter are scored one by one. Where no first look helps,
//! because nothing bounds the pairs or because too many pass, the points of the block are filled in and compared in 32 bits.

use std::ops::Range;

use obverse_lap::{Lines, Prices, Sieve, Sift};

use super::PairCosts;
use super::barred::Barred;
use crate::Side;
use crate::eligibility::BitRow;
use crate::score::{
    BARRED, BLOCK, GROUP, Glance, Line, Looked, MAX_POINTS, STRETCH, Score, UNIT, below, bits_above, least_of_groups,
};

// What a score takes off a short price stays within what may be taken off.
const _: () = assert!((MAX_POINTS as i32) < Prices::MARGIN);
// A barred pair reaches no limit, whatever its price.
const _: () =
    assert!(Prices::LOOK.wrapping_sub(BARRED as i32) > Prices::FAR && Prices::FAR.checked_sub(BARRED as i32).is_some());
// A word of bits is a group.
const _: () = assert!(GROUP == u64::BITS as usize);
// Coarse prices and bounds are counted alike.
const _: () = assert!(Prices::UNIT == UNIT as i32 && Prices::ABREAST == GROUP);

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
        let mut abreast: Vec<Whole<'_>> = (lines.iter().zip(&mut barred).zip(sieves))
            .map(|((&line, barred), sieve)| Whole {
                points: Points::new(self.programme.score(), side, line as usize),
                min_points: self.min_points,
                barred: self.barred(side, line as usize, &mut buffers.bars, barred),
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
    looked: Looked,
    /// Bounds less prices.
    values: Vec<i16>,
    /// The greatest of each group of them.
    greatest: Vec<i16>,
    /// Exact values of the most promising.
    promising: Vec<i64>,
    /// One bit for each pair that passes a first look.
    passing: Vec<u64>,
}

/// The points of a line, made ready when they are asked for.
struct Points<'a> {
    score: &'a Score,
    side: Side,
    line: usize,
    glance: Option<Glance<'a>>,
    filled: Option<Line<'a>>,
}

impl<'a> Points<'a> {
    fn new(score: &'a Score, side: Side, line: usize) -> Self {
        Points { score, side, line, glance: score.glance(side, line), filled: None }
    }

    fn fill(&mut self, from: usize, out: &mut [u32]) {
        let (score, side, line) = (self.score, self.side, self.line);
        self.filled.get_or_insert_with(|| score.line(side, line)).fill(from, out);
    }

    /// Of one pair of those last looked at, from its sums if they are all there.
    #[inline]
    fn of(&mut self, far: usize, looked: &Looked) -> u32 {
        self.glance.as_ref().and_then(|glance| glance.points(far, looked)).unwrap_or_else(|| self.filled_in(far))
    }

    #[cold]
    fn filled_in(&mut self, far: usize) -> u32 {
        let mut points = [0];
        self.fill(far, &mut points);
        points[0]
    }
}

/// One in so many pairs, and it is cheaper to fill in all of them than to score those that pass one by one.
const MANY: usize = 8;

/// Groups in which the most promising pairs are looked for, for each of them: few share one by chance.
const APART: usize = 4;

/// Where bits are 1, counted from `from`.
fn places(words: &[u64], from: usize) -> impl Iterator<Item = usize> + '_ {
    words.iter().enumerate().filter(|(_, word)| **word != 0).flat_map(move |(group, &word)| {
        let mut left = word;
        std::iter::from_fn(move || {
            let lane = left.trailing_zeros() as usize;
            left &= left.wrapping_sub(1);
            (lane < GROUP).then_some(from + group * GROUP + lane)
        })
    })
}

/// All that a line is made from, and how far it has been looked through.
struct Whole<'a> {
    points: Points<'a>,
    min_points: u32,
    /// In the order of the line.
    barred: Barred<'a>,
    /// What has not been looked at yet.
    rest: [Range<usize>; 2],
    sieve: &'a mut Sieve,
}

impl Whole<'_> {
    /// Looks at the next pairs, at most [`STRETCH`] of whole groups; false if there are none.
    fn block(&mut self, prices: &Prices<'_>, blocks: &mut Blocks) -> bool {
        let Some(span) = self.rest.iter_mut().find(|span| span.start < span.end) else { return false };
        let from = span.start;
        let to = span.end.min(from / GROUP * GROUP + STRETCH);
        span.start = to;
        if !self.first_look(from..to, prices, blocks) {
            for from in (from..to).step_by(BLOCK) {
                self.filled(from..to.min(from + BLOCK), prices, blocks);
            }
        }
        true
    }

    /// Offers what passes a first look; false, and nothing is offered, if that is of no use here.
    fn first_look(&mut self, pairs: Range<usize>, prices: &Prices<'_>, blocks: &mut Blocks) -> bool {
        let Some(glance) = &self.points.glance else { return false };
        let from = pairs.start / GROUP * GROUP;
        let coarse = &prices.coarse()[from..pairs.end.next_multiple_of(GROUP)];
        let limit = prices.short_limit(self.sieve.limit());
        match (Prices::coarse_limit(limit), self.sieve.enough()) {
            (Some(above), _) => {
                glance.passing(from, (coarse, self.min_points, above), &mut blocks.looked, &mut blocks.passing);
            }
            (None, Some(enough)) => {
                glance.values(from, (coarse, self.min_points), &mut blocks.looked, &mut blocks.values);
                let Some(above) = self.promising(&pairs, enough, prices, blocks) else { return false };
                bits_above(&blocks.values, above, &mut blocks.passing);
            }
            (None, None) => return false,
        }
        let passing = &mut blocks.passing;
        self.barred.clear(from, passing);
        if let Some(first) = passing.first_mut() {
            *first &= u64::MAX << (pairs.start - from);
        }
        if let (Some(last), beyond @ 1..) = (passing.last_mut(), pairs.end.next_multiple_of(GROUP) - pairs.end) {
            *last &= u64::MAX >> beyond;
        }
        let many = passing.iter().map(|passing| passing.count_ones() as usize).sum::<usize>();
        if many * MANY > pairs.len() {
            return false;
        }
        for far in places(passing, from) {
            let points = self.points.of(far, &blocks.looked);
            if points >= self.min_points {
                self.sieve.offer(far, -i64::from(points), prices.exact[far]);
            }
        }
        true
    }

    /// From the bounds of a block, what a pair's must be above to be among so many best, `enough`: as good as the last of
    /// the exact values of so many that look best. `None` if there are not so many.
    fn promising(
        &mut self,
        pairs: &Range<usize>,
        enough: usize,
        prices: &Prices<'_>,
        blocks: &mut Blocks,
    ) -> Option<i16> {
        let Blocks { looked, values, greatest, promising, passing, .. } = blocks;
        let from = pairs.start / GROUP * GROUP;
        values[..pairs.start - from].fill(i16::MIN);
        values[pairs.end - from..].fill(i16::MIN);
        self.barred.each(pairs.clone(), |far| values[far - from] = i16::MIN);
        let groups = (enough * APART).next_multiple_of(GROUP).min(values.len());
        if groups < enough {
            return None;
        }
        greatest.clear();
        greatest.resize(groups, i16::MIN);
        for values in values.chunks(groups) {
            greatest.iter_mut().zip(values).for_each(|(greatest, &value)| *greatest = value.max(*greatest));
        }
        let (_, &mut least, _) = greatest.select_nth_unstable_by(enough - 1, |a, b| b.cmp(a));
        if least == i16::MIN {
            return None;
        }
        promising.clear();
        bits_above(values, least - 1, passing);
        for far in places(passing, from) {
            let points = self.points.of(far, looked);
            if points >= self.min_points {
                promising.push(-i64::from(points) - prices.exact[far]);
            }
        }
        if promising.len() < enough {
            return None;
        }
        let (_, &mut last, _) = promising.select_nth_unstable(enough - 1);
        Prices::coarse_limit(prices.short_limit(last + 1))
    }

    /// The same with all points filled in.
    fn filled(&mut self, pairs: Range<usize>, prices: &Prices<'_>, blocks: &mut Blocks) {
        let Range { start: from, end: to } = pairs;
        let Blocks { points, found, least, .. } = blocks;
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
    }

    /// Points from `from` on, [`BARRED`] where there is no pair.
    fn fill(&mut self, from: usize, out: &mut [u32]) {
        self.points.fill(from, out);
        if self.min_points > 0 {
            out.iter_mut().filter(|points| **points < self.min_points).for_each(|points| *points = BARRED);
        }
        self.barred.each(from..from + out.len(), |far| out[far - from] = BARRED);
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

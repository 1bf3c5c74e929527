//! Reading all pairs once, for what will be [known](super::known) of their lines.
//!
//! A sample of rows tells below which slack there are about as many pairs as are to be listed, beside those that are tight: with
//! many ties these alone would fill the lists, and the bound would be next to nothing. Then every row is looked through
//! for the pairs below that: one comparison a pair, and what is found is listed for the row and for the column, so no column is
//! read. One bound holds for all, and agents with many near equals opposite, whose lines would otherwise be read again and
//! again, simply have longer lists.
//!
//! On the way the state itself is proved: a pair that is worth more than its prices say is found. In parallel; the result does not
//! depend on the number of threads.

use std::sync::Arc;

use rayon::prelude::*;

use crate::repair::known::{COMPLETE, Known, Lines, Pair, others};
use crate::repair::picture::{COL, Picture, ROW};
use crate::repair::reader::way;
use crate::repair::{RepairError, State};
use crate::value::{CLOSED, UNREACHABLE};
use crate::{ABSENT, Control, Costs, Prices, Sieve, Sift, Violation};

/// Pairs of each agent that are listed on average beside the tight ones, unless asked otherwise.
const LENGTH: usize = 48;

impl State {
    /// Reads all pairs once and keeps what the next changes need of them, so that the first is as fast as the later ones:
    /// the nearest pairs of every row and column, and how near the others can be. Proves the state on the way.
    ///
    /// A repair without this is right too, but has to read many whole lines. Worth calling again after thousands of changes,
    /// when [`Repaired`](crate::repair::Repaired) tells of many lines read.
    ///
    /// O(n · m) in parallel, about as long as [`certify`](crate::certify) takes. Memory
    /// O(48 (n + m)) and up to four times as much again for tight pairs, shared by all copies of the state.
    ///
    /// # Errors
    /// [`RepairError::Shape`]; [`RepairError::Unproved`] if some pair is worth more than its prices say;
    /// [`RepairError::Stopped`].
    pub fn prepare(&mut self, costs: &dyn Costs, control: &Control<'_>) -> Result<(), RepairError> {
        self.prepare_with(costs, LENGTH, control)
    }

    /// As [`prepare`](Self::prepare), with so many pairs listed for each agent on average, beside those that are tight. More take
    /// memory, fewer make it likelier that whole lines are read.
    ///
    /// # Errors
    /// As [`prepare`](Self::prepare).
    pub fn prepare_with(&mut self, costs: &dyn Costs, length: usize, control: &Control<'_>) -> Result<(), RepairError> {
        self.same_shape(costs)?;
        let known = Survey::new(costs, &self.now, length, control).make()?;
        self.known = Some(Arc::new(known));
        Ok(())
    }
}

/// Lines that a source looks through abreast.
const ABREAST: usize = 16;

/// Rows between two looks at how much has been listed.
const BATCH: usize = 1024;

/// Pairs of the sample, about, and rows at least.
const SAMPLE: usize = 1 << 21;
const SAMPLED_ROWS: usize = 64;

/// Tight pairs may be so many times as many as others are wanted, and lists twice as many times as long as intended, because
/// of equals or because the sample misled; then the bound is lowered.
const LONGER: usize = 4;

/// Slack that can be listed lies below this.
const LISTED: i64 = 1 << 32;

/// A pair that was found: slack, row, column.
type Found = (i64, u32, u32);

/// One survey.
struct Survey<'a> {
    costs: &'a dyn Costs,
    picture: &'a Picture,
    /// Pairs listed for each agent, on average.
    length: usize,
    control: &'a Control<'a>,
    aside: [Vec<(u32, u32)>; 2],
}

impl<'a> Survey<'a> {
    fn new(costs: &'a dyn Costs, picture: &'a Picture, length: usize, control: &'a Control<'a>) -> Self {
        let pairs: Vec<(u32, u32)> = picture.overlay.entries().iter().map(|entry| entry.pair).collect();
        let mut mirrored: Vec<(u32, u32)> = pairs.iter().map(|&(row, col)| (col, row)).collect();
        mirrored.sort_unstable();
        Self { costs, picture, length, control, aside: [pairs, mirrored] }
    }

    fn make(self) -> Result<Known, RepairError> {
        let open: Vec<u32> =
            (0..).zip(&self.picture.price[ROW]).filter(|&(_, &price)| price != CLOSED).map(|(row, _)| row).collect();
        let [rows, cols] = [ROW, COL].map(|side| self.picture.price[side].len());
        let wanted = self.length.saturating_mul(open.len() + cols) / 2;
        let most = wanted.saturating_mul(2 * LONGER);
        // Whatever is worth more than its prices say is below 0.
        let mut bound = self.sample(&open, wanted)?.max(0);
        let source = self.costs.as_sift().filter(|_| self.costs.range().is_some());
        let sifted = source.map(|source| (source, Prices::new(source, way(ROW), &self.picture.price[COL])));
        let mut all: Vec<Found> = Vec::new();
        for batch in open.chunks(BATCH) {
            let found: Vec<Result<Vec<Found>, RepairError>> = match &sifted {
                Some((source, prices)) => {
                    batch.par_chunks(ABREAST).map(|rows| self.sifted(*source, prices, rows, bound)).collect()
                }
                None => batch
                    .par_iter()
                    .map_init(|| vec![0; cols], |buffer, &row| self.filled(row, buffer, bound))
                    .collect(),
            };
            for found in found {
                let found = found?;
                // In order of rows and columns, the first.
                if let Some(&(_, row, col)) = found.iter().filter(|pair| pair.0 < 0).min_by_key(|pair| (pair.1, pair.2))
                {
                    return Err(RepairError::Unproved { violation: Violation::Missed { row, col } });
                }
                all.extend(found);
            }
            if all.len() > most.saturating_mul(2).saturating_add(cols) {
                let (_, &mut (slack, ..), _) = all.select_nth_unstable(most);
                bound = slack;
                all.retain(|pair| pair.0 < bound);
            }
        }
        if bound > LISTED && all.iter().any(|pair| pair.0 >= LISTED) {
            bound = LISTED;
            all.retain(|pair| pair.0 < bound);
        }
        let by_row = all.iter().map(|&(slack, row, col)| (row, Pair { slack: slack as u32, other: col }));
        let by_col = all.iter().map(|&(slack, row, col)| (col, Pair { slack: slack as u32, other: row }));
        let lines = [Lines::new(rows, by_row), Lines::new(cols, by_col)];
        Ok(Known { prices: self.picture.price.clone(), lines, bound, aside: self.aside })
    }

    /// The slack below which there are about as many pairs as wanted; [`COMPLETE`] if there are no more than that.
    fn sample(&self, open: &[u32], wanted: usize) -> Result<i64, RepairError> {
        let cols = self.picture.price[COL].len();
        let rows = (SAMPLE / cols.max(1)).max(SAMPLED_ROWS).min(open.len());
        let mut buffer = vec![0; cols];
        let mut slacks: Vec<i64> = Vec::new();
        for at in 0..rows {
            let row = open[at * open.len() / rows];
            slacks.extend(self.filled(row, &mut buffer, COMPLETE)?.into_iter().map(|pair| pair.0));
        }
        let share = wanted.saturating_mul(rows).div_ceil(open.len().max(1));
        // Tight pairs say nothing of how near the others are: as many others are wanted, unless the tight ones are too many.
        let tight = slacks.iter().filter(|&&slack| slack <= 0).count();
        let share = if tight <= LONGER * share { tight + share } else { share };
        if share >= slacks.len() {
            return Ok(COMPLETE);
        }
        let (_, &mut slack, _) = slacks.select_nth_unstable(share);
        let equals = slacks.iter().filter(|&&other| other <= slack).count();
        Ok(if equals <= LONGER * share { slack + 1 } else { slack }.min(LISTED))
    }

    /// The pairs of one row below the bound. Those aside are left out.
    fn filled(&self, row: u32, buffer: &mut [i64], bound: i64) -> Result<Vec<Found>, RepairError> {
        self.control.check()?;
        self.costs.row(row as usize, buffer);
        for col in others(&self.aside[ROW], row as usize) {
            buffer[col as usize] = ABSENT;
        }
        let own = self.picture.price[ROW][row as usize];
        let mut found = Vec::new();
        for (col, (&cost, &price)) in buffer.iter().zip(&self.picture.price[COL]).enumerate() {
            let slack = cost.min(UNREACHABLE).wrapping_sub(price).wrapping_sub(own);
            if slack < bound && cost < UNREACHABLE {
                found.push((slack, row, col as u32));
            }
        }
        Ok(found)
    }

    /// The same for several rows, by a source that looks through lines by itself.
    fn sifted(
        &self,
        source: &dyn Sift,
        prices: &Prices<'_>,
        rows: &[u32],
        bound: i64,
    ) -> Result<Vec<Found>, RepairError> {
        self.control.check()?;
        let own = |row: u32| self.picture.price[ROW][row as usize];
        let mut sieves: Vec<Sieve> =
            rows.iter().map(|&row| Sieve::below(prices.exact.len(), bound.saturating_add(own(row)))).collect();
        source.sift(way(ROW), rows, prices, &mut sieves);
        let mut all = Vec::new();
        for (&row, sieve) in rows.iter().zip(sieves) {
            for (at, cost) in sieve.finish().0 {
                let col = prices.place(at);
                if others(&self.aside[ROW], row as usize).all(|aside| aside != col) {
                    all.push((cost - prices.exact[at as usize] - own(row), row, col));
                }
            }
        }
        Ok(all)
    }
}

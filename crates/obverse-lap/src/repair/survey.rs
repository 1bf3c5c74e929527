//! Reading all pairs once, for what will be [known](super::known) of their lines.
//!
//! On the way the state itself is proved: a pair that is worth more than its prices say is found.
//!
//! A source that [sifts](crate::Sift) looks through all rows and through all columns. Any other is asked for rows only, and
//! each pair is offered to its column as well: in a stored matrix a column costs some ten times as much to read as a row.
//! Parallel; ties are ordered by place, so the result does not depend on the number of threads.

use std::sync::Arc;

use rayon::prelude::*;

use crate::repair::known::{Known, Lines, others};
use crate::repair::picture::{COL, Picture, ROW};
use crate::repair::reader::way;
use crate::repair::{RepairError, State};
use crate::value::{CLOSED, UNREACHABLE};
use crate::{Control, Costs, Prices, Sieve, Sift, Violation};

/// Pairs of each agent that are kept unless asked otherwise.
const LENGTH: usize = 48;

impl State {
    /// Reads all pairs once and keeps what the next changes need of them, so that the first is as fast as the later ones:
    /// the nearest pairs of every row and column, and how near the others can be. Proves the state on the way.
    ///
    /// A repair without this is right too, but has to read many whole lines. Worth calling again after thousands of changes,
    /// when [`Repaired`](crate::repair::Repaired) tells of many lines read.
    ///
    /// O(n · m) in parallel, about as long as [`certify`](crate::certify) takes for all pairs, twice that for a source that
    /// sifts. O(48 (n + m)) memory, shared by all copies of the state.
    ///
    /// # Errors
    /// [`RepairError::Shape`]; [`RepairError::Unproved`] if some pair is worth more than its prices say;
    /// [`RepairError::Stopped`].
    pub fn prepare(&mut self, costs: &dyn Costs, control: &Control<'_>) -> Result<(), RepairError> {
        self.prepare_with(costs, LENGTH, control)
    }

    /// As [`prepare`](Self::prepare), with so many pairs kept for each agent. More take memory, fewer make it likelier that
    /// whole lines are read.
    ///
    /// # Errors
    /// As [`prepare`](Self::prepare).
    pub fn prepare_with(&mut self, costs: &dyn Costs, length: usize, control: &Control<'_>) -> Result<(), RepairError> {
        self.same_shape(costs)?;
        let known = Survey { costs, picture: &self.now, length, control }.make()?;
        self.known = Some(Arc::new(known));
        Ok(())
    }
}

/// Lines that a source looks through abreast.
const ABREAST: usize = 16;

/// The quarter of all agents whose pairs are least told apart, those with many equals opposite, get lists so many times as
/// long: it is their lines that would be read again and again.
const LONGER: usize = 4;

/// The nearest pairs of an agent in order, and the slack of the next.
type List = (Vec<(i64, u32)>, Option<i64>);

/// The nearest pairs of an agent so far.
#[derive(Clone)]
struct Nearest {
    keep: usize,
    /// Pairs of this slack or more are not among them.
    limit: i64,
    kept: Vec<(i64, u32)>,
}

impl Nearest {
    fn new(length: usize) -> Self {
        Self { keep: length + 1, limit: UNREACHABLE, kept: Vec::new() }
    }

    #[inline]
    fn offer(&mut self, slack: i64, other: usize) {
        if slack <= self.limit {
            self.kept.push((slack, other as u32));
            if self.kept.len() >= 2 * self.keep {
                self.cut();
            }
        }
    }

    fn cut(&mut self) {
        if self.kept.len() >= self.keep {
            self.kept.select_nth_unstable(self.keep - 1);
            self.kept.truncate(self.keep);
            self.limit = self.kept[self.keep - 1].0;
        }
    }

    fn finish(mut self) -> List {
        self.cut();
        self.kept.sort_unstable();
        let next = if self.kept.len() == self.keep { self.kept.pop().map(|pair| pair.0) } else { None };
        (self.kept, next)
    }
}

/// One survey.
pub(super) struct Survey<'a> {
    pub(super) costs: &'a dyn Costs,
    pub(super) picture: &'a Picture,
    /// Pairs kept for each agent.
    pub(super) length: usize,
    pub(super) control: &'a Control<'a>,
}

impl Survey<'_> {
    pub(super) fn make(&self) -> Result<Known, RepairError> {
        let mut pairs: Vec<(u32, u32)> = self.picture.overlay.entries().iter().map(|entry| entry.pair).collect();
        let mut mirrored: Vec<(u32, u32)> = pairs.iter().map(|&(row, col)| (col, row)).collect();
        pairs.sort_unstable();
        mirrored.sort_unstable();
        let aside = [pairs, mirrored];
        let lines = match self.costs.as_sift().filter(|_| self.costs.range().is_some()) {
            Some(source) => [self.sifted(source, ROW, &aside[ROW])?, self.sifted(source, COL, &aside[COL])?],
            None => self.filled(&aside)?,
        };
        Ok(Known { prices: self.picture.price.clone(), lines, aside })
    }

    /// A pair of negative slack contradicts the prices.
    fn judge(side: usize, agent: usize, nearest: &[(i64, u32)]) -> Result<(), RepairError> {
        match nearest.first() {
            Some(&(slack, other)) if slack < 0 => {
                let (row, col) = if side == ROW { (agent as u32, other) } else { (other, agent as u32) };
                Err(RepairError::Unproved { violation: Violation::Missed { row, col } })
            }
            _ => Ok(()),
        }
    }

    fn gather(side: usize, all: Vec<List>) -> Result<Lines, RepairError> {
        let mut lines = Lines::default();
        for (agent, (best, next)) in all.into_iter().enumerate() {
            Self::judge(side, agent, &best)?;
            lines.push(&best, next);
        }
        Ok(lines)
    }

    /// All lines of a side, the quarter with the least bounds once more.
    fn sifted(&self, source: &dyn Sift, side: usize, aside: &[(u32, u32)]) -> Result<Lines, RepairError> {
        let prices = Prices::new(source, way(side), &self.picture.price[1 - side]);
        let all: Vec<u32> = (0..self.picture.price[side].len() as u32).collect();
        let mut lists: Vec<List> = vec![(Vec::new(), None); all.len()];
        self.some((source, side), &prices, aside, (all, self.length), &mut lists)?;
        let mut bounds: Vec<i64> = lists.iter().filter_map(|list| list.1).collect();
        if !bounds.is_empty() {
            let quarter = bounds.len() / 4;
            let (_, &mut limit, _) = bounds.select_nth_unstable(quarter);
            let least = (0..).zip(&lists).filter(|(_, list)| list.1.is_some_and(|bound| bound < limit));
            let least: Vec<u32> = least.map(|(agent, _)| agent).collect();
            self.some((source, side), &prices, aside, (least, LONGER * self.length), &mut lists)?;
        }
        Self::gather(side, lists)
    }

    /// The lists of some agents, anew.
    fn some(
        &self,
        (source, side): (&dyn Sift, usize),
        prices: &Prices<'_>,
        aside: &[(u32, u32)],
        (mut agents, length): (Vec<u32>, usize),
        lists: &mut [List],
    ) -> Result<(), RepairError> {
        let own = &self.picture.price[side];
        let pairs = prices.exact.len();
        let sieve = |agent: u32| {
            // Enough that those aside can be left out.
            Sieve::best(agent as usize, pairs, length + 1 + others(aside, agent as usize).count())
        };
        agents.retain(|&agent| own[agent as usize] != CLOSED);
        // Those whose scans start close to one another go abreast.
        agents.sort_by_cached_key(|&agent| (sieve(agent).spans()[0].start, agent));
        let abreast = |agents: &[u32]| -> Result<Vec<List>, RepairError> {
            self.control.check()?;
            let mut sieves: Vec<Sieve> = agents.iter().map(|&agent| sieve(agent)).collect();
            source.sift(way(side), agents, prices, &mut sieves);
            let found = agents.iter().zip(sieves).map(|(&agent, sieve)| {
                let mut nearest = Nearest::new(length);
                for (at, cost) in sieve.finish().0 {
                    let other = prices.place(at);
                    if others(aside, agent as usize).all(|aside| aside != other) {
                        nearest.offer(cost - prices.exact[at as usize] - own[agent as usize], other as usize);
                    }
                }
                nearest.finish()
            });
            Ok(found.collect())
        };
        let found: Vec<Result<Vec<List>, RepairError>> = agents.par_chunks(ABREAST).map(abreast).collect();
        for (agents, found) in agents.chunks(ABREAST).zip(found) {
            for (&agent, list) in agents.iter().zip(found?) {
                lists[agent as usize] = list;
            }
        }
        Ok(())
    }

    fn filled(&self, aside: &[Vec<(u32, u32)>; 2]) -> Result<[Lines; 2], RepairError> {
        let [own, opposite] = &self.picture.price;
        let share = own.len().div_ceil(rayon::current_num_threads()).max(1);
        let rows: Vec<usize> = (0..own.len()).collect();
        let some = |rows: &[usize]| -> Result<[Vec<Nearest>; 2], RepairError> {
            let mut buffer = vec![0; opposite.len()];
            let mut by_row = Vec::with_capacity(rows.len());
            let mut by_col = vec![Nearest::new(self.length); opposite.len()];
            let mut limits = vec![UNREACHABLE; opposite.len()];
            for &row in rows {
                self.control.check()?;
                let mut nearest = Nearest::new(self.length);
                if own[row] != CLOSED {
                    self.costs.row(row, &mut buffer);
                    for col in others(&aside[ROW], row) {
                        buffer[col as usize] = crate::ABSENT;
                    }
                    let own = own[row];
                    for (col, ((&cost, &price), limit)) in buffer.iter().zip(opposite).zip(&mut limits).enumerate() {
                        let slack = cost.min(UNREACHABLE).wrapping_sub(price).wrapping_sub(own);
                        if slack < nearest.limit.max(*limit) && cost < UNREACHABLE {
                            nearest.offer(slack, col);
                            by_col[col].offer(slack, row);
                            *limit = by_col[col].limit;
                        }
                    }
                }
                by_row.push(nearest);
            }
            Ok([by_row, by_col])
        };
        let shares: Vec<Result<[Vec<Nearest>; 2], RepairError>> = rows.par_chunks(share).map(some).collect();
        let mut by_row = Vec::with_capacity(own.len());
        let mut by_col = vec![Nearest::new(self.length); opposite.len()];
        for share in shares {
            let [rows, cols] = share?;
            by_row.extend(rows);
            for (all, some) in by_col.iter_mut().zip(cols) {
                for (slack, other) in some.kept {
                    all.offer(slack, other as usize);
                }
            }
        }
        let lists = |all: Vec<Nearest>| all.into_iter().map(Nearest::finish).collect();
        Ok([Self::gather(ROW, lists(by_row))?, Self::gather(COL, lists(by_col))?])
    }
}

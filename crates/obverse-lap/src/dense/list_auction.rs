//! An ε-scaled auction on short lists (Bertsekas 1979, 1988): what [`super::auction`] is to whole lines.
//!
//! A line bids as long as its best listed value is within some ε of the bound on what is not listed; otherwise its list is
//! stale and renewed, many at a time and in parallel, while others go on bidding. What is done when depends on counts alone,
//! so threads change nothing. Phases end with a share of lines unplaced; the last one bids without ε.

use std::collections::VecDeque;

use super::lines::Lines;
use super::lists::{Lists, few, look_again};
use super::number::{Number, Value};
use super::state::{NOBODY, State};
use crate::{Control, SolveError};

/// A phase ends with one line in so many unplaced, …
const NEARLY: usize = 128;

/// … or so many if that is fewer: bidding for the last few is dear, but a line that is left over in a market where prices are
/// far off leaves the way to its column, over nearly all others, to shortest paths, which is dearer the larger the market.
const LAST_FEW: usize = 8;

/// Bids in a phase, for each line.
const PATIENCE: usize = 40;

/// Bids in the last phase, which has no ε, for each line.
const LAST_PATIENCE: usize = 4;

/// Stale lists that are renewed together.
const RENEW: usize = 256;

/// A list is stale when a column outside it may be better than the best listed by more than so many ε: lists are renewed less
/// often, and the next phase, with a smaller ε, mends what was missed.
const BEHIND: usize = 3;

/// An auction under way.
pub(super) struct Auction<'a, 'b, T: Number> {
    lines: &'a Lines<'b, T>,
    lists: &'a mut Lists<T::Dual>,
    state: &'a mut State<T::Dual>,
    control: &'a Control<'a>,
    /// What each line's column costs.
    paid: &'a mut [T::Dual],
    stale: Vec<u32>,
    queue: VecDeque<u32>,
}

impl<'a, 'b, T: Number> Auction<'a, 'b, T> {
    pub(super) fn new(
        (lines, lists): (&'a Lines<'b, T>, &'a mut Lists<T::Dual>),
        (state, paid): (&'a mut State<T::Dual>, &'a mut [T::Dual]),
        control: &'a Control<'a>,
    ) -> Self {
        Self { lines, lists, state, control, paid, stale: Vec::new(), queue: VecDeque::new() }
    }

    /// Lines without a column bid without ε. Pairs made so far stay as tight as they are.
    pub(super) fn without_epsilon(&mut self) -> Result<(), SolveError> {
        self.queue.extend(self.state.free_lines());
        self.bids(T::Dual::ZERO)
    }

    /// One phase.
    pub(super) fn phase(&mut self, epsilon: T::Dual) -> Result<(), SolveError> {
        self.release(epsilon);
        self.bids(epsilon)
    }

    /// How many lines have no column, or one that is not as good as any.
    pub(super) fn loose(&self) -> usize {
        let loose = |&line: &usize| match self.state.col_of[line] {
            NOBODY => true,
            col => {
                let prices = &self.state.prices;
                self.paid[line] - prices[col as usize] > self.lists.of[line].dual(prices)
            }
        };
        (0..self.lines.nears).filter(loose).count()
    }

    fn bids(&mut self, epsilon: T::Dual) -> Result<(), SolveError> {
        let lines = self.lines.nears;
        let last = epsilon == T::Dual::ZERO;
        let enough = if last { 0 } else { (lines / NEARLY).min(LAST_FEW) };
        let behind = (0..BEHIND).fold(T::Dual::ZERO, |sum, _| sum + epsilon);
        let mut left = lines * if last { LAST_PATIENCE } else { PATIENCE };
        while left > 0 && self.queue.len() + self.stale.len() > enough {
            let mut stale = std::mem::take(&mut self.stale);
            stale.sort_unstable();
            if few(self.lines, stale.len()) {
                self.lists.renew(self.lines, &stale, &self.state.prices, self.control)?;
                self.queue.extend(stale);
                self.some_bids((epsilon, behind), enough, &mut left)?;
                continue;
            }
            let mut away = self.lists.take(&stale);
            // Lists made at prices that are higher than they will be then are as true as any.
            let (lines, prices, k) = (self.lines, self.state.prices.clone(), self.lists.k);
            let enough = enough.saturating_sub(stale.len());
            let (bidden, ()) = rayon::join(
                || self.some_bids((epsilon, behind), enough, &mut left),
                || look_again(lines, &mut away, &prices, k),
            );
            self.lists.put(away);
            self.queue.extend(stale);
            bidden?;
        }
        self.queue.clear();
        self.stale.clear();
        Ok(())
    }

    /// Bids until many lists are stale, or all that are left, or all but `enough` lines have a column.
    fn some_bids(
        &mut self,
        (epsilon, behind): (T::Dual, T::Dual),
        enough: usize,
        left: &mut usize,
    ) -> Result<(), SolveError> {
        while *left > 0 && self.stale.len() < RENEW && self.queue.len() + self.stale.len() > enough {
            let Some(line) = self.queue.pop_front() else { break };
            *left -= 1;
            if left.is_multiple_of(4096) {
                self.control.check()?;
            }
            self.bid(line, epsilon, behind);
        }
        Ok(())
    }

    /// Lines that are further than ε from their best give it up; all without a column are queued.
    fn release(&mut self, epsilon: T::Dual) {
        for line in 0..self.lines.nears {
            let col = self.state.col_of[line];
            if col != NOBODY {
                let value = self.paid[line] - self.state.prices[col as usize];
                if value <= self.lists.of[line].dual(&self.state.prices) + epsilon {
                    continue;
                }
                self.state.leave(line as u32);
            }
            self.queue.push_back(line as u32);
        }
    }

    fn bid(&mut self, line: u32, epsilon: T::Dual, behind: T::Dual) {
        let list = &self.lists.of[line as usize];
        let look = list.look(&self.state.prices);
        if look.best > list.bound + behind {
            self.stale.push(line);
            return;
        }
        if look.best >= T::Dual::REACH {
            return;
        }
        let second = look.second.least(list.bound);
        let by = if second < T::Dual::REACH { (second - look.best).most(T::Dual::ZERO) } else { self.lines.width };
        let (mut col, mut cost) = (look.col, look.cost);
        let price = self.state.prices[col as usize] - by.least(self.lines.width) - epsilon;
        if price < self.state.prices[col as usize] {
            self.state.prices[col as usize] = price;
        } else if self.state.line_of[col as usize] != NOBODY {
            // A tie: another column as good may be free. If none is, shortest paths will settle it.
            let mut equals = list.up_to(look.best, &self.state.prices);
            match equals.find(|&(col, _)| self.state.line_of[col as usize] == NOBODY) {
                Some(free) => (col, cost) = free,
                None => return,
            }
        }
        let before = self.state.take(line, col);
        self.paid[line as usize] = cost;
        if before != NOBODY {
            self.queue.push_back(before);
        }
    }
}

//! Lines of the costs as they are now: as far as they are [known](super::known), and whole.
//!
//! Either way one asks for the pairs whose *slack*, cost less the prices of both, is below a limit; each pair that is found may
//! lower the limit. A source that sifts looks through whole lines by itself; of any other the line is filled.

use crate::repair::known::{Known, Lifts, others};
use crate::repair::picture::{Picture, ROW};
use crate::value::{CLOSED, UNREACHABLE};
use crate::{Control, Costs, Lines, Prices, Sieve, Sift, SolveError};

/// Reads lines for one repair or one check, counts them, and can be stopped between any two.
pub(super) struct Reader<'a> {
    pub(super) costs: &'a dyn Costs,
    control: &'a Control<'a>,
    known: Option<&'a Known>,
    /// Whole lines read: rows, columns.
    pub(super) read: [u64; 2],
    /// Looks at what is known of a line.
    pub(super) looks: u64,
    buffer: Vec<i64>,
}

/// The direction of a side's lines.
pub(super) fn way(side: usize) -> Lines {
    if side == ROW { Lines::Rows } else { Lines::Cols }
}

impl<'a> Reader<'a> {
    pub(super) fn new(costs: &'a dyn Costs, known: Option<&'a Known>, control: &'a Control<'a>) -> Self {
        Self { costs, control, known, read: [0; 2], looks: 0, buffer: Vec::new() }
    }

    /// Lines under the prices of a picture. O(n + m).
    pub(super) fn under<'m>(&'m mut self, picture: &'m Picture) -> Moment<'m, 'a> {
        let lifts = self.known.map(|known| (known, Lifts::both(known, picture)));
        let source = self.costs.as_sift().filter(|_| self.costs.range().is_some());
        Moment { reader: self, picture, lifts, source, short: [None, None] }
    }
}

/// What of a line has been looked at.
pub(super) struct Look {
    /// Pairs.
    pub(super) pairs: u64,
    /// Others may be below the limit, but none is below this.
    pub(super) more_from: Option<i64>,
}

/// Lines under the prices of one moment.
pub(super) struct Moment<'m, 'a> {
    reader: &'m mut Reader<'a>,
    picture: &'m Picture,
    lifts: Option<(&'a Known, [Lifts; 2])>,
    source: Option<&'a dyn Sift>,
    /// Prices of whom the lines of each side run over, made when first needed.
    short: [Option<Prices<'m>>; 2],
}

impl Moment<'_, '_> {
    /// The slack of a pair, looked up; absent pairs and agents who are not here have too much to matter.
    fn slack(&self, side: usize, agent: usize, price: i64, other: usize) -> i64 {
        let at = if side == ROW { (agent as u32, other as u32) } else { (other as u32, agent as u32) };
        let opposite = self.picture.price[1 - side][other];
        let cost = if opposite == CLOSED { None } else { self.picture.overlay.cost(self.reader.costs, at) };
        cost.map_or(i64::MAX, |cost| cost - opposite - price)
    }

    /// Visits the pairs below the limit as far as the line of this agent, at this price, is known. `visit(other, slack)` returns
    /// the limit from there on.
    pub(super) fn look(
        &mut self,
        (side, agent): (usize, usize),
        price: i64,
        mut limit: i64,
        mut visit: impl FnMut(usize, i64) -> i64,
    ) -> Result<Look, SolveError> {
        let nothing = Look { pairs: 0, more_from: Some(i64::MIN) };
        let Some((known, lifts)) = &self.lifts else { return Ok(nothing) };
        let Some((pairs, bound)) = known.line(side, agent) else { return Ok(nothing) };
        self.reader.control.check()?;
        self.reader.looks += 1;
        let lift = price - known.prices[side][agent];
        let opposite = &lifts[1 - side];
        let mut by_hand = |other: u32, limit: i64| {
            let slack = self.slack(side, agent, price, other as usize);
            if slack < limit { visit(other as usize, slack) } else { limit }
        };
        let aside: Vec<u32> =
            self.picture.overlay.others(side, agent).chain(others(&known.aside[side], agent)).collect();
        for &other in &aside {
            limit = by_hand(other, limit);
        }
        let mut looked_at = aside.len() as u64;
        let reach = lift + opposite.greatest;
        for pair in pairs {
            if i64::from(pair.slack) - reach >= limit {
                break;
            }
            looked_at += 1;
            let slack = i64::from(pair.slack) - lift - opposite.of[pair.other as usize];
            if slack < limit && !aside.contains(&pair.other) {
                limit = visit(pair.other as usize, slack);
            }
        }
        if bound - reach >= limit {
            return Ok(Look { pairs: looked_at, more_from: None });
        }
        let mut by_hand = |other: u32, limit: i64| {
            let slack = self.slack(side, agent, price, other as usize);
            if slack < limit { visit(other as usize, slack) } else { limit }
        };
        for &other in &opposite.above {
            looked_at += 1;
            limit = by_hand(other, limit);
        }
        let more = bound - lift - opposite.usual;
        Ok(Look { pairs: looked_at, more_from: Some(more).filter(|&more| more < limit) })
    }

    /// Visits all pairs below the limit.
    pub(super) fn read(
        &mut self,
        (side, agent): (usize, usize),
        price: i64,
        mut limit: i64,
        mut visit: impl FnMut(usize, i64) -> i64,
    ) -> Result<(), SolveError> {
        self.reader.control.check()?;
        self.reader.read[side] += 1;
        let picture = self.picture;
        let prices = &picture.price[1 - side];
        let Some(source) = self.source else {
            let buffer = &mut self.reader.buffer;
            buffer.resize(prices.len(), 0);
            picture.overlay.fill(self.reader.costs, side, agent, buffer);
            below(buffer, prices, limit.saturating_add(price), |other, value| {
                visit(other, value - price).saturating_add(price)
            });
            return Ok(());
        };
        let short = self.short[side].get_or_insert_with(|| Prices::new(source, way(side), prices));
        let mut sieve = Sieve::below(prices.len(), limit.saturating_add(price));
        source.sift(way(side), &[agent as u32], short, std::slice::from_mut(&mut sieve));
        let aside: Vec<u32> = picture.overlay.others(side, agent).collect();
        for (at, cost) in sieve.finish().0 {
            let other = short.place(at);
            let slack = cost - short.exact[at as usize] - price;
            if slack < limit && !aside.contains(&other) {
                limit = visit(other as usize, slack);
            }
        }
        for other in aside {
            let slack = self.slack(side, agent, price, other as usize);
            if slack < limit {
                limit = visit(other as usize, slack);
            }
        }
        Ok(())
    }

    /// All pairs below the limit, by what is known if that is enough. Returns the number of pairs looked at.
    pub(super) fn all(
        &mut self,
        line: (usize, usize),
        price: i64,
        mut limit: i64,
        mut visit: impl FnMut(usize, i64) -> i64,
    ) -> Result<u64, SolveError> {
        let look = self.look(line, price, limit, |other, slack| {
            limit = visit(other, slack);
            limit
        })?;
        if look.more_from.is_none() {
            return Ok(look.pairs);
        }
        self.read(line, price, limit, visit)?;
        Ok(self.picture.price[1 - line.0].len() as u64)
    }

    /// What reading a whole line of this side costs, in pairs looked at one by one.
    pub(super) fn weight(&self, side: usize) -> u64 {
        let pairs = self.picture.price[1 - side].len() as u64;
        let column = if side == ROW || self.source.is_some() { 1 } else { COLUMN_WEIGHT };
        (pairs / RUNNING).max(1) * column
    }
}

/// So many pairs of a line that runs through take as long as one that is looked up.
const RUNNING: u64 = 4;

/// A column that is filled counts as so many rows. In a matrix stored by rows it takes some ten times as long to read; but
/// where costs are computed it takes no longer, and one-sided searches read more lines in all.
const COLUMN_WEIGHT: u64 = 3;

/// Calls `visit(index, cost − price)` where that is below the limit; each call returns the limit from there on. Absent pairs and
/// agents that do not take part are never below.
#[inline]
fn below(costs: &[i64], prices: &[i64], mut limit: i64, mut visit: impl FnMut(usize, i64) -> i64) {
    for (index, (&cost, &price)) in costs.iter().zip(prices).enumerate() {
        let value = cost.min(UNREACHABLE).wrapping_sub(price);
        if value < limit {
            limit = visit(index, value);
        }
    }
}

//! The proof of a change: what it could have broken, checked from the costs.
//!
//! Let the picture before be optimal by its prices y (see [`certificate`](crate::certificate)). Then now is too, if
//!
//! 1. everybody who is here has a price y ≤ bonus, equal without a mate; mates agree; who is not here has no mate but in a forced
//!    pair;
//! 2. mates that were mates before, at the same cost, still have prices of the same sum; all other mates have a pair that is
//!    present, at a cost that is the sum of their prices;
//! 3. no pair is worth more than its prices say: cost − y(row) − y(col) ≥ 0;
//! 4. the stated totals are those of the pairs, and the prices of all who are here add up to the people and the cost
//!    of the pairs that are not forced.
//!
//! Only 3 concerns all pairs. A pair that was fine can have become wrong only if its cost fell, or if y(row) + y(col) rose;
//! then, whatever number d is, y(row) rose by more than d or y(col) rose by more than −d. So it is enough to check whole
//! lines of those, and of those who were not here before. With d = 0 these are the agents whose price rose; the repair
//! knows a d for which they are few, when all rows of a balanced block rose together and its columns fell.
//!
//! In a prepared state a line is checked by what is [known](super::known) of it: the pairs listed, and the bound on all others. Where
//! that does not decide, it is read whole.
//!
//! This shares reading and the prices' form with the repair, and none of its reasoning.

use crate::repair::overlay::Entry;
use crate::repair::picture::{COL, NOBODY, Picture, Place, ROW};
use crate::repair::reader::Reader;
use crate::repair::state::{line, price_violation};
use crate::repair::{Line, RepairError, State};
use crate::value::CLOSED;
use crate::{Control, Costs, Objective, Violation};

/// What [`State::certify`] found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Touched {
    /// Rows and columns checked against everybody opposite.
    pub lines: u64,
    /// Rows that were read whole for it. Of the others enough was known.
    pub rows: u64,
    /// Columns that were read whole for it.
    pub cols: u64,
    /// Pairs looked at.
    pub pairs: u64,
    /// People that the prices prove, less people covered: 0.
    pub gap_covered: i128,
    /// Cost of the pairs less the cost that the prices prove: 0.
    pub gap_cost: i128,
    /// If the state was optimal before the last change, it is now.
    pub verified: bool,
    /// If not: the first thing that is wrong.
    pub violation: Option<Violation>,
}

impl State {
    /// Checks what the last change touched, from the costs. Nothing is touched in a new state, or after an [`undo`](State::undo).
    ///
    /// As many lines as the repair looked at, or fewer; O(n + m) besides.
    ///
    /// # Errors
    /// [`RepairError::Shape`] if the costs are not those of the state; [`RepairError::Stopped`]. A wrong state is no error:
    /// the result says what is wrong with it.
    pub fn certify(&self, costs: &dyn Costs, control: &Control<'_>) -> Result<Touched, RepairError> {
        self.same_shape(costs)?;
        control.check()?;
        let before = if self.changed { &self.before } else { &self.now };
        let check = Check { state: self, before, now: &self.now, costs };
        let (gap_covered, gap_cost) = check.gap();
        let mut touched =
            Touched { lines: 0, rows: 0, cols: 0, pairs: 0, gap_covered, gap_cost, verified: false, violation: None };
        let first = check.agents().and_then(|()| check.mates()).and_then(|()| check.totals());
        touched.violation = match first {
            Err(violation) => Some(violation),
            Ok(()) => check.lines(control, &mut touched)?,
        };
        if touched.violation.is_none() && (gap_covered, gap_cost) != (0, 0) {
            touched.violation = Some(Violation::Gap);
        }
        touched.verified = touched.violation.is_none();
        Ok(touched)
    }
}

struct Check<'a> {
    state: &'a State,
    before: &'a Picture,
    now: &'a Picture,
    costs: &'a dyn Costs,
}

impl Check<'_> {
    fn all(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        [ROW, COL].into_iter().flat_map(|side| (0..self.now.place[side].len()).map(move |agent| (side, agent)))
    }

    fn here(&self, side: usize, agent: usize) -> bool {
        self.now.place[side][agent] == Place::Here
    }

    /// Condition 1.
    fn agents(&self) -> Result<(), Violation> {
        for (side, agent) in self.all() {
            let place = self.now.place[side][agent];
            let room = self.state.worth.bonus[side][agent].saturating_sub(self.now.price[side][agent]);
            let mate = self.now.mate(side, agent);
            let fits = match place {
                Place::Here => room >= 0 && (room == 0 || mate.is_some()),
                Place::Away | Place::Forced | Place::Closed => self.now.price[side][agent] == CLOSED,
            };
            if !fits {
                return Err(price_violation(line(side, agent)));
            }
            let agrees = mate.map_or(place != Place::Forced, |mate| {
                matches!(place, Place::Here | Place::Forced)
                    && self.now.place[1 - side].get(mate) == Some(&place)
                    && self.now.mate[1 - side][mate] == agent as u32
            });
            if !agrees {
                return Err(match line(side, agent) {
                    Line::Row(row) => Violation::RowCapacity { row },
                    Line::Col(col) => Violation::ColCapacity { col },
                });
            }
        }
        Ok(())
    }

    /// Pairs that may cost something else than before.
    fn changed_pairs(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        fn differ<'e>(one: &'e Picture, other: &'e Picture) -> impl Iterator<Item = (u32, u32)> + 'e {
            let new = |entry: &&Entry| other.overlay.get(entry.pair) != **entry;
            one.overlay.entries().iter().filter(new).map(|entry| entry.pair)
        }
        differ(self.now, self.before).chain(differ(self.before, self.now))
    }

    fn cost(&self, picture: &Picture, (row, col): (usize, usize)) -> Option<i64> {
        picture.overlay.cost(self.costs, (row as u32, col as u32))
    }

    /// Condition 2.
    fn mates(&self) -> Result<(), Violation> {
        for row in 0..self.now.mate[ROW].len() {
            let Some(col) = self.now.mate(ROW, row) else { continue };
            let pair = (row as u32, col as u32);
            let kept = self.before.mate(ROW, row) == Some(col)
                && self.before.place[ROW][row] == self.now.place[ROW][row]
                && self.before.overlay.get(pair) == self.now.overlay.get(pair);
            let paid = self.now.cost_of_mates((row, col));
            if kept && (!self.here(ROW, row) || paid == self.before.cost_of_mates((row, col))) {
                continue;
            }
            let Some(cost) = self.cost(self.now, (row, col)) else {
                return Err(Violation::Absent { row: pair.0, col: pair.1 });
            };
            if self.here(ROW, row) && cost > paid {
                return Err(Violation::Loss { row: pair.0, col: pair.1 });
            }
            if self.here(ROW, row) && cost < paid {
                return Err(Violation::Missed { row: pair.0, col: pair.1 });
            }
        }
        Ok(())
    }

    /// The first half of condition 4: people counted afresh, cost from the pairs that came and went.
    fn totals(&self) -> Result<(), Violation> {
        let met = |&(side, agent): &(usize, usize)| {
            self.state.worth.counts[side][agent] && self.now.mate[side][agent] != NOBODY
        };
        let covered = self.all().filter(met).count() as u64;
        let mut risen = 0;
        for row in 0..self.now.mate[ROW].len() {
            let [was, is] = [self.before.mate(ROW, row), self.now.mate(ROW, row)];
            let same_cost = |col: usize| {
                let pair = (row as u32, col as u32);
                self.before.overlay.get(pair) == self.now.overlay.get(pair)
            };
            if was == is && is.is_none_or(same_cost) {
                continue;
            }
            let cost = |picture, mate: Option<usize>| mate.and_then(|col| self.cost(picture, (row, col))).unwrap_or(0);
            risen += i128::from(cost(self.now, is)) - i128::from(cost(self.before, was));
        }
        let right = covered == self.now.covered && self.before.cost + risen == self.now.cost;
        if right { Ok(()) } else { Err(Violation::Totals) }
    }

    /// The second half: what the prices of all who are here prove, against people and cost of the pairs that are not
    /// forced.
    fn gap(&self) -> (i128, i128) {
        let (mut levels, mut duals) = (0, 0);
        for (side, agent) in self.all() {
            let price = self.state.price_at(side, agent);
            levels += i128::from(price.level);
            duals += i128::from(price.dual);
        }
        let (mut people, mut cost) = (i128::from(self.now.covered), self.now.cost);
        for row in 0..self.now.mate[ROW].len() {
            if let Some(col) = self.now.mate(ROW, row)
                && !self.here(ROW, row)
            {
                cost -= i128::from(self.cost(self.now, (row, col)).unwrap_or(0));
                let counts = &self.state.worth.counts;
                people -= i128::from(counts[ROW][row]) + counts[COL].get(col).map_or(0, |&counts| i128::from(counts));
            }
        }
        (if self.state.objective == Objective::CostOnly { levels } else { levels - people }, cost - duals)
    }

    /// Condition 3.
    fn lines(&self, control: &Control<'_>, touched: &mut Touched) -> Result<Option<Violation>, RepairError> {
        for (row, col) in self.changed_pairs() {
            let at = (row as usize, col as usize);
            let dear = self.cost(self.now, at).is_none_or(|cost| cost >= self.now.cost_of_mates(at));
            if self.here(ROW, at.0) && self.here(COL, at.1) && !dear {
                return Ok(Some(Violation::Missed { row, col }));
            }
        }
        let mut reader = Reader::new(self.costs, self.state.known.as_deref(), control);
        let mut moment = reader.under(self.now);
        let mut found = None;
        for (side, agent) in self.all().filter(|&(side, agent)| self.must_be_read(side, agent)) {
            touched.pairs += moment.all((side, agent), self.now.price[side][agent], 0, |other, _| {
                found = Some(if side == ROW { (agent, other) } else { (other, agent) });
                i64::MIN
            })?;
            touched.lines += 1;
            if found.is_some() {
                break;
            }
        }
        [touched.rows, touched.cols] = reader.read;
        Ok(found.map(|(row, col)| Violation::Missed { row: row as u32, col: col as u32 }))
    }

    fn must_be_read(&self, side: usize, agent: usize) -> bool {
        let drift = if side == ROW { self.state.drift } else { -self.state.drift };
        let was_here = self.before.place[side][agent] == Place::Here;
        let risen = self.now.price[side][agent].saturating_sub(self.before.price[side][agent]);
        self.here(side, agent) && (!was_here || risen > drift)
    }
}

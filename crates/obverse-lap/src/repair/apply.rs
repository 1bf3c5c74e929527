//! What each change does at once, and who is left without a mate by it.
//!
//! Prices are kept right throughout: no reduced cost is negative, mates have none. What a change breaks is only that whoever has no
//! mate should be priced at the bonus. Such an agent is a *seed*, and one search settles it. At most one row and one column are seeds:
//!
//! | change | seeds |
//! |---|---|
//! | remove | the mate |
//! | return | the agent itself, at the highest price its line allows |
//! | a pair that is made becomes dearer, is forbidden | both halves |
//! | a pair that is not made becomes cheap, is allowed | one half, priced down to what the pair allows, and its mate |
//! | force | the two mates |
//! | release | both halves |
//!
//! Two seeds usually need one search: for the first, the second is an end like any other agent without a mate, at the price it
//! has. Only if the path ends elsewhere is a second search due.

use crate::repair::overlay::Entry;
use crate::repair::picture::{COL, Picture, Place, ROW, Worth};
use crate::repair::reader::Reader;
use crate::repair::search::settle;
use crate::repair::{Change, Line, RepairError};

/// Costs lie within this, both ways.
pub(super) const COST_BOUND: i64 = 1 << 40;

/// A picture that is being changed.
pub(super) struct Making<'a, 'c> {
    pub(super) picture: &'a mut Picture,
    pub(super) worth: &'a Worth,
    pub(super) reader: &'a mut Reader<'c>,
    /// The row and the column that are left without a mate.
    seeds: [Option<usize>; 2],
    pub(super) searches: u32,
    /// By how much rows that have nothing to do with it rose.
    pub(super) drift: i64,
}

impl Line {
    /// Side and index.
    pub(super) fn at(self) -> (usize, usize) {
        match self {
            Line::Row(row) => (ROW, row as usize),
            Line::Col(col) => (COL, col as usize),
        }
    }
}

impl Change {
    /// The pair it is about, if it is about one.
    pub(super) fn pair(self) -> Option<(u32, u32)> {
        match self {
            Change::Remove(_) | Change::Return(_) => None,
            Change::SetCost { row, col, .. }
            | Change::ResetCost { row, col }
            | Change::Forbid { row, col }
            | Change::Allow { row, col }
            | Change::Force { row, col }
            | Change::Release { row, col } => Some((row, col)),
        }
    }
}

impl<'a, 'c> Making<'a, 'c> {
    pub(super) fn new(picture: &'a mut Picture, worth: &'a Worth, reader: &'a mut Reader<'c>) -> Self {
        Self { picture, worth, reader, seeds: [None; 2], searches: 0, drift: 0 }
    }

    /// Makes the change and settles whom it leaves without a mate. Returns the opposite change.
    pub(super) fn make(&mut self, change: Change) -> Result<Change, RepairError> {
        let opposite = match change {
            Change::Remove(line) => self.remove(line)?,
            Change::Return(line) => self.bring_back(line)?,
            Change::Force { row, col } => self.force((row, col))?,
            Change::Release { row, col } => self.release((row, col))?,
            _ => self.change_pair(change)?,
        };
        for side in [ROW, COL] {
            if let Some(seed) = self.seeds[side]
                && self.picture.mate(side, seed).is_none()
                && self.picture.price[side][seed] < self.worth.bonus[side][seed]
            {
                let drift = settle(self.picture, self.worth, self.reader, (side, seed))?;
                self.drift += if side == ROW { drift } else { -drift };
                self.searches += 1;
            }
        }
        self.part_idle_pairs();
        Ok(opposite)
    }

    /// Whether there is such a line, and where it stands.
    fn place(&self, line: Line) -> Result<Place, RepairError> {
        let (side, agent) = line.at();
        let places = &self.picture.place[side];
        places.get(agent).copied().ok_or(RepairError::Unknown { line, count: places.len() })
    }

    fn here(&self, line: Line) -> Result<(), RepairError> {
        match self.place(line)? {
            Place::Here => Ok(()),
            Place::Away => Err(RepairError::Away { line }),
            Place::Forced => Err(RepairError::Forced { line }),
            Place::Closed => Err(RepairError::Closed { line }),
        }
    }

    /// Parts mates; nothing if there is no mate. Returns the mate.
    fn leave(&mut self, side: usize, agent: usize) -> Option<usize> {
        let mate = self.picture.mate(side, agent)?;
        let mates = if side == ROW { (agent, mate) } else { (mate, agent) };
        self.picture.part(self.worth, mates, self.picture.cost_of_mates(mates));
        Some(mate)
    }

    /// The highest price that leaves no reduced cost of the line negative.
    fn price_anew(&mut self, side: usize, agent: usize) -> Result<(), RepairError> {
        let bonus = self.worth.bonus[side][agent];
        let mut least = 0;
        self.reader.under(self.picture).all((side, agent), bonus, 0, |_, slack| {
            least = slack;
            slack
        })?;
        self.picture.place[side][agent] = Place::Here;
        self.picture.price[side][agent] = bonus + least;
        self.seeds[side] = Some(agent);
        Ok(())
    }

    fn remove(&mut self, line: Line) -> Result<Change, RepairError> {
        self.here(line)?;
        let (side, agent) = line.at();
        self.seeds[1 - side] = self.leave(side, agent);
        self.picture.stand_aside(side, agent, Place::Away);
        Ok(Change::Return(line))
    }

    fn bring_back(&mut self, line: Line) -> Result<Change, RepairError> {
        match self.place(line)? {
            Place::Away => {}
            Place::Here | Place::Forced => return Err(RepairError::Here { line }),
            Place::Closed => return Err(RepairError::Closed { line }),
        }
        let (side, agent) = line.at();
        self.price_anew(side, agent)?;
        Ok(Change::Remove(line))
    }

    /// What the pair costs now; `None` if it is forbidden.
    fn cost(&self, (row, col): (u32, u32)) -> Result<Option<i64>, RepairError> {
        let costs = self.reader.costs;
        let cost = costs.cost(row as usize, col as usize).ok_or(RepairError::Absent { row, col })?;
        if (-COST_BOUND..=COST_BOUND).contains(&cost) {
            Ok(self.picture.overlay.get((row, col)).over(Some(cost)))
        } else {
            Err(RepairError::CostOutOfRange { row, col, cost })
        }
    }

    fn force(&mut self, (row, col): (u32, u32)) -> Result<Change, RepairError> {
        self.here(Line::Row(row))?;
        self.here(Line::Col(col))?;
        let cost = self.cost((row, col))?.ok_or(RepairError::Forbidden { row, col })?;
        let pair = (row as usize, col as usize);
        if self.picture.mate(ROW, pair.0) == Some(pair.1) {
            self.leave(ROW, pair.0);
        } else {
            self.seeds = [self.leave(COL, pair.1), self.leave(ROW, pair.0)];
        }
        self.picture.join(self.worth, pair, cost);
        self.picture.stand_aside(ROW, pair.0, Place::Forced);
        self.picture.stand_aside(COL, pair.1, Place::Forced);
        Ok(Change::Release { row, col })
    }

    fn is_forced(&self, (row, col): (u32, u32)) -> bool {
        let (row, col) = (row as usize, col as usize);
        self.picture.place[ROW][row] == Place::Forced && self.picture.mate(ROW, row) == Some(col)
    }

    fn release(&mut self, (row, col): (u32, u32)) -> Result<Change, RepairError> {
        self.place(Line::Row(row))?;
        self.place(Line::Col(col))?;
        if !self.is_forced((row, col)) {
            return Err(RepairError::Not { what: "forced", row, col });
        }
        let pair = (row as usize, col as usize);
        let cost = self.cost((row, col))?.ok_or(RepairError::Forbidden { row, col })?;
        self.picture.part(self.worth, pair, cost);
        self.price_anew(ROW, pair.0)?;
        self.price_anew(COL, pair.1)?;
        Ok(Change::Force { row, col })
    }

    /// Lists what is different about the pair, then does what that asks for.
    fn change_pair(&mut self, change: Change) -> Result<Change, RepairError> {
        let (row, col) = change.pair().unwrap_or_default();
        self.place(Line::Row(row))?;
        self.place(Line::Col(col))?;
        let old = self.picture.overlay.get((row, col));
        let was = self.cost((row, col))?;
        let cost_as_before = old.cost.map_or(Change::ResetCost { row, col }, |cost| Change::SetCost { row, col, cost });
        let not = |what| RepairError::Not { what, row, col };
        let (entry, opposite) = match change {
            Change::SetCost { cost, .. } if (-COST_BOUND..=COST_BOUND).contains(&cost) => {
                (Entry { cost: Some(cost), ..old }, cost_as_before)
            }
            Change::SetCost { cost, .. } => return Err(RepairError::CostOutOfRange { row, col, cost }),
            Change::Forbid { .. } if old.forbidden => return Err(RepairError::Forbidden { row, col }),
            Change::Forbid { .. } if self.is_forced((row, col)) => {
                return Err(RepairError::Forced { line: Line::Row(row) });
            }
            Change::Forbid { .. } => (Entry { forbidden: true, ..old }, Change::Allow { row, col }),
            Change::Allow { .. } if !old.forbidden => return Err(not("forbidden")),
            Change::Allow { .. } => (Entry { forbidden: false, ..old }, Change::Forbid { row, col }),
            _ if old.cost.is_none() => return Err(not("changed")),
            _ => (Entry { cost: None, ..old }, cost_as_before),
        };
        self.picture.overlay.set(entry)?;
        let now = self.cost((row, col))?;
        self.cost_moved((row, col), was, now)?;
        Ok(opposite)
    }

    /// A pair's cost went from `was` to `now`; `None` is a pair that must not be made.
    fn cost_moved(&mut self, pair: (u32, u32), was: Option<i64>, now: Option<i64>) -> Result<(), RepairError> {
        let (row, col) = (pair.0 as usize, pair.1 as usize);
        let risen_by = |now: i64| now - was.unwrap_or(now);
        if self.is_forced(pair) {
            self.picture.cost += now.map_or(0, |now| i128::from(risen_by(now)));
        }
        if self.picture.place[ROW][row] != Place::Here || self.picture.place[COL][col] != Place::Here {
            return Ok(());
        }
        if self.picture.mate(ROW, row) == Some(col) {
            if was != Some(self.picture.cost_of_mates((row, col))) {
                return Err(RepairError::Contradiction);
            }
            match now.map(risen_by) {
                // Cheaper than it was: still the best, and the column is cheaper for nobody else.
                Some(fallen) if fallen <= 0 => {
                    self.picture.price[COL][col] += fallen;
                    self.picture.cost += i128::from(fallen);
                }
                _ => {
                    self.leave(ROW, row);
                    self.seeds = [Some(row), Some(col)];
                }
            }
        } else if let Some(now) = now
            && now < self.picture.cost_of_mates((row, col))
        {
            // Whoever has no mate leaves nobody behind.
            let side =
                if self.picture.mate(ROW, row).is_some() && self.picture.mate(COL, col).is_none() { COL } else { ROW };
            let (agent, other) = if side == ROW { (row, col) } else { (col, row) };
            self.seeds[1 - side] = self.leave(side, agent);
            self.seeds[side] = Some(agent);
            self.picture.price[side][agent] = now - self.picture.price[1 - side][other];
        }
        Ok(())
    }

    /// Pairs that change neither people nor cost are not made. Their prices are those of agents without a mate already.
    fn part_idle_pairs(&mut self) {
        for row in 0..self.picture.mate[ROW].len() {
            if let Some(col) = self.picture.mate(ROW, row)
                && self.picture.place[ROW][row] == Place::Here
                && self.worth.bonus[ROW][row] == 0
                && self.worth.bonus[COL][col] == 0
                && self.picture.cost_of_mates((row, col)) == 0
            {
                self.leave(ROW, row);
            }
        }
    }
}

//! The state itself: made from a solution, changed, undone, asked.

use std::sync::Arc;

use crate::repair::apply::Making;
use crate::repair::known::Known;
use crate::repair::overlay::Overlay;
use crate::repair::picture::{COL, NOBODY, Picture, Place, ROW, Worth};
use crate::repair::reader::Reader;
use crate::repair::{Change, Line, RepairError, Repaired};
use crate::value::{CLOSED, LEVEL, potential_of, price_of_first_place};
use crate::{Agent, Control, Costs, Objective, Price, Solution, Transportation, Violation};

/// An optimal solution that can be changed. See the [module](crate::repair).
#[derive(Clone, Debug)]
pub struct State {
    pub(super) worth: Worth,
    pub(super) objective: Objective,
    pub(super) now: Picture,
    /// As it was before the last change.
    pub(super) before: Picture,
    /// Room for the change at hand.
    next: Picture,
    /// Whether there was a change that can be undone.
    pub(super) changed: bool,
    /// What is known of the lines, once it has been found out; copies of the state share it.
    pub(super) known: Option<Arc<Known>>,
    /// By how much the last change raised the prices of rows that have nothing to do with it, columns' falling as much. Only saves
    /// work in the check; any number would do.
    pub(super) drift: i64,
}

fn length(what: &'static str, expected: usize, found: usize) -> Result<(), RepairError> {
    if expected == found { Ok(()) } else { Err(RepairError::Shape { what, expected, found }) }
}

impl State {
    /// A state from a solved problem.
    ///
    /// Pairs, totals and the prices of all agents are checked, O(n + m). That no *other* pair is worth more than its prices say is
    /// taken on trust: [`solve`](Transportation::solve) gives such solutions, and [`certify`](crate::certify) checks those of others.
    ///
    /// # Errors
    /// [`RepairError::Shape`]; [`RepairError::Capacity`] if somebody has more than one place; [`RepairError::Unproved`].
    pub fn new(problem: &Transportation<'_>, solution: &Solution) -> Result<Self, RepairError> {
        let (rows, cols) = problem.costs.shape();
        length("rows", rows, problem.rows.len())?;
        length("columns", cols, problem.cols.len())?;
        length("row prices", rows, solution.row_prices.len())?;
        length("column prices", cols, solution.col_prices.len())?;
        let most = NOBODY as usize - 1;
        for (what, found) in [("rows", rows), ("columns", cols)] {
            if found > most {
                return Err(RepairError::Shape { what, expected: most, found });
            }
        }
        let agents = [problem.rows, problem.cols];
        let coverage = problem.objective == Objective::CoverageThenCost;
        let worth = Worth {
            bonus: agents.map(|side| side.iter().map(|a| if coverage && !a.covered { LEVEL } else { 0 }).collect()),
            counts: agents.map(|side| side.iter().map(|a| !a.covered).collect()),
        };
        let prices = [&solution.row_prices, &solution.col_prices];
        let mut now = Picture {
            price: [Vec::new(), Vec::new()],
            mate: agents.map(|side| vec![NOBODY; side.len()]),
            place: [Vec::new(), Vec::new()],
            overlay: Overlay::default(),
            covered: 0,
            cost: 0,
        };
        for side in [ROW, COL] {
            for (index, agent) in agents[side].iter().enumerate() {
                let (place, price) = match agent.capacity {
                    0 => (Place::Closed, CLOSED),
                    1 => (Place::Here, packed(line(side, index), worth.bonus[side][index], prices[side][index])?),
                    capacity => return Err(RepairError::Capacity { line: line(side, index), capacity }),
                };
                now.place[side].push(place);
                now.price[side].push(price);
            }
        }
        for &(row, col) in &solution.pairs {
            pair(problem.costs, &mut now, &worth, (row, col))
                .map_err(|violation| RepairError::Unproved { violation })?;
        }
        let without =
            |side: usize, agent: usize| now.place[side][agent] == Place::Here && now.mate(side, agent).is_none();
        for side in [ROW, COL] {
            let misfit = |&agent: &usize| {
                let room = worth.bonus[side][agent] - now.price[side][agent];
                now.place[side][agent] == Place::Here && (room < 0 || (room > 0 && without(side, agent)))
            };
            if let Some(agent) = (0..agents[side].len()).find(misfit) {
                return Err(RepairError::Unproved { violation: price_violation(line(side, agent)) });
            }
        }
        if (now.covered, now.cost) != (solution.covered, solution.cost) {
            return Err(RepairError::Unproved { violation: Violation::Totals });
        }
        Ok(Self {
            worth,
            objective: problem.objective,
            before: now.clone(),
            next: now.clone(),
            now,
            changed: false,
            known: None,
            drift: 0,
        })
    }

    pub(super) fn same_shape(&self, costs: &dyn Costs) -> Result<(), RepairError> {
        let (rows, cols) = costs.shape();
        length("rows of the costs", self.now.mate[ROW].len(), rows)?;
        length("columns of the costs", self.now.mate[COL].len(), cols)
    }

    /// Makes a change and finds the optimum again.
    ///
    /// # Errors
    /// All of [`RepairError`] but those of [`State::new`]: unknown rows and columns, changes that make no sense as things are, and
    /// [`RepairError::Stopped`] soon after [`Control::stop`] is set. The state is then as it was.
    pub fn apply(&mut self, costs: &dyn Costs, change: Change, control: &Control<'_>) -> Result<Repaired, RepairError> {
        self.same_shape(costs)?;
        self.next.copy_from(&self.now);
        let mut reader = Reader::new(costs, self.known.as_deref(), control);
        let mut making = Making::new(&mut self.next, &self.worth, &mut reader);
        let opposite = making.make(change)?;
        let searches = making.searches;
        self.drift = making.drift;
        std::mem::swap(&mut self.before, &mut self.now);
        std::mem::swap(&mut self.now, &mut self.next);
        self.changed = true;
        let [rows_read, cols_read] = reader.read;
        Ok(Repaired { opposite, searches, rows_read, cols_read, looks: reader.looks })
    }

    /// Brings back the very pairs and prices from before the last change, without a search. Once: the change before that has to be
    /// taken back by its [opposite](Repaired::opposite).
    ///
    /// # Errors
    /// [`RepairError::NothingToUndo`].
    pub fn undo(&mut self) -> Result<(), RepairError> {
        if !self.changed {
            return Err(RepairError::NothingToUndo);
        }
        self.now.copy_from(&self.before);
        self.changed = false;
        self.drift = 0;
        Ok(())
    }

    /// People covered, forced pairs included.
    pub fn covered(&self) -> u64 {
        self.now.covered
    }

    /// Total cost, forced pairs included.
    pub fn cost(&self) -> i128 {
        self.now.cost
    }

    /// The mate of a row or column, also in a forced pair; `None` if it has none or does not exist.
    pub fn mate(&self, line: Line) -> Option<u32> {
        let (side, agent) = line.at();
        self.now.mate(side, agent).map(|mate| mate as u32)
    }

    /// The price of a row or column; nothing for those who have left, are forced, or do not exist.
    pub fn price(&self, line: Line) -> Price {
        let (side, agent) = line.at();
        self.price_at(side, agent)
    }

    pub(super) fn price_at(&self, side: usize, agent: usize) -> Price {
        match self.now.place[side].get(agent) {
            Some(Place::Here) => price_of_first_place(self.worth.bonus[side][agent], self.now.price[side][agent]),
            _ => Price::default(),
        }
    }

    /// Row or column as the rest of the problem sees it: no place for those who have left or are forced.
    pub(super) fn agents(&self, side: usize) -> Vec<Agent> {
        let capacity = |place: &Place| u32::from(*place == Place::Here);
        let all = self.now.place[side].iter().zip(&self.worth.counts[side]);
        all.map(|(place, counts)| Agent { capacity: capacity(place), covered: !counts }).collect()
    }
}

pub(super) fn line(side: usize, agent: usize) -> Line {
    if side == ROW { Line::Row(agent as u32) } else { Line::Col(agent as u32) }
}

pub(super) fn price_violation(line: Line) -> Violation {
    match line {
        Line::Row(row) => Violation::RowPrice { row },
        Line::Col(col) => Violation::ColPrice { col },
    }
}

/// A reported price in packed form, if it is in range.
fn packed(line: Line, bonus: i64, price: Price) -> Result<i64, RepairError> {
    let packed = potential_of(bonus, price);
    if price_of_first_place(bonus, packed) == price {
        Ok(packed)
    } else {
        Err(RepairError::Unproved { violation: price_violation(line) })
    }
}

/// Makes a pair of the solution to start from.
fn pair(costs: &dyn Costs, now: &mut Picture, worth: &Worth, (row, col): (u32, u32)) -> Result<(), Violation> {
    let (i, j) = (row as usize, col as usize);
    let place = |side: usize, agent: usize| now.place[side].get(agent).copied().ok_or(Violation::Order { row, col });
    if place(ROW, i)? != Place::Here || now.mate[ROW][i] != NOBODY {
        return Err(Violation::RowCapacity { row });
    }
    if place(COL, j)? != Place::Here || now.mate[COL][j] != NOBODY {
        return Err(Violation::ColCapacity { col });
    }
    let cost = costs.cost(i, j).ok_or(Violation::Absent { row, col })?;
    match cost.cmp(&now.cost_of_mates((i, j))) {
        std::cmp::Ordering::Less => Err(Violation::Missed { row, col }),
        std::cmp::Ordering::Greater => Err(Violation::Loss { row, col }),
        std::cmp::Ordering::Equal => {
            now.join(worth, (i, j), cost);
            Ok(())
        }
    }
}

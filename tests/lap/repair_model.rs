//! What changes to a solved problem mean, said without the state that is tested.

use std::collections::{BTreeMap, BTreeSet};

use obverse_lap::repair::{Change, Line};
use obverse_lap::{Agent, Costs, Matrix};

use crate::instance::{Dice, Instance};

/// What the changes mean, kept apart from the state that is tested.
pub(crate) struct Model {
    pub(crate) instance: Instance,
    pub(crate) away: BTreeSet<(bool, u32)>,
    pub(crate) forced: BTreeSet<(u32, u32)>,
    pub(crate) forbidden: BTreeSet<(u32, u32)>,
    pub(crate) costs: BTreeMap<(u32, u32), i64>,
}

pub(crate) fn place(line: Line) -> (bool, u32) {
    match line {
        Line::Row(row) => (true, row),
        Line::Col(col) => (false, col),
    }
}

impl Model {
    pub(crate) fn new(instance: Instance) -> Self {
        Self {
            instance,
            away: BTreeSet::new(),
            forced: BTreeSet::new(),
            forbidden: BTreeSet::new(),
            costs: BTreeMap::new(),
        }
    }

    pub(crate) fn cost(&self, (row, col): (u32, u32)) -> Option<i64> {
        let cost = self.instance.costs.cost(row as usize, col as usize)?;
        let cost = self.costs.get(&(row, col)).copied().unwrap_or(cost);
        (!self.forbidden.contains(&(row, col))).then_some(cost)
    }

    fn is_forced(&self, line: Line) -> bool {
        match line {
            Line::Row(at) => self.forced.iter().any(|&(row, _)| row == at),
            Line::Col(at) => self.forced.iter().any(|&(_, col)| col == at),
        }
    }

    fn agent(&self, line: Line) -> Option<Agent> {
        match line {
            Line::Row(row) => self.instance.rows.get(row as usize).copied(),
            Line::Col(col) => self.instance.cols.get(col as usize).copied(),
        }
    }

    pub(crate) fn here(&self, line: Line) -> bool {
        self.agent(line).is_some_and(|agent| agent.capacity > 0)
            && !self.away.contains(&place(line))
            && !self.is_forced(line)
    }

    /// Whether the change makes sense; if so it is made.
    pub(crate) fn make(&mut self, change: Change) -> bool {
        let present = |row: u32, col: u32| {
            let (rows, cols) = self.instance.costs.shape();
            (row as usize) < rows
                && (col as usize) < cols
                && self.instance.costs.cost(row as usize, col as usize).is_some()
        };
        match change {
            Change::Remove(line) => self.here(line) && self.away.insert(place(line)),
            Change::Return(line) => self.away.remove(&place(line)),
            Change::SetCost { row, col, cost } => {
                let right = present(row, col) && cost.abs() <= 1 << 40;
                if right {
                    self.costs.insert((row, col), cost);
                }
                right
            }
            Change::ResetCost { row, col } => self.costs.remove(&(row, col)).is_some(),
            Change::Forbid { row, col } => {
                present(row, col) && !self.forced.contains(&(row, col)) && self.forbidden.insert((row, col))
            }
            Change::Allow { row, col } => self.forbidden.remove(&(row, col)),
            Change::Force { row, col } => {
                let right = present(row, col)
                    && self.here(Line::Row(row))
                    && self.here(Line::Col(col))
                    && !self.forbidden.contains(&(row, col));
                right && self.forced.insert((row, col))
            }
            Change::Release { row, col } => self.forced.remove(&(row, col)),
        }
    }

    /// The problem as changed, and what the forced pairs bring.
    pub(crate) fn changed(&self) -> (Instance, u64, i128) {
        let (rows, cols) = self.instance.costs.shape();
        let costs = Matrix::from_fn(rows, cols, |row, col| self.cost((row as u32, col as u32)));
        let mut instance = Instance { costs, ..self.instance.clone() };
        let open = |line: Line, agent: Agent| if self.here(line) { agent } else { Agent { capacity: 0, ..agent } };
        for (row, agent) in instance.rows.iter_mut().enumerate() {
            *agent = open(Line::Row(row as u32), *agent);
        }
        for (col, agent) in instance.cols.iter_mut().enumerate() {
            *agent = open(Line::Col(col as u32), *agent);
        }
        let (mut people, mut cost) = (0, 0);
        for &(row, col) in &self.forced {
            cost += i128::from(self.cost((row, col)).unwrap());
            people += u64::from(!self.instance.rows[row as usize].covered);
            people += u64::from(!self.instance.cols[col as usize].covered);
        }
        (instance, people, cost)
    }
}

/// Everybody once at most.
pub(crate) fn once(mut instance: Instance) -> Instance {
    for agent in instance.rows.iter_mut().chain(&mut instance.cols) {
        agent.capacity = agent.capacity.min(1);
    }
    instance
}

pub(crate) fn draw(dice: &mut Dice, model: &Model) -> Change {
    let (rows, cols) = model.instance.costs.shape();
    // Now and then one that does not exist.
    let mut index = |count: usize| dice.within(0, count as i64 - i64::from(count > 0)) as u32;
    let (row, col) = (index(rows), index(cols));
    let line = if dice.chance(50) { Line::Row(row) } else { Line::Col(col) };
    let cost = match dice.within(0, 9) {
        0 => dice.within(-(1 << 40), 1 << 40),
        1 => 0,
        2 => dice.within(-1, 1) * (1 << 41),
        _ => dice.within(-60, 60),
    };
    let undoing = |set: &BTreeSet<(u32, u32)>| set.iter().next().copied().unwrap_or((row, col));
    match dice.within(0, 13) {
        0..=2 => Change::Remove(line),
        3 => Change::Return(line),
        4..=5 => {
            let (is_row, at) = model.away.iter().next().copied().unwrap_or(place(line));
            Change::Return(if is_row { Line::Row(at) } else { Line::Col(at) })
        }
        6..=7 => Change::SetCost { row, col, cost },
        8 => {
            let (row, col) = model.costs.keys().next().copied().unwrap_or((row, col));
            Change::ResetCost { row, col }
        }
        9..=10 => Change::Forbid { row, col },
        11 => {
            let (row, col) = undoing(&model.forbidden);
            Change::Allow { row, col }
        }
        12 => Change::Force { row, col },
        _ => {
            let (row, col) = undoing(&model.forced);
            Change::Release { row, col }
        }
    }
}

//! Whole rows and columns of the costs as they are now, counted, and stoppable between any two.

use crate::repair::overlay::Overlay;
use crate::repair::picture::ROW;
use crate::value::UNREACHABLE;
use crate::{Control, Costs, SolveError};

/// Reads lines for one repair or one check.
pub(super) struct Reader<'a> {
    pub(super) costs: &'a dyn Costs,
    pub(super) control: &'a Control<'a>,
    /// Lines read: rows, columns.
    pub(super) read: [u64; 2],
    buffer: Vec<i64>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(costs: &'a dyn Costs, control: &'a Control<'a>) -> Self {
        let (rows, cols) = costs.shape();
        Self { costs, control, read: [0; 2], buffer: vec![0; rows.max(cols)] }
    }

    /// The costs of an agent with everybody on the other side.
    pub(super) fn line(&mut self, overlay: &Overlay, side: usize, agent: usize) -> Result<&[i64], SolveError> {
        self.control.check()?;
        self.read[side] += 1;
        let (rows, cols) = self.costs.shape();
        if side == ROW {
            overlay.row(self.costs, agent as u32, &mut self.buffer[..cols]);
            Ok(&self.buffer[..cols])
        } else {
            overlay.col(self.costs, agent as u32, &mut self.buffer[..rows]);
            Ok(&self.buffer[..rows])
        }
    }
}

/// Calls `visit(index, cost − price)` where that is below the limit; each call returns the limit from there on.
///
/// This is where a repair spends its time. Absent pairs and agents that do not take part are never below.
#[inline]
pub(super) fn below(costs: &[i64], prices: &[i64], mut limit: i64, mut visit: impl FnMut(usize, i64) -> i64) {
    for (index, (&cost, &price)) in costs.iter().zip(prices).enumerate() {
        let value = cost.min(UNREACHABLE).wrapping_sub(price);
        if value < limit {
            limit = visit(index, value);
        }
    }
}

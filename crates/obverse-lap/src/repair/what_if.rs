//! What it would cost to insist on a pair, or to lose it.

use crate::repair::{Change, RepairError, State};
use crate::{Control, Costs};

/// What the best solution loses: people first, then cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loss {
    /// People fewer. (With cost only, people may also be more: then this is negative.)
    pub covered: i64,
    /// Cost more; may be negative where people are fewer.
    pub cost: i128,
}

impl State {
    /// What it would cost to insist on a pair: nothing for a pair that is made.
    ///
    /// Works on a copy: O(n + m) memory for the time of the call, and the work of one change.
    ///
    /// # Errors
    /// As forcing the pair would.
    pub fn forcing_cost(
        &self,
        costs: &dyn Costs,
        (row, col): (u32, u32),
        control: &Control<'_>,
    ) -> Result<Loss, RepairError> {
        self.what_if(costs, Change::Force { row, col }, control)
    }

    /// What it would cost to lose a pair that is made; nothing for a pair that is not.
    ///
    /// # Errors
    /// As forbidding the pair would.
    pub fn margin(
        &self,
        costs: &dyn Costs,
        (row, col): (u32, u32),
        control: &Control<'_>,
    ) -> Result<Loss, RepairError> {
        self.what_if(costs, Change::Forbid { row, col }, control)
    }

    /// What any change would cost.
    ///
    /// # Errors
    /// As the change would.
    pub fn what_if(&self, costs: &dyn Costs, change: Change, control: &Control<'_>) -> Result<Loss, RepairError> {
        let mut trial = self.clone();
        trial.apply(costs, change, control)?;
        Ok(Loss { covered: self.now.covered as i64 - trial.now.covered as i64, cost: trial.now.cost - self.now.cost })
    }
}

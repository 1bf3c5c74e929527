//! A matching in the solver's terms: rows, columns and prices.

use obverse_lap::{Costs, Price, Solution};

use super::{Matching, PersonPrice};
use crate::programme::PairCosts;
use crate::{Programme, Side};

impl Matching {
    /// The solution of [`Programme::problem`] that this matching is, beside the fixed pairs: pairs by their places in the order
    /// of the draw, and the prices that prove it.
    pub fn solution(&self) -> Solution {
        let programme = self.programme();
        let mut solution = programme.claimed(&programme.costs(), self.free_pairs(), &self.inner.prices);
        solution.method = self.run().method;
        solution
    }

    /// The pairs beside the fixed ones, by places, sorted.
    pub(super) fn free_pairs(&self) -> Vec<(u32, u32)> {
        let free = self.inner.made.iter().filter(|made| made.fixed.is_none());
        let mut pairs: Vec<(u32, u32)> = free.map(|made| (made.row, made.col)).collect();
        pairs.sort_unstable();
        pairs
    }
}

impl Programme {
    /// A claim that these pairs are best, by the prices of juniors and of seniors.
    pub(crate) fn claimed(
        &self,
        costs: &PairCosts<'_>,
        pairs: Vec<(u32, u32)>,
        prices: &[Vec<PersonPrice>; 2],
    ) -> Solution {
        let cost = pairs.iter().filter_map(|&(r, c)| costs.cost(r as usize, c as usize)).map(i128::from).sum();
        let covered = self.newly_covered(&pairs);
        let [juniors, seniors] = prices.each_ref().map(|side| {
            side.iter().map(|p| Price { level: p.level, dual: p.price.saturating_neg() }).collect::<Vec<_>>()
        });
        Solution::claimed(pairs, covered, cost, juniors, seniors)
    }

    /// People with a partner whom no fixed pair already gave one, once for each role.
    fn newly_covered(&self, pairs: &[(u32, u32)]) -> u64 {
        let newly = |side: Side| {
            let agents = self.agents(side);
            let mut met = vec![false; agents.len()];
            for &(row, col) in pairs {
                met[if side == Side::Junior { row } else { col } as usize] = true;
            }
            agents.iter().zip(met).filter(|(agent, met)| *met && !agent.covered).count() as u64
        };
        newly(Side::Junior) + newly(Side::Senior)
    }
}

//! A matching in the solver's terms: rows, columns and prices.

use obverse_lap::{Costs, Price, Solution};

use super::{Matching, PersonPrice};
use crate::{Programme, Side};

impl Matching {
    /// The solution of [`Programme::problem`] that this matching is, beside the fixed pairs: pairs by their places in the order
    /// of the draw, and the prices that prove it.
    pub fn solution(&self) -> Solution {
        let free = self.inner.made.iter().filter(|made| made.fixed.is_none());
        let mut pairs: Vec<(u32, u32)> = free.map(|made| (made.row, made.col)).collect();
        pairs.sort_unstable();
        self.programme().solution(pairs, &self.inner.prices, self.run().method)
    }
}

impl Programme {
    /// The solution that makes these pairs, with prices by side.
    pub(super) fn solution(
        &self,
        pairs: Vec<(u32, u32)>,
        prices: &[Vec<PersonPrice>; 2],
        method: &'static str,
    ) -> Solution {
        let costs = self.costs();
        let cost = pairs.iter().filter_map(|&(r, c)| costs.cost(r as usize, c as usize)).map(i128::from).sum();
        let covered = self.newly_covered(&pairs);
        let of = |side: &Vec<PersonPrice>| -> Vec<Price> {
            side.iter().map(|p| Price { level: p.level, dual: p.price.saturating_neg() }).collect()
        };
        let mut solution = Solution::claimed(pairs, covered, cost, of(&prices[0]), of(&prices[1]));
        solution.method = method;
        solution
    }

    /// People with a partner whom no fixed pair already gave one, once for each role.
    fn newly_covered(&self, pairs: &[(u32, u32)]) -> u64 {
        let count = |side: Side, places: &mut dyn Iterator<Item = u32>| {
            let mut met = vec![false; self.agents(side).len()];
            places.for_each(|place| met[place as usize] = true);
            let newly = self.agents(side).iter().zip(met).filter(|(agent, met)| *met && !agent.covered);
            newly.count() as u64
        };
        count(Side::Junior, &mut pairs.iter().map(|p| p.0)) + count(Side::Senior, &mut pairs.iter().map(|p| p.1))
    }
}

//! Coverage first where everybody has one place: a rectangle for each block.
//!
//! A maximum matching comes first, whatever it costs. It gives the blocks of Dulmage and Mendelsohn, and in each block the short
//! side is completely paired: a plain rectangular assignment in plain integers. The prices of the blocks are put together
//! with level 2 for a short side, 0 for a long one and 1 for both sides of the balanced block. Pairs between blocks have
//! levels of 3 or more together, so nothing about them needs to be known: see [`crate::certificate`].

use crate::bits::Bits;
use crate::dulmage_mendelsohn::{Block, blocks};
use crate::grid::Grid;
use crate::neighbours::Neighbours;
use crate::options::Options;
use crate::phases;
use crate::side::Side;
use crate::value::CLOSED;
use crate::{Control, Objective, Price, Solution, SolveError, Transportation};

/// Said of solutions found in this way.
pub(crate) const METHOD: &str = "maximum matching, then shortest augmenting paths in each block";

/// Whether everybody has one place at most and every first partner counts.
pub(crate) fn applies(problem: &Transportation<'_>) -> bool {
    let plain = |agent: &crate::Agent| agent.capacity == 0 || (agent.capacity == 1 && !agent.covered);
    problem.objective == Objective::CoverageThenCost && problem.rows.iter().chain(problem.cols).all(plain)
}

/// What the blocks have found so far.
struct Found {
    pairs: Vec<(u32, u32)>,
    cost: i128,
    row_prices: Vec<Price>,
    col_prices: Vec<Price>,
}

/// Levels of a block's short and long side.
#[derive(Clone, Copy)]
struct Levels(i64, i64);

pub(crate) fn solve(
    problem: &Transportation<'_>,
    control: &Control<'_>,
    options: &Options<'_>,
) -> Result<Solution, SolveError> {
    let (rows, cols) = (problem.rows, problem.cols);
    let takes_part = |agent: &crate::Agent| agent.capacity > 0;
    let (row_set, col_set) = (Bits::of(rows, takes_part), Bits::of(cols, takes_part));
    let near_is_col = col_set.count() < row_set.count();
    let grid = Grid::new(problem.costs, near_is_col);
    let pairs = Neighbours { grid, control };
    let blocks = blocks(pairs, if near_is_col { (&col_set, &row_set) } else { (&row_set, &col_set) })?;
    let mut found = Found {
        pairs: Vec::new(),
        cost: 0,
        row_prices: vec![Price::default(); rows.len()],
        col_prices: vec![Price::default(); cols.len()],
    };
    let mirrored = Block { near: blocks.near_in_excess.far, far: blocks.near_in_excess.near };
    for (grid, block, levels) in [
        (grid, blocks.far_in_excess, Levels(2, 0)),
        (grid, blocks.balanced, Levels(1, 1)),
        (grid.swapped(), mirrored, Levels(2, 0)),
    ] {
        if !block.near.is_empty() {
            block_of(problem, (grid, control), (block, levels), options, &mut found)?;
        }
    }
    found.pairs.sort_unstable();
    Ok(Solution {
        covered: 2 * found.pairs.len() as u64,
        cost: found.cost,
        pairs: found.pairs,
        row_prices: found.row_prices,
        col_prices: found.col_prices,
        method: METHOD,
    })
}

/// Solves one block, the short side inserted.
fn block_of(
    problem: &Transportation<'_>,
    (grid, control): (Grid<'_>, &Control<'_>),
    (block, levels): (Block, Levels),
    options: &Options<'_>,
    found: &mut Found,
) -> Result<(), SolveError> {
    let (nears, fars) = grid.shape();
    let mut near = Side::of_block(&block.near, nears, true);
    let mut far = Side::of_block(&block.far, fars, false);
    let ceiling = phases::insert_all_near(problem, grid, control, (&mut near, &mut far), options)?;
    let (near_prices, far_prices) = grid.pair(&mut found.row_prices, &mut found.col_prices);
    for agent in block.near.iter() {
        near_prices[agent as usize] = Price { level: levels.0, dual: near.price[agent as usize] + ceiling };
    }
    for agent in block.far.iter() {
        let potential = far.price[agent as usize];
        let dual = if potential == CLOSED { 0 } else { potential - ceiling };
        far_prices[agent as usize] = Price { level: levels.1, dual };
    }
    for (agent, link) in near.links.iter() {
        found.pairs.push(grid.pair(agent, link.partner));
        found.cost += i128::from(link.cost);
    }
    Ok(())
}

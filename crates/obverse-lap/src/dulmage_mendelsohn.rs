//! The blocks inside which every maximum matching stays.
//!
//! Take any maximum matching. What alternating paths from unmatched near agents reach is a block with too many near agents; what
//! they reach from unmatched far agents is one with too many far agents; the rest is balanced. In each, *every* maximum matching
//! gives every agent of the short side a partner from the same block, and pairs between blocks only lead from a short or
//! balanced side to a short or balanced one (A. L. Dulmage, N. S. Mendelsohn 1958; A. Pothen, C.-J. Fan, *Computing the block
//! triangular form of a sparse matrix*, ACM Transactions on Mathematical Software 16(4), 1990, 303–324,
//! [doi:10.1145/98267.98287](https://doi.org/10.1145/98267.98287)).

use crate::SolveError;
use crate::bits::Bits;
use crate::hopcroft_karp::{NOBODY, maximum_matching, reach};
use crate::neighbours::Neighbours;

/// One block: its agents, less those who may be paired with nobody.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    pub(crate) near: Bits,
    pub(crate) far: Bits,
}

/// The blocks, each agent in one at most.
#[derive(Clone, Debug)]
pub(crate) struct Blocks {
    /// More near than far agents: every far agent has a partner.
    pub(crate) near_in_excess: Block,
    /// As many of both: everybody has a partner.
    pub(crate) balanced: Block,
    /// More far than near agents: every near agent has a partner.
    pub(crate) far_in_excess: Block,
}

/// The blocks of the pairs between these near and far agents.
pub(crate) fn blocks(pairs: Neighbours<'_>, (nears, fars): (&Bits, &Bits)) -> Result<Blocks, SolveError> {
    let matching = maximum_matching(pairs, (nears, fars))?;
    let unmatched = |agents: &Bits, mates: &[u32]| -> Vec<u32> {
        agents.iter().filter(|&agent| mates[agent as usize] == NOBODY).collect()
    };
    let from_near = reach(pairs, &unmatched(nears, &matching.near), fars, &matching, false)?;
    let mirrored = matching.swapped();
    let from_far = reach(pairs.swapped(), &unmatched(fars, &mirrored.near), nears, &mirrored, false)?;
    let mut near_in_excess = Block { near: from_near.near, far: from_near.far };
    let mut far_in_excess = Block { near: from_far.far, far: from_far.near };
    let mut balanced = Block { near: nears.clone(), far: fars.clone() };
    for block in [&near_in_excess, &far_in_excess] {
        block.near.iter().for_each(|agent| balanced.near.remove(agent));
        block.far.iter().for_each(|agent| balanced.far.remove(agent));
    }
    from_near.alone.iter().for_each(|&agent| near_in_excess.near.remove(agent));
    from_far.alone.iter().for_each(|&agent| far_in_excess.far.remove(agent));
    Ok(Blocks { near_in_excess, balanced, far_in_excess })
}

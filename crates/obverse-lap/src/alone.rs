//! Agents who may be paired with nobody.
//!
//! Their places are neither demand nor supply: counted as such, they would make the wrong side look the shorter one, and leave
//! units of the other to look in vain for a place through everybody there is. (Where everybody has one place, [`crate::rectangle`]
//! knows more.) Where most pairs are ruled out there are units without a place on either side anyhow, and that says nothing about
//! which is the shorter one.

use crate::neighbours::Neighbours;
use crate::{Agent, SolveError};

/// Agents of a side that are asked about one by one: nearly everybody has a possible partner among so many of the other side.
const ASKED: usize = 64;

/// The near agents, without places for those who may be paired with nobody who has one. O(agents) time where nearly all may be
/// paired with nearly all; a look at all pairs at most.
pub(crate) fn close_the_alone(
    pairs: Neighbours<'_>,
    (nears, fars): (&[Agent], &[Agent]),
) -> Result<Vec<Agent>, SolveError> {
    let asked = some_with_places(fars);
    let perhaps: Vec<u32> = (0..nears.len() as u32)
        .filter(|&near| nears[near as usize].capacity > 0 && !asked.iter().any(|&far| pairs.are(near, far)))
        .collect();
    let mut agents = nears.to_vec();
    pairs.each(&perhaps, |near, partners| {
        if !partners.iter().any(|far| fars[far as usize].capacity > 0) {
            agents[near as usize].capacity = 0;
        }
        true
    })?;
    Ok(agents)
}

/// Whether more than half of the pairs may be made, as far as can be told from a few.
pub(crate) fn mostly_allowed(pairs: Neighbours<'_>, (nears, fars): (&[Agent], &[Agent])) -> bool {
    let (nears, fars) = (some_with_places(nears), some_with_places(fars));
    let allowed = |&near: &u32| fars.iter().filter(|&&far| pairs.are(near, far)).count();
    2 * nears.iter().map(allowed).sum::<usize>() > nears.len() * fars.len()
}

/// Agents from all over a side.
fn some_with_places(agents: &[Agent]) -> Vec<u32> {
    let open: Vec<u32> = (0..agents.len() as u32).filter(|&agent| agents[agent as usize].capacity > 0).collect();
    open.iter().copied().step_by((open.len() / ASKED).max(1)).take(ASKED).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::Grid;
    use crate::{Control, Matrix};

    #[test]
    fn whoever_has_one_possible_partner_with_a_place_keeps_their_places() {
        // Row 0 knows nobody, row 1 only column 199, row 2 only column 7, which has no place; row 3 has no place itself.
        let may = |row: usize, col: usize| match row {
            0 => false,
            1 => col == 199,
            2 => col == 7,
            _ => true,
        };
        let costs = Matrix::from_fn(6, 200, |row, col| may(row, col).then_some(1));
        let agent = |capacity| Agent { capacity, covered: false };
        let rows = [2, 3, 4, 0, 5, 1].map(agent);
        let cols: Vec<Agent> = (0..200).map(|col| agent(u32::from(col != 7))).collect();
        let pairs = Neighbours { grid: Grid::new(&costs, false), control: &Control::default() };
        let left = |agents: Vec<Agent>| agents.iter().map(|agent| agent.capacity).collect::<Vec<u32>>();
        assert_eq!(left(close_the_alone(pairs, (&rows, &cols)).unwrap()), [0, 3, 0, 0, 5, 1]);
        assert!(!mostly_allowed(pairs, (&rows, &cols)), "two of the five with a place have nearly all");
        let last = [0, 0, 0, 0, 5, 1].map(agent);
        assert!(mostly_allowed(pairs, (&last, &cols)) && mostly_allowed(pairs.swapped(), (&cols, &last)));
        assert!(!mostly_allowed(pairs, (&[], &[])));
        let nobody: Vec<Agent> = rows.map(|_| agent(0)).to_vec();
        assert_eq!(left(close_the_alone(pairs.swapped(), (&cols, &nobody)).unwrap()), vec![0; 200]);
        assert_eq!(left(close_the_alone(pairs.swapped(), (&cols, &rows)).unwrap()), left(cols.clone()));
    }
}

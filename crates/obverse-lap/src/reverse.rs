//! Far agents whom nobody wants at their price come down to what somebody would pay.
//!
//! Near agents' bids only ever make far agents dearer. So those that were too dear from the start stay over, and whoever comes
//! last has to make everything else as dear as they are. The other half of an auction is theirs: each asks which near agent
//! loses least by it, and takes the highest potential at which it is that agent's equal best, `v(j) = minᵢ cost(i, j) − u(i)`
//! (D. P. Bertsekas, D. A. Castañón 1992: forward and reverse auction; see the [references](crate#references)).
//!
//! A potential that rises breaks the bounds of lists. So all near agents for whom the far agent is now better than the bound of
//! their list are found, and it is put into their lists: two looks at the line of each far agent that comes down, and the
//! bounds hold again.

use crate::SolveError;
use crate::list::{COMPLETE, List};
use crate::scan::Scan;
use crate::value::{CLOSED, UNREACHABLE};

/// Raises the potentials of these far agents as far as no near agent that takes part is better off, to `ceiling` at most, and
/// puts them in the lists where they belong. `scan` is that of the near agents.
pub(crate) fn come_down(
    scan: Scan<'_>,
    fars: &[u32],
    prices: &mut [i64],
    lists: &mut [List],
    ceiling: i64,
) -> Result<(), SolveError> {
    let scan = Scan { grid: scan.grid.swapped(), k: 1, ..scan };
    let open = |list: &List| list.bound != i64::MIN && !(list.is_empty() && list.bound == COMPLETE);
    let least = |list: &List| if open(list) { list.least_value(prices) } else { CLOSED };
    let potentials: Vec<i64> = lists.iter().map(least).collect();
    let mut wanted = Vec::new();
    scan.lists(fars, &potentials, |far, list| {
        let potential = list.first().min(ceiling);
        if !list.is_empty() && potential > prices[far as usize] {
            wanted.push((far, potential));
        }
    })?;
    for &(far, potential) in &wanted {
        prices[far as usize] = potential;
    }
    let bound = |list: &List| match list.bound {
        _ if !open(list) => CLOSED,
        COMPLETE => UNREACHABLE,
        bound => bound,
    };
    let bounds: Vec<i64> = lists.iter().map(bound).collect();
    scan.below(&wanted, &bounds, |far, near, cost| {
        lists[near as usize].put(far, cost, cost - prices[far as usize]);
    })
}

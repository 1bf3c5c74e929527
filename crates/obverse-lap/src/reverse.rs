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

use rayon::prelude::*;

use crate::SolveError;
use crate::bits::Bits;
use crate::list::{COMPLETE, List};
use crate::scan::Scan;
use crate::value::{CLOSED, UNREACHABLE};

/// Far agents that are put into lists together.
const AT_A_TIME: usize = 1024;

/// Raises the potentials of these far agents as far as no near agent that takes part is better off, to the ceiling of each at most, and
/// puts them in the lists where they belong. `scan` is that of the near agents.
pub(crate) fn come_down(
    scan: Scan<'_>,
    fars: &[u32],
    prices: &mut [i64],
    lists: &mut [List],
    ceiling: impl Fn(u32) -> i64,
) -> Result<(), SolveError> {
    let scan = Scan { grid: scan.grid.swapped(), k: 1, ..scan };
    let open = |list: &List| list.bound != i64::MIN && !(list.is_empty() && list.bound == COMPLETE);
    let least = |list: &List| if open(list) { list.least_value(prices) } else { CLOSED };
    let potentials: Vec<i64> = lists.iter().map(least).collect();
    let mut wanted = Vec::new();
    scan.lists(fars, &potentials, |far, list| {
        let potential = list.first().min(ceiling(far));
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
    let prices = &*prices;
    for wanted in wanted.chunks(AT_A_TIME) {
        let mut touched = Bits::none(lists.len());
        // Whom they are better for than what their lists leave out, but whose lists do not name them.
        let mut unlisted: Vec<(u32, u32, i64)> = Vec::new();
        scan.below(wanted, &bounds, |far, _, near, cost| {
            touched.insert(near);
            if lists[near as usize].find(far).is_none() {
                unlisted.push((near, far, cost));
            }
        })?;
        unlisted.par_sort_unstable();
        lists.par_iter_mut().enumerate().filter(|(near, _)| touched.has(*near as u32)).for_each(|(near, list)| {
            let from = unlisted.partition_point(|&(other, _, _)| (other as usize) < near);
            let more = unlisted[from..].iter().take_while(|(other, _, _)| *other as usize == near);
            list.relist(more.map(|&(_, far, cost)| (far, cost)), prices);
        });
    }
    Ok(())
}

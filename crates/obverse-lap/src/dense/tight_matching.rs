//! Paths of length zero, many at a time (Hopcroft and Karp 1973; Duff, Kaya and Uçar 2011).
//!
//! After an auction many lines are free although, with ties, others could step aside at no cost. A depth-first search over
//! pairs that cost nothing more finds such a path; what it has visited in vain is visited in vain for all others too, until
//! the matching changes there. So a round over all free lines costs no more than one look at each list.

use super::list_paths::Paths;
use super::lists::Lists;
use super::number::Value;
use super::state::{NOBODY, State};
use crate::{Control, SolveError};

/// Rounds at most; the rest is for shortest paths.
const ROUNDS: usize = 24;

/// A line on the present path and the next place in its list.
#[derive(Clone, Copy)]
struct Step {
    line: u32,
    at: usize,
}

pub(super) fn augment<V: Value>(
    lists: &Lists<V>,
    (state, paths): (&mut State<V>, &mut Paths<V>),
    control: &Control<'_>,
) -> Result<(), SolveError> {
    let mut seen = vec![false; state.prices.len()];
    let duals: Vec<V> = lists.of.iter().map(|list| list.dual(&state.prices)).collect();
    for _ in 0..ROUNDS {
        seen.fill(false);
        let mut found = 0;
        for (at, root) in state.free_lines().into_iter().enumerate() {
            control.check_at(at)?;
            found += usize::from(search(lists, &duals, state, (&mut seen, &mut paths.paid), root));
        }
        if found == 0 {
            break;
        }
    }
    Ok(())
}

/// Looks for a path from a free line over tight pairs, and sends the line along it.
fn search<V: Value>(
    lists: &Lists<V>,
    duals: &[V],
    state: &mut State<V>,
    (seen, paid): (&mut [bool], &mut [V]),
    root: u32,
) -> bool {
    let mut path = vec![Step { line: root, at: 0 }];
    while let Some(&Step { line, at }) = path.last() {
        let (list, dual) = (&lists.of[line as usize], duals[line as usize]);
        // A column nobody has ends the path: look for one before going deeper.
        let free = |col: u32| state.line_of[col as usize] == NOBODY;
        let ends = if at == 0 { list.next_up_to((0, dual), &state.prices, free) } else { None };
        if let Some((at, _)) = ends {
            send(lists, state, paid, (&mut path, at));
            return true;
        }
        let open = |col: u32| !seen[col as usize] && state.line_of[col as usize] != NOBODY;
        let last = path.len() - 1;
        if let Some((at, col)) = list.next_up_to((at, dual), &state.prices, open) {
            path[last].at = at + 1;
            seen[col as usize] = true;
            let next = state.line_of[col as usize];
            if next != line {
                path.push(Step { line: next, at: 0 });
            }
        } else {
            path.pop();
        }
    }
    false
}

/// Sends everybody on the path to the column found, the last one to that at this place of its list.
fn send<V: Value>(lists: &Lists<V>, state: &mut State<V>, paid: &mut [V], (path, at): (&mut Vec<Step>, usize)) {
    if let Some(last) = path.last_mut() {
        last.at = at + 1;
    }
    while let Some(Step { line, at }) = path.pop() {
        let (col, cost) = lists.of[line as usize].entry(at - 1);
        // Whoever had the column is next on the path and has taken another already.
        state.line_of[col as usize] = line;
        state.col_of[line as usize] = col;
        paid[line as usize] = cost;
    }
}

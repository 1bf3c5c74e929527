//! Paths of length zero, many at a time (Hopcroft and Karp 1973; Duff, Kaya and Uçar 2011).
//!
//! After an auction many lines are free although, with ties, others could step aside at no cost. A depth-first search over
//! pairs that cost nothing more finds such a path; what it has visited in vain is visited in vain for all others too, until
//! the matching changes there. So a round over all free lines costs no more than one look at each list.

use super::list_paths::Paths;
use super::lists::Lists;
use super::number::Value;
use super::state::{NOBODY, State};

/// Rounds at most; the rest is for shortest paths.
const ROUNDS: usize = 24;

/// A line on the present path and the next place in its list.
#[derive(Clone, Copy)]
struct Step {
    line: u32,
    at: usize,
}

pub(super) fn augment<V: Value>(lists: &Lists<V>, state: &mut State<V>, paths: &mut Paths<V>) {
    let lines = lists.of.len();
    let mut seen = vec![false; state.prices.len()];
    let duals: Vec<V> = (0..lines)
        .map(|line| {
            let list = &lists.of[line];
            list.look(&state.prices).map_or(list.bound, |look| look.best).least(list.bound)
        })
        .collect();
    for _ in 0..ROUNDS {
        seen.fill(false);
        let mut found = 0;
        for root in state.free_lines() {
            found += usize::from(search(lists, &duals, state, (&mut seen, &mut paths.paid), root));
        }
        if found == 0 {
            return;
        }
    }
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
    while let Some(step) = path.last_mut() {
        let list = &lists.of[step.line as usize].entries;
        let tight =
            |entry: &super::lists::Entry<V>| entry.cost - state.prices[entry.col as usize] <= duals[step.line as usize];
        // A column nobody has ends the path: look for one before going deeper.
        let free = (step.at == 0)
            .then(|| list.iter().position(|entry| state.line_of[entry.col as usize] == NOBODY && tight(entry)))
            .flatten();
        if let Some(free) = free {
            step.at = free + 1;
            while let Some(Step { line, at }) = path.pop() {
                let entry = lists.of[line as usize].entries[at - 1];
                // Whoever had the column is next on the path and has taken another already.
                state.line_of[entry.col as usize] = line;
                state.col_of[line as usize] = entry.col;
                paid[line as usize] = entry.cost;
            }
            return true;
        }
        let from = step.at;
        let next = (from..list.len()).find(|&at| {
            let col = list[at].col as usize;
            !seen[col] && state.line_of[col] != NOBODY && tight(&list[at])
        });
        if let Some(at) = next {
            step.at = at + 1;
            let col = list[at].col as usize;
            seen[col] = true;
            let line = state.line_of[col];
            if line != step.line {
                path.push(Step { line, at: 0 });
            }
        } else {
            path.pop();
        }
    }
    false
}

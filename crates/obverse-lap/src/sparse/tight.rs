//! Paths of length zero, all at once: the most pairs among those that are as good as any for their line.
//!
//! With ties, reduction leaves lines free although others could step aside at no cost. A matching of greatest size among
//! tight arcs (Hopcroft and Karp 1973) finds all such paths together.

use super::arcs::{Arc, Arcs};
use super::matching::Acquaintance;
use crate::dense::{Market, NOBODY, Number, State};
use crate::{Control, SolveError};

pub(super) fn match_tight<T: Number>(
    arcs: &Arcs<T>,
    state: &mut State<T::Dual>,
    control: &Control<'_>,
) -> Result<(), SolveError> {
    let mut starts = vec![0];
    let mut known = Vec::new();
    for line in 0..arcs.nears {
        control.check_at(line)?;
        let best = arcs.two(line, &state.prices).best;
        let held = state.col_of[line];
        // A pair that is there stays an arc, even if rounding makes it look a little worse than the best.
        let tight = |arc: &&Arc<T::Dual>| arc.col == held || arc.cost - state.prices[arc.col as usize] <= best;
        known.extend(arcs.near(line).iter().filter(tight).map(|arc| arc.col));
        let all_seen = best < arcs.beyond(line) && (held == NOBODY || known[starts[line]..].contains(&held));
        if !all_seen {
            known.extend(arcs.far(line).iter().filter(tight).map(|arc| arc.col));
        }
        starts.push(known.len());
    }
    let col_of = std::mem::take(&mut state.col_of);
    let row_of = std::mem::take(&mut state.line_of);
    let mut pairs = Acquaintance { starts, known, col_of, row_of };
    let done = pairs.complete(control).map(drop);
    (state.col_of, state.line_of) = (pairs.col_of, pairs.row_of);
    done
}

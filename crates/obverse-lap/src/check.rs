//! What a problem must fulfil before it is solved.

use crate::options::Start;
use crate::scan::{COST_BOUND, Span};
use crate::value::COST_LIMIT;
use crate::{SolveError, Transportation};

/// Capacities of a side add up to at most this.
const UNITS_BOUND: u64 = 1 << 40;

fn length(what: &'static str, expected: usize, found: usize) -> Result<(), SolveError> {
    if expected == found { Ok(()) } else { Err(SolveError::Shape { what, expected, found }) }
}

/// Lengths and capacities.
pub(crate) fn problem(problem: &Transportation<'_>, start: Option<Start<'_>>) -> Result<(), SolveError> {
    let (rows, cols) = problem.costs.shape();
    let most = u32::MAX as usize - 1;
    for (what, found) in [("rows", rows), ("columns", cols)] {
        if found > most {
            return Err(SolveError::Shape { what, expected: most, found });
        }
    }
    length("rows", rows, problem.rows.len())?;
    length("columns", cols, problem.cols.len())?;
    if let Some(start) = start {
        length("row prices to start from", rows, start.rows.len())?;
        length("column prices to start from", cols, start.cols.len())?;
    }
    for (what, agents, others) in [("rows", problem.rows, cols), ("columns", problem.cols, rows)] {
        let units: u64 = agents.iter().map(|agent| u64::from(agent.capacity).min(others as u64 + 1)).sum();
        if units > UNITS_BOUND {
            return Err(SolveError::Capacity { what, units, most: UNITS_BOUND });
        }
    }
    Ok(())
}

/// Whether alternating sums of costs stay where packed values are exact: a path meets each agent of the smaller side
/// once, so its cost is at most (smaller side + 1) · width + 2 · greatest magnitude.
pub(crate) fn width(problem: &Transportation<'_>, span: Span) -> Result<(), SolveError> {
    let (rows, cols) = problem.costs.shape();
    let width = u64::try_from(span.width()).unwrap_or(u64::MAX);
    let most = (COST_LIMIT / 4 - 2 * COST_BOUND).unsigned_abs() / (rows.min(cols) as u64 + 1);
    if width > most {
        return Err(SolveError::TooWide { width, most });
    }
    Ok(())
}

//! A slow second opinion: shares no code with the solver or with [`certify`](crate::certify), only plain loops.
//!
//! Where `certify` compares two sums, this checks the conditions of optimality one by one (complementary slackness):
//!
//! 1. every pair is present, in range, made once; nobody is over capacity; the stated totals are right;
//! 2. a pair that is made is worth at least the two places it uses, a pair that is not made at most that much;
//! 3. a place in use does not have a negative price, a place to spare does not have a positive one.
//!
//! Any feasible set of pairs and any prices that fulfil them are optimal, by the argument in [`crate::certificate`].

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::atomic;

use rayon::prelude::*;

use crate::{Control, Objective, Progress, Solution, SolveError, Transportation};

/// Rows between two looks at whether to stop.
const BATCH: usize = 64;

/// Sign of (people, gain), people first.
fn sign(people: i128, gain: i128) -> Ordering {
    if people != 0 { people.cmp(&0) } else { gain.cmp(&0) }
}

/// Checks a solution and its prices against every pair, one call of [`Costs::cost`](crate::Costs::cost) each.
///
/// O(n · m · log(pairs)) steps, rows in parallel.
///
/// # Errors
/// A sentence that says what is wrong first, the same for any number of threads.
pub fn verify(problem: &Transportation<'_>, solution: &Solution) -> Result<(), String> {
    verify_with(problem, solution, &Control::default()).unwrap_or_else(|stopped| Err(stopped.to_string()))
}

/// As [`verify`], watched and stoppable.
///
/// # Errors
/// [`SolveError::Stopped`] soon after [`Control::stop`] is set. A wrong solution is no such error: the inner result says
/// what is wrong with it.
pub fn verify_with(
    problem: &Transportation<'_>,
    solution: &Solution,
    control: &Control<'_>,
) -> Result<Result<(), String>, SolveError> {
    match agents(problem, solution) {
        Ok(made) => all_pairs(problem, solution, &made, control),
        Err(wrong) => Ok(Err(wrong)),
    }
}

/// Everything but the pairs that are not made: what is made, totals, capacities, the prices of places.
fn agents(problem: &Transportation<'_>, solution: &Solution) -> Result<BTreeSet<(usize, usize)>, String> {
    let (rows, cols) = problem.costs.shape();
    if problem.rows.len() != rows || problem.cols.len() != cols {
        return Err("agents do not fit the costs".into());
    }
    if solution.row_prices.len() != rows || solution.col_prices.len() != cols {
        return Err("prices do not fit the costs".into());
    }
    let mut made = BTreeSet::new();
    let mut row_uses = vec![0_u64; rows];
    let mut col_uses = vec![0_u64; cols];
    let mut cost = 0_i128;
    for &(row, col) in &solution.pairs {
        let (i, j) = (row as usize, col as usize);
        if i >= rows || j >= cols {
            return Err(format!("pair ({i}, {j}) is out of range"));
        }
        if !made.insert((i, j)) {
            return Err(format!("pair ({i}, {j}) is made twice"));
        }
        match problem.costs.cost(i, j) {
            None => return Err(format!("pair ({i}, {j}) is absent")),
            Some(c) => cost += i128::from(c),
        }
        row_uses[i] += 1;
        col_uses[j] += 1;
    }
    if cost != solution.cost {
        return Err(format!("cost is {cost}, not {}", solution.cost));
    }
    let mut people = 0_u64;
    for (agents, uses) in [(problem.rows, &row_uses), (problem.cols, &col_uses)] {
        for a in 0..agents.len() {
            if uses[a] > u64::from(agents[a].capacity) {
                return Err(format!("agent {a} is over capacity"));
            }
            if uses[a] > 0 && !agents[a].covered {
                people += 1;
            }
        }
    }
    if people != solution.covered {
        return Err(format!("{people} people are newly paired, not {}", solution.covered));
    }
    let counts = |covered: bool| i128::from(problem.objective == Objective::CoverageThenCost && !covered);
    for (name, agents, uses, prices) in [
        ("row", problem.rows, &row_uses, &solution.row_prices),
        ("column", problem.cols, &col_uses, &solution.col_prices),
    ] {
        for a in 0..agents.len() {
            let places = u64::from(agents[a].capacity);
            let level = i128::from(prices[a].level);
            let gain = -i128::from(prices[a].dual);
            for place in 1..=places.min(uses[a] + 1).min(3) {
                // All places after the first have the same price.
                let people = if place == 1 { level } else { level - counts(agents[a].covered) };
                let used = place <= uses[a];
                if used && sign(people, gain) == Ordering::Less {
                    return Err(format!("{name} {a}: place {place} is used at a negative price"));
                }
                if !used && sign(people, gain) == Ordering::Greater {
                    return Err(format!("{name} {a}: place {place} is to spare at a positive price"));
                }
            }
            if places > uses[a] && uses[a] >= 3 && sign(level - counts(agents[a].covered), gain) == Ordering::Greater {
                return Err(format!("{name} {a}: a further place is to spare at a positive price"));
            }
        }
    }
    Ok(made)
}

/// The worth of every pair against its two places.
fn all_pairs(
    problem: &Transportation<'_>,
    solution: &Solution,
    made: &BTreeSet<(usize, usize)>,
    control: &Control<'_>,
) -> Result<Result<(), String>, SolveError> {
    let rows = problem.rows.len();
    for from in (0..rows).step_by(BATCH) {
        if control.stop.is_some_and(|stop| stop.load(atomic::Ordering::Relaxed)) {
            return Err(SolveError::Stopped);
        }
        if let Some(progress) = control.progress {
            progress(Progress { stage: "verifying", done: from as u64, of: rows as u64 });
        }
        // In order, so that the first fault is the first whatever the number of threads.
        let faults: Vec<Option<String>> = (from..rows.min(from + BATCH))
            .into_par_iter()
            .map(|i| {
                let partners: Vec<usize> = made.range((i, 0)..(i + 1, 0)).map(|&(_, j)| j).collect();
                one_row(problem, solution, i, &partners)
            })
            .collect();
        if let Some(fault) = faults.into_iter().flatten().next() {
            return Ok(Err(fault));
        }
    }
    Ok(Ok(()))
}

/// What is wrong first in a row, if anything is.
fn one_row(problem: &Transportation<'_>, solution: &Solution, i: usize, partners: &[usize]) -> Option<String> {
    let counts = |covered: bool| i128::from(problem.objective == Objective::CoverageThenCost && !covered);
    if problem.rows[i].capacity == 0 {
        return None;
    }
    let p = solution.row_prices[i];
    for (j, (agent, q)) in problem.cols.iter().zip(&solution.col_prices).enumerate() {
        if agent.capacity == 0 {
            continue;
        }
        let Some(c) = problem.costs.cost(i, j) else { continue };
        let people =
            counts(problem.rows[i].covered) + counts(agent.covered) - i128::from(p.level) - i128::from(q.level);
        let gain = i128::from(p.dual) + i128::from(q.dual) - i128::from(c);
        let made = partners.contains(&j);
        match sign(people, gain) {
            Ordering::Less if made => return Some(format!("pair ({i}, {j}) is made at a loss")),
            Ordering::Greater if !made => return Some(format!("pair ({i}, {j}) should have been made")),
            _ => {}
        }
    }
    None
}

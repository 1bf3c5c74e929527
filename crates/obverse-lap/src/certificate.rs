//! The proof that a solution is optimal, recomputed from its prices over all pairs.
//!
//! # What is proved
//! Let *b(a)* be 1 if agent *a*'s first partner counts for coverage, else 0; *κ(a)* its capacity. Values are pairs
//! (people, gain), compared lexicographically: people first, then gain, which is minus cost. max₀ is the lexicographic
//! positive part: the value itself where it is above (0, 0), else (0, 0). Agent *a*'s price of the first place is *q(a)* = (level, −dual); its further
//! places cost *q(a)* − (*b(a)*, 0). For **any** prices and **any** feasible set of pairs,
//!
//! ```text
//! (people, −cost)  ≤  Σₐ [ max₀ q(a) + (κ(a) − 1) · max₀( q(a) − (b(a), 0) ) ]
//!                      + Σ over present pairs (i, j) of max₀( (b(i) + b(j), −cost(i, j)) − q(i) − q(j) )
//! ```
//!
//! (weak duality of the linear program 0 ≤ x ≤ 1; agents of capacity 0 and their pairs stand aside). If both sides are
//! *equal*, the pairs are optimal: the most people, and among those the least cost. [`certify`] computes both sides from
//! the costs, with 128-bit integers, and compares. No number large enough to stand for "a person" occurs.
//!
//! # How an outsider checks it at capacity 1
//! No pair needs the last sum: every present pair has level(i) + level(j) ≥ b(i) + b(j); where they are equal,
//! u(i) + v(j) ≤ cost(i, j), u and v being the `dual`s; matched pairs have equality in both; unmatched agents have price (0, 0);
//! no price is negative (level ≥ 0, and dual ≤ 0 where the level is 0). Summing over agents gives (people, −cost).
//! Under coverage with nobody covered beforehand levels are 2 (short side of an unbalanced Dulmage–Mendelsohn block),
//! 1 (balanced) or 0 (long side), up to a shift between the two sides of a balanced block.
//!
//! # With capacities
//! Matched pairs may be worth more than the places they use, because a pair is made at most once; the last sum then
//! collects what is above. Unmatched pairs are never worth more than the places they would use. Where an agent has a
//! place to spare, its next place is free: q = (0, 0) without a partner, q − (b, 0) ≤ 0 with one, and
//! = 0 with several.
//!
//! # Cost and source
//! O(n · m) cost evaluations, in parallel over rows; O(m) memory for each thread. Prices and duality: Dantzig 1951, Kuhn
//! 1955. Blocks: Dulmage and Mendelsohn 1958. (All in the [references](crate#references).)

use rayon::prelude::*;

use crate::scan::ABREAST;
use crate::value::{CLOSED, LEVEL};
use crate::{
    ABSENT, Agent, Control, Lines, Objective, Price, Prices, Sieve, Sift, Solution, SolveError, Transportation,
};

/// What [`certify`] found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Certificate {
    /// People newly paired, counted from the pairs.
    pub covered: u64,
    /// Total cost of the pairs, from the costs.
    pub cost: i128,
    /// People part of the bound that the prices prove; 0 if only cost counts.
    pub dual_covered: i128,
    /// Cost part of the bound that the prices prove.
    pub dual_cost: i128,
    /// The pairs are allowed, the stated totals are right, and the bound is reached exactly.
    pub verified: bool,
    /// If not: the first thing that is wrong.
    pub violation: Option<Violation>,
}

/// What is wrong with a solution or its prices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Violation {
    /// A list of prices has the wrong length.
    Length {
        /// The length it should have.
        expected: usize,
        /// The length it has.
        found: usize,
    },
    /// Pairs are out of range, out of order or made twice; this is the first.
    Order {
        /// The row.
        row: u32,
        /// The column.
        col: u32,
    },
    /// An absent pair is made.
    Absent {
        /// The row.
        row: u32,
        /// The column.
        col: u32,
    },
    /// A row has more partners than its capacity.
    RowCapacity {
        /// The row.
        row: u32,
    },
    /// A column has more partners than its capacity.
    ColCapacity {
        /// The column.
        col: u32,
    },
    /// The stated totals are not those of the pairs.
    Totals,
    /// A pair that is not made is worth more than its places.
    Missed {
        /// The row.
        row: u32,
        /// The column.
        col: u32,
    },
    /// A pair is made that is worth less than its places.
    Loss {
        /// The row.
        row: u32,
        /// The column.
        col: u32,
    },
    /// A row's price does not fit its number of partners.
    RowPrice {
        /// The row.
        row: u32,
    },
    /// A column's price does not fit its number of partners.
    ColPrice {
        /// The column.
        col: u32,
    },
    /// The bound is not reached.
    Gap,
}

/// (people, gain), compared lexicographically.
type Worth = (i128, i128);

fn plus((a, b): Worth, (c, d): Worth) -> Worth {
    (a + c, b + d)
}

fn minus((a, b): Worth, (c, d): Worth) -> Worth {
    (a - c, b - d)
}

fn positive_part(worth: Worth) -> Worth {
    worth.max((0, 0))
}

fn worth_of(price: Price) -> Worth {
    (i128::from(price.level), -i128::from(price.dual))
}

/// One side as the certificate sees it.
struct Side<'a> {
    agents: &'a [Agent],
    prices: &'a [Price],
    coverage: bool,
    load: Vec<u32>,
}

impl Side<'_> {
    fn places(&self, agent: usize) -> u32 {
        self.agents[agent].capacity
    }

    fn bonus(&self, agent: usize) -> i64 {
        i64::from(self.coverage && !self.agents[agent].covered)
    }

    /// The agents' part of the bound, people covered, and the first agent whose price does not fit its load.
    fn bound(&self) -> (Worth, u64, Option<u32>) {
        let (mut bound, mut covered, mut misfit) = ((0, 0), 0, None);
        for (agent, &load) in self.load.iter().enumerate() {
            covered += u64::from(load > 0 && !self.agents[agent].covered);
            let places = self.places(agent);
            if places == 0 {
                continue;
            }
            let first = worth_of(self.prices[agent]);
            let further = minus(first, (i128::from(self.bonus(agent)), 0));
            let (paid, paid_further) = (positive_part(first), positive_part(further));
            let rest = i128::from(places - 1);
            bound = plus(bound, plus(paid, (paid_further.0 * rest, paid_further.1 * rest)));
            let used_at_loss = (load >= 1 && first < (0, 0)) || (load >= 2 && further < (0, 0));
            let spare_at_price = (load == 0 && first > (0, 0)) || (load < places && further > (0, 0));
            if (used_at_loss || spare_at_price) && misfit.is_none() {
                misfit = Some(agent as u32);
            }
        }
        (bound, covered, misfit)
    }
}

/// What one row adds.
#[derive(Default)]
struct RowFinding {
    surplus: Worth,
    cost: i128,
    absent: Option<(u32, u32)>,
    missed: Option<(u32, u32)>,
    loss: Option<(u32, u32)>,
}

impl RowFinding {
    fn then(self, next: &Self) -> Self {
        Self {
            surplus: plus(self.surplus, next.surplus),
            cost: self.cost + next.cost,
            absent: self.absent.or(next.absent),
            missed: self.missed.or(next.missed),
            loss: self.loss.or(next.loss),
        }
    }
}

/// Recomputes both sides of the bound (see the [module](self)) from costs, pairs and prices.
///
/// # Errors
/// [`SolveError::Shape`] if the problem's agents do not fit its costs; [`SolveError::Stopped`]. A wrong solution is no
/// error: it is a certificate with `verified` false.
pub fn certify(
    problem: &Transportation<'_>,
    solution: &Solution,
    control: &Control<'_>,
) -> Result<Certificate, SolveError> {
    let (rows, cols) = problem.costs.shape();
    for (what, expected, found) in [("rows", rows, problem.rows.len()), ("columns", cols, problem.cols.len())] {
        if expected != found {
            return Err(SolveError::Shape { what, expected, found });
        }
    }
    if let Some(violation) = malformed(solution, rows, cols) {
        return Ok(Certificate {
            covered: 0,
            cost: 0,
            dual_covered: 0,
            dual_cost: 0,
            verified: false,
            violation: Some(violation),
        });
    }
    let coverage = problem.objective == Objective::CoverageThenCost;
    let load = vec![0; rows];
    let mut row_side = Side { agents: problem.rows, prices: &solution.row_prices, coverage, load };
    let load = vec![0; cols];
    let mut col_side = Side { agents: problem.cols, prices: &solution.col_prices, coverage, load };
    for &(row, col) in &solution.pairs {
        row_side.load[row as usize] += 1;
        col_side.load[col as usize] += 1;
    }
    let found = all_rows(problem, solution, &row_side, &col_side, control)?;
    let (row_bound, row_covered, row_misfit) = row_side.bound();
    let (col_bound, col_covered, col_misfit) = col_side.bound();
    let covered = row_covered + col_covered;
    let (dual_covered, dual_gain) = plus(found.surplus, plus(row_bound, col_bound));
    let primal = (if coverage { i128::from(covered) } else { 0 }, -found.cost);
    let over = |side: &Side<'_>| (0..side.load.len()).find(|&agent| side.load[agent] > side.places(agent));
    let violation = None
        .or(found.absent.map(|(row, col)| Violation::Absent { row, col }))
        .or(over(&row_side).map(|row| Violation::RowCapacity { row: row as u32 }))
        .or(over(&col_side).map(|col| Violation::ColCapacity { col: col as u32 }))
        .or((solution.covered != covered || solution.cost != found.cost).then_some(Violation::Totals))
        .or(found.missed.map(|(row, col)| Violation::Missed { row, col }))
        .or(found.loss.map(|(row, col)| Violation::Loss { row, col }))
        .or(row_misfit.map(|row| Violation::RowPrice { row }))
        .or(col_misfit.map(|col| Violation::ColPrice { col }))
        .or((primal != (dual_covered, dual_gain)).then_some(Violation::Gap));
    Ok(Certificate {
        covered,
        cost: found.cost,
        dual_covered,
        dual_cost: -dual_gain,
        verified: violation.is_none(),
        violation,
    })
}

fn malformed(solution: &Solution, rows: usize, cols: usize) -> Option<Violation> {
    for (expected, found) in [(rows, solution.row_prices.len()), (cols, solution.col_prices.len())] {
        if expected != found {
            return Some(Violation::Length { expected, found });
        }
    }
    let outside = |&&(row, col): &&(u32, u32)| row as usize >= rows || col as usize >= cols;
    let unordered = || solution.pairs.windows(2).find(|pair| pair[0] >= pair[1]).map(|pair| pair[1]);
    let bad = solution.pairs.iter().find(outside).copied().or_else(unordered);
    bad.map(|(row, col)| Violation::Order { row, col })
}

/// Rows between two reports.
const BATCH: usize = 1024;

fn all_rows(
    problem: &Transportation<'_>,
    solution: &Solution,
    row_side: &Side<'_>,
    col_side: &Side<'_>,
    control: &Control<'_>,
) -> Result<RowFinding, SolveError> {
    let (rows, cols) = problem.costs.shape();
    // Columns that take part: what a pair with them brings, less their price, and their place in the row.
    let parts: Vec<(usize, Worth)> = (0..cols)
        .filter(|&col| col_side.places(col) > 0)
        .map(|col| (col, minus((i128::from(col_side.bonus(col)), 0), worth_of(solution.col_prices[col]))))
        .collect();
    let mut total = RowFinding::default();
    if let Some(source) = problem.costs.as_sift()
        && let Some(limits) = packed_side(row_side)
        && let Some(packed) = packed_side(col_side)
    {
        let proof = Sifted {
            problem,
            source,
            solution,
            sides: (row_side, col_side),
            limits,
            prices: Prices::new(source, Lines::Rows, &packed),
        };
        for from in (0..rows).step_by(BATCH) {
            control.report("proving", from, rows);
            let batch: Vec<u32> = (from as u32..rows.min(from + BATCH) as u32).collect();
            let abreast = batch.par_chunks(ABREAST).map(|rows| {
                control.check()?;
                Ok(proof.rows(rows))
            });
            let found: Vec<Result<RowFinding, SolveError>> = abreast.collect();
            for finding in found {
                total = total.then(&finding?);
            }
        }
        return Ok(total);
    }
    for from in (0..rows).step_by(BATCH) {
        control.report("proving", from, rows);
        let batch = (from..rows.min(from + BATCH)).into_par_iter().map_init(
            || vec![0; cols],
            |buffer, row| {
                control.check()?;
                problem.costs.row(row, buffer);
                Ok(one_row(solution, row_side, row, buffer, &parts))
            },
        );
        // In order, so that the first violation is the first whatever the number of threads.
        let found: Vec<Result<RowFinding, SolveError>> = batch.collect();
        for finding in found {
            total = total.then(&finding?);
        }
    }
    Ok(total)
}

/// Levels and duals within this leave sums of two and a cost apart from one another in one word.
const MOST_LEVEL: i64 = 3;
const MOST_DUAL: i64 = 1 << 56;

/// What a pair brings by one agent, bonus less price, in one word: compared as people first, then gain. `None` if some price is
/// outside the range in which that is exact.
fn packed_side(side: &Side<'_>) -> Option<Vec<i64>> {
    let all = side.prices.iter().enumerate().map(|(agent, price)| {
        if side.places(agent) == 0 {
            return Some(CLOSED);
        }
        let fits = (-MOST_LEVEL..=MOST_LEVEL).contains(&price.level) && (-MOST_DUAL..=MOST_DUAL).contains(&price.dual);
        fits.then(|| (side.bonus(agent) - price.level) * LEVEL + price.dual)
    });
    all.collect()
}

/// The same check with a source that looks through rows by itself: only pairs that are worth more than their places are seen,
/// and those that are made.
struct Sifted<'a> {
    problem: &'a Transportation<'a>,
    source: &'a dyn Sift,
    solution: &'a Solution,
    sides: (&'a Side<'a>, &'a Side<'a>),
    /// Of the rows: a pair is worth more than its places if its cost less the column's price is below.
    limits: Vec<i64>,
    /// Of the columns.
    prices: Prices<'a>,
}

impl Sifted<'_> {
    fn rows(&self, rows: &[u32]) -> RowFinding {
        let cols = self.prices.exact.len();
        let mut sieves: Vec<Sieve> = rows.iter().map(|&row| Sieve::below(cols, self.limits[row as usize])).collect();
        self.source.sift(Lines::Rows, rows, &self.prices, &mut sieves);
        let place = |(at, cost): (u32, i64)| (self.prices.place(at), cost);
        let mut total = RowFinding::default();
        for (&row, sieve) in rows.iter().zip(sieves) {
            let mut worth_more: Vec<(u32, i64)> = sieve.finish().0.into_iter().map(place).collect();
            worth_more.sort_unstable();
            total = total.then(&self.judge(row, &worth_more));
        }
        total
    }

    /// One row, from its pairs that are worth more than their places.
    fn judge(&self, row: u32, worth_more: &[(u32, i64)]) -> RowFinding {
        let (row_side, col_side) = self.sides;
        let part = |side: &Side<'_>, agent: u32| {
            minus((i128::from(side.bonus(agent as usize)), 0), worth_of(side.prices[agent as usize]))
        };
        let worth = |col: u32, cost: i64| minus(plus(part(row_side, row), part(col_side, col)), (0, i128::from(cost)));
        let mut found = RowFinding::default();
        let partners = partners(self.solution, row);
        for &(_, col) in partners {
            let Some(cost) = self.problem.costs.cost(row as usize, col as usize) else {
                found.absent = found.absent.or(Some((row, col)));
                continue;
            };
            found.cost += i128::from(cost);
            let open = row_side.places(row as usize) > 0 && col_side.places(col as usize) > 0;
            if open && worth(col, cost) < (0, 0) {
                found.loss = found.loss.or(Some((row, col)));
            }
        }
        for &(col, cost) in worth_more {
            found.surplus = plus(found.surplus, positive_part(worth(col, cost)));
            if partners.binary_search(&(row, col)).is_err() {
                found.missed = found.missed.or(Some((row, col)));
            }
        }
        found
    }
}

/// The pairs made in a row.
fn partners(solution: &Solution, row: u32) -> &[(u32, u32)] {
    let from = solution.pairs.partition_point(|&(r, _)| r < row);
    let to = solution.pairs.partition_point(|&(r, _)| r <= row);
    &solution.pairs[from..to]
}

fn one_row(
    solution: &Solution,
    row_side: &Side<'_>,
    row: usize,
    costs: &[i64],
    parts: &[(usize, Worth)],
) -> RowFinding {
    let mut found = RowFinding::default();
    let index = row as u32;
    let made = partners(solution, index);
    let mut partners = made.iter().map(|&(_, col)| col).peekable();
    for &(_, col) in made {
        let cost = costs[col as usize];
        if cost == ABSENT {
            found.absent = found.absent.or(Some((index, col)));
        } else {
            found.cost += i128::from(cost);
        }
    }
    if row_side.places(row) == 0 {
        return found;
    }
    let base = minus((i128::from(row_side.bonus(row)), 0), worth_of(row_side.prices[row]));
    for &(col, part) in parts {
        while partners.next_if(|&partner| (partner as usize) < col).is_some() {}
        if costs[col] == ABSENT {
            continue;
        }
        let people = base.0 + part.0;
        let gain = base.1 + part.1 - i128::from(costs[col]);
        if (people, gain) > (0, 0) {
            found.surplus = plus(found.surplus, (people, gain));
            if partners.peek() != Some(&(col as u32)) {
                found.missed = found.missed.or(Some((index, col as u32)));
            }
        } else if (people, gain) < (0, 0) && partners.peek() == Some(&(col as u32)) {
            found.loss = found.loss.or(Some((index, col as u32)));
        }
    }
    found
}

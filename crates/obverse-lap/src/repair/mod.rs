//! A solved problem that lives on: somebody drops out, comes back, a pair is forbidden, forced, or costs something else,
//! and the optimum is found again by one shortest path, or two, instead of a new solve.
//!
//! ```
//! use obverse_lap::repair::{Change, Line, State};
//! use obverse_lap::{Agent, Control, Matrix, Objective, Transportation, certify};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let costs = Matrix::new(3, 3, vec![
//!     4, 1, 3,
//!     2, 0, 5,
//!     3, 2, 2,
//! ])?;
//! let once = [Agent { capacity: 1, covered: false }; 3];
//! let problem =
//!     Transportation { costs: &costs, rows: &once, cols: &once, objective: Objective::CoverageThenCost };
//! let control = Control::default();
//! let mut state = State::new(&problem, &problem.solve(&control)?)?;
//! assert_eq!((state.covered(), state.cost()), (6, 5));
//! // All pairs are read once, so that changes need not read whole lines.
//! state.prepare(&costs, &control)?;
//!
//! // Column 1 drops out: two pairs are left, and the best two are others.
//! let repaired = state.apply(&costs, Change::Remove(Line::Col(1)), &control)?;
//! assert_eq!((state.covered(), state.cost()), (4, 4));
//! assert!(state.certify(&costs, &control)?.verified);
//!
//! // The whole proof, over all pairs of what is left.
//! let rest = state.rest(&costs);
//! assert!(certify(&rest.problem(), &rest.solution, &control)?.verified);
//!
//! // What would it cost to insist on a pair? Nobody is lost by it, and 1 of cost.
//! let loss = state.forcing_cost(&costs, (0, 2), &control)?;
//! assert_eq!((loss.covered, loss.cost), (0, 1));
//!
//! state.apply(&costs, repaired.opposite, &control)?;
//! assert_eq!(state.cost(), 5);
//! # Ok(())
//! # }
//! ```
//!
//! # What it holds
//! For capacities 0 and 1, any shape, absent pairs, coverage first or cost only: prices u and v, mates, who has left, the
//! forced pairs, a short sorted list of pairs that are forbidden or cost something else, and all of that once more as it
//! was before the last change. The costs stay with the caller and must be the same at each call, as [`Costs`](crate::Costs) demands.
//! Memory is O(n + m) and the list.
//!
//! Raising a price, as every repair must for some agents, breaks the bounds that the solver's candidate lists rest on. A fresh
//! state therefore has no lists: a repair reads whole lines of the costs, those of the agents that its path comes near, and
//! searches from both ends so that these are fewer. [`State::prepare`] reads all pairs once and keeps the nearest of each agent
//! with a bound on the others, as facts about the costs under the prices of that moment. Such a bound becomes weaker by as
//! much as prices rose since, and stays true; so the first repair is as fast as the later ones, and most read no line at all.
//!
//! # Proof
//! The conditions are those of [`certificate`](crate::certificate) at capacity 1. [`State::certify`] checks after a change, from
//! the costs, what the change could have broken: given that the state before was optimal, so is the state now. It reads the
//! lines in question whole where what [`State::prepare`] found in them does not decide; preparing proves the state it starts from
//! over all pairs.
//! [`State::rest`] hands out a [`Solution`](crate::Solution) for [`certify`](crate::certify) and [`verify`](crate::verify) at any time.
//!
//! # Cost
//! A search is Dijkstra's method: at most n + m lines, O(n · m + (n + m) log(n + m)) steps, and O(n + m) even if nothing
//! is to be done. In a prepared state a line is a few dozen pairs until a pair further away could matter; then it is read.
//! Everything is deterministic, and on one thread but for the preparation.
//!
//! # Range
//! Costs within ±2^40, also changed ones, of at most 2^14 pairs at a time. The solver has checked that alternating sums of the
//! problem's own costs stay below 2^56 ([`SolveError::TooWide`](crate::SolveError::TooWide)); changed costs move such a sum by less than
//! 2^14 · 2^41 = 2^55. So the cost part of any packed value stays below 2^57, half of what would reach the people part. Prices
//! do not drift: y(a) ≤ bonus, and for mates y(row) + y(col) is the cost, so |y| ≤ 2^59 + 2^40.
//! Totals are 128-bit.
//!
//! # Source
//! G. A. Mills-Tettey, A. Stentz, M. B. Dias, *The dynamic Hungarian algorithm for the assignment problem with changing
//! costs*, Carnegie Mellon University, Robotics Institute, CMU-RI-TR-07-27, 2007: part what changed, restore prices on its
//! line, augment once. Here for rectangles, absent pairs and coverage, where a path may also end at somebody who goes
//! without; and from both ends.

mod apply;
mod change;
mod error;
mod known;
mod overlay;
mod picture;
mod reader;
mod rest;
mod search;
mod state;
mod survey;
#[cfg(test)]
mod tests;
mod touched;
mod what_if;

pub use change::{Change, Line, Repaired};
pub use error::RepairError;
pub use overlay::Changed;
pub use rest::Rest;
pub use state::State;
pub use touched::Touched;
pub use what_if::Loss;

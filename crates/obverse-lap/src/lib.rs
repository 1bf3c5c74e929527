//! Exact assignment and transportation on integer costs, with prices that prove the result.
//!
//! ```
//! use obverse_lap::{Matrix, solve_dense};
//! # fn main() -> Result<(), obverse_lap::SolveError> {
//! let costs = Matrix::new(3, 3, vec![
//!     4, 1, 3,
//!     2, 0, 5,
//!     3, 2, 2,
//! ])?;
//! let best = solve_dense(&costs)?;
//! assert_eq!(best.row_to_col, [Some(1), Some(0), Some(2)]);
//! assert_eq!(best.cost, 5);
//! assert!(best.certificate.verified);
//! # Ok(())
//! # }
//! ```
//!
//! This crate knows rows, columns and integers. To pair people, with rules, scores and reasons, use `obverse`, which is
//! built on it.
//!
//! # The problem
//! Rows *i* and columns *j* (together: agents *a*) with capacities κ, and a cost for each pair that may be made:
//!
//! ```text
//! minimise  Σ cost(i, j) · x(i, j)      over x(i, j) ∈ {0, 1}
//! subject   Σⱼ x(i, j) ≤ κ(i),   Σᵢ x(i, j) ≤ κ(j)
//! ```
//!
//! A pair is made once at most, whatever the capacities. With [`Objective::CoverageThenCost`] the number of agents with at
//! least one partner comes first: the most people, and only among those solutions the least cost. Agents that are
//! [`covered`](Agent::covered) beforehand do not count again. With [`Objective::CostOnly`] only pairs of negative cost are
//! worth making. Pairs that change neither people nor cost are not made. A pair without a cost is *absent*: it is never
//! made, and nothing ever outweighs that.
//!
//! With all capacities 1 and no absent pairs this is the linear assignment problem, square or rectangular
//! ([`solve_dense`], [`solve_assignment`]); [`Transportation`] is the general case:
//!
//! ```
//! use obverse_lap::{Agent, Control, Objective, Sparse, Transportation, certify, verify};
//! # fn main() -> Result<(), obverse_lap::SolveError> {
//! // Row 0 has two places, column 1 is covered already, row 2 knows nobody.
//! let costs = Sparse::new(3, 3, &[(0, 0, -5), (0, 1, -9), (0, 2, 4), (1, 1, -3)])?;
//! let agent = |capacity, covered| Agent { capacity, covered };
//! let problem = Transportation {
//!     costs: &costs,
//!     rows: &[agent(2, false), agent(1, false), agent(1, false)],
//!     cols: &[agent(1, false), agent(1, true), agent(1, false)],
//!     objective: Objective::CoverageThenCost,
//! };
//! let control = Control::default();
//! let solution = problem.solve(&control)?;
//! assert_eq!(solution.pairs, [(0, 0), (0, 2), (1, 1)]);
//! assert_eq!((solution.covered, solution.cost), (4, -4));
//! assert!(certify(&problem, &solution, &control)?.verified);
//! assert_eq!(verify(&problem, &solution), Ok(()));
//! # Ok(())
//! # }
//! ```
//!
//! # Costs need not be stored
//! The engine asks a [`Costs`] for single rows or columns and keeps only short lists of candidates: memory is O((n + m) · k)
//! with k from 48 to 64, or 128 where ties are heavy: 8 (k + 16) bytes at most for each agent that is inserted, one word for a
//! candidate whose cost fits, and about 130 more; about 110 for each agent of the other side. [`Options::stored`]
//! keeps all costs instead, 8 · n · m bytes, and is refused where these do not fit. [`Matrix`] and [`Sparse`] are there for costs that are stored. A function of row and column is a few
//! lines:
//!
//! ```
//! use obverse_lap::{Control, Costs, solve_assignment};
//!
//! /// Points on a line: the cost is the distance, and more than 40 is too far.
//! struct Line<'a>(&'a [i64], &'a [i64]);
//!
//! impl Costs for Line<'_> {
//!     fn shape(&self) -> (usize, usize) {
//!         (self.0.len(), self.1.len())
//!     }
//!     fn cost(&self, row: usize, col: usize) -> Option<i64> {
//!         Some((self.0[row] - self.1[col]).abs()).filter(|&distance| distance <= 40)
//!     }
//! }
//!
//! # fn main() -> Result<(), obverse_lap::SolveError> {
//! let best = solve_assignment(&Line(&[0, 50, 200], &[55, 10]), &Control::default())?;
//! assert_eq!(best.row_to_col, [Some(1), Some(0), None]);
//! assert_eq!(best.cost, 15);
//! # Ok(())
//! # }
//! ```
//!
//! # The proof
//! A [`Solution`] carries a [`Price`] for every agent. [`certify`] recomputes from costs, pairs and prices that no other set
//! of pairs is better: see [`certificate`] for the formula and how to check it without this crate. [`verify`] is a slow second
//! opinion in plain loops that shares no code with either.
//!
//! # Method
//! Units are inserted one by one by shortest augmenting paths (Dijkstra's method on reduced costs) on candidate lists with
//! a bound that stays true because prices move one way only. People and cost are one lexicographic value. The side
//! with fewer places, those left out that may be paired with nobody, is inserted. Where that turns out to be long work, an ε-scaled auction finds starting prices. *Any*
//! starting prices are safe ([`Options::start`]): a low price is a reserve, which is taken back at the end by the same method
//! from the other side. After an auction columns left over come down in price, and the last units are paired many at once, by
//! one search from all of them that trusts its lists a little; what it took on trust is checked before single searches end the
//! work.
//!
//! A large problem in which everybody has one place and coverage comes first is taken apart before: a maximum matching
//! ([`maximum_matching`]) gives the blocks of Dulmage and Mendelsohn, and each is solved as a rectangle whose short side is
//! completely paired. Rows and columns that know nobody take no part. [`Solution::method`] says which way was taken.
//!
//! Worst case, with n rows, m columns and U places on the side with fewer: O(U · n · m) cost evaluations and
//! O(U · n · m · log(n · m)) steps. Usually each pair is looked at a few times only.
//!
//! When a solved problem changes a little, [`repair`] finds the new optimum by one shortest path instead of a new solve.
//!
//! # Determinism
//! The same problem gives the same solution for any number of threads and on any machine: integers only, fixed
//! tie-breaking, parallel work merged in order. Which of several optima is found depends on the order of rows and columns, and
//! on [`Options`].
//!
//! # Range and errors
//! Costs are integers within ±2^40. Their width (the greatest cost less the least) times the size of the smaller side plus
//! one must stay below about 2^56 ([`SolveError::TooWide`]): costs within ±2^22 allow every size, costs within ±2^40 some
//! 32,000 agents on the smaller side. Inside that range all arithmetic is exact; totals are 128-bit. Everything else that is wrong with a problem is a [`SolveError`] too;
//! solutions that are wrong are refused by [`certify`] as data. Indices passed to [`Costs`] methods must be within its
//! shape.
//!
//! # References
//! - G. B. Dantzig, *Application of the simplex method to a transportation problem*, in T. C. Koopmans (ed.), Activity
//!   Analysis of Production and Allocation, Cowles Commission Monograph 13, Wiley, 1951: prices of rows and columns.
//! - H. W. Kuhn, *The Hungarian method for the assignment problem*, Naval Research Logistics Quarterly 2, 1955, 83–97,
//!   [doi:10.1002/nav.3800020109](https://doi.org/10.1002/nav.3800020109): the dual of the assignment problem.
//! - A. L. Dulmage, N. S. Mendelsohn, *Coverings of bipartite graphs*, Canadian Journal of Mathematics 10, 1958, 517–534,
//!   [doi:10.4153/CJM-1958-052-0](https://doi.org/10.4153/CJM-1958-052-0): the blocks behind the levels of a price.
//! - N. Tomizawa, *On some techniques useful for solution of transportation network problems*, Networks 1(2), 1971,
//!   173–194, [doi:10.1002/net.3230010206](https://doi.org/10.1002/net.3230010206): shortest augmenting paths.
//! - J. Edmonds, R. M. Karp, *Theoretical improvements in algorithmic efficiency for network flow problems*, Journal of
//!   the ACM 19(2), 1972, 248–264, [doi:10.1145/321694.321699](https://doi.org/10.1145/321694.321699): reduced costs that
//!   stay non-negative, so that Dijkstra's method applies.
//! - D. P. Bertsekas, *A distributed algorithm for the assignment problem*, MIT, Laboratory for Information and Decision
//!   Systems, working paper, 1979: the first auction.
//! - R. Jonker, A. Volgenant, *A shortest augmenting path algorithm for dense and sparse linear assignment problems*,
//!   Computing 38(4), 1987, 325–340, [doi:10.1007/BF02278710](https://doi.org/10.1007/BF02278710): augmenting row reduction.
//! - D. P. Bertsekas, *The auction algorithm: a distributed relaxation method for the assignment problem*, Annals of
//!   Operations Research 14, 1988, 105–123, [doi:10.1007/BF02186476](https://doi.org/10.1007/BF02186476): the auction in full.
//! - D. P. Bertsekas, D. A. Castañón, *A forward/reverse auction algorithm for asymmetric assignment problems*,
//!   Computational Optimization and Applications 1(3), 1992, 277–297: auctions where the sides differ in size.

mod alike;
mod alone;
mod assignment;
mod auction;
mod augment;
mod bidders;
mod bits;
pub mod certificate;
mod check;
mod costs;
pub mod dense;
mod doubt;
mod dulmage_mendelsohn;
mod forest;
mod frontier;
mod grid;
mod hall;
mod hopcroft_karp;
mod keep;
mod links;
mod list;
mod live;
mod matrix;
mod memory;
mod neighbours;
mod options;
mod phases;
mod places;
mod polish;
mod price;
mod problem;
mod prune;
mod rectangle;
pub mod repair;
mod reverse;
mod sample;
mod scan;
mod send;
mod side;
mod sift;
mod solve;
pub mod sparse;
mod surplus;
mod top;
mod unsettled;
mod value;
mod verify;
mod watch;

pub use assignment::{Assignment, solve_assignment, solve_dense};
pub use certificate::{Certificate, Violation, certify};
pub use costs::{ABSENT, Costs};
pub use hall::{HallWitness, MaximumMatching, maximum_matching};
pub use matrix::Matrix;
pub use options::{Options, Start};
pub use price::Price;
pub use problem::{Agent, Control, Objective, Progress, Solution, SolveError, Transportation};
pub use sift::{Lines, Prices, Sieve, Sift};
pub use solve::METHODS;
pub use sparse::Sparse;
pub use verify::{verify, verify_with};

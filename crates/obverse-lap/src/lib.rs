//! Exact assignment and transportation on integer costs.

mod assignment;
mod auction;
mod augment;
pub mod certificate;
mod check;
mod costs;
mod frontier;
mod grid;
mod links;
mod lists;
mod matrix;
mod options;
mod phases;
mod price;
mod problem;
mod prune;
mod side;
mod solve;
mod sparse;
mod top;
mod value;
mod verify;
mod watch;

pub use assignment::{Assignment, solve_assignment, solve_dense};
pub use certificate::{Certificate, Violation, certify};
pub use costs::{ABSENT, Costs};
pub use matrix::Matrix;
pub use options::{Options, Start};
pub use price::Price;
pub use problem::{Agent, Control, Objective, Progress, Solution, SolveError, Transportation};
pub use sparse::Sparse;
pub use verify::verify;

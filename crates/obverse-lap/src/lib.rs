//! Exact assignment and transportation on integer costs.

mod costs;
mod price;
mod problem;

pub use costs::{ABSENT, Costs};
pub use price::Price;
pub use problem::{Agent, Control, Objective, Progress, Solution, SolveError, Transportation};

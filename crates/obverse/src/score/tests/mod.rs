//! Scores checked against hand-worked numbers, a naive oracle and each other.

mod breakdown;
mod company;
mod constants;
mod naive;
mod random;
mod refusals;
mod rows;
mod worked;

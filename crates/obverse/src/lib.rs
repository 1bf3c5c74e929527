//! Exact, explained pairing for reverse mentoring.

pub mod eligibility;
mod error;
pub mod org;
mod participants;
pub mod policy;
mod problem;
pub mod score;
pub mod workforce;

pub use error::Error;
pub use participants::{Participants, Side};
pub use problem::{Code, Problem, Problems, Severity};
pub use workforce::{Person, Workforce};

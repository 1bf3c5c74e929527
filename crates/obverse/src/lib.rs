//! Exact, explained pairing for reverse mentoring.

mod compare;
mod decimal;
mod draw;
pub mod eligibility;
mod error;
mod explain;
mod grade;
pub mod matching;
pub mod org;
mod participants;
pub mod policy;
mod problem;
pub mod programme;
mod roles;
pub mod score;
pub mod synthetic;
mod verify;
pub mod workforce;

pub use compare::Comparison;
pub use error::Error;
pub use explain::{Explanation, RuledOut};
pub use grade::{Grades, Rank};
pub use matching::{Certificate, Matching, Pair, ReportOptions, Summary, Unmatched};
pub use obverse_lap::{Control, Progress};
pub use participants::{Participants, Side};
pub use policy::{CheckedPolicy, Policy};
pub use problem::{Code, Problem, Problems, Severity};
pub use programme::Programme;
pub use verify::Verification;
pub use workforce::{Person, Workforce};

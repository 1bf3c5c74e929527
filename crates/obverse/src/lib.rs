//! Exact, explained pairing for reverse mentoring.
//!
//! In *reverse mentoring* a junior employee mentors a senior one. This crate scores every junior→senior pair of a workforce
//! on skill gaps, generation, culture and gender, rules out pairs in a reporting line, and finds a best matching: exactly, with
//! a certificate, and with a reason for every outcome.
//!
//! ```
//! use obverse::policy::{Component, Policy};
//! use obverse::Workforce;
//!
//! let export = "\
//! id,manager_id,role,skills,wants
//! cleo,,senior,budgeting:5,ai tools:3
//! vic,cleo,senior,hiring:4,social media:2
//! ana,vic,junior,ai tools:5;social media:4,hiring:1
//! ben,dora,junior,social media:5,
//! dora,cleo,,,
//! ";
//! let workforce = Workforce::from_csv(export.as_bytes())?;
//! let policy = Policy::default().weight(Component::SkillGap, 1.0)?.check()?;
//! let programme = policy.prepare(&workforce)?;
//! let matching = programme.solve()?;
//!
//! // Cleo stands above both juniors and Vic manages Ana: one pair is left.
//! let pairs: Vec<String> = matching.pairs().map(|p| format!("{} -> {}  {}", p.junior, p.senior, p.score)).collect();
//! assert_eq!(pairs, ["ben -> vic  100.0"]);
//! for person in matching.unmatched() {
//!     println!("{} ({}): {}", person.id, person.role, person.reasons[0].text);
//! }
//! let why = programme.explain("ana", "vic")?;
//! assert_eq!(why.ruled_out_by[0], "reporting_line");
//! assert_eq!(why.terms.iter().map(|term| term.points).sum::<u32>(), why.points);
//! # Ok::<(), obverse::Error>(())
//! ```
//!
//! # The way of the data
//!
//! 1. A [`Workforce`] is everyone in the export ([`workforce::WorkforceReader`] reads CSV files of any encoding;
//!    [`workforce::WorkforceBuilder`] takes records). All problems are found at once and are data: [`Problem`].
//! 2. A [`Policy`] says what counts, how much, and what is never done: built in code or read from TOML.
//! 3. [`CheckedPolicy::prepare`] joins the two into a [`Programme`]: participants in the order of the draw, the
//!    [`org`] chart, the [`eligibility`] rules, the [`score`] with its frozen constants, the fixed pairs.
//! 4. [`Programme::solve`] finds a [`Matching`] and checks its certificate over all pairs before handing it out.
//! 5. [`Programme::explain`], [`Matching::compare`] and [`Programme::verify`] answer the questions that follow;
//!    [`Matching::report`] is the whole result as JSON.
//!
//! # What is optimised
//!
//! In this order: fixed pairs are made; then as many people as possible get a partner (once for each role); then the sum of
//! points is as large as possible. A policy can switch the second off. A pair's points are the sum of its terms,
//! ⌊weight · measure + ½⌋ with weights in whole millionths: integers from there on, so "best" is exact. Ineligible pairs are
//! absent, never merely expensive. What [`obverse_lap`] proves is what the certificate says.
//!
//! # Determinism
//!
//! The same workforce, policy and seed give the same bytes on any machine, for any row order and number of threads. Ties are
//! settled by a keyed hash of the ids: a draw that can be replayed.
//!
//! # Privacy
//!
//! Nothing leaves the process. Birth, generation, gender, culture and what a policy marks are never in problems, in `Debug` or in
//! what the command prints to circulate; breakdowns show them, for the programme's lead. A score is the sum of its terms: who is
//! given it together with the terms on unprotected attributes can work out what the protected ones add up to. Give the score or
//! the terms, or score with `use_protected = false`.
//!
//! # Errors and panics
//!
//! Everything a user can supply wrong is an [`Error::Problems`] with stable [`Code`]s. A [`Person`]
//! taken from another workforce may cause a panic; nothing else is meant to.

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
pub use obverse_lap::{Control, Options, Progress};
pub use participants::{Participants, Side};
pub use policy::{CheckedPolicy, Policy};
pub use problem::{Code, Problem, Problems, Severity};
pub use programme::Programme;
pub use verify::{Finding, Verification};
pub use workforce::{Person, Workforce};

//! The sheets of a matching, each as CSV.

mod checks;
mod culture_distances;
mod frame;
mod pairs;
mod person;
mod unmatched;
mod why;

pub(crate) use checks::{checks, rule_rows};
pub(crate) use culture_distances::culture_distances;
pub use frame::{Cells, pair_columns};
pub(crate) use pairs::pairs;
pub(crate) use person::PersonColumns;
pub(crate) use unmatched::unmatched;
pub(crate) use why::why;

use obverse::Programme;
use obverse::score::Term;

/// For each term, in the order of terms, whether it rests on a protected attribute and so does not circulate.
pub(crate) fn protected_terms(programme: &Programme) -> Vec<bool> {
    programme.score().components().iter().map(|component| component.protected).collect()
}

/// A term's measure, for display.
pub(crate) fn measure(term: &Term) -> f64 {
    term.num as f64 / term.den as f64
}

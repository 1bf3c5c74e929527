//! A measure the caller brings.
//!
//! # What it measures
//! Whatever the caller's [`Measure`] says of two people: a table of chemistry calls, a model's estimate, a matrix.
//!
//! # Why
//! A programme knows things about its people that no export holds.
//!
//! # Formula and range
//! The caller's number, held to [0, 1] and rounded to the nearest billionth; from there on it is an exact fraction like
//! any other measure.
//!
//! # Missing values
//! `None` and NaN mean not recorded. The constant is the exact total over all pairs divided by their number: the one
//! component whose constant takes a pass over all pairs of participants.
//!
//! # Fairness note
//! What a measure reads is the caller's to know: attribute-free mode cannot see inside it and keeps it.
//!
//! # References
//! None: the source is the caller's.

use std::sync::Arc;

use rayon::prelude::*;

use super::mean::Sum;
use super::ratio::{BILLION, Ratio};
use crate::workforce::Person;
use crate::{Participants, Side, Workforce};

/// A measure per pair, brought by the caller.
///
/// It must be a function of the two ids alone: the same ids, the same answer, on any thread and at any time. A closure
/// will do:
///
/// ```
/// use std::sync::Arc;
/// use obverse::policy::{Component, Policy};
///
/// let met = |junior: &str, senior: &str| Some(if (junior, senior) == ("ana.r", "v.mehta") { 1.0 } else { 0.0 });
/// let policy = Policy::default().weight(Component::SkillGap, 0.8)?.custom("met_before", 0.2, Arc::new(met))?.check()?;
/// # Ok::<(), obverse::Error>(())
/// ```
pub trait Measure: Send + Sync {
    /// Between 0 and 1 (numbers beyond are held to that range); `None` or NaN where it is not recorded.
    fn measure(&self, junior: &str, senior: &str) -> Option<f64>;
}

impl<F: Fn(&str, &str) -> Option<f64> + Send + Sync> Measure for F {
    fn measure(&self, junior: &str, senior: &str) -> Option<f64> {
        self(junior, senior)
    }
}

pub(super) struct Custom {
    workforce: Workforce,
    measure: Arc<dyn Measure>,
}

impl Custom {
    pub(super) fn new(workforce: &Workforce, measure: &Arc<dyn Measure>) -> Custom {
        Custom { workforce: workforce.clone(), measure: Arc::clone(measure) }
    }

    pub(super) fn measure(&self, junior: Person, senior: Person) -> Option<Ratio> {
        let value = self.measure.measure(self.workforce.id(junior), self.workforce.id(senior))?;
        nearest_billionth(value).map(Ratio::billionths)
    }

    pub(super) fn sum(&self, participants: &Participants) -> Sum {
        let one_junior = |&junior: &Person| {
            let mut sum = Sum::default();
            for &senior in participants.on(Side::Senior).iter().filter(|&&senior| senior != junior) {
                if let Some(ratio) = self.measure(junior, senior) {
                    sum.pairs += 1;
                    sum.billionths += u128::from(ratio.num);
                }
            }
            sum
        };
        participants
            .on(Side::Junior)
            .par_iter()
            .map(one_junior)
            .reduce(Sum::default, |a, b| Sum { pairs: a.pairs + b.pairs, billionths: a.billionths + b.billionths })
    }
}

/// The one place where a caller's float becomes a whole number.
#[expect(clippy::cast_sign_loss, reason = "held to 0..=10^9 first")]
fn nearest_billionth(value: f64) -> Option<u32> {
    (!value.is_nan()).then(|| (value.clamp(0.0, 1.0) * f64::from(BILLION)).round() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_held_to_the_range_and_rounded() {
        assert_eq!(nearest_billionth(0.5), Some(500_000_000));
        assert_eq!(nearest_billionth(1.0 / 3.0), Some(333_333_333));
        assert_eq!(nearest_billionth(2.0 / 3.0), Some(666_666_667));
        assert_eq!(nearest_billionth(-0.1), Some(0));
        assert_eq!(nearest_billionth(f64::INFINITY), Some(BILLION));
        assert_eq!(nearest_billionth(f64::NAN), None);
    }
}

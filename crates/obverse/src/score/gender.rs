//! Whether the two differ in gender.
//!
//! # What it measures
//! A difference of gender, or, with a table, a direction: women who mentor men, say.
//!
//! # Why
//! Some programmes are about gender. In P&G's *Mentoring Up*, upper management was to learn from women managers why
//! promising women left.
//!
//! # Formula and range
//! Without a table: 1 where the two differ, 0 where they are the same. A cell may hold several values; cells are then
//! compared as sets. With a table: the measure listed for (junior's value, senior's value), 0 where the pair is not
//! listed; a cell of several values is none of the values listed. Of two rows for the same pair the first counts. In
//! [0, 1].
//!
//! # Missing values
//! Recorded when both are. The constant is the exact total over all pairs, rounded half up to billionths.
//!
//! # Fairness note
//! Protected: attribute-free mode drops this component. Gender is never inferred, from a name or otherwise. Values are
//! free text: whatever words people use for themselves are compared as words.
//!
//! # References
//! *Mentoring up at Procter & Gamble USA*, a case in D. Clutterbuck, B. R. Ragins, *Mentoring and Diversity: an
//! international perspective*, Butterworth-Heinemann, 2002.
//!
//! B. R. Ragins, J. L. Cotton, *Mentor functions and outcomes: a comparison of men and women in formal and informal
//! mentoring relationships*, Journal of Applied Psychology 84(4), 1999, 529–550 (the two genders of a pair matter to what
//! the relationship does).

use rustc_hash::FxHashMap;

use super::category::{Between, Category};
use super::mean::{Counts, Sum};
use super::profiles::Profiles;
use super::ratio::{BILLION, Ratio};
use crate::Workforce;
use crate::policy::GenderSettings;
use crate::workforce::Attribute;

struct Gender {
    profiles: Profiles,
    /// Junior's code, senior's code, billionths.
    table: Option<FxHashMap<(u32, u32), u32>>,
}

/// Everyone's gender as recorded; `None` if there is no such column.
pub(super) fn gender(workforce: &Workforce, settings: &GenderSettings) -> Option<Category> {
    let column = workforce.attribute("gender")?;
    let table = settings.table.as_deref().map(|rows| by_code(column, rows));
    let mut profiles = Profiles::new(workforce, &[column]);
    let (numbers, count) = (profiles.take_numbers(), profiles.len());
    Some(Category::new(numbers, count, Gender { profiles, table }))
}

/// The rows whose values both occur. Of two rows for the same pair the first counts.
fn by_code(column: &Attribute, rows: &[(String, String, u32)]) -> FxHashMap<(u32, u32), u32> {
    let mut table = FxHashMap::default();
    for (junior, senior, measure) in rows {
        if let (Some(junior), Some(senior)) = (column.code(junior), column.code(senior)) {
            table.entry((junior, senior)).or_insert((*measure).min(BILLION));
        }
    }
    table
}

impl Between for Gender {
    fn measure(&self, junior: u32, senior: u32) -> Option<Ratio> {
        let (a, b) = (self.profiles.values(junior, 0), self.profiles.values(senior, 0));
        if a.is_empty() || b.is_empty() {
            return None;
        }
        let Some(table) = &self.table else {
            return Some(Ratio::indicator(junior != senior));
        };
        let listed = match (a, b) {
            (&[a], &[b]) => table.get(&(a, b)).copied(),
            _ => None,
        };
        Some(Ratio::billionths(listed.unwrap_or(0)))
    }

    fn sum(&self, counts: &Counts) -> Sum {
        if self.table.is_none() {
            let (pairs, same) = counts.pairs_and_same(|profile| !self.profiles.values(profile, 0).is_empty());
            return Sum::of_total(pairs, u128::from(pairs - same), 1);
        }
        counts.sum_exactly(u64::from(BILLION), |junior, senior| self.measure(junior, senior))
    }
}

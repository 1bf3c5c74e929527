//! A caller's measures as a table of pairs.

use rustc_hash::FxHashMap;

use super::custom::Measure;
use crate::{Code, Error, Problem, Problems};

/// The caller's measure of each pair, by ids (compared bytewise, junior first). A pair that is not in the table, or whose measure
/// is NaN, is not recorded.
///
/// ```
/// use std::sync::Arc;
/// use obverse::policy::{Component, Policy};
/// use obverse::score::MeasureTable;
///
/// let calls = MeasureTable::new([("ana.r", "v.mehta", 0.9), ("ana.r", "s.ito", 0.2)])?;
/// let policy = Policy::default().weight(Component::SkillGap, 0.8)?.custom("chemistry", 0.2, Arc::new(calls))?.check()?;
/// # Ok::<(), obverse::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct MeasureTable {
    by_junior: FxHashMap<String, FxHashMap<String, f64>>,
}

impl MeasureTable {
    /// The table of these rows: junior, senior, measure from 0 to 1.
    ///
    /// # Errors
    /// `bad_value` with the rows, counted from 1, whose measure is outside 0 to 1, and with those that name a pair again with
    /// another measure.
    pub fn new<J: Into<String>, S: Into<String>>(rows: impl IntoIterator<Item = (J, S, f64)>) -> Result<Self, Error> {
        let mut table = MeasureTable::default();
        let (mut outside, mut again) = (Vec::new(), Vec::new());
        for (row, (junior, senior, measure)) in (1_u64..).zip(rows) {
            if measure.is_nan() {
                continue;
            }
            if !(0.0..=1.0).contains(&measure) {
                outside.push(row);
                continue;
            }
            let seniors = table.by_junior.entry(junior.into()).or_default();
            if seniors.insert(senior.into(), measure).is_some_and(|before| before.to_bits() != measure.to_bits()) {
                again.push(row);
            }
        }
        let mut problems = Problems::new();
        for (rows, text) in [
            (outside, "a measure must lie between 0 and 1: divide by the greatest there can be"),
            (again, "this pair was given another measure before: keep one of the two"),
        ] {
            if !rows.is_empty() {
                problems.push(Problem::new(Code::BadValue, text).at_rows(rows));
            }
        }
        problems.into_result()?;
        Ok(table)
    }
}

impl Measure for MeasureTable {
    fn measure(&self, junior: &str, senior: &str) -> Option<f64> {
        self.by_junior.get(junior)?.get(senior).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_found_by_their_ids() {
        let rows = [("a", "x", 0.25), ("a", "y", f64::NAN), ("b", "x", 1.0), ("a", "x", 0.25)];
        let table = MeasureTable::new(rows).unwrap();
        let of = |junior: &str, senior: &str| table.measure(junior, senior);
        assert_eq!([of("a", "x"), of("b", "x")], [Some(0.25), Some(1.0)]);
        assert_eq!([of("a", "y"), of("x", "a"), of("A", "x"), of("c", "x")], [None; 4]);
    }

    #[test]
    fn every_row_that_is_wrong_is_named() {
        let rows = [("a", "x", 0.25), ("a", "y", 1.5), ("a", "x", 0.5), ("b", "x", -0.1), ("b", "y", f64::INFINITY)];
        let error = MeasureTable::new(rows).unwrap_err();
        let found: Vec<Vec<u64>> = error.problems().unwrap().iter().map(|problem| problem.rows.clone()).collect();
        assert_eq!(found, [vec![2, 4, 5], vec![3]]);
    }
}

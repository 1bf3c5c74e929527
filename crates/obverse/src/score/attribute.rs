//! How alike or different the two are in any column of the export.
//!
//! # What it measures
//! One column, in one of five shapes: `difference`, `similarity`, `overlap`, `distance`, `closeness`.
//!
//! # Why
//! What a programme wants to bridge (departments, sites) or to share (a language, a time zone) differs from programme to
//! programme; the sign is the programme's to choose.
//!
//! # Formula and range
//! With A and B the value sets of the two cells, compared without case:
//! - `difference`: 1 where A ≠ B, else 0;
//! - `similarity`: 1 where A = B, else 0;
//! - `overlap`: |A ∩ B| / |A ∪ B| (Jaccard);
//! - `distance`: min(|a − b|, range) / range;
//! - `closeness`: 1 − min(|a − b|, range) / range.
//!
//! In [0, 1]. Numbers are decimals with a point, held in thousandths (further digits are rounded half away from zero).
//!
//! # Missing values
//! Recorded when both cells are filled. A cell of a number column that a participant has filled with no single number is
//! an error. The constant rounds count × measure of each pair of distinct value sets half up to billionths for
//! `overlap`, and the exact total for the other four. Time O(D log D) for D distinct values, O(D²) for `overlap`.
//!
//! # Fairness note
//! A column that the policy protects, or that gives gender, culture or birth, makes the component protected:
//! attribute-free mode drops it, and its values appear in no message. Any column can be a proxy (a postcode for origin).
//!
//! # References
//! P. Jaccard, *Étude comparative de la distribution florale dans une portion des Alpes et du Jura*, Bulletin de la
//! Société Vaudoise des Sciences Naturelles 37, 1901, 547–579, <https://doi.org/10.5169/seals-266450>.
//!
//! J. C. Gower, *A general coefficient of similarity and some of its properties*, Biometrics 27(4), 1971, 857–871,
//! <https://doi.org/10.2307/2528823> (1 − |a − b| / range; where Gower takes the range of the sample, the policy declares
//! it here).

use super::category::{Between, Category};
use super::mean::{Counts, Sum};
use super::profiles::Profiles;
use super::ratio::Ratio;
use super::sets::shared_and_all;
use super::{column, number, protected};
use crate::policy::{AttributeMeasure, Component, ScoreSettings};
use crate::{Code, Participants, Problem, Problems, Workforce};

#[derive(Clone, Copy)]
enum Shape {
    Difference,
    Similarity,
    Overlap,
}

struct ValueSets {
    profiles: Profiles,
    shape: Shape,
}

/// Everyone's values in a column; `None` with a problem if it cannot be scored.
pub(super) fn attribute(
    workforce: &Workforce,
    participants: &Participants,
    name: &str,
    settings: &ScoreSettings,
    problems: &mut Problems,
) -> Option<Category> {
    let component = Component::Attribute(name.to_owned());
    let column = column::find(workforce, name, &component, problems)?;
    let Some(chosen) = settings.attributes.get(name) else {
        let text =
            format!("`{component}` has a weight but no [components.\"{component}\"] that says how to measure it");
        problems.push(Problem::new(Code::BadValue, text));
        return None;
    };
    let shape = match chosen.measure {
        AttributeMeasure::Difference => Shape::Difference,
        AttributeMeasure::Similarity => Shape::Similarity,
        AttributeMeasure::Overlap => Shape::Overlap,
        AttributeMeasure::Distance(range) | AttributeMeasure::Closeness(range) => {
            let closeness = matches!(chosen.measure, AttributeMeasure::Closeness(_));
            let (category, unreadable) = number::number(workforce, participants, column, range, closeness);
            if let Some(&first) = unreadable.first() {
                let text = format!("`{component}` needs numbers such as 12 or -3.5, one to a cell");
                let rows = unreadable.iter().filter_map(|&person| workforce.row(person));
                let problem = Problem::new(Code::UnreadableNumber, text).at_rows(rows).in_column(name);
                let values: Vec<&str> = column.values(first).iter().map(|&code| column.label(code)).collect();
                let echoed = !protected::is_protected(name, settings);
                problems.push(if echoed { problem.with_value(values.join(";")) } else { problem });
            }
            return Some(category);
        }
    };
    let mut profiles = Profiles::new(workforce, &[column]);
    let (numbers, count) = (profiles.take_numbers(), profiles.len());
    Some(Category::new(numbers, count, ValueSets { profiles, shape }))
}

impl Between for ValueSets {
    fn measure(&self, junior: u32, senior: u32) -> Option<Ratio> {
        let (a, b) = (self.profiles.values(junior, 0), self.profiles.values(senior, 0));
        if a.is_empty() || b.is_empty() {
            return None;
        }
        Some(match self.shape {
            // profiles are distinct sets
            Shape::Difference => Ratio::indicator(junior != senior),
            Shape::Similarity => Ratio::indicator(junior == senior),
            Shape::Overlap => {
                let (num, den) = shared_and_all(a, b);
                Ratio { num, den }
            }
        })
    }

    fn sum(&self, counts: &Counts) -> Sum {
        let (pairs, same) = counts.pairs_and_same(|profile| !self.profiles.values(profile, 0).is_empty());
        match self.shape {
            Shape::Difference => Sum::of_total(pairs, u128::from(pairs - same), 1),
            Shape::Similarity => Sum::of_total(pairs, u128::from(same), 1),
            Shape::Overlap => counts.sum_by_pair(|junior, senior| self.measure(junior, senior)),
        }
    }
}

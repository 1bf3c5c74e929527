//! How different the two cultures are.
//!
//! # What it measures
//! How little the two people share over the culture attributes the policy names: culture, nationality, languages, …
//!
//! # Why
//! Some programmes exist so that leaders meet people whose background is not theirs.
//!
//! # Formula and range
//! The mean over the attributes that *both* have recorded of
//! - the Jaccard distance 1 − |A ∩ B| / |A ∪ B| of their value sets, or,
//! - where the policy gives a table of distances, the smallest distance between a value of one and a value of the other:
//!   the same value is at distance 0, a pair that is not listed at distance 1, and the table reads both ways. Of two
//!   rows for the same pair the smaller counts.
//!
//! In [0, 1], as one exact fraction. If its denominator would pass 2⁵³ (a dozen attributes with dozens of values each),
//! each distance is first rounded half up to a whole number of 10⁻¹².
//!
//! # Missing values
//! Recorded when at least one attribute is recorded for both. The constant rounds count × measure of each pair of
//! distinct value sets (a junior's set, a senior's set; with several attributes a set is the tuple over all of them)
//! half up to billionths.
//!
//! # Fairness note
//! Protected: attribute-free mode drops this component, and its values appear in no message. This term states an aim and
//! predicts nothing: mentees think best of relationships in which attitudes, values and personality are alike (Eby et al.
//! 2013, 173 samples; Ensher and Murphy 1997 on perceived likeness).
//!
//! # References
//! P. Jaccard, *Étude comparative de la distribution florale dans une portion des Alpes et du Jura*, Bulletin de la
//! Société Vaudoise des Sciences Naturelles 37, 1901, 547–579, <https://doi.org/10.5169/seals-266450>.
//!
//! L. T. Eby et al., *An interdisciplinary meta-analysis of the potential antecedents, correlates, and consequences of
//! protégé perceptions of mentoring*, Psychological Bulletin 139(2), 2013, 441–476, <https://doi.org/10.1037/a0029279>.
//!
//! E. A. Ensher, S. E. Murphy, *Effects of race, gender, perceived similarity, and contact on mentor relationships*,
//! Journal of Vocational Behavior 50(3), 1997, 460–481, <https://doi.org/10.1006/jvbe.1996.1547>.

use rustc_hash::FxHashMap;

use super::category::{Between, Category};
use super::column;
use super::mean::{Counts, Sum};
use super::profiles::Profiles;
use super::ratio::{BILLION, Ratio, round_half_up};
use super::sets::shared_and_all;
use crate::policy::{Component, CultureSettings};
use crate::workforce::Attribute;
use crate::{Problems, Workforce};

/// Denominators stay at or below this.
const LARGEST_DENOMINATOR: u64 = 1 << 53;
/// The denominator that stands in for larger ones.
const FINE: u64 = 1_000_000_000_000;

struct Culture {
    profiles: Profiles,
    columns: usize,
    /// By column: distances between codes, both ways; `None` where sets are compared.
    distances: Option<Vec<FxHashMap<(u32, u32), u32>>>,
}

/// Everyone's values in the culture columns; `None` if there is no such column.
///
/// The default column may be absent; one that the policy names may not.
pub(super) fn culture(workforce: &Workforce, settings: &CultureSettings, problems: &mut Problems) -> Option<Category> {
    let by_default = settings.columns == CultureSettings::default().columns;
    let mut names: Vec<&str> = settings.columns.iter().map(String::as_str).collect();
    names.sort_unstable();
    names.dedup();
    let columns: Vec<&Attribute> = if by_default {
        names.iter().filter_map(|name| workforce.attribute(name)).collect()
    } else {
        names.iter().filter_map(|name| column::find(workforce, name, &Component::Culture, problems)).collect()
    };
    if columns.is_empty() {
        return None;
    }
    let distances = (settings.distances.is_some() || !settings.distance_table.is_empty())
        .then(|| columns.iter().map(|column| by_code(column, &settings.distance_table)).collect());
    let mut profiles = Profiles::new(workforce, &columns);
    let (numbers, count) = (profiles.take_numbers(), profiles.len());
    Some(Category::new(numbers, count, Culture { profiles, columns: columns.len(), distances }))
}

/// The rows of a distance table whose values both occur in a column.
fn by_code(column: &Attribute, table: &[(String, String, u32)]) -> FxHashMap<(u32, u32), u32> {
    let mut distances = FxHashMap::default();
    for (a, b, distance) in table {
        let (Some(a), Some(b)) = (column.code(a), column.code(b)) else { continue };
        for pair in [(a, b), (b, a)] {
            let known = distances.entry(pair).or_insert(BILLION);
            *known = (*known).min(*distance);
        }
    }
    distances
}

impl Culture {
    /// The distance in one column; `None` where it is not recorded for both.
    fn distance(&self, column: usize, junior: u32, senior: u32) -> Option<Ratio> {
        let (a, b) = (self.profiles.values(junior, column), self.profiles.values(senior, column));
        if a.is_empty() || b.is_empty() {
            return None;
        }
        let Some(distances) = &self.distances else {
            let (shared, all) = shared_and_all(a, b);
            return Some(Ratio { num: all - shared, den: all });
        };
        let between =
            |a: u32, b: u32| if a == b { 0 } else { distances[column].get(&(a, b)).copied().unwrap_or(BILLION) };
        let nearest = a.iter().flat_map(|&a| b.iter().map(move |&b| between(a, b))).min()?;
        Some(Ratio::billionths(nearest))
    }
}

/// The mean of some fractions, exactly where its denominator allows.
fn mean(distances: &[Ratio]) -> Option<Ratio> {
    let count = distances.len() as u64;
    if let [only] = distances {
        return Some(*only);
    }
    if distances.is_empty() {
        return None;
    }
    let common = distances
        .iter()
        .try_fold(1, |common, ratio| least_common_multiple(common, ratio.den))
        .filter(|common| common.checked_mul(count).is_some_and(|den| den <= LARGEST_DENOMINATOR));
    let scale = common.unwrap_or(FINE);
    let scaled = |ratio: &Ratio| round_half_up(u128::from(ratio.num) * u128::from(scale), u128::from(ratio.den)) as u64;
    Some(Ratio { num: distances.iter().map(scaled).sum(), den: scale * count })
}

/// `None` above [`LARGEST_DENOMINATOR`].
fn least_common_multiple(a: u64, b: u64) -> Option<u64> {
    let (mut x, mut y) = (a, b);
    while y > 0 {
        (x, y) = (y, x % y);
    }
    (a / x).checked_mul(b).filter(|&multiple| multiple <= LARGEST_DENOMINATOR)
}

impl Between for Culture {
    fn measure(&self, junior: u32, senior: u32) -> Option<Ratio> {
        if self.columns == 1 {
            return self.distance(0, junior, senior);
        }
        let distances: Vec<Ratio> =
            (0..self.columns).filter_map(|column| self.distance(column, junior, senior)).collect();
        mean(&distances)
    }

    fn sum(&self, counts: &Counts) -> Sum {
        counts.sum_by_pair(|junior, senior| self.measure(junior, senior))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_is_one_exact_fraction() {
        // (1/2 + 2/3) / 2 = (3/6 + 4/6) / 2 = 7/12
        let distances = [Ratio { num: 1, den: 2 }, Ratio { num: 2, den: 3 }];
        assert_eq!(mean(&distances), Some(Ratio { num: 7, den: 12 }));
        assert_eq!(mean(&distances[1..]), Some(Ratio { num: 2, den: 3 }));
        assert_eq!(mean(&[]), None);
    }

    #[test]
    fn huge_denominators_are_rounded_finely() {
        let primes = [99_991_u64, 99_989, 99_971, 99_961];
        let distances = primes.map(|den| Ratio { num: den - 1, den });
        let mean = mean(&distances).unwrap();
        assert_eq!(mean.den, 4 * FINE);
        // each is 1 − 1/p, and 10^12 / p is about 10,000,900: the mean lies that far below 1
        let below = mean.den - mean.num;
        assert!((40_000_000..40_020_000).contains(&below), "{below}");
    }
}

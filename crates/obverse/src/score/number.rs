//! Distance on a line: the number shapes of [`attribute`](super::attribute).

use rustc_hash::FxHashMap;

use super::category::{Between, Category};
use super::decimal::thousandths;
use super::mean::{Counts, Sum};
use super::ratio::Ratio;
use crate::workforce::{Attribute, Person};
use crate::{Participants, Workforce};

struct Numbers {
    /// By profile, in thousandths.
    values: Vec<Option<i64>>,
    /// In thousandths, at least 1.
    range: u64,
    closeness: bool,
}

/// Everyone's number in a column, and the participants whose cell holds something else, in the order of the workforce.
pub(super) fn number(
    workforce: &Workforce,
    participants: &Participants,
    column: &Attribute,
    range: u64,
    closeness: bool,
) -> (Category, Vec<Person>) {
    let read: Vec<Option<i64>> = (0..column.distinct() as u32).map(|code| thousandths(column.folded(code))).collect();
    let value_of = |person: Person| match column.values(person) {
        [code] => read[*code as usize],
        _ => None,
    };
    let mut unreadable: Vec<Person> = participants
        .juniors()
        .iter()
        .chain(participants.seniors())
        .copied()
        .filter(|&person| column.is_recorded(person) && value_of(person).is_none())
        .collect();
    unreadable.sort_unstable();
    unreadable.dedup();
    let mut values = Vec::new();
    let mut numbers: FxHashMap<Option<i64>, u32> = FxHashMap::default();
    let profile_of = (0..workforce.len_with_stand_ins() as u32)
        .map(|person| {
            let value = value_of(Person(person));
            *numbers.entry(value).or_insert_with(|| {
                values.push(value);
                values.len() as u32 - 1
            })
        })
        .collect();
    let profiles = values.len();
    (Category::new(profile_of, profiles, Numbers { values, range: range.max(1), closeness }), unreadable)
}

impl Between for Numbers {
    fn measure(&self, junior: u32, senior: u32) -> Option<Ratio> {
        let (a, b) = (self.values[junior as usize]?, self.values[senior as usize]?);
        let apart = a.abs_diff(b).min(self.range);
        Some(Ratio { num: if self.closeness { self.range - apart } else { apart }, den: self.range })
    }

    /// Sorts the seniors' values once; each junior's value then splits them into far below, near below, near above and
    /// far above, whose counts and sums are differences of running totals.
    fn sum(&self, counts: &Counts) -> Sum {
        let (pairs, _) = counts.pairs_and_same(|profile| self.values[profile as usize].is_some());
        let recorded = |profile: &u32| self.values[*profile as usize].map(|value| (i128::from(value), *profile));
        let profiles: Vec<u32> = (0..self.values.len() as u32).collect();
        let mut seniors: Vec<(i128, u32)> = profiles.iter().filter_map(recorded).collect();
        seniors.sort_unstable();
        // running[k]: how many seniors stand before the k-th value, and the sum of their values
        let mut running = vec![(0_i128, 0_i128)];
        for &(value, profile) in &seniors {
            let (count, sum) = running[running.len() - 1];
            let here = i128::from(counts.seniors(profile));
            running.push((count + here, sum + here * value));
        }
        let range = i128::from(self.range);
        let mut total = 0_i128;
        for (value, profile) in profiles.iter().filter_map(recorded) {
            let before = |limit: i128| running[seniors.partition_point(|&(senior, _)| senior < limit)];
            let (low, middle, high, all) =
                (before(value - range), before(value), before(value + range), running[seniors.len()]);
            let far = low.0 + (all.0 - high.0);
            let near_below = (middle.0 - low.0) * value - (middle.1 - low.1);
            let near_above = (high.1 - middle.1) - (high.0 - middle.0) * value;
            total += i128::from(counts.juniors(profile)) * (far * range + near_below + near_above);
        }
        // nobody is any distance from themselves, so people with both roles are in `pairs` alone
        let total = total.unsigned_abs();
        let total = if self.closeness { u128::from(pairs) * u128::from(self.range) - total } else { total };
        Sum::of_total(pairs, total, self.range)
    }
}

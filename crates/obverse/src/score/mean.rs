//! The mean of a measure over every pair in which it is recorded, from counts.
//!
//! The mean stands in where a measure is not recorded. It runs over all junior × senior pairs of distinct participants,
//! rules ignored, and is never taken pair by pair: people are counted by profile first, once as juniors, once as
//! seniors and once as both, because a person with both roles makes no pair with themselves.

use rayon::prelude::*;

use super::ratio::{Ratio, round_half_up, to_billionths};
use crate::{Participants, Side};

/// The sum of a measure over the pairs in which it is recorded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sum {
    /// In how many pairs it is recorded.
    pub(super) pairs: u64,
    /// The sum, in whole billionths, rounded as the component says.
    pub(super) billionths: u128,
}

impl Sum {
    /// The mean in billionths, rounded half up; 0 if no pair is recorded.
    pub(super) fn mean(self) -> u32 {
        if self.pairs == 0 { 0 } else { round_half_up(self.billionths, u128::from(self.pairs)) as u32 }
    }

    /// A sum of numerators over one denominator, rounded once.
    pub(super) fn of_total(pairs: u64, total: u128, den: u64) -> Sum {
        Sum { pairs, billionths: to_billionths(total, den) }
    }
}

/// How many participants have each profile.
pub(super) struct Counts {
    junior: Vec<u64>,
    senior: Vec<u64>,
    /// People with both roles.
    both: Vec<u64>,
}

impl Counts {
    /// Counts the participants by the profile each person has; there are `profiles` of them.
    pub(super) fn new(profile_of: &[u32], profiles: usize, participants: &Participants) -> Counts {
        let mut counts = Counts { junior: vec![0; profiles], senior: vec![0; profiles], both: vec![0; profiles] };
        let mut is_junior = vec![false; profile_of.len()];
        for person in participants.on(Side::Junior) {
            is_junior[person.index()] = true;
            counts.junior[profile_of[person.index()] as usize] += 1;
        }
        for person in participants.on(Side::Senior) {
            let profile = profile_of[person.index()] as usize;
            counts.senior[profile] += 1;
            if is_junior[person.index()] {
                counts.both[profile] += 1;
            }
        }
        counts
    }

    /// The juniors of this profile.
    pub(super) fn juniors(&self, profile: u32) -> u64 {
        self.junior[profile as usize]
    }

    /// The seniors of this profile.
    pub(super) fn seniors(&self, profile: u32) -> u64 {
        self.senior[profile as usize]
    }

    /// Pairs of a junior of one profile with a senior of another (or the same), nobody with themselves.
    pub(super) fn pairs(&self, junior: u32, senior: u32) -> u64 {
        let all = self.junior[junior as usize] * self.senior[senior as usize];
        if junior == senior { all - self.both[junior as usize] } else { all }
    }

    /// Pairs of people whose profiles are all of one kind, and those of them whose two profiles are the same.
    ///
    /// Time linear in the profiles.
    pub(super) fn pairs_and_same(&self, recorded: impl Fn(u32) -> bool) -> (u64, u64) {
        let (mut juniors, mut seniors, mut both, mut same) = (0, 0, 0, 0);
        for profile in (0..self.junior.len() as u32).filter(|&p| recorded(p)) {
            juniors += self.junior[profile as usize];
            seniors += self.senior[profile as usize];
            both += self.both[profile as usize];
            same += self.pairs(profile, profile);
        }
        (juniors * seniors - both, same)
    }

    /// Count × measure of each pair of profiles, rounded half up to billionths, then summed.
    pub(super) fn sum_by_pair(&self, measure: impl Fn(u32, u32) -> Option<Ratio> + Sync) -> Sum {
        self.fold(&measure, |count, ratio| to_billionths(u128::from(count) * u128::from(ratio.num), ratio.den))
    }

    /// The exact sum of measures that all have the denominator `den`, then rounded half up to billionths.
    pub(super) fn sum_exactly(&self, den: u64, measure: impl Fn(u32, u32) -> Option<Ratio> + Sync) -> Sum {
        let exact = self.fold(&measure, |count, ratio| u128::from(count) * u128::from(ratio.num));
        Sum::of_total(exact.pairs, exact.billionths, den)
    }

    /// Sums over the pairs of profiles that occur. Whole numbers are added, so the order of the threads cannot matter.
    fn fold(
        &self,
        measure: &(impl Fn(u32, u32) -> Option<Ratio> + Sync),
        value: impl Fn(u64, Ratio) -> u128 + Sync,
    ) -> Sum {
        let occurring = |counts: &[u64]| -> Vec<u32> {
            (0..counts.len() as u32).filter(|&profile| counts[profile as usize] > 0).collect()
        };
        let (juniors, seniors) = (occurring(&self.junior), occurring(&self.senior));
        let one_junior = |&junior: &u32| {
            let mut sum = Sum::default();
            for &senior in &seniors {
                let count = self.pairs(junior, senior);
                if count == 0 {
                    continue;
                }
                if let Some(ratio) = measure(junior, senior) {
                    sum.pairs += count;
                    sum.billionths += value(count, ratio);
                }
            }
            sum
        };
        juniors
            .par_iter()
            .map(one_junior)
            .reduce(Sum::default, |a, b| Sum { pairs: a.pairs + b.pairs, billionths: a.billionths + b.billionths })
    }
}

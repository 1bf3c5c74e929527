//! How far apart the two generations are.
//!
//! # What it measures
//! The distance between birth cohorts, between years of birth, or between years of hire (career stage).
//!
//! # Why
//! Reverse mentoring began as a way across generations. A programme that wants that distance says so here.
//!
//! # Formula and range
//! - `cohort`: |a − b| / (cohorts on the scale − 1), whatever cohorts the workforce holds. A cohort is found by birth
//!   year: with the default boundaries Traditionalist up to 1945, Boomer to 1964, X to 1980, Millennial to 1996, then Z.
//! - `years`: |year of birth a − year of birth b| / range, at most 1.
//! - `hire_years`: |calendar year of hire a − calendar year of hire b| / range, at most 1.
//!
//! In [0, 1]. With `direction = "younger_teaches"` a pair counts only if its junior is of a later cohort (born later,
//! hired later); every other pair measures 0.
//!
//! An age means the birth year (year of `as_of`) − age. Somebody whose birthday was still to come on `as_of` was in truth
//! born a year earlier; an age alone cannot tell.
//!
//! # Missing values
//! Recorded when both positions are. A generation given as a name has a cohort and no year, so `years` is not recorded
//! for it; `hire_years` needs hire dates only. The constant is the exact total over all pairs, rounded half up to
//! billionths.
//!
//! # Fairness note
//! Birth is protected: attribute-free mode drops this component, except with `hire_years`, which reads no age. Age
//! difference states a programme's *aim*. No source named here finds that it makes a relationship better.
//!
//! # References
//! W. Marcinkus Murphy, *Reverse mentoring at work: fostering cross-generational learning and developing millennial
//! leaders*, Human Resource Management 51(4), 2012, 549–573, <https://doi.org/10.1002/hrm.21489>.
//!
//! M. Dimock, *Defining generations: Where Millennials end and Generation Z begins*, Pew Research Center, 17 January 2019
//! (Millennials are those born from 1981 to 1996).
//!
//! J. C. Gower, *A general coefficient of similarity and some of its properties*, Biometrics 27(4), 1971, 857–871,
//! <https://doi.org/10.2307/2528823> (|a − b| / range).

use jiff::civil::{Date, date};
use rustc_hash::FxHashMap;

use super::category::{Between, Category};
use super::mean::{Counts, Sum};
use super::ratio::Ratio;
use crate::policy::{GenerationDirection, GenerationMeasure, ScoreSettings};
use crate::workforce::{Birth, Person};
use crate::{Code, Participants, Problem, Problems, Workforce};

struct Generation {
    /// By profile: the cohort, or the year.
    positions: Vec<Option<i32>>,
    /// Where the measure reaches 1.
    widest: u64,
    younger_teaches: bool,
}

/// Everyone's position on the scale the policy chose.
pub(super) fn generation(
    workforce: &Workforce,
    participants: &Participants,
    settings: &ScoreSettings,
    problems: &mut Problems,
) -> Category {
    let chosen = &settings.generation;
    report(workforce, participants, settings, problems);
    let cohorts = i32::try_from(chosen.boundaries.len()).unwrap_or(i32::MAX);
    let widest = match chosen.measure {
        GenerationMeasure::Cohort => u64::from(cohorts.unsigned_abs()),
        GenerationMeasure::Years(range) | GenerationMeasure::HireYears(range) => u64::from(range),
    };
    let position = |person: Person| match chosen.measure {
        GenerationMeasure::Cohort => match workforce.birth(person) {
            Birth::Cohort(cohort) => Some(i32::from(cohort)).filter(|&cohort| cohort <= cohorts),
            birth => birth_year(birth, settings.as_of).map(|year| cohort_of(year, &chosen.boundaries)),
        },
        GenerationMeasure::Years(_) => birth_year(workforce.birth(person), settings.as_of),
        GenerationMeasure::HireYears(_) => workforce.hire_date(person).and_then(year_of),
    };
    let mut positions = Vec::new();
    let mut numbers: FxHashMap<Option<i32>, u32> = FxHashMap::default();
    let profile_of = (0..workforce.len_with_stand_ins() as u32)
        .map(|person| {
            let position = position(Person(person));
            *numbers.entry(position).or_insert_with(|| {
                positions.push(position);
                positions.len() as u32 - 1
            })
        })
        .collect();
    let younger_teaches = chosen.direction == GenerationDirection::YoungerTeaches;
    let profiles = positions.len();
    Category::new(profile_of, profiles, Generation { positions, widest: widest.max(1), younger_teaches })
}

/// Ages without a date, and generations that are not on the scale, among the participants.
fn report(workforce: &Workforce, participants: &Participants, settings: &ScoreSettings, problems: &mut Problems) {
    let chosen = &settings.generation;
    if matches!(chosen.measure, GenerationMeasure::HireYears(_)) {
        return;
    }
    let rows_where = |wrong: &dyn Fn(Birth) -> bool| -> Vec<u64> {
        let everyone = participants.juniors().iter().chain(participants.seniors());
        everyone.filter(|&&person| wrong(workforce.birth(person))).filter_map(|&person| workforce.row(person)).collect()
    };
    let undated = rows_where(&|birth| matches!(birth, Birth::Age(_)));
    if settings.as_of.is_none() && !undated.is_empty() {
        let text = "ages say nothing about generations without the date on which they held; \
                    add `as_of = 2026-01-01` (the date of the export) to the policy";
        problems.push(Problem::new(Code::AsOfMissing, text).at_rows(undated).in_column("age"));
    }
    let cohorts = chosen.boundaries.len();
    let off_scale = rows_where(&|birth| matches!(birth, Birth::Cohort(cohort) if usize::from(cohort) > cohorts));
    if chosen.measure == GenerationMeasure::Cohort && !off_scale.is_empty() {
        let text = "generations that are not on the policy's scale; check `boundaries` in [components.generation]";
        problems.push(Problem::new(Code::UnknownGeneration, text).at_rows(off_scale).in_column("generation"));
    }
}

/// The calendar year of a day counted from 1970-01-01.
fn year_of(days: i32) -> Option<i32> {
    let span = jiff::Span::new().try_days(days).ok()?;
    date(1970, 1, 1).checked_add(span).ok().map(|day| i32::from(day.year()))
}

/// The year of birth, if it is known.
fn birth_year(birth: Birth, as_of: Option<Date>) -> Option<i32> {
    match birth {
        Birth::Date(days) => year_of(days),
        Birth::Year(year) => Some(i32::from(year)),
        Birth::Age(age) => as_of.map(|day| i32::from(day.year()) - i32::from(age)),
        Birth::Cohort(_) | Birth::NotRecorded => None,
    }
}

/// The cohort of a birth year: 0 up to and including the first boundary.
fn cohort_of(year: i32, boundaries: &[i16]) -> i32 {
    boundaries.iter().map(|&last| i32::from(i32::from(last) < year)).sum()
}

impl Between for Generation {
    fn measure(&self, junior: u32, senior: u32) -> Option<Ratio> {
        let (junior, senior) = (self.positions[junior as usize]?, self.positions[senior as usize]?);
        let apart = if self.younger_teaches && junior <= senior { 0 } else { junior.abs_diff(senior) };
        Some(Ratio { num: u64::from(apart).min(self.widest), den: self.widest })
    }

    fn sum(&self, counts: &Counts) -> Sum {
        counts.sum_exactly(self.widest, |junior, senior| self.measure(junior, senior))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cohorts_by_birth_year() {
        let boundaries = [1945, 1964, 1980, 1996];
        let cohorts: Vec<i32> =
            [1930, 1945, 1946, 1964, 1965, 1980, 1981, 1996, 1997].map(|year| cohort_of(year, &boundaries)).into();
        assert_eq!(cohorts, [0, 0, 1, 1, 2, 2, 3, 3, 4]);
    }

    #[test]
    fn years_of_days() {
        // 1970 has 365 days, 1971 too, 1972 is a leap year
        assert_eq!(year_of(0), Some(1970));
        assert_eq!(year_of(-1), Some(1969));
        assert_eq!(year_of(364), Some(1970));
        assert_eq!(year_of(365), Some(1971));
        assert_eq!(year_of(2 * 365 + 365), Some(1972));
        assert_eq!(year_of(2 * 365 + 366), Some(1973));
        assert_eq!(year_of(i32::MAX), None);
        assert_eq!(year_of(i32::MIN), None);
    }

    #[test]
    fn an_age_is_counted_back_from_the_year_it_held_in() {
        assert_eq!(birth_year(Birth::Age(30), Some(date(2026, 1, 1))), Some(1996));
        assert_eq!(birth_year(Birth::Age(30), None), None);
        assert_eq!(birth_year(Birth::Cohort(2), Some(date(2026, 1, 1))), None);
    }
}

//! Protected values under an unprotected header: a row whose cells have slipped by a column, say.
//!
//! A cell that cannot be read is repeated in its problem, so that it can be found. Where its text is, or could be, a value of
//! a protected column of the same file, it is not: it may be somebody's birth date in the column beside it.

use rustc_hash::FxHashSet;

use super::attribute::fold;
use super::cohorts::Generations;
use super::dates;
use super::headers::Column;
use super::numbers::whole_number;
use super::people::People;
use super::settings::Settings;
use crate::{Code, Problems};

/// What the protected columns of a file hold, or could hold.
pub(crate) struct ProtectedValues {
    /// Values of gender, culture and the like, folded.
    values: FxHashSet<Box<str>>,
    dates: bool,
    years: bool,
    ages: bool,
    generations: Option<Generations>,
}

impl ProtectedValues {
    /// Those of an export.
    pub(crate) fn of(people: &People, settings: &Settings) -> Self {
        let protected = people.attributes.iter().filter(|(name, _)| !settings.may_echo(&Column::named(name)));
        let has = |column: &Column| people.protected_dates.contains(column);
        ProtectedValues {
            values: protected.flat_map(|(_, values)| values.folded().iter().cloned()).collect(),
            dates: has(&Column::BirthDate) || has(&Column::HireDate),
            years: has(&Column::BirthYear),
            ages: has(&Column::Age),
            generations: has(&Column::Generation).then(|| settings.generations.clone()),
        }
    }

    /// Whether a text is not to be repeated. Plain numbers are looked at only where no id is meant: `34` is an age, and the
    /// id of many.
    pub(crate) fn hold(&self, text: &str, is_id: bool) -> bool {
        text.split([';', ':']).map(str::trim).filter(|part| !part.is_empty()).any(|part| self.holds(part, is_id))
    }

    fn holds(&self, part: &str, is_id: bool) -> bool {
        let plain = part.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let number = || whole_number(part).filter(|_| !is_id);
        self.values.contains(fold(part).as_str())
            || (self.dates && !(is_id && plain) && dates::parse(part).is_some())
            || (self.years && number().is_some_and(|year| (1900..=2100).contains(&year)))
            || (self.ages && number().is_some_and(|age| (14..=100).contains(&age)))
            || self.generations.as_ref().is_some_and(|labels| labels.cohort(part).is_some())
    }

    /// Takes such values out of problems.
    pub(crate) fn hide_in(&self, problems: Problems) -> Problems {
        let mut all = Problems::new();
        for mut problem in problems {
            let is_id = matches!(problem.code, Code::DuplicateId | Code::SelfManager | Code::DuplicateSignup);
            problem.value = problem.value.filter(|value| !self.hold(value, is_id));
            all.push(problem);
        }
        all
    }
}

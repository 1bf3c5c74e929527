//! Whether one of the two asked for the other.
//!
//! # What it measures
//! A wish: the junior named the senior, or the senior named the junior.
//!
//! # Why
//! People who chose each other start with goodwill. This is the soft form; a hard wish is a fixed pair, a refusal a
//! conflict.
//!
//! # Formula and range
//! 1 where either named the other, else 0. The column holds ids or e-mails, `;` between several. Ids are compared
//! bytewise, as everywhere: a request for `a1` is none for an `A1`. E-mails are compared without case; one that several
//! people have names them all. A name that is an id is read as an id; one that is nobody's id or e-mail counts for nobody.
//!
//! # Missing values
//! Recorded for every pair once the column exists: an empty cell means that nobody was asked for. The constant is the
//! exact share of pairs with a request, rounded half up to billionths.
//!
//! # Fairness note
//! Reads no protected attribute, but people ask for those they know and who are like them: a large weight here undoes
//! what diversity terms aim at, and favours the well known.
//!
//! # References
//! M. `McPherson`, L. Smith-Lovin, J. M. Cook, *Birds of a feather: homophily in social networks*, Annual Review of
//! Sociology 27, 2001, 415–444, <https://doi.org/10.1146/annurev.soc.27.1.415>.

use super::column;
use super::mean::Sum;
use super::ratio::Ratio;
use crate::policy::{Component, RequestSettings};
use crate::workforce::Person;
use crate::{Participants, Problems, Side, Workforce};

/// Who asked for whom, both ways.
pub(super) struct Request {
    /// By person: everyone they asked for or were asked for by, sorted.
    linked: Vec<Vec<Person>>,
}

impl Request {
    /// The requests of everyone; `None` if there is no such column. Only the default column may be absent.
    pub(super) fn new(workforce: &Workforce, settings: &RequestSettings, problems: &mut Problems) -> Option<Request> {
        let column = if *settings == RequestSettings::default() {
            workforce.attribute(&settings.column)?
        } else {
            column::find(workforce, &settings.column, &Component::Request, problems)?
        };
        let mut by_email = vec![Vec::new(); column.distinct()];
        for person in workforce.people() {
            if let Some(code) = workforce.email(person).and_then(|email| column.code(email)) {
                by_email[code as usize].push(person);
            }
        }
        let has_row = |person: &Person| person.index() < workforce.len();
        let mut linked = vec![Vec::new(); workforce.len_with_stand_ins()];
        for person in workforce.people() {
            for name in column.written(person) {
                let by_id = workforce.person(name).filter(has_row);
                let named = match (&by_id, column.code(name)) {
                    (Some(one), _) => std::slice::from_ref(one),
                    (None, Some(code)) => &by_email[code as usize],
                    (None, None) => &[],
                };
                for &other in named.iter().filter(|&&other| other != person) {
                    linked[person.index()].push(other);
                    linked[other.index()].push(person);
                }
            }
        }
        for others in &mut linked {
            others.sort_unstable();
            others.dedup();
        }
        Some(Request { linked })
    }

    /// Everyone a person asked for or was asked for by, sorted.
    pub(super) fn linked(&self, person: Person) -> &[Person] {
        &self.linked[person.index()]
    }

    pub(super) fn measure(&self, junior: Person, senior: Person) -> Ratio {
        Ratio::indicator(self.linked(junior).binary_search(&senior).is_ok())
    }

    pub(super) fn sum(&self, participants: &Participants) -> Sum {
        let (juniors, seniors) = (participants.on(Side::Junior), participants.on(Side::Senior));
        let mut is_senior = vec![false; self.linked.len()];
        for senior in seniors {
            is_senior[senior.index()] = true;
        }
        let (mut both, mut asked) = (0_u64, 0_u128);
        for junior in juniors {
            both += u64::from(is_senior[junior.index()]);
            asked += self.linked(*junior).iter().filter(|other| is_senior[other.index()]).count() as u128;
        }
        Sum::of_total(juniors.len() as u64 * seniors.len() as u64 - both, asked, 1)
    }
}

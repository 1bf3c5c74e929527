//! Who is who: ids, and e-mails where they name one person only.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use super::Person;
use super::attribute::fold;
use super::grouping::Findings;
use super::people::People;
use super::texts::Texts;
use crate::Code;

/// Everyone with an id, by it. Missing and duplicate ids are reported.
pub(crate) fn by_id<'a>(people: &'a People, findings: &mut Findings) -> FxHashMap<&'a str, Person> {
    let mut by_id: FxHashMap<&str, Person> = FxHashMap::default();
    by_id.reserve(people.ids.len());
    let column = people.id_header.as_deref();
    let mut first_reported = vec![false; people.ids.len()];
    for (k, (id, &row)) in people.ids.iter().zip(&people.rows).enumerate() {
        if id.is_empty() {
            findings.add(Code::MissingId, row, column, None, "Every person needs an id.");
            continue;
        }
        if let Some(first) = by_id.get(&**id).map(|p| p.index()) {
            let text = "Several rows have this id. Keep one row for each person (leavers and second posts are the usual cause).";
            if !std::mem::replace(&mut first_reported[first], true) {
                findings.add(Code::DuplicateId, people.rows[first], column, Some(id), text);
            }
            findings.add(Code::DuplicateId, row, column, Some(id), text);
        } else {
            by_id.insert(id, Person(k as u32));
        }
    }
    by_id
}

/// The answer to "who is that?".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    One(Person),
    Nobody,
    /// Several people have this e-mail.
    Ambiguous,
}

/// Finds people of the file by id, or else by e-mail.
pub(crate) struct Lookup<'a> {
    knows_everyone: bool,
    by_id: &'a FxHashMap<&'a str, Person>,
    emails: Option<&'a Texts>,
    /// `None`: more than one person.
    by_email: OnceCell<FxHashMap<String, Option<Person>>>,
}

impl<'a> Lookup<'a> {
    pub(crate) fn new(by_id: &'a FxHashMap<&'a str, Person>, people: &'a People) -> Self {
        let knows_everyone = !people.ids.is_empty() && !people.ids.iter().any(|id| id.is_empty());
        Lookup { knows_everyone, by_id, emails: people.emails.as_ref(), by_email: OnceCell::new() }
    }

    /// Whether every row of the export says whose it is, so that who is not found is in none.
    pub(crate) fn knows_everyone(&self) -> bool {
        self.knows_everyone
    }

    /// By id (bytewise), else by e-mail (without case), else by id as sheets write it: an apostrophe keeps `-17` from
    /// being taken for a formula.
    pub(crate) fn find(&self, text: &str) -> Found {
        let escaped = || text.strip_prefix('\'').filter(|id| id.starts_with(['=', '+', '-', '@']));
        match self.by_id.get(text) {
            Some(&person) => Found::One(person),
            None => match self.find_email(text) {
                Found::Nobody => escaped().and_then(|id| self.by_id.get(id)).map_or(Found::Nobody, |&p| Found::One(p)),
                found => found,
            },
        }
    }

    /// By e-mail, without case.
    pub(crate) fn find_email(&self, email: &str) -> Found {
        let by_email = self.by_email.get_or_init(|| {
            let mut by_email: FxHashMap<String, Option<Person>> = FxHashMap::default();
            for (k, email) in self.emails.iter().flat_map(|emails| emails.iter()).enumerate() {
                if let Some(email) = email {
                    by_email.entry(fold(email)).and_modify(|p| *p = None).or_insert(Some(Person(k as u32)));
                }
            }
            by_email
        });
        match by_email.get(&fold(email)) {
            Some(Some(person)) => Found::One(*person),
            Some(None) => Found::Ambiguous,
            None => Found::Nobody,
        }
    }
}

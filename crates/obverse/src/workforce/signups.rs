//! The sign-up form joined to the export: who signed up in which row.

use super::grouping::{Findings, name_some};
use super::identities::{Found, Lookup};
use super::people::People;
use crate::{Code, Problem};

/// The form's row of each person of the file. Sign-ups by people without a row are listed in one warning.
pub(crate) fn join(form: &People, people: usize, lookup: &Lookup<'_>, findings: &mut Findings) -> Vec<Option<u32>> {
    let mut row_of = vec![None; people];
    let mut reported = vec![false; people];
    let (mut unknown, mut unknown_rows) = (Vec::new(), Vec::new());
    for (k, &row) in form.rows.iter().enumerate() {
        let id = &*form.ids[k];
        let email = form.emails.as_ref().and_then(|emails| emails.get(k));
        let named = if id.is_empty() { email } else { Some(id) };
        let Some(named) = named else {
            findings.add(Code::MissingId, row, None, None, "The sign-up says neither an id nor an e-mail.");
            continue;
        };
        let found = match (lookup.find(named), email) {
            (Found::Nobody, Some(email)) => lookup.find_email(email),
            (found, _) => found,
        };
        match found {
            Found::One(person) => {
                let first = row_of[person.index()].get_or_insert(k as u32);
                if *first != k as u32 {
                    let text = "The same person signed up more than once. Keep the sign-up that counts.";
                    if !std::mem::replace(&mut reported[person.index()], true) {
                        findings.add(Code::DuplicateSignup, form.rows[*first as usize], None, Some(named), text);
                    }
                    findings.add(Code::DuplicateSignup, row, None, Some(named), text);
                }
            }
            Found::Nobody => {
                unknown.push(named);
                unknown_rows.push(row);
            }
            Found::Ambiguous => {
                let text = "Several people have this e-mail. Give the id in the sign-up, or correct the e-mails.";
                findings.add(Code::AmbiguousEmail, row, None, Some(named), text);
            }
        }
    }
    if !unknown.is_empty() && lookup.knows_everyone() {
        unknown.sort_unstable();
        unknown.dedup();
        let text = format!("These sign-ups are by nobody in the workforce and were left out: {}.", name_some(&unknown));
        findings.push(Problem::new(Code::SignupWithoutPerson, text).at_rows(unknown_rows));
    }
    row_of
}

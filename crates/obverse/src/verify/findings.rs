//! What is wrong with a result file, as data.

use std::fmt;

use serde::Serialize;
use serde_json::Value;

/// How many findings are told apart; the rest are counted.
const MOST_FINDINGS: usize = 20;

/// How many characters of a value are shown.
const MOST_CHARACTERS: usize = 120;

/// Something in a result file that is not as it must be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Finding {
    /// Where in the file: `pairs[3].terms.skill_gap.measure`.
    pub path: String,
    /// What the file says, as JSON; absent where the file says nothing, and for protected values.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
    /// What it should say, as JSON; absent where it should say nothing, and for protected values.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
    /// All this in a sentence.
    pub text: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Findings being collected.
#[derive(Default)]
pub(super) struct Findings {
    first: Vec<Finding>,
    more: u64,
}

impl Findings {
    pub(super) fn is_empty(&self) -> bool {
        self.first.is_empty()
    }

    /// Something wrong at a place of the file.
    pub(super) fn at(&mut self, path: &str, what: &str) {
        self.push(Finding { path: path.to_owned(), found: None, expected: None, text: format!("{path}: {what}") });
    }

    /// A value that is not what it must be.
    pub(super) fn differs(&mut self, path: &str, of: &str, found: &Value, expected: &Value) {
        let (found, expected) = (shown(found), shown(expected));
        let text = format!("{path}{of}: the file says {found}, expected is {expected}");
        self.push(Finding { path: path.to_owned(), found: Some(found), expected: Some(expected), text });
    }

    /// A value that is not what it must be and must not be shown.
    pub(super) fn differs_unseen(&mut self, path: &str, of: &str) {
        self.at(path, &format!("differs from what is expected{of}"));
    }

    /// Whether something was found at this very place.
    pub(super) fn has(&self, path: &str) -> bool {
        self.first.iter().any(|finding| finding.path == path)
    }

    fn push(&mut self, finding: Finding) {
        if self.first.contains(&finding) {
            return;
        }
        if self.first.len() < MOST_FINDINGS { self.first.push(finding) } else { self.more += 1 }
    }

    /// The first, and how many more there are.
    pub(super) fn finish(self) -> (Vec<Finding>, u64) {
        (self.first, self.more)
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Object(_) => "an object".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        _ => clipped(&value.to_string()),
    }
}

/// The text, or its beginning if it is long.
pub(super) fn clipped(text: &str) -> String {
    match text.char_indices().nth(MOST_CHARACTERS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

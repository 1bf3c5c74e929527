//! Lays a result file beside the report it must be, and finds every difference.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::findings::{Findings, clipped};
use super::json::{self, Document};
use crate::{Error, Matching, ReportOptions};

/// Fields that need only be text, because they do not follow from the pairs.
const FREE: [&str; 2] = ["run.version", "run.method"];

/// The hash of the inputs.
const HASH: &str = "run.workforce_sha256";

/// The two lists whose elements are told apart by two of their fields, with the order they stand in.
const PAIRS: List = List { key: "pairs", fields: ["junior", "senior"], order: "points, highest first, then ids" };
const UNMATCHED: List = List { key: "unmatched", fields: ["id", "role"], order: "id, then role" };

struct List {
    key: &'static str,
    fields: [&'static str; 2],
    order: &'static str,
}

/// Segments of a path into the policy that are shown: `run.policy.rules.different`. What lies deeper may be the words of a
/// protected column.
const POLICY_SEGMENTS: usize = 4;

/// Every difference between the file and what is expected of it; what was run comes first, because it explains the rest.
///
/// # Errors
/// [`Error::Internal`] if a report cannot be written.
pub(super) fn all(
    file: &Document<'_>,
    matching: &Matching,
    prices: bool,
    findings: &mut Findings,
) -> Result<(), Error> {
    let programme = matching.programme();
    let mut protected: FxHashSet<String> = FxHashSet::default();
    for scored in programme.score().components().iter().filter(|scored| scored.protected) {
        protected.insert(scored.component.to_string());
    }
    let expected = as_json(&matching.report(ReportOptions::default().with_prices(prices).with_empty_lists()))?;
    let Value::Object(expected) = expected else { return Ok(()) };
    let mut difference = Difference { findings, protected, at: Vec::new(), of: String::new() };
    let found: Vec<&str> = file.keys().collect();
    difference.keys(|key| found.contains(&key), found.iter().copied(), &expected);
    let (first, rest): (Vec<_>, Vec<_>) = expected.iter().partition(|(key, _)| key.as_str() == "run");
    for (key, expected) in first.into_iter().chain(rest) {
        let Some(list) = [PAIRS, UNMATCHED].into_iter().find(|list| list.key == key) else {
            if let Some(found) = file.value(key) {
                difference.below(key_segment(key, true), &found, expected);
            }
            continue;
        };
        match (file.elements(key), file.value(key)) {
            (Some(found), _) => difference.list(&list, &found, matching)?,
            (None, Some(found)) => difference.below(key_segment(key, true), &found, expected),
            (None, None) => {}
        }
    }
    if difference.findings.is_empty() {
        return Ok(());
    }
    let version = |run: Option<Value>| run.and_then(|run| run.get("version").cloned());
    if let (Some(theirs), Some(ours)) = (version(file.value("run")), version(expected.get("run").cloned()))
        && theirs != ours
    {
        let what = format!(
            "the file was made by version {}, this is {}, which may write other fields",
            clipped(&theirs.to_string()),
            clipped(&ours.to_string())
        );
        difference.findings.at("run.version", &what);
    }
    Ok(())
}

fn as_json<T: Serialize>(part: &T) -> Result<Value, Error> {
    serde_json::to_value(part).map_err(|error| Error::Internal(error.to_string()))
}

struct Difference<'a> {
    findings: &'a mut Findings,
    /// Names of components that read a protected attribute.
    protected: FxHashSet<String>,
    /// The way to where we are.
    at: Vec<String>,
    /// Whom it is about: ` (ana -> vic)`.
    of: String,
}

impl Difference<'_> {
    fn below(&mut self, segment: String, found: &Value, expected: &Value) {
        self.at.push(segment);
        self.value(found, expected);
        self.at.pop();
    }

    fn value(&mut self, found: &Value, expected: &Value) {
        match (found, expected) {
            (Value::Object(found), Value::Object(expected)) => {
                self.keys(|key| found.contains_key(key), found.keys().map(String::as_str), expected);
                for (key, expected) in expected {
                    if let Some(found) = found.get(key) {
                        self.below(key_segment(key, false), found, expected);
                    }
                }
            }
            (Value::Array(found), Value::Array(expected)) => self.elements(found, expected),
            _ if same(found, expected) || (found.is_string() && FREE.contains(&self.path().as_str())) => {}
            _ if self.shows(found, expected) => {
                let path = self.path();
                let of = if path == HASH { " (the inputs are not those of the run)" } else { &self.of };
                self.findings.differs(&path, of, found, expected);
            }
            _ => self.findings.differs_unseen(&self.path(), &self.of),
        }
    }

    /// Keys that are missing, and keys that are there without reason.
    fn keys<'k>(
        &mut self,
        is_found: impl Fn(&str) -> bool,
        found: impl Iterator<Item = &'k str>,
        expected: &Map<String, Value>,
    ) {
        for key in expected.keys().filter(|key| !is_found(key)) {
            self.key(key, "is missing");
        }
        for key in found.filter(|key| !expected.contains_key(*key)) {
            self.key(key, "does not belong here");
        }
    }

    fn key(&mut self, key: &str, what: &str) {
        self.at.push(key_segment(key, self.at.is_empty()));
        let text = format!("{what}{}", self.of);
        self.findings.at(&self.path(), &text);
        self.at.pop();
    }

    fn elements(&mut self, found: &[Value], expected: &[Value]) {
        for (at, (found, expected)) in found.iter().zip(expected).enumerate() {
            self.below(format!("[{at}]"), found, expected);
        }
        if found.len() != expected.len() {
            let text = format!("has {} elements, expected are {}{}", found.len(), expected.len(), self.of);
            self.findings.at(&self.path(), &text);
        }
    }

    /// Elements told apart by two fields: what is missing, what does not belong, what stands elsewhere, what differs.
    fn list(&mut self, list: &List, found: &[&RawValue], matching: &Matching) -> Result<(), Error> {
        let expected = keys_of(list, matching);
        let places: FxHashMap<[&str; 2], usize> = expected.iter().enumerate().map(|(at, key)| (*key, at)).collect();
        let mut met = vec![false; expected.len()];
        let mut last = None;
        self.at.push(list.key.to_owned());
        for (at, element) in found.iter().enumerate() {
            let (segment, element) = (format!("[{at}]"), json::value(element));
            let key = key_of(&element, list.fields);
            let place = key.and_then(|key| places.get(&key).copied());
            self.of = key.map_or(String::new(), |key| format!(" ({})", named(key)));
            let Some(place) = place.filter(|&place| !std::mem::replace(&mut met[place], true)) else {
                let path = format!("{}{segment}", self.path());
                if !self.findings.has(&path) {
                    self.findings.at(&path, &format!("does not belong here{}", self.of));
                }
                continue;
            };
            if last.is_some_and(|last| place < last) {
                let text = format!("is out of order{}: by {}", self.of, list.order);
                self.findings.at(&format!("{}{segment}", self.path()), &text);
            }
            last = last.max(Some(place));
            let expected = match list.key {
                "pairs" => as_json(&matching.pair(place))?,
                _ => as_json(&matching.unmatched()[place])?,
            };
            self.below(segment, &element, &expected);
        }
        self.of.clear();
        for (key, _) in expected.iter().zip(met).filter(|(_, met)| !met) {
            self.findings.at(list.key, &format!("{} is missing", named(*key)));
        }
        self.at.pop();
        Ok(())
    }

    /// The way to where we are; into the policy, not all of it.
    fn path(&self) -> String {
        let most = if self.in_policy() { POLICY_SEGMENTS } else { usize::MAX };
        self.at.iter().take(most).map(String::as_str).collect()
    }

    fn in_policy(&self) -> bool {
        self.at.len() > 1 && self.at[0] == "run" && self.at[1] == ".policy"
    }

    /// Whether the values may be shown: not what a protected attribute contributes to somebody, and no free text.
    fn shows(&self, found: &Value, expected: &Value) -> bool {
        let at: Vec<&str> = self.at.iter().map(String::as_str).collect();
        match at.as_slice() {
            ["pairs", _, ".override_reason", ..] | ["run", ".components" | ".reasons", ..] => false,
            ["pairs", _, ".terms", name, ..] => {
                !self.protected.iter().any(|protected| key_segment(protected, false) == *name)
            }
            ["run", ".policy", ..] => {
                at.len() <= POLICY_SEGMENTS && [found, expected].iter().all(|v| v.is_number() || v.is_boolean())
            }
            _ => true,
        }
    }
}

/// `.key`, or `["key"]` where it is no plain word.
fn key_segment(key: &str, first: bool) -> String {
    let plain = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    match (plain, first) {
        (true, true) => clipped(key),
        (true, false) => format!(".{}", clipped(key)),
        (false, _) => format!("[{}]", Value::from(clipped(key))),
    }
}

/// What tells the elements of a list apart, in the order they must stand in.
fn keys_of<'m>(list: &List, matching: &'m Matching) -> Vec<[&'m str; 2]> {
    let workforce = matching.programme().workforce();
    match list.key {
        "pairs" => matching.partners().map(|(junior, senior)| [workforce.id(junior), workforce.id(senior)]).collect(),
        _ => matching.unmatched().iter().map(|person| [person.id.as_str(), person.role]).collect(),
    }
}

fn key_of<'v>(element: &'v Value, fields: [&str; 2]) -> Option<[&'v str; 2]> {
    let [first, second] = fields.map(|field| element.get(field).and_then(Value::as_str));
    Some([first?, second?])
}

fn named([first, second]: [&str; 2]) -> String {
    format!("{}, {}", clipped(first), clipped(second))
}

/// Equal leaves. A whole number may be written with a point: 100 is 100.0.
fn same(found: &Value, expected: &Value) -> bool {
    let whole = |value: &Value| value.as_i64().map(i128::from).or(value.as_u64().map(i128::from));
    match (found, expected) {
        (Value::Number(_), Value::Number(_)) => match (whole(found), whole(expected)) {
            (Some(found), Some(expected)) => found == expected,
            (Some(whole), None) => as_float(expected, whole),
            (None, Some(whole)) => as_float(found, whole),
            (None, None) => found.as_f64() == expected.as_f64(),
        },
        _ => found == expected,
    }
}

/// Whether a float is this whole number.
fn as_float(float: &Value, whole: i128) -> bool {
    float.as_f64().is_some_and(|float| float.fract() == 0.0 && float.abs() < 2f64.powi(64) && float as i128 == whole)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn numbers_are_compared_as_numbers() {
        assert!(same(&json!(100), &json!(100.0)) && same(&json!(0.5), &json!(0.5)) && same(&json!(-0.0), &json!(0)));
        assert!(!same(&json!(100), &json!(100.5)) && !same(&json!(1), &json!(true)) && !same(&json!("1"), &json!(1)));
        // 2^53 + 1 is no float.
        assert!(!same(&json!(9_007_199_254_740_993_u64), &json!(9_007_199_254_740_992.0)));
        assert!(!same(&json!(u64::MAX), &json!(18_446_744_073_709_551_616.0)));
    }

    #[test]
    fn paths_are_unambiguous() {
        assert_eq!(key_segment("a_1", false), ".a_1");
        assert_eq!(key_segment("attribute:x", false), "[\"attribute:x\"]");
        assert_eq!(key_segment("", true), "[\"\"]");
    }
}

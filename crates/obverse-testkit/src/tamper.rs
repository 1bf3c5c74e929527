//! Every small change to a JSON value: each leaf to something else, each key away, a key too many in each object, elements of
//! each list dropped, doubled, exchanged and added.

use std::fmt;

use serde_json::{Map, Value};

/// A way down from a value to one inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Key(String),
    Element(usize),
}

/// What is done at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    /// A number becomes one more, one less, or the next that can be written.
    Add(i8),
    Nudge,
    Flip,
    /// A text becomes another.
    Retext,
    /// Null becomes 0, anything else null.
    Null,
    Remove(String),
    Insert,
    Drop(usize),
    Double(usize),
    /// An element changes places with the next.
    Exchange(usize),
    Append,
}

/// One small change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    way: Vec<Step>,
    kind: Kind,
}

impl Edit {
    /// Where: `pairs[3].terms.skill_gap.measure`. A key that is removed belongs to the path.
    pub fn path(&self) -> String {
        let mut path = String::new();
        let removed = match &self.kind {
            Kind::Remove(key) => Some(Step::Key(key.clone())),
            _ => None,
        };
        for step in self.way.iter().chain(&removed) {
            match step {
                Step::Key(key) if path.is_empty() => path.push_str(key),
                Step::Key(key) => path.push_str(&format!(".{key}")),
                Step::Element(at) => path.push_str(&format!("[{at}]")),
            }
        }
        path
    }

    /// Whether a text becomes another text.
    pub fn is_retext(&self) -> bool {
        self.kind == Kind::Retext
    }

    /// Whether a number becomes another number.
    pub fn is_renumber(&self) -> bool {
        matches!(self.kind, Kind::Add(_) | Kind::Nudge)
    }

    /// Whether a key is taken away.
    pub fn is_removal(&self) -> bool {
        matches!(self.kind, Kind::Remove(_))
    }

    /// The value with this change. The change must be one of [`edits`] of the same value.
    pub fn apply(&self, value: &Value) -> Value {
        let mut changed = value.clone();
        let mut at = &mut changed;
        for step in &self.way {
            at = match step {
                Step::Key(key) => &mut at[key.as_str()],
                Step::Element(element) => &mut at[*element],
            };
        }
        self.kind.change(at);
        changed
    }
}

impl fmt::Display for Edit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} at {}", self.kind, self.path())
    }
}

impl Kind {
    fn change(&self, at: &mut Value) {
        match (self, at) {
            (Kind::Add(by), at) => *at = added(at, *by),
            (Kind::Nudge, at) => *at = at.as_f64().map(f64::next_up).into(),
            (Kind::Flip, at) => *at = Value::Bool(!at.as_bool().unwrap_or_default()),
            (Kind::Retext, at) => *at = format!("{}x", at.as_str().unwrap_or_default()).into(),
            (Kind::Null, at) => *at = if at.is_null() { 0.into() } else { Value::Null },
            (Kind::Remove(key), Value::Object(object)) => drop(object.shift_remove(key)),
            (Kind::Insert, Value::Object(object)) => drop(object.insert(new_key(object), 0.into())),
            (Kind::Drop(element), Value::Array(array)) => drop(array.remove(*element)),
            (Kind::Double(element), Value::Array(array)) => array.insert(*element, array[*element].clone()),
            (Kind::Exchange(element), Value::Array(array)) => array.swap(*element, *element + 1),
            (Kind::Append, Value::Array(array)) => array.push(Value::Null),
            _ => {}
        }
    }
}

fn added(number: &Value, by: i8) -> Value {
    match (number.as_u64(), number.as_i64(), number.as_f64()) {
        (Some(n), _, _) if by > 0 || n > 0 => n.saturating_add_signed(by.into()).into(),
        (_, Some(n), _) => n.saturating_add(by.into()).into(),
        (_, _, Some(n)) => (n + f64::from(by)).into(),
        _ => Value::Null,
    }
}

fn new_key(object: &Map<String, Value>) -> String {
    let mut key = "extra".to_owned();
    while object.contains_key(&key) {
        key.push('x');
    }
    key
}

/// Every edit of a value.
pub fn edits(value: &Value) -> Vec<Edit> {
    let mut edits = Vec::new();
    collect(value, &mut Vec::new(), &mut edits);
    edits
}

fn collect(value: &Value, way: &mut Vec<Step>, edits: &mut Vec<Edit>) {
    let mut kinds = Vec::new();
    if !way.is_empty() {
        kinds.push(Kind::Null);
    }
    match value {
        Value::Null => {}
        Value::Bool(_) => kinds.push(Kind::Flip),
        Value::Number(number) => {
            kinds.extend([Kind::Add(1), Kind::Add(-1)]);
            if number.is_f64() {
                kinds.push(Kind::Nudge);
            }
        }
        Value::String(_) => kinds.push(Kind::Retext),
        Value::Array(array) => {
            kinds.push(Kind::Append);
            kinds.extend((0..array.len()).flat_map(|at| [Kind::Drop(at), Kind::Double(at)]));
            let unequal = |at: &usize| array[*at] != array[*at + 1];
            kinds.extend((0..array.len().saturating_sub(1)).filter(unequal).map(Kind::Exchange));
        }
        Value::Object(object) => {
            kinds.push(Kind::Insert);
            kinds.extend(object.keys().cloned().map(Kind::Remove));
        }
    }
    edits.extend(kinds.into_iter().map(|kind| Edit { way: way.clone(), kind }));
    let inside: Vec<(Step, &Value)> = match value {
        Value::Array(array) => array.iter().enumerate().map(|(at, inner)| (Step::Element(at), inner)).collect(),
        Value::Object(object) => object.iter().map(|(key, inner)| (Step::Key(key.clone()), inner)).collect(),
        _ => Vec::new(),
    };
    for (step, inner) in inside {
        way.push(step);
        collect(inner, way, edits);
        way.pop();
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_edit_changes_the_value_and_no_two_do_the_same_at_a_place() {
        let value = json!({"a": [1, 2, 2], "b": {"c": "x", "d": true, "e": null, "extra": 0.5}, "f": [], "g": 0});
        let edits = edits(&value);
        for edit in &edits {
            assert_ne!(edit.apply(&value), value, "{edit}");
        }
        // Object of 4 keys: 1 + 4. a: null, append, 3 drops, 3 doubles, 1 exchange, 3 numbers of 3. b: null, 1 + 4 keys,
        // c 2, d 2, e 1, extra 4. f: null, append. g: 3.
        assert_eq!(edits.len(), 5 + (9 + 9) + (6 + 9) + 2 + 3);
        assert!(edits.iter().any(|edit| edit.path() == "b.extra" && edit.is_removal()));
        let less = Edit { way: vec![Step::Key("g".to_owned())], kind: Kind::Add(-1) };
        assert_eq!(less.apply(&value)["g"], json!(-1));
    }
}

//! From the keywords of a Python call to the table of a policy file.

use obverse::{Code, Problem, Problems};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyFloat, PyFrozenSet, PyInt, PySet, PyString};
use toml::{Table, Value};

use crate::errors::{self, Kind};

/// The settings laid over those of `base`, as `policy.toml` would say them.
///
/// A key replaces that of the base. Naming a rule or a tier leaves the others, and its own other keys, as they are; naming a
/// component or a role replaces that one. `None` leaves a key alone; a rule that is `True` or `False` is on or off.
pub(crate) fn laid_over(mut base: Table, settings: &Bound<'_, PyDict>) -> PyResult<Table> {
    for (key, value) in settings {
        let key: String = key.extract()?;
        let Some(value) = value_of(&key, &value)? else { continue };
        match (key.as_str(), value) {
            ("rules", Value::Table(rules)) => {
                let rules = rules.into_iter().map(|(name, rule)| match rule {
                    Value::Boolean(on) => (name, Value::Table(Table::from_iter([("enabled".to_owned(), on.into())]))),
                    other => (name, other),
                });
                lay(&mut base, "rules", rules, true);
            }
            ("tiers" | "components" | "roles", Value::Table(entries)) => lay(&mut base, &key, entries, false),
            (_, value) => {
                base.insert(key, value);
            }
        }
    }
    Ok(base)
}

/// Puts entries into a section, over what is there; `within`: over the keys that an entry has already.
fn lay(base: &mut Table, section: &str, entries: impl IntoIterator<Item = (String, Value)>, within: bool) {
    let there = base.entry(section.to_owned()).or_insert_with(|| Value::Table(Table::new()));
    let Value::Table(there) = there else { return };
    for (name, entry) in entries {
        match (there.get_mut(&name), entry) {
            (Some(Value::Table(old)), Value::Table(new)) if within => {
                // Naming a rule that was off switches it on.
                old.remove("enabled");
                old.extend(new);
            }
            (_, entry) => {
                there.insert(name, entry);
            }
        }
    }
}

/// A Python value as TOML; `None` for `None`.
fn value_of(key: &str, value: &Bound<'_, PyAny>) -> PyResult<Option<Value>> {
    if value.is_none() {
        return Ok(None);
    }
    if let Ok(value) = value.cast::<PyBool>() {
        return Ok(Some(Value::Boolean(value.is_true())));
    }
    if let Ok(text) = value.cast::<PyString>() {
        return Ok(Some(Value::String(text.to_cow()?.into_owned())));
    }
    if let Ok(number) = value.cast::<PyInt>() {
        return whole(key, number).map(Some);
    }
    if let Ok(number) = value.cast::<PyFloat>() {
        return Ok(Some(Value::Float(number.value())));
    }
    if let Ok(entries) = value.cast::<PyDict>() {
        let mut table = Table::new();
        for (name, entry) in entries {
            let name: String = name.str()?.extract()?;
            if let Some(entry) = value_of(&format!("{key}.{name}"), &entry)? {
                table.insert(name, entry);
            }
        }
        return Ok(Some(Value::Table(table)));
    }
    if let Ok(day) = value.call_method0("isoformat") {
        let text: String = day.extract()?;
        return Ok(Some(text.parse().map_or_else(|_| Value::String(text), Value::Datetime)));
    }
    if let Ok(items) = value.try_iter() {
        let mut list = Vec::new();
        for item in items {
            list.extend(value_of(key, &item?)?);
        }
        if value.is_instance_of::<PySet>() || value.is_instance_of::<PyFrozenSet>() {
            // The order of a set differs from process to process.
            list.sort_by_cached_key(Value::to_string);
        }
        return Ok(Some(Value::Array(list)));
    }
    // NumPy's numbers.
    if let Ok(number) = value.call_method0("__index__") {
        return whole(key, &number).map(Some);
    }
    if let Ok(number) = value.call_method0("__float__") {
        return Ok(Some(Value::Float(number.extract()?)));
    }
    let kind = value.get_type().name()?;
    Err(PyTypeError::new_err(format!("{key}: a value of type {kind} does not belong in a policy")))
}

/// A whole number, which in TOML has 64 bits.
fn whole(key: &str, number: &Bound<'_, PyAny>) -> PyResult<Value> {
    number.extract().map(Value::Integer).map_err(|_| {
        let mut problems = Problems::new();
        let text = "a whole number lies between −2^63 and 2^63 − 1";
        problems.push(Problem::new(Code::BadValue, text).in_column(key).with_value(number.to_string()));
        errors::problems(number.py(), Kind::Policy, &problems)
    })
}

//! Keys of a policy file that mean nothing, found by walking the JSON Schema of the file.

use serde_json::Value as Schema;

use crate::{Code, Problem, Problems};

/// Reports and removes every key of `table` that the schema does not know.
pub(super) fn remove(table: &mut toml::Table, problems: &mut Problems) {
    let root = Schema::from(schemars::schema_for!(super::file::PolicyFile));
    walk(table, &root, &root, "", problems);
}

/// So many unknown keys of one table get a problem of their own; the others share one.
pub(super) const NAMED: usize = 20;
/// Keys longer than this are not compared.
const LONGEST: usize = 100;

fn walk(table: &mut toml::Table, schema: &Schema, root: &Schema, path: &str, problems: &mut Problems) {
    let Some(properties) = schema.get("properties").and_then(Schema::as_object) else { return };
    let additional = schema.get("additionalProperties").filter(|s| s.is_object());
    let mut unknown_keys = 0;
    table.retain(|key, value| {
        let below = properties.get(key).or(additional.filter(|_| key.starts_with("attribute:")));
        let Some(below) = below else {
            unknown_keys += 1;
            if unknown_keys <= NAMED {
                problems.push(unknown(key, path, properties.keys().map(String::as_str)));
            }
            return false;
        };
        if let Some(below) = object(below, root) {
            let full = if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
            match value {
                toml::Value::Table(inner) => walk(inner, below, root, &full, problems),
                toml::Value::Array(items) => {
                    if let Some(item) = below.get("items").and_then(|s| object(s, root)) {
                        for inner in items.iter_mut().filter_map(toml::Value::as_table_mut) {
                            walk(inner, item, root, &full, problems);
                        }
                    }
                }
                _ => {}
            }
        }
        true
    });
    problems.extend(further(unknown_keys, path));
}

/// The problem of all the unknown keys of a table after the first [`NAMED`].
pub(super) fn further(unknown: usize, path: &str) -> Option<Problem> {
    let more = unknown.checked_sub(NAMED).filter(|&more| more > 0)?;
    let text = format!("and {more} further keys that do not exist; `obverse policy init` prints every key");
    let problem = Problem::new(Code::UnknownKey, text);
    Some(if path.is_empty() { problem } else { problem.in_column(path) })
}

/// The problem of a weight for a component that does not exist.
pub(super) fn component(name: &str, known: &[&str]) -> Problem {
    let short: String = name.chars().take(LONGEST).collect();
    let near = nearest(name, known.iter().copied()).map_or(".".to_owned(), |near| format!(": did you mean {near:?}?"));
    let text = format!("there is no component {short:?}{near} A column of your own is \"attribute:COLUMN\"");
    Problem::new(Code::UnknownKey, text)
}

/// The known key most like a key, if one is like it; of equals the first.
fn nearest<'a>(key: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut best: Option<(f64, &str)> = None;
    for name in known.filter(|_| key.len() <= LONGEST) {
        let likeness = strsim::jaro_winkler(key, name);
        if likeness > 0.7 && best.is_none_or(|(most, _)| likeness > most) {
            best = Some((likeness, name));
        }
    }
    best.map(|(_, name)| name)
}

/// What a reference points at.
pub(super) fn follow<'a>(schema: &'a Schema, root: &'a Schema) -> &'a Schema {
    let target = schema.get("$ref").and_then(Schema::as_str).and_then(|name| root.pointer(name.strip_prefix('#')?));
    target.map_or(schema, |target| follow(target, root))
}

/// The object or array behind references and "or null".
fn object<'a>(schema: &'a Schema, root: &'a Schema) -> Option<&'a Schema> {
    if schema.get("properties").is_some() || schema.get("items").is_some() {
        return Some(schema);
    }
    if schema.get("$ref").is_some() {
        return object(follow(schema, root), root);
    }
    schema.get("anyOf")?.as_array()?.iter().find_map(|s| object(s, root))
}

fn unknown<'a>(key: &str, path: &str, known: impl Iterator<Item = &'a str>) -> Problem {
    let full = if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    let short: String = key.chars().take(LONGEST).collect();
    let mut text =
        if path.is_empty() { format!("there is no key {short:?}") } else { format!("[{path}] has no key {short:?}") };
    match nearest(key, known) {
        Some(name) => text.push_str(&format!(": did you mean {name:?}?")),
        None => text.push_str("; `obverse policy init` prints every key"),
    }
    Problem::new(Code::UnknownKey, text).in_column(full)
}

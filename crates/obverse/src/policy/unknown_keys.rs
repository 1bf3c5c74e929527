//! Keys of a policy file that mean nothing, found by walking the JSON Schema of the file.

use serde_json::Value as Schema;

use crate::{Code, Problem, Problems};

/// Reports and removes every key of `table` that the schema does not know.
pub(super) fn remove(table: &mut toml::Table, problems: &mut Problems) {
    let root = Schema::from(schemars::schema_for!(super::file::PolicyFile));
    walk(table, &root, &root, "", problems);
}

fn walk(table: &mut toml::Table, schema: &Schema, root: &Schema, path: &str, problems: &mut Problems) {
    let Some(properties) = schema.get("properties").and_then(Schema::as_object) else { return };
    let additional = schema.get("additionalProperties").filter(|s| s.is_object());
    let keys: Vec<String> = table.keys().cloned().collect();
    for key in keys {
        let below = properties.get(&key).or(additional.filter(|_| key.starts_with("attribute:")));
        let full = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        let Some(below) = below.and_then(|s| object(s, root)) else {
            if below.is_none() {
                problems.push(unknown(&key, &full, path, properties.keys().map(String::as_str)));
                table.remove(&key);
            }
            continue;
        };
        match table.get_mut(&key) {
            Some(toml::Value::Table(inner)) => walk(inner, below, root, &full, problems),
            Some(toml::Value::Array(items)) => {
                if let Some(item) = below.get("items").and_then(|s| object(s, root)) {
                    for value in items {
                        if let toml::Value::Table(inner) = value {
                            walk(inner, item, root, &full, problems);
                        }
                    }
                }
            }
            _ => {}
        }
    }
}

/// The object or array behind references and "or null".
fn object<'a>(schema: &'a Schema, root: &'a Schema) -> Option<&'a Schema> {
    if schema.get("properties").is_some() || schema.get("items").is_some() {
        return Some(schema);
    }
    if let Some(name) = schema.get("$ref").and_then(Schema::as_str) {
        return object(root.pointer(name.strip_prefix('#')?)?, root);
    }
    schema.get("anyOf")?.as_array()?.iter().find_map(|s| object(s, root))
}

fn unknown<'a>(key: &str, full: &str, path: &str, known: impl Iterator<Item = &'a str>) -> Problem {
    let mut text =
        if path.is_empty() { format!("there is no key {key:?}") } else { format!("[{path}] has no key {key:?}") };
    let mut nearest: Option<(f64, &str)> = None;
    for name in known {
        let likeness = strsim::jaro_winkler(key, name);
        if nearest.is_none_or(|(best, _)| likeness > best) {
            nearest = Some((likeness, name));
        }
    }
    if let Some((likeness, name)) = nearest
        && likeness > 0.7
    {
        text.push_str(&format!(": did you mean {name:?}?"));
    } else {
        text.push_str("; `obverse policy init` prints every key");
    }
    Problem::new(Code::UnknownKey, text).in_column(full)
}

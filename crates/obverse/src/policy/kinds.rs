//! Values of the wrong kind in a policy file, found by walking the JSON Schema of the file and told in plain words.

use serde_json::Value as Schema;

use super::unknown_keys::follow;
use crate::{Code, Problem, Problems};

/// Reports and removes every value of `table` that is not of the kind the schema asks for.
pub(super) fn remove_wrong(table: &mut toml::Table, problems: &mut Problems) {
    let root = Schema::from(schemars::schema_for!(super::file::PolicyFile));
    let mut walk = Walk { root: &root, problems };
    walk.table(table, &root, "");
}

struct Walk<'a> {
    root: &'a Schema,
    problems: &'a mut Problems,
}

impl Walk<'_> {
    /// Looks at every entry of a table; those that do not fit are taken out.
    fn table(&mut self, table: &mut toml::Table, schema: &Schema, path: &str) {
        let own = schema.get("properties");
        let free = schema.get("additionalProperties").filter(|schema| schema.is_object());
        table.retain(|key, value| {
            let Some(schema) = own.and_then(|own| own.get(key)).or(free) else { return true };
            let path = if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
            // A date stands without quotes or with them; what it must look like is checked where it is read.
            path == "as_of" || self.fits(value, schema, &path)
        });
    }

    /// Whether a value is of a kind that the schema allows, and all that is in it that cannot be left out.
    fn fits(&mut self, value: &mut toml::Value, schema: &Schema, path: &str) -> bool {
        let kinds = alternatives(schema, self.root);
        let Some(kind) = kinds.iter().copied().find(|kind| is_of_kind(value, kind)) else {
            let expected: Vec<String> = kinds.iter().map(|kind| words(kind, self.root)).collect();
            let outside = value.is_integer() && kinds.iter().any(|kind| is_type(kind, "integer"));
            let said = if outside { "this number is not".to_owned() } else { format!("this is {}", said(value)) };
            self.report(path, &format!("write {}; {said}", expected.join(", or ")), value);
            return false;
        };
        match value {
            toml::Value::Table(inner) => {
                self.table(inner, kind, path);
                self.has_required(inner, kind, path)
            }
            toml::Value::Array(items) => self.items(items, kind, path),
            _ => true,
        }
    }

    fn items(&mut self, items: &mut [toml::Value], schema: &Schema, path: &str) -> bool {
        let each = schema.get("items");
        let places = schema.get("prefixItems").and_then(Schema::as_array);
        let mut all = true;
        for (at, item) in items.iter_mut().enumerate() {
            let schema = places.and_then(|places| places.get(at)).or(each);
            if let Some(schema) = schema {
                all &= self.fits(item, schema, &format!("{path}[{}]", at + 1));
            }
        }
        all
    }

    fn has_required(&mut self, table: &toml::Table, schema: &Schema, path: &str) -> bool {
        let required = schema.get("required").and_then(Schema::as_array);
        let absent: Vec<&str> =
            required.into_iter().flatten().filter_map(Schema::as_str).filter(|key| !table.contains_key(*key)).collect();
        // A key that was of the wrong kind is reported already; to name it again does no harm and may help.
        if !absent.is_empty() {
            let text = format!("this table also needs {}", absent.join(" and "));
            self.problems.push(Problem::new(Code::BadValue, text).in_column(path));
        }
        absent.is_empty()
    }

    fn report(&mut self, path: &str, expected: &str, value: &toml::Value) {
        let text = format!("{expected}. `obverse policy init` shows an example");
        let problem = Problem::new(Code::BadValue, text).in_column(path);
        self.problems.push(match value {
            toml::Value::Table(_) | toml::Value::Array(_) => problem,
            toml::Value::String(text) => problem.with_value(text),
            other => problem.with_value(other.to_string()),
        });
    }
}

/// The kinds of value a schema allows, without "nothing".
fn alternatives<'a>(schema: &'a Schema, root: &'a Schema) -> Vec<&'a Schema> {
    let schema = follow(schema, root);
    let several = schema.get("anyOf").or(schema.get("oneOf")).and_then(Schema::as_array);
    match several {
        Some(several) => several.iter().flat_map(|schema| alternatives(schema, root)).collect(),
        None if schema.get("type").and_then(Schema::as_str) == Some("null") => Vec::new(),
        None => vec![schema],
    }
}

/// Whether a schema's `type`, which may be a list, has this name.
fn is_type(schema: &Schema, name: &str) -> bool {
    match schema.get("type") {
        Some(Schema::String(one)) => one == name,
        Some(Schema::Array(several)) => several.iter().any(|one| one == name),
        _ => false,
    }
}

fn is_of_kind(value: &toml::Value, schema: &Schema) -> bool {
    match value {
        toml::Value::Integer(number) => {
            is_type(schema, "number") || (is_type(schema, "integer") && in_range(schema, *number))
        }
        toml::Value::Float(_) => is_type(schema, "number"),
        toml::Value::String(_) => is_type(schema, "string"),
        toml::Value::Boolean(_) => is_type(schema, "boolean"),
        toml::Value::Table(_) => is_type(schema, "object"),
        toml::Value::Array(items) => is_type(schema, "array") && has_length(schema, items.len()),
        toml::Value::Datetime(_) => false,
    }
}

/// The least and the most that a whole number may be, as far as the schema says.
fn range(schema: &Schema) -> (Option<i64>, Option<i64>) {
    let (low, high) = match schema.get("format").and_then(Schema::as_str) {
        Some("uint8") => (Some(0), Some(i64::from(u8::MAX))),
        Some("uint16") => (Some(0), Some(i64::from(u16::MAX))),
        Some("uint32") => (Some(0), Some(i64::from(u32::MAX))),
        Some("uint64") => (Some(0), None),
        Some("int16") => (Some(i64::from(i16::MIN)), Some(i64::from(i16::MAX))),
        Some("int32") => (Some(i64::from(i32::MIN)), Some(i64::from(i32::MAX))),
        _ => (None, None),
    };
    let of = |key: &str| schema.get(key).and_then(Schema::as_i64);
    (of("minimum").or(low), of("maximum").or(high))
}

fn in_range(schema: &Schema, number: i64) -> bool {
    let (low, high) = range(schema);
    low.is_none_or(|low| number >= low) && high.is_none_or(|high| number <= high)
}

fn has_length(schema: &Schema, length: usize) -> bool {
    let of = |key: &str| schema.get(key).and_then(Schema::as_u64);
    of("minItems").is_none_or(|least| length as u64 >= least) && of("maxItems").is_none_or(|most| length as u64 <= most)
}

/// A kind of value in plain words.
fn words(schema: &Schema, root: &Schema) -> String {
    if is_type(schema, "integer") {
        return match range(schema) {
            (Some(low), Some(high)) => format!("a whole number from {low} to {high}"),
            (Some(0), None) => "a whole number, 0 or more".to_owned(),
            _ => "a whole number".to_owned(),
        };
    }
    if is_type(schema, "number") {
        return "a number".to_owned();
    }
    if is_type(schema, "string") {
        return "a text in quotes".to_owned();
    }
    if is_type(schema, "boolean") {
        return "true or false".to_owned();
    }
    if is_type(schema, "object") {
        return "a table of keys and values".to_owned();
    }
    let each = |schema: &Schema| {
        alternatives(schema, root).iter().map(|kind| words(kind, root)).collect::<Vec<_>>().join(" or ")
    };
    if let Some(places) = schema.get("prefixItems").and_then(Schema::as_array) {
        return format!("a list in brackets of {}", places.iter().map(each).collect::<Vec<_>>().join(", "));
    }
    let length =
        schema.get("minItems").and_then(Schema::as_u64).map_or(String::new(), |n| format!(" with {n} entries"));
    match schema.get("items").map(each) {
        Some(item) if !item.is_empty() => format!("a list in brackets{length}, each {item}"),
        _ => format!("a list in brackets{length}"),
    }
}

/// What stands there instead.
fn said(value: &toml::Value) -> String {
    let kind = match value {
        toml::Value::Integer(_) => "a whole number",
        toml::Value::Float(_) => "a number with a point",
        toml::Value::String(_) => "a text",
        toml::Value::Boolean(_) => "true or false",
        toml::Value::Datetime(_) => "a date",
        toml::Value::Array(items) => return format!("a list with {} entries", items.len()),
        toml::Value::Table(_) => "a table",
    };
    kind.to_owned()
}

#[cfg(test)]
mod tests {
    use crate::Policy;

    /// Key and text of every problem.
    fn found(text: &str) -> Vec<(String, String)> {
        let error = Policy::from_toml(text).unwrap_err();
        let problems = error.problems().unwrap();
        problems.iter().map(|p| (p.column.clone().unwrap_or_default(), p.text.clone())).collect()
    }

    #[test]
    fn kinds_are_told_in_plain_words_with_the_whole_key() {
        for (text, key, says) in [
            ("seed = -1", "seed", "a whole number, 0 or more"),
            ("seed = -1", "seed", "this number is not"),
            ("seed = 1.5", "seed", "this is a number with a point"),
            ("scale = \"x\"", "scale", "a whole number from 0 to 255, or a list in brackets with 2 entries"),
            ("scale = [1, 2, 3]", "scale", "with 2 entries"),
            ("scale = 256", "scale", "from 0 to 255"),
            ("topics = 3", "topics", "a list in brackets, each a text in quotes"),
            ("topics = [\"a\", 3]", "topics[2]", "write a text in quotes; this is a whole number"),
            ("use_protected = 1", "use_protected", "true or false"),
            ("columns = 3", "columns", "a table of keys and values"),
            ("weights = 7", "weights", "a table of keys and values"),
            ("[weights]\nskill_gap = \"much\"", "weights.skill_gap", "a number"),
            ("missing = [1]", "missing", "a number, or a text in quotes"),
            ("[tiers]\ncoverage = 3", "tiers.coverage", "true or false"),
            ("[components.gender]\ntable = [[\"f\", 1, 2]]", "components.gender.table[1][2]", "a text in quotes"),
            (
                "[components.gender]\ntable = [[\"f\"]]",
                "components.gender.table[1]",
                "a text in quotes, a text in quotes, a number",
            ),
            ("[components.generation]\nboundaries = [40000]", "components.generation.boundaries[1]", "to 32767"),
            ("[rules]\nopt_in = 3", "rules.opt_in", "a table of keys and values"),
            ("[rules.shares]\nwindows = [{ column = \"x\" }]", "rules.shares.windows[1]", "at_most"),
            ("[rules.reporting_line]\nexempt = [{}]", "rules.reporting_line.exempt[1]", "id and reason"),
            ("[roles]\njunior = { in = 3 }", "roles.junior.in", "a list"),
        ] {
            let found = found(text);
            assert!(found.iter().any(|(k, t)| k == key && t.contains(says)), "{text}: {found:?}");
            for (_, text) in &found {
                let rust = ["expected", "invalid", "u64", "sequence", "struct", "field", "untagged", "map", "boolean"];
                assert!(!rust.iter().any(|word| text.contains(word)), "{text}");
            }
        }
    }

    #[test]
    fn one_wrong_kind_hides_no_other() {
        let found =
            found("seed = \"x\"\n[rules.shares]\nreason = 3\ncolumns = \"a\"\n[tiers]\nmin_score = true\ncoverage = 1");
        let keys: Vec<&str> = found.iter().map(|(key, _)| key.as_str()).collect();
        for key in ["seed", "rules.shares.reason", "rules.shares.columns", "tiers.min_score", "tiers.coverage"] {
            assert!(keys.contains(&key), "{key} in {found:?}");
        }
    }

    #[test]
    fn an_empty_table_does_not_pass_where_keys_are_needed() {
        for (text, key) in [
            ("[rules]\nshares = {}", "rules.shares"),
            ("[rules.shares]\ncolumns = []", "rules.shares"),
            ("[rules.different]\ncolumns = []", "rules.different"),
            ("[roles]\njunior = {}", "roles.junior"),
            ("[components]\n\"attribute:x\" = {}", "components.attribute:x"),
        ] {
            let found = found(text);
            assert!(found.iter().any(|(k, _)| k == key), "{text}: {found:?}");
        }
    }

    #[test]
    fn only_the_first_cause_is_told() {
        for text in [
            "[rules.shares]\nwindows = [{ column = \"x\" }]",
            "[roles]\njunior = { in = 3 }",
            "[components.\"attribute:x\"]\nmeasure = \"distance\"\nrange = \"far\"",
            "[components.\"attribute:x\"]\nmeasure = 3",
        ] {
            assert_eq!(found(text).len(), 1, "{text}: {:?}", found(text));
        }
    }

    #[test]
    fn numbers_are_shown_short() {
        let error =
            Policy::from_toml("[tiers]\nmin_score = 1e308\n[rules.reporting_line]\nchain_depth = 1e308").unwrap_err();
        for problem in error.problems().unwrap() {
            assert_eq!(problem.value.as_deref(), Some("1e308"), "{problem}");
        }
    }

    #[test]
    fn fifty_thousand_unknown_keys_are_a_short_list() {
        use std::fmt::Write;
        let mut text = String::new();
        for k in 0..50_000 {
            writeln!(text, "unknown_key_{k} = 1").unwrap();
        }
        let began = std::time::Instant::now();
        let found = found(&text);
        assert!(found.len() < 50 && found.last().is_some_and(|(_, text)| text.contains("49980")), "{found:?}");
        assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
    }
}

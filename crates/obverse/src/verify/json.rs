//! Reads the JSON of a result without holding all of it as values: the two lists that grow with the people are read element by
//! element.
//!
//! No key may be given twice: readers disagree on which of the two counts, so one could be shown and the other checked.

use std::collections::BTreeMap;
use std::fmt;

use rustc_hash::FxHashSet;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use super::findings::clipped;

/// The members of the outermost object, as text.
pub(super) struct Document<'t> {
    members: BTreeMap<String, &'t RawValue>,
}

impl<'t> Document<'t> {
    /// Looks through the whole text.
    ///
    /// # Errors
    /// What is wrong with the text, and where.
    pub(super) fn read(text: &'t str) -> Result<Self, serde_json::Error> {
        serde_json::from_str::<NoKeyTwice>(text)?;
        Ok(Document { members: serde_json::from_str(text)? })
    }

    /// The names of the members.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.members.keys().map(String::as_str)
    }

    /// A member; `None` if there is none of this name.
    pub(super) fn value(&self, key: &str) -> Option<Value> {
        self.members.get(key).map(|raw| value(raw))
    }

    /// The elements of a member, as text; `None` if it is no list.
    pub(super) fn elements(&self, key: &str) -> Option<Vec<&'t RawValue>> {
        serde_json::from_str(self.members.get(key)?.get()).ok()
    }
}

/// The value of a text that [`Document::read`] has looked through.
pub(super) fn value(raw: &RawValue) -> Value {
    serde_json::from_str(raw.get()).unwrap_or_default()
}

/// Any JSON in which no object has the same key twice; nothing of it is kept.
struct NoKeyTwice;

impl<'de> Deserialize<'de> for NoKeyTwice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Looking)
    }
}

struct Looking;

impl<'de> Visitor<'de> for Looking {
    type Value = NoKeyTwice;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<NoKeyTwice, E> {
        Ok(NoKeyTwice)
    }

    fn visit_bool<E>(self, _: bool) -> Result<NoKeyTwice, E> {
        Ok(NoKeyTwice)
    }

    fn visit_i64<E>(self, _: i64) -> Result<NoKeyTwice, E> {
        Ok(NoKeyTwice)
    }

    fn visit_u64<E>(self, _: u64) -> Result<NoKeyTwice, E> {
        Ok(NoKeyTwice)
    }

    fn visit_f64<E>(self, _: f64) -> Result<NoKeyTwice, E> {
        Ok(NoKeyTwice)
    }

    fn visit_str<E>(self, _: &str) -> Result<NoKeyTwice, E> {
        Ok(NoKeyTwice)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<NoKeyTwice, A::Error> {
        while elements.next_element::<NoKeyTwice>()?.is_some() {}
        Ok(NoKeyTwice)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<NoKeyTwice, A::Error> {
        let mut keys = FxHashSet::default();
        while let Some(key) = entries.next_key::<String>()? {
            if keys.contains(&key) {
                return Err(A::Error::custom(format!("the key {:?} is given twice", clipped(&key))));
            }
            keys.insert(key);
            entries.next_value::<NoKeyTwice>()?;
        }
        Ok(NoKeyTwice)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn members_and_elements_are_read_one_by_one() {
        let text = r#"{"a":[1,-2,0.5,18446744073709551615,true,null,"x\u00e9",{"b":[]}],"b":{"a":{}}, "c" : 7}"#;
        let document = Document::read(text).unwrap();
        let all: Value = serde_json::from_str(text).unwrap();
        assert_eq!(document.keys().collect::<Vec<_>>(), ["a", "b", "c"]);
        for key in ["a", "b", "c"] {
            assert_eq!(document.value(key).as_ref(), all.get(key));
        }
        let elements: Vec<Value> = document.elements("a").unwrap().into_iter().map(value).collect();
        assert_eq!(Some(&elements), all["a"].as_array());
        assert!(document.elements("b").is_none() && document.elements("d").is_none());
        assert_eq!(document.value("d"), None);
    }

    #[test]
    fn a_key_given_twice_is_an_error_wherever_it_is() {
        let twice = [r#"{"a":[{"b":1,"c":2,"b":1}]}"#, r#"{"b":1,"b":1}"#, r#"{"a":{"b":{"b":1},"b":2}}"#];
        for text in twice {
            let error = Document::read(text).map(drop).unwrap_err();
            assert!(error.to_string().contains("\"b\" is given twice"), "{error}");
        }
        // the same key, spelled another way
        assert!(Document::read(r#"{"a":1,"\u0061":1}"#).is_err());
        assert!(Document::read(r#"{"a":{"a":1},"b":[{"a":1},{"a":1}]}"#).is_ok());
    }

    #[test]
    fn what_is_no_object_or_no_json_is_an_error() {
        for text in
            ["", "[]", "7", "{} {}", r#"{"a":1"#, r#"{"a":[1,]}"#, r#"{"a":"\ud800"}"#, &json!([{}]).to_string()]
        {
            assert!(Document::read(text).is_err(), "{text}");
        }
    }
}

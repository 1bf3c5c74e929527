//! The matching as one JSON object: the contract that programs read.

use serde::Serialize;
use serde::ser::{SerializeMap, SerializeStruct, Serializer};

use super::{Matching, PersonPrice};
use crate::Side;

/// The version of the JSON objects that this library writes.
pub const SCHEMA_VERSION: u32 = 1;

/// What to write.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct ReportOptions {
    /// Whether the certificate carries everyone's price, so that an outsider can check it.
    pub prices: bool,
    /// Whether `pairs` and `unmatched` are left empty, for a reader who asks for their elements one by one.
    pub(crate) lists_empty: bool,
}

impl ReportOptions {
    /// With everyone's price.
    #[must_use]
    pub fn with_prices(mut self, yes: bool) -> Self {
        self.prices = yes;
        self
    }

    /// With empty lists of pairs and unmatched people.
    pub(crate) fn with_empty_lists(mut self) -> Self {
        self.lists_empty = true;
        self
    }
}

/// A matching, ready to be serialised.
#[derive(Clone, Debug)]
pub struct Report<'a> {
    matching: &'a Matching,
    options: ReportOptions,
}

impl Matching {
    /// The matching as one JSON object: `schema_version`, `summary`, `pairs`, `unmatched`, `certificate`, `run`. Pairs are sorted
    /// by points, highest first, then ids; the same input gives the same bytes.
    pub fn report(&self, options: ReportOptions) -> Report<'_> {
        Report { matching: self, options }
    }
}

impl Serialize for Report<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let m = self.matching;
        let mut out = serializer.serialize_struct("Report", 6)?;
        out.serialize_field("schema_version", &SCHEMA_VERSION)?;
        out.serialize_field("summary", m.summary())?;
        if self.options.lists_empty {
            out.serialize_field("pairs", &[(); 0])?;
            out.serialize_field("unmatched", &[(); 0])?;
        } else {
            out.serialize_field("pairs", &Pairs(m))?;
            out.serialize_field("unmatched", m.unmatched())?;
        }
        out.serialize_field("certificate", &Proof(self))?;
        out.serialize_field("run", m.run())?;
        out.end()
    }
}

struct Pairs<'a>(&'a Matching);

impl Serialize for Pairs<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.pairs())
    }
}

struct Proof<'a>(&'a Report<'a>);

impl Serialize for Proof<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let matching = self.0.matching;
        let c = matching.certificate();
        let mut out = serializer.serialize_map(None)?;
        out.serialize_entry("people", &c.people)?;
        out.serialize_entry("points", &c.points)?;
        out.serialize_entry("dual_points", &c.dual_points)?;
        out.serialize_entry("gap", &c.gap)?;
        out.serialize_entry("verified", &c.verified)?;
        if self.0.options.prices {
            out.serialize_entry("prices", &Prices(matching))?;
        }
        out.end()
    }
}

struct Prices<'a>(&'a Matching);

/// Somebody's price, or both prices of somebody with both roles.
#[derive(Clone, Copy, Serialize)]
#[serde(untagged)]
enum PriceEntry {
    One { level: i64, price: i64 },
    Both { junior: PriceOf, senior: PriceOf },
}

#[derive(Clone, Copy, Serialize)]
struct PriceOf {
    level: i64,
    price: i64,
}

impl Serialize for Prices<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let m = self.0;
        let programme = m.programme();
        let mut entries: Vec<(&str, Side, PersonPrice)> = Vec::new();
        for side in [Side::Junior, Side::Senior] {
            let people = programme.participants().on(side).iter();
            entries.extend(people.zip(m.prices(side)).map(|(&p, &price)| (programme.workforce().id(p), side, price)));
        }
        entries.sort_by_key(|(id, side, _)| (*id, *side));
        let mut out = serializer.serialize_map(None)?;
        let mut rest = entries.as_slice();
        while let Some(((id, _, price), after)) = rest.split_first() {
            let one = |p: &PersonPrice| PriceOf { level: p.level, price: p.price };
            match after.split_first() {
                Some(((other, _, second), later)) if other == id => {
                    out.serialize_entry(id, &PriceEntry::Both { junior: one(price), senior: one(second) })?;
                    rest = later;
                }
                _ => {
                    out.serialize_entry(id, &PriceEntry::One { level: price.level, price: price.price })?;
                    rest = after;
                }
            }
        }
        out.end()
    }
}

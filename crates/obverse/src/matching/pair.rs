//! A pair that was made, with the reasons for its score.

use std::fmt;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::score::{Breakdown, Term};
use crate::{Person, Programme};

/// A score in integer points, shown from 0 to 100: 10,000 points are 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ScorePoints(pub u32);

impl ScorePoints {
    /// From 0 to 100, exact to four decimals.
    pub fn value(self) -> f64 {
        f64::from(self.0) / 10_000.0
    }
}

impl fmt::Display for ScorePoints {
    /// One decimal: `71.3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.1}", self.value())
    }
}

/// A pair of the matching.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Pair {
    /// Who mentors.
    pub junior: String,
    /// Who learns.
    pub senior: String,
    /// The terms' sum: 0 to 1,000,000.
    pub points: u32,
    /// The same from 0 to 100.
    #[serde(serialize_with = "as_value")]
    pub score: ScorePoints,
    /// What the senior wants to learn and this junior can teach, most important first.
    pub topics: Vec<String>,
    /// Share of the weight that rests on recorded facts, 0 to 1.
    pub measured_share: f64,
    /// One for each live component, in component order.
    #[serde(serialize_with = "by_name")]
    pub terms: Vec<Term>,
    /// `no_topic`: nothing recorded to teach. `proposal`: consent was not recorded. `fixed`: made by request.
    pub flags: Vec<&'static str>,
    /// Why a fixed pair was made although a rule says no.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub override_reason: Option<String>,
    /// The rules such a pair breaks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ruled_out_by: Vec<&'static str>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
pub(crate) fn as_value<S: Serializer>(score: &ScorePoints, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(score.value())
}

/// `{NAME: {measure, recorded, weight, points}}`
pub(crate) fn by_name<S: Serializer>(terms: &[Term], serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Row {
        measure: f64,
        recorded: bool,
        weight: f64,
        points: u32,
    }
    let mut map = serializer.serialize_map(Some(terms.len()))?;
    for term in terms {
        let row = Row {
            measure: term.num as f64 / term.den as f64,
            recorded: term.recorded,
            weight: f64::from(term.weight) / 1e6,
            points: term.points,
        };
        map.serialize_entry(&term.component.to_string(), &row)?;
    }
    map.end()
}

/// The flags of a pair that is no fixed pair.
pub(crate) fn flags(programme: &Programme, breakdown: &Breakdown) -> Vec<&'static str> {
    let mut flags = Vec::new();
    if breakdown.topics.is_empty() {
        flags.push("no_topic");
    }
    if !programme.workforce().asks_consent() {
        flags.push("proposal");
    }
    flags
}

/// A pair as it is reported.
pub(crate) fn report(programme: &Programme, junior: Person, senior: Person) -> Pair {
    let workforce = programme.workforce();
    let breakdown = programme.score().breakdown(junior, senior);
    let flags = flags(programme, &breakdown);
    Pair {
        junior: workforce.id(junior).to_owned(),
        senior: workforce.id(senior).to_owned(),
        points: breakdown.points,
        score: ScorePoints(breakdown.points),
        topics: topic_labels(programme, &breakdown),
        measured_share: f64::from(breakdown.measured_share) / 1e6,
        terms: breakdown.terms,
        flags,
        override_reason: None,
        ruled_out_by: Vec::new(),
    }
}

pub(crate) fn topic_labels(programme: &Programme, breakdown: &Breakdown) -> Vec<String> {
    let skills = programme.workforce().skills();
    breakdown.topics.iter().map(|&skill| skills.label(skill).to_owned()).collect()
}

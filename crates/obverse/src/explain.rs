//! Why a pair scores what it scores, and whether it may be made: for any two people.

use serde::Serialize;

use crate::matching::{ScorePoints, as_value, by_name, topic_labels};
use crate::score::Term;
use crate::{Code, Error, Problem, Problems, Programme, Side};

/// Everything about one pair.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Explanation {
    /// Who would mentor.
    pub junior: String,
    /// Who would learn.
    pub senior: String,
    /// Whether the rules let them be paired and both take part in these roles.
    pub eligible: bool,
    /// The rules that say no, by name.
    pub ruled_out_by: Vec<&'static str>,
    /// Why they say no, one for each of `ruled_out_by`.
    pub rulings: Vec<RuledOut>,
    /// Roles that somebody does not have.
    pub not_taking_part: Vec<String>,
    /// The terms' sum: 0 to 1,000,000.
    pub points: u32,
    /// The same from 0 to 100.
    #[serde(serialize_with = "as_value")]
    pub score: ScorePoints,
    /// What the senior wants to learn and this junior can teach.
    pub topics: Vec<String>,
    /// Share of the weight that rests on recorded facts, 0 to 1.
    pub measured_share: f64,
    /// One for each live component; they add up to the points.
    #[serde(serialize_with = "by_name")]
    pub terms: Vec<Term>,
}

/// A rule that says no.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct RuledOut {
    /// The rule.
    pub rule: &'static str,
    /// Why, in plain words.
    pub text: String,
}

impl Programme {
    /// Explains any pair, also one that a rule forbids.
    ///
    /// # Errors
    /// `unknown_person` for each id that is not in the export.
    pub fn explain(&self, junior: &str, senior: &str) -> Result<Explanation, Error> {
        let workforce = self.workforce();
        let mut problems = Problems::new();
        let mut find = |id: &str| {
            let person = workforce.person(id.trim());
            if person.is_none() {
                problems.push(Problem::new(Code::UnknownPerson, "nobody in the export has this id").with_value(id));
            }
            person
        };
        let (Some(junior), Some(senior)) = (find(junior), find(senior)) else {
            return Err(Error::Problems(problems));
        };
        if junior.index() >= workforce.len() || senior.index() >= workforce.len() {
            let text = "this manager is named in the export but has no row in it";
            problems.push(Problem::new(Code::UnknownPerson, text));
            return Err(Error::Problems(problems));
        }
        let mut not_taking_part = Vec::new();
        for (side, person) in [(Side::Junior, junior), (Side::Senior, senior)] {
            if self.participants().place(side, person).is_none() {
                not_taking_part.push(format!("{} is not a {} of this programme", workforce.id(person), side.as_str()));
            }
        }
        if junior == senior {
            not_taking_part.push("nobody is paired with themselves".to_owned());
        }
        let breakdown = self.score().breakdown(junior, senior);
        let rulings: Vec<RuledOut> = (self.eligibility().ruled_out_by(junior, senior).into_iter())
            .map(|ruling| RuledOut { rule: ruling.rule.as_str(), text: ruling.text })
            .collect();
        Ok(Explanation {
            junior: workforce.id(junior).to_owned(),
            senior: workforce.id(senior).to_owned(),
            eligible: rulings.is_empty() && not_taking_part.is_empty(),
            ruled_out_by: rulings.iter().map(|ruled| ruled.rule).collect(),
            rulings,
            not_taking_part,
            points: breakdown.points,
            score: ScorePoints(breakdown.points),
            topics: topic_labels(self, &breakdown),
            measured_share: f64::from(breakdown.measured_share) / 1e6,
            terms: breakdown.terms,
        })
    }
}

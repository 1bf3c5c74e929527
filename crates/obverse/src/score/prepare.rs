//! From settings to components that can score: what is dropped, the weights, the constants.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::attribute::attribute;
use super::category::Category;
use super::culture::culture;
use super::custom::{Custom, Measure};
use super::gender::gender;
use super::generation::generation;
use super::learning::Learning;
use super::mean::Sum;
use super::ratio::Ratio;
use super::reciprocal_skill_gap::reciprocal_skill_gap;
use super::request::Request;
use super::skill_gap::SkillGap;
use super::{Dropped, not_recorded, protected, weights};
use crate::policy::{Component, Missing, ScoreSettings};
use crate::workforce::Person;
use crate::{Code, Participants, Problem, Problems, Workforce};

/// A component's measure.
pub(super) enum Measured {
    SkillGap(SkillGap),
    Category(Category),
    Request(Request),
    Custom(Custom),
}

impl Measured {
    pub(super) fn measure(&self, junior: Person, senior: Person) -> Option<Ratio> {
        match self {
            Measured::SkillGap(gap) => gap.measure(junior, senior),
            Measured::Category(category) => category.measure(junior, senior),
            Measured::Request(request) => Some(request.measure(junior, senior)),
            Measured::Custom(custom) => custom.measure(junior, senior),
        }
    }

    fn sum(&self, participants: &Participants) -> Sum {
        match self {
            Measured::SkillGap(gap) => gap.sum(participants),
            Measured::Category(category) => category.sum(participants),
            Measured::Request(request) => request.sum(participants),
            Measured::Custom(custom) => custom.sum(participants),
        }
    }
}

/// A component that scores.
pub(super) struct Live {
    pub(super) component: Component,
    pub(super) measured: Measured,
    /// Of 1,000,000.
    pub(super) weight: u32,
    /// What stands in where the measure is not recorded, in billionths.
    pub(super) constant: u32,
    /// In how many pairs of distinct participants it is recorded.
    pub(super) pairs: u64,
    /// The protected attributes it reads.
    pub(super) protected: Vec<String>,
}

impl Live {
    /// The points of a measure, or of the constant.
    pub(super) fn points_of(&self, measure: Option<Ratio>) -> u32 {
        measure.unwrap_or(Ratio::billionths(self.constant)).points(self.weight)
    }

    pub(super) fn constant_points(&self) -> u32 {
        self.points_of(None)
    }
}

/// The components that score, and those that do not, each in component order.
pub(super) struct Components {
    pub(super) live: Vec<Arc<Live>>,
    pub(super) dropped: Vec<(Component, Dropped)>,
    /// What is missing of those that are recorded for no pair.
    pub(super) missing: Vec<(Component, String)>,
}

/// What the measures are made from.
pub(super) struct Sources<'a> {
    pub(super) workforce: &'a Workforce,
    pub(super) participants: &'a Participants,
    pub(super) settings: &'a ScoreSettings,
    pub(super) custom: &'a [(String, Arc<dyn Measure>)],
    pub(super) learning: &'a Arc<Learning>,
}

/// Drops what is switched off, protected in attribute-free mode or never recorded, then shares the weight among the rest.
pub(super) fn components(sources: &Sources<'_>) -> Result<Components, Problems> {
    let settings = sources.settings;
    let mut problems = Problems::new();
    let mut given: BTreeMap<&Component, u64> = BTreeMap::new();
    for (component, weight) in &settings.weights {
        let sum = given.entry(component).or_default();
        *sum = sum.saturating_add(*weight);
    }
    let (mut live, mut decimals, mut dropped, mut missing) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (component, weight) in given {
        let protected = protected::read_by(component, settings);
        if weight == 0 {
            dropped.push((component.clone(), Dropped::SwitchedOff));
            continue;
        }
        if !settings.use_protected && !protected.is_empty() {
            dropped.push((component.clone(), Dropped::AttributeFree));
            continue;
        }
        let recorded = measured(component, sources, &mut problems)
            .map(|measured| (measured.sum(sources.participants), measured))
            .filter(|(sum, _)| sum.pairs > 0);
        let Some((sum, measured)) = recorded else {
            dropped.push((component.clone(), Dropped::NotRecorded));
            missing.push((component.clone(), not_recorded::facts(component, sources)));
            continue;
        };
        let constant = match settings.missing {
            Missing::Neutral => sum.mean(),
            Missing::Constant(billionths) => billionths,
        };
        decimals.push(weight);
        live.push(Live { component: component.clone(), measured, weight: 0, constant, pairs: sum.pairs, protected });
    }
    if problems.has_errors() {
        return Err(problems);
    }
    if live.is_empty() {
        problems.push(nothing_to_score(&dropped, &missing));
        return Err(problems);
    }
    for (live, weight) in live.iter_mut().zip(weights::largest_remainder(&decimals)) {
        live.weight = weight;
    }
    Ok(Components { live: live.into_iter().map(Arc::new).collect(), dropped, missing })
}

/// The measure of a component; `None` where its column is absent, or with a problem.
fn measured(component: &Component, sources: &Sources<'_>, problems: &mut Problems) -> Option<Measured> {
    let &Sources { workforce, participants, settings, custom, learning } = sources;
    match component {
        Component::SkillGap => Some(Measured::SkillGap(SkillGap::new(Arc::clone(learning)))),
        Component::ReciprocalSkillGap => Some(Measured::SkillGap(reciprocal_skill_gap(Arc::clone(learning)))),
        Component::Generation => Some(Measured::Category(generation(workforce, participants, settings, problems))),
        Component::Culture => culture(workforce, &settings.culture, problems).map(Measured::Category),
        Component::Gender => gender(workforce, &settings.gender).map(Measured::Category),
        Component::Attribute(name) => {
            attribute(workforce, participants, name, settings, problems).map(Measured::Category)
        }
        Component::Request => Request::new(workforce, &settings.request, problems).map(Measured::Request),
        Component::Custom(name) => {
            let given = custom.iter().find(|(given, _)| given == name);
            if given.is_none() {
                let text = format!("`{component}` has a weight, but no measure of that name was given");
                problems.push(Problem::new(Code::BadValue, text));
            }
            given.map(|(_, measure)| Measured::Custom(Custom::new(workforce, measure)))
        }
    }
}

fn nothing_to_score(dropped: &[(Component, Dropped)], missing: &[(Component, String)]) -> Problem {
    let mut text = "Nothing here says what anyone can teach or wants to learn. Add a `skills` column for the juniors \
                    (sql:4;ai tools:5) and `skills` and `wants` columns for the seniors (wants: ai tools:3), or name \
                    the programme's `topics` in the policy to stand in for wants."
        .to_owned();
    for (why, clause) in [
        (Dropped::NotRecorded, "Recorded for no pair"),
        (Dropped::AttributeFree, "Left out because use_protected = false"),
        (Dropped::SwitchedOff, "Weight 0"),
    ] {
        let of_reason = dropped.iter().filter(|(_, reason)| *reason == why);
        let names: Vec<String> = of_reason
            .map(|(component, _)| match missing.iter().find(|(named, _)| named == component) {
                Some((_, facts)) => format!("{component} ({facts})"),
                None => component.to_string(),
            })
            .collect();
        if !names.is_empty() {
            text.extend([" ", clause, ": ", &names.join(", "), "."]);
        }
    }
    Problem::new(Code::NothingToScore, text)
}

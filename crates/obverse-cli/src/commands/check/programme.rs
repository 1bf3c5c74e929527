//! What the policy makes of the people: the sides, the rules, what is scored.

use std::io;

use obverse::Programme;
use obverse::eligibility::RuleCounts;
use serde::Serialize;

use super::percent;
use crate::failure::Failure;
use crate::output::grid::Grid;
use crate::output::page::Page;
use crate::output::progress::watched;

/// What the policy makes of them.
#[derive(Serialize)]
pub(super) struct ProgrammeFacts {
    juniors: usize,
    seniors: usize,
    /// Whether the export says who opted in.
    consent: &'static str,
    pub(super) rules: RuleCounts,
    components: Vec<ComponentFacts>,
    dropped: Vec<DroppedFacts>,
    protected_found: Vec<String>,
    protected_used: Vec<String>,
}

#[derive(Serialize)]
struct ComponentFacts {
    name: String,
    weight: f64,
    recorded_pairs: u64,
}

#[derive(Serialize)]
struct DroppedFacts {
    name: String,
    why: &'static str,
    /// If it is not recorded: which facts nobody has.
    #[serde(skip_serializing_if = "Option::is_none")]
    missing: Option<String>,
}

impl ProgrammeFacts {
    pub(super) fn new(programme: &Programme) -> Result<Self, Failure> {
        let score = programme.score();
        Ok(ProgrammeFacts {
            juniors: programme.participants().juniors().len(),
            seniors: programme.participants().seniors().len(),
            consent: if programme.workforce().asks_consent() { "recorded" } else { "not_recorded" },
            rules: watched(|control| programme.eligibility().count(control))?,
            components: (score.components().iter())
                .map(|c| ComponentFacts {
                    name: c.component.to_string(),
                    weight: f64::from(c.weight) / 1e6,
                    recorded_pairs: c.recorded_pairs,
                })
                .collect(),
            dropped: (score.dropped().iter())
                .map(|(component, why)| DroppedFacts {
                    name: component.to_string(),
                    why: why.as_str(),
                    missing: score.missing(component).map(str::to_owned),
                })
                .collect(),
            protected_found: score.protected_found().to_vec(),
            protected_used: score.protected_used().to_vec(),
        })
    }

    pub(super) fn page(&self, page: &mut Page<'_>) -> io::Result<()> {
        page.space()?;
        page.heading(&format!("Programme: {} juniors who mentor, {} seniors who learn", self.juniors, self.seniors))?;
        if self.consent == "not_recorded" {
            page.line("There is no opt_in column: every pair would be a proposal.")?;
        }
        let pairs = self.rules.pairs;
        let mut grid = Grid::new(["rule", ">pairs ruled out", ">by it alone", ">not judged"]);
        for rule in &self.rules.rules {
            let counts = [rule.together, rule.alone, rule.not_evaluated].map(|n| n.to_string());
            grid.row(std::iter::once(rule.rule.as_str().to_owned()).chain(counts));
        }
        if !grid.is_empty() {
            page.grid(&grid)?;
        }
        let candidates = self.rules.candidate_pairs;
        page.line(&format!("Candidate pairs: {candidates} of {pairs} ({}).", percent(candidates, pairs)))?;
        page.space()?;
        let mut grid = Grid::new(["scored", ">weight", ">pairs recorded"]);
        for component in &self.components {
            let weight = format!("{:.1} %", component.weight * 100.0);
            grid.row([component.name.clone(), weight, percent(component.recorded_pairs, pairs)]);
        }
        page.grid(&grid)?;
        for dropped in &self.dropped {
            let why = dropped.why.replace('_', " ");
            let why = dropped.missing.as_ref().map_or(why.clone(), |missing| format!("{why}: {missing}"));
            page.line(&format!("Not scored: {} ({why}).", dropped.name))?;
        }
        let list = |names: &[String]| if names.is_empty() { "none".to_owned() } else { names.join(", ") };
        let (found, used) = (list(&self.protected_found), list(&self.protected_used));
        page.line(&format!("Protected attributes found: {found}; used: {used}."))
    }
}

//! What would free somebody whom only the reporting line leaves with nobody.

use serde::Serialize;

use super::rule::Rule;
use super::{BitRow, Eligibility, Inner, Place, Scratch, mark_barred};
use crate::{Person, Side};

/// A change of policy that leaves somebody with candidates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Relief {
    /// The largest `chain_depth` that leaves candidates; `None` when no chain depth does (only direct reports, or people
    /// under the same manager, are left), so that only an exemption helps.
    pub chain_depth: Option<u32>,
    /// How many candidates that frees.
    pub frees: u64,
    /// The case in plain words.
    pub text: String,
    /// The line to add under `[rules.reporting_line]`.
    pub toml: String,
}

impl Eligibility {
    /// What would free a participant whom all other rules together leave somebody, and the reporting line nobody. `None`
    /// for everyone else.
    ///
    /// The largest chain depth is the smallest change: it keeps most of the rule.
    pub fn freed_by_chain_depth(&self, side: Side, index: usize) -> Option<Relief> {
        let inner = &*self.inner;
        let rule = inner.reporting_line.as_ref()?;
        let at = inner.place(side, index);
        let left = left_by_others(inner, at)?;
        let mut scratch = Scratch::new();
        let mut shared = BitRow::new(inner.len_opposite(side));
        rule.mark_shared(at, &mut scratch.search, &mut shared);
        let others = inner.participants.on(side.opposite());
        let free_of_managers = left.iter().filter(|&&other| !shared.get(other));
        let steps: Vec<u32> =
            free_of_managers.filter_map(|&other| rule.chain_steps(at.person, others[other])).collect();
        let people: Vec<Person> = left.iter().map(|&other| others[other]).collect();
        let case = case(inner, at, &people);
        let id = inner.workforce.id(at.person);
        Some(match steps.iter().max() {
            Some(&longest) if longest > 1 => {
                let chain_depth = longest - 1;
                let frees = steps.iter().filter(|&&steps| steps == longest).count() as u64;
                let text = format!("{case}; chain_depth {chain_depth} would free {frees}");
                Relief { chain_depth: Some(chain_depth), frees, text, toml: format!("chain_depth = {chain_depth}") }
            }
            _ => {
                let frees = left.len() as u64;
                let text = format!("{case}; no chain_depth frees any, an exemption would free {frees}");
                let quoted = toml::Value::from(id);
                let toml = format!("exempt = [{{ id = {quoted}, reason = \"write why\" }}]");
                Relief { chain_depth: None, frees, text, toml }
            }
        })
    }
}

/// The places that all other rules leave, if there are any and the reporting line bars every one of them.
fn left_by_others(inner: &Inner, at: Place) -> Option<Vec<usize>> {
    let rule: &dyn Rule = inner.reporting_line.as_ref()?;
    let mut scratch = Scratch::new();
    inner.bar_by(inner.others(), at, &mut scratch);
    if let Some(own) = inner.own_place(at) {
        scratch.row.set(own);
    }
    let left: Vec<usize> = scratch.row.zeros().collect();
    scratch.row.reset(inner.len_opposite(at.side));
    mark_barred(rule, at, &mut scratch.search, &mut scratch.row);
    (!left.is_empty() && left.iter().all(|&other| scratch.row.get(other))).then_some(left)
}

/// Why nobody is left, in words.
fn case(inner: &Inner, at: Place, left: &[Person]) -> String {
    let (one, many) = match at.side {
        Side::Junior => ("mentee", "mentees"),
        Side::Senior => ("mentor", "mentors"),
    };
    let everybody = inner.len_opposite(at.side) - usize::from(inner.own_place(at).is_some());
    let whom = match (left.len(), left.len() == everybody) {
        (1, true) => format!("the only {one}"),
        (n, true) => format!("all {n} {many}"),
        (1, false) => format!("the only {one} whom the other rules leave"),
        (n, false) => format!("all {n} {many} whom the other rules leave"),
    };
    let id = inner.workforce.id(at.person);
    let Some(rule) = &inner.reporting_line else {
        return String::new();
    };
    if left.iter().all(|&other| rule.is_above(at.person, other)) {
        format!("{id} stands above {whom}")
    } else if left.iter().all(|&other| rule.is_above(other, at.person)) {
        format!("{id} stands below {whom}")
    } else {
        format!("the reporting line keeps {id} from {whom}")
    }
}

//! Checks a result file against its inputs, without solving: every field of it.
//!
//! # What is checked
//! 1. **The text** is one JSON object in which no key is given twice.
//! 2. **The pairs** one by one: two people of this programme on the right sides, listed once, nobody beyond their capacity,
//!    ruled out by nothing and not below `min_score` (or fixed: what a fixed pair breaks, its written reason covers).
//! 3. **Everything else that is written down.** The report is made anew from the programme and the file's pairs, by the code
//!    that makes every report, and laid beside the file. Each value that differs, each key or element that is missing and
//!    each that is there without reason is a finding: scores, topics, terms, flags, who is left out and why, sums, baselines,
//!    the summary's words, the certificate's figures, the run record with its hash, its policy and its constants. Pairs and
//!    people must stand in the report's order; the order of keys does not matter.
//! 4. **The prices**, if the file carries them (`--prices`, or a `run.json`): whether they prove that no other pairing is
//!    better, by the slow verifier ([`obverse_lap::verify()`]), which shares no code with the solver; above fifty million pairs
//!    by the sums of [`obverse_lap::certify`]. Somebody without a place has price 0.
//!
//! # What is not
//! `run.version` and `run.method` need only be text: the library may have been another, and how an optimum was found does not
//! follow from it. Prices are seldom the only ones that prove a result: others that prove it as well are accepted. A file
//! without prices proves nothing: then [`Verification::optimal`] is `None`, and `dual_points`, `gap` and `verified` are only
//! held to what every result says, `points`, 0 and true.
//!
//! # Cost
//! Three passes over rows of pairs, in parallel, as a solve makes them for its counts, baselines and reasons; with prices one
//! more over single pairs. Memory: the text of the file, and what a solve holds; pairs and people left out are laid side by side
//! one at a time.

mod difference;
mod findings;
mod json;
mod pairs;
mod prices;

use rustc_hash::FxHashSet;
use serde::Serialize;

pub use findings::Finding;

use crate::matching::Found;
use crate::programme::PairCosts;
use crate::{Code, Control, Error, Matching, Problem, Problems, Programme};
use findings::Findings;
use json::Document;

/// What a check found.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Verification {
    /// Whether nothing was found wrong.
    pub holds: bool,
    /// Whether the prices prove that no other pairing is better; `None` if the file carries no prices.
    pub optimal: Option<bool>,
    /// Pairs the file lists.
    pub pairs: u64,
    /// What is wrong: the first twenty.
    pub findings: Vec<Finding>,
    /// How many more there are.
    pub more_findings: u64,
}

impl Programme {
    /// Checks the JSON of a result against this programme, without solving: every field of it. The same findings for any number
    /// of threads.
    ///
    /// Time: a few passes over all pairs, in parallel, and with prices one call for each pair (up to fifty million pairs).
    ///
    /// ```
    /// use obverse::{Policy, ReportOptions, Workforce};
    ///
    /// let people = "id,role,skills,wants\nana,junior,sql:5,\nsue,senior,sql:1,sql\n";
    /// let programme = Policy::default().check()?.prepare(&Workforce::from_csv(people.as_bytes())?)?;
    /// let matching = programme.solve()?;
    /// let json = serde_json::to_string(&matching.report(ReportOptions::default().with_prices(true))).unwrap();
    /// let check = programme.verify(&json)?;
    /// assert!(check.holds && check.optimal == Some(true));
    /// # Ok::<(), obverse::Error>(())
    /// ```
    ///
    /// # Errors
    /// `not_a_table` if the text is not the JSON of a result.
    pub fn verify(&self, json: &str) -> Result<Verification, Error> {
        self.verify_with(json, &Control::default())
    }

    /// As [`Programme::verify`], watched and stoppable.
    ///
    /// # Errors
    /// As [`Programme::verify`]; [`Error::Interrupted`] when stopped.
    pub fn verify_with(&self, json: &str, control: &Control<'_>) -> Result<Verification, Error> {
        let file = Document::read(json).map_err(|error| not_a_result(&error.to_string()))?;
        let Some(listed) = file.elements("pairs") else {
            return Err(not_a_result("it lists no `pairs`"));
        };
        let mut findings = Findings::default();
        let made = pairs::check(self, &listed, &mut findings);
        let sound = findings.is_empty();
        let certificate = file.value("certificate");
        let in_file = certificate.as_ref().and_then(|certificate| certificate.get("prices"));
        let prices = in_file.map(|prices| prices::read(self, prices));
        drop(certificate);
        let costs = self.costs();
        let expected = self.matching_again(&costs, &made, prices.as_ref(), control)?;
        difference::all(&file, &expected, prices.is_some(), &mut findings)?;
        let optimal = match &prices {
            None => None,
            Some(prices) if sound && prices.complete => {
                Some(prices::prove(self, &costs, &made, prices, &mut findings, control)?)
            }
            Some(_) => Some(false),
        };
        let holds = findings.is_empty() && optimal != Some(false);
        let pairs = listed.len() as u64;
        let (findings, more_findings) = findings.finish();
        Ok(Verification { holds, optimal, pairs, findings, more_findings })
    }

    /// The matching of these pairs, if they are best.
    fn matching_again(
        &self,
        costs: &PairCosts<'_>,
        made: &[(u32, u32)],
        prices: Option<&prices::Prices>,
        control: &Control<'_>,
    ) -> Result<Matching, Error> {
        let pairs = self.without_fixed(made);
        let points = |&(row, col): &(u32, u32)| {
            let participants = self.participants();
            let (junior, senior) = (participants.juniors()[row as usize], participants.seniors()[col as usize]);
            i128::from(self.score().points(junior, senior))
        };
        let found = Found {
            dual_cost: -pairs.iter().map(points).sum::<i128>(),
            pairs,
            prices: prices.map(|prices| prices.by_side.clone()).unwrap_or_default(),
            method: "",
        };
        Matching::of(self, costs, found, control)
    }

    /// The pairs that the solver made, sorted.
    fn without_fixed(&self, made: &[(u32, u32)]) -> Vec<(u32, u32)> {
        let fixed: FxHashSet<(u32, u32)> = self.fixed().iter().map(|f| (f.row, f.col)).collect();
        let mut pairs: Vec<(u32, u32)> = made.iter().copied().filter(|pair| !fixed.contains(pair)).collect();
        pairs.sort_unstable();
        pairs
    }
}

fn not_a_result(why: &str) -> Error {
    let mut problems = Problems::new();
    let text = format!("this is not a result of `obverse pair --format json`: {why}");
    problems.push(Problem::new(Code::NotATable, text));
    Error::Problems(problems)
}

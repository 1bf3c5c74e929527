//! Checks a result file against its inputs, without solving.
//!
//! Every pair is scored and judged anew; sums, capacities and the list of unmatched people are recounted; and if the file
//! carries prices (`--prices`, or a `run.json`), the certificate is checked over all pairs by the slow verifier, which shares no
//! code with the solver; above fifty million pairs by the parallel check of the certificate's sums instead.

use std::collections::BTreeMap;

use obverse_lap::{Costs, Price, Solution};
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use crate::matching::{PriceEntry, SCHEMA_VERSION};
use crate::programme::PairCosts;
use crate::{Control, Error, Person, Programme, Side};

/// Above this many pairs, one call for each takes too long.
const MOST_PAIRS_SLOWLY: u64 = 50_000_000;

/// How many findings of one kind are told apart; the rest are counted.
const MOST_FINDINGS: usize = 20;

/// What a check found.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Verification {
    /// Whether nothing was found wrong.
    pub holds: bool,
    /// Whether the prices prove that no other pairing is better; `None` if the file carries no prices.
    pub optimal: Option<bool>,
    /// Pairs checked.
    pub pairs: u64,
    /// What is wrong.
    pub findings: Vec<String>,
}

#[derive(Deserialize)]
struct ResultFile {
    schema_version: u32,
    summary: SummaryPart,
    pairs: Vec<PairPart>,
    #[serde(default)]
    unmatched: Vec<UnmatchedPart>,
    certificate: CertificatePart,
    run: RunPart,
}

#[derive(Deserialize)]
struct SummaryPart {
    pairs: u64,
    people_paired: u64,
    points: u64,
}

#[derive(Deserialize)]
struct PairPart {
    junior: String,
    senior: String,
    points: u32,
    #[serde(default)]
    terms: BTreeMap<String, TermPart>,
}

#[derive(Deserialize)]
struct TermPart {
    points: u32,
}

#[derive(Deserialize)]
struct UnmatchedPart {
    id: String,
    role: String,
}

#[derive(Deserialize)]
struct CertificatePart {
    people: u64,
    points: u64,
    #[serde(default)]
    prices: Option<BTreeMap<String, PriceEntry>>,
}

#[derive(Deserialize)]
struct RunPart {
    workforce_sha256: String,
}

impl Programme {
    /// Checks the JSON of a result against this programme, without solving. Time: linear in the pairs listed; with
    /// prices, in all pairs.
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
        let file: ResultFile = serde_json::from_str(json).map_err(|error| {
            let text = format!("this is not a result of `obverse pair --format json`: {error}");
            let mut problems = crate::Problems::new();
            problems.push(crate::Problem::new(crate::Code::NotATable, text));
            Error::Problems(problems)
        })?;
        let mut check = Check::new(self);
        if file.schema_version != SCHEMA_VERSION {
            check.find(format!("schema_version is {}, this program writes {SCHEMA_VERSION}", file.schema_version));
        }
        let sha = crate::matching::workforce_sha256(self.workforce());
        if sha != file.run.workforce_sha256 {
            check.find("the inputs are not those of the run: their SHA-256 differs".to_owned());
        }
        let made = check.pairs(&file);
        check.totals(&file, &made);
        check.unmatched(&file, &made);
        let optimal = file.certificate.prices.as_ref().map(|prices| check.prices(prices, &made));
        let mut findings = check.findings;
        if findings.len() > MOST_FINDINGS {
            let more = findings.len() - MOST_FINDINGS;
            findings.truncate(MOST_FINDINGS);
            findings.push(format!("and {more} more"));
        }
        let holds = findings.is_empty() && optimal != Some(false);
        Ok(Verification { holds, optimal, pairs: file.pairs.len() as u64, findings })
    }
}

struct Check<'a> {
    programme: &'a Programme,
    findings: Vec<String>,
}

impl<'a> Check<'a> {
    fn new(programme: &'a Programme) -> Self {
        Check { programme, findings: Vec::new() }
    }

    fn find(&mut self, what: String) {
        self.findings.push(what);
    }

    fn place(&self, side: Side, id: &str) -> Option<u32> {
        let person = self.programme.workforce().person(id)?;
        self.programme.participants().place(side, person)
    }

    /// Checks each pair and returns their places.
    fn pairs(&mut self, file: &ResultFile) -> Vec<(u32, u32)> {
        let fixed: FxHashSet<(u32, u32)> = self.programme.fixed().iter().map(|f| (f.row, f.col)).collect();
        let mut made = Vec::new();
        let mut seen = FxHashSet::default();
        for pair in &file.pairs {
            let name = format!("{} -> {}", pair.junior, pair.senior);
            let (Some(row), Some(col)) =
                (self.place(Side::Junior, &pair.junior), self.place(Side::Senior, &pair.senior))
            else {
                self.find(format!("{name}: not a junior and a senior of this programme"));
                continue;
            };
            if !seen.insert((row, col)) {
                self.find(format!("{name}: listed twice"));
                continue;
            }
            made.push((row, col));
            let participants = self.programme.participants();
            let (junior, senior) = (participants.juniors()[row as usize], participants.seniors()[col as usize]);
            let points = self.programme.score().points(junior, senior);
            if points != pair.points {
                self.find(format!("{name}: the file says {} points, the policy gives {points}", pair.points));
            }
            let terms: u64 = pair.terms.values().map(|term| u64::from(term.points)).sum();
            if !pair.terms.is_empty() && terms != u64::from(pair.points) {
                self.find(format!("{name}: the terms add up to {terms}, not to {}", pair.points));
            }
            if fixed.contains(&(row, col)) {
                continue;
            }
            if !self.programme.eligibility().is_eligible(junior, senior) {
                let rulings = self.programme.eligibility().ruled_out_by(junior, senior);
                let rules: Vec<&str> = rulings.iter().map(|r| r.rule.as_str()).collect();
                self.find(format!("{name}: ruled out by {}", rules.join(", ")));
            } else if points < self.programme.policy().tiers.min_points {
                self.find(format!("{name}: below min_score"));
            }
        }
        for f in self.programme.fixed() {
            if !seen.contains(&(f.row, f.col)) {
                let participants = self.programme.participants();
                let id = |person: Person| self.programme.workforce().id(person);
                let (junior, senior) =
                    (id(participants.juniors()[f.row as usize]), id(participants.seniors()[f.col as usize]));
                let text = format!("the fixed pair {junior} -> {senior} is missing");
                self.find(text);
            }
        }
        made
    }

    fn totals(&mut self, file: &ResultFile, made: &[(u32, u32)]) {
        let points: u64 = file.pairs.iter().map(|pair| u64::from(pair.points)).sum();
        let mut partners =
            [Side::Junior, Side::Senior].map(|side| vec![0_u32; self.programme.participants().on(side).len()]);
        for &(row, col) in made {
            partners[0][row as usize] += 1;
            partners[1][col as usize] += 1;
        }
        let people = partners.iter().flatten().filter(|n| **n > 0).count() as u64;
        for (what, says, is) in [
            ("summary.pairs", file.summary.pairs, file.pairs.len() as u64),
            ("summary.points", file.summary.points, points),
            ("summary.people_paired", file.summary.people_paired, people),
            ("certificate.points", file.certificate.points, points),
            ("certificate.people", file.certificate.people, people),
        ] {
            if says != is {
                self.find(format!("{what} is {says}, the pairs give {is}"));
            }
        }
        let mut over = Vec::new();
        for (side, partners) in [Side::Junior, Side::Senior].into_iter().zip(&partners) {
            let existing = crate::programme::existing_pairs(self.programme.workforce(), side);
            for (&person, &count) in self.programme.participants().on(side).iter().zip(partners) {
                let workforce = self.programme.workforce();
                let capacity = workforce.capacity(person).saturating_sub(existing[person.index()]);
                if count > capacity {
                    let id = workforce.id(person);
                    over.push(format!("{id} has {count} partners as {} and places for {capacity}", side.as_str()));
                }
            }
        }
        over.sort();
        self.findings.extend(over);
    }

    fn unmatched(&mut self, file: &ResultFile, made: &[(u32, u32)]) {
        let listed: FxHashSet<(String, String)> =
            file.unmatched.iter().map(|u| (u.id.clone(), u.role.clone())).collect();
        let mut wrong = Vec::new();
        for side in [Side::Junior, Side::Senior] {
            let paired: FxHashSet<u32> = made.iter().map(|p| if side == Side::Junior { p.0 } else { p.1 }).collect();
            for (at, &person) in self.programme.participants().on(side).iter().enumerate() {
                let id = self.programme.workforce().id(person);
                let is_listed = listed.contains(&(id.to_owned(), side.as_str().to_owned()));
                if is_listed == paired.contains(&(at as u32)) {
                    let how = if is_listed {
                        "paired and listed as unmatched"
                    } else {
                        "neither paired nor listed as unmatched"
                    };
                    wrong.push(format!("{id} as {} is {how}", side.as_str()));
                }
            }
        }
        wrong.sort();
        self.findings.extend(wrong);
    }

    /// People with a partner whom no fixed pair already gave one, once for each role.
    fn newly_covered(&self, made: &[(u32, u32)]) -> u64 {
        let mut partners = [Side::Junior, Side::Senior].map(|side| vec![false; self.programme.agents(side).len()]);
        for &(row, col) in made {
            partners[0][row as usize] = true;
            partners[1][col as usize] = true;
        }
        let newly = |side: Side| {
            let agents = self.programme.agents(side).iter();
            agents.zip(&partners[side as usize]).filter(|(agent, met)| **met && !agent.covered).count() as u64
        };
        newly(Side::Junior) + newly(Side::Senior)
    }

    /// The slow verifier on the prices of the file.
    fn prices(&mut self, prices: &BTreeMap<String, PriceEntry>, made: &[(u32, u32)]) -> bool {
        let mut of = [Vec::new(), Vec::new()];
        for side in [Side::Junior, Side::Senior] {
            for &person in self.programme.participants().on(side) {
                let id = self.programme.workforce().id(person);
                let price = match (prices.get(id), side) {
                    (Some(PriceEntry::One { level, price }), _) => {
                        Price { level: *level, dual: price.saturating_neg() }
                    }
                    (Some(PriceEntry::Both { junior, .. }), Side::Junior) => {
                        Price { level: junior.level, dual: junior.price.saturating_neg() }
                    }
                    (Some(PriceEntry::Both { senior, .. }), Side::Senior) => {
                        Price { level: senior.level, dual: senior.price.saturating_neg() }
                    }
                    (None, _) => {
                        let text = format!("{id} has no price");
                        self.find(text);
                        return false;
                    }
                };
                of[side as usize].push(price);
            }
        }
        let [row_prices, col_prices] = of;
        let fixed: FxHashSet<(u32, u32)> = self.programme.fixed().iter().map(|f| (f.row, f.col)).collect();
        let mut pairs: Vec<(u32, u32)> = made.iter().copied().filter(|pair| !fixed.contains(pair)).collect();
        pairs.sort_unstable();
        let costs = PairCosts::new(self.programme);
        let cost = pairs.iter().filter_map(|&(r, c)| costs.cost(r as usize, c as usize)).map(i128::from).sum();
        let problem = self.programme.transportation(&costs);
        let solution = Solution::claimed(pairs, self.newly_covered(made), cost, row_prices, col_prices);
        let (rows, cols) = costs.shape();
        let checked = if rows as u64 * cols as u64 <= MOST_PAIRS_SLOWLY {
            obverse_lap::verify(&problem, &solution)
        } else {
            match obverse_lap::certify(&problem, &solution, &Control::default()) {
                Ok(certificate) if certificate.verified => Ok(()),
                Ok(certificate) => Err(format!("{:?}", certificate.violation)),
                Err(error) => Err(error.to_string()),
            }
        };
        match checked {
            Ok(()) => true,
            Err(why) => {
                self.find(format!("the certificate does not hold: {why}"));
                false
            }
        }
    }
}

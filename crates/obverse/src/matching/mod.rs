//! The result: pairs, everyone left out with reasons, the proof, and what was run.

mod baseline;
mod certificate;
mod pair;
mod report;
mod restore;
mod run;
mod solution;
mod summary;
mod unmatched;

use std::sync::Arc;

use obverse_lap::{Solution, SolveError, certify};

pub use baseline::Baseline;
pub use certificate::{Certificate, PersonPrice};
pub use pair::{Pair, ScorePoints};
pub(crate) use pair::{as_value, by_name, topic_labels};
pub use report::{Report, ReportOptions, SCHEMA_VERSION};
pub use run::{ComponentRecord, DroppedRecord, RunRecord};
pub use summary::Summary;
pub use unmatched::{Reason, Unmatched};

use crate::programme::PairCosts;
use crate::{Code, Control, Error, Options, Person, Problem, Problems, Programme, Side};

/// A best matching of a programme, proved. A cheap handle.
#[derive(Clone)]
pub struct Matching {
    inner: Arc<Inner>,
}

struct Inner {
    programme: Programme,
    made: Vec<Made>,
    unmatched: Vec<Unmatched>,
    summary: Summary,
    certificate: Certificate,
    prices: [Vec<PersonPrice>; 2],
    run: RunRecord,
}

/// A pair by its places, with its points and, if it was fixed, which of the fixed pairs it is.
#[derive(Clone, Copy)]
struct Made {
    row: u32,
    col: u32,
    points: u32,
    fixed: Option<u32>,
}

/// What the solver found, or a file says it did.
pub(crate) struct Found {
    /// The pairs besides the fixed ones.
    pub(crate) pairs: Vec<(u32, u32)>,
    /// The bound on their cost.
    pub(crate) dual_cost: i128,
    /// The prices of juniors and of seniors.
    pub(crate) prices: [Vec<PersonPrice>; 2],
    /// How.
    pub(crate) method: &'static str,
}

impl Matching {
    pub(crate) fn solve(
        programme: &Programme,
        control: &Control<'_>,
        options: &Options<'_>,
    ) -> Result<Matching, Error> {
        let costs = programme.costs();
        let problem = programme.problem(&costs);
        let solution = problem.solve_with(control, options).map_err(|error| match error {
            SolveError::Stopped => Error::Interrupted,
            SolveError::Memory { rows, cols, bytes, available } => does_not_fit((rows, cols), bytes, available),
            other => Error::Internal(other.to_string()),
        })?;
        Matching::proved(programme, &costs, &solution, control)
    }

    /// The matching of a solution, whose certificate is checked first.
    fn proved(
        programme: &Programme,
        costs: &PairCosts<'_>,
        solution: &Solution,
        control: &Control<'_>,
    ) -> Result<Matching, Error> {
        let problem = programme.problem(costs);
        let proof = certify(&problem, solution, control).map_err(|_| Error::Interrupted)?;
        if !proof.verified {
            return Err(Error::Internal(format!("the solver's certificate does not hold: {proof:?}")));
        }
        let in_points = |prices: &[obverse_lap::Price]| {
            prices.iter().map(|p| PersonPrice { level: p.level, price: -p.dual }).collect::<Vec<_>>()
        };
        let found = Found {
            prices: [in_points(&solution.row_prices), in_points(&solution.col_prices)],
            pairs: solution.pairs.clone(),
            dual_cost: proof.dual_cost,
            method: solution.method,
        };
        Matching::of(programme, costs, found, control)
    }

    /// Everything that is told about a matching, from the pairs it makes besides the fixed ones. [`Programme::verify`] rebuilds a
    /// report with it, so that nothing a report says can escape the check.
    pub(crate) fn of(
        programme: &Programme,
        costs: &PairCosts<'_>,
        found: Found,
        control: &Control<'_>,
    ) -> Result<Matching, Error> {
        let counts = programme.eligibility().count(control)?;
        let fixed = fixed_pairs(programme);
        let fixed_total = total(programme, &fixed);
        let mut made = fixed;
        made.extend(found.pairs.iter().map(|&(row, col)| {
            let (junior, senior) = people(programme, row, col);
            Made { row, col, points: programme.score().points(junior, senior), fixed: None }
        }));
        let reached = total(programme, &made);
        let baselines = baseline::both(programme, costs, fixed_total, control)?;
        let dual_points = i128::from(fixed_total.points) - found.dual_cost;
        let dual_points = i64::try_from(dual_points).map_err(|_| Error::Internal("points overflow".to_owned()))?;
        let gap = dual_points - reached.points as i64;
        if gap != 0 {
            return Err(Error::Internal(format!("the certificate leaves a gap of {gap} points")));
        }
        let certificate =
            Certificate { people: reached.people_paired, points: reached.points, dual_points, gap, verified: true };
        let facts = summary::Facts { programme, made: reached, baselines, counts: &counts, verified: true };
        let summary = facts.summary();
        let matched = matched(programme, &made);
        let unmatched = unmatched::explain(programme, costs, [&matched[0], &matched[1]], control)?;
        sort(programme, &mut made);
        let run = RunRecord::new(programme, found.method, counts);
        let (programme, prices) = (programme.clone(), found.prices);
        Ok(Matching { inner: Arc::new(Inner { programme, made, unmatched, summary, certificate, prices, run }) })
    }

    /// What was solved.
    pub fn programme(&self) -> &Programme {
        &self.inner.programme
    }

    /// How many pairs.
    pub fn len(&self) -> usize {
        self.inner.made.len()
    }

    /// Whether nobody was paired.
    pub fn is_empty(&self) -> bool {
        self.inner.made.is_empty()
    }

    /// The pairs with their breakdowns, highest score first, then by ids. Breakdowns are computed as you go.
    pub fn pairs(&self) -> impl ExactSizeIterator<Item = Pair> + '_ {
        (0..self.len()).map(|at| self.pair(at))
    }

    /// One of the pairs, by its place.
    pub(crate) fn pair(&self, at: usize) -> Pair {
        let (programme, made) = (&self.inner.programme, self.inner.made[at]);
        let (junior, senior) = people(programme, made.row, made.col);
        let mut pair = pair::report(programme, junior, senior);
        if let Some(fixed) = made.fixed.map(|k| &programme.fixed()[k as usize]) {
            pair.flags.push("fixed");
            pair.ruled_out_by = fixed.broken.iter().map(|b| b.rule.as_str()).collect();
            pair.override_reason.clone_from(&fixed.reason);
        }
        pair
    }

    /// The pairs as people, in the order of [`Matching::pairs`].
    pub fn partners(&self) -> impl ExactSizeIterator<Item = (Person, Person)> + '_ {
        self.inner.made.iter().map(|made| people(&self.inner.programme, made.row, made.col))
    }

    /// Everyone without a partner, by id, once for each role, with reasons.
    pub fn unmatched(&self) -> &[Unmatched] {
        &self.inner.unmatched
    }

    /// The result in a few numbers and plain words.
    pub fn summary(&self) -> &Summary {
        &self.inner.summary
    }

    /// The proof that no other pairing is better.
    pub fn certificate(&self) -> &Certificate {
        &self.inner.certificate
    }

    /// The prices behind the certificate, one for each participant on that side, in the order of the draw.
    pub fn prices(&self, side: Side) -> &[PersonPrice] {
        match side {
            Side::Junior => &self.inner.prices[0],
            Side::Senior => &self.inner.prices[1],
        }
    }

    /// What was run.
    pub fn run(&self) -> &RunRecord {
        &self.inner.run
    }
}

impl std::fmt::Debug for Matching {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Matching").field("certificate", &self.inner.certificate).finish_non_exhaustive()
    }
}

fn does_not_fit((juniors, seniors): (usize, usize), bytes: u64, available: Option<u64>) -> Error {
    let free = available.map_or_else(
        || "more than there is".to_owned(),
        |available| format!("and {} MB are free", available / 1_000_000),
    );
    let text = format!(
        "The costs of {juniors} juniors x {seniors} seniors take {} MB, {free}. Leave `stored` out: then costs are computed \
         whenever they are needed, and hardly any memory is.",
        bytes.div_ceil(1_000_000),
    );
    let mut problems = Problems::new();
    problems.push(Problem::new(Code::DoesNotFit, text).with_value("stored"));
    Error::Problems(problems)
}

fn people(programme: &Programme, row: u32, col: u32) -> (Person, Person) {
    let participants = programme.participants();
    (participants.juniors()[row as usize], participants.seniors()[col as usize])
}

fn fixed_pairs(programme: &Programme) -> Vec<Made> {
    (programme.fixed().iter().enumerate())
        .map(|(k, f)| {
            let (junior, senior) = people(programme, f.row, f.col);
            let points = programme.score().points(junior, senior);
            Made { row: f.row, col: f.col, points, fixed: Some(k as u32) }
        })
        .collect()
}

fn matched(programme: &Programme, made: &[Made]) -> [Vec<bool>; 2] {
    let mut matched = [Side::Junior, Side::Senior].map(|side| vec![false; programme.participants().on(side).len()]);
    for pair in made {
        matched[0][pair.row as usize] = true;
        matched[1][pair.col as usize] = true;
    }
    matched
}

fn total(programme: &Programme, made: &[Made]) -> Baseline {
    let matched = matched(programme, made);
    Baseline {
        pairs: made.len() as u64,
        people_paired: matched.iter().flatten().filter(|m| **m).count() as u64,
        points: made.iter().map(|m| u64::from(m.points)).sum(),
    }
}

fn sort(programme: &Programme, made: &mut [Made]) {
    let workforce = programme.workforce();
    made.sort_by(|a, b| {
        let ids = |m: &Made| {
            let (junior, senior) = people(programme, m.row, m.col);
            (workforce.id(junior), workforce.id(senior))
        };
        b.points.cmp(&a.points).then_with(|| ids(a).cmp(&ids(b)))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_that_do_not_fit_are_a_problem_that_says_what_to_do() {
        let error = does_not_fit((300_000, 200_000), 480_000_000_000, Some(24_000_999_999));
        let problems = error.problems().unwrap();
        let problem = problems.iter().next().unwrap();
        assert_eq!((problems.len(), problem.code, problem.value.as_deref()), (1, Code::DoesNotFit, Some("stored")));
        assert!(problem.is_error());
        assert!(problem.text.contains("300000 juniors x 200000 seniors take 480000 MB, and 24000 MB are free"));
        assert!(problem.text.contains("Leave `stored` out"));
        let error = does_not_fit((2, 3), 48, None);
        assert!(error.to_string().contains("take 1 MB, more than there is."));
    }
}

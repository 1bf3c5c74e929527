//! A workforce and a policy, ready to solve.
//!
//! [`CheckedPolicy::prepare`](crate::policy::CheckedPolicy::prepare) finds out who takes part, draws the org chart, freezes
//! the scoring constants and checks the fixed pairs. A [`Programme`] can then be solved, explained and verified.

mod barred;
mod fixed_pairs;
mod no_lines;
mod pair_costs;
mod prepare;
#[cfg(test)]
mod repair_tests;
mod seats;
mod sift;
#[cfg(test)]
mod tests;

pub(crate) use seats::existing_pairs;

use std::sync::Arc;

use obverse_lap::{Agent, Objective, Transportation};

pub(crate) use fixed_pairs::FixedPair;
pub use pair_costs::PairCosts;

use crate::eligibility::Eligibility;
use crate::org::OrgChart;
use crate::policy::{CheckedPolicy, Policy};
use crate::score::Score;
use crate::{Control, Error, Matching, Options, Participants, Problems, Side, Workforce};

/// A workforce and a policy, ready to solve. A cheap handle.
#[derive(Clone)]
pub struct Programme {
    inner: Arc<Inner>,
}

struct Inner {
    workforce: Workforce,
    policy: CheckedPolicy,
    org: OrgChart,
    participants: Participants,
    eligibility: Eligibility,
    score: Score,
    fixed: Vec<FixedPair>,
    juniors: Vec<Agent>,
    seniors: Vec<Agent>,
    warnings: Problems,
}

impl Programme {
    /// The people.
    pub fn workforce(&self) -> &Workforce {
        &self.inner.workforce
    }

    /// The policy.
    pub fn policy(&self) -> &Policy {
        self.inner.policy.policy()
    }

    /// Who stands above whom.
    pub fn org(&self) -> &OrgChart {
        &self.inner.org
    }

    /// Who takes part, in the order of the draw.
    pub fn participants(&self) -> &Participants {
        &self.inner.participants
    }

    /// Which pairs may be made.
    pub fn eligibility(&self) -> &Eligibility {
        &self.inner.eligibility
    }

    /// What pairs are worth.
    pub fn score(&self) -> &Score {
        &self.inner.score
    }

    /// What somebody should look at before trusting the result.
    pub fn warnings(&self) -> &Problems {
        &self.inner.warnings
    }

    pub(crate) fn fixed(&self) -> &[FixedPair] {
        &self.inner.fixed
    }

    /// Places left after fixed and existing pairs, for each participant on one side.
    pub(crate) fn agents(&self, side: Side) -> &[Agent] {
        match side {
            Side::Junior => &self.inner.juniors,
            Side::Senior => &self.inner.seniors,
        }
    }

    pub(crate) fn objective(&self) -> Objective {
        if self.policy().tiers.coverage { Objective::CoverageThenCost } else { Objective::CostOnly }
    }

    /// What a pair costs the solver: minus its points, or nothing where the pair is not to be made. Never stored.
    pub fn costs(&self) -> PairCosts<'_> {
        PairCosts::new(self)
    }

    /// The problem that [`Programme::solve`] solves, beside the fixed pairs: juniors are rows and seniors are columns, in the
    /// order of the draw. For those who want to solve it in a way of their own, or to [repair](obverse_lap::repair) a
    /// [`Matching::solution`] when somebody drops out:
    ///
    /// ```
    /// use obverse::{Control, Policy, Workforce};
    /// use obverse_lap::repair::{Change, Line, State};
    ///
    /// let export = "id,role,skills,wants\na,junior,sql:5,\nb,junior,ai:4,\nv,senior,ai:1,sql:3\nw,senior,,ai:2\n";
    /// let programme = Policy::default().check()?.prepare(&Workforce::from_csv(export.as_bytes())?)?;
    /// let (matching, costs) = (programme.solve()?, programme.costs());
    /// let mut state = State::new(&programme.problem(&costs), &matching.solution()).expect("solved and proved");
    ///
    /// let juniors = programme.participants().juniors();
    /// let ben = juniors.iter().position(|&person| programme.workforce().id(person) == "b").expect("takes part");
    /// state.apply(&costs, Change::Remove(Line::Row(ben as u32)), &Control::default()).expect("one who takes part");
    /// assert_eq!(state.covered(), 2);
    /// # Ok::<(), obverse::Error>(())
    /// ```
    pub fn problem<'a>(&'a self, costs: &'a PairCosts<'a>) -> Transportation<'a> {
        Transportation { costs, rows: &self.inner.juniors, cols: &self.inner.seniors, objective: self.objective() }
    }

    /// Finds a best matching and proves it: fixed pairs first, then the most people with a partner, then the most points.
    ///
    /// # Errors
    /// [`Error::Internal`] if the certificate does not hold, which would be a defect of the library.
    pub fn solve(&self) -> Result<Matching, Error> {
        self.solve_with(&Control::default())
    }

    /// As [`Programme::solve`], watched and stoppable.
    ///
    /// # Errors
    /// As [`Programme::solve`]; [`Error::Interrupted`] when stopped.
    pub fn solve_with(&self, control: &Control<'_>) -> Result<Matching, Error> {
        self.solve_by(control, &Options::default())
    }

    /// As [`Programme::solve_with`], in a way of your own choice ([`Options::named`]) instead of the one that suits the instance.
    /// Number of people and points are the same; of several best matchings it may find another.
    /// [`RunRecord::method`](crate::matching::RunRecord::method) says what was done.
    ///
    /// # Errors
    /// As [`Programme::solve_with`]; `does_not_fit` if all costs are to be kept and take more memory than there is.
    pub fn solve_by(&self, control: &Control<'_>, options: &Options<'_>) -> Result<Matching, Error> {
        Matching::solve(self, control, options)
    }
}

impl std::fmt::Debug for Programme {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Programme")
            .field("juniors", &self.inner.participants.juniors().len())
            .field("seniors", &self.inner.participants.seniors().len())
            .finish_non_exhaustive()
    }
}

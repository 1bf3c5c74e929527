//! From a checked policy and a workforce to a programme: who takes part, what is ruled out, what is scored.

use std::sync::Arc;

use super::{Inner, Programme, fixed_pairs, no_lines, seats};
use crate::eligibility::{Eligibility, RuleContext};
use crate::grade::Grades;
use crate::org::OrgChart;
use crate::policy::{CheckedPolicy, Policy};
use crate::score::Score;
use crate::workforce::{ALWAYS_PROTECTED, is_attribute};
use crate::{Code, Error, Problem, Problems, Side, Workforce, roles};

impl CheckedPolicy {
    /// Makes a programme of this policy and a workforce: finds the participants, draws the org chart, freezes the constants of
    /// measures that are not recorded and checks the fixed pairs.
    ///
    /// # Errors
    /// Everything about the two that does not fit together, all at once: nobody on one side, columns the policy names and the
    /// export lacks, nothing to score, fixed pairs that break a rule or a capacity.
    pub fn prepare(&self, workforce: &Workforce) -> Result<Programme, Error> {
        let policy = self.policy();
        let mut problems = Problems::new();
        let scale = workforce.skills().scale();
        if scale != policy.scale {
            let text = format!(
                "the export was read on the level scale {}–{}, the policy says {}–{}: give the policy when reading",
                scale.bottom(),
                scale.top(),
                policy.scale.bottom(),
                policy.scale.top()
            );
            problems.push(Problem::new(Code::ScaleMismatch, text).in_column("scale"));
        }
        let org = OrgChart::new(workforce);
        let grades = keep(Grades::new(workforce, &policy.roles.grade_order), &mut problems);
        let Some(grades) = grades else { return Err(Error::Problems(problems)) };
        let protected = policy.protected_columns();
        let grades = grades.protected(protected.iter().any(|name| name == "grade"));
        warn_of_absent(workforce, policy, &mut problems);
        problems.extend(no_lines::warning(workforce, &org, &policy.rules));
        let participants =
            keep(roles::participants(workforce, &org, &grades, &policy.roles, policy.seed), &mut problems);
        let Some(participants) = participants else { return Err(Error::Problems(problems)) };
        let score = keep(Score::prepare(workforce, &participants, &policy.score, &policy.custom), &mut problems);
        let context = RuleContext { topics: &policy.score.topics, protected: &protected };
        let eligibility =
            keep(Eligibility::prepare(workforce, &org, &participants, &policy.rules, &grades, context), &mut problems);
        let (Some(score), Some(eligibility)) = (score, eligibility) else { return Err(Error::Problems(problems)) };
        let fixed = fixed_pairs::check(workforce, &participants, &eligibility, &mut problems);
        let warnings = problems.into_result()?;
        let juniors = seats::left(workforce, &participants, Side::Junior, &fixed);
        let seniors = seats::left(workforce, &participants, Side::Senior, &fixed);
        Ok(Programme {
            inner: Arc::new(Inner {
                workforce: workforce.clone(),
                policy: self.clone(),
                org,
                participants,
                eligibility,
                score,
                fixed,
                juniors,
                seniors,
                warnings,
            }),
        })
    }
}

/// A protected column that nobody has is most likely misspelled, and what it meant to protect is not protected.
fn warn_of_absent(workforce: &Workforce, policy: &Policy, problems: &mut Problems) {
    for name in &policy.score.protected {
        // What is protected anyway may be absent: nothing stays unprotected by mistake.
        if ALWAYS_PROTECTED.contains(&name.as_str()) || !is_attribute(name) || workforce.attribute(name).is_some() {
            continue;
        }
        let unknown = roles::unknown_column(workforce, "protected", name);
        let problem = Problem::new(Code::ProtectedColumnAbsent, unknown.text).in_column("protected");
        problems.push(problem.with_value(name));
    }
}

/// The value, or its problems among the others.
fn keep<T>(result: Result<T, Problems>, problems: &mut Problems) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(more) => {
            problems.extend(more);
            None
        }
    }
}

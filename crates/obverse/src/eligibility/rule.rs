//! What every rule can say.

use serde::{Serialize, Serializer};

use super::BitRow;
use crate::policy::OnMissing;
use crate::{Person, Side, org};

/// The rules, in the order in which they are listed everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum RuleName {
    /// One stands above the other, or the same manager stands close above both.
    ReportingLine,
    /// Somebody did not opt in.
    OptIn,
    /// The conflicts table names the two.
    Conflict,
    /// The two were paired before.
    PastPair,
    /// The senior does not stand enough grades above the junior.
    GradeGap,
    /// The two have the same value where they must differ.
    Different,
    /// The two share no value where they must share one.
    Shares,
    /// The junior has nothing to teach that the senior wants.
    CanTeach,
}

impl RuleName {
    /// Every rule, in order.
    pub const ALL: [RuleName; 8] = [
        RuleName::ReportingLine,
        RuleName::OptIn,
        RuleName::Conflict,
        RuleName::PastPair,
        RuleName::GradeGap,
        RuleName::Different,
        RuleName::Shares,
        RuleName::CanTeach,
    ];

    /// As written in a policy and in results.
    pub fn as_str(self) -> &'static str {
        match self {
            RuleName::ReportingLine => "reporting_line",
            RuleName::OptIn => "opt_in",
            RuleName::Conflict => "conflict",
            RuleName::PastPair => "past_pair",
            RuleName::GradeGap => "grade_gap",
            RuleName::Different => "different",
            RuleName::Shares => "shares",
            RuleName::CanTeach => "can_teach",
        }
    }
}

impl std::fmt::Display for RuleName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for RuleName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// A rule that says no to a pair, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Ruling {
    /// Which rule.
    pub rule: RuleName,
    /// Why, in plain words.
    pub text: String,
}

/// A participant, as a place on one side.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) side: Side,
    pub(super) index: usize,
    pub(super) person: Person,
}

/// What a rule makes of two people.
pub(super) enum Verdict {
    /// It lets them pass.
    Passes,
    /// It cannot be evaluated: what is not recorded, in words.
    Open(String),
    /// It says no: why, in words.
    Breaks(String),
}

/// One eligibility rule, prepared for the participants of a programme.
pub(super) trait Rule: Send + Sync {
    /// Which.
    fn name(&self) -> RuleName;

    /// What becomes of pairs that it cannot evaluate.
    fn on_missing(&self) -> OnMissing {
        OnMissing::Pass
    }

    /// Adds everyone of the other side with whom what is recorded breaks the rule. A participant's own place on the
    /// other side may be added: the caller takes it away.
    fn mark_broken(&self, at: Place, scratch: &mut org::Scratch, row: &mut BitRow);

    /// Adds everyone of the other side with whom something the rule reads is not recorded. The rule is open where this
    /// row has a bit and the broken row has none.
    fn mark_not_recorded(&self, at: Place, row: &mut BitRow);

    /// Whether what is recorded of any two people breaks the rule.
    fn breaks(&self, junior: Person, senior: Person) -> bool {
        matches!(self.judge(junior, senior), Verdict::Breaks(_))
    }

    /// The same in words.
    fn judge(&self, junior: Person, senior: Person) -> Verdict;
}

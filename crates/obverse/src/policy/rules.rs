//! What a policy says about each eligibility rule. A rule that is `None` is switched off.

/// Every rule, `None` where it is off.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rules {
    /// On by default.
    pub reporting_line: Option<ReportingLine>,
    /// On by default: acts when the column exists.
    pub opt_in: bool,
    /// On by default: acts on the conflicts table.
    pub conflict: bool,
    /// On by default: acts on the past pairs table.
    pub past_pair: bool,
    /// Off by default.
    pub grade_gap: Option<GradeGap>,
    /// Off by default.
    pub different: Option<Different>,
    /// Off by default.
    pub shares: Option<Shares>,
    /// Off by default.
    pub can_teach: Option<CanTeach>,
}

impl Default for Rules {
    fn default() -> Self {
        Rules {
            reporting_line: Some(ReportingLine::default()),
            opt_in: true,
            conflict: true,
            past_pair: true,
            grade_gap: None,
            different: None,
            shares: None,
            can_teach: None,
        }
    }
}

/// What a rule says of a pair it cannot judge because something is not recorded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnMissing {
    /// It lets the pair pass, and the pair is counted.
    #[default]
    Pass,
    /// It rules the pair out.
    Bar,
}

/// How far up a line of managers the rule looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChainDepth {
    /// This half of the rule is switched off.
    Off,
    /// At most this many steps (at least 1).
    Steps(u32),
    /// All the way.
    Any,
}

/// `[rules.reporting_line]`
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReportingLine {
    /// One above the other within this many steps.
    pub chain_depth: ChainDepth,
    /// The same manager within this many steps above both; 0 switches this half off.
    pub shared_manager_depth: u32,
    /// Someone whom this rule alone leaves with nobody is judged at this chain depth instead.
    pub if_nobody_left: Option<u32>,
    /// People to whom the rule does not apply, each with a written reason.
    pub exempt: Vec<Exemption>,
    /// When nobody stands above somebody (no manager recorded), the rule cannot be judged for them.
    pub missing: OnMissing,
}

impl Default for ReportingLine {
    fn default() -> Self {
        ReportingLine {
            chain_depth: ChainDepth::Any,
            shared_manager_depth: 1,
            if_nobody_left: None,
            exempt: Vec::new(),
            missing: OnMissing::Pass,
        }
    }
}

/// Someone to whom the reporting line does not apply.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Exemption {
    /// Who.
    pub id: String,
    /// Why.
    pub reason: String,
}

/// `[rules.grade_gap]`: the senior stands at least so many grades above the junior.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GradeGap {
    /// Grades above.
    pub at_least: u32,
    /// When a grade is not recorded.
    pub missing: OnMissing,
}

/// `[rules.different]`: the two differ in every one of these columns.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Different {
    /// Column names.
    pub columns: Vec<String>,
    /// Why a protected column is read, if one is.
    pub reason: Option<String>,
    /// When a value is not recorded.
    pub missing: OnMissing,
}

/// `[rules.shares]`: the two share a value in every one of these columns.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Shares {
    /// Column names.
    pub columns: Vec<String>,
    /// Number columns in which the two may be at most so far apart (`time_zone`, say).
    pub windows: Vec<Window>,
    /// Why a protected column is read, if one is.
    pub reason: Option<String>,
    /// When a value is not recorded.
    pub missing: OnMissing,
}

/// A column of numbers and how far apart two may be.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Window {
    /// The column.
    pub column: String,
    /// The widest distance allowed, in thousandths.
    pub at_most_thousandths: u64,
}

/// `[rules.can_teach]`: the junior has something the senior wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct CanTeach {
    /// When skills or wants are not recorded.
    pub missing: OnMissing,
}

//! What a policy says about each component, the roles and the tiers.
//!
//! Decimals are kept as whole billionths, so that no rounding of a binary fraction can reach a score.

use std::collections::BTreeMap;

use super::Component;

/// What stands in for a measure that is not recorded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Missing {
    /// The component's mean over the pairs in which it is recorded.
    #[default]
    Neutral,
    /// This constant, in billionths (0 to 1,000,000,000). `"zero"` is 0.
    Constant(u32),
}

/// `[components.generation]`
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GenerationSettings {
    /// The last birth year of every cohort but the youngest, ascending.
    pub boundaries: Vec<i16>,
    /// Who must be the younger.
    pub direction: GenerationDirection,
    /// Cohorts, years of birth or years of hire.
    pub measure: GenerationMeasure,
}

impl Default for GenerationSettings {
    fn default() -> Self {
        GenerationSettings {
            boundaries: vec![1945, 1964, 1980, 1996],
            direction: GenerationDirection::Either,
            measure: GenerationMeasure::Cohort,
        }
    }
}

/// Which pairs a generation distance counts for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GenerationDirection {
    /// Any.
    Either,
    /// Only pairs whose junior is of a later cohort (born or hired later); others measure 0.
    YoungerTeaches,
}

/// What a generation distance is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GenerationMeasure {
    /// Cohorts apart / (cohorts on the scale − 1).
    Cohort,
    /// Years of birth apart / this range in years, at most 1.
    Years(u32),
    /// Years of hire apart / this range in years, at most 1. Reads no age.
    HireYears(u32),
}

/// `[components.culture]`
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CultureSettings {
    /// The culture attributes.
    pub columns: Vec<String>,
    /// The file of a distance table, as the policy names it; its rows are given to [`CultureSettings::distance_table`].
    pub distances: Option<String>,
    /// Given distances: a value, another value, the distance in billionths. Both values are folded (trimmed, lower case), and
    /// either may come first.
    pub distance_table: Vec<(String, String, u32)>,
}

impl Default for CultureSettings {
    fn default() -> Self {
        CultureSettings { columns: vec!["culture".to_owned()], distances: None, distance_table: Vec::new() }
    }
}

/// `[components.gender]`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct GenderSettings {
    /// A directed table: junior's value, senior's value (both folded), measure in billionths; pairs not listed measure 0.
    /// Without one, differs measures 1 and same 0.
    pub table: Option<Vec<(String, String, u32)>>,
}

/// `[components."attribute:NAME"]`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AttributeSettings {
    /// The shape of the measure.
    pub measure: AttributeMeasure,
}

/// The shapes a free column can be scored in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttributeMeasure {
    /// 1 where the values differ, 0 where they are the same.
    Difference,
    /// 1 where the values are the same, 0 where they differ.
    Similarity,
    /// Values shared / all values (Jaccard).
    Overlap,
    /// |a − b| / range, at most 1. The range is in thousandths.
    Distance(u64),
    /// 1 − |a − b| / range, at least 0. The range is in thousandths.
    Closeness(u64),
}

/// `[components.request]`
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RequestSettings {
    /// The column with the ids or e-mails asked for, `;` between several.
    pub column: String,
}

impl Default for RequestSettings {
    fn default() -> Self {
        RequestSettings { column: "requests".to_owned() }
    }
}

/// `[roles]`: who is what where the export does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RoleTests {
    /// Grade labels, lowest first; empty when grades are numbers.
    pub grade_order: Vec<String>,
    /// Who is junior.
    pub junior: Option<RoleTest>,
    /// Who is senior.
    pub senior: Option<RoleTest>,
    /// Why the test of juniors reads a protected column, if it does.
    pub junior_reason: Option<String>,
    /// Why the test of seniors reads a protected column, if it does.
    pub senior_reason: Option<String>,
}

/// A test that makes somebody junior or senior.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RoleTest {
    /// Of this grade or below.
    GradeAtMost(String),
    /// Of this grade or above.
    GradeAtLeast(String),
    /// At most so many steps below the top of the org chart.
    StepsFromTopAtMost(u32),
    /// At least so many steps below the top of the org chart.
    StepsFromTopAtLeast(u32),
    /// One of these values in this column.
    ColumnIn {
        /// The column.
        column: String,
        /// Values, compared without case.
        values: Vec<String>,
    },
}

impl RoleTest {
    /// The column of the export it reads, if it reads one.
    pub fn column(&self) -> Option<&str> {
        match self {
            RoleTest::GradeAtMost(_) | RoleTest::GradeAtLeast(_) => Some("grade"),
            RoleTest::StepsFromTopAtMost(_) | RoleTest::StepsFromTopAtLeast(_) => None,
            RoleTest::ColumnIn { column, .. } => Some(column),
        }
    }
}

/// `[tiers]`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tiers {
    /// People paired before points.
    pub coverage: bool,
    /// Candidate pairs below this many points are not made. 10,000 points are one point of the score shown.
    pub min_points: u32,
}

impl RoleTests {
    /// Each test with its key in the policy and the reason written beside it.
    pub(crate) fn each(&self) -> [(&'static str, Option<&RoleTest>, Option<&String>); 2] {
        [
            ("roles.junior", self.junior.as_ref(), self.junior_reason.as_ref()),
            ("roles.senior", self.senior.as_ref(), self.senior_reason.as_ref()),
        ]
    }
}

impl Default for Tiers {
    fn default() -> Self {
        Tiers { coverage: true, min_points: 0 }
    }
}

/// All that scoring reads of a policy.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ScoreSettings {
    /// Components and their weights in trillionths, as given: not yet shares, some perhaps 0.
    pub weights: Vec<(Component, u64)>,
    /// What stands in for a measure that is not recorded.
    pub missing: Missing,
    /// `false`: components that read a protected attribute are dropped.
    pub use_protected: bool,
    /// Columns the policy marks as protected, besides gender and the culture columns.
    pub protected: Vec<String>,
    /// Skills that stand in for the wants of people who state none.
    pub topics: Vec<String>,
    /// When the ages of the export held.
    pub as_of: Option<jiff::civil::Date>,
    /// `[components.generation]`
    pub generation: GenerationSettings,
    /// `[components.culture]`
    pub culture: CultureSettings,
    /// `[components.gender]`
    pub gender: GenderSettings,
    /// `[components."attribute:NAME"]`, by column name.
    pub attributes: BTreeMap<String, AttributeSettings>,
    /// `[components.request]`
    pub request: RequestSettings,
}

impl Default for ScoreSettings {
    fn default() -> Self {
        let share = |percent: u64| percent * 10_000_000_000;
        ScoreSettings {
            weights: vec![
                (Component::SkillGap, share(40)),
                (Component::ReciprocalSkillGap, share(15)),
                (Component::Generation, share(15)),
                (Component::Culture, share(15)),
                (Component::Gender, share(15)),
            ],
            missing: Missing::Neutral,
            use_protected: true,
            protected: Vec::new(),
            topics: Vec::new(),
            as_of: None,
            generation: GenerationSettings::default(),
            culture: CultureSettings::default(),
            gender: GenderSettings::default(),
            attributes: BTreeMap::new(),
            request: RequestSettings::default(),
        }
    }
}

/// A decimal in [0, 1] as whole billionths.
pub(crate) fn billionths(value: f64) -> Option<u32> {
    (0.0..=1.0).contains(&value).then(|| (value * 1e9).round() as u32)
}

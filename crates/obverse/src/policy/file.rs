//! The shape of `policy.toml`. The JSON Schema is derived from these types, and the check for unknown keys reads that schema,
//! so the three cannot drift apart.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An Obverse policy: what counts in a pairing, how much, and what is never done.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(title = "Obverse policy", deny_unknown_fields)]
pub(crate) struct PolicyFile {
    /// Top of the level scale (bottom 0), or [bottom, top]. At most 16 levels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) scale: Option<ScaleFile>,
    /// Orders people for ties: a whole number, in quotes if it is above 2^63 - 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) seed: Option<SeedFile>,
    /// The date at which the ages of the export held.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub(crate) as_of: Option<toml::Value>,
    /// What stands in for a measure that is not recorded: "neutral", "zero" or a number from 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) missing: Option<WordOrNumber>,
    /// false: no protected attribute is scored.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) use_protected: Option<bool>,
    /// Further columns to treat as protected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) protected: Option<Vec<String>>,
    /// Skills that stand in for the wants of people who state none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) topics: Option<Vec<String>>,
    /// This export's header -> ours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) columns: Option<BTreeMap<String, String>>,
    /// Who is junior and who is senior where the export does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) roles: Option<RolesFile>,
    /// Weight of each component; shares of their sum.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) weights: Option<BTreeMap<String, f64>>,
    /// How components measure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) components: Option<ComponentsFile>,
    /// What is never done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rules: Option<RulesFile>,
    /// What comes first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) tiers: Option<TiersFile>,
}

/// A seed; as a text where TOML has no number for it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub(crate) enum SeedFile {
    Number(u64),
    Text(String),
}

/// The top of the scale, or its bottom and top.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub(crate) enum ScaleFile {
    Top(u8),
    Range([u8; 2]),
}

/// A word or a number.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub(crate) enum WordOrNumber {
    Number(f64),
    Word(String),
}

/// `[roles]`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub(crate) struct RolesFile {
    /// Grade labels, lowest first, when grades are words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) grade_order: Option<Vec<String>>,
    /// Who is junior.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) junior: Option<RoleTestFile>,
    /// Who is senior.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) senior: Option<RoleTestFile>,
}

/// One test; exactly one of the first five keys.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub(crate) struct RoleTestFile {
    /// Of this grade or below.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) grade_at_most: Option<WordOrNumber>,
    /// Of this grade or above.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) grade_at_least: Option<WordOrNumber>,
    /// At most so many steps below the top of the org chart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) steps_from_top_at_most: Option<u32>,
    /// At least so many steps below the top of the org chart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) steps_from_top_at_least: Option<u32>,
    /// One of the values of `in`, in this column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) column: Option<String>,
    /// The values for `column`.
    #[serde(rename = "in", skip_serializing_if = "Option::is_none")]
    pub(crate) values: Option<Vec<WordOrNumber>>,
    /// Why a protected column is read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<String>,
}

/// `[components]`: fixed names and `"attribute:NAME"`.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub(crate) struct ComponentsFile {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) generation: Option<GenerationFile>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) culture: Option<CultureFile>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) gender: Option<GenderFile>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) request: Option<RequestFile>,
    /// `"attribute:NAME"`: a column of your own.
    #[serde(flatten)]
    pub(crate) attributes: BTreeMap<String, AttributeFile>,
}

/// `[components.generation]`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub(crate) struct GenerationFile {
    /// The last birth year of every cohort but the youngest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) boundaries: Option<Vec<i16>>,
    /// `"either"` or `"younger_teaches"`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) direction: Option<String>,
    /// `"cohort"`, `"years"` or `"hire_years"`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) measure: Option<String>,
    /// The widest distance in years, for `"years"` and `"hire_years"`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) range: Option<u32>,
}

/// `[components.culture]`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub(crate) struct CultureFile {
    /// The culture attributes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) columns: Option<Vec<String>>,
    /// A table of distances: a, b, distance in [0, 1].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) distances: Option<String>,
}

/// `[components.gender]`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub(crate) struct GenderFile {
    /// Rows of junior's value, senior's value, measure; pairs not listed measure 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) table: Option<Vec<(String, String, f64)>>,
}

/// `[components.request]`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub(crate) struct RequestFile {
    /// The column with the ids or e-mails asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) column: Option<String>,
}

/// `[components."attribute:NAME"]`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub(crate) struct AttributeFile {
    /// "difference", "similarity", "overlap", "distance" or "closeness".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) measure: Option<String>,
    /// The declared range, for "distance" and "closeness".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) range: Option<f64>,
}

/// `[rules]`: naming one leaves the others as they are.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub(crate) struct RulesFile {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reporting_line: Option<ReportingLineFile>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) opt_in: Option<SwitchFile>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) conflict: Option<SwitchFile>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) past_pair: Option<SwitchFile>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) grade_gap: Option<GradeGapFile>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) different: Option<DifferentFile>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) shares: Option<SharesFile>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) can_teach: Option<CanTeachFile>,
}

/// A rule that is simply on or off.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub(crate) struct SwitchFile {
    /// false switches the rule off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) enabled: Option<bool>,
}

/// `[rules.reporting_line]`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub(crate) struct ReportingLineFile {
    /// false switches the rule off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) enabled: Option<bool>,
    /// "any", a number of steps, or "off".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) chain_depth: Option<WordOrNumber>,
    /// The same manager within this many steps above both; 0: off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) shared_manager_depth: Option<u32>,
    /// The chain depth for someone whom this rule alone leaves with nobody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) if_nobody_left: Option<u32>,
    /// People to whom the rule does not apply, each with a reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) exempt: Option<Vec<ExemptFile>>,
    /// "pass" or "bar" pairs that cannot be judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) missing: Option<String>,
}

/// Someone exempt from the reporting line.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(crate) struct ExemptFile {
    /// Who.
    pub(crate) id: String,
    /// Why.
    pub(crate) reason: String,
}

/// `[rules.grade_gap]`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub(crate) struct GradeGapFile {
    /// false switches the rule off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) enabled: Option<bool>,
    /// The senior stands at least so many grades above the junior.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) at_least: Option<u32>,
    /// "pass" or "bar" pairs that cannot be judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) missing: Option<String>,
}

/// `[rules.different]`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub(crate) struct DifferentFile {
    /// false switches the rule off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) enabled: Option<bool>,
    /// The two differ in every one of these columns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) columns: Option<Vec<String>>,
    /// Why a protected column is read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<String>,
    /// "pass" or "bar" pairs that cannot be judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) missing: Option<String>,
}

/// `[rules.shares]`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub(crate) struct SharesFile {
    /// false switches the rule off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) enabled: Option<bool>,
    /// The two share a value in every one of these columns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) columns: Option<Vec<String>>,
    /// Number columns in which the two may be at most so far apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) windows: Option<Vec<WindowFile>>,
    /// Why a protected column is read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<String>,
    /// "pass" or "bar" pairs that cannot be judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) missing: Option<String>,
}

/// A number column and the widest distance allowed.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(crate) struct WindowFile {
    /// The column.
    pub(crate) column: String,
    /// At most so far apart.
    pub(crate) at_most: f64,
}

/// `[rules.can_teach]`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub(crate) struct CanTeachFile {
    /// false switches the rule off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) enabled: Option<bool>,
    /// "pass" or "bar" pairs that cannot be judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) missing: Option<String>,
}

/// `[tiers]`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub(crate) struct TiersFile {
    /// People paired before points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) coverage: Option<bool>,
    /// Candidate pairs below this score (0 to 100) are not made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) min_score: Option<f64>,
}

//! The programme's policy: what counts, how much, and what is never done.

mod component;
mod rules;
mod settings;

pub use component::Component;
pub use rules::{
    CanTeach, ChainDepth, Different, Exemption, GradeGap, OnMissing, ReportingLine, Rules, Shares, Window,
};
pub use settings::{
    AttributeMeasure, AttributeSettings, CultureSettings, GenderSettings, GenerationDirection, GenerationMeasure,
    GenerationSettings, Missing, RequestSettings, RoleTest, RoleTests, ScoreSettings, Tiers,
};

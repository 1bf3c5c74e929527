//! The names of the score components.

use std::fmt;

/// What a pair can be scored on. The order of the variants is the order of terms everywhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Component {
    /// What the senior wants to learn that the junior can teach.
    SkillGap,
    /// What the junior wants to learn that the senior can teach.
    ReciprocalSkillGap,
    /// Distance between generations.
    Generation,
    /// Distance between cultures.
    Culture,
    /// Difference of gender.
    Gender,
    /// Any column: `attribute:location`.
    Attribute(String),
    /// One asked for the other.
    Request,
    /// A measure the caller brings: `custom:chemistry`.
    Custom(String),
}

impl Component {
    /// The component of this name.
    pub fn parse(name: &str) -> Option<Component> {
        Some(match name {
            "skill_gap" => Component::SkillGap,
            "reciprocal_skill_gap" => Component::ReciprocalSkillGap,
            "generation" => Component::Generation,
            "culture" => Component::Culture,
            "gender" => Component::Gender,
            "request" => Component::Request,
            _ => {
                if let Some(column) = name.strip_prefix("attribute:") {
                    Component::Attribute(column.to_owned())
                } else {
                    Component::Custom(name.strip_prefix("custom:")?.to_owned())
                }
            }
        })
    }
}

impl fmt::Display for Component {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Component::SkillGap => f.write_str("skill_gap"),
            Component::ReciprocalSkillGap => f.write_str("reciprocal_skill_gap"),
            Component::Generation => f.write_str("generation"),
            Component::Culture => f.write_str("culture"),
            Component::Gender => f.write_str("gender"),
            Component::Attribute(column) => write!(f, "attribute:{column}"),
            Component::Request => f.write_str("request"),
            Component::Custom(name) => write!(f, "custom:{name}"),
        }
    }
}

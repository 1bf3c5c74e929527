//! Proptest strategies: small random workforces and policies, as the text of the files a user would have.
//!
//! Text, not types, so that the same cases serve the library, the command and any independent re-implementation. Every
//! case is valid input: what goes wrong on damaged input has tests of its own. A case may still have no candidate pair,
//! or nothing recorded, or nobody on one side: whoever uses it says what must then come out.

mod people;
mod policy;
mod tables;

pub use people::{PeopleShape, people_csv};
pub use policy::policy_toml;

use proptest::prelude::*;

/// The files of one case.
#[derive(Clone, Debug)]
pub struct Case {
    /// `people.csv`
    pub people: String,
    /// `policy.toml`
    pub policy: String,
    /// `conflicts.csv`, if there are any.
    pub conflicts: Option<String>,
    /// `past_pairs.csv`, if there are any.
    pub past_pairs: Option<String>,
    /// `existing_pairs.csv`, if there are any.
    pub existing_pairs: Option<String>,
    /// `fixed_pairs.csv`, if there are any: each with a written reason, none twice, none over capacity.
    pub fixed_pairs: Option<String>,
}

/// A case of 2 to `most` people, with all columns, missing values, capacities, dotted lines and further tables.
pub fn case(most: usize) -> impl Strategy<Value = Case> {
    people::people(most).prop_flat_map(|people| {
        let tables = tables::tables(&people);
        let policy = policy_toml();
        let text = people_csv(&people);
        (Just(text), policy, tables).prop_map(|(people, policy, tables)| Case {
            people,
            policy,
            conflicts: tables.conflicts,
            past_pairs: tables.past_pairs,
            existing_pairs: tables.existing_pairs,
            fixed_pairs: tables.fixed_pairs,
        })
    })
}

/// Points and capacities for the [`oracle`](crate::oracle): up to `rows` × `columns`, a fifth of the pairs ineligible.
pub fn instance(rows: usize, columns: usize) -> impl Strategy<Value = crate::oracle::Instance> {
    (1..=rows, 1..=columns).prop_flat_map(|(rows, columns)| {
        let points = prop_oneof![
            1 => Just(None),
            // Few distinct values make ties; large ones reach the scale of real points.
            2 => (0_i64..4).prop_map(Some),
            2 => (0_i64..=1_000_000).prop_map(Some),
        ];
        (
            prop::collection::vec(prop::collection::vec(points, columns), rows),
            prop::collection::vec(0_u32..=3, rows),
            prop::collection::vec(0_u32..=3, columns),
        )
            .prop_map(|(points, row_capacity, column_capacity)| crate::oracle::Instance {
                points,
                row_capacity,
                column_capacity,
            })
    })
}

#[cfg(test)]
mod tests;

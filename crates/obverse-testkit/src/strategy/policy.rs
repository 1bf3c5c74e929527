//! Random policies that every workforce of this module can be read with.

use proptest::prelude::*;

/// A policy as TOML text: any mix of weights, components, rules and tiers. Every column it names is one that the
/// workforces of [`people_csv`](super::people_csv) always have, or a default that may be absent.
pub fn policy_toml() -> impl Strategy<Value = String> {
    (top(), weights(), generation(), gender(), reporting_line(), other_rules(), tiers()).prop_map(
        |(top, weights, generation, gender, line, rules, tiers)| {
            [top, weights, generation, gender, line, rules, tiers].concat()
        },
    )
}

fn top() -> impl Strategy<Value = String> {
    let missing = prop_oneof![
        5 => Just(String::new()),
        1 => Just("missing = \"zero\"\n".to_owned()),
        1 => (0_u8..=100).prop_map(|percent| format!("missing = {}\n", decimal(percent))),
    ];
    let protected = prop_oneof![5 => Just(""), 1 => Just("use_protected = false\n")];
    let topics = prop_oneof![3 => Just(""), 1 => Just("topics = [\"ai tools\", \"sql\"]\n")];
    let seed = prop_oneof![3 => Just(String::new()), 1 => (0_u32..1000).prop_map(|seed| format!("seed = {seed}\n"))];
    (missing, protected, topics, seed)
        .prop_map(|(missing, protected, topics, seed)| format!("{missing}{protected}{topics}{seed}"))
}

/// A whole number of percent as a decimal, without a binary fraction in between.
fn decimal(percent: u8) -> String {
    format!("{}.{:02}", percent / 100, percent % 100)
}

fn weights() -> impl Strategy<Value = String> {
    let names = vec!["skill_gap", "reciprocal_skill_gap", "generation", "culture", "gender", "request"];
    let some = (prop::sample::subsequence(names, 1..=6), prop::collection::vec(1_u8..=100, 6)).prop_map(
        |(names, percents)| {
            let lines: Vec<String> = names
                .iter()
                .zip(&percents)
                .map(|(name, &percent)| format!("{name} = {}\n", decimal(percent)))
                .collect();
            format!("[weights]\n{}", lines.concat())
        },
    );
    prop_oneof![1 => Just(String::new()), 3 => some]
}

fn generation() -> impl Strategy<Value = String> {
    let direction = prop_oneof![Just(""), Just("direction = \"younger_teaches\"\n")];
    let measure = prop_oneof![
        2 => Just(String::new()),
        1 => (10_u8..=60).prop_map(|range| format!("measure = \"years\"\nrange = {range}\n")),
    ];
    let both =
        (direction, measure).prop_map(|(direction, measure)| format!("[components.generation]\n{direction}{measure}"));
    prop_oneof![2 => Just(String::new()), 1 => both]
}

fn gender() -> impl Strategy<Value = String> {
    let table = "[components.gender]\ntable = [[\"f\", \"m\", 1.0], [\"m\", \"f\", 0.25]]\n";
    prop_oneof![3 => Just(String::new()), 1 => Just(table.to_owned())]
}

fn reporting_line() -> impl Strategy<Value = String> {
    let chain = prop_oneof![
        3 => Just(String::new()),
        2 => (1_u8..=4).prop_map(|steps| format!("chain_depth = {steps}\n")),
        1 => Just("chain_depth = \"off\"\n".to_owned()),
    ];
    let shared = prop_oneof![
        3 => Just(String::new()),
        2 => (0_u8..=3).prop_map(|steps| format!("shared_manager_depth = {steps}\n")),
    ];
    let left = prop_oneof![
        4 => Just(String::new()),
        1 => (1_u8..=3).prop_map(|steps| format!("if_nobody_left = {steps}\n")),
    ];
    (chain, shared, left).prop_map(|(chain, shared, left)| format!("[rules.reporting_line]\n{chain}{shared}{left}"))
}

fn other_rules() -> impl Strategy<Value = String> {
    let missing = prop_oneof![3 => Just(""), 1 => Just("missing = \"bar\"\n")];
    let rules = vec![
        "[rules.grade_gap]\nat_least = 2\n",
        "[rules.different]\ncolumns = [\"department\"]\n",
        "[rules.shares]\ncolumns = [\"languages\"]\n",
        "[rules.can_teach]\n",
    ];
    let some = (prop::sample::subsequence(rules, 1..=2), missing)
        .prop_map(|(rules, missing)| rules.iter().flat_map(|rule| [*rule, missing]).collect::<String>());
    prop_oneof![3 => Just(String::new()), 1 => some]
}

fn tiers() -> impl Strategy<Value = String> {
    let coverage = prop_oneof![3 => Just(""), 1 => Just("coverage = false\n")];
    let least =
        prop_oneof![3 => Just(String::new()), 1 => (1_u8..=60).prop_map(|least| format!("min_score = {least}\n"))];
    (coverage, least).prop_map(|(coverage, least)| format!("[tiers]\n{coverage}{least}"))
}

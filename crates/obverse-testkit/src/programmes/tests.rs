//! What is committed is what is made.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::*;

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

#[test]
fn committed_tables_are_the_generated_ones() {
    for file in files().unwrap() {
        let committed = std::fs::read_to_string(examples().join(&file.path)).unwrap_or_default();
        assert!(committed == file.text, "{}: run `cargo run -p obverse-testkit --example regenerate`", file.path);
        assert!(file.text.len() < 300_000, "{} has {} bytes", file.path, file.text.len());
    }
}

#[test]
fn every_example_has_a_policy_and_a_readme() {
    for folder in files().unwrap().iter().filter_map(|file| file.path.split('/').next()).collect::<BTreeSet<_>>() {
        let read = |name: &str| std::fs::read_to_string(examples().join(folder).join(name)).unwrap();
        assert!(toml::from_str::<toml::Table>(&read("policy.toml")).is_ok(), "{folder}");
        let readme = read("README.md");
        assert!(readme.contains("synthetic"), "{folder} says that its people are synthetic");
        assert!(readme.contains(&format!("pair examples/{folder}/people.csv")), "{folder} shows how to run it");
    }
}

#[test]
fn further_tables_name_people_of_the_company() {
    let people = Table::drawn(&obverse::synthetic::Synthetic::new(130).juniors(60).seniors(58).seed(27)).unwrap();
    let side = |id: &str| people.cell(people.row_of(id).unwrap(), "role").to_owned();
    for (name, table) in sample_company::tables().unwrap() {
        if ["fixed_pairs.csv", "past_pairs.csv", "conflicts.csv"].contains(&name) {
            assert!(!table.is_empty());
            for row in 0..table.len() {
                assert_eq!(side(table.cell(row, "junior")), "junior", "{name}");
                assert_eq!(side(table.cell(row, "senior")), "senior", "{name}");
            }
        }
    }
}

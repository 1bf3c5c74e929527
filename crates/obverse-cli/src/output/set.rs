//! The set of files that `pair --out DIR/` writes.

use std::path::Path;

use obverse::{Matching, Policy, Problems, ReportOptions};

use super::{pretty, sheets, whole};
use crate::failure::Failure;

/// The files of every set.
pub(crate) const ALWAYS: [&str; 6] = ["pairs.csv", "unmatched.csv", "why.csv", "checks.csv", "policy.toml", RUN];
/// The table that the set's policy names, in sets whose policy has one.
pub(crate) const DISTANCES: &str = "culture_distances.csv";
/// The one with everything.
pub(crate) const RUN: &str = "run.json";

/// The files of the set of this policy.
pub(crate) fn names(policy: &Policy) -> Vec<&'static str> {
    let table = policy.culture_distance_file().map(|_| DISTANCES);
    ALWAYS.into_iter().chain(table).collect()
}

/// Writes the whole set, or nothing.
pub(crate) fn write(folder: &Path, matching: &Matching, warnings: &Problems) -> Result<(), Failure> {
    let report = matching.report(ReportOptions::default().with_prices(true));
    let policy = matching.programme().policy();
    let toml_text = policy.clone().rename_culture_distance_file(DISTANCES).to_toml();
    let [pairs, unmatched, why, checks, toml, run] = ALWAYS;
    let mut files: Vec<(&str, Box<whole::Fill<'_>>)> = vec![
        (pairs, Box::new(|out| sheets::pairs(matching, out))),
        (unmatched, Box::new(|out| sheets::unmatched(matching, out))),
        (why, Box::new(|out| sheets::why(matching, out))),
        (checks, Box::new(|out| sheets::checks(matching, warnings, out))),
        (toml, Box::new(|out| out.write_all(toml_text.as_bytes()))),
        (run, Box::new(|out| pretty(&report, out))),
    ];
    if policy.culture_distance_file().is_some() {
        files.push((DISTANCES, Box::new(|out| sheets::culture_distances(policy, out))));
    }
    whole::write_folder(folder, &mut files)
}

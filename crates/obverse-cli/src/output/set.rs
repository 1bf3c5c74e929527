//! The set of files that `pair --out DIR/` writes.

use std::path::Path;

use obverse::{Matching, Problems, ReportOptions};

use super::{pretty, sheets, whole};
use crate::failure::Failure;

/// The files of the set.
pub(crate) const NAMES: [&str; 6] = ["pairs.csv", "unmatched.csv", "why.csv", "checks.csv", "policy.toml", RUN];
/// The one with everything.
pub(crate) const RUN: &str = "run.json";

/// Writes the whole set, or nothing.
pub(crate) fn write(folder: &Path, matching: &Matching, warnings: &Problems) -> Result<(), Failure> {
    let report = matching.report(ReportOptions::default().with_prices(true));
    let policy = matching.programme().policy().to_toml();
    let [pairs, unmatched, why, checks, toml, run] = NAMES;
    whole::write_folder(
        folder,
        &mut [
            (pairs, Box::new(|out| sheets::pairs(matching, out))),
            (unmatched, Box::new(|out| sheets::unmatched(matching, out))),
            (why, Box::new(|out| sheets::why(matching, out))),
            (checks, Box::new(|out| sheets::checks(matching, warnings, out))),
            (toml, Box::new(|out| out.write_all(policy.as_bytes()))),
            (run, Box::new(|out| pretty(&report, out))),
        ],
    )
}

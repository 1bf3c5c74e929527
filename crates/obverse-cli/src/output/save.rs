//! Results for callers that are no command line: the same files, and nothing said on the terminal.

use std::path::{Path, PathBuf};

use obverse::{Explanation, Matching, Problems, Programme};

use super::destination::{Destination, is_folder};
use super::page::Page;
use super::{Report, render, set, whole};
use crate::commands::explain::ExplainReport;
pub use crate::commands::explain::Line;
use crate::commands::pair::PairReport;
use crate::failure::Failure;
use crate::inputs::files;

/// Writes a matching as `obverse pair --out` does: one file in the shape its name says (`.json`, `.csv`, `.txt`, `.md`), or
/// the whole set into a folder (one that is there, or a name that ends in a slash). Whole or not at all.
///
/// `warnings` are those found on the way, for the set's `checks.csv`; `prices` adds everyone's price to a `.json`; `inputs` are
/// files that must not be overwritten. Returns what was written.
///
/// # Errors
/// A place that cannot be written, or is one of the inputs.
pub fn save(
    matching: &Matching,
    warnings: &Problems,
    out: &Path,
    prices: bool,
    inputs: &[PathBuf],
) -> Result<Vec<PathBuf>, Failure> {
    let folder = is_folder(out);
    let inputs: Vec<&Path> = inputs.iter().map(PathBuf::as_path).collect();
    let names = set::names(matching.programme().policy());
    files::keep(out, if folder { &names } else { &[] }, &inputs)?;
    if folder {
        set::write(out, matching, warnings)?;
        return Ok(names.iter().map(|name| out.join(name)).collect());
    }
    let Destination::File(path, shape) = Destination::new(Some(out), None)? else { return Ok(Vec::new()) };
    let report = PairReport::new(matching, prices);
    whole::write_file(&path, &mut |out| render(&report, shape, out))?;
    Ok(vec![path])
}

/// An explanation as a page of text, as `obverse explain` shows it: terms on protected attributes are one line.
pub fn explanation_page(programme: &Programme, explanation: &Explanation) -> String {
    let mut page = Vec::new();
    // Writing into memory cannot fail.
    let _ = ExplainReport::new(programme, explanation).page(&mut Page::text(&mut page));
    String::from_utf8_lossy(&page).into_owned()
}

/// The lines of that page's table.
pub fn explanation_lines(programme: &Programme, explanation: &Explanation) -> Vec<Line> {
    ExplainReport::new(programme, explanation).lines()
}

//! Where a result goes and in which shape, from `--out` and `--format`.

use std::path::{Path, PathBuf};

use crate::args::Format;
use crate::failure::Failure;

/// The shape of a file, which its name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// `.txt`
    Text,
    /// `.md`
    Markdown,
    /// `.csv`
    Csv,
    /// `.json`
    Json,
}

/// Where one report goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Destination {
    /// Standard output.
    Screen(Format),
    /// One file.
    File(PathBuf, Shape),
}

impl Destination {
    /// From `--out FILE` and `--format`, which must not contradict each other.
    pub(crate) fn new(out: Option<&Path>, format: Option<Format>) -> Result<Self, Failure> {
        let Some(path) = out else { return Ok(Destination::Screen(format.unwrap_or(Format::Table))) };
        if is_folder(path) {
            let text = format!("--out {}: this result is one file, not a folder", path.display());
            return Err(Failure::wrong_use(text));
        }
        let shape = shape(path)?;
        let fits = match format {
            None => true,
            Some(Format::Table) => matches!(shape, Shape::Text | Shape::Markdown),
            Some(Format::Csv) => shape == Shape::Csv,
            Some(Format::Json) => shape == Shape::Json,
        };
        if fits {
            return Ok(Destination::File(path.to_owned(), shape));
        }
        let text = format!("--out {} and --format say different things: leave one of them out", path.display());
        Err(Failure::wrong_use(text))
    }

    /// Finds out before long work whether the place can be written.
    pub(crate) fn check(&self) -> Result<(), Failure> {
        match self {
            Destination::Screen(_) => Ok(()),
            Destination::File(path, _) => super::whole::check_file(path),
        }
    }
}

/// Whether `--out` names a folder: one that is there, or a name that ends in a slash.
pub(crate) fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().to_string_lossy().ends_with(std::path::is_separator)
}

fn shape(path: &Path) -> Result<Shape, Failure> {
    let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    match extension.as_deref() {
        Some("txt") => Ok(Shape::Text),
        Some("md") => Ok(Shape::Markdown),
        Some("csv") => Ok(Shape::Csv),
        Some("json") => Ok(Shape::Json),
        _ => Err(Failure::wrong_use(format!(
            "--out {}: the name must end in .json, .csv, .txt or .md (or in / for the whole set of `pair`)",
            path.display()
        ))),
    }
}

/// That `path` ends in `.extension`, for files that have one shape only.
pub(crate) fn require_extension(path: &Path, extension: &str) -> Result<(), Failure> {
    if is_folder(path) || path.extension().is_none_or(|e| !e.eq_ignore_ascii_case(extension)) {
        return Err(Failure::wrong_use(format!("--out {}: the name must end in .{extension}", path.display())));
    }
    Ok(())
}

//! Problems, for people and for programs.

use std::io::{self, Write};

use obverse::{Problem, Problems};
use serde::Serialize;

use super::csv_cells::Sheet;
use super::page::Page;
use super::{SCHEMA_VERSION, pretty};

/// More than this are not listed on a page.
const MOST_LISTED: usize = 100;

/// Lists problems on a page, errors first.
pub(crate) fn list(page: &mut Page<'_>, problems: &Problems) -> io::Result<()> {
    let (errors, warnings): (Vec<&Problem>, Vec<&Problem>) = problems.iter().partition(|problem| problem.is_error());
    for problem in errors.iter().chain(&warnings).take(MOST_LISTED) {
        let mark = if problem.is_error() { "error" } else { "warning" };
        let text = problem.to_string();
        page.marked(mark, text.strip_prefix(mark).unwrap_or(&text).trim_start())?;
    }
    let more = problems.len().saturating_sub(MOST_LISTED);
    if more > 0 { page.line(&format!("and {more} more: --format json lists every one")) } else { Ok(()) }
}

/// `2 errors, 1 warning`
pub(crate) fn counts(problems: &Problems) -> String {
    let errors = problems.iter().filter(|problem| problem.is_error()).count();
    let warnings = problems.len() - errors;
    let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    match (errors, warnings) {
        (errors, 0) => count(errors, "error"),
        (0, warnings) => count(warnings, "warning"),
        (errors, warnings) => format!("{}, {}", count(errors, "error"), count(warnings, "warning")),
    }
}

/// `{schema_version, problems}`
pub(crate) fn json(problems: &Problems, out: &mut dyn Write) -> io::Result<()> {
    #[derive(Serialize)]
    struct Object<'a> {
        schema_version: u32,
        problems: &'a Problems,
    }
    pretty(&Object { schema_version: SCHEMA_VERSION, problems }, out)
}

/// The columns in which a sheet of checks tells problems.
pub(crate) const COLUMNS: [&str; 8] = ["kind", "code", "severity", "file", "rows", "column", "value", "text"];

/// Problems as rows of a sheet with [`COLUMNS`].
pub(crate) fn rows<W: Write>(sheet: &mut Sheet<W>, problems: &Problems) -> io::Result<()> {
    for problem in problems {
        let rows: Vec<String> = problem.rows.iter().map(u64::to_string).collect();
        sheet.text("problem")?;
        sheet.text(problem.code.as_str())?;
        sheet.text(if problem.is_error() { "error" } else { "warning" })?;
        sheet.text(&problem.file)?;
        sheet.text(rows.join(" "))?;
        sheet.text_or_empty(problem.column.as_deref())?;
        sheet.text_or_empty(problem.value.as_deref())?;
        sheet.text(&problem.text)?;
        sheet.end_row()?;
    }
    Ok(())
}

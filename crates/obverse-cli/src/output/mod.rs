//! How results are shown and kept.
//!
//! A result is a [`Report`]: it can write itself as a page for people, as a sheet of CSV and as JSON. [`destination`] says where
//! it goes and in which shape, [`whole`] keeps files whole, [`screen`] is the only place that touches the terminal.

pub(crate) mod csv_cells;
pub(crate) mod destination;
pub(crate) mod grid;
pub(crate) mod page;
pub(crate) mod problems;
pub(crate) mod progress;
pub(crate) mod save;
mod screen;
pub(crate) mod set;
pub(crate) mod sheets;
pub(crate) mod whole;

use std::io::{self, Write};
use std::path::Path;

use obverse::Problems;
use serde::Serialize;

use crate::args::Format;
use crate::failure::Failure;
use destination::{Destination, Shape};
use page::Page;

/// The version of the JSON objects that this command writes itself; that of the library.
pub(crate) use obverse::matching::SCHEMA_VERSION;

/// A result that can be written in every shape.
pub(crate) trait Report {
    /// For people.
    fn page(&self, page: &mut Page<'_>) -> io::Result<()>;
    /// For spreadsheets.
    fn csv(&self, out: &mut dyn Write) -> io::Result<()>;
    /// For programs.
    fn json(&self, out: &mut dyn Write) -> io::Result<()>;
}

/// Writes a report in one shape, for a file.
fn render(report: &dyn Report, shape: Shape, out: &mut dyn Write) -> io::Result<()> {
    match shape {
        Shape::Text => report.page(&mut Page::text(out)),
        Shape::Markdown => report.page(&mut Page::markdown(out)),
        Shape::Csv => report.csv(out),
        Shape::Json => report.json(out),
    }
}

/// Puts a report where it goes: the screen, or one file, of which the screen then says so.
pub(crate) fn deliver(report: &dyn Report, destination: &Destination) -> Result<(), Failure> {
    match destination {
        Destination::Screen(Format::Table) => screen::page(&mut |page| report.page(page)),
        Destination::Screen(Format::Csv) => screen::bytes(&mut |out| report.csv(out)),
        Destination::Screen(Format::Json) => screen::bytes(&mut |out| report.json(out)),
        Destination::File(path, shape) => {
            whole::write_file(path, &mut |out| render(report, *shape, out))?;
            say_written(&[path]);
            Ok(())
        }
    }
}

/// Writes bytes of our own making (a policy, a schema, an invented workforce) to a file or standard output.
pub(crate) fn deliver_bytes(
    out: Option<&Path>,
    write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    match out {
        None => screen::bytes(write),
        Some(path) => {
            whole::write_file(path, write)?;
            say_written(&[path]);
            Ok(())
        }
    }
}

/// Says on standard error what was written, so that standard output stays for results.
pub(crate) fn say_written(paths: &[&Path]) {
    screen::aside(&mut |page| {
        for path in paths {
            page.line(&format!("wrote {}", path.display()))?;
        }
        Ok(())
    });
}

/// Shows a page on standard output.
pub(crate) fn show(write: &mut dyn FnMut(&mut Page<'_>) -> io::Result<()>) -> Result<(), Failure> {
    screen::page(write)
}

/// Says warnings on standard error.
pub(crate) fn say_warnings(warnings: &Problems) {
    if !warnings.is_empty() {
        screen::aside(&mut |page| problems::list(page, warnings));
    }
}

/// Says why a run ended early and returns its exit code. Problems go to standard output as JSON if JSON was asked for.
pub(crate) fn say_failure(failure: &Failure, format: Format) -> u8 {
    let code = failure.code();
    match failure {
        Failure::Problems(found) if format == Format::Json => {
            if let Err(other) = screen::bytes(&mut |out| problems::json(found, out)) {
                return say_failure(&other, Format::Table);
            }
        }
        Failure::Problems(found) => screen::aside(&mut |page| {
            problems::list(page, found)?;
            page.line(&format!("{}; nothing was written.", problems::counts(found)))
        }),
        Failure::WrongUse(messages) => {
            screen::aside(&mut |page| messages.iter().try_for_each(|message| page.marked("error", message)));
        }
        Failure::Interrupted => screen::aside(&mut |page| page.line("stopped; nothing was written.")),
        Failure::Defect(what) => screen::aside(&mut |page| {
            page.marked(
                "error",
                &format!("{what}. This is a defect of obverse: please report it with the inputs' shape."),
            )
        }),
    }
    code
}

/// JSON that people can read too, ending in a line feed.
pub(crate) fn pretty(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    out.write_all(b"\n")
}

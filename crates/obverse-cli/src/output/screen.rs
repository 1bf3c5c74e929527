//! The terminal: the only place that writes to standard output and standard error.
//!
//! Colour and width are for terminals. Everything else gets the same bytes every time: no colour, no wrapping. A closed pipe
//! (`obverse pair … | head`) is no mistake of anybody's.

use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};

use super::page::Page;
use crate::failure::Failure;

/// Shows a page on standard output.
pub(super) fn page(write: &mut dyn FnMut(&mut Page<'_>) -> io::Result<()>) -> Result<(), Failure> {
    let stdout = anstream::stdout();
    let mut out = BufWriter::new(stdout.lock());
    let shown =
        if io::stdout().is_terminal() { write(&mut Page::screen(&mut out)) } else { write(&mut Page::text(&mut out)) };
    settled(shown.and_then(|()| out.flush()))
}

/// Writes to standard output as it is.
pub(super) fn bytes(write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    settled(write(&mut out).and_then(|()| out.flush()))
}

/// Says something on standard error. If that is closed, nobody can be told.
pub(super) fn aside(write: &mut dyn FnMut(&mut Page<'_>) -> io::Result<()>) {
    let stderr = anstream::stderr();
    let mut out = BufWriter::new(stderr.lock());
    let terminal = io::stderr().is_terminal();
    let said = if terminal { write(&mut Page::screen(&mut out)) } else { write(&mut Page::text(&mut out)) };
    let _ = said.and_then(|()| out.flush());
}

fn settled(written: io::Result<()>) -> Result<(), Failure> {
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        Err(_) if crate::interrupt::asked() => Err(Failure::Interrupted),
        Err(error) => Err(Failure::wrong_use(format!("cannot write to standard output: {error}"))),
        Ok(()) => Ok(()),
    }
}

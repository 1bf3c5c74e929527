//! The terminal: the only place that writes to standard output and standard error.
//!
//! Colour and width are for terminals. Everything else gets the same bytes every time: no colour, no wrapping. A closed pipe
//! (`obverse pair … | head`) is no mistake of anybody's.

use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};

use super::page::Page;
use crate::failure::Failure;

/// Shows a page on standard output.
pub(super) fn page(write: &mut dyn FnMut(&mut Page<'_>) -> io::Result<()>) -> Result<(), Failure> {
    let terminal = io::stdout().is_terminal();
    let stdout = anstream::stdout();
    to(stdout.lock(), &mut |out| if terminal { write(&mut Page::screen(out)) } else { write(&mut Page::text(out)) })
}

/// Writes to standard output as it is.
pub(super) fn bytes(write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    to(io::stdout().lock(), write)
}

fn to(stream: impl Write, write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let mut pipe = Pipe { stream: BufWriter::new(stream), closed: false };
    let written = write(&mut pipe).and_then(|()| pipe.flush());
    match written {
        Err(_) if pipe.closed => Ok(()),
        Err(_) if crate::interrupt::asked() => Err(Failure::Interrupted),
        Err(error) => Err(Failure::wrong_use(format!("cannot write to standard output: {error}"))),
        Ok(()) => Ok(()),
    }
}

/// A stream that remembers that its reader went away: writers on top of it may wrap the error in another.
struct Pipe<W> {
    stream: W,
    closed: bool,
}

impl<W> Pipe<W> {
    fn noted<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        self.closed |= result.as_ref().is_err_and(|error| error.kind() == ErrorKind::BrokenPipe);
        result
    }
}

impl<W: Write> Write for Pipe<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.stream.write(bytes);
        self.noted(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = self.stream.flush();
        self.noted(flushed)
    }
}

/// Says something on standard error. If that is closed, nobody can be told.
pub(super) fn aside(write: &mut dyn FnMut(&mut Page<'_>) -> io::Result<()>) {
    let stderr = anstream::stderr();
    let mut out = BufWriter::new(stderr.lock());
    let terminal = io::stderr().is_terminal();
    let said = if terminal { write(&mut Page::screen(&mut out)) } else { write(&mut Page::text(&mut out)) };
    let _ = said.and_then(|()| out.flush());
}

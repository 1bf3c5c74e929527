//! Cells of CSV that a spreadsheet does not take for formulas.
//!
//! A text that starts with `=`, `+`, `-`, `@`, a tab or a line break gets an apostrophe before it (OWASP, *CSV Injection*).
//! Numbers that we write ourselves are no texts.

use std::fmt::Display;
use std::io::{self, Write};

/// A sheet of CSV being written.
pub(crate) struct Sheet<W: Write> {
    writer: csv::Writer<W>,
}

impl<W: Write> Sheet<W> {
    /// With this header.
    pub(crate) fn new<S: AsRef<str>>(out: W, header: impl IntoIterator<Item = S>) -> io::Result<Self> {
        let mut sheet = Sheet { writer: csv::Writer::from_writer(out) };
        for name in header {
            sheet.text(name)?;
        }
        sheet.end_row()?;
        Ok(sheet)
    }

    /// The next cell, of text.
    pub(crate) fn text(&mut self, text: impl AsRef<str>) -> io::Result<()> {
        let text = text.as_ref();
        if is_formula(text) {
            self.writer.write_field(format!("'{text}"))?;
        } else {
            self.writer.write_field(text)?;
        }
        Ok(())
    }

    /// The next cell, of text or empty.
    pub(crate) fn text_or_empty(&mut self, text: Option<&str>) -> io::Result<()> {
        self.text(text.unwrap_or_default())
    }

    /// The next cell, a number of our own making.
    pub(crate) fn number(&mut self, number: impl Display) -> io::Result<()> {
        self.writer.write_field(number.to_string())?;
        Ok(())
    }

    /// Ends the row.
    pub(crate) fn end_row(&mut self) -> io::Result<()> {
        self.writer.write_record(None::<&[u8]>)?;
        Ok(())
    }

    /// Ends the sheet.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_escaped_and_numbers_are_not() {
        let mut out = Vec::new();
        let mut sheet = Sheet::new(&mut out, ["name", "points"]).unwrap();
        for (name, points) in [("=1+1", -3.5), ("+49 30", 0.0), ("-x", 1.0), ("@a", 2.0), ("\tb", 3.0), ("a=b", 4.0)] {
            sheet.text(name).unwrap();
            sheet.number(points).unwrap();
            sheet.end_row().unwrap();
        }
        sheet.finish().unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text, "name,points\n'=1+1,-3.5\n'+49 30,0\n'-x,1\n'@a,2\n'\tb,3\na=b,4\n");
    }
}

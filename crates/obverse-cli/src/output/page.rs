//! A page for people: lines, paragraphs and tables, on a terminal, in a text file or in Markdown.

use std::io::{self, Write};

use clap::builder::styling::{AnsiColor, Style};

use super::grid::Grid;

/// On a terminal, a table longer than this is cut and says where the rest is.
const MOST_ROWS_ON_SCREEN: usize = 200;

/// What the page is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Medium {
    /// A terminal: fitted to its width, with colour where it takes it.
    Screen,
    /// Text of which every byte is the same every time: nothing is wrapped.
    Text,
    /// Markdown.
    Markdown,
}

/// A page being written.
pub(crate) struct Page<'a> {
    out: &'a mut dyn Write,
    medium: Medium,
}

impl<'a> Page<'a> {
    /// For a terminal.
    pub(crate) fn screen(out: &'a mut dyn Write) -> Self {
        Page { out, medium: Medium::Screen }
    }

    /// For a text file or a pipe.
    pub(crate) fn text(out: &'a mut dyn Write) -> Self {
        Page { out, medium: Medium::Text }
    }

    /// For a Markdown file.
    pub(crate) fn markdown(out: &'a mut dyn Write) -> Self {
        Page { out, medium: Medium::Markdown }
    }

    /// How many rows of a table fit the medium.
    pub(crate) fn most_rows(&self) -> usize {
        if self.medium == Medium::Screen { MOST_ROWS_ON_SCREEN } else { usize::MAX }
    }

    /// A line.
    pub(crate) fn line(&mut self, text: &str) -> io::Result<()> {
        let text = printable(text);
        match self.medium {
            Medium::Screen => wrapped(self.out, &text),
            Medium::Text => writeln!(self.out, "{text}"),
            // An empty line between lines, or Markdown runs them together.
            Medium::Markdown => writeln!(self.out, "{text}\n"),
        }
    }

    /// A line to copy: it is never broken.
    pub(crate) fn verbatim(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{}", printable(text))
    }

    /// An empty line.
    pub(crate) fn space(&mut self) -> io::Result<()> {
        if self.medium == Medium::Markdown { Ok(()) } else { writeln!(self.out) }
    }

    /// A line that stands out.
    pub(crate) fn heading(&mut self, text: &str) -> io::Result<()> {
        let text = printable(text);
        match self.medium {
            Medium::Screen => {
                let bold = Style::new().bold();
                writeln!(self.out, "{bold}{text}{bold:#}")
            }
            Medium::Text => writeln!(self.out, "{text}"),
            Medium::Markdown => writeln!(self.out, "## {text}\n"),
        }
    }

    /// A line that begins with a coloured word (`error`, `warning`, `ok`).
    pub(crate) fn marked(&mut self, mark: &str, text: &str) -> io::Result<()> {
        let style = match (self.medium, mark) {
            (Medium::Screen, "error") => AnsiColor::Red.on_default().bold(),
            (Medium::Screen, "warning") => AnsiColor::Yellow.on_default().bold(),
            (Medium::Screen, _) => AnsiColor::Green.on_default().bold(),
            _ => Style::new(),
        };
        write!(self.out, "{style}{mark}{style:#} ")?;
        writeln!(self.out, "{}", printable(text))?;
        if self.medium == Medium::Markdown { writeln!(self.out) } else { Ok(()) }
    }

    /// A table.
    pub(crate) fn grid(&mut self, grid: &Grid) -> io::Result<()> {
        grid.write(self.medium, self.out)?;
        if self.medium == Medium::Markdown { writeln!(self.out) } else { Ok(()) }
    }
}

/// Without control characters: a name in an export must not steer somebody's terminal.
pub(crate) fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

/// Breaks a line between words at the terminal's width.
fn wrapped(out: &mut dyn Write, text: &str) -> io::Result<()> {
    let width = super::grid::terminal_width();
    let indent: String = text.chars().take_while(|c| *c == ' ').collect();
    let mut line = indent.clone();
    let mut length = indent.len();
    for word in text.split_whitespace() {
        let word_length = word.chars().count();
        if length > indent.len() && length + 1 + word_length > width {
            writeln!(out, "{line}")?;
            line.clone_from(&indent);
            length = indent.len();
        }
        if length > indent.len() {
            line.push(' ');
            length += 1;
        }
        line.push_str(word);
        length += word_length;
    }
    writeln!(out, "{line}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_do_not_reach_the_page() {
        let mut out = Vec::new();
        Page::text(&mut out).line("a\u{1b}[31mb\rc").unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "a\u{fffd}[31mb\u{fffd}c\n");
    }

    #[test]
    fn text_has_no_colour() {
        let mut out = Vec::new();
        Page::text(&mut out).marked("error", "no such file").unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "error no such file\n");
    }
}

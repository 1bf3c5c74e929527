//! Tables for people.

use std::io::{self, Write};

use comfy_table::presets::{ASCII_MARKDOWN, NOTHING};
use comfy_table::{Cell, CellAlignment, ContentArrangement, LineStyle, Table};

use super::page::{Medium, printable};

/// The width taken when the terminal does not tell.
const WIDTH: u16 = 80;

/// A table being filled: headers that start with `>` are columns of numbers, set flush right.
pub(crate) struct Grid {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Grid {
    /// With these columns.
    pub(crate) fn new<S: Into<String>>(header: impl IntoIterator<Item = S>) -> Self {
        Grid { header: header.into_iter().map(Into::into).collect(), rows: Vec::new() }
    }

    /// Adds a row.
    pub(crate) fn row<S: Into<String>>(&mut self, cells: impl IntoIterator<Item = S>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// Whether there is no row.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(super) fn write(&self, medium: Medium, out: &mut dyn Write) -> io::Result<()> {
        let clean = |cell: &str| {
            let cell = printable(cell);
            if medium == Medium::Markdown { cell.replace('|', "\\|") } else { cell }
        };
        let mut table = Table::new();
        table.force_no_tty();
        match medium {
            Medium::Screen => {
                table.load_style(NOTHING.header_separator(LineStyle::none().fill('─').junction('─')));
                table.set_content_arrangement(ContentArrangement::Dynamic);
                table.set_width(u16::try_from(terminal_width()).unwrap_or(WIDTH));
            }
            Medium::Text => {
                table.load_style(NOTHING);
            }
            Medium::Markdown => {
                table.load_style(ASCII_MARKDOWN);
            }
        }
        table.set_header(self.header.iter().map(|name| clean(name.trim_start_matches('>'))));
        for row in &self.rows {
            table.add_row(row.iter().zip(&self.header).map(|(cell, name)| {
                let cell = Cell::new(clean(cell));
                if name.starts_with('>') { cell.set_alignment(CellAlignment::Right) } else { cell }
            }));
        }
        for line in table.lines() {
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

/// How wide the terminal is.
pub(super) fn terminal_width() -> usize {
    usize::from(Table::new().width().filter(|width| *width > 0).unwrap_or(WIDTH).max(20))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(medium: Medium) -> String {
        let mut grid = Grid::new(["who", ">score"]);
        grid.row(["ana|b", "7.5"]);
        grid.row(["li", "12.0"]);
        let mut out = Vec::new();
        grid.write(medium, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn text_is_one_line_a_row() {
        assert_eq!(written(Medium::Text), " who    score\n ana|b    7.5\n li      12.0\n");
    }

    #[test]
    fn markdown_escapes_bars() {
        assert!(written(Medium::Markdown).contains("ana\\|b"));
    }
}

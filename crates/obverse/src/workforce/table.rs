//! A delimited file as records with row numbers.
//!
//! Row numbers count records: the header is row 1, the first record below it row 2. A record with line breaks inside
//! quotes is one row; completely empty lines are not counted; a row of empty cells is counted and skipped.

use std::io::Read;

use csv::{ReaderBuilder, StringRecord};

use super::decode::decode;
use super::delimiter;
use super::grouping::Findings;
use crate::{Code, Problem, Severity};

/// A cell larger than this is no HR attribute.
pub(crate) const LARGEST_CELL: usize = 64 * 1024;
/// A header wider than this is no HR export.
const MOST_COLUMNS: usize = 10_000;
/// A last record of our own. Where it does not arrive as itself, a quote before it was never closed.
const SENTINEL: &str = "\nend of table";

/// A decoded table and its header.
pub(crate) struct Table {
    text: String,
    start: usize,
    delimiter: u8,
    header: Vec<String>,
}

/// One record.
pub(crate) struct Row<'a> {
    pub(crate) number: u64,
    pub(crate) cells: &'a StringRecord,
    /// Its cells cannot be told apart (too many, too few, or one too large): only its first cells can be trusted.
    pub(crate) damaged: bool,
}

enum Next {
    Record,
    End,
    OpenQuote,
}

struct Records<'a> {
    reader: csv::Reader<std::io::Chain<&'a [u8], &'a [u8]>>,
    total: u64,
    record: StringRecord,
}

impl Records<'_> {
    fn next(&mut self) -> Next {
        match self.reader.read_record(&mut self.record) {
            Ok(true) if self.reader.position().byte() < self.total => Next::Record,
            Ok(true) if self.record.len() == 1 && self.record.get(0) == Some(&SENTINEL[1..]) => Next::End,
            _ => Next::OpenQuote,
        }
    }
}

impl Table {
    /// Decodes the bytes and reads the header; `None` after a problem that leaves nothing to read.
    pub(crate) fn open(bytes: Vec<u8>, findings: &mut Findings) -> Option<Table> {
        match Self::try_open(bytes) {
            Ok(table) => Some(table),
            Err(problem) => {
                findings.push(*problem);
                None
            }
        }
    }

    fn try_open(bytes: Vec<u8>) -> Result<Table, Box<Problem>> {
        let text = decode(bytes)?;
        let (delimiter, start) = delimiter::declared(&text).unwrap_or_else(|| (delimiter::sniff(&text), 0));
        let mut table = Table { text, start, delimiter, header: Vec::new() };
        let mut records = table.records();
        match records.next() {
            Next::End => {
                let text = "The file is empty. It needs a header row and a row for each entry.";
                return Err(Problem::new(Code::EmptyFile, text).into());
            }
            Next::OpenQuote => return Err(open_quote(1).into()),
            Next::Record => {}
        }
        let header = &records.record;
        if header.iter().all(|cell| cell.trim().is_empty()) {
            let text = "The first row is blank. The first row must name the columns.";
            return Err(Problem::new(Code::EmptyFile, text).at_rows([1]).into());
        }
        if header.len() > MOST_COLUMNS {
            let text = format!("The header has {} cells, more than {MOST_COLUMNS}: this is no table.", header.len());
            return Err(Problem::new(Code::NotATable, text).at_rows([1]).into());
        }
        if header.iter().any(|cell| cell.len() > LARGEST_CELL) {
            let text = "A header is larger than 64 KiB. Perhaps a quote is missing or unmatched.";
            return Err(Problem::new(Code::CellTooLarge, text).at_rows([1]).into());
        }
        let header = header.iter().map(|cell| cell.trim().to_owned()).collect();
        table.header = header;
        Ok(table)
    }

    /// The header's cells, trimmed.
    pub(crate) fn header(&self) -> &[String] {
        &self.header
    }

    fn records(&self) -> Records<'_> {
        let table = &self.text.as_bytes()[self.start..];
        Records {
            reader: ReaderBuilder::new()
                .delimiter(self.delimiter)
                .flexible(true)
                .has_headers(false)
                .from_reader(table.chain(SENTINEL.as_bytes())),
            total: (table.len() + SENTINEL.len()) as u64,
            record: StringRecord::new(),
        }
    }

    /// Calls `each` for every row below the header that is not blank, and says how many there were.
    pub(crate) fn for_each_row(&self, findings: &mut Findings, mut each: impl FnMut(&Row<'_>, &mut Findings)) -> usize {
        let mut records = self.records();
        let (mut number, mut rows) = (0, 0);
        loop {
            number += 1;
            match records.next() {
                Next::End => return rows,
                Next::OpenQuote => {
                    findings.push(open_quote(number));
                    return rows;
                }
                Next::Record if number == 1 => continue,
                Next::Record => {}
            }
            let cells = &records.record;
            if cells.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            rows += 1;
            let damaged = self.is_damaged(number, cells, findings);
            each(&Row { number, cells, damaged }, findings);
        }
    }

    fn is_damaged(&self, row: u64, cells: &StringRecord, findings: &mut Findings) -> bool {
        let ragged = cells.len() != self.header.len();
        if ragged {
            let text = format!(
                "These rows have more or fewer cells than the header's {}. Often a cell holds the delimiter {:?} and is not quoted.",
                self.header.len(),
                char::from(self.delimiter),
            );
            findings.add(Code::RaggedRow, row, None, None, &text);
        }
        let too_large = cells.iter().position(|cell| cell.len() > LARGEST_CELL);
        if let Some(at) = too_large {
            let text = "A cell is larger than 64 KiB. Perhaps a quote is missing or unmatched near this row.";
            findings.add(Code::CellTooLarge, row, self.header.get(at).map(String::as_str), None, text);
        }
        ragged || too_large.is_some()
    }
}

/// The warning that a further table has a header and nothing below it.
pub(crate) fn header_alone() -> Problem {
    let text = "The file has a header, but no rows below it: there is nothing to join.";
    let mut problem = Problem::new(Code::EmptyFile, text);
    problem.severity = Severity::Warning;
    problem
}

fn open_quote(row: u64) -> Problem {
    let text = "A quote (\") opened in this row is never closed, so the rest of the file cannot be told apart. \
                Close it, or double it if it belongs to the text.";
    Problem::new(Code::NotATable, text).at_rows([row])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Number, cells, damaged.
    type Read = (u64, Vec<String>, bool);

    fn read(bytes: &[u8]) -> (Vec<Read>, Vec<(Code, Vec<u64>)>) {
        let mut findings = Findings::new("");
        let mut rows = Vec::new();
        if let Some(table) = Table::open(bytes.to_vec(), &mut findings) {
            table.for_each_row(&mut findings, |row, _| {
                rows.push((row.number, row.cells.iter().map(str::to_owned).collect(), row.damaged));
            });
        }
        let problems = findings.into_problems(|_| false);
        (rows, problems.iter().map(|p| (p.code, p.rows.clone())).collect())
    }

    fn row(number: u64, cells: &[&str]) -> Read {
        (number, cells.iter().map(|&c| c.to_owned()).collect(), false)
    }

    #[test]
    fn every_line_ending_and_mark() {
        for text in
            ["id,n\n1,a\n2,b", "id,n\r\n1,a\r\n2,b\r\n", "id,n\r1,a\r2,b\r", "\u{feff}id,n\r\n1,a\r\n\r\n2,b\r\n"]
        {
            assert_eq!(read(text.as_bytes()), (vec![row(2, &["1", "a"]), row(3, &["2", "b"])], vec![]), "{text:?}");
        }
    }

    #[test]
    fn quotes_hold_delimiters_line_breaks_and_quotes() {
        let (rows, problems) = read(b"id,n\n1,\"Lee, \"\"Bo\"\"\nthe second\"\n2,b\n");
        assert_eq!(rows, [row(2, &["1", "Lee, \"Bo\"\nthe second"]), row(3, &["2", "b"])]);
        assert!(problems.is_empty());
    }

    #[test]
    fn blank_rows_are_skipped() {
        let (rows, problems) = read(b"id,n\n\n1,a\n,\n   \n2,b\n\n\n");
        assert_eq!(rows, [row(2, &["1", "a"]), row(5, &["2", "b"])]);
        assert!(problems.is_empty());
    }

    #[test]
    fn ragged_rows_are_one_problem() {
        let (rows, problems) = read(b"id,n\n1\n2,b\n3,c,d\n");
        assert_eq!(rows.iter().map(|r| r.2).collect::<Vec<_>>(), [true, false, true]);
        assert_eq!(problems, [(Code::RaggedRow, vec![2, 4])]);
    }

    #[test]
    fn open_quotes_are_found() {
        assert_eq!(read(b"id,n\n1,a\n2,\"b\n3,c\n").1, [(Code::NotATable, vec![3])]);
        assert_eq!(read(b"id,n\n1,a\n2,\"").1, [(Code::NotATable, vec![3])]);
        assert_eq!(read(b"id,\"n\n1,a\n").1, [(Code::NotATable, vec![1])]);
        assert_eq!(read(b"id,n\n1,\"a\"").1, []);
        assert_eq!(read(b"id,n\n1,\"a\"\"\"").1, []);
    }

    #[test]
    fn the_sentinels_own_words_are_an_ordinary_row() {
        let (rows, problems) = read(b"id\nend of table\n2\n");
        assert_eq!((rows.len(), problems.len()), (2, 0));
        assert_eq!(read(b"id\nend of table").0.len(), 1);
    }

    #[test]
    fn empty_files() {
        for bytes in ["", "\u{feff}", "\n\n", "\r\n"] {
            assert_eq!(read(bytes.as_bytes()).1, [(Code::EmptyFile, vec![])], "{bytes:?}");
        }
        assert_eq!(read(b",,\n1,2,3\n").1, [(Code::EmptyFile, vec![1])]);
        assert_eq!(read(b"id,n\n"), (vec![], vec![]));
    }

    #[test]
    fn large_cells() {
        let huge = "x".repeat(10 << 20);
        let (rows, problems) = read(format!("id,n\n1,{huge}\n2,b\n").as_bytes());
        assert_eq!(rows.len(), 2);
        assert_eq!(problems, [(Code::CellTooLarge, vec![2])]);
    }

    #[test]
    fn excel_says_which_delimiter() {
        assert_eq!(read(b"sep=;\r\nid;n,m\r\n1;a,b\r\n").0, [row(2, &["1", "a,b"])]);
    }
}

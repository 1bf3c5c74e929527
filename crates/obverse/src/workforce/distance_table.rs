//! The table of culture distances: `a`, `b`, `distance`.
//!
//! Its values are protected, so no problem repeats a cell of it, nor a header that may be a value.

use std::io::Read;

use super::grouping::Findings;
use super::named_columns::{self, find};
use super::reader::{named, read_whole};
use super::table::Table;
use crate::{Code, Error, Problem};

const A: [&str; 3] = ["a", "from", "culturea"];
const B: [&str; 3] = ["b", "to", "cultureb"];
const DISTANCE: [&str; 2] = ["distance", "dist"];

/// Two values and their distance.
type Row = (String, String, f64);

/// Reads the whole table. A first row whose third cell is a number is no header.
pub(crate) fn read_distances(file: &str, content: impl Read) -> Result<Vec<Row>, Error> {
    let bytes = read_whole(content).map_err(|error| named(file, error))?;
    let mut findings = Findings::new(file);
    let mut rows = Vec::new();
    if let Some(table) = Table::open(bytes, &mut findings) {
        read_rows(&table, &mut rows, &mut findings);
    }
    findings.into_problems(|_| false).into_result()?;
    Ok(rows)
}

fn read_rows(table: &Table, rows: &mut Vec<Row>, findings: &mut Findings) {
    let header = table.header();
    let mut unreadable = Vec::new();
    let mut add = |row: u64, a: &str, b: &str, distance: &str| match number(distance) {
        Some(distance) => rows.push((a.to_owned(), b.to_owned(), distance)),
        None => unreadable.push(row),
    };
    let named = (find(header, &A), find(header, &B), find(header, &DISTANCE));
    let [a, b, distance] = match (named, header) {
        ((Some(a), Some(b), Some(distance)), _) => [a, b, distance],
        ((_, _, None), [a, b, distance]) if looks_like_number(distance) => {
            add(1, a, b, distance);
            [0, 1, 2]
        }
        ((a, b, distance), _) => {
            let absent = [(a, &A[..]), (b, &B[..]), (distance, &DISTANCE[..])];
            for (_, names) in absent.into_iter().filter(|(found, _)| found.is_none()) {
                // A header that may be a row of values is not shown.
                findings.push(named_columns::missing(&[], names, &[&A, &B, &DISTANCE], &[]));
            }
            return;
        }
    };
    table.for_each_row(findings, |row, _| {
        let cell = |at: usize| row.cells.get(at).unwrap_or_default().trim();
        if !row.damaged {
            add(row.number, cell(a), cell(b), cell(distance));
        }
    });
    if !unreadable.is_empty() {
        let text = "a row of culture distances has two values, a and b, and a distance from 0 to 1";
        findings.push(Problem::new(Code::BadValue, text).in_column("distance").at_rows(unreadable));
    }
}

fn number(cell: &str) -> Option<f64> {
    cell.replace(',', ".").parse().ok().filter(|distance| (0.0..=1.0).contains(distance))
}

fn looks_like_number(cell: &str) -> bool {
    cell.replace(',', ".").parse::<f64>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Problems;

    fn read(bytes: &[u8]) -> Vec<Row> {
        read_distances("far.csv", bytes).unwrap()
    }

    fn problems(bytes: impl Read) -> Problems {
        match read_distances("far.csv", bytes) {
            Err(Error::Problems(problems)) => problems,
            other => panic!("should have errors: {other:?}"),
        }
    }

    fn rows(expected: &[(&str, &str, f64)]) -> Vec<Row> {
        expected.iter().map(|&(a, b, distance)| (a.to_owned(), b.to_owned(), distance)).collect()
    }

    #[test]
    fn every_dress_of_a_table() {
        let expected = rows(&[("Köln", "b", 0.25), ("c", "d", 1.0)]);
        let text = "a;b;distance\r\nKöln;b;0,25\r\nc;d;1\r\n";
        assert_eq!(read(text.as_bytes()), expected);
        assert_eq!(read("Distance\tB\tA\n0.25\tb\tKöln\n1\td\tc\n".as_bytes()), expected);
        assert_eq!(read("Köln,b,0.25\nc,d,1\n".as_bytes()), expected, "without a header");
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&utf16), expected);
        assert_eq!(read(&encoding_rs::WINDOWS_1252.encode(text).0), expected);
    }

    #[test]
    fn an_endless_file_ends() {
        assert_eq!(problems(std::io::repeat(0)).iter().next().unwrap().code, Code::NotATable);
    }

    #[test]
    fn problems_show_no_value() {
        let found = problems(&b"a,b,distance\nSECRET,x,1.5\nSECRET,y\nSECRET,z,near\nx,y,0.5\n"[..]);
        let listed: Vec<_> = found.iter().map(|p| (p.code, p.rows.clone())).collect();
        assert_eq!(listed, [(Code::RaggedRow, vec![3]), (Code::BadValue, vec![2, 4])]);
        let headers = problems(&b"SECRET,b,distance\nx,y,0.5\n"[..]);
        assert_eq!(
            headers.iter().map(|p| (p.code, p.column.as_deref())).collect::<Vec<_>>(),
            [(Code::MissingColumn, Some("a"))]
        );
        assert!(!format!("{found}{headers}").contains("SECRET"), "{found}{headers}");
    }
}

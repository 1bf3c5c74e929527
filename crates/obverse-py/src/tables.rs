//! Tables: columns of text become the bytes of a file, which are read as any file is.

use obverse_cli::inputs::Table;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyString;

/// A column as Python gives it: a header and cells, `None` where nothing is recorded.
pub(crate) type TextColumn<'py> = (String, Vec<Option<Bound<'py, PyString>>>);

/// The bytes of a file with these columns: UTF-8, a delimiter that is declared, every cell as it is.
pub(crate) fn bytes_of(columns: &[TextColumn<'_>]) -> PyResult<Vec<u8>> {
    let rows = columns.first().map_or(0, |(_, cells)| cells.len());
    if columns.iter().any(|(_, cells)| cells.len() != rows) {
        return Err(PyValueError::new_err("the columns have different lengths"));
    }
    // A byte-order mark and Excel's own line, so that neither encoding nor delimiter is guessed.
    let mut bytes = "\u{feff}sep=,\n".as_bytes().to_vec();
    if columns.is_empty() {
        return Ok(bytes);
    }
    for (at, (header, _)) in columns.iter().enumerate() {
        cell(&mut bytes, at, header);
    }
    bytes.push(b'\n');
    for row in 0..rows {
        for (at, (_, cells)) in columns.iter().enumerate() {
            match &cells[row] {
                Some(text) => cell(&mut bytes, at, text.to_cow()?.as_ref()),
                None => cell(&mut bytes, at, ""),
            }
        }
        bytes.push(b'\n');
    }
    Ok(bytes)
}

/// One cell, always quoted: a row of empty cells is a row.
fn cell(bytes: &mut Vec<u8>, at: usize, text: &str) {
    if at > 0 {
        bytes.push(b',');
    }
    bytes.push(b'"');
    for byte in text.bytes() {
        if byte == b'"' {
            bytes.push(b'"');
        }
        bytes.push(byte);
    }
    bytes.push(b'"');
}

/// Names of the tables, as the arguments of the Python functions are called.
const NAMES: [(&str, Table); 7] = [
    ("people", Table::People),
    ("signups", Table::Signups),
    ("skills", Table::Skills),
    ("conflicts", Table::Conflicts),
    ("fixed_pairs", Table::FixedPairs),
    ("past_pairs", Table::PastPairs),
    ("existing_pairs", Table::ExistingPairs),
];

/// The table of this name.
pub(crate) fn named(name: &str) -> PyResult<Table> {
    let found = NAMES.iter().find(|(known, _)| *known == name);
    found.map(|(_, table)| *table).ok_or_else(|| PyValueError::new_err(format!("there is no table {name:?}")))
}

/// The name of a table.
pub(crate) fn name_of(table: Table) -> &'static str {
    NAMES.iter().find(|(_, known)| *known == table).map_or("", |(name, _)| name)
}

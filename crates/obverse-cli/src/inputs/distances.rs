//! The table of culture distances that a policy may name: `a, b, distance`.

use std::path::Path;

use obverse::{Code, Problem, Problems};

use super::files;
use super::policy::Distance;
use crate::failure::Failure;

/// The rows of the table; `None` if it cannot be read, with why among the problems. Values are never repeated: culture is
/// protected.
pub(super) fn read(path: &Path, problems: &mut Problems) -> Result<Option<Vec<Distance>>, Failure> {
    let file = path.to_string_lossy().into_owned();
    let Some(text) = files::text(path)? else {
        problems.push(Problem::new(Code::Undecodable, "culture distances are CSV in UTF-8").in_file(file));
        return Ok(None);
    };
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or_default();
    let delimiter = [b',', b';', b'\t'].into_iter().max_by_key(|d| first.bytes().filter(|b| b == d).count());
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .delimiter(delimiter.filter(|d| first.as_bytes().contains(d)).unwrap_or(b','))
        .from_reader(text.as_bytes());
    let (mut rows, mut unreadable) = (Vec::new(), Vec::new());
    for (at, record) in reader.records().enumerate() {
        let row = at as u64 + 1;
        let Ok(record) = record else {
            unreadable.push(row);
            continue;
        };
        match (record.len(), number(record.get(2).unwrap_or_default())) {
            (3, Some(distance)) if (0.0..=1.0).contains(&distance) => {
                rows.push((record[0].to_owned(), record[1].to_owned(), distance));
            }
            // The header, which may be there or not.
            (3, None) if row == 1 => {}
            _ => unreadable.push(row),
        }
    }
    if unreadable.is_empty() {
        return Ok(Some(rows));
    }
    let text = "a row of culture distances has three cells: a, b and a distance from 0 to 1";
    problems.push(Problem::new(Code::BadValue, text).in_file(file).at_rows(unreadable));
    Ok(None)
}

fn number(cell: &str) -> Option<f64> {
    cell.replace(',', ".").parse().ok()
}

//! The columns of the smaller tables, found by name in any order.

use super::grouping::{name_some, shorten};
use super::headers::{NEAR, key};
use crate::{Code, Problem};

/// Where one of these names (written as keys) stands in a header.
pub(crate) fn find(header: &[String], names: &[&str]) -> Option<usize> {
    header.iter().position(|cell| names.contains(&key(cell).as_str()))
}

/// The problem that none of these names stands in a header, with the cell that may be meant among those that stand for nothing:
/// neither for a column that is `needed` nor for an `optional` one. Of several names the first is the one to use. An empty header
/// is one that is not to be shown.
pub(crate) fn missing(header: &[String], names: &[&str], needed: &[&[&str]], optional: &[&str]) -> Problem {
    let ours = names.first().copied().unwrap_or_default();
    let free = |cell: &&String| {
        !cell.is_empty()
            && cell.len() < 100
            && !needed.iter().chain([&optional]).any(|names| names.contains(&key(cell).as_str()))
    };
    let likeness = |cell: &String| names.iter().map(|name| strsim::jaro_winkler(name, &key(cell))).fold(0.0, f64::max);
    let mut best: Option<(f64, &String)> = None;
    for cell in header.iter().filter(free) {
        let like = likeness(cell);
        if like >= NEAR && best.is_none_or(|(most, _)| like > most) {
            best = Some((like, cell));
        }
    }
    let near = best.map(|(_, cell)| format!(" The nearest is {:?}: rename it, if that is the one.", shorten(cell)));
    let needed: Vec<&str> = needed.iter().filter_map(|names| names.first().copied()).collect();
    let found = if header.is_empty() { String::new() } else { format!(" Headers found: {}.", name_some(header)) };
    let text = format!(
        "There is no column {ours:?}.{found}{} The first row must name the columns {}.",
        near.unwrap_or_default(),
        needed.join(", ")
    );
    Problem::new(Code::MissingColumn, text).in_column(ours).at_rows([1])
}

//! `why.csv`: every term of every pair, protected ones too. For the programme's lead, not to be sent round.

use std::io::{self, Write};

use obverse::Matching;

use super::measure;
use crate::output::csv_cells::Sheet;

/// One row for each pair and term; the points of a pair add up to its score.
pub(crate) fn why(matching: &Matching, out: impl Write) -> io::Result<()> {
    let mut sheet = Sheet::new(out, ["junior", "senior", "term", "measure", "recorded", "weight", "points"])?;
    for pair in matching.pairs() {
        for term in &pair.terms {
            sheet.text(&pair.junior)?;
            sheet.text(&pair.senior)?;
            sheet.text(term.component.to_string())?;
            sheet.number(measure(term))?;
            sheet.text(if term.recorded { "true" } else { "false" })?;
            sheet.number(f64::from(term.weight) / 1e6)?;
            sheet.number(term.points)?;
            sheet.end_row()?;
        }
    }
    sheet.finish()
}

//! `unmatched.csv`: everyone left out, one row for each reason, the weightiest first.

use std::io::{self, Write};

use obverse::Matching;

use super::PersonColumns;
use crate::output::csv_cells::Sheet;

/// One row for each person, role and reason.
pub(crate) fn unmatched(matching: &Matching, out: impl Write) -> io::Result<()> {
    let joined = PersonColumns::new(matching.programme());
    let header = ["id"].iter().chain(joined.names()).chain(&["role", "code", "count", "of", "text"]);
    let mut sheet = Sheet::new(out, header)?;
    for person in matching.unmatched() {
        for reason in &person.reasons {
            sheet.text(&person.id)?;
            joined.write(&mut sheet, &person.id)?;
            sheet.text(person.role)?;
            sheet.text(reason.code)?;
            sheet.number(reason.count)?;
            sheet.number(reason.of)?;
            sheet.text(&reason.text)?;
            sheet.end_row()?;
        }
        if person.reasons.is_empty() {
            sheet.text(&person.id)?;
            joined.write(&mut sheet, &person.id)?;
            sheet.text(person.role)?;
            for _ in 0..4 {
                sheet.text("")?;
            }
            sheet.end_row()?;
        }
    }
    sheet.finish()
}

//! `pairs.csv`: what is sent round. Topics, score and terms on unprotected attributes only.
//!
//! The score is the sum of all terms, so `points` less the terms shown is the sum of the protected ones. Where that must not be
//! worked out, `score` and `points` are dropped before the file is sent, or the policy says `use_protected = false`.

use std::io::{self, Write};

use obverse::Matching;

use super::{PersonColumns, protected_terms};
use crate::output::csv_cells::Sheet;

/// One row for each pair, highest score first.
pub(crate) fn pairs(matching: &Matching, out: impl Write) -> io::Result<()> {
    let programme = matching.programme();
    let joined = PersonColumns::new(programme);
    let protected = protected_terms(programme);
    let mut header = vec!["junior".to_owned(), "senior".to_owned()];
    header.extend(joined.names().iter().map(|column| format!("junior_{column}")));
    header.extend(joined.names().iter().map(|column| format!("senior_{column}")));
    header.extend(["score", "points", "topics"].map(str::to_owned));
    let components = programme.score().components().iter().zip(&protected);
    header.extend(components.filter(|(_, p)| !**p).map(|(scored, _)| format!("points_{}", scored.component)));
    header.push("flags".to_owned());
    let mut sheet = Sheet::new(out, header)?;
    for pair in matching.pairs() {
        sheet.text(&pair.junior)?;
        sheet.text(&pair.senior)?;
        joined.write(&mut sheet, &pair.junior)?;
        joined.write(&mut sheet, &pair.senior)?;
        sheet.number(pair.score.value())?;
        sheet.number(pair.points)?;
        sheet.text(pair.topics.join("; "))?;
        for (term, _) in pair.terms.iter().zip(&protected).filter(|(_, protected)| !**protected) {
            sheet.number(term.points)?;
        }
        sheet.text(pair.flags.join("; "))?;
        sheet.end_row()?;
    }
    sheet.finish()
}

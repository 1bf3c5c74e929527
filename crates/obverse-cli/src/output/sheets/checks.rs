//! `checks.csv`: what somebody should look at before trusting the result.

use std::io::{self, Write};

use obverse::eligibility::RuleCounts;
use obverse::{Matching, Problems};

use crate::output::csv_cells::Sheet;
use crate::output::problems;

/// Warnings, what the rules did, what the result was checked for, and the reasons that were written for exceptions.
pub(crate) fn checks(matching: &Matching, warnings: &Problems, out: impl Write) -> io::Result<()> {
    let mut sheet = Sheet::new(out, problems::COLUMNS)?;
    problems::rows(&mut sheet, warnings)?;
    let run = matching.run();
    rule_rows(&mut sheet, &run.rules)?;
    let (summary, certificate) = (matching.summary(), matching.certificate());
    let verified = if certificate.verified { "yes" } else { "no" };
    let found = |names: &[String]| if names.is_empty() { "none".to_owned() } else { names.join("; ") };
    let mut rows: Vec<(&str, String, &str)> = vec![
        ("people_paired", certificate.people.to_string(), "people with at least one partner, once for each role"),
        ("points", certificate.points.to_string(), "points of all pairs"),
        ("dual_points", certificate.dual_points.to_string(), "what no pairing of so many people can exceed"),
        ("gap", certificate.gap.to_string(), "dual_points less points: 0 proves that no other pairing is better"),
        ("verified", verified.to_owned(), "the proof was checked against every candidate pair"),
        ("unmatched", matching.unmatched().len().to_string(), "people without a partner, once for each role"),
        ("consent", run.consent.to_owned(), "whether the export says who opted in"),
        ("protected_found", found(&run.protected_found), "protected attributes in the export"),
        ("protected_used", found(&run.protected_used), "protected attributes that were scored"),
    ];
    if let (Some(greedy), Some(random)) = (&summary.greedy, &summary.random) {
        rows.push((
            "greedy_points",
            greedy.points.to_string(),
            "points if each mentee in turn takes the best mentor left",
        ));
        rows.push(("random_points", random.points.to_string(), "points if each mentee takes any eligible mentor left"));
    }
    for (code, value, text) in rows {
        row(&mut sheet, ["check", code, &value, text])?;
    }
    for dropped in &run.dropped {
        let missing = dropped.missing.as_ref().map_or(String::new(), |missing| format!(": {missing}"));
        let text = format!("this component has a weight and does not score{missing}");
        row(&mut sheet, ["not_scored", &dropped.name, dropped.why, &text])?;
    }
    for reason in &run.reasons {
        row(&mut sheet, ["reason", "", "", reason])?;
    }
    for pair in matching.pairs() {
        if let Some(reason) = &pair.override_reason
            && !pair.ruled_out_by.is_empty()
        {
            let name = format!("{} -> {}", pair.junior, pair.senior);
            row(&mut sheet, ["override", &pair.ruled_out_by.join(" "), &name, reason])?;
        }
    }
    sheet.finish()
}

/// What the rules did to all pairs, as rows with the columns of problems.
pub(crate) fn rule_rows<W: Write>(sheet: &mut Sheet<W>, counts: &RuleCounts) -> io::Result<()> {
    for rule in &counts.rules {
        let text = format!(
            "rules out {} of {} pairs, {} of them alone; {} could not be judged",
            rule.together, counts.pairs, rule.alone, rule.not_evaluated
        );
        row(sheet, ["rule", rule.rule.as_str(), &rule.together.to_string(), &text])?;
    }
    let text = format!("of {} pairs no rule rules these out", counts.pairs);
    row(sheet, ["rule", "candidate_pairs", &counts.candidate_pairs.to_string(), &text])
}

/// A row of kind, code, value and text.
fn row<W: Write>(sheet: &mut Sheet<W>, [kind, code, value, text]: [&str; 4]) -> io::Result<()> {
    for cell in [kind, code, "", "", "", "", value, text] {
        sheet.text(cell)?;
    }
    sheet.end_row()
}

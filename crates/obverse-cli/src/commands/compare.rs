//! `obverse compare`: a list made by hand, judged, with the best list beside it.

use std::collections::BTreeMap;
use std::io::{self, Write};

use obverse::{Comparison, Explanation, Matching};
use serde::Serialize;

use crate::args::CompareArguments;
use crate::failure::{DONE, Failure};
use crate::inputs::{self, files};
use crate::output::csv_cells::Sheet;
use crate::output::destination::Destination;
use crate::output::grid::Grid;
use crate::output::page::Page;
use crate::output::progress::watched;
use crate::output::sheets::PersonColumns;
use crate::output::{self, Report, SCHEMA_VERSION, pretty};

pub(super) fn run(arguments: &CompareArguments) -> Result<u8, Failure> {
    let out = arguments.output.out.as_deref();
    let destination = Destination::new(out, arguments.output.format)?;
    files::require(&[("", &arguments.list)])?;
    files::keep_inputs(out, &[], &arguments.inputs, &[&arguments.list])?;
    destination.check()?;
    let (programme, warnings) = inputs::programme(&arguments.inputs)?;
    let list = inputs::pair_list_in(&arguments.inputs, &programme, &arguments.list)?;
    output::say_warnings(&warnings);
    let matching = watched(|control| programme.solve_with(control))?;
    let comparison = matching.compare(&list)?;
    output::deliver(&CompareReport::new(&matching, &comparison), &destination)?;
    Ok(DONE)
}

#[derive(Serialize)]
struct CompareReport<'a> {
    schema_version: u32,
    #[serde(flatten)]
    comparison: &'a Comparison,
    best_pairs: Vec<BestPair>,
    #[serde(skip)]
    matching: &'a Matching,
}

#[derive(Serialize)]
struct BestPair {
    junior: String,
    senior: String,
    points: u32,
    score: f64,
}

impl<'a> CompareReport<'a> {
    fn new(matching: &'a Matching, comparison: &'a Comparison) -> Self {
        let best = |pair: obverse::Pair| BestPair {
            junior: pair.junior,
            senior: pair.senior,
            points: pair.points,
            score: pair.score.value(),
        };
        let best_pairs = matching.pairs().map(best).collect();
        CompareReport { schema_version: SCHEMA_VERSION, comparison, best_pairs, matching }
    }

    /// The best list's partners of each junior.
    fn best_by_junior(&self) -> BTreeMap<&str, Vec<&BestPair>> {
        let mut by_junior: BTreeMap<&str, Vec<&BestPair>> = BTreeMap::new();
        for pair in &self.best_pairs {
            by_junior.entry(&pair.junior).or_default().push(pair);
        }
        by_junior
    }

    fn pairs(&self, page: &mut Page<'_>) -> io::Result<()> {
        let joined = PersonColumns::new(self.matching.programme());
        let mut best = self.best_by_junior();
        let beside = |best: Option<Vec<&BestPair>>| {
            let shown = |pair: &BestPair| format!("{} {:.1}", joined.shown(&pair.senior), pair.score);
            best.map_or(String::new(), |pairs| pairs.into_iter().map(shown).collect::<Vec<_>>().join(", "))
        };
        let mut grid = Grid::new(["mentor (junior)", "your mentee", ">score", "note", "in the best list"]);
        for pair in &self.comparison.pairs {
            let partner = beside(best.remove(pair.junior.as_str()));
            let score = pair.score.to_string();
            grid.row([joined.shown(&pair.junior), joined.shown(&pair.senior), score, note(pair), partner]);
        }
        let rest: Vec<&str> = best.keys().copied().collect();
        for junior in rest {
            let partner = beside(best.remove(junior));
            grid.row([joined.shown(junior), String::new(), String::new(), "not in your list".to_owned(), partner]);
        }
        page.grid(&grid)
    }
}

/// What keeps a pair from being made.
fn note(pair: &Explanation) -> String {
    let rules = pair.rulings.iter().map(|ruled| format!("{}: {}", ruled.rule, ruled.text));
    pair.not_taking_part.iter().cloned().chain(rules).collect::<Vec<_>>().join("; ")
}

impl Report for CompareReport<'_> {
    fn page(&self, page: &mut Page<'_>) -> io::Result<()> {
        self.pairs(page)?;
        page.space()?;
        let mut grid = Grid::new(["", ">people paired", ">pairs", ">points"]);
        for (name, reached) in [("your list", &self.comparison.yours), ("the best list", &self.comparison.best)] {
            let numbers = [reached.people_paired, reached.pairs, reached.points].map(|n| n.to_string());
            grid.row(std::iter::once(name.to_owned()).chain(numbers));
        }
        page.grid(&grid)?;
        page.space()?;
        for fault in &self.comparison.faults {
            page.marked("warning", fault)?;
        }
        let broken = self.comparison.pairs.iter().filter(|pair| !pair.eligible).count();
        let (listed, both) = (self.comparison.pairs.len(), self.comparison.in_both);
        page.line(&format!(
            "{listed} pairs listed, {broken} of them may not be made and count nothing; {both} are in the best list too."
        ))
    }

    fn csv(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut sheet = Sheet::new(out, ["list", "junior", "senior", "score", "points", "eligible", "note"])?;
        for pair in &self.comparison.pairs {
            sheet.text("yours")?;
            sheet.text(&pair.junior)?;
            sheet.text(&pair.senior)?;
            sheet.number(pair.score.value())?;
            sheet.number(pair.points)?;
            sheet.text(if pair.eligible { "true" } else { "false" })?;
            sheet.text(note(pair))?;
            sheet.end_row()?;
        }
        for pair in &self.best_pairs {
            sheet.text("best")?;
            sheet.text(&pair.junior)?;
            sheet.text(&pair.senior)?;
            sheet.number(pair.score)?;
            sheet.number(pair.points)?;
            sheet.text("true")?;
            sheet.text("")?;
            sheet.end_row()?;
        }
        sheet.finish()
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        pretty(self, out)
    }
}

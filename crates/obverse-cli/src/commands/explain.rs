//! `obverse explain`: why two people score what they score, and whether they may be paired.

use std::io::{self, Write};

use obverse::{Explanation, Programme};
use serde::Serialize;

use crate::args::ExplainArguments;
use crate::failure::{DONE, Failure};
use crate::inputs::{self, files};
use crate::output::csv_cells::Sheet;
use crate::output::destination::Destination;
use crate::output::grid::Grid;
use crate::output::page::Page;
use crate::output::sheets::{PersonColumns, measure, protected_terms};
use crate::output::{self, Report, SCHEMA_VERSION, pretty};

/// What stands for all terms on protected attributes together.
const PROTECTED: &str = "protected attributes";

pub(super) fn run(arguments: &ExplainArguments) -> Result<u8, Failure> {
    let out = arguments.output.out.as_deref();
    let destination = Destination::new(out, arguments.output.format)?;
    files::keep_inputs(out, &[], &arguments.inputs, &[])?;
    destination.check()?;
    let (programme, _) = inputs::programme(&arguments.inputs)?;
    let explanation = programme.explain(&arguments.junior, &arguments.senior)?;
    let report = ExplainReport::new(&programme, &explanation);
    output::deliver(&report, &destination)?;
    Ok(DONE)
}

#[derive(Serialize)]
pub(crate) struct ExplainReport<'a> {
    schema_version: u32,
    #[serde(flatten)]
    explanation: &'a Explanation,
    /// The junior and the senior as people know them.
    #[serde(skip)]
    names: [String; 2],
    /// For each term, whether it does not circulate.
    #[serde(skip)]
    protected: Vec<bool>,
}

/// A term, or all those on protected attributes together.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Line {
    /// The component, or what stands for all protected ones.
    pub name: String,
    /// The measure, 0 to 1; `None` for protected attributes together.
    pub measure: Option<f64>,
    /// Whether it rests on recorded facts; `None` for protected attributes together.
    pub recorded: Option<bool>,
    /// The weight, of 1,000,000.
    pub weight: u32,
    /// The points, of 1,000,000.
    pub points: u32,
}

impl<'a> ExplainReport<'a> {
    pub(crate) fn new(programme: &Programme, explanation: &'a Explanation) -> Self {
        let joined = PersonColumns::new(programme);
        let names = [joined.shown(&explanation.junior), joined.shown(&explanation.senior)];
        ExplainReport { schema_version: SCHEMA_VERSION, explanation, names, protected: protected_terms(programme) }
    }

    pub(crate) fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        let (mut weight, mut points, mut any) = (0, 0, false);
        for (term, &protected) in self.explanation.terms.iter().zip(&self.protected) {
            if protected {
                (weight, points, any) = (weight + term.weight, points + term.points, true);
                continue;
            }
            lines.push(Line {
                name: term.component.to_string(),
                measure: Some(measure(term)),
                recorded: Some(term.recorded),
                weight: term.weight,
                points: term.points,
            });
        }
        if any {
            lines.push(Line { name: PROTECTED.to_owned(), measure: None, recorded: None, weight, points });
        }
        lines
    }
}

impl Report for ExplainReport<'_> {
    fn page(&self, page: &mut Page<'_>) -> io::Result<()> {
        let pair = self.explanation;
        let [junior, senior] = &self.names;
        page.heading(&format!("{junior} -> {senior}: {} of 100", pair.score))?;
        if pair.eligible {
            page.marked("ok", "no rule keeps them apart")?;
        }
        for text in &pair.not_taking_part {
            page.marked("ruled out:", text)?;
        }
        for ruled in &pair.rulings {
            page.marked("ruled out:", &format!("{}: {}", ruled.rule, ruled.text))?;
        }
        let topics = if pair.topics.is_empty() { "none recorded".to_owned() } else { pair.topics.join(", ") };
        page.line(&format!("Topics: {topics}"))?;
        page.space()?;
        let mut grid = Grid::new(["term", ">measure", ">weight", ">points", ""]);
        for line in self.lines() {
            let measure = line.measure.map_or(String::new(), |measure| format!("{measure:.3}"));
            let weight = format!("{:.1} %", f64::from(line.weight) / 1e4);
            let note = if line.recorded == Some(false) { "not recorded: the average stands in" } else { "" };
            grid.row([line.name, measure, weight, line.points.to_string(), note.to_owned()]);
        }
        grid.row(["sum".to_owned(), String::new(), String::new(), pair.points.to_string(), String::new()]);
        page.grid(&grid)?;
        page.line(&format!("{:.0} % of the weight rests on recorded facts.", pair.measured_share * 100.0))
    }

    fn csv(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut sheet = Sheet::new(out, ["junior", "senior", "term", "measure", "recorded", "weight", "points"])?;
        for line in self.lines() {
            sheet.text(&self.explanation.junior)?;
            sheet.text(&self.explanation.senior)?;
            sheet.text(&line.name)?;
            match line.measure {
                Some(measure) => sheet.number(measure)?,
                None => sheet.text("")?,
            }
            sheet.text(line.recorded.map_or("", |recorded| if recorded { "true" } else { "false" }))?;
            sheet.number(f64::from(line.weight) / 1e6)?;
            sheet.number(line.points)?;
            sheet.end_row()?;
        }
        sheet.finish()
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        pretty(self, out)
    }
}

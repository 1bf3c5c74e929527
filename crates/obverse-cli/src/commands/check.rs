//! `obverse check`: problems, what was understood, and what the rules do, without pairing.

use std::io::{self, Write};

use obverse::eligibility::RuleCounts;
use obverse::{Problems, Workforce};
use serde::Serialize;

use crate::args::ReportArguments;
use crate::failure::{DONE, Failure, INPUT_HAS_ERRORS};
use crate::inputs::{self, Inputs, files};
use crate::output::csv_cells::Sheet;
use crate::output::destination::Destination;
use crate::output::grid::Grid;
use crate::output::page::Page;
use crate::output::progress::watched;
use crate::output::sheets::rule_rows;
use crate::output::{self, Report, SCHEMA_VERSION, pretty, problems};

pub(super) fn run(arguments: &ReportArguments) -> Result<u8, Failure> {
    let out = arguments.output.out.as_deref();
    let destination = Destination::new(out, arguments.output.format)?;
    files::keep_inputs(out, &[], &arguments.inputs, &[])?;
    destination.check()?;
    let inputs = inputs::read(&arguments.inputs)?;
    let report = CheckReport::new(inputs)?;
    output::deliver(&report, &destination)?;
    Ok(if report.problems.has_errors() { INPUT_HAS_ERRORS } else { DONE })
}

#[derive(Serialize)]
struct CheckReport {
    schema_version: u32,
    problems: Problems,
    #[serde(skip_serializing_if = "Option::is_none")]
    people: Option<People>,
    #[serde(skip_serializing_if = "Option::is_none")]
    programme: Option<ProgrammeFacts>,
}

/// What was read of the people.
#[derive(Serialize)]
struct People {
    /// With a row in the export.
    count: usize,
    /// Named as managers, without a row.
    managers_not_in_file: usize,
    /// Columns and tables that were understood, with the share of people for whom they say something.
    recorded: Vec<Recorded>,
}

#[derive(Serialize)]
struct Recorded {
    column: String,
    people: usize,
    share: f64,
}

/// What the policy makes of them.
#[derive(Serialize)]
struct ProgrammeFacts {
    juniors: usize,
    seniors: usize,
    /// Whether the export says who opted in.
    consent: &'static str,
    rules: RuleCounts,
    components: Vec<ComponentFacts>,
    dropped: Vec<DroppedFacts>,
    protected_found: Vec<String>,
    protected_used: Vec<String>,
}

#[derive(Serialize)]
struct ComponentFacts {
    name: String,
    weight: f64,
    recorded_pairs: u64,
}

#[derive(Serialize)]
struct DroppedFacts {
    name: String,
    why: &'static str,
}

impl CheckReport {
    fn new(inputs: Inputs) -> Result<Self, Failure> {
        let people = inputs.workforce.as_ref().map(People::new);
        let programme = match &inputs.programme {
            Some(programme) => Some(ProgrammeFacts::new(programme)?),
            None => None,
        };
        Ok(CheckReport { schema_version: SCHEMA_VERSION, problems: inputs.problems, people, programme })
    }
}

impl People {
    fn new(workforce: &Workforce) -> Self {
        let count = workforce.len();
        let mut recorded = Vec::new();
        let mut add = |column: &str, is_recorded: &dyn Fn(obverse::Person) -> bool| {
            let people = workforce.people().filter(|&person| is_recorded(person)).count();
            if people > 0 {
                recorded.push(Recorded { column: column.to_owned(), people, share: people as f64 / count as f64 });
            }
        };
        add("name", &|person| workforce.name(person).is_some());
        add("email", &|person| workforce.email(person).is_some());
        add("manager_id", &|person| workforce.manager(person).is_some());
        add("dotted_line_ids", &|person| !workforce.dotted(person).is_empty());
        add("role", &|person| workforce.roles(person).is_some());
        add("hire_date", &|person| workforce.hire_date(person).is_some());
        add("birth", &|person| workforce.birth(person) != obverse::workforce::Birth::NotRecorded);
        add("skills", &|person| workforce.skills().has(person).is_some());
        add("wants", &|person| workforce.skills().wants(person).is_some());
        add("opt_in", &|person| workforce.opt_in(person) == Some(true));
        for name in workforce.attribute_names() {
            if let Some(attribute) = workforce.attribute(name) {
                add(name, &|person| attribute.is_recorded(person));
            }
        }
        People { count, managers_not_in_file: workforce.len_with_stand_ins() - count, recorded }
    }
}

impl ProgrammeFacts {
    fn new(programme: &obverse::Programme) -> Result<Self, Failure> {
        let score = programme.score();
        Ok(ProgrammeFacts {
            juniors: programme.participants().juniors().len(),
            seniors: programme.participants().seniors().len(),
            consent: if programme.workforce().asks_consent() { "recorded" } else { "not_recorded" },
            rules: watched(|control| programme.eligibility().count(control))?,
            components: (score.components().iter())
                .map(|c| ComponentFacts {
                    name: c.component.to_string(),
                    weight: f64::from(c.weight) / 1e6,
                    recorded_pairs: c.recorded_pairs,
                })
                .collect(),
            dropped: (score.dropped().iter())
                .map(|(component, why)| DroppedFacts { name: component.to_string(), why: why.as_str() })
                .collect(),
            protected_found: score.protected_found().to_vec(),
            protected_used: score.protected_used().to_vec(),
        })
    }
}

/// `93 %`, never rounded up to all or down to nothing.
fn percent(part: u64, of: u64) -> String {
    match (part, of) {
        (0, _) => "0 %".to_owned(),
        (part, of) if part >= of => "100 %".to_owned(),
        _ => format!("{:.0} %", (part as f64 * 100.0 / of as f64).clamp(1.0, 99.0)),
    }
}

impl Report for CheckReport {
    fn page(&self, page: &mut Page<'_>) -> io::Result<()> {
        problems::list(page, &self.problems)?;
        if self.problems.is_empty() {
            page.marked("ok", "no problems found")?;
        } else {
            page.line(&format!("{}.", problems::counts(&self.problems)))?;
        }
        if let Some(people) = &self.people {
            people.page(page)?;
        }
        self.programme.as_ref().map_or(Ok(()), |programme| programme.page(page))
    }

    fn csv(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut sheet = Sheet::new(out, problems::COLUMNS)?;
        problems::rows(&mut sheet, &self.problems)?;
        if let Some(programme) = &self.programme {
            rule_rows(&mut sheet, &programme.rules)?;
        }
        sheet.finish()
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        pretty(self, out)
    }
}

impl People {
    fn page(&self, page: &mut Page<'_>) -> io::Result<()> {
        page.space()?;
        page.heading(&format!("Read: {} people", self.count))?;
        let mut grid = Grid::new(["column", ">people", ">recorded"]);
        for row in &self.recorded {
            let share = percent(row.people as u64, self.count as u64);
            grid.row([row.column.clone(), row.people.to_string(), share]);
        }
        page.grid(&grid)
    }
}

impl ProgrammeFacts {
    fn page(&self, page: &mut Page<'_>) -> io::Result<()> {
        page.space()?;
        page.heading(&format!("Programme: {} juniors who mentor, {} seniors who learn", self.juniors, self.seniors))?;
        if self.consent == "not_recorded" {
            page.line("There is no opt_in column: every pair would be a proposal.")?;
        }
        let pairs = self.rules.pairs;
        let mut grid = Grid::new(["rule", ">pairs ruled out", ">by it alone", ">not judged"]);
        for rule in &self.rules.rules {
            let counts = [rule.together, rule.alone, rule.not_evaluated].map(|n| n.to_string());
            grid.row(std::iter::once(rule.rule.as_str().to_owned()).chain(counts));
        }
        if !grid.is_empty() {
            page.grid(&grid)?;
        }
        let candidates = self.rules.candidate_pairs;
        page.line(&format!("Candidate pairs: {candidates} of {pairs} ({}).", percent(candidates, pairs)))?;
        page.space()?;
        let mut grid = Grid::new(["scored", ">weight", ">pairs recorded"]);
        for component in &self.components {
            let weight = format!("{:.1} %", component.weight * 100.0);
            grid.row([component.name.clone(), weight, percent(component.recorded_pairs, pairs)]);
        }
        page.grid(&grid)?;
        for dropped in &self.dropped {
            page.line(&format!("Not scored: {} ({}).", dropped.name, dropped.why.replace('_', " ")))?;
        }
        let list = |names: &[String]| if names.is_empty() { "none".to_owned() } else { names.join(", ") };
        let (found, used) = (list(&self.protected_found), list(&self.protected_used));
        page.line(&format!("Protected attributes found: {found}; used: {used}."))
    }
}

//! `obverse check`: problems, what was understood, and what the rules do, without pairing.

mod people;
mod programme;

use std::io::{self, Write};

use obverse::{Policy, Problems, Workforce};
use serde::Serialize;

use crate::args::ReportArguments;
use crate::failure::{DONE, Failure, INPUT_HAS_ERRORS};
use crate::inputs::{self, Inputs, files};
use crate::output::csv_cells::Sheet;
use crate::output::destination::Destination;
use crate::output::page::Page;
use crate::output::sheets::rule_rows;
use crate::output::{self, Report, SCHEMA_VERSION, pretty, problems};
use people::People;
use programme::ProgrammeFacts;

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

impl CheckReport {
    fn new(inputs: Inputs) -> Result<Self, Failure> {
        let people = inputs.workforce.as_ref().map(|workforce| People::new(workforce, inputs.policy.as_ref()));
        let programme = match &inputs.programme {
            Some(programme) => Some(ProgrammeFacts::new(programme)?),
            None => None,
        };
        Ok(CheckReport { schema_version: SCHEMA_VERSION, problems: inputs.problems, people, programme })
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

/// What was read of the people, as the JSON of `obverse check` has it: how many, which columns, for how many each says
/// something, and whether the policy reads it.
pub fn people_read(workforce: &Workforce, policy: Option<&Policy>) -> impl Serialize + use<> {
    People::new(workforce, policy)
}

/// `93 %`, never rounded up to all or down to nothing.
fn percent(part: u64, of: u64) -> String {
    match (part, of) {
        (0, _) => "0 %".to_owned(),
        (part, of) if part >= of => "100 %".to_owned(),
        _ => format!("{:.0} %", (part as f64 * 100.0 / of as f64).clamp(1.0, 99.0)),
    }
}

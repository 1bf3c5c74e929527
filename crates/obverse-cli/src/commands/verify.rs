//! `obverse verify`: whether a result holds for its inputs, without pairing again.

use std::io::{self, Write};
use std::path::PathBuf;

use obverse::{Code, Error, Problem, Verification};
use serde::Serialize;

use crate::args::VerifyArguments;
use crate::failure::{DONE, Failure, INPUT_HAS_ERRORS};
use crate::inputs::{self, files};
use crate::output::csv_cells::Sheet;
use crate::output::destination::Destination;
use crate::output::page::Page;
use crate::output::progress::watched;
use crate::output::{self, Report, SCHEMA_VERSION, pretty, set};

pub(super) fn run(arguments: &VerifyArguments) -> Result<u8, Failure> {
    let out = arguments.output.out.as_deref();
    let destination = Destination::new(out, arguments.output.format)?;
    let is_set = arguments.result.is_dir();
    let file = if is_set { arguments.result.join(set::RUN) } else { arguments.result.clone() };
    files::require(&[("", &file)])?;
    files::keep_inputs(out, &[], &arguments.inputs, &[&file])?;
    destination.check()?;
    let (programme, _) = inputs::programme(&arguments.inputs)?;
    let label = file.to_string_lossy().into_owned();
    let Some(json) = files::text(&file)? else {
        let text = "this is not a result of `obverse pair --format json`: it is not UTF-8";
        return Err(Failure::problem(Problem::new(Code::NotATable, text).in_file(label)));
    };
    let verification = watched(|control| programme.verify_with(&json, control)).map_err(|error| match error {
        Error::Problems(found) => Failure::Problems(inputs::in_file(&found, &label)),
        other => other.into(),
    })?;
    let policy = is_set && arguments.inputs.policy.is_none() && !verification.holds;
    let report = VerifyReport {
        schema_version: SCHEMA_VERSION,
        verification: &verification,
        policy_to_try: policy.then(|| arguments.result.join("policy.toml")),
    };
    output::deliver(&report, &destination)?;
    Ok(if verification.holds { DONE } else { INPUT_HAS_ERRORS })
}

#[derive(Serialize)]
struct VerifyReport<'a> {
    schema_version: u32,
    #[serde(flatten)]
    verification: &'a Verification,
    /// The policy of the set, if none was given and the result does not hold.
    #[serde(skip)]
    policy_to_try: Option<PathBuf>,
}

impl VerifyReport<'_> {
    fn optimal(&self) -> &'static str {
        match self.verification.optimal {
            Some(true) => "yes",
            Some(false) => "no",
            None => "not checked",
        }
    }
}

impl Report for VerifyReport<'_> {
    fn page(&self, page: &mut Page<'_>) -> io::Result<()> {
        for finding in &self.verification.findings {
            page.marked("error", &finding.text)?;
        }
        let more = self.verification.more_findings;
        if more > 0 {
            page.line(&format!("and {more} more findings"))?;
        }
        let pairs = self.verification.pairs;
        if !self.verification.holds {
            page.line(&format!("The result does not hold for these inputs ({pairs} pairs checked)."))?;
            if let Some(policy) = &self.policy_to_try {
                page.line(&format!("Was it made with another policy? Try --policy {}", policy.display()))?;
            }
            return Ok(());
        }
        page.marked("ok", &format!("{pairs} pairs checked: rules, capacities and every field of the file hold"))?;
        match self.verification.optimal {
            Some(_) => page.marked("ok", "the prices prove that no other pairing is better"),
            None => {
                page.line("The result carries no prices, so that it is the best was not checked: use pair --prices.")
            }
        }
    }

    fn csv(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut sheet = Sheet::new(out, ["check", "result"])?;
        let holds = if self.verification.holds { "yes" } else { "no" };
        let findings = self.verification.findings.iter().map(|finding| ("finding", finding.text.as_str()));
        for (check, result) in [("holds", holds), ("optimal", self.optimal())].into_iter().chain(findings) {
            sheet.text(check)?;
            sheet.text(result)?;
            sheet.end_row()?;
        }
        sheet.finish()
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        pretty(self, out)
    }
}

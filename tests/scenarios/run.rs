//! Runs one scenario in-process, as the command would.

use std::fs;
use std::path::Path;

use obverse::workforce::WorkforceReader;
use obverse::{Error, Explanation, Policy, Problems, Programme, ReportOptions};
use obverse_testkit::scenario::Scenario;
use serde_json::Value;

/// What came out.
pub(crate) enum Outcome {
    /// Errors (and warnings) in the input.
    Problems(Problems),
    /// A matching: its JSON report, the warnings on the way, the programme for explanations.
    Matching { report: Value, warnings: Problems, programme: Box<Programme> },
}

impl Outcome {
    pub(crate) fn explain(&self, junior: &str, senior: &str) -> Option<Explanation> {
        match self {
            Outcome::Matching { programme, .. } => programme.explain(junior, senior).ok(),
            Outcome::Problems(_) => None,
        }
    }
}

pub(crate) fn run(scenario: &Scenario, examples: &Path) -> Outcome {
    match solve(scenario, examples) {
        Ok(outcome) => outcome,
        Err(Error::Problems(problems)) => Outcome::Problems(problems),
        Err(other) => panic!("{}: {other}", scenario.name),
    }
}

fn solve(scenario: &Scenario, examples: &Path) -> Result<Outcome, Error> {
    let folder = tempfile::tempdir().unwrap();
    let arguments = scenario.write_into(folder.path(), examples).unwrap();
    let option = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        Some((arguments[at + 1].as_str(), fs::read(&arguments[at + 1]).unwrap()))
    };
    let mut policy = match option("--policy") {
        Some((_, bytes)) => Policy::from_toml(&String::from_utf8(bytes).unwrap())?,
        None => Policy::default(),
    };
    if let Some(file) = policy.culture_distance_file().map(str::to_owned) {
        let table = fs::read_to_string(folder.path().join(&file)).unwrap();
        let rows = table.lines().skip(1).map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            (cells[0].to_owned(), cells[1].to_owned(), cells[2].parse().unwrap())
        });
        policy = policy.culture_distances(rows)?;
    }
    if let Some(seed) = scenario.seed {
        policy = policy.seed(seed);
    }
    let mut reader = policy.reader().people(&arguments[0], fs::read(&arguments[0]).unwrap().as_slice());
    for (name, add) in tables() {
        if let Some((path, bytes)) = option(name) {
            reader = add(reader, path, &bytes);
        }
    }
    let (workforce, warnings) = reader.finish()?;
    let programme = policy.check()?.prepare(&workforce)?;
    let matching = programme.solve()?;
    let report = serde_json::to_value(matching.report(ReportOptions::default().with_prices(true))).unwrap();
    let warnings = warnings.iter().chain(programme.warnings()).cloned().fold(Problems::new(), |mut all, one| {
        all.push(one);
        all
    });
    Ok(Outcome::Matching { report, warnings, programme: Box::new(programme) })
}

type AddTable = fn(WorkforceReader, &str, &[u8]) -> WorkforceReader;

fn tables() -> [(&'static str, AddTable); 6] {
    [
        ("--signups", |reader, name, bytes| reader.signups(name, bytes)),
        ("--skills", |reader, name, bytes| reader.skills(name, bytes)),
        ("--conflicts", |reader, name, bytes| reader.conflicts(name, bytes)),
        ("--fixed-pairs", |reader, name, bytes| reader.fixed_pairs(name, bytes)),
        ("--past-pairs", |reader, name, bytes| reader.past_pairs(name, bytes)),
        ("--existing-pairs", |reader, name, bytes| reader.existing_pairs(name, bytes)),
    ]
}

//! What a run took and what came out, as a page, a sheet and JSON.

use std::io::{self, Write};

use obverse::Matching;
use obverse::eligibility::RuleCounts;
use serde::Serialize;

use super::clock::Stage;
use crate::args::BenchArguments;
use crate::output::csv_cells::Sheet;
use crate::output::grid::Grid;
use crate::output::page::Page;
use crate::output::{Report, SCHEMA_VERSION, pretty};

/// Stages in which the certificate is checked over all pairs, …
const VERIFY: &str = "proving";

/// … rules are counted, …
const RULES: &str = "rules";

/// … and a report is made for people. All others between reading and proving belong to the solver.
const REPORT: [&str; 2] = ["comparing", "reasons"];

/// What comes before the clock starts.
const BEFORE: [&str; 2] = ["generate", "read"];

#[derive(Serialize)]
pub(super) struct BenchReport {
    schema_version: u32,
    juniors: u32,
    seniors: u32,
    /// Juniors times seniors.
    pairs: u64,
    seed: u64,
    /// The share of each side who are copies of others.
    copies: f64,
    threads: usize,
    /// Steps of a stage have its name before a colon.
    stages: Vec<Measured>,
    /// All that is between reading people and a verified matching, rule counts included.
    from_people_to_verified_matching: Measured,
    /// By the operating system's account, people included; `null` where it is not known.
    peak_memory_bytes: Option<u64>,
    /// When the certificate is checked.
    pairs_scored_per_second: f64,
    coverage: Coverage,
    points: u64,
    certificate: Proof,
    rules: RuleCounts,
    method: &'static str,
}

#[derive(Serialize)]
struct Measured {
    name: String,
    wall_seconds: f64,
    cpu_seconds: Option<f64>,
    peak_memory_bytes: Option<u64>,
}

/// People with at least one partner, once for each role.
#[derive(Serialize)]
struct Coverage {
    paired: u64,
    /// The most that any pairing reaches, where the policy puts people first.
    could_be: Option<u64>,
    participants: u64,
}

#[derive(Serialize)]
struct Proof {
    gap: i64,
    verified: bool,
}

impl BenchReport {
    pub(super) fn new(arguments: &BenchArguments, matching: &Matching, stages: &[Stage]) -> Self {
        let (summary, certificate, run) = (matching.summary(), matching.certificate(), matching.run());
        let pairs = summary.juniors * summary.seniors;
        let proving = stages.iter().find(|stage| stage.name == VERIFY).map_or(0.0, |stage| stage.wall);
        let counted: Vec<&Stage> =
            stages.iter().filter(|stage| !BEFORE.contains(&stage.name) && !REPORT.contains(&stage.name)).collect();
        let total = sum("from people to verified matching", &counted);
        let first = matching.programme().policy().coverage_first() && certificate.verified;
        BenchReport {
            schema_version: SCHEMA_VERSION,
            juniors: arguments.juniors,
            seniors: arguments.seniors,
            pairs,
            seed: arguments.seed,
            copies: f64::from(arguments.copies) / 1e6,
            threads: rayon::current_num_threads(),
            from_people_to_verified_matching: total,
            peak_memory_bytes: stages.last().and_then(|stage| stage.peak),
            pairs_scored_per_second: if proving > 0.0 { pairs as f64 / proving } else { 0.0 },
            coverage: Coverage {
                paired: summary.people_paired,
                could_be: first.then_some(summary.people_paired),
                participants: summary.juniors + summary.seniors,
            },
            points: summary.points,
            certificate: Proof { gap: certificate.gap, verified: certificate.verified },
            rules: run.rules.clone(),
            method: run.method,
            stages: measured(stages),
        }
    }

    fn results(&self) -> Vec<(&'static str, String)> {
        let coverage = &self.coverage;
        let most = if coverage.could_be.is_some() { "; no pairing reaches more" } else { "" };
        let peak =
            self.peak_memory_bytes.map_or("not known here".to_owned(), |bytes| format!("{} MB", megabytes(bytes)));
        let rules = &self.rules;
        let mut results = vec![
            ("pairs", format!("{} ({} juniors x {} seniors)", self.pairs, self.juniors, self.seniors)),
            ("candidate pairs", rules.candidate_pairs.to_string()),
            ("people paired", format!("{} of {}{most}", coverage.paired, coverage.participants)),
            ("points", self.points.to_string()),
            ("certificate", {
                let verified = if self.certificate.verified { "verified over all pairs" } else { "NOT verified" };
                format!("gap {}, {verified}", self.certificate.gap)
            }),
            ("method", self.method.to_owned()),
            ("pairs scored a second", format!("{:.3e} (certificate)", self.pairs_scored_per_second)),
            ("peak memory", peak),
            ("threads", self.threads.to_string()),
            ("seed", self.seed.to_string()),
            ("copies of others", format!("{} of each side", self.copies)),
        ];
        let ruled_out = rules.rules.iter().map(|rule| format!("{} {}", rule.rule, rule.together));
        let ruled_out: Vec<String> = ruled_out.collect();
        results.insert(2, ("ruled out", if ruled_out.is_empty() { "none".to_owned() } else { ruled_out.join(", ") }));
        results
    }
}

/// The stages people think in, each followed by its steps where it has several.
fn measured(stages: &[Stage]) -> Vec<Measured> {
    let group = |name: &'static str| match name {
        VERIFY => "verify",
        name if REPORT.contains(&name) => "report",
        name if BEFORE.contains(&name) || name == "prepare" || name == RULES => name,
        _ => "solve",
    };
    let mut all: Vec<Measured> = Vec::new();
    let mut groups: Vec<&'static str> = Vec::new();
    for stage in stages {
        if !groups.contains(&group(stage.name)) {
            groups.push(group(stage.name));
        }
    }
    for name in groups {
        let members: Vec<&Stage> = stages.iter().filter(|stage| group(stage.name) == name).collect();
        all.push(sum(name, &members));
        if members.len() > 1 {
            all.extend(members.iter().map(|stage| sum(&format!("{name}: {}", stage.name), &[stage])));
        }
    }
    all
}

fn sum(name: &str, stages: &[&Stage]) -> Measured {
    Measured {
        name: name.to_owned(),
        wall_seconds: stages.iter().map(|stage| stage.wall).sum(),
        cpu_seconds: stages.iter().map(|stage| stage.cpu).sum(),
        peak_memory_bytes: stages.iter().filter_map(|stage| stage.peak).max(),
    }
}

fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1_000_000)
}

fn seconds(seconds: Option<f64>) -> String {
    seconds.map_or("not known here".to_owned(), |seconds| format!("{seconds:.3}"))
}

impl Report for BenchReport {
    fn page(&self, page: &mut Page<'_>) -> io::Result<()> {
        let mut grid = Grid::new(["stage", ">wall s", ">CPU s", ">peak MB so far"]);
        let peak = |bytes: Option<u64>| bytes.map_or("not known here".to_owned(), |bytes| megabytes(bytes).to_string());
        for stage in self.stages.iter().chain([&self.from_people_to_verified_matching]) {
            let name = stage.name.clone();
            let wall = seconds(Some(stage.wall_seconds));
            grid.row([name, wall, seconds(stage.cpu_seconds), peak(stage.peak_memory_bytes)]);
        }
        page.grid(&grid)?;
        page.space()?;
        let mut grid = Grid::new(["", ""]);
        for (what, result) in self.results() {
            grid.row([what.to_owned(), result]);
        }
        page.grid(&grid)
    }

    fn csv(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut sheet = Sheet::new(out, ["stage", "wall_seconds", "cpu_seconds", "peak_memory_bytes"])?;
        for stage in self.stages.iter().chain([&self.from_people_to_verified_matching]) {
            sheet.text(&stage.name)?;
            sheet.number(stage.wall_seconds)?;
            sheet.text(stage.cpu_seconds.map_or(String::new(), |cpu| cpu.to_string()))?;
            sheet.text(stage.peak_memory_bytes.map_or(String::new(), |bytes| bytes.to_string()))?;
            sheet.end_row()?;
        }
        sheet.finish()
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        pretty(self, out)
    }
}

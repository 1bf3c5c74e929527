//! `obverse pair`: the best pairs, on the screen, in a file or as the set of files.

use std::io::{self, Write};
use std::path::Path;

use obverse::matching::Baseline;
use obverse::{Matching, Problems, ReportOptions, Unmatched};

use crate::args::{Format, PairArguments, Route, quoted};
use crate::failure::{DONE, Failure};
use crate::inputs::{self, files};
use crate::output::destination::{Destination, is_folder};
use crate::output::grid::Grid;
use crate::output::page::Page;
use crate::output::progress::watched;
use crate::output::sheets::{self, PersonColumns};
use crate::output::{self, Report, pretty, set, whole};

/// How many people left out a page names.
const MOST_LEFT_OUT: usize = 10;

pub(super) fn run(arguments: &PairArguments) -> Result<u8, Failure> {
    let out = arguments.out.as_deref();
    files::keep_inputs(out, &set::ALWAYS, &arguments.inputs, &[])?;
    match out.filter(|path| is_folder(path)) {
        Some(folder) => pair_into(folder, arguments)?,
        None => pair_to(&Destination::new(out, arguments.format)?, arguments)?,
    }
    Ok(DONE)
}

fn solve(arguments: &PairArguments) -> Result<(Matching, Problems), Failure> {
    let (programme, warnings) = inputs::programme(&arguments.inputs)?;
    if let Some(table) = inputs::distance_table(&arguments.inputs, programme.policy()) {
        let out = arguments.out.as_deref();
        files::keep_inputs(out, &[set::DISTANCES], &arguments.inputs, &[&table])?;
        out.filter(|path| is_folder(path)).map_or(Ok(()), |folder| whole::check_folder(folder, &[set::DISTANCES]))?;
    }
    output::say_warnings(&warnings);
    let matching = watched(|control| programme.solve_by(control, &Route::options(arguments.route)))?;
    Ok((matching, warnings))
}

fn pair_into(folder: &Path, arguments: &PairArguments) -> Result<(), Failure> {
    whole::check_folder(folder, &set::ALWAYS)?;
    let (matching, warnings) = solve(arguments)?;
    set::write(folder, &matching, &warnings)?;
    let names = set::names(matching.programme().policy());
    let paths: Vec<_> = names.iter().map(|name| folder.join(name)).collect();
    output::say_written(&paths.iter().map(std::path::PathBuf::as_path).collect::<Vec<_>>());
    in_short(&matching, arguments)
}

fn pair_to(destination: &Destination, arguments: &PairArguments) -> Result<(), Failure> {
    destination.check()?;
    let (matching, _) = solve(arguments)?;
    let on_screen = matches!(destination, Destination::Screen(_));
    let report = PairReport { matching: &matching, prices: arguments.prices, next: on_screen.then_some(arguments) };
    output::deliver(&report, destination)?;
    if on_screen { Ok(()) } else { in_short(&matching, arguments) }
}

/// What the screen says when the result itself went to files.
fn in_short(matching: &Matching, arguments: &PairArguments) -> Result<(), Failure> {
    if arguments.format.is_some_and(|format| format != Format::Table) {
        return Ok(());
    }
    output::show(&mut |page| {
        page.line(&matching.summary().text)?;
        against_others(page, matching)
    })
}

pub(crate) struct PairReport<'a> {
    matching: &'a Matching,
    prices: bool,
    /// The arguments from which to say what to do next.
    next: Option<&'a PairArguments>,
}

impl Report for PairReport<'_> {
    fn page(&self, page: &mut Page<'_>) -> io::Result<()> {
        let joined = PersonColumns::new(self.matching.programme());
        self.pairs(page, &joined)?;
        page.line(&self.matching.summary().text)?;
        against_others(page, self.matching)?;
        left_out(page, self.matching.unmatched(), &joined)?;
        self.next.map_or(Ok(()), |arguments| self.next_command(page, arguments))
    }

    fn csv(&self, out: &mut dyn Write) -> io::Result<()> {
        sheets::pairs(self.matching, out)
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        pretty(&self.matching.report(ReportOptions::default().with_prices(self.prices)), out)
    }
}

impl<'a> PairReport<'a> {
    /// For a file.
    pub(crate) fn new(matching: &'a Matching, prices: bool) -> Self {
        PairReport { matching, prices, next: None }
    }

    fn pairs(&self, page: &mut Page<'_>, joined: &PersonColumns<'_>) -> io::Result<()> {
        let mut grid = Grid::new([">#", "mentor (junior)", "mentee (senior)", ">score", "topics"]);
        for (at, pair) in self.matching.pairs().take(page.most_rows()).enumerate() {
            let mut topics = pair.topics.join(", ");
            if pair.flags.contains(&"fixed") {
                topics.push_str(if topics.is_empty() { "(fixed)" } else { " (fixed)" });
            }
            let number = (at + 1).to_string();
            grid.row([number, joined.shown(&pair.junior), joined.shown(&pair.senior), pair.score.to_string(), topics]);
        }
        if grid.is_empty() {
            page.heading("Nobody could be paired.")?;
            return page.space();
        }
        page.grid(&grid)?;
        let more = self.matching.len().saturating_sub(page.most_rows());
        if more > 0 {
            page.line(&format!("and {more} more: --out pairs.csv"))?;
        }
        page.space()
    }

    fn next_command(&self, page: &mut Page<'_>, arguments: &PairArguments) -> io::Result<()> {
        page.space()?;
        page.heading("Next")?;
        if let Some(pair) = self.matching.pairs().next() {
            let (junior, senior) = (quoted(&pair.junior), quoted(&pair.senior));
            let explain = arguments.inputs.in_command("explain");
            page.verbatim(&format!("  {explain} --junior {junior} --senior {senior}"))?;
        }
        page.verbatim(&format!("  {} --out results/", arguments.inputs.in_command("pair")))
    }
}

/// The result beside what the usual ways of pairing would have reached.
fn against_others(page: &mut Page<'_>, matching: &Matching) -> io::Result<()> {
    let summary = matching.summary();
    let (Some(greedy), Some(random)) = (&summary.greedy, &summary.random) else { return Ok(()) };
    page.space()?;
    let mut grid = Grid::new(["", ">people paired", ">pairs", ">points"]);
    let mut add = |name: &str, people: u64, pairs: u64, points: u64| {
        grid.row([name.to_owned(), people.to_string(), pairs.to_string(), points.to_string()]);
    };
    add("this pairing", summary.people_paired, summary.pairs, summary.points);
    let mut baseline = |name: &str, b: &Baseline| add(name, b.people_paired, b.pairs, b.points);
    baseline("best one left, in turn", greedy);
    baseline("at random", random);
    page.grid(&grid)
}

fn left_out(page: &mut Page<'_>, unmatched: &[Unmatched], joined: &PersonColumns<'_>) -> io::Result<()> {
    if unmatched.is_empty() {
        return Ok(());
    }
    page.space()?;
    page.heading(&format!("Without a partner: {}", unmatched.len()))?;
    for person in unmatched.iter().take(MOST_LEFT_OUT) {
        let why = person.reasons.first().map_or("", |reason| reason.text.as_str());
        let more = match person.reasons.len() {
            0 | 1 => String::new(),
            n => format!(" (and {} more)", n - 1),
        };
        page.line(&format!("  {}, {}: {why}{more}", joined.shown(&person.id), person.role))?;
    }
    let more = unmatched.len().saturating_sub(MOST_LEFT_OUT);
    if more > 0 { page.line(&format!("  and {more} more: --out results/ lists them in unmatched.csv")) } else { Ok(()) }
}

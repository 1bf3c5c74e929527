//! The arguments, as people type them.

use std::path::{Path, PathBuf};

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args, Parser, Subcommand, ValueEnum};
use obverse::Options;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default())
    .placeholder(AnsiColor::Cyan.on_default());

/// Pairs juniors who mentor with seniors who learn: exactly, and with reasons.
///
/// An export of your people goes in; the best pairing your rules allow comes out, with a proof that no other is better and a
/// reason for every pair and everyone left out. Nothing leaves your machine.
#[derive(Debug, Parser)]
#[command(name = "obverse", version, styles = STYLES, max_term_width = 100)]
#[command(after_help = "Examples:
  obverse check people.csv                      what is wrong, what was understood
  obverse pair people.csv                       the best pairs, on the screen
  obverse pair people.csv --out results/        the set to keep and to send round
  obverse policy init > policy.toml             your own weights and rules

Exit codes: 0 done, 1 the input has errors, 2 wrong use.")]
pub(crate) struct Arguments {
    /// How many threads work; the result does not depend on it
    #[arg(long, help = "How many threads work; the result does not depend on it [default: RAYON_NUM_THREADS, or all]", global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Find the best pairs, and prove that no others are better
    Pair(PairArguments),
    /// Say what is wrong with the input and what was understood, without pairing
    Check(ReportArguments),
    /// Score a list made by hand and show the best list beside it
    Compare(CompareArguments),
    /// Say why two people score what they score, and whether they may be paired
    Explain(ExplainArguments),
    /// Check a result against its inputs, without pairing again
    Verify(VerifyArguments),
    /// Invent a workforce to try things on
    Synth(SynthArguments),
    /// Print a policy to start from, or its schema
    Policy(PolicyArguments),
    /// Invent a large workforce, pair it, and say what that took
    Bench(BenchArguments),
}

/// The files that go in.
#[derive(Debug, Args)]
pub(crate) struct InputArguments {
    /// The export, one row for each person: CSV with comma, semicolon or tab
    #[arg(value_name = "PEOPLE.csv")]
    pub(crate) people: PathBuf,
    /// The programme's sign-up form; what it says goes before the export
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    pub(crate) signups: Option<PathBuf>,
    /// Weights, rules and roles; without it the defaults of `obverse policy init` hold
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    pub(crate) policy: Option<PathBuf>,
    /// Skills as a long table
    #[arg(
        long,
        help = "Skills as a long table: person_id, skill, level, wanted",
        value_name = "FILE",
        help_heading = "Input"
    )]
    pub(crate) skills: Option<PathBuf>,
    /// People who must not be paired, with a reason
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    pub(crate) conflicts: Option<PathBuf>,
    /// Pairs to make first
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    pub(crate) fixed_pairs: Option<PathBuf>,
    /// Pairs of earlier rounds, not made again
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    pub(crate) past_pairs: Option<PathBuf>,
    /// Other mentoring that already uses capacity
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    pub(crate) existing_pairs: Option<PathBuf>,
    /// Draws the order in which equals are served, in place of the policy's seed
    // TOML's whole numbers end at 2^63 - 1, and the set's policy.toml must be readable again.
    #[arg(long, value_name = "N", help_heading = "Input", value_parser = clap::value_parser!(u64).range(..=i64::MAX as u64))]
    pub(crate) seed: Option<u64>,
}

impl InputArguments {
    /// Every file named, with the option that names it (the export has none).
    pub(crate) fn files(&self) -> Vec<(&'static str, &Path)> {
        let optional = [
            ("--signups", &self.signups),
            ("--policy", &self.policy),
            ("--skills", &self.skills),
            ("--conflicts", &self.conflicts),
            ("--fixed-pairs", &self.fixed_pairs),
            ("--past-pairs", &self.past_pairs),
            ("--existing-pairs", &self.existing_pairs),
        ];
        let mut files = vec![("", self.people.as_path())];
        files.extend(optional.into_iter().filter_map(|(option, path)| Some((option, path.as_deref()?))));
        files
    }

    /// These inputs in a command to type: `obverse explain people.csv --policy policy.toml`.
    pub(crate) fn in_command(&self, subcommand: &str) -> String {
        let mut line = format!("obverse {subcommand}");
        for (option, path) in self.files() {
            if !option.is_empty() {
                line.push(' ');
                line.push_str(option);
            }
            line.push(' ');
            line.push_str(&quoted(&path.to_string_lossy()));
        }
        if let Some(seed) = self.seed {
            line.push_str(" --seed ");
            line.push_str(&seed.to_string());
        }
        line
    }
}

/// A word as a shell takes it.
pub(crate) fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "_-./:@%+,~".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

/// How a result is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Table,
    /// For spreadsheets
    Csv,
    /// For programs: everything
    Json,
}

/// Where results go and how they look.
#[derive(Debug, Args)]
pub(crate) struct OutputArguments {
    /// How the result is written [default: table]
    #[arg(long, value_enum, value_name = "FORMAT", help_heading = "Output")]
    pub(crate) format: Option<Format>,
    /// Write a file instead, in the format its name says: .json, .csv, .txt or .md
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  obverse pair people.csv
  obverse pair people.csv --signups form.csv --policy policy.toml --out results/
  obverse pair people.csv --format json > result.json

The folder gets
  pairs.csv        to send round: topics, score, terms on unprotected attributes
                   (score less those terms is the sum of the protected ones: drop score
                   and points before sending, or use_protected = false)
  unmatched.csv    who has no partner, and why
  why.csv          every term of every pair, for the programme's lead
  checks.csv       warnings, what the rules ruled out, what was verified
  policy.toml      the policy as it was used
  run.json         everything, with the prices that prove it")]
pub(crate) struct PairArguments {
    #[command(flatten)]
    pub(crate) inputs: InputArguments,
    /// How the result is written [default: table]
    #[arg(long, value_enum, value_name = "FORMAT", help_heading = "Output")]
    pub(crate) format: Option<Format>,
    /// Write a file in the format its name says (.json, .csv, .txt or .md), or the whole set into a folder (results/)
    #[arg(long, value_name = "FILE|DIR/", help_heading = "Output")]
    pub(crate) out: Option<PathBuf>,
    /// Add everyone's price to the certificate, so that an outsider can check it (JSON)
    #[arg(long, help_heading = "Output")]
    pub(crate) prices: bool,
    /// How to solve it, for those who want to compare: same number of people, same points, perhaps other pairs
    #[arg(long, value_enum, value_name = "ROUTE", help_heading = "Solver")]
    pub(crate) route: Option<Route>,
}

/// How a problem is solved. Unless given, the instance decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Route {
    /// Augmenting paths alone
    Paths,
    /// An auction for prices at once, then augmenting paths
    Auction,
    /// All scores kept in memory, 8 bytes a pair
    Stored,
}

impl Route {
    pub(crate) fn options(route: Option<Self>) -> Options<'static> {
        let name = route.and_then(|route| route.to_possible_value());
        name.and_then(|name| Options::named(name.get_name())).unwrap_or_default()
    }
}

#[derive(Debug, Args)]
#[command(after_help = "Example:
  obverse check people.csv --signups form.csv --policy policy.toml

Exit code 1 means: there are errors, and `pair` would refuse.")]
pub(crate) struct ReportArguments {
    #[command(flatten)]
    pub(crate) inputs: InputArguments,
    #[command(flatten)]
    pub(crate) output: OutputArguments,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:
  obverse compare people.csv my_pairs.csv --policy policy.toml

The list has the columns junior and senior (or mentor and mentee), with ids.")]
pub(crate) struct CompareArguments {
    #[command(flatten)]
    pub(crate) inputs: InputArguments,
    /// The list made by hand: columns junior and senior
    #[arg(value_name = "MY_PAIRS.csv")]
    pub(crate) list: PathBuf,
    #[command(flatten)]
    pub(crate) output: OutputArguments,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:
  obverse explain people.csv --junior ana.r --senior v.mehta

Any two people can be asked about, also a pair that a rule forbids. The table
adds up the terms on protected attributes; the JSON shows each.")]
pub(crate) struct ExplainArguments {
    #[command(flatten)]
    pub(crate) inputs: InputArguments,
    /// Who would mentor, by id
    #[arg(long, value_name = "ID", allow_hyphen_values = true)]
    pub(crate) junior: String,
    /// Who would learn, by id
    #[arg(long, value_name = "ID", allow_hyphen_values = true)]
    pub(crate) senior: String,
    #[command(flatten)]
    pub(crate) output: OutputArguments,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  obverse verify people.csv result.json
  obverse verify people.csv results/ --policy results/policy.toml

Give the same inputs as to `pair`. Exit code 1 means: the result does not hold.
That no other pairing is better is checked when the result carries prices: the
run.json of a set does, and `pair --format json --prices`.")]
pub(crate) struct VerifyArguments {
    #[command(flatten)]
    pub(crate) inputs: InputArguments,
    /// The JSON of a result, or the folder of a set
    #[arg(value_name = "RESULT.json|DIR")]
    pub(crate) result: PathBuf,
    #[command(flatten)]
    pub(crate) output: OutputArguments,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:
  obverse synth --people 10000 --seed 1 --out people.csv

Everyone in it is invented. The same arguments give the same bytes on every machine.")]
pub(crate) struct SynthArguments {
    /// How many people, up to 1,000,000
    #[arg(long, value_name = "N")]
    pub(crate) people: u32,
    /// How many of them mentor [default: 30 %]
    #[arg(long, value_name = "N")]
    pub(crate) juniors: Option<u32>,
    /// How many of them learn [default: 20 %]
    #[arg(long, value_name = "N")]
    pub(crate) seniors: Option<u32>,
    /// What the draw starts from
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) seed: u64,
    /// Write this file (.csv) instead of standard output
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  obverse bench --juniors 20000 --seniors 20000
  obverse bench --juniors 50000 --seniors 10000 --senior-capacity 5 --threads 2
  obverse bench --juniors 100000 --seniors 100000 --format json
  obverse bench --juniors 100000 --seniors 100000 --copies 0.5

Everyone in it takes part: the workforce has no column `opt_in`, and everybody has
the capacity that the arguments say, so that juniors x seniors is the size of the
problem. A quarter more people stand around them for the org chart. The clock of
the last line starts when people have been read and stops when the certificate has
been checked over all pairs and the rules have been counted.")]
pub(crate) struct BenchArguments {
    /// How many mentor
    #[arg(long, value_name = "J", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) juniors: u32,
    /// How many learn
    #[arg(long, value_name = "S", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) seniors: u32,
    /// What the draw of the workforce starts from
    #[arg(long, value_name = "K", default_value_t = 0)]
    pub(crate) seed: u64,
    /// How many partners everybody takes at most [default: 1]
    #[arg(long, value_name = "C")]
    pub(crate) capacity: Option<u32>,
    /// How many partners a junior takes at most [default: --capacity]
    #[arg(long, value_name = "C")]
    pub(crate) junior_capacity: Option<u32>,
    /// How many partners a senior takes at most [default: --capacity]
    #[arg(long, value_name = "C")]
    pub(crate) senior_capacity: Option<u32>,
    /// The share of each side, from 0 to 1, who are copies of others of it in all but id, name and e-mail address
    #[arg(long, value_name = "SHARE", default_value = "0", value_parser = millionths)]
    pub(crate) copies: u32,
    /// Weights, rules and roles; without it the defaults of `obverse policy init` hold
    #[arg(long, value_name = "FILE")]
    pub(crate) policy: Option<PathBuf>,
    /// How to solve it, for those who want to compare: same number of people, same points, perhaps other pairs
    #[arg(long, value_enum, value_name = "ROUTE")]
    pub(crate) route: Option<Route>,
    #[command(flatten)]
    pub(crate) output: OutputArguments,
}

/// A share from 0 to 1, in millionths.
fn millionths(share: &str) -> Result<u32, String> {
    match share.parse::<f64>() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok((share * 1e6).round() as u32),
        _ => Err(format!("{share} is not a number from 0 to 1")),
    }
}

impl BenchArguments {
    /// Of each junior and of each senior.
    pub(crate) fn capacities(&self) -> (u32, u32) {
        let each = self.capacity.unwrap_or(1);
        (self.junior_capacity.unwrap_or(each), self.senior_capacity.unwrap_or(each))
    }
}

#[derive(Debug, Args)]
pub(crate) struct PolicyArguments {
    #[command(subcommand)]
    pub(crate) command: PolicyCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PolicyCommand {
    /// Print a policy with every key and a comment on every line
    #[command(after_help = "Example:
  obverse policy init --aim skills > policy.toml")]
    Init {
        /// What the programme is mainly for
        #[arg(long, value_enum, default_value_t = AimName::Balanced)]
        aim: AimName,
        /// Write this file (.toml, which must not exist yet) instead of standard output
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Print the JSON Schema of a policy, for editors
    #[command(after_help = "Example:
  obverse policy schema > policy.schema.json")]
    Schema {
        /// Write this file (.json) instead of standard output
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
}

/// What a programme is mainly for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum AimName {
    /// Skills first, and a bit of everything
    Balanced,
    /// Skills alone; no protected attribute is read
    Skills,
    /// Generations meet, the younger teach the older
    Generations,
    /// People unlike each other meet
    Inclusion,
}

impl Command {
    /// The format asked for, which also says how problems are reported.
    pub(crate) fn format(&self) -> Format {
        let asked = match self {
            Command::Pair(arguments) => arguments.format,
            Command::Check(arguments) => arguments.output.format,
            Command::Compare(arguments) => arguments.output.format,
            Command::Explain(arguments) => arguments.output.format,
            Command::Verify(arguments) => arguments.output.format,
            Command::Bench(arguments) => arguments.output.format,
            Command::Synth(_) | Command::Policy(_) => None,
        };
        asked.unwrap_or(Format::Table)
    }
}

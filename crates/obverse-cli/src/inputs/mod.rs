//! From the files named on the command line to a programme, with every problem of all of them at once.

pub(crate) mod files;
mod policy;

use std::io::Read;

use obverse::policy::CheckedPolicy;
use obverse::workforce::WorkforceReader;
use obverse::{Code, Error, Policy, Problem, Problems, Programme, Workforce};

pub(crate) use policy::distance_table;
pub use policy::{Distance, culture_distances, policy_file};

use crate::args::InputArguments;
use crate::failure::Failure;

/// Which table of the input a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// The export.
    People,
    /// The sign-up form.
    Signups,
    /// Skills as a long table.
    Skills,
    /// Pairs never to make.
    Conflicts,
    /// Pairs to make first.
    FixedPairs,
    /// Pairs of earlier rounds.
    PastPairs,
    /// Other mentoring that uses capacity.
    ExistingPairs,
}

/// A table to read, under the name by which problems call it.
pub struct Source<'a> {
    /// Which table it is.
    pub table: Table,
    /// What problems call it.
    pub name: String,
    /// Its bytes.
    pub content: Box<dyn Read + 'a>,
}

/// What could be read.
pub struct Inputs {
    /// The policy, unless its file has errors.
    pub policy: Option<Policy>,
    /// The people, unless their files have errors.
    pub workforce: Option<Workforce>,
    /// The programme, unless anything has errors.
    pub programme: Option<Programme>,
    /// Everything found.
    pub problems: Problems,
}

/// The programme and the warnings on the way to it.
///
/// # Errors
/// Every error of the input at once; a file that is not there; Ctrl-C.
pub(crate) fn programme(arguments: &InputArguments) -> Result<(Programme, Problems), Failure> {
    let inputs = read(arguments)?;
    match inputs.programme {
        Some(programme) => Ok((programme, inputs.problems)),
        None => Err(Failure::Problems(inputs.problems)),
    }
}

/// Reads everything as far as it can be read.
///
/// # Errors
/// A file that is not there; Ctrl-C.
pub(crate) fn read(arguments: &InputArguments) -> Result<Inputs, Failure> {
    files::require(&arguments.files())?;
    let mut problems = Problems::new();
    let policy = policy::read(arguments, &mut problems)?;
    let name = arguments.policy.as_ref().map(|path| path.to_string_lossy().into_owned()).unwrap_or_default();
    join(sources(arguments)?, policy, &name, problems)
}

/// Reads the tables as far as they can be read, and joins them with the policy (`None`: it has errors, which stand in
/// `problems`; else what is there already are warnings). `policy_name` is what problems of the policy call its file.
///
/// # Errors
/// Only what is no fault of the input: a failing reader, Ctrl-C. Faults of the input are in [`Inputs::problems`].
pub fn join(
    sources: Vec<Source<'_>>,
    policy: Option<Policy>,
    policy_name: &str,
    mut problems: Problems,
) -> Result<Inputs, Failure> {
    let name_of = |table: Table| sources.iter().find(|source| source.table == table).map(|source| source.name.clone());
    let names = Names {
        people: name_of(Table::People).unwrap_or_default(),
        fixed_pairs: name_of(Table::FixedPairs),
        policy: policy_name,
    };
    let (workforce, found) = people(policy.clone().unwrap_or_default().reader(), sources)?;
    // Read without its policy, an export may seem to lack columns that the policy would have named.
    problems.extend(if policy.is_some() { found } else { independent(&found) });
    let checked = policy.clone().and_then(|policy| kept(policy.check(), &mut problems, |p| names.in_policy(p)));
    let programme = match (&checked, &workforce) {
        (Some(checked), Some(workforce)) => prepared(&names, checked, workforce, &mut problems)?,
        _ => None,
    };
    if crate::interrupt::asked() {
        return Err(Failure::Interrupted);
    }
    Ok(Inputs { policy, workforce, programme, problems })
}

fn sources(arguments: &InputArguments) -> Result<Vec<Source<'static>>, Failure> {
    let mut sources = Vec::new();
    for (option, path) in arguments.files() {
        let table = match option {
            "--signups" => Table::Signups,
            "--skills" => Table::Skills,
            "--conflicts" => Table::Conflicts,
            "--fixed-pairs" => Table::FixedPairs,
            "--past-pairs" => Table::PastPairs,
            "--existing-pairs" => Table::ExistingPairs,
            // It says how the others are read.
            "--policy" => continue,
            _ => Table::People,
        };
        sources.push(file(table, path)?);
    }
    Ok(sources)
}

fn file(table: Table, path: &std::path::Path) -> Result<Source<'static>, Failure> {
    Ok(Source { table, name: path.to_string_lossy().into_owned(), content: Box::new(files::open(path)?) })
}

fn people(mut reader: WorkforceReader, sources: Vec<Source<'_>>) -> Result<(Option<Workforce>, Problems), Failure> {
    for Source { table, name, content } in sources {
        reader = match table {
            Table::People => reader.people(&name, content),
            Table::Signups => reader.signups(&name, content),
            Table::Skills => reader.skills(&name, content),
            Table::Conflicts => reader.conflicts(&name, content),
            Table::FixedPairs => reader.fixed_pairs(&name, content),
            Table::PastPairs => reader.past_pairs(&name, content),
            Table::ExistingPairs => reader.existing_pairs(&name, content),
        };
    }
    finished(reader)
}

/// Ends reading: people and warnings, or nobody and every problem.
fn finished(reader: WorkforceReader) -> Result<(Option<Workforce>, Problems), Failure> {
    match reader.finish() {
        Ok((workforce, warnings)) => Ok((Some(workforce), warnings)),
        Err(Error::Problems(problems)) if !crate::interrupt::asked() => Ok((None, problems)),
        Err(other) => Err(other.into()),
    }
}

/// The ids of the pairs in a list made by hand, read as fixed pairs are: any encoding, ids or e-mails.
///
/// # Errors
/// Every problem of the list.
pub fn pair_list(
    programme: &Programme,
    people: Source<'_>,
    list: Source<'_>,
) -> Result<Vec<(String, String)>, Failure> {
    let sources = vec![people, Source { table: Table::FixedPairs, ..list }];
    let (workforce, problems) = self::people(programme.policy().reader(), sources)?;
    let Some(workforce) = workforce else { return Err(Failure::Problems(problems)) };
    let id = |person| workforce.id(person).to_owned();
    Ok(workforce.fixed_pairs().iter().map(|pair| (id(pair.junior), id(pair.senior))).collect())
}

/// [`pair_list`] of a file.
pub(crate) fn pair_list_in(
    arguments: &InputArguments,
    programme: &Programme,
    list: &std::path::Path,
) -> Result<Vec<(String, String)>, Failure> {
    pair_list(programme, file(Table::People, &arguments.people)?, file(Table::FixedPairs, list)?)
}

/// What the files are called in problems.
struct Names<'a> {
    people: String,
    fixed_pairs: Option<String>,
    policy: &'a str,
}

impl Names<'_> {
    /// Names the policy file in a problem that names none.
    fn in_policy(&self, problem: &mut Problem) {
        if problem.file.is_empty() {
            self.policy.clone_into(&mut problem.file);
        }
    }

    /// Names the file, as the caller did, in a problem of the programme.
    fn in_programme(&self, problem: &mut Problem) {
        if problem.file == "fixed_pairs"
            && let Some(name) = &self.fixed_pairs
        {
            problem.file.clone_from(name);
        }
        if !problem.file.is_empty() {
            return;
        }
        match problem.code {
            Code::UnknownColumn | Code::BadValue | Code::ProtectedWithoutReason => self.in_policy(problem),
            _ => problem.file.clone_from(&self.people),
        }
    }
}

fn prepared(
    names: &Names<'_>,
    policy: &CheckedPolicy,
    workforce: &Workforce,
    problems: &mut Problems,
) -> Result<Option<Programme>, Failure> {
    let already_wrong = problems.has_errors();
    let programme = match policy.prepare(workforce) {
        Ok(programme) => {
            let warnings = programme.warnings().clone();
            problems.extend(renamed(&warnings, |p| names.in_programme(p)));
            Some(programme)
        }
        Err(Error::Problems(found)) => {
            problems.extend(renamed(&found, |p| names.in_programme(p)));
            None
        }
        Err(other) => return Err(other.into()),
    };
    Ok(programme.filter(|_| !already_wrong))
}

/// The value, or its problems among the others.
fn kept<T>(result: Result<T, Error>, problems: &mut Problems, rename: impl Fn(&mut Problem)) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(Error::Problems(found)) => {
            problems.extend(renamed(&found, rename));
            None
        }
        Err(_) => None,
    }
}

fn renamed(problems: &Problems, rename: impl Fn(&mut Problem)) -> Problems {
    let mut all = Problems::new();
    for problem in problems {
        let mut problem = problem.clone();
        rename(&mut problem);
        all.push(problem);
    }
    all
}

/// These problems, in this file.
pub(crate) fn in_file(problems: &Problems, file: &str) -> Problems {
    renamed(problems, |problem| file.clone_into(&mut problem.file))
}

/// Problems that no policy could have prevented.
fn independent(problems: &Problems) -> Problems {
    let mut all = Problems::new();
    for problem in problems {
        let bytes_or_ids = matches!(
            problem.code,
            Code::EmptyFile
                | Code::Undecodable
                | Code::NotATable
                | Code::RaggedRow
                | Code::CellTooLarge
                | Code::MissingId
                | Code::DuplicateId
                | Code::SelfManager
                | Code::ManagementCycle
        );
        if bytes_or_ids {
            all.push(problem.clone());
        }
    }
    all
}

//! From the files named on the command line to a programme, with every problem of all of them at once.

mod distances;
pub(crate) mod files;
mod policy;

use obverse::policy::CheckedPolicy;
use obverse::workforce::WorkforceReader;
use obverse::{Code, Error, Policy, Problem, Problems, Programme, Workforce};

pub(crate) use policy::distance_table;

use crate::args::InputArguments;
use crate::failure::Failure;

/// What could be read.
pub(crate) struct Inputs {
    /// The policy, unless its file has errors.
    pub(crate) policy: Option<Policy>,
    /// The people, unless their files have errors.
    pub(crate) workforce: Option<Workforce>,
    /// The programme, unless anything has errors.
    pub(crate) programme: Option<Programme>,
    /// Everything found.
    pub(crate) problems: Problems,
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
pub(crate) fn read(arguments: &InputArguments) -> Result<Inputs, Failure> {
    files::require(&arguments.files())?;
    let mut problems = Problems::new();
    let policy = policy::read(arguments, &mut problems)?;
    let reader_policy = policy.clone().unwrap_or_default();
    let (workforce, found) = people(arguments, &reader_policy)?;
    // Read without its policy, an export may seem to lack columns that the policy would have named.
    problems.extend(if policy.is_some() { found } else { independent(&found) });
    let checked = policy.clone().and_then(|policy| kept(policy.check(), &mut problems, |p| in_policy(arguments, p)));
    let programme = match (&checked, &workforce) {
        (Some(checked), Some(workforce)) => prepared(arguments, checked, workforce, &mut problems)?,
        _ => None,
    };
    if crate::interrupt::asked() {
        return Err(Failure::Interrupted);
    }
    Ok(Inputs { policy, workforce, programme, problems })
}

fn people(arguments: &InputArguments, policy: &Policy) -> Result<(Option<Workforce>, Problems), Failure> {
    let mut reader = policy.reader();
    for (option, path) in arguments.files() {
        let name = path.to_string_lossy();
        reader = match option {
            "" => reader.people(&name, files::open(path)?),
            "--signups" => reader.signups(&name, files::open(path)?),
            "--skills" => reader.skills(&name, files::open(path)?),
            "--conflicts" => reader.conflicts(&name, files::open(path)?),
            "--fixed-pairs" => reader.fixed_pairs(&name, files::open(path)?),
            "--past-pairs" => reader.past_pairs(&name, files::open(path)?),
            "--existing-pairs" => reader.existing_pairs(&name, files::open(path)?),
            // The policy, which says how the others are read.
            _ => reader,
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

/// The ids of the pairs in a list made by hand, read as `--fixed-pairs` are: any encoding, ids or e-mails.
///
/// # Errors
/// Every problem of the list.
pub(crate) fn pair_list(
    arguments: &InputArguments,
    programme: &Programme,
    list: &std::path::Path,
) -> Result<Vec<(String, String)>, Failure> {
    let reader = (programme.policy().reader())
        .people(&arguments.people.to_string_lossy(), files::open(&arguments.people)?)
        .fixed_pairs(&list.to_string_lossy(), files::open(list)?);
    let (workforce, problems) = finished(reader)?;
    let Some(workforce) = workforce else { return Err(Failure::Problems(problems)) };
    let id = |person| workforce.id(person).to_owned();
    Ok(workforce.fixed_pairs().iter().map(|pair| (id(pair.junior), id(pair.senior))).collect())
}

fn prepared(
    arguments: &InputArguments,
    policy: &CheckedPolicy,
    workforce: &Workforce,
    problems: &mut Problems,
) -> Result<Option<Programme>, Failure> {
    let already_wrong = problems.has_errors();
    let programme = match policy.prepare(workforce) {
        Ok(programme) => {
            let warnings = programme.warnings().clone();
            problems.extend(renamed(&warnings, |p| from_programme(arguments, p)));
            Some(programme)
        }
        Err(Error::Problems(found)) => {
            problems.extend(renamed(&found, |p| from_programme(arguments, p)));
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

/// Names the policy file in a problem that names none.
fn in_policy(arguments: &InputArguments, problem: &mut Problem) {
    if let (true, Some(path)) = (problem.file.is_empty(), &arguments.policy) {
        problem.file = path.to_string_lossy().into_owned();
    }
}

/// Names the file, as it was typed, in a problem of the programme.
fn from_programme(arguments: &InputArguments, problem: &mut Problem) {
    if problem.file == "fixed_pairs"
        && let Some(path) = &arguments.fixed_pairs
    {
        problem.file = path.to_string_lossy().into_owned();
    }
    if !problem.file.is_empty() {
        return;
    }
    match problem.code {
        Code::UnknownColumn | Code::BadValue | Code::ProtectedWithoutReason => in_policy(arguments, problem),
        _ => problem.file = arguments.people.to_string_lossy().into_owned(),
    }
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

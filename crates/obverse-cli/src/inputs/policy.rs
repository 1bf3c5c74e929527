//! The policy file, with the seed of the command line and the table of culture distances it may name.

use std::path::{Path, PathBuf};

use obverse::{Code, Error, Policy, Problem, Problems};

use super::files;
use crate::args::InputArguments;
use crate::failure::Failure;

/// Two culture values and how far apart they are.
pub type Distance = (String, String, f64);

/// The policy, the default one if none is named; `None` if it cannot be read, with why among the problems.
pub(super) fn read(arguments: &InputArguments, problems: &mut Problems) -> Result<Option<Policy>, Failure> {
    let policy = match &arguments.policy {
        None => Policy::default(),
        Some(path) => match policy_file(path, problems)? {
            Some((policy, _)) => policy,
            None => return Ok(None),
        },
    };
    Ok(Some(match arguments.seed {
        Some(seed) => policy.seed(seed),
        None => policy,
    }))
}

/// The policy of a file, with the culture distances of the table beside it that it may name, which are also returned;
/// `None` if it cannot be read, with why among the problems.
///
/// # Errors
/// A file that is not there.
pub fn policy_file(path: &Path, problems: &mut Problems) -> Result<Option<(Policy, Vec<Distance>)>, Failure> {
    let Some(policy) = from_file(path, problems)? else { return Ok(None) };
    culture_distances(policy, path.parent().unwrap_or(Path::new("")), problems)
}

/// The policy with the culture distances of the table in `folder` that it may name.
///
/// # Errors
/// A file that is not there.
pub fn culture_distances(
    policy: Policy,
    folder: &Path,
    problems: &mut Problems,
) -> Result<Option<(Policy, Vec<Distance>)>, Failure> {
    let Some(table) = table_of(&policy, folder) else { return Ok(Some((policy, Vec::new()))) };
    files::require(&[("the policy's culture distances:", &table)])?;
    match policy.read_culture_distances(&table.to_string_lossy(), files::open(&table)?) {
        Ok(policy) => {
            let rows = policy.culture_distance_rows().map(|(a, b, distance)| (a.to_owned(), b.to_owned(), distance));
            let rows = rows.collect();
            Ok(Some((policy, rows)))
        }
        Err(Error::Problems(found)) => {
            problems.extend(found);
            Ok(None)
        }
        Err(other) => Err(other.into()),
    }
}

/// The file of culture distances that the policy names, which lies beside it.
pub(crate) fn distance_table(arguments: &InputArguments, policy: &Policy) -> Option<PathBuf> {
    table_of(policy, arguments.policy.as_ref()?.parent().unwrap_or(Path::new("")))
}

fn table_of(policy: &Policy, folder: &Path) -> Option<PathBuf> {
    Some(folder.join(policy.culture_distance_file()?))
}

fn from_file(path: &Path, problems: &mut Problems) -> Result<Option<Policy>, Failure> {
    let file = path.to_string_lossy().into_owned();
    let Some(text) = files::text(path)? else {
        let problem = Problem::new(Code::Undecodable, "a policy is a TOML file in UTF-8: save it as UTF-8");
        problems.push(problem.in_file(file));
        return Ok(None);
    };
    match Policy::from_toml(&text) {
        Ok(policy) => Ok(Some(policy)),
        Err(Error::Problems(found)) => {
            problems.extend(super::renamed(&found, |problem| problem.file.clone_from(&file)));
            Ok(None)
        }
        Err(other) => Err(other.into()),
    }
}

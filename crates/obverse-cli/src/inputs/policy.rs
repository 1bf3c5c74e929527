//! The policy file, with the seed of the command line and the table of culture distances it may name.

use std::path::{Path, PathBuf};

use obverse::{Code, Error, Policy, Problem, Problems};

use super::{distances, files};
use crate::args::InputArguments;
use crate::failure::Failure;

/// The policy, the default one if none is named; `None` if it cannot be read, with why among the problems.
pub(super) fn read(arguments: &InputArguments, problems: &mut Problems) -> Result<Option<Policy>, Failure> {
    let mut policy = match &arguments.policy {
        None => Policy::default(),
        Some(path) => match from_file(path, problems)? {
            Some(policy) => policy,
            None => return Ok(None),
        },
    };
    if let Some(seed) = arguments.seed {
        policy = policy.seed(seed);
    }
    let Some(table) = distance_table(arguments, &policy) else { return Ok(Some(policy)) };
    files::require(&[("the policy's culture distances:", &table)])?;
    let Some(rows) = distances::read(&table, problems)? else { return Ok(None) };
    super::kept(policy.culture_distances(rows), problems, |problem| problem.file = table.to_string_lossy().into_owned())
        .map_or(Ok(None), |policy| Ok(Some(policy)))
}

/// The file of culture distances that the policy names, which lies beside it.
pub(crate) fn distance_table(arguments: &InputArguments, policy: &Policy) -> Option<PathBuf> {
    let beside = arguments.policy.as_ref()?.parent().unwrap_or(Path::new(""));
    Some(beside.join(policy.culture_distance_file()?))
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

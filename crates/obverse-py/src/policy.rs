//! The policy behind `obverse.Policy`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use obverse::policy::Aim;
use obverse::score::MeasureTable;
use obverse::{Error, Problems};
use obverse_cli::inputs::{self, Distance};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};

use crate::errors::{self, Kind};
use crate::portable;

/// Which value packed bytes hold.
const KIND: u8 = b'P';

/// The measures of a component that the caller brings: its name, and junior, senior, measure of each pair.
type Custom = (String, Vec<(String, String, f64)>);

/// A policy that makes sense as a whole, with what it read beside its file and what the caller measured.
#[pyclass(frozen, module = "obverse._core", from_py_object)]
#[derive(Clone)]
pub(crate) struct Policy {
    pub(crate) inner: obverse::Policy,
    distances: Vec<Distance>,
    custom: Vec<Custom>,
    /// The file it was read from, for problems.
    pub(crate) name: String,
}

#[pymethods]
impl Policy {
    /// These settings, laid over those of `base`; a custom measure replaces that of the same name.
    #[new]
    #[pyo3(signature = (settings, base = None, custom = Vec::new()))]
    fn new(py: Python<'_>, settings: &Bound<'_, PyDict>, base: Option<&Policy>, custom: Vec<Custom>) -> PyResult<Self> {
        let start = base.map_or_else(toml::Table::new, |base| base.inner.to_toml().parse().unwrap_or_default());
        let text = toml::to_string(&crate::settings::laid_over(start, settings)?).unwrap_or_default();
        let policy = read(py, &text)?;
        let mut all = base.map_or_else(Vec::new, |base| base.custom.clone());
        all.retain(|(name, _)| !custom.iter().any(|(other, _)| other == name));
        all.extend(custom);
        match base {
            Some(base) if base.inner.culture_distance_file() == policy.culture_distance_file() => {
                let policy = policy.culture_distances(base.distances.clone());
                let policy = policy.map_err(|error| errors::library(py, Kind::Policy, error))?;
                checked(py, policy, base.distances.clone(), all, base.name.clone())
            }
            _ => beside(py, policy, all),
        }
    }

    /// The text of a `policy.toml`.
    #[staticmethod]
    #[pyo3(signature = (text, custom = Vec::new()))]
    fn from_text(py: Python<'_>, text: &str, custom: Vec<Custom>) -> PyResult<Self> {
        beside(py, read(py, text)?, custom)
    }

    /// A file, and the table of culture distances it may name.
    #[staticmethod]
    #[pyo3(signature = (path, custom = Vec::new()))]
    fn from_file(py: Python<'_>, path: PathBuf, custom: Vec<Custom>) -> PyResult<Self> {
        let mut problems = Problems::new();
        let name = path.to_string_lossy().into_owned();
        match inputs::policy_file(&path, &mut problems) {
            Ok(Some((policy, distances))) => checked(py, policy, distances, custom, name),
            Ok(None) => Err(errors::problems(py, Kind::Policy, &problems)),
            Err(failure) => Err(errors::failure(py, failure)),
        }
    }

    /// Ready-made weights for an aim.
    #[staticmethod]
    fn aim(py: Python<'_>, name: &str) -> PyResult<Self> {
        let policy = Aim::named(name).and_then(obverse::Policy::aim);
        let policy = policy.map_err(|error| errors::library(py, Kind::Policy, error))?;
        checked(py, policy, Vec::new(), Vec::new(), String::new())
    }

    /// Every key, written out.
    fn to_toml(&self) -> String {
        self.inner.to_toml()
    }

    /// Every key, as JSON.
    fn to_json(&self) -> String {
        self.inner.to_json().to_string()
    }

    /// What makes it equal to another: everything but where it was read from.
    fn content(&self) -> PyResult<(String, String, String)> {
        Ok((self.inner.to_toml(), errors::json(&self.distances)?, errors::json(&self.custom)?))
    }

    /// The policy as bytes.
    pub(crate) fn state<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let (distances, custom) = (errors::json(&self.distances)?, errors::json(&self.custom)?);
        let parts = [self.inner.to_toml(), distances, self.name.clone(), custom];
        Ok(PyBytes::new(py, &portable::pack(KIND, &parts.each_ref().map(String::as_bytes))))
    }

    /// The policy of these bytes.
    #[staticmethod]
    pub(crate) fn from_state(py: Python<'_>, bytes: &[u8]) -> PyResult<Self> {
        let parts = portable::unpack(KIND, bytes)?;
        let policy = read(py, &portable::text(parts.first())?)?;
        let distances: Vec<Distance> = serde_json::from_str(&portable::text(parts.get(1))?).unwrap_or_default();
        let custom: Vec<Custom> = serde_json::from_str(&portable::text(parts.get(3))?).unwrap_or_default();
        let with = policy.culture_distances(distances.clone());
        let policy = with.map_err(|error| errors::library(py, Kind::Policy, error))?;
        checked(py, policy, distances, custom, portable::text(parts.get(2))?)
    }
}

impl Policy {
    /// The defaults.
    pub(crate) fn defaults() -> Self {
        let inner = obverse::Policy::default();
        Policy { inner, distances: Vec::new(), custom: Vec::new(), name: String::new() }
    }

    /// With these further headers of an export, each with our name for it.
    pub(crate) fn with_columns(&self, py: Python<'_>, columns: &[(String, String)]) -> PyResult<Self> {
        if columns.is_empty() {
            return Ok(self.clone());
        }
        let mut table: toml::Table = self.inner.to_toml().parse().unwrap_or_default();
        let mut all = toml::Table::new();
        let own = self.inner.columns().iter();
        all.extend(columns.iter().map(|(theirs, ours)| (theirs.clone(), ours.clone().into())));
        all.extend(own.map(|(theirs, ours)| (theirs.clone(), ours.clone().into())));
        table.insert("columns".to_owned(), toml::Value::Table(all));
        let policy = read(py, &toml::to_string(&table).unwrap_or_default())?;
        let policy = policy.culture_distances(self.distances.clone());
        let policy = policy.map_err(|error| errors::library(py, Kind::Policy, error))?;
        checked(py, policy, self.distances.clone(), self.custom.clone(), self.name.clone())
    }
}

fn read(py: Python<'_>, text: &str) -> PyResult<obverse::Policy> {
    obverse::Policy::from_toml(text).map_err(|error| errors::library(py, Kind::Policy, error))
}

/// With the distances of the table that the policy may name, in the folder where we are.
fn beside(py: Python<'_>, policy: obverse::Policy, custom: Vec<Custom>) -> PyResult<Policy> {
    let mut problems = Problems::new();
    match inputs::culture_distances(policy, Path::new(""), &mut problems) {
        Ok(Some((policy, distances))) => checked(py, policy, distances, custom, String::new()),
        Ok(None) => Err(errors::problems(py, Kind::Policy, &problems)),
        Err(failure) => Err(errors::failure(py, failure)),
    }
}

/// With the custom measures, if it makes sense as a whole.
fn checked(
    py: Python<'_>,
    mut policy: obverse::Policy,
    distances: Vec<Distance>,
    custom: Vec<Custom>,
    name: String,
) -> PyResult<Policy> {
    for (component, rows) in &custom {
        let rows = rows.iter().map(|(junior, senior, measure)| (junior.as_str(), senior.as_str(), *measure));
        let table = MeasureTable::new(rows).map_err(|error| in_measures(py, component, error))?;
        policy = policy.measured_by(component, Arc::new(table));
    }
    policy.clone().check().map_err(|error| errors::library(py, Kind::Policy, error))?;
    Ok(Policy { inner: policy, distances, custom, name })
}

/// Problems of a table of measures, with its name in place of a file's.
fn in_measures(py: Python<'_>, component: &str, error: Error) -> PyErr {
    let Error::Problems(found) = error else { return errors::library(py, Kind::Policy, error) };
    let mut problems = Problems::new();
    for problem in &found {
        problems.push(problem.clone().in_file(format!("custom:{component}")));
    }
    errors::problems(py, Kind::Policy, &problems)
}

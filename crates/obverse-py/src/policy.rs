//! The policy behind `obverse.Policy`.

use std::path::{Path, PathBuf};

use obverse::Problems;
use obverse::policy::Aim;
use obverse_cli::inputs::{self, Distance};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};

use crate::errors::{self, Kind};
use crate::portable;

/// Which value packed bytes hold.
const KIND: u8 = b'P';

/// A policy that makes sense as a whole, with what it read beside its file.
#[pyclass(frozen, module = "obverse._core", from_py_object)]
#[derive(Clone)]
pub(crate) struct Policy {
    pub(crate) inner: obverse::Policy,
    distances: Vec<Distance>,
    /// The file it was read from, for problems.
    pub(crate) name: String,
}

#[pymethods]
impl Policy {
    /// These settings, laid over those of `base`.
    #[new]
    #[pyo3(signature = (settings, base = None))]
    fn new(py: Python<'_>, settings: &Bound<'_, PyDict>, base: Option<&Policy>) -> PyResult<Self> {
        let start = base.map_or_else(toml::Table::new, |base| base.inner.to_toml().parse().unwrap_or_default());
        let text = toml::to_string(&crate::settings::laid_over(start, settings)?).unwrap_or_default();
        let policy = read(py, &text)?;
        match base {
            Some(base) if base.inner.culture_distance_file() == policy.culture_distance_file() => {
                let distances = base.distances.clone();
                Policy { inner: policy, distances: Vec::new(), name: base.name.clone() }.with_distances(py, distances)
            }
            _ => beside(py, policy, Path::new(""), String::new()),
        }
    }

    /// The text of a `policy.toml`.
    #[staticmethod]
    fn from_text(py: Python<'_>, text: &str) -> PyResult<Self> {
        beside(py, read(py, text)?, Path::new(""), String::new())
    }

    /// A file, and the table of culture distances it may name.
    #[staticmethod]
    fn from_file(py: Python<'_>, path: PathBuf) -> PyResult<Self> {
        let mut problems = Problems::new();
        let name = path.to_string_lossy().into_owned();
        match inputs::policy_file(&path, &mut problems) {
            Ok(Some((policy, distances))) => checked(py, policy, distances, name),
            Ok(None) => Err(errors::problems(py, Kind::Policy, &problems)),
            Err(failure) => Err(errors::failure(py, failure)),
        }
    }

    /// Ready-made weights for an aim.
    #[staticmethod]
    fn aim(py: Python<'_>, name: &str) -> PyResult<Self> {
        let policy = Aim::named(name).and_then(obverse::Policy::aim);
        let policy = policy.map_err(|error| errors::library(py, Kind::Policy, error))?;
        checked(py, policy, Vec::new(), String::new())
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
    fn content(&self) -> PyResult<(String, String)> {
        Ok((self.inner.to_toml(), errors::json(&self.distances)?))
    }

    /// The policy as bytes.
    pub(crate) fn state<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let distances = errors::json(&self.distances)?;
        let parts = [self.inner.to_toml().into_bytes(), distances.into_bytes(), self.name.clone().into_bytes()];
        Ok(PyBytes::new(py, &portable::pack(KIND, &parts.each_ref().map(Vec::as_slice))))
    }

    /// The policy of these bytes.
    #[staticmethod]
    pub(crate) fn from_state(py: Python<'_>, bytes: &[u8]) -> PyResult<Self> {
        let parts = portable::unpack(KIND, bytes)?;
        let policy = read(py, &portable::text(parts.first())?)?;
        let distances: Vec<Distance> = serde_json::from_str(&portable::text(parts.get(1))?).unwrap_or_default();
        let policy = Policy { inner: policy, distances: Vec::new(), name: portable::text(parts.get(2))? };
        policy.with_distances(py, distances)
    }
}

impl Policy {
    /// The defaults.
    pub(crate) fn defaults() -> Self {
        Policy { inner: obverse::Policy::default(), distances: Vec::new(), name: String::new() }
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
        Policy { inner: policy, distances: Vec::new(), name: self.name.clone() }
            .with_distances(py, self.distances.clone())
    }

    fn with_distances(self, py: Python<'_>, distances: Vec<Distance>) -> PyResult<Self> {
        let policy = self.inner.culture_distances(distances.clone());
        checked(py, policy.map_err(|error| errors::library(py, Kind::Policy, error))?, distances, self.name)
    }
}

fn read(py: Python<'_>, text: &str) -> PyResult<obverse::Policy> {
    obverse::Policy::from_toml(text).map_err(|error| errors::library(py, Kind::Policy, error))
}

/// With the distances of the table in `folder` that the policy may name.
fn beside(py: Python<'_>, policy: obverse::Policy, folder: &Path, name: String) -> PyResult<Policy> {
    let mut problems = Problems::new();
    match inputs::culture_distances(policy, folder, &mut problems) {
        Ok(Some((policy, distances))) => checked(py, policy, distances, name),
        Ok(None) => Err(errors::problems(py, Kind::Policy, &problems)),
        Err(failure) => Err(errors::failure(py, failure)),
    }
}

fn checked(py: Python<'_>, policy: obverse::Policy, distances: Vec<Distance>, name: String) -> PyResult<Policy> {
    policy.clone().check().map_err(|error| errors::library(py, Kind::Policy, error))?;
    Ok(Policy { inner: policy, distances, name })
}

//! The people behind `obverse.Workforce`: the tables as bytes, read when it is known by which policy.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use obverse_cli::inputs::{self, Inputs, Source, Table};
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use serde::{Deserialize, Serialize};

use crate::errors::{self, Kind};
use crate::gate::{self, Watch};
use crate::policy::Policy;
use crate::portable;
use crate::programme::Programme;
use crate::tables::{TextColumn, bytes_of, name_of, named};

/// Which value packed bytes hold.
const KIND: u8 = b'W';

/// A table as it came.
#[derive(Clone)]
pub(crate) struct Stored {
    pub(crate) table: Table,
    pub(crate) name: String,
    bytes: Arc<[u8]>,
    /// The file it was read from, which results must not overwrite.
    path: Option<PathBuf>,
}

impl Stored {
    pub(crate) fn new(table: Table, name: String, bytes: &[u8]) -> Self {
        Stored { table, name, bytes: bytes.into(), path: None }
    }

    pub(crate) fn source(&self) -> Source<'_> {
        Source { table: self.table, name: self.name.clone(), content: Box::new(&*self.bytes) }
    }
}

/// Everyone's tables, and what their headers stand for. A cheap handle.
#[derive(Clone, Default)]
pub(crate) struct Tables {
    pub(crate) stored: Arc<Vec<Stored>>,
    columns: Arc<Vec<(String, String)>>,
}

impl Tables {
    /// Files that results must not overwrite.
    pub(crate) fn paths(&self) -> Vec<PathBuf> {
        self.stored.iter().filter_map(|stored| stored.path.clone()).collect()
    }

    /// The export.
    pub(crate) fn people(&self) -> Option<&Stored> {
        self.stored.iter().find(|stored| stored.table == Table::People)
    }

    pub(crate) fn pack(&self) -> PyResult<Vec<u8>> {
        let form = Form {
            columns: self.columns.to_vec(),
            tables: self.stored.iter().map(|s| (name_of(s.table).to_owned(), s.name.clone())).collect(),
        };
        let form = errors::json(&form)?;
        let mut parts = vec![form.as_bytes()];
        parts.extend(self.stored.iter().map(|stored| &*stored.bytes));
        Ok(portable::pack(KIND, &parts))
    }

    pub(crate) fn unpack(bytes: &[u8]) -> PyResult<Self> {
        let parts = portable::unpack(KIND, bytes)?;
        let form: Form = serde_json::from_str(&portable::text(parts.first())?)
            .map_err(|error| pyo3::exceptions::PyValueError::new_err(error.to_string()))?;
        let mut stored = Vec::new();
        for ((table, name), bytes) in form.tables.into_iter().zip(&parts[1..]) {
            stored.push(Stored::new(named(&table)?, name, bytes));
        }
        Ok(Tables { stored: Arc::new(stored), columns: Arc::new(form.columns) })
    }
}

#[derive(Serialize, Deserialize)]
struct Form {
    columns: Vec<(String, String)>,
    tables: Vec<(String, String)>,
}

/// What was read, and by which policy.
struct Read {
    by: Policy,
    inputs: Inputs,
}

/// Everyone in the export, and the tables that came with it.
#[pyclass(frozen, module = "obverse._core")]
#[derive(Default)]
pub(crate) struct Workforce {
    pub(crate) tables: Tables,
    /// What the last policy made of it: checking, pairing and showing ask for the same again and again.
    latest: Mutex<Option<(String, Arc<Read>)>>,
}

#[pymethods]
impl Workforce {
    /// Nobody yet; headers and our names for them.
    #[new]
    #[pyo3(signature = (columns = Vec::new()))]
    fn new(columns: Vec<(String, String)>) -> Self {
        let tables = Tables { columns: Arc::new(columns), ..Tables::default() };
        Workforce { tables, latest: Mutex::default() }
    }

    /// With a file's bytes.
    #[pyo3(signature = (table, name, bytes, path = None))]
    fn with_file(&self, table: &str, name: String, bytes: &[u8], path: Option<PathBuf>) -> PyResult<Self> {
        let stored = Stored { path, ..Stored::new(named(table)?, name, bytes) };
        Ok(self.with(stored))
    }

    /// With columns of text.
    fn with_columns(&self, table: &str, name: String, columns: Vec<TextColumn<'_>>) -> PyResult<Self> {
        let stored = Stored::new(named(table)?, name, &bytes_of(&columns)?);
        Ok(self.with(stored))
    }

    /// Problems, and what was read: `{problems, people, juniors, seniors}`.
    #[pyo3(signature = (policy = None))]
    fn check(&self, py: Python<'_>, policy: Option<&Policy>) -> PyResult<String> {
        let read = self.read(py, policy)?;
        let inputs = &read.inputs;
        let people = inputs.workforce.as_ref().map(|w| obverse_cli::people_read(w, inputs.policy.as_ref()));
        let side = |side| inputs.programme.as_ref().map(|p| p.participants().on(side).len());
        errors::json(&Check {
            problems: &inputs.problems,
            people,
            juniors: side(obverse::Side::Junior),
            seniors: side(obverse::Side::Senior),
        })
    }

    /// The programme, or every problem at once.
    #[pyo3(signature = (policy = None))]
    fn programme(&self, py: Python<'_>, policy: Option<&Policy>) -> PyResult<Programme> {
        let read = self.read(py, policy)?;
        let inputs = &read.inputs;
        let Some(programme) = inputs.programme.clone() else {
            return Err(errors::problems(py, Kind::Input, &inputs.problems));
        };
        Ok(Programme {
            inner: programme,
            warnings: inputs.problems.clone(),
            tables: self.tables.clone(),
            policy: read.by.clone(),
        })
    }

    /// How many people the export has; every problem if it cannot be read.
    fn people(&self, py: Python<'_>) -> PyResult<usize> {
        let read = self.read(py, None)?;
        match &read.inputs.workforce {
            Some(workforce) => Ok(workforce.len()),
            None => Err(errors::problems(py, Kind::Input, &read.inputs.problems)),
        }
    }

    /// The tables as bytes.
    fn state<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        Ok(PyBytes::new(py, &self.tables.pack()?))
    }

    /// The tables of these bytes.
    #[staticmethod]
    fn from_state(bytes: &[u8]) -> PyResult<Self> {
        Ok(Workforce { tables: Tables::unpack(bytes)?, latest: Mutex::default() })
    }
}

#[derive(Serialize)]
struct Check<'a, P> {
    problems: &'a obverse::Problems,
    people: Option<P>,
    juniors: Option<usize>,
    seniors: Option<usize>,
}

impl Workforce {
    fn with(&self, new: Stored) -> Self {
        let mut stored: Vec<Stored> = self.tables.stored.iter().filter(|s| s.table != new.table).cloned().collect();
        stored.push(new);
        let tables = Tables { stored: Arc::new(stored), columns: Arc::clone(&self.tables.columns) };
        Workforce { tables, latest: Mutex::default() }
    }

    fn read(&self, py: Python<'_>, policy: Option<&Policy>) -> PyResult<Arc<Read>> {
        let by = policy.cloned().unwrap_or_else(Policy::defaults).with_columns(py, &self.tables.columns)?;
        let key = String::from_utf8_lossy(by.state(py)?.as_bytes()).into_owned();
        let latest = || self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, read)) = &*latest()
            && *known == key
        {
            return Ok(Arc::clone(read));
        }
        let inputs = joined(py, &self.tables, &by)?;
        let read = Arc::new(Read { by, inputs });
        *latest() = Some((key, Arc::clone(&read)));
        Ok(read)
    }
}

/// Reads tables by a policy.
pub(crate) fn joined(py: Python<'_>, tables: &Tables, by: &Policy) -> PyResult<Inputs> {
    let (tables, policy, name) = (tables.clone(), by.inner.clone(), by.name.clone());
    let read = gate::pass(py, &Watch::default(), move |_| {
        let sources = tables.stored.iter().map(Stored::source).collect();
        inputs::join(sources, Some(policy), &name, obverse::Problems::new())
    })?;
    read.map_err(|failure| errors::failure(py, failure))
}

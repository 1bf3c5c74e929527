//! The programme behind `obverse.Programme`.

use obverse::{Explanation, Options, Problems};
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use serde::Serialize;

use crate::errors::{self, Kind};
use crate::gate::{self, Watch};
use crate::matching::Matching;
use crate::policy::Policy;
use crate::portable;
use crate::workforce::{Tables, joined};

/// Which value packed bytes hold.
const KIND: u8 = b'R';

/// A workforce and a policy, ready to solve.
#[pyclass(frozen, module = "obverse._core", from_py_object)]
#[derive(Clone)]
pub(crate) struct Programme {
    pub(crate) inner: obverse::Programme,
    pub(crate) warnings: Problems,
    pub(crate) tables: Tables,
    pub(crate) policy: Policy,
}

#[pymethods]
impl Programme {
    /// The best matching, proved.
    #[pyo3(signature = (progress = None, threads = None, route = None))]
    fn solve(
        &self,
        py: Python<'_>,
        progress: Option<Py<PyAny>>,
        threads: Option<usize>,
        route: Option<&str>,
    ) -> PyResult<Matching> {
        let options = match route {
            Some(name) => Options::named(name).ok_or_else(|| errors::route(py, name, &Options::NAMES))?,
            None => Options::default(),
        };
        let programme = self.inner.clone();
        let watch = Watch { progress, threads };
        let solved = gate::pass(py, &watch, move |control| programme.solve_by(control, &options))?;
        let matching = solved.map_err(|error| errors::library(py, Kind::Input, error))?;
        Ok(Matching { matching, of: self.clone() })
    }

    /// `{explanation, page, lines}` of any pair.
    fn explain(&self, py: Python<'_>, junior: &str, senior: &str) -> PyResult<String> {
        let explanation =
            self.inner.explain(junior, senior).map_err(|error| errors::library(py, Kind::Input, error))?;
        self.explained(&explanation)
    }

    /// Whether the JSON of a result holds.
    fn verify(&self, py: Python<'_>, json: String) -> PyResult<String> {
        let programme = self.inner.clone();
        let verified = gate::pass(py, &Watch::default(), move |control| programme.verify_with(&json, control))?;
        errors::json(&verified.map_err(|error| errors::library(py, Kind::Input, error))?)
    }

    /// What each rule rules out.
    fn rules(&self, py: Python<'_>) -> PyResult<String> {
        let programme = self.inner.clone();
        let counts = gate::pass(py, &Watch::default(), move |control| programme.eligibility().count(control))?;
        errors::json(&counts.map_err(|error| errors::library(py, Kind::Input, error))?)
    }

    /// Ids of the juniors and of the seniors, sorted.
    fn ids(&self) -> (Vec<String>, Vec<String>) {
        let workforce = self.inner.workforce();
        let [juniors, seniors] = [obverse::Side::Junior, obverse::Side::Senior].map(|side| {
            let people = self.inner.participants().on(side).iter();
            let mut ids: Vec<String> = people.map(|&person| workforce.id(person).to_owned()).collect();
            ids.sort_unstable();
            ids
        });
        (juniors, seniors)
    }

    /// What was found on the way, as JSON.
    fn problems(&self) -> PyResult<String> {
        errors::json(&self.warnings)
    }

    /// The policy in force.
    fn policy(&self) -> Policy {
        self.policy.clone()
    }

    /// Tables and policy as bytes.
    pub(crate) fn state<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let (tables, policy) = (self.tables.pack()?, self.policy.state(py)?);
        Ok(PyBytes::new(py, &portable::pack(KIND, &[&tables, policy.as_bytes()])))
    }

    /// The programme of these bytes, read and prepared again.
    #[staticmethod]
    pub(crate) fn from_state(py: Python<'_>, bytes: &[u8]) -> PyResult<Self> {
        let parts = portable::unpack(KIND, bytes)?;
        let part = |at: usize| parts.get(at).copied().unwrap_or_default();
        let (tables, policy) = (Tables::unpack(part(0))?, Policy::from_state(py, part(1))?);
        let inputs = joined(py, &tables, &policy)?;
        let Some(programme) = inputs.programme else {
            return Err(errors::problems(py, Kind::Input, &inputs.problems));
        };
        Ok(Programme { inner: programme, warnings: inputs.problems, tables, policy })
    }
}

#[derive(Serialize)]
struct Explained<'a> {
    explanation: &'a Explanation,
    page: String,
    lines: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    term: String,
    measure: Option<f64>,
    recorded: Option<bool>,
    weight: f64,
    points: u32,
}

impl Programme {
    pub(crate) fn explained(&self, explanation: &Explanation) -> PyResult<String> {
        let lines = obverse_cli::explanation_lines(&self.inner, explanation).into_iter().map(|line| Line {
            term: line.name,
            measure: line.measure,
            recorded: line.recorded,
            weight: f64::from(line.weight) / 1e6,
            points: line.points,
        });
        let lines = lines.collect();
        errors::json(&Explained { explanation, page: obverse_cli::explanation_page(&self.inner, explanation), lines })
    }
}

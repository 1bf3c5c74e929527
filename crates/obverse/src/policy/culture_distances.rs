//! The table of culture distances: given in code, or read from the file that the policy names.

use std::io::Read;

use super::Policy;
use super::settings::billionths;
use crate::workforce::read_distances;
use crate::{Code, Error, Problem, Problems};

impl Policy {
    /// The file with a distance table for the culture component, if the policy names one. Its rows are given with
    /// [`Policy::culture_distances`] or read with [`Policy::read_culture_distances`].
    pub fn culture_distance_file(&self) -> Option<&str> {
        self.score.culture.distances.as_deref()
    }

    /// The rows of the distance table: two values, folded, and their distance in [0, 1].
    pub fn culture_distance_rows(&self) -> impl ExactSizeIterator<Item = (&str, &str, f64)> {
        let rows = self.score.culture.distance_table.iter();
        rows.map(|(a, b, billionths)| (a.as_str(), b.as_str(), f64::from(*billionths) / 1e9))
    }

    /// With another name for the file of the distance table, if the policy has one.
    #[must_use]
    pub fn rename_culture_distance_file(mut self, file: &str) -> Self {
        if let Some(name) = &mut self.score.culture.distances {
            file.clone_into(name);
        }
        self
    }

    /// Distances between culture values, in place of "differs": a, b, distance in [0, 1].
    ///
    /// # Errors
    /// `bad_value` for each distance that is no number in [0, 1].
    pub fn culture_distances(mut self, rows: impl IntoIterator<Item = (String, String, f64)>) -> Result<Self, Error> {
        let mut problems = Problems::new();
        self.score.culture.distance_table.clear();
        for (a, b, distance) in rows {
            if let Some(share) = billionths(distance) {
                self.score.culture.distance_table.push((a.trim().to_lowercase(), b.trim().to_lowercase(), share));
            } else {
                let problem = Problem::new(Code::BadValue, "a distance must lie between 0 and 1");
                problems.push(problem.with_value(distance.to_string()));
            }
        }
        problems.into_result()?;
        Ok(self)
    }

    /// The same from a file with the columns `a`, `b` and `distance`, in any order; without a header, in this one. Encodings,
    /// delimiters and sizes are as of every table ([`WorkforceReader`](crate::workforce::WorkforceReader)); a distance may have
    /// a decimal comma. `file` is what problems call it. Its values are never repeated: culture is protected.
    ///
    /// # Errors
    /// Every problem of the file at once: no table, a missing column, `ragged_row`, `bad_value` with the rows whose distance is no
    /// number from 0 to 1; [`Error::Io`] if it cannot be read.
    pub fn read_culture_distances(self, file: &str, content: impl Read) -> Result<Self, Error> {
        self.culture_distances(read_distances(file, content)?)
    }
}

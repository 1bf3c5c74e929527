//! A matching as bytes that travel with its programme, and back: nothing is solved again, everything is proved again.

use obverse_lap::{Costs, METHODS};
use serde::{Deserialize, Serialize};

use super::{Matching, PersonPrice};
use crate::{Code, Control, Error, Problem, Problems, Programme, Side};

/// The version of the bytes.
const VERSION: u32 = 1;

/// What the solver found, by places in the order of the draw.
#[derive(Serialize, Deserialize)]
struct Solved {
    obverse_matching: u32,
    method: String,
    pairs: Vec<(u32, u32)>,
    juniors: Vec<(i64, i64)>,
    seniors: Vec<(i64, i64)>,
}

impl Matching {
    /// What [`Programme::restore`] needs beside the programme to make this matching again without solving: pairs and prices,
    /// under a version number. No ids, no values.
    pub fn to_bytes(&self) -> Vec<u8> {
        let prices = |side| self.prices(side).iter().map(|p| (p.level, p.price)).collect();
        let solved = Solved {
            obverse_matching: VERSION,
            method: self.run().method.to_owned(),
            pairs: self.free_pairs(),
            juniors: prices(Side::Junior),
            seniors: prices(Side::Senior),
        };
        serde_json::to_vec(&solved).unwrap_or_default()
    }
}

impl Programme {
    /// The matching of [`Matching::to_bytes`]. The certificate is checked over all pairs, so bytes of another programme, or
    /// bytes that were changed, are refused. Time: a few passes over all pairs.
    ///
    /// # Errors
    /// `bad_value` if the bytes are none of this version, or not a proved matching of this programme;
    /// [`Error::Interrupted`] when stopped.
    pub fn restore(&self, bytes: &[u8], control: &Control<'_>) -> Result<Matching, Error> {
        let solved: Solved = serde_json::from_slice(bytes).map_err(|error| refused(&error.to_string()))?;
        if solved.obverse_matching != VERSION {
            let text = format!("they are of version {}, this library reads {VERSION}", solved.obverse_matching);
            return Err(refused(&text));
        }
        let costs = self.costs();
        let (rows, cols) = costs.shape();
        let outside = |&(row, col): &(u32, u32)| row as usize >= rows || col as usize >= cols;
        if solved.juniors.len() != rows || solved.seniors.len() != cols || solved.pairs.iter().any(outside) {
            return Err(refused("they belong to other people"));
        }
        let prices = [solved.juniors, solved.seniors]
            .map(|side| side.into_iter().map(|(level, price)| PersonPrice { level, price }).collect());
        let mut solution = self.claimed(&costs, solved.pairs, &prices);
        solution.method = METHODS.into_iter().find(|name| *name == solved.method).unwrap_or("restored");
        Matching::proved(self, &costs, &solution, control).map_err(|error| match error {
            Error::Internal(why) => refused(&why),
            other => other,
        })
    }
}

fn refused(why: &str) -> Error {
    let mut problems = Problems::new();
    problems.push(Problem::new(Code::BadValue, format!("these bytes are not a matching of this programme: {why}")));
    Error::Problems(problems)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Policy, ReportOptions, Workforce};

    fn programme(export: &str) -> Programme {
        let workforce = Workforce::from_csv(export.as_bytes()).unwrap();
        Policy::default().check().unwrap().prepare(&workforce).unwrap()
    }

    const EXPORT: &str = "id,role,skills,wants\na,junior,sql:5,\nb,junior,ai:4,\nv,senior,ai:1,sql:3\nw,senior,,ai:2\n";

    #[test]
    fn a_matching_comes_back_byte_for_byte() {
        let programme = programme(EXPORT);
        let matching = programme.solve().unwrap();
        let again = programme.restore(&matching.to_bytes(), &Control::default()).unwrap();
        let json = |m: &Matching| serde_json::to_string(&m.report(ReportOptions::default().with_prices(true))).unwrap();
        assert_eq!(json(&matching), json(&again));
    }

    #[test]
    fn changed_bytes_and_other_programmes_are_refused() {
        let first = programme(EXPORT);
        let bytes = first.solve().unwrap().to_bytes();
        let worse = String::from_utf8(bytes.clone()).unwrap().replace("[0,0],[1,1]", "[0,1],[1,0]");
        let worse = if worse.as_bytes() == bytes { worse.replace("[0,1],[1,0]", "[0,0],[1,1]") } else { worse };
        assert_ne!(worse.as_bytes(), bytes);
        for (programme, bytes) in [
            (&first, worse.as_bytes()),
            (&first, &b"{}"[..]),
            (&first, String::from_utf8(bytes.clone()).unwrap().replacen(":1,", ":9,", 1).as_bytes()),
            (&programme(&format!("{EXPORT}x,senior,,ai:3\n")), &bytes),
        ] {
            assert!(matches!(programme.restore(bytes, &Control::default()), Err(Error::Problems(_))));
        }
    }
}

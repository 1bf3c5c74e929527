//! The run record: everything needed to run the same thing again and to see what was used.

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::eligibility::RuleCounts;
use crate::{Programme, Workforce};

/// The name of the table of culture distances in a run record.
const DISTANCES: &str = "culture_distances.csv";

/// What was run, on what.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct RunRecord {
    /// The library's version.
    pub version: &'static str,
    /// The seed of the draw.
    pub seed: u64,
    /// How the solver solved it; depends on the instance, and on the route asked for, alone.
    pub method: &'static str,
    /// People in the export.
    pub people: usize,
    /// SHA-256 of the workforce and its tables in canonical form: the same for any row order.
    pub workforce_sha256: String,
    /// SHA-256 of the table of distances between cultures, if there is one: the same for any order of its rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub culture_distances_sha256: Option<String>,
    /// `recorded` or `not_recorded`: whether the export says who opted in.
    pub consent: &'static str,
    /// Live components.
    pub components: Vec<ComponentRecord>,
    /// Components with a weight that are not scored, and why.
    pub dropped: Vec<DroppedRecord>,
    /// Protected attributes found in the export.
    pub protected_found: Vec<String>,
    /// Protected attributes that were scored.
    pub protected_used: Vec<String>,
    /// What the rules ruled out.
    pub rules: RuleCounts,
    /// Exemptions, reasons for reading protected columns and overrides, as written.
    pub reasons: Vec<String>,
    /// The whole policy. Its table of culture distances is always named `culture_distances.csv`: where a file lies is no
    /// part of a result.
    pub policy: serde_json::Value,
}

/// A component as it was scored.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ComponentRecord {
    /// Its name.
    pub name: String,
    /// Its share of the weight.
    pub weight: f64,
    /// What an unrecorded measure counts as.
    pub constant: f64,
    /// Pairs of participants in which it is recorded, rules ignored.
    pub recorded_pairs: u64,
}

/// A component that was not scored.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct DroppedRecord {
    /// Its name.
    pub name: String,
    /// `switched_off`, `not_recorded` or `attribute_free`.
    pub why: &'static str,
    /// If it is not recorded: which facts nobody has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<String>,
}

impl RunRecord {
    pub(super) fn new(programme: &Programme, method: &'static str, rules: RuleCounts) -> Self {
        let score = programme.score();
        RunRecord {
            version: env!("CARGO_PKG_VERSION"),
            seed: programme.policy().seed,
            method,
            people: programme.workforce().len(),
            workforce_sha256: sha256(programme.workforce()),
            culture_distances_sha256: culture_distances(programme),
            consent: if programme.workforce().asks_consent() { "recorded" } else { "not_recorded" },
            components: (score.components().iter())
                .map(|c| ComponentRecord {
                    name: c.component.to_string(),
                    weight: f64::from(c.weight) / 1e6,
                    constant: f64::from(c.constant) / 1e9,
                    recorded_pairs: c.recorded_pairs,
                })
                .collect(),
            dropped: (score.dropped().iter())
                .map(|(component, why)| DroppedRecord {
                    name: component.to_string(),
                    why: why.as_str(),
                    missing: score.missing(component).map(str::to_owned),
                })
                .collect(),
            protected_found: score.protected_found().to_vec(),
            protected_used: score.protected_used().to_vec(),
            rules,
            reasons: reasons(programme),
            policy: programme.policy().clone().rename_culture_distance_file(DISTANCES).to_json(),
        }
    }
}

fn reasons(programme: &Programme) -> Vec<String> {
    let policy = programme.policy();
    let mut reasons = Vec::new();
    for e in policy.rules.reporting_line.iter().flat_map(|rule| &rule.exempt) {
        reasons.push(format!("{} is exempt from reporting_line: {}", e.id, e.reason));
    }
    let different = policy.rules.different.as_ref().and_then(|rule| rule.reason.as_ref());
    let shares = policy.rules.shares.as_ref().and_then(|rule| rule.reason.as_ref());
    for (rule, reason) in [("different", different), ("shares", shares)] {
        reasons.extend(reason.map(|reason| format!("{rule}: {reason}")));
    }
    for (key, test, reason) in policy.roles.each() {
        reasons.extend(test.and(reason).map(|reason| format!("{key}: {reason}")));
    }
    let (juniors, seniors) = (programme.participants().juniors(), programme.participants().seniors());
    for pair in programme.fixed().iter().filter(|pair| !pair.broken.is_empty()) {
        let workforce = programme.workforce();
        let (junior, senior) = (workforce.id(juniors[pair.row as usize]), workforce.id(seniors[pair.col as usize]));
        let rules: Vec<&str> = pair.broken.iter().map(|ruling| ruling.rule.as_str()).collect();
        let reason = pair.reason.as_deref().unwrap_or_default();
        reasons.push(format!("{junior} -> {senior} is fixed although {} rules it out: {reason}", rules.join(" and ")));
    }
    reasons
}

fn culture_distances(programme: &Programme) -> Option<String> {
    let mut rows: Vec<(&str, &str, u32)> = (programme.policy().score.culture.distance_table.iter())
        .map(|(a, b, distance)| (a.as_str().min(b), a.as_str().max(b), *distance))
        .collect();
    rows.sort_unstable();
    rows.dedup();
    let mut hash = Sha256::new();
    for (a, b, distance) in &rows {
        for text in [a, b] {
            hash.update((text.len() as u64).to_le_bytes());
            hash.update(text.as_bytes());
        }
        hash.update(distance.to_le_bytes());
    }
    (!rows.is_empty()).then(|| hexadecimal(hash))
}

/// SHA-256 of the canonical form, in hexadecimal.
pub(crate) fn sha256(workforce: &Workforce) -> String {
    struct Hashing(Sha256);
    impl std::io::Write for Hashing {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.update(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mut hashing = Hashing(Sha256::new());
    // Writing into a hash cannot fail.
    let _ = workforce.write_canonical(&mut hashing);
    hexadecimal(hashing.0)
}

fn hexadecimal(hash: Sha256) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let nibbles = hash.finalize().into_iter().flat_map(|byte| [byte >> 4, byte & 15]);
    nibbles.map(|nibble| char::from(DIGITS[usize::from(nibble)])).collect()
}

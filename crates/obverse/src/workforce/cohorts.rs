//! Generation labels: which place on the scale a label stands for.

/// The cohorts of the scale, oldest first, each with the labels that name it.
#[derive(Clone, Debug)]
pub(crate) struct Generations {
    labels: Vec<Vec<String>>,
}

/// The default five: Traditionalist, Boomer, X, Millennial, Z.
const DEFAULT: [&[&str]; 5] = [
    &["traditionalist", "silent", "silent generation", "veteran"],
    &["boomer", "baby boomer"],
    &["x", "gen x", "generation x"],
    &["millennial", "y", "gen y", "generation y"],
    &["z", "gen z", "generation z"],
];

impl Default for Generations {
    fn default() -> Self {
        let cohort = |labels: &&[&str]| labels.iter().map(|l| key(l)).collect();
        Generations { labels: DEFAULT.iter().map(cohort).collect() }
    }
}

impl Generations {
    /// A scale of the caller's own, oldest first, one label each.
    pub(crate) fn named<S: AsRef<str>>(labels: impl IntoIterator<Item = S>) -> Self {
        Generations { labels: labels.into_iter().map(|l| vec![key(l.as_ref())]).collect() }
    }

    /// The place of a label, 0 for the oldest cohort.
    pub(crate) fn cohort(&self, label: &str) -> Option<u8> {
        let label = key(label);
        let place = self.labels.iter().position(|labels| labels.contains(&label))?;
        u8::try_from(place).ok()
    }
}

/// Letters and digits, lower-case, without a plural s: "Baby-Boomers" is "babyboomer".
fn key(label: &str) -> String {
    let key: String = label.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    key.strip_suffix('s').filter(|k| k.len() > 1).map(str::to_owned).unwrap_or(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_five() {
        let scale = Generations::default();
        for (label, cohort) in [
            ("Traditionalist", 0),
            ("Silent", 0),
            ("traditionalists", 0),
            ("Boomer", 1),
            ("Baby-Boomers", 1),
            ("X", 2),
            ("Gen X", 2),
            ("GenX", 2),
            ("Millennials", 3),
            ("Y", 3),
            ("generation y", 3),
            (" z ", 4),
            ("Gen Z", 4),
        ] {
            assert_eq!(scale.cohort(label), Some(cohort), "{label}");
        }
        for label in ["", "3", "Alpha", "Gen"] {
            assert_eq!(scale.cohort(label), None, "{label}");
        }
    }

    #[test]
    fn a_scale_of_ones_own() {
        let scale = Generations::named(["Founders", "Builders", "Digital natives"]);
        assert_eq!(scale.cohort("digital native"), Some(2));
        assert_eq!(scale.cohort("X"), None);
    }
}

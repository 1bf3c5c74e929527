//! A list made by hand, judged by the policy: what it scores, which pairs break a rule, and the best list beside it.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use crate::matching::Baseline;
use crate::{Error, Explanation, Matching, Programme, Side};

/// A hand-made list beside the best one.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Comparison {
    /// What the list reaches; only pairs that may be made count.
    pub yours: Baseline,
    /// What the best matching reaches.
    pub best: Baseline,
    /// Every pair of the list, explained, in its order.
    pub pairs: Vec<Explanation>,
    /// What is wrong with the list as a whole: pairs given twice, people beyond their capacity.
    pub faults: Vec<String>,
    /// Pairs of the list that are in the best matching too.
    pub in_both: u64,
}

impl Matching {
    /// Compares a list of (junior id, senior id) with this matching.
    ///
    /// ```
    /// use obverse::{Policy, Workforce};
    ///
    /// let people = "id,role,skills,wants\nana,junior,sql:5,\nben,junior,sql:2,\nsue,senior,sql:1,sql\n";
    /// let programme = Policy::default().check()?.prepare(&Workforce::from_csv(people.as_bytes())?)?;
    /// let by_hand = [("ben".to_owned(), "sue".to_owned())];
    /// let comparison = programme.solve()?.compare(&by_hand)?;
    /// assert_eq!((comparison.yours.pairs, comparison.in_both), (1, 0));
    /// assert!(comparison.best.points > comparison.yours.points);
    /// # Ok::<(), obverse::Error>(())
    /// ```
    ///
    /// # Errors
    /// `unknown_person` for ids that are not in the export.
    pub fn compare(&self, list: &[(String, String)]) -> Result<Comparison, Error> {
        let programme = self.programme();
        let mut problems = crate::Problems::new();
        let mut pairs = Vec::new();
        for (junior, senior) in list {
            match programme.explain(junior, senior) {
                Ok(explanation) => pairs.push(explanation),
                Err(Error::Problems(more)) => problems.extend(more),
                Err(other) => return Err(other),
            }
        }
        problems.into_result()?;
        let best: FxHashSet<(String, String)> = self.pairs().map(|pair| (pair.junior, pair.senior)).collect();
        let in_both = pairs.iter().filter(|p| best.contains(&(p.junior.clone(), p.senior.clone()))).count() as u64;
        let (yours, faults) = judge(programme, &pairs);
        let summary = self.summary();
        let best = Baseline { pairs: summary.pairs, people_paired: summary.people_paired, points: summary.points };
        Ok(Comparison { yours, best, pairs, faults, in_both })
    }
}

fn judge(programme: &Programme, pairs: &[Explanation]) -> (Baseline, Vec<String>) {
    let mut faults = Vec::new();
    let mut used: [FxHashMap<&str, u32>; 2] = [FxHashMap::default(), FxHashMap::default()];
    let mut seen = FxHashSet::default();
    let mut yours = Baseline::default();
    for pair in pairs {
        let ids = [pair.junior.as_str(), pair.senior.as_str()];
        if !seen.insert(ids) {
            faults.push(format!("{} -> {} is listed twice", pair.junior, pair.senior));
            continue;
        }
        if !pair.eligible {
            continue;
        }
        yours.pairs += 1;
        yours.points += u64::from(pair.points);
        for (used, id) in used.iter_mut().zip(ids) {
            let count = used.entry(id).or_default();
            *count += 1;
            yours.people_paired += u64::from(*count == 1);
        }
    }
    for (side, used) in [Side::Junior, Side::Senior].into_iter().zip(&used) {
        let mut over: Vec<String> = Vec::new();
        for &person in programme.participants().on(side) {
            let (id, capacity) = (programme.workforce().id(person), programme.workforce().capacity(person));
            if let Some(&count) = used.get(id)
                && count > capacity
            {
                over.push(format!("{id} has {count} partners as {} and capacity {capacity}", side.as_str()));
            }
        }
        over.sort();
        faults.extend(over);
    }
    (yours, faults)
}

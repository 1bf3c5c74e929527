//! A list made by hand, judged by the policy: what it scores, which pairs break a rule, and the best list beside it.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use crate::matching::{Baseline, ScorePoints};
use crate::programme::{FixedPair, existing_pairs};
use crate::{Error, Explanation, Matching, Person, Programme, Side};

/// A hand-made list beside the best one.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Comparison {
    /// What the list reaches, gone through in its order. Pairs that a rule or `min_score` forbids, and pairs of somebody
    /// whose places are taken, do not count; fixed pairs do.
    pub yours: Baseline,
    /// What the best matching reaches.
    pub best: Baseline,
    /// Every pair of the list, explained, in its order.
    pub pairs: Vec<Explanation>,
    /// What is wrong with the list as a whole: pairs given twice, pairs below `min_score`, people beyond their capacity
    /// (existing mentoring uses it too), fixed pairs that are not in it.
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

/// What a list reaches, pair by pair in its order, and what is wrong with it as a whole.
fn judge(programme: &Programme, pairs: &[Explanation]) -> (Baseline, Vec<String>) {
    let (mut faults, mut yours) = (Vec::new(), Baseline::default());
    let mut places = Places::new(programme);
    let mut seen = FxHashSet::default();
    for pair in pairs {
        let (junior, senior) = (pair.junior.as_str(), pair.senior.as_str());
        if !seen.insert([junior, senior]) {
            faults.push(format!("{junior} -> {senior} is listed twice"));
            continue;
        }
        let fixed = places.fixed.contains(&[junior, senior]);
        if !pair.eligible && !fixed {
            continue;
        }
        let least = programme.policy().tiers.min_points;
        if pair.points < least && !fixed {
            let least = ScorePoints(least);
            faults.push(format!("{junior} -> {senior} scores {}, below min_score {least}", pair.score));
            continue;
        }
        let full = places.take([junior, senior]);
        if full.is_empty() {
            yours.pairs += 1;
            yours.points += u64::from(pair.points);
            yours.people_paired += places.newly_paired([junior, senior]);
        }
        faults.extend(full);
    }
    for [junior, senior] in places.fixed.iter().filter(|pair| !seen.contains(*pair)) {
        faults.push(format!("{junior} -> {senior} is a fixed pair and not in the list"));
    }
    (yours, faults)
}

/// Who still has a place, as a list is gone through.
struct Places<'a> {
    fixed: BTreeSet<[&'a str; 2]>,
    /// By side: capacity, existing pairs, pairs taken so far.
    left: [FxHashMap<&'a str, [u32; 3]>; 2],
}

impl<'a> Places<'a> {
    fn new(programme: &'a Programme) -> Self {
        let workforce = programme.workforce();
        let left = [Side::Junior, Side::Senior].map(|side| {
            let existing = existing_pairs(workforce, side);
            let places = |&p: &Person| (workforce.id(p), [workforce.capacity(p), existing[p.index()], 0]);
            programme.participants().on(side).iter().map(places).collect()
        });
        let [juniors, seniors] = [Side::Junior, Side::Senior].map(|side| programme.participants().on(side));
        let ids =
            |fixed: &FixedPair| [juniors[fixed.row as usize], seniors[fixed.col as usize]].map(|p| workforce.id(p));
        Places { fixed: programme.fixed().iter().map(ids).collect(), left }
    }

    /// Takes a place from both, unless somebody has none left: then the faults.
    fn take(&mut self, ids: [&str; 2]) -> Vec<String> {
        let mut faults = Vec::new();
        for ((side, left), id) in [Side::Junior, Side::Senior].into_iter().zip(&self.left).zip(ids) {
            let [capacity, existing, taken] = left.get(id).copied().unwrap_or_default();
            if taken >= capacity.saturating_sub(existing) {
                let [junior, senior] = ids;
                faults.push(format!(
                    "{junior} -> {senior}: {id} has capacity {capacity} as {}, {existing} of it in use by other \
                     mentoring, and {taken} partners earlier in the list",
                    side.as_str()
                ));
            }
        }
        if faults.is_empty() {
            for (left, id) in self.left.iter_mut().zip(ids) {
                if let Some([_, _, taken]) = left.get_mut(id) {
                    *taken += 1;
                }
            }
        }
        faults
    }

    /// How many of the two have just got their first partner.
    fn newly_paired(&self, ids: [&str; 2]) -> u64 {
        self.left.iter().zip(ids).filter(|(left, id)| left.get(id).is_some_and(|[_, _, taken]| *taken == 1)).count()
            as u64
    }
}

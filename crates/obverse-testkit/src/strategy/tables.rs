//! The further tables that fit a workforce.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::people::PeopleShape;

/// Each table as text, or none.
#[derive(Clone, Debug)]
pub(super) struct Tables {
    pub(super) conflicts: Option<String>,
    pub(super) past_pairs: Option<String>,
    pub(super) existing_pairs: Option<String>,
    pub(super) fixed_pairs: Option<String>,
}

/// Tables whose pairs are of a junior and a senior, with fixed and existing pairs within everyone's capacity.
pub(super) fn tables(people: &PeopleShape) -> impl Strategy<Value = Tables> + use<> {
    let on = |side| (0..people.rows.len()).filter(|&at| people.rows[at].is_on(side)).collect::<Vec<usize>>();
    let (juniors, seniors) = (on("junior"), on("senior"));
    let capacities: Vec<u8> = (0..people.rows.len()).map(|at| people.capacity(at)).collect();
    let pairs = move |most: usize| {
        let (juniors, seniors) = (juniors.clone(), seniors.clone());
        prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..=most).prop_map(
            move |drawn| {
                if juniors.is_empty() || seniors.is_empty() {
                    return Vec::new();
                }
                let pair = |(j, s): (prop::sample::Index, prop::sample::Index)| {
                    (juniors[j.index(juniors.len())], seniors[s.index(seniors.len())])
                };
                let distinct: BTreeSet<_> = drawn.into_iter().map(pair).filter(|(j, s)| j != s).collect();
                distinct.into_iter().collect::<Vec<_>>()
            },
        )
    };
    (pairs(3), pairs(2), pairs(1), pairs(2)).prop_map(move |(conflicts, past, existing, fixed)| {
        let mut taken = Taken::new(&capacities);
        let existing: Vec<_> = existing.into_iter().filter(|&pair| taken.take(pair)).collect();
        let fixed: Vec<_> =
            fixed.into_iter().filter(|pair| !existing.contains(pair)).filter(|&pair| taken.take(pair)).collect();
        Tables {
            conflicts: text(&conflicts, Some("asked not to")),
            past_pairs: text(&past, None),
            existing_pairs: text(&existing, None),
            fixed_pairs: text(&fixed, Some("agreed beforehand")),
        }
    })
}

/// How much of everyone's capacity is left, in each role.
struct Taken {
    as_junior: Vec<u8>,
    as_senior: Vec<u8>,
}

impl Taken {
    fn new(capacities: &[u8]) -> Self {
        Taken { as_junior: capacities.to_vec(), as_senior: capacities.to_vec() }
    }

    fn take(&mut self, (junior, senior): (usize, usize)) -> bool {
        let room = self.as_junior[junior] > 0 && self.as_senior[senior] > 0;
        if room {
            self.as_junior[junior] -= 1;
            self.as_senior[senior] -= 1;
        }
        room
    }
}

fn text(pairs: &[(usize, usize)], reason: Option<&str>) -> Option<String> {
    if pairs.is_empty() {
        return None;
    }
    let mut text = String::from(if reason.is_some() { "junior,senior,reason\n" } else { "junior,senior\n" });
    for &(junior, senior) in pairs {
        text.push_str(&PeopleShape::id(junior));
        text.push(',');
        text.push_str(&PeopleShape::id(senior));
        if let Some(reason) = reason {
            text.push(',');
            text.push_str(reason);
        }
        text.push('\n');
    }
    Some(text)
}

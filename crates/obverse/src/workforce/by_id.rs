//! Finding people by their ids, without keeping the ids twice.

use super::Person;

/// Everybody, in the order of their ids' bytes: 4 bytes a person, and a lookup is O(log people).
#[derive(Default)]
pub(crate) struct ById(Box<[Person]>);

impl ById {
    /// Of ids that are all different, each at its person's place.
    pub(crate) fn of(ids: &[Box<str>]) -> Self {
        let mut order: Box<[Person]> = (0..ids.len() as u32).map(Person).collect();
        order.sort_unstable_by(|a, b| ids[a.index()].cmp(&ids[b.index()]));
        Self(order)
    }

    /// The person with this id among those that this was made of.
    pub(crate) fn get(&self, ids: &[Box<str>], id: &str) -> Option<Person> {
        let at = self.0.binary_search_by(|person| (*ids[person.index()]).cmp(id));
        at.ok().map(|at| self.0[at])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_is_found_and_nobody_else() {
        let ids: Vec<Box<str>> = ["e10", "e9", "É", "a", "e1"].map(Into::into).into();
        let by_id = ById::of(&ids);
        for (k, id) in ids.iter().enumerate() {
            assert_eq!(by_id.get(&ids, id), Some(Person(k as u32)));
        }
        assert!(["", "e", "e11", "E1", "z"].iter().all(|id| by_id.get(&ids, id).is_none()));
        assert_eq!(ById::default().get(&[], "a"), None);
    }
}

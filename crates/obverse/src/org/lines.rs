//! Solid and dotted lines together: a graph that may hold circles.

use crate::workforce::Person;

/// For each person a list of people, flat.
pub(super) struct Adjacency {
    offsets: Vec<u32>,
    people: Vec<Person>,
}

impl Adjacency {
    /// From links sorted by their first person.
    fn from_sorted(people: usize, links: &[(Person, Person)]) -> Adjacency {
        let mut offsets = vec![0; people + 1];
        for (from, _) in links {
            offsets[from.index() + 1] += 1;
        }
        for p in 0..people {
            offsets[p + 1] += offsets[p];
        }
        Adjacency { offsets, people: links.iter().map(|&(_, to)| to).collect() }
    }

    /// The neighbours of one person.
    pub(super) fn of(&self, person: Person) -> &[Person] {
        let k = person.index();
        &self.people[self.offsets[k] as usize..self.offsets[k + 1] as usize]
    }
}

/// Every line of either kind, in both directions.
pub(super) struct Lines {
    /// From a person to the managers.
    pub(super) up: Adjacency,
    /// From a person to those who report to them.
    pub(super) down: Adjacency,
}

impl Lines {
    /// `None` when the dotted lines add nothing to the solid ones.
    pub(super) fn new(managers: &[Option<Person>], dotted: &[Vec<Person>]) -> Option<Lines> {
        let n = managers.len();
        let solid = managers.iter().enumerate().filter_map(|(p, m)| Some((Person(p as u32), (*m)?)));
        let mut links: Vec<(Person, Person)> = solid.filter(|&(p, m)| p != m && m.index() < n).collect();
        let without = links.len();
        for (p, above) in dotted.iter().enumerate().take(n) {
            let p = Person(p as u32);
            links.extend(above.iter().filter(|&&m| m != p && m.index() < n).map(|&m| (p, m)));
        }
        links.sort_unstable();
        links.dedup();
        if links.len() == without {
            return None;
        }
        let up = Adjacency::from_sorted(n, &links);
        for link in &mut links {
            *link = (link.1, link.0);
        }
        links.sort_unstable();
        Some(Lines { up, down: Adjacency::from_sorted(n, &links) })
    }
}

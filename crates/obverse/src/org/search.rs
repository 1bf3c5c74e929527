//! Breadth-first search along lines, with buffers that are used again.

use rustc_hash::FxHashSet;

use super::lines::{Adjacency, Lines};
use crate::workforce::Person;

/// People met so far.
trait Seen {
    /// Whether the person is new to the set.
    fn insert(&mut self, person: Person) -> bool;
}

/// A set that is looked through one by one while it is small: most searches meet a handful of people.
#[derive(Default)]
struct Few {
    few: Vec<Person>,
    many: FxHashSet<Person>,
}

impl Few {
    const MOST: usize = 32;
}

impl Seen for Few {
    fn insert(&mut self, person: Person) -> bool {
        if self.few.len() == Self::MOST {
            return !self.few.contains(&person) && self.many.insert(person);
        }
        let new = !self.few.contains(&person);
        if new {
            self.few.push(person);
        }
        new
    }
}

/// A set of people that is emptied in constant time.
#[derive(Default)]
struct Marked {
    stamps: Vec<u32>,
    now: u32,
}

impl Marked {
    fn clear(&mut self, people: usize) {
        if self.stamps.len() != people || self.now == u32::MAX {
            self.stamps.clear();
            self.stamps.resize(people, 0);
            self.now = 0;
        }
        self.now += 1;
    }

    fn contains(&self, person: Person) -> bool {
        self.stamps[person.index()] == self.now
    }
}

impl Seen for Marked {
    fn insert(&mut self, person: Person) -> bool {
        std::mem::replace(&mut self.stamps[person.index()], self.now) != self.now
    }
}

/// Buffers for searches. One for each thread; any chart may use it.
#[derive(Default)]
pub(crate) struct Scratch {
    seen: Marked,
    sources: Marked,
    queue: Vec<(Person, u32)>,
    managers: Vec<(Person, u32)>,
}

/// Goes through everyone within so many steps of the people already in the queue, nearest first, and stops when `visit`
/// says so. Those in the queue are not visited.
fn spread(
    lines: &Adjacency,
    within: u32,
    seen: &mut impl Seen,
    queue: &mut Vec<(Person, u32)>,
    mut visit: impl FnMut(Person, u32) -> bool,
) {
    let mut at = 0;
    while let Some(&(person, steps)) = queue.get(at) {
        at += 1;
        if steps == within {
            break;
        }
        for &next in lines.of(person) {
            if seen.insert(next) {
                if visit(next, steps + 1) {
                    return;
                }
                queue.push((next, steps + 1));
            }
        }
    }
}

/// Everyone within so many steps of one person, with the fewest steps, for a single question: costs what it meets and keeps
/// no buffers. `visit` returns whether to stop.
pub(super) fn around(lines: &Adjacency, from: Person, within: u32, visit: impl FnMut(Person, u32) -> bool) {
    let mut seen = Few::default();
    seen.insert(from);
    spread(lines, within, &mut seen, &mut vec![(from, 0)], visit);
}

impl Scratch {
    /// Everyone within so many steps of one person, with the fewest steps. `visit` returns whether to stop.
    pub(super) fn around(
        &mut self,
        lines: &Adjacency,
        people: usize,
        from: Person,
        within: u32,
        visit: impl FnMut(Person, u32) -> bool,
    ) {
        self.seen.clear(people);
        self.seen.insert(from);
        self.queue.clear();
        self.queue.push((from, 0));
        spread(lines, within, &mut self.seen, &mut self.queue, visit);
    }

    /// Everyone but `person` who has a manager within `within` steps above who is also within `within` steps above
    /// `person`. Each is visited once.
    pub(super) fn sharing(
        &mut self,
        lines: &Lines,
        people: usize,
        person: Person,
        within: u32,
        mut visit: impl FnMut(Person),
    ) {
        let mut managers = std::mem::take(&mut self.managers);
        managers.clear();
        self.around(&lines.up, people, person, within, |m, steps| {
            managers.push((m, steps));
            false
        });
        self.sources.clear(people);
        self.seen.clear(people);
        self.queue.clear();
        for &(m, _) in &managers {
            self.sources.insert(m);
            self.seen.insert(m);
            self.queue.push((m, 0));
        }
        // How far each manager is above `person` does not matter: the limit holds for the two separately.
        spread(&lines.down, within, &mut self.seen, &mut self.queue, |next, _| {
            if next != person {
                visit(next);
            }
            false
        });
        // A source is never visited above, yet one manager may stand above another: look up from each. For most the
        // first line up already leads to another source.
        for &(m, _) in &managers {
            self.seen.clear(people);
            self.seen.insert(m);
            self.queue.clear();
            self.queue.push((m, 0));
            let mut found = false;
            let sources = &self.sources;
            spread(&lines.up, within, &mut self.seen, &mut self.queue, |above, _| {
                found = sources.contains(above);
                found
            });
            if found {
                visit(m);
            }
        }
        self.managers = managers;
    }
}

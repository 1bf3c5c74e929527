//! The distinct value sets people have in one or several columns.

use rustc_hash::FxHashMap;

use crate::Workforce;
use crate::workforce::{Attribute, Person, Values};

/// Everyone's profile: the tuple of their value sets over some columns, numbered by first occurrence.
///
/// The numbers depend on the order of rows, so they only ever index tables and sums; no result is ordered by them.
pub(super) struct Profiles {
    /// By person.
    of_person: Vec<u32>,
    columns: usize,
    /// One more than profiles × columns.
    offsets: Vec<u32>,
    values: Vec<u32>,
}

impl Profiles {
    /// Numbers the profiles of everyone in the workforce, participants or not.
    pub(super) fn new(workforce: &Workforce, columns: &[&Attribute]) -> Profiles {
        let mut profiles = Profiles {
            of_person: Vec::with_capacity(workforce.len_with_stand_ins()),
            columns: columns.len(),
            offsets: vec![0],
            values: Vec::new(),
        };
        let mut numbers: FxHashMap<Vec<u32>, u32> = FxHashMap::default();
        let mut key = Vec::new();
        for person in (0..workforce.len_with_stand_ins() as u32).map(Person) {
            key.clear();
            for column in columns {
                let values = column.values(person);
                // the length first, so that {1}{2, 3} and {1, 2}{3} stay apart
                key.push(values.len() as u32);
                key.extend_from_slice(values);
            }
            let number = if let Some(&number) = numbers.get(&key) {
                number
            } else {
                let number = numbers.len() as u32;
                numbers.insert(key.clone(), number);
                for column in columns {
                    profiles.values.extend_from_slice(column.values(person));
                    profiles.offsets.push(profiles.values.len() as u32);
                }
                number
            };
            profiles.of_person.push(number);
        }
        profiles
    }

    /// How many distinct ones.
    pub(super) fn len(&self) -> usize {
        (self.offsets.len() - 1) / self.columns.max(1)
    }

    /// The profile of every person.
    pub(super) fn take_numbers(&mut self) -> Vec<u32> {
        std::mem::take(&mut self.of_person)
    }

    /// The values of a profile in one of the columns; empty if not recorded.
    pub(super) fn values(&self, profile: u32, column: usize) -> Values<'_> {
        let at = profile as usize * self.columns + column;
        &self.values[self.offsets[at] as usize..self.offsets[at + 1] as usize]
    }
}

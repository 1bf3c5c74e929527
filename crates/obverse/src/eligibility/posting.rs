//! Which participants have a value, as a list or as bits, whichever is smaller.

use super::BitRow;
use crate::workforce::{Attribute, Person};

/// The positions of some participants of one side.
#[derive(Clone)]
pub(super) enum Posting {
    /// Few: their positions.
    Few(Vec<u32>),
    /// Many: a bit for each of the side.
    Many(BitRow),
}

impl Posting {
    /// From positions on a side with `len` participants. Takes no more memory than the list itself, up to rounding.
    pub(super) fn new(positions: Vec<u32>, len: usize) -> Posting {
        if positions.len() <= len.div_ceil(64) {
            return Posting::Few(positions);
        }
        let mut row = BitRow::new(len);
        for at in positions {
            row.set(at as usize);
        }
        Posting::Many(row)
    }

    /// Adds them to a row, in O(min(participants in it, words of the row)).
    pub(super) fn mark(&self, row: &mut BitRow) {
        match self {
            Posting::Few(positions) => positions.iter().for_each(|&at| row.set(at as usize)),
            Posting::Many(bits) => row.union(bits),
        }
    }
}

/// The participants of one side by their value in one column.
pub(super) struct ValueIndex {
    /// By code of the column.
    by_value: Vec<Posting>,
    /// Those whose cell is empty.
    pub(super) not_recorded: BitRow,
}

impl ValueIndex {
    pub(super) fn new(column: &Attribute, people: &[Person]) -> ValueIndex {
        let mut positions = vec![Vec::new(); column.distinct()];
        let mut not_recorded = BitRow::new(people.len());
        for (at, &person) in people.iter().enumerate() {
            let values = column.values(person);
            if values.is_empty() {
                not_recorded.set(at);
            }
            for &code in values {
                positions[code as usize].push(at as u32);
            }
        }
        let by_value = positions.into_iter().map(|list| Posting::new(list, people.len())).collect();
        ValueIndex { by_value, not_recorded }
    }

    /// Adds those who have this value.
    pub(super) fn mark(&self, code: u32, row: &mut BitRow) {
        self.by_value[code as usize].mark(row);
    }
}

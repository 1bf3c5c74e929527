//! Shortest augmenting paths over whole lines (Tomizawa 1971; Jonker and Volgenant 1987; Crouse 2016).
//!
//! Dijkstra's method on the reduced costs `cost − u − v`. The distances of all columns lie in one vector, so a step is one
//! pass of [`relax`]: add, compare, keep. Columns that are reached for good are *closed* in place, by a price that puts
//! all their values out of reach, so the pass needs no list of open columns and no test. Predecessors are not kept either:
//! the few on the path are found at the end, by computing again who gave the distance.

use super::kernel::{begin, relax, up_to};
use super::lines::Lines;
use super::number::{Number, Value};
use super::state::{NOBODY, State};
use crate::{Control, SolveError};

/// A column that was reached for good.
#[derive(Clone, Copy)]
pub(crate) struct Reached<V> {
    col: u32,
    /// Its distance.
    distance: V,
    /// Its price before it was closed.
    price: V,
}

/// A line whose columns were looked at.
#[derive(Clone, Copy)]
struct Looked<V> {
    line: u32,
    /// What its values are counted from.
    from: V,
}

/// Room for searches.
pub(crate) struct Search<V> {
    distances: Vec<V>,
    /// Columns reached, in order; from `done` on their lines still have to be looked at.
    reached: Vec<Reached<V>>,
    looked: Vec<Looked<V>>,
    level: Vec<u32>,
    /// Lines looked at since the beginning.
    pub(super) work: u64,
}

/// Lines that have, together, too few columns.
pub(crate) struct TooFew {
    pub(crate) lines: Vec<u32>,
    pub(crate) cols: Vec<u32>,
}

impl<V: Value> Search<V> {
    /// Room is made at the first search: small matrices often need none.
    pub(super) fn new() -> Self {
        Self { distances: Vec::new(), reached: Vec::new(), looked: Vec::new(), level: Vec::new(), work: 0 }
    }

    /// Finds the shortest path from a line without column to a column without line, and sends the line along it.
    /// `Ok(Some)`: there is none.
    pub(super) fn augment<T: Number<Dual = V>>(
        &mut self,
        lines: &Lines<'_, T>,
        state: &mut State<V>,
        root: u32,
        control: &Control<'_>,
    ) -> Result<Option<TooFew>, SolveError> {
        self.distances.resize(lines.fars, V::ABSENT);
        self.level.resize(lines.fars + 1, 0);
        let end = find(self, lines, state, root, control)?;
        self.reopen(state);
        let Some(end) = end else { return Ok(Some(self.too_few())) };
        self.reprice(state, end.distance);
        self.send(lines, state, end);
        Ok(None)
    }

    /// Columns get their prices back.
    fn reopen(&self, state: &mut State<V>) {
        for reached in &self.reached {
            state.prices[reached.col as usize] = reached.price;
        }
    }

    /// Columns nearer than the end fall by what was left of the way.
    fn reprice(&self, state: &mut State<V>, end: V) {
        for reached in &self.reached {
            state.prices[reached.col as usize] = reached.price + (reached.distance - end).least(V::ZERO);
        }
    }

    /// Sends the root along the path that ends at this column.
    fn send<T: Number<Dual = V>>(&self, lines: &Lines<'_, T>, state: &mut State<V>, end: Reached<V>) {
        let (mut at, mut looked) = (end, self.looked.as_slice());
        loop {
            // Who gave the distance: the same operations on the same numbers, so the same to the last bit.
            let by = looked.iter().rposition(|look| {
                look.from + (lines.cost(look.line as usize, at.col as usize) - at.price) == at.distance
            });
            let Some(by) = by else { return };
            let line = looked[by].line;
            let before = state.col_of[line as usize];
            state.line_of[at.col as usize] = line;
            state.col_of[line as usize] = at.col;
            if by == 0 {
                return;
            }
            // Line `by` was reached through the column it had, which was the one before it in order.
            at = self.reached[by - 1];
            debug_assert_eq!(at.col, before);
            looked = &looked[..by];
        }
    }

    /// The lines looked at know only the columns reached.
    fn too_few(&self) -> TooFew {
        TooFew {
            lines: self.looked.iter().map(|look| look.line).collect(),
            cols: self.reached.iter().map(|reached| reached.col).collect(),
        }
    }
}

/// Dijkstra's method from a line without column up to the nearest column without line, if there is one. Columns reached on
/// the way are left closed.
fn find<T: Number>(
    room: &mut Search<T::Dual>,
    lines: &Lines<'_, T>,
    state: &mut State<T::Dual>,
    root: u32,
    control: &Control<'_>,
) -> Result<Option<Reached<T::Dual>>, SolveError> {
    room.reached.clear();
    room.looked.clear();
    room.looked.push(Looked { line: root, from: T::Dual::ZERO });
    let mut least = begin::<T>(lines.line(root as usize), &state.prices, lines.reading, &mut room.distances);
    room.work += 1;
    let mut done = 0;
    loop {
        if least >= T::Dual::REACH {
            return Ok(None);
        }
        let now = least;
        // All columns at this distance, which may have grown while their lines were looked at; a free one ends the search.
        let count = up_to::<T>(&room.distances, now, &mut room.level);
        let level = &room.level[..count];
        if let Some(&free) = level.iter().find(|&&col| state.line_of[col as usize] == NOBODY) {
            return Ok(Some(Reached { col: free, distance: now, price: state.prices[free as usize] }));
        }
        for &col in level {
            let price = std::mem::replace(&mut state.prices[col as usize], T::Dual::CLOSED);
            room.distances[col as usize] = T::Dual::ABSENT;
            room.reached.push(Reached { col, distance: now, price });
        }
        least = T::Dual::ABSENT;
        while done < room.reached.len() && least > now {
            let Reached { col, distance, price } = room.reached[done];
            done += 1;
            let line = state.line_of[col as usize];
            let from = distance - (lines.cost(line as usize, col as usize) - price);
            room.looked.push(Looked { line, from });
            let entries = lines.line(line as usize);
            least = relax::<T>(entries, &state.prices, lines.reading, (from, &mut room.distances));
            room.work += 1;
        }
        control.check()?;
    }
}

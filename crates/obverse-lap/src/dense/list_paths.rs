//! Shortest augmenting paths on short lists.
//!
//! Dijkstra's method where a line is expanded over its list only. What is not listed cannot be nearer than the bound
//! says, so a line comes up again at that distance, and only then is looked at as a whole. Exact: no distance is settled before
//! everything that could be nearer has been looked at.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use super::lines::Lines;
use super::lists::{Entry, Lists, order};
use super::number::{Number, Value};
use super::paths::TooFew;
use super::state::{NOBODY, State};
use crate::{Control, SolveError};

/// What comes up in a search. At equal distance known pairs come before unknown ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    /// A column is reached.
    Col(u32),
    /// Columns that are not in the list of this line may be reached from here on.
    Beyond(u32),
}

/// An event at its distance.
#[derive(Clone, Copy, Debug, PartialEq)]
struct At<V>(V, Event);

impl<V: Value> Eq for At<V> {}

impl<V: Value> PartialOrd for At<V> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<V: Value> Ord for At<V> {
    fn cmp(&self, other: &Self) -> Ordering {
        order(&self.0, &other.0).then(self.1.cmp(&other.1))
    }
}

/// How a column was reached.
#[derive(Clone, Copy)]
struct Label<V> {
    distance: V,
    from: u32,
    cost: V,
}

/// A line that was reached.
#[derive(Clone, Copy)]
struct Reached<V> {
    distance: V,
    /// Looks at the whole line in this search.
    looks: u32,
}

/// Columns a whole look adds at first, in multiples of the length of a list; twice as many with every further look.
const FURTHER: usize = 4;

/// Room for searches.
pub(super) struct Paths<V> {
    cols: Vec<Label<V>>,
    lines: Vec<Reached<V>>,
    touched_cols: Vec<u32>,
    touched_lines: Vec<u32>,
    heap: BinaryHeap<Reverse<At<V>>>,
    found: Vec<(V, Entry<V>)>,
    /// The cost of each line's pair.
    pub(super) paid: Vec<V>,
    best: V,
    end: u32,
    root: u32,
    /// Work so far, in entries looked at.
    pub(super) work: u64,
}

impl<V: Value> Paths<V> {
    pub(super) fn new<T: Number<Dual = V>>(lines: &Lines<'_, T>) -> Self {
        Self {
            cols: vec![Label { distance: V::ABSENT, from: NOBODY, cost: V::ZERO }; lines.fars],
            lines: vec![Reached { distance: V::ABSENT, looks: 0 }; lines.nears],
            touched_cols: Vec::new(),
            touched_lines: Vec::new(),
            heap: BinaryHeap::new(),
            found: Vec::new(),
            paid: vec![V::ZERO; lines.nears],
            best: V::ABSENT,
            end: NOBODY,
            root: NOBODY,
            work: 0,
        }
    }

    /// Notes what pairs cost that are known to be as good as any for their line.
    pub(super) fn keep_all<T: Number<Dual = V>>(&mut self, lines: &Lines<'_, T>, state: &State<V>) {
        for (line, (paid, &col)) in self.paid.iter_mut().zip(&state.col_of).enumerate() {
            if col != NOBODY {
                *paid = lines.cost(line, col as usize);
            }
        }
    }

    /// Keeps the pairs that are as good as any for their line, and notes what they cost.
    pub(super) fn keep_tight(&mut self, lists: &Lists<V>, state: &mut State<V>) {
        for line in 0..lists.of.len() {
            let col = state.col_of[line];
            if col == NOBODY {
                continue;
            }
            let list = &lists.of[line];
            let least = list.look(&state.prices).map_or(list.bound, |look| look.best).least(list.bound);
            let held = list.entries.iter().find(|entry| entry.col == col);
            match held {
                Some(entry) if entry.cost - state.prices[col as usize] <= least => self.paid[line] = entry.cost,
                _ => state.leave(line as u32),
            }
        }
    }

    /// Finds the shortest path from a line without column to a column without line, and sends the line along it.
    /// `Ok(Some)`: there is none.
    pub(super) fn augment<T: Number<Dual = V>>(
        &mut self,
        (lines, lists): (&Lines<'_, T>, &mut Lists<V>),
        state: &mut State<V>,
        root: u32,
        control: &Control<'_>,
    ) -> Result<Option<TooFew>, SolveError> {
        self.best = V::ABSENT;
        self.end = NOBODY;
        self.root = root;
        self.reach(root, V::ZERO);
        let list = &lists.of[root as usize];
        let mut least = list.look(&state.prices).map_or(V::ABSENT, |look| look.best);
        if least > list.bound {
            lists.of[root as usize] = lists.scanner.list(lines, root, &state.prices, lists.k);
            self.work += lines.fars as u64;
            least = lists.of[root as usize].look(&state.prices).map_or(V::ABSENT, |look| look.best);
        }
        if least < V::REACH {
            self.expand(lists, state, (root, least));
        }
        while let Some(&Reverse(At(distance, event))) = self.heap.peek() {
            if distance >= self.best {
                break;
            }
            self.heap.pop();
            match event {
                Event::Col(col) => {
                    let label = self.cols[col as usize];
                    if label.distance < distance {
                        continue;
                    }
                    let line = state.line_of[col as usize];
                    if line != NOBODY && self.lines[line as usize].distance == V::ABSENT {
                        self.reach(line, distance);
                        let dual = self.paid[line as usize] - state.prices[col as usize];
                        self.expand(lists, state, (line, dual));
                    }
                }
                Event::Beyond(line) => {
                    control.check()?;
                    let dual = if line == root {
                        least
                    } else {
                        self.paid[line as usize] - state.prices[state.col_of[line as usize] as usize]
                    };
                    self.beyond((lines, &mut *lists), state, (line, dual), distance);
                }
            }
        }
        let few = (self.end == NOBODY).then(|| self.too_few());
        if few.is_none() {
            self.finish(state);
        }
        self.clear();
        Ok(few)
    }

    fn reach(&mut self, line: u32, distance: V) {
        self.lines[line as usize] = Reached { distance, looks: 0 };
        self.touched_lines.push(line);
    }

    /// Relaxes the pairs in a line's list.
    fn expand(&mut self, lists: &Lists<V>, state: &State<V>, (line, dual): (u32, V)) {
        let list = &lists.of[line as usize];
        self.work += 4 * list.entries.len() as u64;
        for &entry in &list.entries {
            self.relax(state, (line, dual), entry);
        }
        if list.bound < V::REACH {
            let at = self.lines[line as usize].distance + (list.bound - dual).most(V::ZERO);
            if at < self.best {
                self.heap.push(Reverse(At(at, Event::Beyond(line))));
            }
        }
    }

    #[inline]
    fn relax(&mut self, state: &State<V>, (line, dual): (u32, V), entry: Entry<V>) {
        let reduced = (entry.cost - state.prices[entry.col as usize]) - dual;
        // Rounding may leave less than nothing.
        let distance = self.lines[line as usize].distance + reduced.most(V::ZERO);
        let label = &mut self.cols[entry.col as usize];
        if distance >= self.best || distance >= label.distance {
            return;
        }
        if label.distance == V::ABSENT {
            self.touched_cols.push(entry.col);
        }
        *label = Label { distance, from: line, cost: entry.cost };
        if state.line_of[entry.col as usize] == NOBODY {
            self.best = distance;
            self.end = entry.col;
        } else {
            self.heap.push(Reverse(At(distance, Event::Col(entry.col))));
        }
    }

    /// Looks at a whole line: first to renew its list, then for what lies beyond even that.
    fn beyond<T: Number<Dual = V>>(
        &mut self,
        (lines, lists): (&Lines<'_, T>, &mut Lists<V>),
        state: &State<V>,
        (line, dual): (u32, V),
        now: V,
    ) {
        let looks = self.lines[line as usize].looks;
        self.lines[line as usize].looks += 1;
        self.work += lines.fars as u64;
        if looks == 0 {
            lists.of[line as usize] = lists.scanner.list(lines, line, &state.prices, lists.k);
            self.expand(lists, state, (line, dual));
            return;
        }
        let from = self.lines[line as usize].distance;
        self.found.clear();
        let entries = lines.line(line as usize).iter().zip(&state.prices).zip(&self.cols);
        for (col, ((entry, &price), label)) in (0..).zip(entries) {
            let cost = entry.read(lines.reading);
            let distance = from + ((cost - price) - dual).most(V::ZERO);
            if distance < label.distance && distance < self.best {
                self.found.push((distance, Entry { cost, col }));
            }
        }
        let room = (lists.k * FURTHER) << (looks - 1).min(16);
        let mut next = None;
        if self.found.len() > room {
            let (_, beyond, _) =
                self.found.select_nth_unstable_by(room, |a, b| order(&a.0, &b.0).then(a.1.col.cmp(&b.1.col)));
            next = Some(beyond.0);
            self.found.truncate(room);
        }
        let found = std::mem::take(&mut self.found);
        for &(_, entry) in &found {
            self.relax(state, (line, dual), entry);
        }
        self.found = found;
        if let Some(next) = next
            && next < self.best
        {
            self.heap.push(Reverse(At(next.most(now), Event::Beyond(line))));
        }
    }

    /// Columns nearer than the end fall by what was left of the way, and the root travels along the path.
    fn finish(&mut self, state: &mut State<V>) {
        for &col in &self.touched_cols {
            let nearer = (self.cols[col as usize].distance - self.best).least(V::ZERO);
            state.prices[col as usize] = state.prices[col as usize] + nearer;
        }
        let mut col = self.end;
        loop {
            let Label { from, cost, .. } = self.cols[col as usize];
            let before = state.col_of[from as usize];
            state.line_of[col as usize] = from;
            state.col_of[from as usize] = col;
            self.paid[from as usize] = cost;
            if from == self.root || before == NOBODY {
                return;
            }
            col = before;
        }
    }

    /// The lines reached know only the columns reached.
    fn too_few(&self) -> TooFew {
        TooFew { lines: self.touched_lines.clone(), cols: self.touched_cols.clone() }
    }

    fn clear(&mut self) {
        for &col in &self.touched_cols {
            self.cols[col as usize].distance = V::ABSENT;
        }
        for &line in &self.touched_lines {
            self.lines[line as usize].distance = V::ABSENT;
        }
        self.touched_cols.clear();
        self.touched_lines.clear();
        self.heap.clear();
    }
}

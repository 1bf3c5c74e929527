//! Shortest augmenting paths over arcs: Dijkstra's method with a heap (Jonker and Volgenant 1987, `LAPJVsp`).
//!
//! A column at the distance that is being settled does not go through the heap: with ties most columns are. Arcs of a line
//! that are [not near](Arcs) wait in the heap, at the least distance they could lead to.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use super::arcs::{Arc, Arcs};
use crate::dense::{NOBODY, Number, State, TooFew, Value};
use crate::{Control, SolveError};

/// What comes next on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    /// A column was reached.
    Column(u32),
    /// Time to look at the arcs of a line that are not near.
    Far(u32),
}

/// A step at its distance. Distances are never NaN.
#[derive(Clone, Copy, Debug, PartialEq)]
struct At<V>(V, Step);

impl<V: Value> Eq for At<V> {}

impl<V: Value> PartialOrd for At<V> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<V: Value> Ord for At<V> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.partial_cmp(&other.0).unwrap_or(Ordering::Equal).then(self.1.cmp(&other.1))
    }
}

/// How a column was reached.
#[derive(Clone, Copy, Debug)]
struct Label<V> {
    distance: V,
    from: u32,
    settled: bool,
}

/// Room for searches.
pub(super) struct Search<V> {
    labels: Vec<Label<V>>,
    touched: Vec<u32>,
    settled: Vec<u32>,
    heap: BinaryHeap<Reverse<At<V>>>,
    /// Columns reached at the distance that is being settled.
    ready: Vec<u32>,
    /// What each line pays for the column it has.
    paid: Vec<V>,
    best: V,
    end: u32,
    /// Arcs looked at since the beginning.
    pub(super) work: u64,
}

impl<V: Value> Search<V> {
    pub(super) fn new<T: Number<Dual = V>>(arcs: &Arcs<T>, state: &State<V>) -> Self {
        let paid = |line: usize| match state.col_of[line] {
            NOBODY => V::ZERO,
            col => arcs.cost(line, col as usize),
        };
        Self {
            labels: vec![Label { distance: V::ABSENT, from: NOBODY, settled: false }; arcs.fars],
            touched: Vec::new(),
            settled: Vec::new(),
            heap: BinaryHeap::new(),
            ready: Vec::new(),
            paid: (0..arcs.nears).map(paid).collect(),
            best: V::ABSENT,
            end: NOBODY,
            work: 0,
        }
    }

    /// Finds the shortest path from a line without column to a column without line, and sends the line along it.
    /// `Ok(Some)`: there is none.
    pub(super) fn augment<T: Number<Dual = V>>(
        &mut self,
        arcs: &Arcs<T>,
        state: &mut State<V>,
        root: u32,
        control: &Control<'_>,
    ) -> Result<Option<TooFew>, SolveError> {
        self.best = V::ABSENT;
        self.end = NOBODY;
        self.set_out(arcs, state, root, (V::ZERO, V::CLOSED));
        while let Some(At(now, step)) = self.next() {
            match step {
                Step::Column(col) => {
                    let label = &mut self.labels[col as usize];
                    if label.settled {
                        continue;
                    }
                    label.settled = true;
                    self.settled.push(col);
                    if self.settled.len() % 4096 == 4095 {
                        control.check()?;
                    }
                    let line = state.line_of[col as usize];
                    let from = self.from(state, line);
                    self.set_out(arcs, state, line, (from, now));
                }
                Step::Far(line) => {
                    let from = self.from(state, line);
                    self.look(arcs.far(line as usize), state, line, (from, now));
                }
            }
        }
        let few = (self.end == NOBODY).then(|| {
            let lines = self.settled.iter().map(|&col| state.line_of[col as usize]);
            TooFew { lines: std::iter::once(root).chain(lines).collect(), cols: self.settled.clone() }
        });
        if few.is_none() {
            self.finish(arcs, state, root);
        }
        self.clear();
        Ok(few)
    }

    /// The next step before the nearest free column is reached.
    fn next(&mut self) -> Option<At<V>> {
        if let Some(col) = self.ready.pop() {
            return Some(At(self.labels[col as usize].distance, Step::Column(col))).filter(|found| found.0 < self.best);
        }
        let Reverse(At(distance, step)) = self.heap.pop()?;
        let now = match step {
            Step::Column(col) => self.labels[col as usize].distance,
            Step::Far(_) => distance,
        };
        (distance < self.best).then_some(At(now, step))
    }

    /// How far a line is from the root, what it pays for its own column taken off.
    fn from(&self, state: &State<V>, line: u32) -> V {
        match state.col_of[line as usize] {
            NOBODY => V::ZERO,
            col => {
                let worth = self.paid[line as usize] - state.prices[col as usize];
                self.labels[col as usize].distance - worth
            }
        }
    }

    /// Near columns of a line that was reached; its other ones later.
    fn set_out<T: Number<Dual = V>>(&mut self, arcs: &Arcs<T>, state: &State<V>, line: u32, (from, now): (V, V)) {
        self.look(arcs.near(line as usize), state, line, (from, now));
        let beyond = arcs.beyond(line as usize);
        if beyond < V::REACH && from + beyond < self.best {
            self.heap.push(Reverse(At((from + beyond).most(now), Step::Far(line))));
        }
    }

    /// Columns that can be reached from a line by some of its arcs.
    fn look(&mut self, arcs: &[Arc<V>], state: &State<V>, line: u32, (from, now): (V, V)) {
        self.work += arcs.len() as u64;
        for arc in arcs {
            let distance = from + (arc.cost - state.prices[arc.col as usize]);
            let label = &mut self.labels[arc.col as usize];
            if distance >= self.best || distance >= label.distance || label.settled {
                continue;
            }
            if label.from == NOBODY {
                self.touched.push(arc.col);
            }
            // Rounding may leave less than what was settled.
            *label = Label { distance: distance.most(now), from: line, settled: false };
            if state.line_of[arc.col as usize] == NOBODY {
                self.best = label.distance;
                self.end = arc.col;
            } else if distance <= now {
                self.ready.push(arc.col);
            } else {
                self.heap.push(Reverse(At(distance, Step::Column(arc.col))));
            }
        }
    }

    /// Columns nearer than the end fall by what was left of the way, and the root travels along the path.
    fn finish<T: Number<Dual = V>>(&mut self, arcs: &Arcs<T>, state: &mut State<V>, root: u32) {
        for &col in &self.settled {
            let nearer = (self.labels[col as usize].distance - self.best).least(V::ZERO);
            state.prices[col as usize] = state.prices[col as usize] + nearer;
        }
        let mut col = self.end;
        loop {
            let line = self.labels[col as usize].from;
            let before = state.col_of[line as usize];
            state.line_of[col as usize] = line;
            state.col_of[line as usize] = col;
            self.paid[line as usize] = arcs.cost(line as usize, col as usize);
            if line == root {
                return;
            }
            col = before;
        }
    }

    fn clear(&mut self) {
        for &col in &self.touched {
            self.labels[col as usize] = Label { distance: V::ABSENT, from: NOBODY, settled: false };
        }
        self.touched.clear();
        self.settled.clear();
        self.ready.clear();
        self.heap.clear();
    }
}

//! Shortest augmenting paths on short lists.
//!
//! Dijkstra's method where a line is expanded over its list, group by group: what is in a later group cannot be nearer than its
//! floor says, what is not listed not nearer than the bound, so a line comes up again at that distance, and only then is looked
//! at further, or as a whole. Exact: no distance is settled before everything that could be nearer has been looked at. Columns
//! at the present distance wait in a stack and not in the heap: with many ties, most of them do.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use super::groups::SIZE;
use super::lines::Lines;
use super::lists::{Entry, Lists};
use super::number::{Number, Value};
use super::paths::TooFew;
use super::state::{NOBODY, State};
use crate::{Control, SolveError};

/// What comes up in a search. At equal distance known pairs come before unknown ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    /// A column is reached.
    Col(u32),
    /// The next group of this line's list, or what is in none, may be reached from here on.
    Further(u32),
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
        self.0.order(&other.0).then(self.1.cmp(&other.1))
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
    /// What its values are counted from.
    dual: V,
    /// The next group of its list.
    group: u32,
    /// Looks at the whole line in this search.
    looks: u32,
}

/// Columns a look at a whole line lists, in multiples of the usual length: who comes to the end of its list once will do so
/// again. Looks beyond that add twice as many with every further look.
const FURTHER: usize = 4;

/// Room for searches.
pub(super) struct Paths<V> {
    cols: Vec<Label<V>>,
    lines: Vec<Reached<V>>,
    touched_cols: Vec<u32>,
    touched_lines: Vec<u32>,
    heap: BinaryHeap<Reverse<At<V>>>,
    /// Columns at the present distance.
    here: Vec<u32>,
    now: V,
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
            lines: vec![Reached { distance: V::ABSENT, dual: V::ZERO, group: 0, looks: 0 }; lines.nears],
            touched_cols: Vec::new(),
            touched_lines: Vec::new(),
            heap: BinaryHeap::new(),
            here: Vec::new(),
            now: V::ZERO,
            found: Vec::new(),
            paid: vec![V::ZERO; lines.nears],
            best: V::ABSENT,
            end: NOBODY,
            root: NOBODY,
            work: 0,
        }
    }

    /// Keeps the pairs that are as good as any for their line.
    pub(super) fn keep_tight(&self, lists: &Lists<V>, state: &mut State<V>) {
        for (line, list) in lists.of.iter().enumerate() {
            let col = state.col_of[line];
            if col != NOBODY && self.paid[line] - state.prices[col as usize] > list.dual(&state.prices) {
                state.leave(line as u32);
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
        (self.best, self.now, self.end, self.root) = (V::REACH, V::ZERO, NOBODY, root);
        let mut least = lists.of[root as usize].look(&state.prices).best;
        if least > lists.of[root as usize].bound {
            lists.renew_one(lines, root, (&state.prices, lists.k));
            self.work += lines.fars as u64;
            least = lists.of[root as usize].look(&state.prices).best;
        }
        if least < V::REACH {
            self.reach(root, least);
            self.expand(lists, state, root);
        } else {
            self.reach(root, V::ZERO);
        }
        while let Some((distance, event)) = self.next() {
            match event {
                Event::Col(col) => {
                    let line = state.line_of[col as usize];
                    if self.cols[col as usize].distance >= distance && self.lines[line as usize].distance == V::ABSENT {
                        self.reach(line, self.paid[line as usize] - state.prices[col as usize]);
                        self.expand(lists, state, line);
                    }
                }
                Event::Further(line) => {
                    if (self.lines[line as usize].group as usize) < lists.of[line as usize].groups.len() {
                        self.expand(lists, state, line);
                    } else {
                        control.check()?;
                        self.beyond((lines, &mut *lists), state, line);
                    }
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

    /// What comes up next, if it is nearer than the end.
    fn next(&mut self) -> Option<(V, Event)> {
        if self.now >= self.best {
            return None;
        }
        if let Some(col) = self.here.pop() {
            return Some((self.now, Event::Col(col)));
        }
        let Reverse(At(distance, event)) = self.heap.pop()?;
        self.now = distance;
        (distance < self.best).then_some((distance, event))
    }

    fn reach(&mut self, line: u32, dual: V) {
        self.lines[line as usize] = Reached { distance: self.now, dual, group: 0, looks: 0 };
        self.touched_lines.push(line);
    }

    /// Relaxes the pairs in a line's list that may be as near as the present distance, and notes where to go on.
    fn expand(&mut self, lists: &Lists<V>, state: &State<V>, line: u32) {
        let list = &lists.of[line as usize];
        let Reached { distance: from, dual, group: mut at, .. } = self.lines[line as usize];
        while let Some(group) = list.groups.get(at as usize) {
            let distance = from + (group.floor - dual).most(V::ZERO);
            if distance > self.now {
                return self.put_off(line, (at, distance));
            }
            self.work += 4 * SIZE as u64;
            for (&cost, &col) in group.costs.iter().zip(&group.cols) {
                self.relax(state, (line, from, dual), Entry { cost, col });
            }
            at += 1;
        }
        if list.bound < V::REACH {
            self.put_off(line, (at, from + (list.bound - dual).most(V::ZERO)));
        }
    }

    /// A line comes up again.
    fn put_off(&mut self, line: u32, (group, at): (u32, V)) {
        if at < self.best {
            self.lines[line as usize].group = group;
            self.heap.push(Reverse(At(at, Event::Further(line))));
        }
    }

    #[inline]
    fn relax(&mut self, state: &State<V>, (line, from, dual): (u32, V, V), entry: Entry<V>) {
        let reduced = (entry.cost - state.prices[entry.col as usize]) - dual;
        // Rounding may leave less than nothing.
        let distance = from + reduced.most(V::ZERO);
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
        } else if distance <= self.now {
            self.here.push(entry.col);
        } else {
            self.heap.push(Reverse(At(distance, Event::Col(entry.col))));
        }
    }

    /// Looks at a whole line: first to renew its list, then for what lies beyond even that.
    fn beyond<T: Number<Dual = V>>(
        &mut self,
        (lines, lists): (&Lines<'_, T>, &mut Lists<V>),
        state: &State<V>,
        line: u32,
    ) {
        let Reached { distance: from, dual, looks, .. } = self.lines[line as usize];
        self.lines[line as usize].looks += 1;
        self.work += lines.fars as u64;
        if looks == 0 {
            lists.renew_one(lines, line, (&state.prices, lists.k * FURTHER));
            self.lines[line as usize].group = 0;
            self.expand(lists, state, line);
            return;
        }
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
                self.found.select_nth_unstable_by(room, |a, b| a.0.order(&b.0).then(a.1.col.cmp(&b.1.col)));
            next = Some(beyond.0);
            self.found.truncate(room);
        }
        let found = std::mem::take(&mut self.found);
        for &(_, entry) in &found {
            self.relax(state, (line, from, dual), entry);
        }
        self.found = found;
        if let Some(next) = next {
            self.put_off(line, (lists.of[line as usize].groups.len() as u32, next.most(self.now)));
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
        self.here.clear();
    }
}

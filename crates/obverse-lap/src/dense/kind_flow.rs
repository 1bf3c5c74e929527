//! The transportation problem of kinds: so many lines of each kind, so many columns of each.
//!
//! Shortest augmenting paths again (Tomizawa 1971; Edmonds and Karp 1972), but a path is travelled by as many lines as there is
//! room for at once. Prices of kinds are prices of all columns of the kind, so the proof is that of the whole matrix.

use super::kinds::Kinds;
use super::lines::Lines;
use super::number::{Number, Value};
use super::paths::TooFew;
use super::state::{NOBODY, State};
use crate::{Control, SolveError};

/// The problem and how far it is solved.
struct Flow<V> {
    cols: usize,
    /// By kind of line, then kind of column.
    costs: Vec<V>,
    /// Lines of one kind that have columns of another.
    placed: Vec<u32>,
    /// Lines of each kind without column.
    left: Vec<u32>,
    /// Columns of each kind without line.
    room: Vec<u32>,
    prices: Vec<V>,
}

/// A search from one kind of lines.
struct Search<V> {
    distance: Vec<V>,
    /// The kind of lines each kind of columns was reached from.
    from: Vec<u32>,
    /// Whether a kind of columns was reached for good.
    done: Vec<bool>,
    /// The kind of columns each kind of lines was reached through.
    through: Vec<u32>,
    seen: Vec<bool>,
}

pub(super) fn solve<T: Number>(
    lines: &Lines<'_, T>,
    (of_lines, of_cols): &(Kinds, Kinds),
    control: &Control<'_>,
) -> Result<Result<State<T::Dual>, TooFew>, SolveError> {
    let mut flow = Flow::new(lines, of_lines, of_cols);
    let mut search = Search::new(of_lines.first.len(), of_cols.first.len());
    for root in 0..of_lines.first.len() {
        while flow.left[root] > 0 {
            control.check()?;
            match search.run(&flow, root) {
                Some(end) => flow.send(&search, root, end),
                None => return Ok(Err(search.too_few(of_lines, of_cols))),
            }
        }
    }
    Ok(Ok(flow.state(of_lines, of_cols)))
}

impl<V: Value> Flow<V> {
    fn new<T: Number<Dual = V>>(lines: &Lines<'_, T>, of_lines: &Kinds, of_cols: &Kinds) -> Self {
        let count = |kinds: &Kinds| {
            let mut count = vec![0; kinds.first.len()];
            kinds.of.iter().for_each(|&kind| count[kind as usize] += 1);
            count
        };
        let mut costs = Vec::with_capacity(of_lines.first.len() * of_cols.first.len());
        for &line in &of_lines.first {
            costs.extend(of_cols.first.iter().map(|&col| lines.cost(line as usize, col as usize)));
        }
        let begin = State::begin(lines);
        Self {
            cols: of_cols.first.len(),
            placed: vec![0; costs.len()],
            costs,
            left: count(of_lines),
            room: count(of_cols),
            prices: of_cols.first.iter().map(|&col| begin.prices[col as usize]).collect(),
        }
    }

    /// Sends as many lines as can go along a path, and lowers the price of what was reached before its end.
    fn send(&mut self, search: &Search<V>, root: usize, end: usize) {
        let mut most = self.left[root].min(self.room[end]);
        for (line, col) in search.path(root, end) {
            if let Some(col) = col {
                most = most.min(self.placed[line * self.cols + col]);
            }
        }
        self.left[root] -= most;
        self.room[end] -= most;
        let mut to = end;
        for (line, col) in search.path(root, end) {
            self.placed[line * self.cols + to] += most;
            if let Some(col) = col {
                self.placed[line * self.cols + col] -= most;
                to = col;
            }
        }
        for col in (0..self.cols).filter(|&col| search.done[col]) {
            self.prices[col] = self.prices[col] + (search.distance[col] - search.distance[end]).least(V::ZERO);
        }
    }

    /// Every line its column.
    fn state(self, of_lines: &Kinds, of_cols: &Kinds) -> State<V> {
        let mut members: Vec<Vec<u32>> = vec![Vec::new(); self.cols];
        for (col, &kind) in of_cols.of.iter().enumerate().rev() {
            members[kind as usize].push(col as u32);
        }
        let prices = of_cols.of.iter().map(|&kind| self.prices[kind as usize]).collect();
        let mut state = State::new(of_lines.of.len(), prices);
        let mut placed = self.placed;
        let mut at = vec![0; of_lines.first.len()];
        for (line, &kind) in of_lines.of.iter().enumerate() {
            let row = &mut placed[kind as usize * self.cols..][..self.cols];
            let at = &mut at[kind as usize];
            while *at < self.cols && row[*at] == 0 {
                *at += 1;
            }
            if let Some(col) = members.get_mut(*at).and_then(Vec::pop) {
                row[*at] -= 1;
                state.take(line as u32, col);
            }
        }
        state
    }
}

impl<V: Value> Search<V> {
    fn new(lines: usize, cols: usize) -> Self {
        Self {
            distance: vec![V::ABSENT; cols],
            from: vec![NOBODY; cols],
            done: vec![false; cols],
            through: vec![NOBODY; lines],
            seen: vec![false; lines],
        }
    }

    /// The nearest kind of columns that has room, if any can be reached.
    fn run(&mut self, flow: &Flow<V>, root: usize) -> Option<usize> {
        self.distance.fill(V::ABSENT);
        self.done.fill(false);
        self.seen.fill(false);
        self.look(flow, root, V::ZERO);
        loop {
            let mut next = None;
            let mut now = V::REACH;
            for col in 0..flow.cols {
                let distance = self.distance[col];
                if !self.done[col] && (distance < now || (distance == now && next.is_some() && flow.room[col] > 0)) {
                    (next, now) = (Some(col), distance);
                }
            }
            let col = next?;
            if flow.room[col] > 0 {
                return Some(col);
            }
            self.done[col] = true;
            for line in 0..flow.left.len() {
                if !self.seen[line] && flow.placed[line * flow.cols + col] > 0 {
                    self.through[line] = col as u32;
                    self.look(flow, line, now - (flow.costs[line * flow.cols + col] - flow.prices[col]));
                }
            }
        }
    }

    /// What can be reached from a kind of lines.
    fn look(&mut self, flow: &Flow<V>, line: usize, from: V) {
        self.seen[line] = true;
        for (col, &cost) in flow.costs[line * flow.cols..][..flow.cols].iter().enumerate() {
            let distance = from + (cost - flow.prices[col]);
            if distance < self.distance[col] && !self.done[col] {
                self.distance[col] = distance;
                self.from[col] = line as u32;
            }
        }
    }

    /// The path back from its end: each kind of lines, and the kind of columns it gives up.
    fn path(&self, root: usize, end: usize) -> impl Iterator<Item = (usize, Option<usize>)> {
        let mut to = Some(end);
        std::iter::from_fn(move || {
            let line = self.from[to?] as usize;
            to = (line != root).then(|| self.through[line] as usize);
            Some((line, to))
        })
    }

    /// All lines of the kinds seen know only columns of the kinds reached.
    fn too_few(&self, of_lines: &Kinds, of_cols: &Kinds) -> TooFew {
        let members = |kinds: &Kinds, chosen: &[bool]| {
            let all = kinds.of.iter().enumerate();
            all.filter(|&(_, &kind)| chosen[kind as usize]).map(|(at, _)| at as u32).collect()
        };
        TooFew { lines: members(of_lines, &self.seen), cols: members(of_cols, &self.done) }
    }
}

//! The best assignment by trying every one: slow, obvious, and sharing no code with the solver.
//!
//! Each row may have as many different partners as its capacity says, each column likewise, a pair at most once. Every
//! such set of pairs is looked at. Meant for up to about five rows and five columns.

/// What is being assigned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    /// `points[row][column]`; `None` where the pair is ineligible.
    pub points: Vec<Vec<Option<i64>>>,
    /// How many partners each row may have.
    pub row_capacity: Vec<u32>,
    /// How many partners each column may have.
    pub column_capacity: Vec<u32>,
}

/// What is best.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Objective {
    /// The most rows and columns with at least one partner, then the most points.
    CoverageThenPoints,
    /// The most points; pairs worth nothing (or less) are not made.
    PointsAlone,
}

/// The best assignments of an [`Instance`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Best {
    /// Rows and columns with at least one partner.
    pub people: u32,
    /// The sum over the pairs.
    pub points: i64,
    /// One of the best sets of pairs (row, column): the first in lexicographic order of the search.
    pub pairs: Vec<(usize, usize)>,
    /// How many sets of pairs are equally good. With 1, every exact solver must find `pairs`.
    pub ties: u64,
}

impl Instance {
    /// Everyone with capacity 1.
    pub fn one_to_one(points: Vec<Vec<Option<i64>>>) -> Self {
        let (rows, columns) = (points.len(), points.first().map_or(0, Vec::len));
        Instance { points, row_capacity: vec![1; rows], column_capacity: vec![1; columns] }
    }

    /// The best of all assignments.
    ///
    /// # Complexity
    /// At most 2^(rows · columns) assignments, fewer with small capacities.
    ///
    /// # Panics
    /// When the capacities do not fit the matrix.
    pub fn solve(&self, objective: Objective) -> Best {
        assert_eq!(self.points.len(), self.row_capacity.len(), "one capacity a row");
        for row in &self.points {
            assert_eq!(row.len(), self.column_capacity.len(), "one capacity a column");
        }
        let cells: Vec<(usize, usize)> =
            (0..self.points.len()).flat_map(|r| (0..self.column_capacity.len()).map(move |c| (r, c))).collect();
        let mut search = Search {
            instance: self,
            objective,
            cells,
            rows_used: vec![0; self.row_capacity.len()],
            columns_used: vec![0; self.column_capacity.len()],
            chosen: Vec::new(),
            best: None,
        };
        search.decide(0, 0);
        search.best.unwrap_or(Best { people: 0, points: 0, pairs: Vec::new(), ties: 1 })
    }
}

struct Search<'a> {
    instance: &'a Instance,
    objective: Objective,
    cells: Vec<(usize, usize)>,
    rows_used: Vec<u32>,
    columns_used: Vec<u32>,
    chosen: Vec<(usize, usize)>,
    best: Option<Best>,
}

impl Search<'_> {
    /// Looks at one cell after the other; the depth is the number of cells, which is small.
    fn decide(&mut self, at: usize, points: i64) {
        let Some(&(row, column)) = self.cells.get(at) else {
            self.judge(points);
            return;
        };
        if let Some(worth) = self.instance.points[row][column] {
            let worth_making = self.objective == Objective::CoverageThenPoints || worth > 0;
            let there_is_room = self.rows_used[row] < self.instance.row_capacity[row]
                && self.columns_used[column] < self.instance.column_capacity[column];
            if worth_making && there_is_room {
                self.rows_used[row] += 1;
                self.columns_used[column] += 1;
                self.chosen.push((row, column));
                self.decide(at + 1, points + worth);
                self.chosen.pop();
                self.columns_used[column] -= 1;
                self.rows_used[row] -= 1;
            }
        }
        self.decide(at + 1, points);
    }

    fn judge(&mut self, points: i64) {
        let people = self.rows_used.iter().chain(&self.columns_used).filter(|&&used| used > 0).count() as u32;
        let key = |people, points| match self.objective {
            Objective::CoverageThenPoints => (people, points),
            Objective::PointsAlone => (0, points),
        };
        match &mut self.best {
            Some(best) if key(people, points) < key(best.people, best.points) => {}
            Some(best) if key(people, points) == key(best.people, best.points) => best.ties += 1,
            best => *best = Some(Best { people, points, pairs: self.chosen.clone(), ties: 1 }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coverage_comes_before_points() {
        // A–1 alone is worth 5; A–2 with B–1 is worth 4 and pairs four people.
        let instance = Instance::one_to_one(vec![vec![Some(5), Some(1)], vec![Some(3), None]]);
        let covered = instance.solve(Objective::CoverageThenPoints);
        assert_eq!(covered, Best { people: 4, points: 4, pairs: vec![(0, 1), (1, 0)], ties: 1 });
        let alone = instance.solve(Objective::PointsAlone);
        assert_eq!(alone, Best { people: 2, points: 5, pairs: vec![(0, 0)], ties: 1 });
    }

    #[test]
    fn a_pair_is_made_once_however_large_the_capacities() {
        let instance =
            Instance { points: vec![vec![Some(7), Some(2)]], row_capacity: vec![3], column_capacity: vec![3, 3] };
        let best = instance.solve(Objective::CoverageThenPoints);
        assert_eq!(best, Best { people: 3, points: 9, pairs: vec![(0, 0), (0, 1)], ties: 1 });
    }

    #[test]
    fn greedy_is_not_best() {
        // Two who mentor two each; taking the dearest pair first reaches 14 of 15 (A. P. Wheeler's example).
        let points = vec![vec![Some(2), Some(4), Some(5), None], vec![None, Some(3), Some(4), Some(5)]];
        let instance = Instance { points, row_capacity: vec![2, 2], column_capacity: vec![1; 4] };
        let best = instance.solve(Objective::CoverageThenPoints);
        assert_eq!((best.people, best.points, best.ties), (6, 15, 2));
    }

    #[test]
    fn nothing_to_assign_is_an_answer() {
        let none = Instance::one_to_one(vec![vec![None]]).solve(Objective::CoverageThenPoints);
        assert_eq!(none, Best { people: 0, points: 0, pairs: Vec::new(), ties: 1 });
        assert_eq!(Instance::one_to_one(Vec::new()).solve(Objective::PointsAlone).ties, 1);
    }
}

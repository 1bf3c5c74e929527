//! Random small instances of every kind, from a seed.

use obverse_lap::{Agent, Certificate, Control, Matrix, Objective, Options, Solution, Transportation, certify, verify};

/// `SplitMix64` (Steele, Lea and Flood 2014): enough for choosing test instances.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From `low` to `high`, both included.
    pub(crate) fn within(&mut self, low: i64, high: i64) -> i64 {
        low + (self.next() % (high - low + 1) as u64) as i64
    }

    pub(crate) fn chance(&mut self, percent: u64) -> bool {
        self.next() % 100 < percent
    }
}

/// A problem that owns what it is made of.
#[derive(Clone, Debug)]
pub(crate) struct Instance {
    pub(crate) costs: Matrix,
    pub(crate) rows: Vec<Agent>,
    pub(crate) cols: Vec<Agent>,
    pub(crate) objective: Objective,
}

impl Instance {
    pub(crate) fn problem(&self) -> Transportation<'_> {
        Transportation { costs: &self.costs, rows: &self.rows, cols: &self.cols, objective: self.objective }
    }

    /// Everybody once, coverage first.
    pub(crate) fn assignment(costs: Matrix, rows: usize, cols: usize) -> Self {
        let once = Agent { capacity: 1, covered: false };
        Self { costs, rows: vec![once; rows], cols: vec![once; cols], objective: Objective::CoverageThenCost }
    }

    /// An instance with at most `most` pairs.
    pub(crate) fn small(dice: &mut Dice, most: usize) -> Self {
        let (rows, cols) = loop {
            let (rows, cols) = (dice.within(0, 6) as usize, dice.within(0, 6) as usize);
            if rows * cols <= most {
                break (rows, cols);
            }
        };
        Self::of_shape(dice, rows, cols)
    }

    /// An instance of this shape, everything else drawn.
    pub(crate) fn of_shape(dice: &mut Dice, rows: usize, cols: usize) -> Self {
        let absent = [0, 0, 20, 50, 80][dice.within(0, 4) as usize];
        let (low, high) =
            [(0, 0), (0, 2), (-3, 3), (-50, 50), (1, 100), (-9, -1), (-(1 << 40), 1 << 40)][dice.within(0, 6) as usize];
        let costs = Matrix::from_fn(rows, cols, |_, _| (!dice.chance(absent)).then(|| dice.within(low, high)));
        let (capacity, covered) = (dice.within(1, 4), [0, 0, 30][dice.within(0, 2) as usize]);
        let nobody = [0, 0, 10][dice.within(0, 2) as usize];
        let mut agents = |count: usize| -> Vec<Agent> {
            let mut agent = || {
                let capacity = if dice.chance(nobody) { 0 } else { dice.within(1, capacity) as u32 };
                Agent { capacity, covered: dice.chance(covered) }
            };
            (0..count).map(|_| agent()).collect()
        };
        let (rows, cols) = (agents(rows), agents(cols));
        let objective = if dice.chance(60) { Objective::CoverageThenCost } else { Objective::CostOnly };
        Self { costs, rows, cols, objective }
    }
}

/// Solves, and has both verifiers accept the solution.
pub(crate) fn solve_checked(problem: &Transportation<'_>, options: &Options<'_>) -> (Solution, Certificate) {
    let control = Control::default();
    let solution = problem.solve_with(&control, options).unwrap();
    let certificate = certify(problem, &solution, &control).unwrap();
    assert!(certificate.verified, "{certificate:?}\n{solution:?}");
    assert_eq!(verify(problem, &solution), Ok(()), "{solution:?}");
    assert_eq!((certificate.covered, certificate.cost), (solution.covered, solution.cost));
    assert_eq!(certificate.dual_cost, solution.cost);
    (solution, certificate)
}

/// What is optimal: people (0 if they do not count) and cost. Under `CostOnly` optima may differ in people.
pub(crate) fn value(problem: &Transportation<'_>, solution: &Solution) -> (u64, i128) {
    (if problem.objective == Objective::CostOnly { 0 } else { solution.covered }, solution.cost)
}

//! Families of instances, from a seed.

use obverse_lap::{ABSENT, Costs, Matrix};

/// `SplitMix64` (Steele, Lea and Flood 2014).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % bound
    }
}

/// Costs uniform in 0..`bound`.
pub(crate) fn uniform(rows: usize, cols: usize, bound: u64) -> Matrix {
    let mut dice = Dice::new(1);
    Matrix::from_fn(rows, cols, |_, _| Some(dice.below(bound) as i64))
}

/// Machol and Wien's i · j, on which many methods take their longest.
pub(crate) fn machol_wien(n: usize) -> Matrix {
    Matrix::from_fn(n, n, |row, col| Some(((row + 1) * (col + 1)) as i64))
}

/// Someone in a mentoring programme.
#[derive(Clone)]
struct Person {
    levels: [u8; 32],
    wants: Vec<(u8, i64)>,
    department: u64,
    generation: u64,
    culture: u64,
    gender: u64,
    branch: u64,
}

/// Scores of a mentoring programme, computed and never stored: skill gaps, generations, cultures, genders; reporting
/// lines barred; about a third of the people like somebody else. Costs are minus points, 0 to −1,000,000.
pub(crate) struct Mentoring {
    juniors: Vec<Person>,
    seniors: Vec<Person>,
}

impl Mentoring {
    /// `skills` of 32 and few distinct people (`kinds`) make many ties.
    pub(crate) fn new(juniors: usize, seniors: usize, skills: u64, kinds: Option<usize>) -> Self {
        let mut dice = Dice::new(7);
        let juniors = people(&mut dice, juniors, skills, kinds);
        let seniors = people(&mut dice, seniors, skills, kinds);
        Self { juniors, seniors }
    }

    /// The same, stored.
    pub(crate) fn matrix(&self) -> Matrix {
        Matrix::from_fn(self.juniors.len(), self.seniors.len(), |row, col| self.cost(row, col))
    }

    fn points(&self, row: usize, col: usize) -> i64 {
        let (junior, senior) = (&self.juniors[row], &self.seniors[col]);
        if junior.branch == senior.branch {
            return ABSENT;
        }
        let (mut met, mut all) = (0, 0);
        for &(skill, importance) in &senior.wants {
            let gap = 5 - i64::from(senior.levels[skill as usize]);
            let lead = i64::from(junior.levels[skill as usize]) - i64::from(senior.levels[skill as usize]);
            met += importance * lead.clamp(0, gap);
            all += importance * gap;
        }
        let gap = if all > 0 { 550_000 * met / all } else { 0 };
        let generation = 150_000 * (junior.generation.abs_diff(senior.generation) as i64) / 4;
        let culture = if junior.culture == senior.culture { 0 } else { 150_000 };
        let gender = if junior.gender == senior.gender { 0 } else { 150_000 };
        -(gap + generation + culture + gender)
    }
}

fn people(dice: &mut Dice, count: usize, skills: u64, kinds: Option<usize>) -> Vec<Person> {
    let mut all: Vec<Person> = Vec::with_capacity(count);
    for at in 0..count {
        let copy = kinds.map_or(at > 0 && dice.below(10) < 3, |kinds| at >= kinds);
        let mut person = if copy {
            all[dice.below(kinds.unwrap_or(at).min(at) as u64) as usize].clone()
        } else {
            let mut levels = [0; 32];
            for level in levels.iter_mut().take(skills as usize) {
                *level = [0, 0, 0, 1, 2, 3, 4, 5][dice.below(8) as usize];
            }
            let wants = (0..skills.min(3 + dice.below(6)))
                .map(|_| (dice.below(skills) as u8, 1 + dice.below(3) as i64))
                .collect();
            Person {
                levels,
                wants,
                department: dice.below(12),
                generation: dice.below(5),
                culture: dice.below(20).min(dice.below(20)),
                gender: dice.below(21) / 10,
                branch: 0,
            }
        };
        person.branch = person.department * 64 + dice.below(64);
        all.push(person);
    }
    all
}

impl Costs for Mentoring {
    fn shape(&self) -> (usize, usize) {
        (self.juniors.len(), self.seniors.len())
    }

    fn cost(&self, row: usize, col: usize) -> Option<i64> {
        Some(self.points(row, col)).filter(|&cost| cost != ABSENT)
    }

    fn row(&self, row: usize, out: &mut [i64]) {
        for (col, out) in out.iter_mut().enumerate() {
            *out = self.points(row, col);
        }
    }

    fn col(&self, col: usize, out: &mut [i64]) {
        for (row, out) in out.iter_mut().enumerate() {
            *out = self.points(row, col);
        }
    }
}

//! The route for large matrices, taken by small ones: lists of three, samples of four lines.
//!
//! The duals are checked by their definition, which proves the optimum without another solver.

use super::lines::Lines;
use super::small::Rest;
use super::{NOBODY, Route, State, View, easy_ties, large};
use crate::Control;

/// A 64-bit linear congruential generator (Knuth).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as i64) % bound
    }
}

const ABSENT: i64 = i64::MIN;

/// Solves by lists; whether there is an assignment. What is found is proved.
fn solved(costs: &[i64], (rows, cols): (usize, usize)) -> bool {
    let view = View::new(costs, rows, cols).unwrap().absent(ABSENT);
    let mut lines = Lines::new(view, false, Route::ShortLists, &Control::default()).unwrap();
    match large::solve(&mut lines, &Control::default()).unwrap() {
        Ok(state) => {
            for line in 0..rows {
                let col = state.col_of[line];
                assert_eq!(state.line_of[col as usize], line as u32);
                let paid = lines.cost(line, col as usize) - state.prices[col as usize];
                assert!((0..cols).all(|col| lines.cost(line, col) - state.prices[col] >= paid));
            }
            let used = state.line_of.iter().filter(|&&line| line != NOBODY).count();
            assert_eq!(used, rows);
            if rows < cols {
                assert!(
                    state.prices.iter().zip(&state.line_of).all(|(&v, &line)| v <= 0 && (line != NOBODY || v == 0))
                );
            }
            true
        }
        Err(few) => {
            assert!(few.lines.len() > few.cols.len());
            for &line in &few.lines {
                for col in (0..cols as u32).filter(|col| !few.cols.contains(col)) {
                    assert_eq!(costs[line as usize * cols + col as usize], ABSENT);
                }
            }
            false
        }
    }
}

fn families(dice: &mut Dice, rows: usize, cols: usize) -> Vec<Vec<i64>> {
    let mut all: Vec<Vec<i64>> = Vec::new();
    for (low, wide) in [(0, 1), (0, 2), (-3, 5), (1, 100), (-1_000_000, 2_000_001), (1 << 40, 8)] {
        all.push((0..rows * cols).map(|_| low + dice.below(wide)).collect());
    }
    all.push((0..rows * cols).map(|at| ((at / cols + 1) * (at % cols + 1)) as i64).collect());
    let people = |dice: &mut Dice, count: usize| -> Vec<(i64, i64)> {
        (0..count).map(|_| (dice.below(1000), dice.below(4))).collect()
    };
    let (from, to) = (people(dice, rows), people(dice, cols));
    all.push((0..rows * cols).map(|at| (from[at / cols].0 - to[at % cols].0).abs()).collect());
    all.push((0..rows * cols).map(|at| -from[at / cols].0 * to[at % cols].1).collect());
    all
}

#[test]
fn lists_of_three_prove_their_optimum() {
    let mut dice = Dice(31);
    for (rows, cols) in
        [(1, 1), (1, 7), (2, 2), (5, 5), (7, 9), (16, 16), (24, 60), (33, 33), (60, 60), (90, 100), (120, 120)]
    {
        for costs in families(&mut dice, rows, cols) {
            assert!(solved(&costs, (rows, cols)));
        }
    }
}

/// Tenths, which floats round at every step: pairs are tight but for that, and columns nobody has cost nothing to the last bit.
#[test]
fn rounding_moves_nobody() {
    let mut dice = Dice(33);
    for (rows, cols) in [(5, 5), (9, 12), (24, 60), (60, 60), (90, 100), (150, 180)] {
        for costs in families(&mut dice, rows, cols) {
            let costs: Vec<f64> = costs.iter().map(|&cost| cost as f64 * 0.1).collect();
            let view = View::new(&costs, rows, cols).unwrap();
            let mut lines = Lines::new(view, false, Route::ShortLists, &Control::default()).unwrap();
            let Ok(state) = large::solve(&mut lines, &Control::default()).unwrap() else { panic!() };
            let slack = 1e-12 * costs.iter().fold(1.0_f64, |most, cost| most.max(cost.abs()));
            for line in 0..rows {
                let col = state.col_of[line] as usize;
                assert_eq!(state.line_of[col], line as u32);
                let paid = lines.cost(line, col) - state.prices[col];
                assert!((0..cols).all(|col| lines.cost(line, col) - state.prices[col] >= paid - slack));
            }
            if rows < cols {
                assert!(
                    state.prices.iter().zip(&state.line_of).all(|(&v, &line)| v <= 0.0 && (line != NOBODY || v >= 0.0))
                );
            }
        }
    }
}

#[test]
fn absent_pairs_are_not_made_by_lists() {
    let mut dice = Dice(32);
    let (mut full, mut none) = (0, 0);
    for round in 0..1500 {
        let rows = 1 + dice.below(30) as usize;
        let cols = rows + [0, 0, 3][round % 3];
        let (percent, wide) = ([10, 50, 80, 92][round % 4], [2, 9, 1_000_000][round % 3]);
        let costs: Vec<i64> =
            (0..rows * cols).map(|_| if dice.below(100) < percent { ABSENT } else { dice.below(wide) - 4 }).collect();
        *(if solved(&costs, (rows, cols)) { &mut full } else { &mut none }) += 1;
    }
    assert!(full > 300 && none > 300, "{full} {none}");
}

/// What becomes of a square whose lines seem to be easily matched at their least: `None` if they do not even seem so.
fn at_their_least(costs: &[i64], side: usize) -> Option<bool> {
    let view = View::new(costs, side, side).unwrap().absent(ABSENT);
    let lines = Lines::new(view, false, Route::ShortLists, &Control::default()).unwrap();
    let mut state = State::new(side, vec![0; side]);
    let rest = easy_ties::solve(&lines, lines.equals.as_ref()?, &mut state, &Control::default()).unwrap();
    Some(matches!(rest, Rest::Matched))
}

#[test]
fn lines_are_matched_at_their_least_and_dear_columns_found() {
    let mut dice = Dice(34);
    let (mut easy, mut hard) = (0, 0);
    for round in 0..200 {
        let side = 40 + round % 30;
        // Columns that are dear to everybody: a few of them cost what the nearest line would pay, …
        let dear = [0, 1, 3, side / 4][round % 4];
        let costs: Vec<i64> =
            (0..side * side).map(|at| dice.below(8) + if at % side < dear { 5 + dice.below(3) } else { 0 }).collect();
        // … with many of them the matrix is solved as if nothing had been tried.
        match at_their_least(&costs, side) {
            Some(true) => easy += 1,
            Some(false) => hard += 1,
            None => {}
        }
        assert!(solved(&costs, (side, side)));
    }
    assert!(easy > 100 && hard > 10, "{easy} {hard}");
}

/// A sample does not see every line: one of them knows nobody, or hardly anybody.
#[test]
fn lines_beside_the_sample_may_know_nobody() {
    let mut dice = Dice(35);
    let mut seem_easy = 0;
    for round in 0..60 {
        let (side, hidden) = (60, [1, 2, 3, 58][round % 4]);
        let mut costs: Vec<i64> = (0..side * side).map(|_| dice.below(8)).collect();
        costs[hidden * side..][..side].fill(ABSENT);
        seem_easy += usize::from(at_their_least(&costs, side).is_some());
        assert!(!solved(&costs, (side, side)));
        costs[hidden * side + round] = 7;
        assert!(solved(&costs, (side, side)));
        // Nobody knows this column but the line that is hidden.
        let known = dice.below(60) as usize;
        (0..side).for_each(|line| costs[line * side + known] = if line == hidden { 5 } else { 900 });
        assert!(solved(&costs, (side, side)));
    }
    assert!(seem_easy > 30, "{seem_easy}");
}

//! Long work can be watched and stopped.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use obverse_lap::sparse::{Compressed, maximum_matching_with};
use obverse_lap::{Control, Costs, Progress, SolveError, certify, maximum_matching, verify_with};

use crate::instance::{Dice, Instance};

/// A source that sets the stop flag when it has been asked a number of times.
struct Interrupting<'a> {
    inner: &'a dyn Costs,
    asked: AtomicU64,
    limit: u64,
    stop: &'a AtomicBool,
}

impl Costs for Interrupting<'_> {
    fn shape(&self) -> (usize, usize) {
        self.inner.shape()
    }

    fn cost(&self, row: usize, col: usize) -> Option<i64> {
        if self.asked.fetch_add(1, Ordering::Relaxed) >= self.limit {
            self.stop.store(true, Ordering::Relaxed);
        }
        self.inner.cost(row, col)
    }
}

#[test]
fn stops_wherever_it_is() {
    let instance = {
        let mut dice = Dice::new(7);
        let costs = obverse_lap::Matrix::from_fn(300, 300, |_, _| Some(dice.within(0, 2)));
        Instance::assignment(costs, 300, 300)
    };
    let row = 300;
    for limit in [0, 5 * row, 299 * row, 310 * row] {
        let stop = AtomicBool::new(false);
        let costs = Interrupting { inner: &instance.costs, asked: AtomicU64::new(0), limit, stop: &stop };
        let mut problem = instance.problem();
        problem.costs = &costs;
        let control = Control { stop: Some(&stop), progress: None };
        let options = obverse_lap::Options::default().list_length(1).auction_after(u64::MAX);
        assert_eq!(problem.solve_with(&control, &options), Err(SolveError::Stopped), "limit {limit}");
        // Not long after: at most a row for each thread and the one at hand.
        assert!(costs.asked.load(Ordering::Relaxed) <= limit + 64 * row);
    }
}

/// So many rows and columns, each pair of which may be made.
struct Everybody(usize);

impl Costs for Everybody {
    fn shape(&self) -> (usize, usize) {
        (self.0, self.0)
    }

    fn cost(&self, _: usize, _: usize) -> Option<i64> {
        Some(0)
    }
}

#[test]
fn a_greedy_start_stops_between_single_pairs() {
    // Each row is paired at its first question: there is no whole line, and nothing after the greedy start.
    let size = 20_000;
    for limit in [0, 1, 5_000, 15_000] {
        let stop = AtomicBool::new(false);
        let costs = Interrupting { inner: &Everybody(size), asked: AtomicU64::new(0), limit, stop: &stop };
        let control = Control { stop: Some(&stop), progress: None };
        assert_eq!(maximum_matching(&costs, &control).unwrap_err(), SolveError::Stopped, "limit {limit}");
        assert!(costs.asked.load(Ordering::Relaxed) <= limit + 1024);
    }
    let starts: Vec<i32> = (0..=5_000).collect();
    let pairs = Compressed::rows(&starts, &starts[..5_000], 5_000).unwrap();
    let stop = AtomicBool::new(true);
    let control = Control { stop: Some(&stop), progress: None };
    assert_eq!(maximum_matching_with(pairs, &control), Err(SolveError::Stopped));
    assert_eq!(maximum_matching_with(pairs, &Control::default()).unwrap().size, 5_000);
}

#[test]
fn the_slow_verifier_stops_too() {
    let instance = {
        let mut dice = Dice::new(7);
        let costs = obverse_lap::Matrix::from_fn(300, 300, |_, _| Some(dice.within(0, 2)));
        Instance::assignment(costs, 300, 300)
    };
    let solution = instance.problem().solve(&Control::default()).unwrap();
    for limit in [0, 5 * 300, 150 * 300] {
        let stop = AtomicBool::new(false);
        let costs = Interrupting { inner: &instance.costs, asked: AtomicU64::new(0), limit, stop: &stop };
        let mut problem = instance.problem();
        problem.costs = &costs;
        let control = Control { stop: Some(&stop), progress: None };
        assert_eq!(verify_with(&problem, &solution, &control), Err(SolveError::Stopped), "limit {limit}");
        // Not long after: at most the rows of the batch at hand, and the pairs made.
        assert!(costs.asked.load(Ordering::Relaxed) <= limit + 65 * 300);
    }
}

#[test]
fn progress_comes_in_order() {
    let mut dice = Dice::new(8);
    for (rows, cols, first) in [(350, 300, "scanning"), (600, 500, "matching")] {
        let costs = obverse_lap::Matrix::from_fn(rows, cols, |_, _| Some(dice.within(-1000, 1000)));
        let instance = Instance::assignment(costs, rows, cols);
        let seen: Mutex<Vec<Progress>> = Mutex::new(Vec::new());
        let note = |progress| seen.lock().unwrap().push(progress);
        let control = Control { stop: None, progress: Some(&note) };
        let solution = instance.problem().solve(&control).unwrap();
        certify(&instance.problem(), &solution, &control).unwrap();
        assert_eq!(verify_with(&instance.problem(), &solution, &control), Ok(Ok(())));
        let seen = seen.into_inner().unwrap();
        let mut stages: Vec<&str> = seen.iter().map(|progress| progress.stage).collect();
        assert!(seen.iter().all(|progress| progress.done <= progress.of));
        assert!(seen.windows(2).all(|two| two[0].stage != two[1].stage || two[0].done <= two[1].done));
        stages.dedup();
        assert_eq!((stages.first(), stages.last()), (Some(&first), Some(&"verifying")));
    }
}

//! A repaired solution is as good as a fresh one, after any sequence of changes.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use obverse_lap::repair::{Change, Line, RepairError, State};
use obverse_lap::{
    Agent, Control, Costs, Matrix, Objective, Options, Price, Solution, Transportation, Violation, certify, verify,
};
use pathfinding::kuhn_munkres::kuhn_munkres_min;
use pathfinding::matrix::Matrix as Grid;

use crate::instance::{Dice, Instance, solve_checked, value};
use crate::oracle::by_trying_everything;
use crate::repair_model::{Model, draw, once};
use crate::sifting::Sifting;

fn same(one: &Solution, other: &Solution) -> bool {
    one.pairs == other.pairs && one.row_prices == other.row_prices && one.col_prices == other.col_prices
}

/// The state's own totals, its proof by both verifiers, the proof of what was touched, against a fresh solve.
fn compare(state: &State, model: &Model, brute: bool, note: &str) {
    let control = Control::default();
    let (instance, people, cost) = model.changed();
    let fresh = instance.problem();
    let (expected, _) = solve_checked(&fresh, &Options::default());
    let (fresh_people, fresh_cost) = value(&fresh, &expected);
    let touched = state.certify(&model.instance.costs, &control).unwrap();
    assert!(touched.verified, "{note}: {touched:?}");
    assert_eq!((touched.gap_covered, touched.gap_cost), (0, 0));
    let rest = state.rest(&model.instance.costs);
    let problem = rest.problem();
    let certificate = certify(&problem, &rest.solution, &control).unwrap();
    assert!(certificate.verified, "{note}: {certificate:?}");
    assert_eq!(verify(&problem, &rest.solution), Ok(()), "{note}");
    // Against the changed problem that the state has no part in.
    assert_eq!(verify(&fresh, &rest.solution), Ok(()), "{note}");
    assert_eq!(value(&fresh, &rest.solution), (fresh_people, fresh_cost), "{note}");
    assert_eq!(rest.forced, model.forced.iter().copied().collect::<Vec<_>>());
    assert_eq!((state.covered(), state.cost()), (rest.solution.covered + people, rest.solution.cost + cost));
    if brute {
        assert_eq!(by_trying_everything(&fresh), (fresh_people, fresh_cost), "{note}");
    }
    for &(row, col) in &rest.solution.pairs {
        assert_eq!(state.mate(Line::Row(row)), Some(col));
        assert_eq!(state.mate(Line::Col(col)), Some(row));
        let idle = |agent: &Agent| agent.covered || instance.objective == Objective::CostOnly;
        let both_idle = idle(&instance.rows[row as usize]) && idle(&instance.cols[col as usize]);
        assert!(!both_idle || model.cost((row, col)) != Some(0), "{note}: ({row}, {col}) is idle");
    }
}

/// Random changes, sensible and not; returns how many were made and how many refused.
fn random_changes(dice: &mut Dice, instance: Instance, changes: usize, brute: bool) -> (usize, usize) {
    let control = Control::default();
    let (solution, _) = solve_checked(&instance.problem(), &Options::default());
    let mut state = State::new(&instance.problem(), &solution).unwrap();
    let mut model = Model::new(instance);
    compare(&state, &model, brute, "new");
    let (mut made, mut refused) = (0, 0);
    let prepared = dice.chance(75);
    for at in 0..changes {
        // Lists shorter than lines and complete ones, of this moment or from some changes ago.
        if prepared && (at == 0 || dice.chance(12)) {
            let length = [0, 1, 2, 3, 40][dice.within(0, 4) as usize];
            if dice.chance(50) {
                state.prepare_with(&model.instance.costs, length, &control).unwrap();
            } else {
                state.prepare_with(&Sifting(&model.instance.costs), length, &control).unwrap();
            }
        }
        let change = draw(dice, &model);
        let note = format!("{change:?} of {:?}", model.instance);
        let before = state.rest(&model.instance.costs).solution;
        let totals = (state.covered(), state.cost());
        let costs = model.instance.costs.clone();
        let sifting = Sifting(&costs);
        let source: &dyn Costs = if dice.chance(50) { &costs } else { &sifting };
        match state.apply(source, change, &control) {
            Ok(repaired) => {
                assert!(state.certify(&sifting, &control).unwrap().verified, "{note}");
                assert!(repaired.searches <= 2);
                assert!(model.make(change), "{note}: should have been refused");
                compare(&state, &model, brute, &note);
                made += 1;
                let back = dice.within(0, 6);
                if back == 0 {
                    // Back by undoing: the very same.
                    state.undo().unwrap();
                    assert!(same(&before, &state.rest(&costs).solution), "{note}");
                    assert_eq!(totals, (state.covered(), state.cost()));
                    assert_eq!(state.undo(), Err(RepairError::NothingToUndo));
                    assert!(model.make(repaired.opposite), "{note}");
                    compare(&state, &model, brute, &note);
                } else if back == 1 {
                    // Back by the opposite: as good.
                    let back = state.apply(&costs, repaired.opposite, &control).unwrap();
                    assert!(model.make(repaired.opposite));
                    compare(&state, &model, brute, &note);
                    assert_eq!(state.cost(), totals.1, "{note}");
                    if model.instance.objective == Objective::CoverageThenCost {
                        assert_eq!(state.covered(), totals.0, "{note}");
                    }
                    assert_eq!(back.opposite, change);
                }
            }
            Err(error) => {
                assert!(!model.make(change), "{note}: refused as {error}");
                assert!(same(&before, &state.rest(&costs).solution));
                refused += 1;
            }
        }
    }
    (made, refused)
}

#[test]
fn repairs_equal_trying_everything() {
    let mut dice = Dice::new(31);
    let (mut made, mut refused) = (0, 0);
    for _ in 0..1500 {
        let instance = once(Instance::small(&mut dice, 12));
        let (some, none) = random_changes(&mut dice, instance, 12, true);
        (made, refused) = (made + some, refused + none);
    }
    assert!(made > 6000 && refused > 1000, "{made} {refused}");
}

#[test]
fn repairs_equal_a_fresh_solve() {
    let mut dice = Dice::new(32);
    for round in 0..700 {
        let most = if round < 650 { 12 } else { 45 };
        let rows = dice.within(0, most) as usize;
        let cols = if dice.chance(40) { rows } else { dice.within(0, most) as usize };
        let instance = once(Instance::of_shape(&mut dice, rows, cols));
        random_changes(&mut dice, instance, 25, false);
    }
}

/// Complete matrices, where `pathfinding` is an oracle too.
#[test]
fn removals_equal_kuhn_munkres() {
    let mut dice = Dice::new(33);
    let control = Control::default();
    for (rows, cols) in [(12, 12), (30, 30), (30, 34), (34, 30), (60, 60)] {
        for (low, high) in [(0, 3), (-20, 20), (0, 1_000_000)] {
            let costs = Matrix::from_fn(rows, cols, |_, _| Some(dice.within(low, high)));
            let instance = Instance::assignment(costs.clone(), rows, cols);
            let (solution, _) = solve_checked(&instance.problem(), &Options::default());
            let mut state = State::new(&instance.problem(), &solution).unwrap();
            let mut left = [(0..rows).collect::<Vec<_>>(), (0..cols).collect::<Vec<_>>()];
            for _ in 0..10 {
                let side = usize::from(dice.chance(50));
                let at = dice.within(0, left[side].len() as i64 - 1) as usize;
                let agent = left[side].remove(at) as u32;
                let line = if side == 0 { Line::Row(agent) } else { Line::Col(agent) };
                state.apply(&costs, Change::Remove(line), &control).unwrap();
                let (short, long) = if left[0].len() <= left[1].len() { (0, 1) } else { (1, 0) };
                let grid = Grid::from_fn(left[short].len(), left[long].len(), |(one, other)| {
                    let pair = [left[short][one], left[long][other]];
                    costs.cost(pair[short], pair[long]).unwrap()
                });
                let (expected, _) = kuhn_munkres_min(&grid);
                assert_eq!(state.cost(), i128::from(expected));
                assert_eq!(state.covered(), 2 * left[short].len() as u64);
                assert!(state.certify(&costs, &control).unwrap().verified);
            }
        }
    }
}

/// Insisting on a pair, and losing it, cost what solving both problems says.
#[test]
fn forcing_and_losing_cost_what_two_solves_say() {
    let mut dice = Dice::new(34);
    let control = Control::default();
    let (mut forced, mut refused, mut dear) = (0, 0, 0);
    for _ in 0..250 {
        let instance = once(Instance::small(&mut dice, 20));
        let (rows, cols) = instance.costs.shape();
        let (solution, _) = solve_checked(&instance.problem(), &Options::default());
        let state = State::new(&instance.problem(), &solution).unwrap();
        let coverage = instance.objective == Objective::CoverageThenCost;
        let (people, cost) = value(&instance.problem(), &solution);
        for pair in (0..rows as u32).flat_map(|row| (0..cols as u32).map(move |col| (row, col))) {
            let (row, col) = pair;
            let before = state.rest(&instance.costs).solution;
            for (change, loss) in [
                (Change::Force { row, col }, state.forcing_cost(&instance.costs, pair, &control)),
                (Change::Forbid { row, col }, state.margin(&instance.costs, pair, &control)),
            ] {
                let mut model = Model::new(instance.clone());
                assert_eq!(model.make(change), loss.is_ok());
                let Ok(loss) = loss else {
                    refused += 1;
                    continue;
                };
                let (changed, more_people, more_cost) = model.changed();
                let (fresh, _) = solve_checked(&changed.problem(), &Options::default());
                let (fresh_people, fresh_cost) = value(&changed.problem(), &fresh);
                assert_eq!(loss.cost, fresh_cost + more_cost - cost, "{change:?} {instance:?}");
                if coverage {
                    assert_eq!(loss.covered, people as i64 - (fresh_people + more_people) as i64);
                }
                assert!(!coverage || loss.covered > 0 || (loss.covered == 0 && loss.cost >= 0));
                assert!(coverage || loss.cost >= 0);
                dear += usize::from(loss.cost > 0);
                forced += 1;
            }
            assert!(same(&before, &state.rest(&instance.costs).solution));
        }
    }
    assert!(forced > 2000 && refused > 100 && dear > 500, "{forced} {refused} {dear}");
}

/// Large enough for searches of some length: a balanced problem, where at first nobody is without a mate, then changes on
/// both sides. Few lines are read.
#[test]
fn few_lines_are_read() {
    let mut dice = Dice::new(35);
    let n = 300;
    let control = Control::default();
    for (width, absent) in [(1_000_000, 0), (40, 0), (1_000_000, 30)] {
        let costs = Matrix::from_fn(n, n, |_, _| (!dice.chance(absent)).then(|| dice.within(0, width)));
        let instance = Instance::assignment(costs, n, n);
        let (solution, _) = solve_checked(&instance.problem(), &Options::default());
        let mut state = State::new(&instance.problem(), &solution).unwrap();
        let mut ready = state.clone();
        ready.prepare(&instance.costs, &control).unwrap();
        let (mut read, mut read_ready) = (0, 0);
        for at in 0..n as u32 {
            for line in [Line::Row(at), Line::Col(at)] {
                // From a prepared state, always the same: hardly any.
                let gone = ready.apply(&instance.costs, Change::Remove(line), &control).unwrap();
                let touched = ready.certify(&instance.costs, &control).unwrap();
                assert!(touched.verified);
                read_ready += gone.rows_read + gone.cols_read + touched.rows + touched.cols;
                ready.undo().unwrap();
                let gone = state.apply(&instance.costs, Change::Remove(line), &control).unwrap();
                let touched = state.certify(&instance.costs, &control).unwrap();
                assert!(touched.verified && touched.rows + touched.cols <= gone.rows_read + gone.cols_read);
                read += gone.rows_read + gone.cols_read;
                state.apply(&instance.costs, gone.opposite, &control).unwrap();
                assert!(state.certify(&instance.costs, &control).unwrap().verified);
            }
        }
        assert_eq!(state.cost(), solution.cost);
        let mean = read / (2 * n as u64);
        assert!(mean < n as u64 / 4, "{mean} lines a removal of {n}");
        assert!(read_ready < read / 10, "{read_ready} of {read} lines");
        let rest = state.rest(&instance.costs);
        assert_eq!(verify(&rest.problem(), &rest.solution), Ok(()));
    }
}

/// Preparing looks at every pair, so it finds what [`State::new`] takes on trust; and it can be stopped.
#[test]
fn preparing_proves_the_state() {
    let mut dice = Dice::new(39);
    let control = Control::default();
    let stop = AtomicBool::new(true);
    let mut refused = 0;
    for _ in 0..200 {
        let n = dice.within(2, 20) as usize;
        let costs = Matrix::from_fn(n, n, |_, _| Some(dice.within(-50, 50)));
        let instance = Instance::assignment(costs, n, n);
        let (solution, _) = solve_checked(&instance.problem(), &Options::default());
        let mut state = State::new(&instance.problem(), &solution).unwrap();
        let stopped = state.prepare(&instance.costs, &Control { stop: Some(&stop), progress: None });
        assert_eq!(stopped, Err(RepairError::Stopped));
        state.prepare(&instance.costs, &control).unwrap();
        // A pair that is not made becomes better than the prices allow.
        let (row, col) = (dice.within(0, n as i64 - 1) as usize, dice.within(0, n as i64 - 1) as usize);
        if solution.pairs.contains(&(row as u32, col as u32)) {
            continue;
        }
        let worth = solution.row_prices[row].dual + solution.col_prices[col].dual;
        let better =
            Matrix::from_fn(
                n,
                n,
                |r, c| {
                    if (r, c) == (row, col) { Some(worth - 1) } else { instance.costs.cost(r, c) }
                },
            );
        let violation = Violation::Missed { row: row as u32, col: col as u32 };
        let unproved = Err(RepairError::Unproved { violation });
        assert_eq!(state.prepare_with(&better, 3, &control), unproved);
        assert_eq!(state.prepare_with(&Sifting(&better), 3, &control), unproved);
        refused += 1;
    }
    assert!(refused > 100, "{refused}");
}

#[test]
fn what_cannot_be_repaired_is_said() {
    let control = Control::default();
    let costs = Matrix::new(2, 2, vec![1, 5, 3, obverse_lap::ABSENT]).unwrap();
    let mut instance = Instance::assignment(costs.clone(), 2, 2);
    let problem = instance.problem();
    let solution = problem.solve(&control).unwrap();
    let mut state = State::new(&problem, &solution).unwrap();
    let mut refused = |change| state.apply(&costs, change, &control).unwrap_err();
    let row = Line::Row(0);
    assert_eq!(refused(Change::Remove(Line::Row(2))), RepairError::Unknown { line: Line::Row(2), count: 2 });
    assert_eq!(refused(Change::Remove(Line::Col(9))), RepairError::Unknown { line: Line::Col(9), count: 2 });
    assert_eq!(refused(Change::Return(row)), RepairError::Here { line: row });
    assert_eq!(refused(Change::Force { row: 1, col: 1 }), RepairError::Absent { row: 1, col: 1 });
    assert_eq!(refused(Change::SetCost { row: 1, col: 1, cost: 0 }), RepairError::Absent { row: 1, col: 1 });
    assert_eq!(
        refused(Change::SetCost { row: 1, col: 0, cost: i64::MIN }),
        RepairError::CostOutOfRange { row: 1, col: 0, cost: i64::MIN }
    );
    assert_eq!(refused(Change::Allow { row: 0, col: 0 }), RepairError::Not { what: "forbidden", row: 0, col: 0 });
    assert_eq!(refused(Change::Release { row: 0, col: 0 }), RepairError::Not { what: "forced", row: 0, col: 0 });
    assert_eq!(refused(Change::ResetCost { row: 0, col: 0 }), RepairError::Not { what: "changed", row: 0, col: 0 });
    state.apply(&costs, Change::Remove(row), &control).unwrap();
    assert_eq!(state.apply(&costs, Change::Remove(row), &control), Err(RepairError::Away { line: row }));
    assert_eq!(state.apply(&costs, Change::Force { row: 0, col: 0 }, &control), Err(RepairError::Away { line: row }));
    let forced = Line::Col(0);
    state.apply(&costs, Change::Force { row: 1, col: 0 }, &control).unwrap();
    assert_eq!(state.apply(&costs, Change::Remove(forced), &control), Err(RepairError::Forced { line: forced }));
    let forbid = Change::Forbid { row: 1, col: 0 };
    assert_eq!(state.apply(&costs, forbid, &control), Err(RepairError::Forced { line: Line::Row(1) }));
    // Other costs than those it was made for.
    let other = Matrix::new(1, 2, vec![1, 5]).unwrap();
    assert!(matches!(state.apply(&other, forbid, &control), Err(RepairError::Shape { .. })));
    // No state without a proof, or for several places.
    instance.rows[0].capacity = 2;
    let several = State::new(&instance.problem(), &solution).map(|_| ());
    assert_eq!(several, Err(RepairError::Capacity { line: row, capacity: 2 }));
    instance.rows[0].capacity = 1;
    for kind in 0..4 {
        let mut wrong = solution.clone();
        match kind {
            0 => wrong.cost += 1,
            1 => wrong.row_prices[0].dual -= 1,
            2 => wrong.pairs[0].1 = 7,
            _ => wrong.row_prices[1] = Price { level: 9, dual: i64::MAX },
        }
        let refused = State::new(&instance.problem(), &wrong).map(|_| ());
        assert!(matches!(refused, Err(RepairError::Unproved { .. })), "{refused:?}");
    }
}

/// At most 2^14 pairs may be changed.
#[test]
fn the_list_of_changes_ends() {
    let control = Control::default();
    let n = 130;
    let costs = Matrix::from_fn(n, n, |_, _| Some(-1));
    let closed = vec![Agent { capacity: 0, covered: false }; n];
    let problem = Transportation { costs: &costs, rows: &closed, cols: &closed, objective: Objective::CostOnly };
    let mut state = State::new(&problem, &problem.solve(&control).unwrap()).unwrap();
    for at in 0..1 << 14 {
        let (row, col) = (at / n as u32, at % n as u32);
        state.apply(&costs, Change::Forbid { row, col }, &control).unwrap();
    }
    let last = Change::Forbid { row: 129, col: 129 };
    assert_eq!(state.apply(&costs, last, &control), Err(RepairError::TooManyChanges { most: 1 << 14 }));
    state.apply(&costs, Change::Allow { row: 3, col: 3 }, &control).unwrap();
    state.apply(&costs, last, &control).unwrap();
}

/// Costs at the ends of the range, with changes across it.
#[test]
fn extreme_costs_stay_exact() {
    let mut dice = Dice::new(36);
    let end = 1_i64 << 40;
    for n in [1, 2, 5, 9] {
        for _ in 0..20 {
            let costs = Matrix::from_fn(n, n, |_, _| Some(if dice.chance(50) { end } else { -end }));
            let instance = Instance::assignment(costs, n, n);
            random_changes(&mut dice, instance, 20, false);
        }
    }
}

/// A source that sets the stop flag when it has been asked for a number of lines.
struct Interrupting<'a> {
    inner: &'a dyn Costs,
    lines: AtomicU64,
    limit: u64,
    stop: &'a AtomicBool,
}

impl Interrupting<'_> {
    fn count(&self) {
        if self.lines.fetch_add(1, Ordering::Relaxed) + 1 >= self.limit {
            self.stop.store(true, Ordering::Relaxed);
        }
    }
}

impl Costs for Interrupting<'_> {
    fn shape(&self) -> (usize, usize) {
        self.inner.shape()
    }

    fn cost(&self, row: usize, col: usize) -> Option<i64> {
        self.inner.cost(row, col)
    }

    fn row(&self, row: usize, out: &mut [i64]) {
        self.count();
        self.inner.row(row, out);
    }

    fn col(&self, col: usize, out: &mut [i64]) {
        self.count();
        self.inner.col(col, out);
    }
}

#[test]
fn a_stopped_repair_changes_nothing() {
    let mut dice = Dice::new(37);
    let n = 80;
    let costs = Matrix::from_fn(n, n, |_, _| Some(dice.within(0, 1_000_000)));
    let instance = Instance::assignment(costs, n, n);
    let (solution, _) = solve_checked(&instance.problem(), &Options::default());
    let mut state = State::new(&instance.problem(), &solution).unwrap();
    let change = Change::Remove(Line::Row(3));
    let mut stopped = 0;
    for (row, limit) in (0..n as u32).flat_map(|row| [(row, 1), (row, 2), (row, 5)]) {
        let change = Change::Remove(Line::Row(row));
        let stop = AtomicBool::new(false);
        let costs = Interrupting { inner: &instance.costs, lines: AtomicU64::new(0), limit, stop: &stop };
        let control = Control { stop: Some(&stop), progress: None };
        match state.apply(&costs, change, &control) {
            Err(error) => {
                assert_eq!(error, RepairError::Stopped);
                assert_eq!(costs.lines.load(Ordering::Relaxed), limit);
                assert!(same(&state.rest(&instance.costs).solution, &solution));
                stopped += 1;
            }
            Ok(_) => state.undo().unwrap(),
        }
    }
    assert!(stopped > 100, "{stopped}");
    state.apply(&instance.costs, change, &Control::default()).unwrap();
    let stop = AtomicBool::new(true);
    let control = Control { stop: Some(&stop), progress: None };
    assert_eq!(state.certify(&instance.costs, &control), Err(RepairError::Stopped));
}

/// A source that answers as it likes: a wrong result, which the check refuses, but an end and no panic.
struct Fickle(AtomicU64);

impl Costs for Fickle {
    fn shape(&self) -> (usize, usize) {
        (9, 9)
    }

    fn cost(&self, _: usize, _: usize) -> Option<i64> {
        let mut dice = Dice::new(self.0.fetch_add(1, Ordering::Relaxed));
        (!dice.chance(20)).then(|| dice.within(-50, 50))
    }
}

#[test]
fn a_source_that_contradicts_itself_does_no_harm() {
    let mut dice = Dice::new(38);
    let control = Control::default();
    for seed in 0..100 {
        let costs = Matrix::from_fn(9, 9, |_, _| Some(dice.within(-50, 50)));
        let instance = Instance::assignment(costs, 9, 9);
        let (solution, _) = solve_checked(&instance.problem(), &Options::default());
        let mut state = State::new(&instance.problem(), &solution).unwrap();
        let fickle = Fickle(AtomicU64::new(1000 * seed));
        let model = Model::new(instance);
        for _ in 0..60 {
            let _ = state.apply(&fickle, draw(&mut dice, &model), &control);
            let _ = state.certify(&fickle, &control);
            let _ = state.rest(&fickle);
        }
    }
}

//! `repair/drop_one/…`: somebody drops out of a solved, dense problem, each time the first to do so; repaired and checked for what
//! it touched. `…_unprepared` reads whole lines; `repair/prepare/…` is what is done once beforehand. Before each, what 101
//! drop-outs took and read: the first, the median, the 95th percentile. `repair/drop_one_workforce/…` is the same on invented
//! people and the default policy, where no pair is stored.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::cast_possible_wrap,
    clippy::print_stdout,
    reason = "a failing benchmark may panic; criterion's macros write undocumented functions"
)]
#![allow(dead_code, reason = "the families are those of all benches")]

mod families;

use std::hint::black_box;
use std::time::Instant;

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use obverse::synthetic::Synthetic;
use obverse::{Policy, Workforce};
use obverse_lap::repair::{Change, Line, State};
use obverse_lap::{Agent, Control, Costs, Matrix, Objective, Transportation};

use families::{Mentoring, uniform};

/// Rows and columns in turn, from all over.
fn leaver(person: usize, n: usize) -> Line {
    let at = (person * 7919 % n) as u32;
    if person.is_multiple_of(2) { Line::Row(at) } else { Line::Col(at) }
}

/// 101 different people, each the first to drop out.
fn survey(name: &str, costs: &dyn Costs, state: &State, n: usize) {
    let control = Control::default();
    let mut all = Vec::new();
    for person in 0..101 {
        let mut state = state.clone();
        let start = Instant::now();
        let repaired = state.apply(costs, Change::Remove(leaver(person, n)), &control).unwrap();
        let touched = state.certify(costs, &control).unwrap();
        let taken = start.elapsed();
        let read = repaired.rows_read + repaired.cols_read + touched.rows + touched.cols;
        all.push((taken, read, repaired.looks + touched.lines));
    }
    let first = all[0];
    all.sort_unstable();
    for (which, (taken, read, looks)) in [("first", first), ("median", all[50]), ("95 %", all[95])] {
        println!("{name}/{n}: {which} {taken:?}, {read} lines read, {looks} looked at");
    }
}

fn drop_one(criterion: &mut Criterion, name: &str, prepared: bool, make: impl Fn(usize) -> Matrix) {
    for n in [1000, 10_000] {
        let costs = make(n);
        let once = vec![Agent { capacity: 1, covered: false }; n];
        let problem =
            Transportation { costs: &costs, rows: &once, cols: &once, objective: Objective::CoverageThenCost };
        let state = State::new(&problem, &problem.solve(&Control::default()).unwrap()).unwrap();
        measure(criterion, name, prepared, (&costs, state, n));
    }
}

/// People who are invented, everyone with one place.
fn workforce(criterion: &mut Criterion) {
    for n in [10_000, 100_000] {
        let mut csv = Vec::new();
        Synthetic::programme(n, n).capacity_of_each(1, 1).seed(12).write_csv(&mut csv).unwrap();
        let people = Workforce::from_csv(csv.as_slice()).unwrap();
        let programme = Policy::default().check().unwrap().prepare(&people).unwrap();
        let costs = programme.costs();
        let problem = programme.problem(&costs);
        let state = State::new(&problem, &problem.solve(&Control::default()).unwrap()).unwrap();
        measure(criterion, "repair/drop_one_workforce", true, (&costs, state, n as usize));
    }
}

fn measure(criterion: &mut Criterion, name: &str, prepared: bool, (costs, mut state, n): (&dyn Costs, State, usize)) {
    let control = Control::default();
    let mut group = criterion.benchmark_group(name);
    group.sample_size(20);
    if prepared {
        state.prepare(costs, &control).unwrap();
    }
    survey(name, costs, &state, n);
    group.bench_function(BenchmarkId::from_parameter(n), |bencher| {
        let mut person = 0;
        bencher.iter_batched(
            || {
                person += 1;
                (state.clone(), leaver(person, n))
            },
            |(mut state, line)| {
                state.apply(costs, Change::Remove(line), &control).unwrap();
                black_box(state.certify(costs, &control).unwrap());
                state
            },
            BatchSize::LargeInput,
        );
    });
    group.finish();
    if prepared {
        let mut group = criterion.benchmark_group("repair/prepare");
        group.sample_size(10);
        let id = BenchmarkId::new(name.trim_start_matches("repair/"), n);
        group.bench_function(id, |bencher| bencher.iter(|| state.prepare(costs, &control).unwrap()));
    }
}

fn repair(criterion: &mut Criterion) {
    let mentoring = |n| Mentoring::new(n, n, 32, None).matrix();
    drop_one(criterion, "repair/drop_one", true, mentoring);
    drop_one(criterion, "repair/drop_one_unprepared", false, mentoring);
    drop_one(criterion, "repair/drop_one_uniform", true, |n| uniform(n, n, 1_000_000));
    workforce(criterion);
}

criterion_group!(benches, repair);
criterion_main!(benches);

//! `repair/drop_one/…`: somebody drops out of a solved, dense problem; repaired and checked for what it touched.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::cast_possible_wrap,
    reason = "a failing benchmark may panic; criterion's macros write undocumented functions"
)]
#![allow(dead_code, reason = "the families are those of all benches")]

mod families;

use std::hint::black_box;

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use obverse_lap::repair::{Change, Line, State};
use obverse_lap::{Agent, Control, Costs, Matrix, Objective, Transportation};

use families::{Mentoring, uniform};

fn drop_one(criterion: &mut Criterion, name: &str, make: impl Fn(usize) -> Matrix) {
    let mut group = criterion.benchmark_group(name);
    group.sample_size(20);
    for n in [1000, 10_000] {
        let costs = make(n);
        let once = vec![Agent { capacity: 1, covered: false }; n];
        let problem =
            Transportation { costs: &costs, rows: &once, cols: &once, objective: Objective::CoverageThenCost };
        let control = Control::default();
        let state = State::new(&problem, &problem.solve(&control).unwrap()).unwrap();
        group.bench_function(BenchmarkId::from_parameter(n), |bencher| {
            let mut person = 0;
            bencher.iter_batched(
                || {
                    // Rows and columns in turn, from all over.
                    person += 1;
                    let at = (person * 7919 % n) as u32;
                    (state.clone(), if person % 2 == 0 { Line::Row(at) } else { Line::Col(at) })
                },
                |(mut state, line)| {
                    state.apply(&costs as &dyn Costs, Change::Remove(line), &control).unwrap();
                    black_box(state.certify(&costs, &control).unwrap());
                    state
                },
                BatchSize::LargeInput,
            );
        });
    }
}

fn repair(criterion: &mut Criterion) {
    drop_one(criterion, "repair/drop_one", |n| Mentoring::new(n, n, 32, None).matrix());
    drop_one(criterion, "repair/drop_one_uniform", |n| uniform(n, n, 1_000_000));
}

criterion_group!(benches, repair);
criterion_main!(benches);

//! `solve/…`: the assignment engine on families of instances, certificate not included, and `prove`, which is only that.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::cast_possible_wrap,
    reason = "a failing benchmark may panic; criterion's macros write undocumented functions"
)]

mod families;

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use obverse_lap::{Agent, Control, Costs, Objective, Transportation, certify};

use families::{Mentoring, machol_wien, uniform};

/// Everybody `capacity` times, coverage first.
fn with_problem<T>(costs: &dyn Costs, capacity: u32, act: impl FnOnce(&Transportation<'_>) -> T) -> T {
    let (rows, cols) = costs.shape();
    let agent = Agent { capacity, covered: false };
    let (rows, cols) = (vec![agent; rows], vec![agent; cols]);
    act(&Transportation { costs, rows: &rows, cols: &cols, objective: Objective::CoverageThenCost })
}

fn family(
    criterion: &mut Criterion,
    name: &str,
    sizes: &[(usize, usize)],
    make: impl Fn(usize, usize) -> Box<dyn Costs>,
) {
    let mut group = criterion.benchmark_group(format!("solve/{name}"));
    group.sample_size(10);
    for &(rows, cols) in sizes {
        let costs = make(rows, cols);
        let size = if rows == cols { format!("{rows}") } else { format!("{rows}x{cols}") };
        with_problem(&*costs, 1, |problem| {
            group.bench_function(BenchmarkId::from_parameter(size), |bencher| {
                bencher.iter(|| black_box(problem.solve(&Control::default()).unwrap()));
            });
        });
    }
}

fn solve(criterion: &mut Criterion) {
    let square = [(200, 200), (1000, 1000), (2000, 2000)];
    family(criterion, "uniform", &square, |rows, cols| Box::new(uniform(rows, cols, 1_000_000)));
    family(criterion, "mentoring", &square, |rows, cols| Box::new(Mentoring::new(rows, cols, 32, None).matrix()));
    family(criterion, "ties", &square, |rows, cols| Box::new(Mentoring::new(rows, cols, 4, Some(100)).matrix()));
    family(criterion, "integer", &square, |rows, cols| Box::new(uniform(rows, cols, 100)));
    family(criterion, "machol_wien", &[(200, 200), (500, 500), (1000, 1000)], |rows, _| Box::new(machol_wien(rows)));
    family(criterion, "rectangular", &[(500, 20_000), (2000, 2100), (2000, 4000)], |rows, cols| {
        Box::new(Mentoring::new(rows, cols, 32, None).matrix())
    });
    family(criterion, "computed", &[(2000, 2000)], |rows, cols| Box::new(Mentoring::new(rows, cols, 32, None)));
}

fn capacities(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("solve/capacity_3");
    group.sample_size(10);
    for n in [200, 1000] {
        let costs = Mentoring::new(n, n, 32, None).matrix();
        with_problem(&costs, 3, |problem| {
            group.bench_function(BenchmarkId::from_parameter(n), |bencher| {
                bencher.iter(|| black_box(problem.solve(&Control::default()).unwrap()));
            });
        });
    }
}

fn prove(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("prove/mentoring");
    group.sample_size(10);
    let costs = Mentoring::new(2000, 2000, 32, None).matrix();
    with_problem(&costs, 1, |problem| {
        let solution = problem.solve(&Control::default()).unwrap();
        group.bench_function(BenchmarkId::from_parameter(2000), |bencher| {
            bencher.iter(|| black_box(certify(problem, &solution, &Control::default()).unwrap()));
        });
    });
}

criterion_group!(benches, solve, capacities, prove);
criterion_main!(benches);

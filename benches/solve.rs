//! `solve/…`: the assignment engine on families of instances, certificate not included, and `prove`, which is only that.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::cast_possible_wrap,
    reason = "a failing benchmark may panic; criterion's macros write undocumented functions"
)]

mod families;
mod shapes;

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use obverse_lap::dense;
use obverse_lap::{Agent, Control, Costs, Matrix, Objective, Transportation, certify};

use families::{Mentoring, machol_wien, uniform};
use shapes::{geometric, low_rank, sparse};

/// Costs of a family, of so many rows and columns.
type Family = fn(usize, usize) -> Matrix;

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
    family(criterion, "geometric", &square, |rows, cols| Box::new(geometric(rows, cols)));
    family(criterion, "low_rank", &square, |rows, cols| Box::new(low_rank(rows, cols)));
    family(criterion, "sparse", &square, |rows, cols| Box::new(sparse(rows, cols)));
    family(criterion, "rectangular", &[(500, 20_000), (2000, 2100), (2000, 4000)], |rows, cols| {
        Box::new(Mentoring::new(rows, cols, 32, None).matrix())
    });
    family(criterion, "computed", &[(2000, 2000)], |rows, cols| Box::new(Mentoring::new(rows, cols, 32, None)));
}

/// The same families as matrices of floats, by the dense solver.
fn matrices(criterion: &mut Criterion) {
    let families: [(&str, Family); 8] = [
        ("uniform", |rows, cols| uniform(rows, cols, 1_000_000)),
        ("mentoring", |rows, cols| Mentoring::new(rows, cols, 32, None).matrix()),
        ("ties", |rows, cols| Mentoring::new(rows, cols, 4, Some(100)).matrix()),
        ("integer", |rows, cols| uniform(rows, cols, 100)),
        ("machol_wien", |rows, _| machol_wien(rows)),
        ("geometric", geometric),
        ("low_rank", low_rank),
        ("sparse", sparse),
    ];
    for (name, make) in families {
        let mut group = criterion.benchmark_group(format!("dense/{name}"));
        group.sample_size(10);
        for (rows, cols) in [(16, 16), (200, 200), (200, 400), (1000, 1000), (2000, 2000)] {
            if name == "machol_wien" && rows != cols {
                continue;
            }
            let costs = make(rows, cols);
            let entry = |at: usize| costs.cost(at / cols, at % cols).map_or(f64::INFINITY, |cost| cost as f64);
            let entries: Vec<f64> = (0..rows * cols).map(entry).collect();
            let view = dense::View::new(&entries, rows, cols).unwrap();
            let size = if rows == cols { format!("{rows}") } else { format!("{rows}x{cols}") };
            group.bench_function(BenchmarkId::from_parameter(size), |bencher| {
                bencher.iter(|| black_box(dense::solve(view).unwrap()));
            });
        }
    }
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

criterion_group!(benches, solve, matrices, capacities, prove);
criterion_main!(benches);

//! `versus/…`: the same dense instances by this engine (certificate included) and by other crates.
//!
//! `pathfinding::kuhn_munkres` works in i64, `lapjv` in f64. They know no absent pairs: those get a cost above all others.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::cast_possible_wrap,
    reason = "a failing benchmark may panic; criterion's macros write undocumented functions"
)]

mod families;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use obverse_lap::{Costs, Matrix, solve_dense};
use pathfinding::kuhn_munkres::kuhn_munkres_min;

use families::{Mentoring, machol_wien, uniform};

/// Above all costs of all families, times their size.
const INSTEAD_OF_ABSENT: i64 = 1 << 34;

fn versus(criterion: &mut Criterion) {
    let n = 500;
    let families: [(&str, Matrix); 5] = [
        ("uniform", uniform(n, n, 1_000_000)),
        ("mentoring", Mentoring::new(n, n, 32, None).matrix()),
        ("ties", Mentoring::new(n, n, 4, Some(100)).matrix()),
        ("integer", uniform(n, n, 100)),
        ("machol_wien", machol_wien(n)),
    ];
    for (name, costs) in families {
        let mut group = criterion.benchmark_group(format!("versus/{name}/{n}"));
        group.sample_size(10);
        let cost = |row, col| costs.cost(row, col).unwrap_or(INSTEAD_OF_ABSENT);
        group.bench_function("obverse-lap", |bencher| bencher.iter(|| black_box(solve_dense(&costs).unwrap())));
        let weights = pathfinding::matrix::Matrix::from_fn(n, n, |(row, col)| cost(row, col));
        let best = solve_dense(&costs).unwrap().cost;
        assert_eq!(i128::from(kuhn_munkres_min(&weights).0), best, "{name}");
        group.bench_function("pathfinding", |bencher| bencher.iter(|| black_box(kuhn_munkres_min(&weights))));
        let floats = lapjv::Matrix::from_shape_fn((n, n), |(row, col)| cost(row, col) as f64);
        group.bench_function("lapjv", |bencher| bencher.iter(|| black_box(lapjv::lapjv(&floats).unwrap())));
    }
}

criterion_group!(benches, versus);
criterion_main!(benches);

//! `pipeline/…`: from the bytes of an export to a verified matching, and its stages one by one, on synthetic workforces of a fixed
//! seed with the default policy.

#![allow(clippy::unwrap_used, reason = "a bench that cannot go on stops where it is")]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use obverse::synthetic::Synthetic;
use obverse::{Control, Policy, Programme, Side, Workforce};

fn export(people: u32) -> Vec<u8> {
    let mut csv = Vec::new();
    Synthetic::new(people).juniors(people * 2 / 5).seniors(people * 2 / 5).seed(1).write_csv(&mut csv).unwrap();
    csv
}

fn prepare(export: &[u8]) -> Programme {
    let workforce = Workforce::from_csv(export).unwrap();
    Policy::default().check().unwrap().prepare(&workforce).unwrap()
}

fn pipeline(c: &mut Criterion) {
    let mut group = c.benchmark_group("pipeline");
    group.sample_size(10);
    for people in [1_000, 10_000, 100_000] {
        let export = export(people);
        group.throughput(Throughput::Bytes(export.len() as u64));
        group.bench_with_input(BenchmarkId::new("file_to_verified_matching", people), &export, |b, export| {
            b.iter(|| prepare(export).solve().unwrap());
        });
        group.bench_with_input(BenchmarkId::new("read", people), &export, |b, export| {
            b.iter(|| Workforce::from_csv(export.as_slice()).unwrap());
        });
    }
    group.finish();
}

fn eligibility(c: &mut Criterion) {
    let mut group = c.benchmark_group("eligibility");
    for people in [1_000, 10_000] {
        let programme = prepare(&export(people));
        let sides = [Side::Junior, Side::Senior].map(|side| programme.participants().on(side).len() as u64);
        group.throughput(Throughput::Elements(sides[0] * sides[1]));
        group.bench_function(BenchmarkId::new("count", people), |b| {
            b.iter(|| programme.eligibility().count(&Control::default()).unwrap());
        });
    }
    group.finish();
}

criterion_group!(benches, pipeline, eligibility);
criterion_main!(benches);

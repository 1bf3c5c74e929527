//! `score/…`: one person against 10,000, as the solver meets it, in both orientations: each component of the default policy by
//! itself and all five together; then what rules cost, and a whole proof over all pairs.

#![allow(clippy::unwrap_used, reason = "a bench that cannot go on stops where it is")]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use obverse::eligibility::Scratch;
use obverse::policy::Component;
use obverse::synthetic::Synthetic;
use obverse::{Policy, Programme, Side, Workforce};

/// On each side.
const PEOPLE: u32 = 10_000;

const COMPONENTS: [Component; 5] =
    [Component::SkillGap, Component::ReciprocalSkillGap, Component::Generation, Component::Culture, Component::Gender];

fn workforce() -> Workforce {
    let mut csv = Vec::new();
    Synthetic::programme(PEOPLE, PEOPLE).seed(1).write_csv(&mut csv).unwrap();
    Workforce::from_csv(csv.as_slice()).unwrap()
}

fn prepare(workforce: &Workforce, policy: Policy) -> Programme {
    policy.check().unwrap().prepare(workforce).unwrap()
}

fn rows(c: &mut Criterion) {
    let workforce = workforce();
    let mut cases = vec![("all_five".to_owned(), prepare(&workforce, Policy::default()))];
    for component in COMPONENTS {
        let policy = Policy::default().weight(component.clone(), 1.0).unwrap();
        cases.push((component.to_string(), prepare(&workforce, policy)));
    }
    let mut group = c.benchmark_group("score");
    group.throughput(Throughput::Elements(u64::from(PEOPLE)));
    let mut points = vec![0; PEOPLE as usize];
    for (name, programme) in &cases {
        for side in [Side::Junior, Side::Senior] {
            let mut row = 0;
            group.bench_function(BenchmarkId::new(format!("row_of_a_{}", side.as_str()), name), |b| {
                b.iter(|| {
                    row = (row + 1) % PEOPLE as usize;
                    programme.score().fill(side, row, &mut points);
                });
            });
        }
    }
    group.finish();
}

fn bars(c: &mut Criterion) {
    let programme = prepare(&workforce(), Policy::default());
    let mut group = c.benchmark_group("bars");
    group.throughput(Throughput::Elements(u64::from(PEOPLE)));
    let mut scratch = Scratch::new();
    for side in [Side::Junior, Side::Senior] {
        let mut row = 0;
        group.bench_function(BenchmarkId::new(format!("row_of_a_{}", side.as_str()), "default"), |b| {
            b.iter(|| {
                row = (row + 1) % PEOPLE as usize;
                programme.eligibility().bar(side, row, &mut scratch).count_ones()
            });
        });
    }
    group.finish();
}

criterion_group!(benches, rows, bars);
criterion_main!(benches);

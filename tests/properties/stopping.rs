//! Promise 9: long work can be watched and stopped, and nothing is left behind.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use obverse::synthetic::Synthetic;
use obverse::{Control, Error, Policy, Programme, Progress, Workforce};

fn programme() -> Programme {
    let mut csv = Vec::new();
    Synthetic::new(1500).juniors(600).seniors(600).seed(5).write_csv(&mut csv).unwrap();
    Policy::default().check().unwrap().prepare(&Workforce::from_csv(csv.as_slice()).unwrap()).unwrap()
}

#[test]
fn a_stop_before_or_during_solving_is_obeyed() {
    let programme = programme();
    let stop = AtomicBool::new(true);
    let stopped = programme.solve_with(&Control { stop: Some(&stop), progress: None });
    assert!(matches!(stopped, Err(Error::Interrupted)));
    // Stop at the first sign of progress.
    let stop = AtomicBool::new(false);
    let seen = AtomicU64::new(0);
    let watch = |progress: Progress| {
        assert!(progress.done <= progress.of, "{progress:?}");
        seen.fetch_add(1, Ordering::Relaxed);
        stop.store(true, Ordering::Relaxed);
    };
    let stopped = programme.solve_with(&Control { stop: Some(&stop), progress: Some(&watch) });
    assert!(matches!(stopped, Err(Error::Interrupted)));
    assert!(seen.load(Ordering::Relaxed) > 0, "no progress was reported");
    // And a fresh solve works.
    assert!(programme.solve().unwrap().certificate().verified);
}

#[test]
fn a_check_can_be_stopped_wherever_it_is() {
    let programme = programme();
    let matching = programme.solve().unwrap();
    let result = crate::ready::json(&matching);
    let stages = Mutex::new(Vec::new());
    let watch = |progress: Progress| {
        assert!(progress.done <= progress.of, "{progress:?}");
        stages.lock().unwrap().push(progress.stage);
    };
    let found = programme.verify_with(&result, &Control { stop: None, progress: Some(&watch) }).unwrap();
    assert!(found.holds && found.optimal == Some(true), "{:?}", found.findings);
    let mut stages = stages.into_inner().unwrap();
    stages.dedup();
    assert_eq!(stages, ["rules", "comparing", "reasons", "verifying"]);
    for stage in stages {
        let stop = AtomicBool::new(false);
        let watch = |progress: Progress| {
            stop.fetch_or(progress.stage == stage, Ordering::Relaxed);
        };
        let stopped = programme.verify_with(&result, &Control { stop: Some(&stop), progress: Some(&watch) });
        assert!(matches!(stopped, Err(Error::Interrupted)), "{stage}");
    }
}

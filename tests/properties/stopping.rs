//! Promise 9: long work can be watched and stopped, and nothing is left behind.

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

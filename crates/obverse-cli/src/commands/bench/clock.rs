//! How long each stage takes.

use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use super::usage;

/// What one stage took.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stage {
    pub(super) name: &'static str,
    /// Seconds on the wall.
    pub(super) wall: f64,
    /// Seconds of all processors together, if the system tells.
    pub(super) cpu: Option<f64>,
    /// The most memory held so far, in bytes, if the system tells.
    pub(super) peak: Option<u64>,
}

/// Measures stages that follow one another. A name that comes again adds to the stage it had.
pub(super) struct Clock {
    running: Mutex<Running>,
}

struct Running {
    stages: Vec<Stage>,
    now: Option<(&'static str, Instant, Option<f64>)>,
}

impl Clock {
    pub(super) fn new() -> Self {
        Clock { running: Mutex::new(Running { stages: Vec::new(), now: None }) }
    }

    /// Measures one stage.
    pub(super) fn time<T>(&self, name: &'static str, work: impl FnOnce() -> T) -> T {
        self.time_stages(name, work)
    }

    /// Measures work that says itself which further stages it [reaches](Self::reached).
    pub(super) fn time_stages<T>(&self, first: &'static str, work: impl FnOnce() -> T) -> T {
        self.change(Some(first));
        let result = work();
        self.change(None);
        result
    }

    /// The work has reached this stage, perhaps long ago.
    pub(super) fn reached(&self, name: &'static str) {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        let same = running.now.is_some_and(|(now, ..)| now == name);
        drop(running);
        if !same {
            self.change(Some(name));
        }
    }

    /// Every stage, in the order in which they were first reached.
    pub(super) fn stages(&self) -> Vec<Stage> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner).stages.clone()
    }

    fn change(&self, to: Option<&'static str>) {
        let (instant, cpu, peak) = (Instant::now(), usage::cpu_seconds(), usage::peak_memory());
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((name, began, cpu_then)) = running.now.take() {
            let wall = (instant - began).as_secs_f64();
            let cpu = cpu.zip(cpu_then).map(|(now, then)| now - then);
            match running.stages.iter_mut().find(|stage| stage.name == name) {
                Some(stage) => {
                    stage.wall += wall;
                    stage.cpu = stage.cpu.zip(cpu).map(|(a, b)| a + b);
                    stage.peak = peak;
                }
                None => running.stages.push(Stage { name, wall, cpu, peak }),
            }
        }
        running.now = to.map(|name| (name, instant, cpu));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_are_told_apart_and_added_up() {
        let clock = Clock::new();
        clock.time("one", || ());
        clock.time_stages("two", || {
            clock.reached("three");
            clock.reached("three");
            clock.reached("two");
        });
        clock.time("one", || std::thread::sleep(std::time::Duration::from_millis(20)));
        let stages = clock.stages();
        let names: Vec<_> = stages.iter().map(|stage| stage.name).collect();
        assert_eq!(names, ["one", "two", "three"]);
        assert!(stages[0].wall >= 0.02 && stages.iter().all(|stage| stage.wall >= 0.0));
    }
}

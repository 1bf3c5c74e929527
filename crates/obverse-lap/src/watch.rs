//! Stopping and progress.

use std::sync::atomic::Ordering;

use crate::{Control, Progress, SolveError};

impl Control<'_> {
    /// Whether somebody asked to stop.
    pub(crate) fn stopped(&self) -> bool {
        self.stop.is_some_and(|stop| stop.load(Ordering::Relaxed))
    }

    /// An error if somebody asked to stop.
    pub(crate) fn check(&self) -> Result<(), SolveError> {
        if self.stopped() { Err(SolveError::Stopped) } else { Ok(()) }
    }

    /// As [`check`](Self::check), at one of many short steps: looks at every 1024th of them.
    #[inline]
    pub(crate) fn check_at(&self, step: usize) -> Result<(), SolveError> {
        if step.is_multiple_of(1024) { self.check() } else { Ok(()) }
    }

    /// Tells the watcher, if there is one.
    pub(crate) fn report(&self, stage: &'static str, done: usize, of: usize) {
        if let Some(progress) = self.progress {
            progress(Progress { stage, done: done as u64, of: of as u64 });
        }
    }
}

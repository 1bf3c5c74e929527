//! A bar on standard error while something takes long, and Ctrl-C.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use obverse::{Control, Progress};

/// Work that ends sooner needs no bar.
const PATIENCE: Duration = Duration::from_millis(400);

/// Runs long work that can be watched (on a terminal) and stopped.
pub(crate) fn watched<T>(work: impl FnOnce(&Control<'_>) -> T) -> T {
    if !std::io::stderr().is_terminal() {
        return work(&Control { stop: Some(crate::interrupt::flag()), progress: None });
    }
    let bar = ProgressBar::new(0);
    let shape = "{msg:12} [{bar:40}] {pos}/{len} {elapsed}";
    bar.set_style(ProgressStyle::with_template(shape).unwrap_or_else(|_| ProgressStyle::default_bar()));
    let begun = Instant::now();
    let show = |progress: Progress| {
        if begun.elapsed() < PATIENCE {
            return;
        }
        bar.set_message(progress.stage);
        bar.set_length(progress.of);
        bar.set_position(progress.done);
    };
    let result = work(&Control { stop: Some(crate::interrupt::flag()), progress: Some(&show) });
    bar.finish_and_clear();
    result
}

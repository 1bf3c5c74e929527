//! A bar on standard error while something takes long, and Ctrl-C.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressStyle};
use obverse::{Control, Progress};

/// Runs long work that can be watched (on a terminal) and stopped.
pub(crate) fn watched<T>(work: impl FnOnce(&Control<'_>) -> T) -> T {
    if !std::io::stderr().is_terminal() {
        return work(&Control { stop: Some(crate::interrupt::flag()), progress: None });
    }
    let bar = ProgressBar::new(0);
    let shape = "{msg:12} [{bar:40}] {pos}/{len} {elapsed}";
    bar.set_style(ProgressStyle::with_template(shape).unwrap_or_else(|_| ProgressStyle::default_bar()));
    let show = |progress: Progress| {
        bar.set_message(progress.stage);
        bar.set_length(progress.of);
        bar.set_position(progress.done);
    };
    let result = work(&Control { stop: Some(crate::interrupt::flag()), progress: Some(&show) });
    bar.finish_and_clear();
    result
}

//! What is behind the command `obverse`: it pairs juniors who mentor with seniors who learn, from files, with reasons.
//!
//! All thinking is done by the library `obverse`; this crate knows arguments (`args`), files ([`inputs`]) and how results are
//! shown and kept (`output`). Each subcommand is one file in `commands`. It is a library so that the Python package reads and
//! writes by the very same code: [`run`] is `python -m obverse`, [`inputs::join`] is how it reads, [`save`] how it writes.
//!
//! Exit codes: 0 done, 1 the input has errors, 2 wrong use, 130 stopped by Ctrl-C.

mod args;
mod commands;
mod failure;
pub mod inputs;
mod interrupt;
mod output;

use std::ffi::OsString;

use clap::Parser;

use crate::args::Arguments;
pub use crate::commands::check::people_read;
pub use crate::failure::Failure;
pub use crate::output::save::{Line, explanation_lines, explanation_page, save};
pub use crate::output::sheets::{Cells, pair_columns};

/// Runs the command on these arguments, of which the first is the command's own name, and returns its exit code.
///
/// Standard output and standard error are this process's. From now on Ctrl-C sets a flag instead of ending the process.
pub fn run(arguments: impl IntoIterator<Item = impl Into<OsString> + Clone>) -> u8 {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Nothing more can be said if the streams are closed.
            let _ = error.print();
            return u8::try_from(error.exit_code()).unwrap_or(failure::WRONG_USE);
        }
    };
    interrupt::watch();
    match use_threads(arguments.threads).and_then(|()| commands::run(&arguments.command)) {
        Ok(code) => code,
        Err(failure) => output::say_failure(&failure, arguments.command.format()),
    }
}

/// More threads than any machine this runs on has cores; fewer than bring a machine down.
pub const MOST_THREADS: usize = 1024;

/// What is wrong with the number of threads in `RAYON_NUM_THREADS`, if something is.
///
/// # Errors
/// More than [`MOST_THREADS`].
pub fn check_threads_of_environment() -> Result<(), String> {
    let asked = std::env::var("RAYON_NUM_THREADS").ok().and_then(|text| text.parse::<usize>().ok());
    match asked.filter(|&asked| asked > MOST_THREADS) {
        Some(asked) => Err(format!("RAYON_NUM_THREADS asks for {asked} threads: at most {MOST_THREADS} make sense")),
        None => Ok(()),
    }
}

/// Sizes the pool that scoring and solving share. Without `--threads`, `RAYON_NUM_THREADS` or all cores.
fn use_threads(threads: Option<u16>) -> Result<(), Failure> {
    let Some(threads) = threads else {
        return check_threads_of_environment().map_err(Failure::wrong_use);
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(usize::from(threads));
    pool.build_global().map_err(|error| Failure::wrong_use(format!("cannot start {threads} threads: {error}")))
}

//! The command `obverse`: pairs juniors who mentor with seniors who learn, from files, with reasons.
//!
//! All thinking is done by the library `obverse`; this crate knows arguments ([`args`]), files ([`inputs`]) and how results are
//! shown and kept ([`output`]). Each subcommand is one file in [`commands`].
//!
//! Exit codes: 0 done, 1 the input has errors, 2 wrong use, 130 stopped by Ctrl-C.

mod args;
mod commands;
mod failure;
mod inputs;
mod interrupt;
mod output;

use std::process::ExitCode;

use clap::Parser;

use crate::args::Arguments;
use crate::failure::Failure;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Nothing more can be said if the streams are closed.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(failure::WRONG_USE));
        }
    };
    interrupt::watch();
    match use_threads(arguments.threads).and_then(|()| commands::run(&arguments.command)) {
        Ok(code) => ExitCode::from(code),
        Err(failure) => output::say_failure(&failure, arguments.command.format()),
    }
}

/// Sizes the pool that scoring and solving share. Without `--threads`, `RAYON_NUM_THREADS` or all cores.
fn use_threads(threads: Option<u16>) -> Result<(), Failure> {
    let Some(threads) = threads else { return Ok(()) };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(usize::from(threads));
    pool.build_global().map_err(|error| Failure::wrong_use(format!("cannot start {threads} threads: {error}")))
}

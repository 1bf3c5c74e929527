//! One file for each subcommand.

mod bench;
pub(crate) mod check;
mod compare;
pub(crate) mod explain;
pub(crate) mod pair;
mod policy;
mod synth;
mod verify;

use crate::args::Command;
use crate::failure::Failure;

/// Does what was asked and returns the exit code.
pub(crate) fn run(command: &Command) -> Result<u8, Failure> {
    match command {
        Command::Pair(arguments) => pair::run(arguments),
        Command::Check(arguments) => check::run(arguments),
        Command::Compare(arguments) => compare::run(arguments),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Verify(arguments) => verify::run(arguments),
        Command::Synth(arguments) => synth::run(arguments),
        Command::Policy(arguments) => policy::run(&arguments.command),
        Command::Bench(arguments) => bench::run(arguments),
    }
}

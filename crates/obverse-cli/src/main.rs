//! The command `obverse`. Everything is in the library of this package, which `python -m obverse` runs too.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(obverse_cli::run(std::env::args_os()))
}

//! The command `obverse`, from outside: arguments in, exit codes, streams and files out.
#![expect(clippy::unwrap_used, reason = "a test ends where it cannot go on")]

mod benching;
mod command;
mod company;
mod contract;
mod damaged;
mod determinism;
mod encodings;
mod exit_codes;
mod formats;
mod interrupt;
mod problems;
mod random;
mod starting;
mod streams;
mod verifying;
mod whole_files;

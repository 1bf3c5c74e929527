//! Every promise of the project on random workforces, against something independent.
//!
//! One file a promise. "It runs on your machine" has no test here: no crate of the workspace depends on anything that opens a
//! connection.

#![allow(clippy::unwrap_used, reason = "what the tests share is test code too")]

mod bad_input;
mod exact;
mod explanation;
mod metamorphic;
mod order;
mod privacy;
mod proof;
mod ready;
mod stopping;
mod tampering;
mod unmatched;

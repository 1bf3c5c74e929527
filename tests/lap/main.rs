//! `obverse-lap` against independent solvers, published optima and its own promises.
#![allow(
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "small drawn numbers serve as sizes and as costs"
)]
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "what the tests share is test code too")]

mod blocks;
mod dense;
mod edges;
mod indifferent;
mod instance;
mod optimum;
mod oracle;
mod published;
mod repair;
mod repair_model;
mod sifting;
mod sources;
mod sparse;
mod starts;
mod stopping;
mod tampering;
mod threads;

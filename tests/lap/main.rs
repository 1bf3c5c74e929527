//! `obverse-lap` against independent solvers, published optima and its own promises.

mod edges;
mod instance;
mod optimum;
mod oracle;
mod published;
mod sources;
mod starts;
mod stopping;
mod tampering;
mod threads;

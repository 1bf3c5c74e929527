//! `obverse-lap` against independent solvers.

//! Benchmarks live in the bench targets beside this file; the library itself is empty.

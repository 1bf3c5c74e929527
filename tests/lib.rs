//! Integration tests live in the test targets beside this file; the library itself only holds the README's code to account.

/// The README's Rust compiles.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;

//! How much a pair is worth.

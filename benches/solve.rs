//! `solve/…`: the assignment engine.
fn main() {}

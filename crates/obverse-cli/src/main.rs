//! The command `obverse`.

fn main() {}

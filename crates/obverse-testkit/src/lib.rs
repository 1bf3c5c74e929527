//! Strategies, oracle and scenario loader for the tests and benches of Obverse.

//! Strategies, oracle and scenario loader for the tests and benches of Obverse.
//!
//! - [`scenario`]: worked examples as TOML files, with their expected numbers;
//! - [`strategy`]: proptest strategies for small random workforces and policies, as the text of the files;
//! - [`programmes`]: the tables of `examples/`;
//! - [`oracle`]: the best assignment by trying every one;
//! - [`tamper`]: every small change to a JSON value.

pub mod oracle;
pub mod programmes;
pub mod scenario;
pub mod strategy;
pub mod tamper;

//! Integration tests live in the test targets beside this file; the library itself is empty.

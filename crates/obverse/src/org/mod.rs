//! Who stands above whom.

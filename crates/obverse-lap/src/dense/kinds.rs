//! Lines that are alike, told apart before anything else is done.
//!
//! People who are like others make lines like others, entry by entry. Where there are few kinds of lines and columns the
//! problem is a small one, of kinds with so many places each (see [`super::kind_flow`]), and reading the matrix is all that is
//! long work. A sample of lines at a few columns tells in advance whether there is any point in looking for kinds.

use super::kernel::same;
use super::number::Number;

/// Below so many lines everything is short work.
const FROM: usize = 64;

/// Columns by which lines are told apart at first.
const PROBES: usize = 8;

/// Kinds are worth while up to one in so many lines, …
const SHARE: usize = 4;

/// … and if kinds of lines times kinds of columns are fewer than one entry in so many.
const SHARE_OF_ENTRIES: usize = 16;

/// Which kind each is of, and the first of each kind.
#[derive(Clone, Debug)]
pub(super) struct Kinds {
    pub(super) of: Vec<u32>,
    pub(super) first: Vec<u32>,
}

/// Whether kinds are looked for.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Sought {
    No,
    /// They are of use if they are few.
    Few,
    /// However many they are.
    Any,
}

/// The kinds of lines and of columns, if they are wanted.
pub(super) fn find<'a, T: Number>(
    (lines, cols): (usize, usize),
    line: impl Fn(usize) -> &'a [T],
    wanted: Sought,
) -> Option<(Kinds, Kinds)> {
    let any = wanted == Sought::Any;
    if wanted == Sought::No || lines < FROM && !any {
        return None;
    }
    let probes: Vec<usize> = spread(cols, PROBES).collect();
    let key = |at: usize| probes.iter().fold(0, |key, &col| mixed(key, line(at)[col].bits()));
    if !any && !promising(lines, key) {
        return None;
    }
    let most = if any { lines } else { lines / SHARE };
    let patience = if any { usize::MAX } else { lines };
    let of_lines = group((lines, most, patience), key, |a, b| same::<T>(line(a), line(b)))?;
    let mut keys = vec![0; cols];
    for &first in &of_lines.first {
        for (key, entry) in keys.iter_mut().zip(line(first as usize)) {
            *key = mixed(*key, entry.bits());
        }
    }
    let most = if any { cols } else { lines * cols / SHARE_OF_ENTRIES / of_lines.first.len() };
    let patience = if any { usize::MAX } else { cols };
    let alike =
        |a: usize, b: usize| of_lines.first.iter().all(|&first| line(first as usize)[a] == line(first as usize)[b]);
    let of_cols = group((cols, most, patience), |at| keys[at], alike)?;
    Some((of_lines, of_cols))
}

/// Whether a sample of lines has many that look alike.
fn promising(lines: usize, key: impl Fn(usize) -> u64) -> bool {
    let size = lines.min(4 * lines.isqrt());
    let mut keys: Vec<u64> = spread(lines, size).map(key).collect();
    keys.sort_unstable();
    keys.dedup();
    4 * keys.len() <= 3 * size.min(lines / SHARE * 4 / 3)
}

/// Places far from one another, the first among them.
fn spread(of: usize, count: usize) -> impl Iterator<Item = usize> {
    let count = count.min(of);
    (0..count).map(move |at| at * of / count.max(1))
}

fn mixed(key: u64, bits: u64) -> u64 {
    let mixed = (key.rotate_left(23) ^ bits).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed ^ (mixed >> 32)
}

/// Groups what is alike. `None` if there are more than `most` kinds, or if more than `patience` with the same key are not alike.
fn group(
    (count, most, mut patience): (usize, usize, usize),
    key: impl Fn(usize) -> u64,
    alike: impl Fn(usize, usize) -> bool,
) -> Option<Kinds> {
    const NONE: u32 = u32::MAX;
    let mut kinds = Kinds { of: Vec::with_capacity(count), first: Vec::new() };
    // Open addressing: kinds by key, the next place where one is taken.
    let mut table = vec![(0_u64, NONE); (2 * most.min(count) + 2).next_power_of_two()];
    for at in 0..count {
        let key = key(at);
        let mut place = key as usize & (table.len() - 1);
        let kind = loop {
            let (known, kind) = table[place];
            if kind == NONE {
                if kinds.first.len() >= most {
                    return None;
                }
                table[place] = (key, kinds.first.len() as u32);
                kinds.first.push(at as u32);
                break table[place].1;
            }
            if known == key {
                if alike(kinds.first[kind as usize] as usize, at) {
                    break kind;
                }
                patience = patience.checked_sub(1)?;
            }
            place = (place + 1) & (table.len() - 1);
        };
        kinds.of.push(kind);
    }
    Some(kinds)
}

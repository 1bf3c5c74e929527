//! Lines looked through against lines filled.

use obverse_lap::{ABSENT, Costs, Lines, Prices, Sieve, Sift};

mod policies;

use crate::policy::{Policy, Tiers};
use crate::synthetic::Synthetic;
use crate::{Programme, Workforce};

fn programme(people: u32, seed: u64, min_points: u32) -> Programme {
    let mut csv = Vec::new();
    Synthetic::new(people).juniors(people * 2 / 5).seniors(people / 2).seed(seed).write_csv(&mut csv).unwrap();
    let policy = Policy::default().tiers(Tiers { min_points, ..Tiers::default() }).check().unwrap();
    policy.prepare(&Workforce::from_csv(csv.as_slice()).unwrap()).unwrap()
}

/// Numbers without a pattern.
fn mixed(seed: u64) -> impl FnMut() -> u64 {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    }
}

/// Prices as a solve has them: alike up to a share of a score, some a whole person away, some of agents that take no part.
fn prices(len: usize, seed: u64) -> Vec<i64> {
    let mut next = mixed(seed);
    let mut price = || match next() % 40 {
        0 => -(1 << 62),
        1 => (1 << 59) - (next() % 100_000) as i64,
        2 => -(1 << 59),
        _ => -((next() % 20) as i64 * 25_000),
    };
    (0..len).map(|_| price()).collect()
}

/// Whether lines run in an order of their own is `arranged`.
fn assert_lines_agree(programme: &Programme, step: usize, arranged: bool) {
    let costs = programme.costs();
    let source = costs.as_sift().unwrap();
    let (rows, cols) = costs.shape();
    assert!(source.order(Lines::Rows).is_some() || !arranged);
    for (way, lines, pairs) in [(Lines::Rows, rows, cols), (Lines::Cols, cols, rows)] {
        let mut filled = vec![0; pairs];
        for line in (0..lines).step_by(step) {
            match way {
                Lines::Rows => costs.row(line, &mut filled),
                Lines::Cols => costs.col(line, &mut filled),
            }
            let exact = prices(pairs, line as u64 + 1);
            let short = Prices::new(source, way, &exact);
            let places: Vec<usize> = (0..pairs as u32).map(|at| short.place(at) as usize).collect();
            for k in [1, 5, 48, 1000] {
                let mut sieve = Sieve::best(line, pairs, k);
                let start = sieve.spans()[0].start;
                source.sift(way, &[line as u32], &short, std::slice::from_mut(&mut sieve));
                let (found, next) = sieve.finish();
                // All of them, in order of value and then of place from the line's own start; the reach of a search is 2^61.
                let mut all: Vec<(i64, usize)> = (0..pairs)
                    .map(|at| (at, places[at]))
                    .filter(|&(_, far)| filled[far] != ABSENT && filled[far] - exact[far] < 1 << 61)
                    .map(|(at, far)| (filled[far] - exact[far], (at + pairs - start) % pairs))
                    .collect();
                all.sort_unstable();
                let place = |order: usize| ((order + start) % pairs) as u32;
                let best: Vec<(u32, i64)> = all
                    .iter()
                    .take(k)
                    .map(|&(_, order)| (place(order), filled[places[place(order) as usize]]))
                    .collect();
                assert_eq!(found, best, "{way:?} {line} {k}");
                assert_eq!(next, all.get(k).map(|&(value, _)| value), "{way:?} {line} {k}");
            }
            for limit in [i64::MIN / 2, -900_000, -400_000, 0, 1 << 58, 1 << 60] {
                let mut sieve = Sieve::below(pairs, limit);
                source.sift(way, &[line as u32], &short, std::slice::from_mut(&mut sieve));
                let below = |&(_, far): &(u32, usize)| filled[far] != ABSENT && filled[far] - exact[far] < limit;
                let in_order = (0..pairs as u32).zip(places.iter().copied());
                let all: Vec<(u32, i64)> = in_order.filter(below).map(|(at, far)| (at, filled[far])).collect();
                assert_eq!(sieve.finish().0, all, "{way:?} {line} {limit}");
            }
        }
    }
}

#[test]
fn lines_abreast_are_lines_by_themselves() {
    let programme = programme(12_000, 6, 0);
    let costs = programme.costs();
    let source = costs.as_sift().unwrap();
    let (rows, cols) = costs.shape();
    for (way, lines, pairs) in [(Lines::Rows, rows, cols), (Lines::Cols, cols, rows)] {
        let exact = prices(pairs, 3);
        let short = Prices::new(source, way, &exact);
        let some: Vec<u32> = (0..lines as u32).step_by(lines / 11).collect();
        let wanted = |line: u32| match line % 3 {
            0 => Sieve::below(pairs, -500_000),
            k => Sieve::best(line as usize, pairs, 9 * k as usize),
        };
        let mut abreast: Vec<Sieve> = some.iter().map(|&line| wanted(line)).collect();
        source.sift(way, &some, &short, &mut abreast);
        for (&line, sieve) in some.iter().zip(abreast) {
            let mut one = wanted(line);
            source.sift(way, &[line], &short, std::slice::from_mut(&mut one));
            assert_eq!(sieve.finish(), one.finish(), "{way:?} {line}");
        }
    }
}

#[test]
fn a_line_looked_through_is_a_line_filled() {
    for (people, seed) in [(40, 1), (300, 2), (1_500, 3)] {
        assert_lines_agree(&programme(people, seed, 0), 1 + people as usize / 40, false);
        assert_lines_agree(&programme(people, seed, 350_000), 1 + people as usize / 20, false);
    }
}

#[test]
fn lines_of_several_blocks_agree() {
    assert_lines_agree(&programme(23_000, 4, 0), 2_300, true);
}

#[test]
fn a_filled_line_is_its_pairs() {
    let programme = programme(400, 5, 250_000);
    let costs = programme.costs();
    let (rows, cols) = costs.shape();
    let mut filled = vec![0; cols];
    for row in 0..rows {
        costs.row(row, &mut filled);
        // Every other row is looked through first: what it is barred with is then known.
        if row % 2 == 0 {
            let prices = Prices::owned(costs.as_sift().unwrap(), Lines::Rows, vec![0; cols]);
            let mut sieve = [Sieve::best(row, cols, 1)];
            costs.sift(Lines::Rows, &[row as u32], &prices, &mut sieve);
        }
        for (col, &cost) in filled.iter().enumerate() {
            assert_eq!(costs.cost(row, col).unwrap_or(ABSENT), cost);
        }
    }
}

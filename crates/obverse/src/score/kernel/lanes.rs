//! The loops over pairs that everything else waits for.
//!
//! Each is written once, as plain code that the compiler turns into vector instructions, and compiled twice: for any machine,
//! and for those with AVX2, which is asked at run time. Only [`tally`] is written twice, because no plain code becomes the
//! instruction that looks up 32 bytes at once. All is integer arithmetic, so both give the same.
//!
//! Source of the look-up: D. Lemire, W. Muła, *Transcoding billions of Unicode characters per second with SIMD instructions*,
//! Software: Practice and Experience 52(2), 2022, 555–575, <https://doi.org/10.1002/spe.3036> (tables of 16 bytes in a
//! register).

#![allow(unsafe_code, reason = "calling what is compiled for AVX2 on a machine that has it, and its loads and stores")]
#![allow(clippy::inline_always, reason = "the same body compiled for two instruction sets")]

use std::ops::Range;

use super::look::{GROUP, units};

/// Compiles a function twice and calls the faster that runs here.
macro_rules! twice {
    ($(#[$doc:meta])* $name:ident, $body:ident, ($($arg:ident: $type:ty),*)) => {
        $(#[$doc])*
        #[inline]
        pub(crate) fn $name($($arg: $type),*) {
            #[cfg(target_arch = "x86_64")]
            {
                #[target_feature(enable = "avx2")]
                fn fast($($arg: $type),*) {
                    $body($($arg),*);
                }
                if std::arch::is_x86_feature_detected!("avx2") {
                    // SAFETY: the processor has AVX2.
                    return unsafe { fast($($arg),*) };
                }
            }
            $body($($arg),*);
        }
    };
}

/// What each code adds to a sum, by its number.
pub(super) type Amounts = [u8; 32];

/// The code of a number below 32: below 16 as it is, else with the top bit in place of the 16, which is what a look-up asks.
pub(super) fn code_of(number: u8) -> u8 {
    number & 15 | (number & 16) << 3
}

/// What a code adds.
#[inline(always)]
pub(super) fn looked_up(amounts: &Amounts, code: u8) -> u8 {
    amounts[usize::from(code & 15 | (code >> 3) & 16)]
}

/// Adds to each sum, modulo 256, what its code stands for.
#[inline]
pub(super) fn tally(sums: &mut [u8], codes: &[u8], amounts: &Amounts) {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        // SAFETY: the processor has AVX2.
        return unsafe { tally_avx2(sums, codes, amounts) };
    }
    tally_plain(sums, codes, amounts);
}

fn tally_plain(sums: &mut [u8], codes: &[u8], amounts: &Amounts) {
    for (sum, &code) in sums.iter_mut().zip(codes) {
        *sum = sum.wrapping_add(looked_up(amounts, code));
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
#[allow(clippy::cast_ptr_alignment, reason = "these loads and stores take any alignment")]
fn tally_avx2(sums: &mut [u8], codes: &[u8], amounts: &Amounts) {
    use std::arch::x86_64::{
        __m128i, __m256i, _mm_loadu_si128, _mm256_add_epi8, _mm256_broadcastsi128_si256, _mm256_loadu_si256,
        _mm256_or_si256, _mm256_set1_epi8, _mm256_shuffle_epi8, _mm256_storeu_si256, _mm256_xor_si256,
    };
    const LANES: usize = 32;
    let whole = sums.len().min(codes.len()) / LANES * LANES;
    let (first, last) = amounts.split_at(16);
    // SAFETY: each half has 16 bytes.
    let [low, high] = [first, last].map(|half| unsafe { _mm_loadu_si128(half.as_ptr().cast::<__m128i>()) });
    let (low, high) = (_mm256_broadcastsi128_si256(low), _mm256_broadcastsi128_si256(high));
    // A look-up gives 0 where the code's top bit is set.
    let other = _mm256_set1_epi8(i8::MIN);
    for at in (0..whole).step_by(LANES) {
        // SAFETY: both slices have LANES bytes from `at` on.
        unsafe {
            let to = sums.as_mut_ptr().add(at).cast::<__m256i>();
            let code = _mm256_loadu_si256(codes.as_ptr().add(at).cast::<__m256i>());
            let amount = _mm256_or_si256(
                _mm256_shuffle_epi8(low, code),
                _mm256_shuffle_epi8(high, _mm256_xor_si256(code, other)),
            );
            _mm256_storeu_si256(to, _mm256_add_epi8(_mm256_loadu_si256(to), amount));
        }
    }
    tally_plain(&mut sums[whole..], &codes[whole..], amounts);
}

/// From a sum to its points by two products: `sum · whole + ⌊(sum · part + ½) / 2²²⌋`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Rate {
    pub(super) whole: u32,
    pub(super) part: u32,
}

/// Binary places of [`Rate::part`].
const PLACES: u32 = 22;

impl Rate {
    /// The largest denominator for which points are exact.
    ///
    /// Let *r* be the rest of weight / den. `part` is *r* · 2²² / den rounded up, so at a sum *n* ≤ den it is too large by less than
    /// *n* / 2²² < 1/16,512 (den ≤ 254) of a point, and *n* · *r* / den + ½ falls short of the next whole number by 1/508 at least.
    pub(super) const LARGEST: u64 = 254;

    /// ⌊weight · sum / den + ½⌋ for every sum up to `den`, which is at most [`Rate::LARGEST`]; nothing if `den` is 0.
    pub(super) fn new(weight: u32, den: u64) -> Rate {
        let den = den as u32;
        if den == 0 {
            return Rate::default();
        }
        Rate { whole: weight / den, part: ((weight % den) << PLACES).div_ceil(den) }
    }

    #[inline(always)]
    pub(super) fn points(self, sum: u8) -> u32 {
        let sum = u32::from(sum);
        sum * self.whole + ((sum * self.part + (1 << (PLACES - 1))) >> PLACES)
    }
}

twice!(
    /// Adds the points of sums that all have one rate.
    add_rated, add_rated_body, (out: &mut [u32], sums: &[u8], rate: Rate)
);

#[inline(always)]
fn add_rated_body(out: &mut [u32], sums: &[u8], rate: Rate) {
    for (out, &sum) in out.iter_mut().zip(sums) {
        *out += rate.points(sum);
    }
}

twice!(
    /// Adds the points of sums that have a rate each: whole points and parts.
    add_rated_each, add_rated_each_body, (out: &mut [u32], sums: &[u8], whole: &[u32], part: &[u32])
);

#[inline(always)]
fn add_rated_each_body(out: &mut [u32], sums: &[u8], whole: &[u32], part: &[u32]) {
    let rates = whole.iter().zip(part);
    for ((out, &sum), (&whole, &part)) in out.iter_mut().zip(sums).zip(rates) {
        *out += Rate { whole, part }.points(sum);
    }
}

twice!(
    /// Adds what each code of a table stands for.
    add_coded, add_coded_body, (out: &mut [u32], codes: &[u16], points: &[u32])
);

#[inline(always)]
fn add_coded_body(out: &mut [u32], codes: &[u16], points: &[u32]) {
    for (out, &code) in out.iter_mut().zip(codes) {
        *out += points[usize::from(code)];
    }
}

twice!(
    /// Adds what each run of equals stands for, from place `from` on: where runs start, their codes, what codes stand for.
    add_runs, add_runs_body, (out: &mut [u32], from: usize, starts: &[u32], codes: &[u32], points: &[u32])
);

#[inline(always)]
fn add_runs_body(out: &mut [u32], from: usize, starts: &[u32], codes: &[u32], points: &[u32]) {
    let to = from + out.len();
    let first = starts.partition_point(|&start| start as usize <= from).saturating_sub(1);
    let ends = starts[first..].iter().skip(1).map(|&start| start as usize).chain([usize::MAX]);
    let mut at = from;
    for (&code, end) in codes[first..].iter().zip(ends) {
        let (end, points) = (end.min(to), points[code as usize]);
        for out in &mut out[at - from..end - from] {
            *out += points;
        }
        at = end;
        if at == to {
            return;
        }
    }
}

twice!(
    /// The units of each run of equals and `more`, for these places: where runs start and their codes, what codes stand for. A
    /// group is written at a time, so what is up to a group behind the places may be written to as well.
    fill_runs, fill_runs_body, (out: &mut [i16], places: Range<usize>, runs: (&[u32], &[u32]), points: &[u32], more: i16)
);

#[inline(always)]
fn fill_runs_body(out: &mut [i16], places: Range<usize>, (starts, codes): (&[u32], &[u32]), points: &[u32], more: i16) {
    let Range { start: from, end: to } = places;
    let first = starts.partition_point(|&start| start as usize <= from).saturating_sub(1);
    let ends = starts[first..].iter().skip(1).map(|&start| start as usize).chain([to]);
    let mut at = 0;
    for (&code, end) in codes[first..].iter().zip(ends) {
        let run = [units(points[code as usize]).saturating_add(more); GROUP];
        let end = end.min(to) - from;
        while at < end {
            out[at..at + GROUP].copy_from_slice(&run);
            at += GROUP;
        }
        at = end;
        if from + at == to {
            return;
        }
    }
}

/// In place of points: a pair that must not be made. With it a value is 2³⁰ greater, above every limit.
pub(crate) const BARRED: u32 = 0xC000_0000;

/// Pairs that are told apart together.
const CHUNK: usize = 64;

twice!(
    /// Where `short − points` is below the limit, in order, appended to `found`.
    below, below_body, (points: &[u32], short: &[i32], limit: i32, found: &mut Vec<u32>)
);

#[inline(always)]
fn below_body(points: &[u32], short: &[i32], limit: i32, found: &mut Vec<u32>) {
    for (chunk, (points, short)) in points.chunks(CHUNK).zip(short.chunks(CHUNK)).enumerate() {
        let mut least = i32::MAX;
        for (&points, &short) in points.iter().zip(short) {
            least = least.min(short.wrapping_sub(points as i32));
        }
        if least < limit {
            for (at, (&points, &short)) in points.iter().zip(short).enumerate() {
                if short.wrapping_sub(points as i32) < limit {
                    found.push((chunk * CHUNK + at) as u32);
                }
            }
        }
    }
}

/// Pairs whose least value stands for all of them.
const OCTET: usize = 8;

twice!(
    /// The least of `short − points` in each group of pairs, into `least`.
    least_of_groups, least_of_groups_body, (points: &[u32], short: &[i32], least: &mut Vec<i32>)
);

#[inline(always)]
fn least_of_groups_body(points: &[u32], short: &[i32], least: &mut Vec<i32>) {
    least.clear();
    for (points, short) in points.chunks(OCTET).zip(short.chunks(OCTET)) {
        let mut group = i32::MAX;
        for (&points, &short) in points.iter().zip(short) {
            group = group.min(short.wrapping_sub(points as i32));
        }
        least.push(group);
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::score::ratio::Ratio;

    /// Numbers without a pattern.
    pub(in crate::score::kernel) fn mixed(seed: u64) -> impl FnMut() -> u64 {
        let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        move || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        }
    }

    const LENGTHS: [usize; 9] = [0, 1, 7, 31, 32, 33, 64, 100, 4096];

    #[test]
    fn a_rate_gives_the_points_of_a_division() {
        for weight in [0, 1, 2, 3, 149_999, 150_000, 400_000, 999_999, 1_000_000] {
            for den in 0..=Rate::LARGEST {
                let rate = Rate::new(weight, den);
                for num in 0..=den {
                    let exact = if den == 0 { 0 } else { Ratio { num, den }.points(weight) };
                    assert_eq!(rate.points(num as u8), exact, "{weight} · {num}/{den}");
                }
            }
        }
    }

    #[test]
    fn tallies_agree_with_and_without_vectors() {
        for length in LENGTHS {
            let mut next = mixed(length as u64 + 1);
            let codes: Vec<u8> = (0..length).map(|_| code_of((next() % 32) as u8)).collect();
            let amounts: Amounts = std::array::from_fn(|_| next() as u8);
            let begun: Vec<u8> = (0..length).map(|_| next() as u8).collect();
            let (mut fast, mut plain) = (begun.clone(), begun.clone());
            tally(&mut fast, &codes, &amounts);
            tally_plain(&mut plain, &codes, &amounts);
            assert_eq!(fast, plain);
            let by_hand = begun.iter().zip(&codes).map(|(&sum, &code)| sum.wrapping_add(looked_up(&amounts, code)));
            assert!(fast.iter().copied().eq(by_hand));
        }
    }

    #[test]
    fn every_loop_agrees_with_its_plain_body() {
        for length in LENGTHS {
            let mut next = mixed(length as u64 + 99);
            let mut some = |below: u64| -> Vec<u32> { (0..length).map(|_| (next() % below) as u32).collect() };
            let (begun, whole, part) = (some(1 << 20), some(4000), some(1 << PLACES));
            let sums: Vec<u8> = some(255).iter().map(|&sum| sum as u8).collect();
            let codes: Vec<u16> = some(700).iter().map(|&code| code as u16).collect();
            let points: Vec<u32> = (0..700).map(|k| k * 31 % 450_000).collect();
            let pair = |fast: &dyn Fn(&mut [u32]), plain: &dyn Fn(&mut [u32])| {
                let (mut one, mut other) = (begun.clone(), begun.clone());
                fast(&mut one);
                plain(&mut other);
                assert_eq!(one, other, "{length}");
            };
            let rate = Rate::new(400_000, 37);
            pair(&|out| add_rated(out, &sums, rate), &|out| add_rated_body(out, &sums, rate));
            pair(&|out| add_rated_each(out, &sums, &whole, &part), &|out| {
                add_rated_each_body(out, &sums, &whole, &part);
            });
            pair(&|out| add_coded(out, &codes, &points), &|out| add_coded_body(out, &codes, &points));
        }
    }

    #[test]
    fn what_is_below_a_limit_is_found_and_nothing_barred() {
        for length in LENGTHS {
            let mut next = mixed(length as u64 + 7);
            let points: Vec<u32> = (0..length)
                .map(|_| if next().is_multiple_of(5) { BARRED } else { (next() % 1_000_001) as u32 })
                .collect();
            let far = (1 << 29) - 1;
            let short: Vec<i32> =
                (0..length).map(|_| if next().is_multiple_of(9) { far } else { (next() % 2_000_000) as i32 }).collect();
            for limit in [i32::MIN, -1_000_000, -700_000, 0, 900_000, far, far + 1] {
                let (mut fast, mut plain) = (vec![7], vec![7]);
                below(&points, &short, limit, &mut fast);
                below_body(&points, &short, limit, &mut plain);
                assert_eq!(fast, plain);
                let by_hand = (0..length)
                    .filter(|&k| points[k] != BARRED && i64::from(short[k]) - i64::from(points[k]) < i64::from(limit));
                assert!(fast[1..].iter().map(|&k| k as usize).eq(by_hand), "{length} {limit}");
            }
            let (mut fast, mut plain) = (Vec::new(), Vec::new());
            least_of_groups(&points, &short, &mut fast);
            least_of_groups_body(&points, &short, &mut plain);
            assert_eq!(fast, plain);
            let value = |k: usize| short[k].wrapping_sub(points[k] as i32);
            let groups = (0..length).step_by(OCTET).map(|from| (from..length.min(from + OCTET)).map(value).min());
            assert!(fast.iter().map(|&least| Some(least)).eq(groups));
        }
    }
}

//! The loops everything else waits for: one line of the matrix against the prices.
//!
//! Each is written once, as plain code that the compiler turns into vector instructions, and compiled twice: for any
//! machine, and for those with AVX2, which is asked at run time. Both do the same operations in the same order, so the
//! results are the same to the last bit (nothing is fused: Rust never contracts a product and a sum).

#![allow(unsafe_code, reason = "calling a function compiled for AVX2, on a machine that was asked whether it has AVX2")]
#![allow(clippy::inline_always, reason = "the same body compiled for two instruction sets")]

use super::number::{Number, Value};

/// Values looked at together.
const LANES: usize = 8;

/// Compiles a function twice and calls the faster that runs here.
macro_rules! twice {
    ($(#[$doc:meta])* $name:ident, $body:ident, <T>, ($($arg:ident: $type:ty),*) -> $out:ty) => {
        $(#[$doc])*
        #[inline]
        pub(crate) fn $name<T: Number>($($arg: $type),*) -> $out {
            #[cfg(target_arch = "x86_64")]
            {
                #[target_feature(enable = "avx2")]
                fn fast<T: Number>($($arg: $type),*) -> $out {
                    $body::<T>($($arg),*)
                }
                if std::arch::is_x86_feature_detected!("avx2") {
                    // SAFETY: the processor has AVX2.
                    return unsafe { fast::<T>($($arg),*) };
                }
            }
            $body::<T>($($arg),*)
        }
    };
}

/// The best and the second best of a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Two<V> {
    pub(super) best: V,
    pub(super) at: usize,
    pub(super) second: V,
}

twice!(
    /// Best and second best of `line − prices`; the leftmost best but for the order of lanes.
    least_two, least_two_body, <T>, (line: &[T], prices: &[T::Dual], reading: T::Reading) -> Two<T::Dual>
);

#[inline(always)]
fn least_two_body<T: Number>(line: &[T], prices: &[T::Dual], reading: T::Reading) -> Two<T::Dual> {
    let mut best = [T::Dual::ABSENT; LANES];
    let mut second = [T::Dual::ABSENT; LANES];
    let mut at = [u64::MAX; LANES];
    let blocks = line.chunks_exact(LANES).zip(prices.chunks_exact(LANES));
    let rest = line.len() / LANES * LANES;
    for (block, (line, prices)) in (0_u64..).zip(blocks) {
        for lane in 0..LANES {
            let value = line[lane].read(reading) - prices[lane];
            let better = value < best[lane];
            second[lane] = second[lane].least(best[lane].most(value));
            at[lane] = if better { block } else { at[lane] };
            best[lane] = if better { value } else { best[lane] };
        }
    }
    let mut two = Two { best: T::Dual::ABSENT, at: usize::MAX, second: T::Dual::ABSENT };
    for lane in 0..LANES {
        two.second = two.second.least(second[lane]).least(two.best.most(best[lane]));
        let place = (at[lane] as usize).saturating_mul(LANES).saturating_add(lane);
        if best[lane] < two.best || (best[lane] == two.best && place < two.at) {
            (two.best, two.at) = (best[lane], place);
        }
    }
    for (place, (entry, &price)) in (rest..).zip(line[rest..].iter().zip(&prices[rest..])) {
        let value = entry.read(reading) - price;
        two.second = two.second.least(two.best.most(value));
        if value < two.best {
            (two.best, two.at) = (value, place);
        }
    }
    two
}

twice!(
    /// `distances = line − prices`; returns the least.
    begin, begin_body, <T>, (line: &[T], prices: &[T::Dual], reading: T::Reading, distances: &mut [T::Dual]) -> T::Dual
);

#[inline(always)]
fn begin_body<T: Number>(line: &[T], prices: &[T::Dual], reading: T::Reading, distances: &mut [T::Dual]) -> T::Dual {
    distances.fill(T::Dual::ABSENT);
    relax_body(line, prices, reading, (T::Dual::ZERO, distances))
}

twice!(
    /// `distances = min(distances, from + line − prices)`; returns the least of all distances.
    relax, relax_body, <T>,
    (line: &[T], prices: &[T::Dual], reading: T::Reading, to: (T::Dual, &mut [T::Dual])) -> T::Dual
);

#[inline(always)]
fn relax_body<T: Number>(
    line: &[T],
    prices: &[T::Dual],
    reading: T::Reading,
    (from, distances): (T::Dual, &mut [T::Dual]),
) -> T::Dual {
    let mut least = [T::Dual::ABSENT; LANES];
    let rest = line.len() / LANES * LANES;
    let blocks = line.chunks_exact(LANES).zip(prices.chunks_exact(LANES));
    for (distances, (line, prices)) in distances.chunks_exact_mut(LANES).zip(blocks) {
        for lane in 0..LANES {
            let reached = from + (line[lane].read(reading) - prices[lane]);
            distances[lane] = reached.least(distances[lane]);
            least[lane] = distances[lane].least(least[lane]);
        }
    }
    let mut least = least.into_iter().fold(T::Dual::ABSENT, T::Dual::least);
    for (distance, (entry, &price)) in distances[rest..].iter_mut().zip(line[rest..].iter().zip(&prices[rest..])) {
        *distance = (from + (entry.read(reading) - price)).least(*distance);
        least = distance.least(least);
    }
    least
}

twice!(
    /// The first look at a line: the greatest of its entries, whether one is no cost, and the least of each column so far.
    survey, survey_body, <T>, (line: &[T], reading: T::Reading, columns: &mut [T::Dual]) -> (T::Dual, bool)
);

#[inline(always)]
fn survey_body<T: Number>(line: &[T], reading: T::Reading, columns: &mut [T::Dual]) -> (T::Dual, bool) {
    let mut high = [T::FIRST_HIGH; LANES];
    // Not a truth value but a number, so that it is as wide as the entries.
    let mut invalid = [T::Dual::ZERO; LANES];
    let mut one = |entry: T, column: &mut T::Dual, lane: usize| {
        let (value, valid) = entry.survey(reading);
        *column = value.least(*column);
        high[lane] = if value < T::FIRST_LOW { value.most(high[lane]) } else { high[lane] };
        invalid[lane] = if valid { invalid[lane] } else { T::Dual::ABSENT };
    };
    let rest = line.len() / LANES * LANES;
    for (columns, line) in columns.chunks_exact_mut(LANES).zip(line.chunks_exact(LANES)) {
        for lane in 0..LANES {
            one(line[lane], &mut columns[lane], lane);
        }
    }
    for (column, &entry) in columns[rest..].iter_mut().zip(&line[rest..]) {
        one(entry, column, 0);
    }
    let invalid = invalid.into_iter().any(|invalid| invalid > T::Dual::ZERO);
    (high.into_iter().fold(T::FIRST_HIGH, T::Dual::most), invalid)
}

twice!(
    /// The least and the greatest entry, absent ones aside.
    span, span_body, <T>, (line: &[T], reading: T::Reading) -> (T::Dual, T::Dual)
);

#[inline(always)]
fn span_body<T: Number>(line: &[T], reading: T::Reading) -> (T::Dual, T::Dual) {
    let (mut low, mut high) = ([T::FIRST_LOW; LANES], [T::FIRST_HIGH; LANES]);
    let mut one = |entry: T, lane: usize| {
        let (value, _) = entry.survey(reading);
        low[lane] = value.least(low[lane]);
        high[lane] = if value < T::FIRST_LOW { value.most(high[lane]) } else { high[lane] };
    };
    let blocks = line.chunks_exact(LANES);
    blocks.remainder().iter().for_each(|&entry| one(entry, 0));
    for line in blocks {
        for (lane, &entry) in line.iter().enumerate() {
            one(entry, lane);
        }
    }
    (low.into_iter().fold(T::FIRST_LOW, T::Dual::least), high.into_iter().fold(T::FIRST_HIGH, T::Dual::most))
}

twice!(
    /// Where `values` are at most `level`, in order, appended to `found`.
    up_to, up_to_body, <T>, (values: &[T::Dual], level: T::Dual, found: &mut Vec<u32>) -> ()
);

#[inline(always)]
fn up_to_body<T: Number>(values: &[T::Dual], level: T::Dual, found: &mut Vec<u32>) {
    let rest = values.len() / LANES * LANES;
    for (block, values) in values.chunks_exact(LANES).enumerate() {
        let mut any = false;
        for &value in values {
            any |= value <= level;
        }
        if any {
            for (lane, &value) in values.iter().enumerate() {
                if value <= level {
                    found.push((block * LANES + lane) as u32);
                }
            }
        }
    }
    for (at, &value) in (rest..).zip(&values[rest..]) {
        if value <= level {
            found.push(at as u32);
        }
    }
}

/// Groups a stretch of a line is told apart in.
pub(super) const GROUPS: usize = LANES;

/// Entries of a stretch. Entry *e* of a stretch is in group *e* mod [`GROUPS`]: least values then need no step across lanes.
pub(super) const STRETCH: usize = 16 * GROUPS;

twice!(
    /// The least of `line − prices` in each group of each stretch, the last one shorter.
    minima, minima_body, <T>, (line: &[T], prices: &[T::Dual], reading: T::Reading, least: &mut [T::Dual]) -> ()
);

#[inline(always)]
fn minima_body<T: Number>(line: &[T], prices: &[T::Dual], reading: T::Reading, least: &mut [T::Dual]) {
    let stretches = line.chunks(STRETCH).zip(prices.chunks(STRETCH));
    for (least, (line, prices)) in least.chunks_exact_mut(GROUPS).zip(stretches) {
        let mut lanes = [T::Dual::ABSENT; LANES];
        for (line, prices) in line.chunks_exact(LANES).zip(prices.chunks_exact(LANES)) {
            for lane in 0..LANES {
                lanes[lane] = (line[lane].read(reading) - prices[lane]).least(lanes[lane]);
            }
        }
        let rest = line.len() / LANES * LANES;
        for (lane, (entry, &price)) in lanes.iter_mut().zip(line[rest..].iter().zip(&prices[rest..])) {
            *lane = (entry.read(reading) - price).least(*lane);
        }
        least.copy_from_slice(&lanes);
    }
}

twice!(
    /// `prices = min(prices, line − dual)`.
    price, price_body, <T>, (line: &[T], dual: T::Dual, reading: T::Reading, prices: &mut [T::Dual]) -> ()
);

#[inline(always)]
fn price_body<T: Number>(line: &[T], dual: T::Dual, reading: T::Reading, prices: &mut [T::Dual]) {
    for (price, entry) in prices.iter_mut().zip(line) {
        *price = (entry.read(reading) - dual).least(*price);
    }
}

//! The loops everything else waits for: one line of the matrix against the prices.
//!
//! Each is written once, as plain code that the compiler turns into vector instructions, and compiled twice: for any
//! machine, and for those with AVX2, which is asked at run time. Both do the same operations in the same order, so the
//! results are the same to the last bit (nothing is fused: Rust never contracts a product and a sum).

#![allow(unsafe_code, reason = "calling a function compiled for AVX2, on a machine that was asked whether it has AVX2")]
#![allow(clippy::inline_always, reason = "the same body compiled for two instruction sets")]

use super::number::{Number, Range, Value};

/// Values looked at together.
const LANES: usize = 8;

/// Compiles a function twice and calls the faster that runs here. Never inlined: vector instructions come from knowing that the
/// slices do not overlap, which is known of arguments only.
macro_rules! twice {
    ($(#[$doc:meta])* $name:ident, $body:ident, <T>, ($($arg:ident: $type:ty),* $(,)?) -> $out:ty) => {
        $(#[$doc])*
        #[inline]
        pub(crate) fn $name<T: Number>($($arg: $type),*) -> $out {
            #[cfg(target_arch = "x86_64")]
            {
                #[target_feature(enable = "avx2")]
                #[inline(never)]
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

/// All lanes in one, by halves.
#[inline(always)]
fn across<V: Copy>(lanes: [V; LANES], both: impl Fn(V, V) -> V) -> V {
    let [a, b, c, d, e, f, g, h] = lanes;
    both(both(both(a, e), both(c, g)), both(both(b, f), both(d, h)))
}

/// The best and the second best of a line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Two<V> {
    pub(crate) best: V,
    pub(crate) at: usize,
    pub(crate) second: V,
}

twice!(
    /// Best and second best of `line − prices`; the leftmost best but for the order of groups.
    least_two, least_two_body, <T>, (line: &[T], prices: &[T::Dual], reading: T::Reading) -> Two<T::Dual>
);

/// First the least of each group, without places, then the two best groups, then the best group again: what is done for
/// each entry is one subtraction and one comparison.
#[inline(always)]
fn least_two_body<T: Number>(line: &[T], prices: &[T::Dual], reading: T::Reading) -> Two<T::Dual> {
    let mut two = Two { best: T::Dual::ABSENT, at: usize::MAX, second: T::Dual::ABSENT };
    let mut group = 0;
    let stretches = line.chunks(STRETCH).zip(prices.chunks(STRETCH));
    for (stretch, (line, prices)) in stretches.enumerate() {
        for (lane, least) in group_minima::<T>(line, prices, reading).into_iter().enumerate() {
            if least < two.second {
                if least < two.best {
                    (two.second, two.best) = (two.best, least);
                    group = stretch * STRETCH + lane;
                } else {
                    two.second = least;
                }
            }
        }
    }
    let rest = line.len() / LANES * LANES;
    if two.best < T::Dual::REACH {
        let end = rest.min((group / STRETCH + 1) * STRETCH);
        for place in (group..end).step_by(GROUPS) {
            let value = line[place].read(reading) - prices[place];
            if value == two.best && two.at == usize::MAX {
                two.at = place;
            } else {
                two.second = value.least(two.second);
            }
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

/// The least of `line − prices` in each group of one stretch, entries that fill no lanes aside.
#[inline(always)]
fn group_minima<T: Number>(line: &[T], prices: &[T::Dual], reading: T::Reading) -> [T::Dual; GROUPS] {
    let mut lanes = [T::Dual::ABSENT; LANES];
    for (line, prices) in line.chunks_exact(LANES).zip(prices.chunks_exact(LANES)) {
        for lane in 0..LANES {
            lanes[lane] = (line[lane].read(reading) - prices[lane]).least(lanes[lane]);
        }
    }
    lanes
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
    let mut least = across(least, T::Dual::least);
    for (distance, (entry, &price)) in distances[rest..].iter_mut().zip(line[rest..].iter().zip(&prices[rest..])) {
        *distance = (from + (entry.read(reading) - price)).least(*distance);
        least = distance.least(least);
    }
    least
}

/// Lines that are looked at together in a first look: so the least of each column is read and written once for all of them.
pub(super) const TOGETHER: usize = 4;

/// What a first look at some lines has found, in lanes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen<V> {
    low: [V; LANES],
    high: [V; LANES],
    tally: [V; LANES],
}

impl<V: Value> Seen<V> {
    pub(super) fn nothing<T: Number<Dual = V>>() -> Self {
        Self { low: [T::FIRST_LOW; LANES], high: [T::FIRST_HIGH; LANES], tally: [V::ZERO; LANES] }
    }

    /// The least and the greatest entry, if all are certainly costs and none is absent.
    pub(super) fn range<T: Number<Dual = V>>(&self, reading: T::Reading) -> Option<Range<V>> {
        let low = self.low.into_iter().fold(T::FIRST_LOW, V::least);
        let high = self.high.into_iter().fold(T::FIRST_HIGH, V::most);
        let tally = self.tally.into_iter().fold(V::ZERO, T::tally);
        T::all_plain(high, tally, reading).then_some(Range { low, high })
    }

    /// The first look at some lines, which may be the same: the least of each column with them is written to `after`.
    pub(super) fn look<T: Number<Dual = V>>(
        &mut self,
        lines: [&[T]; TOGETHER],
        reading: T::Reading,
        columns: (&[V], &mut [V]),
    ) {
        lower::<T>(lines, reading, columns, self);
    }

    /// The first look at a line where the least of each column does not matter.
    pub(super) fn glance<T: Number<Dual = V>>(&mut self, line: &[T], reading: T::Reading) {
        survey_all::<T>(line, reading, &mut self.low, &mut self.high, &mut self.tally);
    }
}

twice!(
    /// `after = min(before, lines)`, and what is seen on the way.
    ///
    /// From one slice to another: a minimum in place becomes a masked store, which is slow.
    lower, lower_body, <T>,
    (
        lines: [&[T]; TOGETHER],
        reading: T::Reading,
        columns: (&[T::Dual], &mut [T::Dual]),
        seen: &mut Seen<T::Dual>,
    ) -> ()
);

#[inline(always)]
fn lower_body<T: Number>(
    lines: [&[T]; TOGETHER],
    reading: T::Reading,
    (before, after): (&[T::Dual], &mut [T::Dual]),
    seen: &mut Seen<T::Dual>,
) {
    let Seen { mut low, mut high, mut tally } = *seen;
    let rest = after.len() / LANES * LANES;
    let [a, b, c, d] = lines.map(|line| line.as_chunks::<LANES>().0);
    let blocks = before.as_chunks::<LANES>().0.iter().zip(a.iter().zip(b).zip(c.iter().zip(d)));
    for (after, (before, ((a, b), (c, d)))) in after.as_chunks_mut::<LANES>().0.iter_mut().zip(blocks) {
        let mut least = *before;
        for line in [a, b, c, d] {
            for lane in 0..LANES {
                let value = line[lane].survey(reading);
                least[lane] = value.least(least[lane]);
                high[lane] = value.most(high[lane]);
                tally[lane] = T::tally(tally[lane], value);
            }
        }
        for lane in 0..LANES {
            low[lane] = least[lane].least(low[lane]);
        }
        *after = least;
    }
    for (at, (after, &before)) in (rest..).zip(after[rest..].iter_mut().zip(&before[rest..])) {
        *after = before;
        for line in lines {
            let value = line[at].survey(reading);
            *after = value.least(*after);
            high[0] = value.most(high[0]);
            tally[0] = T::tally(tally[0], value);
        }
        low[0] = after.least(low[0]);
    }
    *seen = Seen { low, high, tally };
}

twice!(
    /// The least and the greatest entry, and a sum that shows if one is no plain number.
    survey_all, survey_all_body, <T>,
    (
        line: &[T],
        reading: T::Reading,
        low: &mut [T::Dual; LANES],
        high: &mut [T::Dual; LANES],
        tally: &mut [T::Dual; LANES],
    ) -> ()
);

#[inline(always)]
fn survey_all_body<T: Number>(
    line: &[T],
    reading: T::Reading,
    low: &mut [T::Dual; LANES],
    high: &mut [T::Dual; LANES],
    tally: &mut [T::Dual; LANES],
) {
    let (mut least, mut most, mut sum) = (*low, *high, *tally);
    let blocks = line.chunks_exact(LANES);
    let tail = blocks.remainder();
    for line in blocks {
        for lane in 0..LANES {
            let value = line[lane].survey(reading);
            least[lane] = value.least(least[lane]);
            most[lane] = value.most(most[lane]);
            sum[lane] = T::tally(sum[lane], value);
        }
    }
    (*low, *high, *tally) = (least, most, sum);
    for (lane, &entry) in tail.iter().enumerate() {
        let value = entry.survey(reading);
        low[lane] = value.least(low[lane]);
        high[lane] = value.most(high[lane]);
        tally[lane] = T::tally(tally[lane], value);
    }
}

twice!(
    /// The least and the greatest entry, absent ones aside.
    span, span_body, <T>, (line: &[T], reading: T::Reading) -> (T::Dual, T::Dual)
);

#[inline(always)]
fn span_body<T: Number>(line: &[T], reading: T::Reading) -> (T::Dual, T::Dual) {
    let (mut low, mut high) = ([T::FIRST_LOW; LANES], [T::FIRST_HIGH; LANES]);
    let mut one = |entry: T, lane: usize| {
        let value = entry.survey(reading);
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
    (across(low, T::Dual::least), across(high, T::Dual::most))
}

/// Entries that are told equal or not at once.
pub(super) const EQUALS: usize = 2 * LANES;

twice!(
    /// Where a line is `level` as surveyed, in order, until less than [`EQUALS`] places of `found` are left. Returns how many.
    equal, equal_body, <T>, (line: &[T], level: T::Dual, reading: T::Reading, found: &mut [u32]) -> usize
);

#[inline(always)]
fn equal_body<T: Number>(line: &[T], level: T::Dual, reading: T::Reading, found: &mut [u32]) -> usize {
    let mut count = 0;
    let whole = line.chunks_exact(EQUALS);
    let tail = whole.remainder();
    for (block, entries) in whole.enumerate() {
        let mut any = false;
        for &entry in entries {
            any |= entry.survey(reading) == level;
        }
        if any {
            let Some(room) = found[count..].first_chunk_mut::<EQUALS>() else { return count };
            count += places::<T>(entries, (block * EQUALS) as u32, (level, reading), room);
        }
    }
    let Some(room) = found[count..].first_chunk_mut::<EQUALS>() else { return count };
    count + places::<T>(tail, (line.len() - tail.len()) as u32, (level, reading), room)
}

/// Where a few entries are `level`. Nothing is decided on the way: whether one is cannot be foreseen.
#[inline(always)]
fn places<T: Number>(
    entries: &[T],
    first: u32,
    (level, reading): (T::Dual, T::Reading),
    found: &mut [u32; EQUALS],
) -> usize {
    let mut count = 0;
    for (at, &entry) in (first..).zip(entries) {
        found[count % EQUALS] = at;
        count += usize::from(entry.survey(reading) == level);
    }
    count
}

twice!(
    /// Where `values` are at most `level`, in order: written to the beginning of `found`. Returns how many.
    up_to, up_to_body, <T>, (values: &[T::Dual], level: T::Dual, found: &mut [u32]) -> usize
);

#[inline(always)]
fn up_to_body<T: Number>(values: &[T::Dual], level: T::Dual, found: &mut [u32]) -> usize {
    let mut count = 0;
    let rest = values.len() / LANES * LANES;
    for (block, values) in values.chunks_exact(LANES).enumerate() {
        let mut any = false;
        for &value in values {
            any |= value <= level;
        }
        if any {
            for (lane, &value) in values.iter().enumerate() {
                if value <= level {
                    found[count] = (block * LANES + lane) as u32;
                    count += 1;
                }
            }
        }
    }
    for (at, &value) in (rest..).zip(&values[rest..]) {
        if value <= level {
            found[count] = at as u32;
            count += 1;
        }
    }
    count
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
        least.copy_from_slice(&group_minima::<T>(line, prices, reading));
        let rest = line.len() / LANES * LANES;
        for (least, (entry, &price)) in least.iter_mut().zip(line[rest..].iter().zip(&prices[rest..])) {
            *least = (entry.read(reading) - price).least(*least);
        }
    }
}

twice!(
    /// Where `line − prices` is at most `level`, in order: written to the beginning of `found`. Returns how many, and the least
    /// value above the level. `least` is what [`minima`] has found: stretches that do not reach the level are passed over.
    reach, reach_body, <T>,
    (
        line: &[T],
        prices: &[T::Dual],
        reading: T::Reading,
        least: &[T::Dual],
        to: (T::Dual, &mut [u32]),
    ) -> (usize, T::Dual)
);

#[inline(always)]
fn reach_body<T: Number>(
    line: &[T],
    prices: &[T::Dual],
    reading: T::Reading,
    least: &[T::Dual],
    (level, found): (T::Dual, &mut [u32]),
) -> (usize, T::Dual) {
    let (mut count, mut above) = (0, [T::Dual::ABSENT; LANES]);
    let stretches = line.chunks(STRETCH).zip(prices.chunks(STRETCH)).zip(least.chunks_exact(GROUPS));
    for (stretch, ((line, prices), least)) in stretches.enumerate() {
        let mut any = false;
        for &least in least {
            any |= least <= level;
        }
        if !any {
            for lane in 0..GROUPS {
                above[lane] = least[lane].least(above[lane]);
            }
            continue;
        }
        let (first, rest) = (stretch * STRETCH, line.len() / LANES * LANES);
        for (block, (line, prices)) in line.chunks_exact(LANES).zip(prices.chunks_exact(LANES)).enumerate() {
            let mut near = [false; LANES];
            let mut any = false;
            for lane in 0..LANES {
                let value = line[lane].read(reading) - prices[lane];
                near[lane] = value <= level;
                any |= near[lane];
                above[lane] = (if value <= level { T::Dual::ABSENT } else { value }).least(above[lane]);
            }
            if any {
                for (lane, near) in near.into_iter().enumerate() {
                    found[count] = (first + block * LANES + lane) as u32;
                    count += usize::from(near);
                }
            }
        }
        for (at, (entry, &price)) in (first + rest..).zip(line[rest..].iter().zip(&prices[rest..])) {
            let value = entry.read(reading) - price;
            if value <= level {
                found[count] = at as u32;
                count += 1;
            } else {
                above[0] = value.least(above[0]);
            }
        }
    }
    (count, across(above, T::Dual::least))
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

twice!(
    /// Whether two lines are equal.
    same, same_body, <T>, (line: &[T], other: &[T]) -> bool
);

#[inline(always)]
fn same_body<T: Number>(line: &[T], other: &[T]) -> bool {
    let rest = line.len() / STRETCH * STRETCH;
    let equal = |(line, other): (&[T], &[T])| {
        let mut differ = false;
        for (a, b) in line.iter().zip(other) {
            differ |= a != b;
        }
        !differ
    };
    line.chunks_exact(STRETCH).zip(other.chunks_exact(STRETCH)).all(equal) && equal((&line[rest..], &other[rest..]))
}

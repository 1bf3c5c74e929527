//! The numbers a dense matrix may hold, and those they are computed with.
//!
//! `f64` and `f32` are computed in `f64` (widening is exact), `i64` and `i32` in `i64`. Reading an entry turns its sign for
//! a maximum, moves integers so that the least is 0, and scales floats by a power of two where their sums would overflow:
//! a few instructions on a value that is in a register anyway, so neither a maximum nor a narrow type needs a copy.

use super::exact::Exact;
use std::fmt::Debug;
use std::ops::{Add, Sub};

/// A number that distances and prices are computed in.
pub trait Value: Copy + PartialOrd + Add<Output = Self> + Sub<Output = Self> + Debug + Send + Sync + 'static {
    /// Nothing.
    const ZERO: Self;
    /// What an absent entry is read as: above all values that can be reached, whatever price is taken off.
    const ABSENT: Self;
    /// The price of a column that takes no part for now: all its values are out of reach.
    const CLOSED: Self;
    /// Values from here on are out of reach.
    const REACH: Self;
    /// The greatest value within reach.
    const LAST: Self;

    /// The smaller of two.
    #[inline]
    #[must_use]
    fn least(self, other: Self) -> Self {
        if self < other { self } else { other }
    }

    /// The greater of two.
    #[inline]
    #[must_use]
    fn most(self, other: Self) -> Self {
        if self > other { self } else { other }
    }

    /// The order of two, neither of which is NaN; minus zero may come before zero.
    #[must_use]
    fn order(&self, other: &Self) -> std::cmp::Ordering;

    /// A share of a width: `self / parts`, rounded down for integers.
    #[must_use]
    fn part(self, parts: u32) -> Self;
}

impl Value for f64 {
    const ZERO: Self = 0.0;
    const ABSENT: Self = f64::INFINITY;
    const CLOSED: Self = f64::NEG_INFINITY;
    const REACH: Self = f64::INFINITY;
    const LAST: Self = f64::MAX;

    #[inline]
    fn order(&self, other: &Self) -> std::cmp::Ordering {
        self.total_cmp(other)
    }

    fn part(self, parts: u32) -> Self {
        self / f64::from(parts)
    }
}

/// Width of the costs, times one more than the lines, stays below this: every sum is then far below [`i64::REACH`].
const WIDEST: i128 = 1 << 57;

impl Value for i64 {
    const ZERO: Self = 0;
    const ABSENT: Self = 3 << 60;
    const CLOSED: Self = -(1 << 62);
    const REACH: Self = 1 << 61;
    const LAST: Self = (1 << 61) - 1;

    #[inline]
    fn order(&self, other: &Self) -> std::cmp::Ordering {
        self.cmp(other)
    }

    fn part(self, parts: u32) -> Self {
        self / i64::from(parts)
    }
}

/// What is found in a first look at all entries.
#[derive(Clone, Copy, Debug)]
pub struct Range<V> {
    /// The least entry as read.
    pub low: V,
    /// The greatest entry as read, absent ones aside.
    pub high: V,
}

/// An entry of a dense matrix: `f64`, `f32`, `i64` or `i32`.
///
/// Sealed: the methods are the engine's own.
pub trait Number: Copy + Debug + PartialEq + Send + Sync + sealed::Sealed + 'static {
    /// What duals are given in: `f64` for floats, `i64` for integers.
    type Dual: Exact + Number<Dual = Self::Dual>;
    /// What objectives are given in: `f64` for floats, `i128` for integers.
    type Total: Copy + Debug + PartialEq + Send + Sync + 'static;
    /// How entries are read.
    #[doc(hidden)]
    type Reading: Copy + Send + Sync;
    /// Above everything that is surveyed.
    #[doc(hidden)]
    const FIRST_LOW: Self::Dual;
    /// Below everything that is surveyed.
    #[doc(hidden)]
    const FIRST_HIGH: Self::Dual;

    /// The first reading: sign only.
    #[doc(hidden)]
    fn first_reading(maximize: bool, absent: Option<Self>) -> Self::Reading;

    /// The final reading, for so many lines: `None` if sums would overflow.
    #[doc(hidden)]
    fn reading(first: Self::Reading, range: Range<Self::Dual>, lines: usize) -> Option<Self::Reading>;

    /// How far apart entries are as they are read.
    #[doc(hidden)]
    fn width(range: Range<Self::Dual>, reading: Self::Reading) -> Self::Dual;

    /// An entry in the first look.
    #[doc(hidden)]
    fn survey(self, reading: Self::Reading) -> Self::Dual;

    /// Whether an entry is a cost, or absent.
    #[doc(hidden)]
    fn is_cost(self, reading: Self::Reading) -> bool;

    /// A sum that shows, in the end, whether [`Number::all_plain`].
    #[doc(hidden)]
    fn tally(sum: Self::Dual, surveyed: Self::Dual) -> Self::Dual;

    /// Whether entries with this greatest and this tally are certainly costs, none of them absent. `false`: perhaps not.
    #[doc(hidden)]
    fn all_plain(high: Self::Dual, tally: Self::Dual, reading: Self::Reading) -> bool;

    /// An entry as read in the first look, in the final reading.
    #[doc(hidden)]
    fn adjust(surveyed: Self::Dual, reading: Self::Reading) -> Self::Dual;

    /// An entry, [`Value::ABSENT`] if it is absent.
    #[doc(hidden)]
    fn read(self, reading: Self::Reading) -> Self::Dual;

    /// The duals of a line that is matched and of a column, in terms of the matrix as it was given; `None` if they overflow.
    #[doc(hidden)]
    fn duals(near: Self::Dual, reading: Self::Reading) -> Option<Self::Dual>;

    /// The dual of the longer side.
    #[doc(hidden)]
    fn far_dual(far: Self::Dual, reading: Self::Reading) -> Self::Dual;

    /// The same for equal entries, but for NaN.
    #[doc(hidden)]
    fn bits(self) -> u64;

    /// The entry in the type of duals.
    #[doc(hidden)]
    fn wide(self) -> Self::Dual;

    /// Whether it is no number of any size, which integers always are.
    #[doc(hidden)]
    fn is_infinite(self) -> bool;

    /// Whether it is 0.
    #[doc(hidden)]
    fn is_zero(self) -> bool;

    /// The sum of entries as read, in terms of the matrix as it was given.
    #[doc(hidden)]
    fn total_read(read: impl Iterator<Item = Self::Dual>, reading: Self::Reading) -> Self::Total;

    /// The sum of entries.
    #[doc(hidden)]
    fn total(entries: impl Iterator<Item = Self>) -> Self::Total;
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for f64 {}
    impl Sealed for f32 {}
    impl Sealed for i64 {}
    impl Sealed for i32 {}
}

/// How floats are read: times ± a power of two.
#[derive(Clone, Copy, Debug)]
pub struct FloatReading {
    factor: f64,
}

macro_rules! float {
    ($type:ty) => {
        impl Number for $type {
            type Dual = f64;
            type Total = f64;
            type Reading = FloatReading;
            const FIRST_LOW: f64 = f64::INFINITY;
            const FIRST_HIGH: f64 = f64::NEG_INFINITY;

            fn first_reading(maximize: bool, _: Option<Self>) -> FloatReading {
                FloatReading { factor: if maximize { -1.0 } else { 1.0 } }
            }

            fn reading(first: FloatReading, range: Range<f64>, lines: usize) -> Option<FloatReading> {
                let mut factor = first.factor;
                let greatest = range.low.abs().max(range.high.abs());
                if greatest.is_finite() && !(greatest * (8.0 * lines as f64 + 8.0)).is_finite() {
                    // A power of two: rounds nothing but what would be lost beside such numbers anyway.
                    factor *= 2.0_f64.powi(-80);
                }
                Some(FloatReading { factor })
            }

            fn width(range: Range<f64>, reading: FloatReading) -> f64 {
                if range.low > range.high {
                    0.0
                } else {
                    (range.high * reading.factor.abs()) - (range.low * reading.factor.abs())
                }
            }

            #[inline]
            fn survey(self, reading: FloatReading) -> f64 {
                f64::from(self) * reading.factor
            }

            #[inline]
            fn is_cost(self, reading: FloatReading) -> bool {
                f64::from(self) * reading.factor > f64::NEG_INFINITY
            }

            /// NaN and infinity stay in a sum.
            #[inline]
            fn tally(sum: f64, surveyed: f64) -> f64 {
                sum + surveyed
            }

            #[inline]
            fn all_plain(_: f64, tally: f64, _: FloatReading) -> bool {
                tally.is_finite()
            }

            #[inline]
            fn adjust(surveyed: f64, reading: FloatReading) -> f64 {
                surveyed * reading.factor.abs()
            }

            #[inline]
            fn read(self, reading: FloatReading) -> f64 {
                f64::from(self) * reading.factor
            }

            fn duals(near: f64, reading: FloatReading) -> Option<f64> {
                Some(near / reading.factor)
            }

            fn far_dual(far: f64, reading: FloatReading) -> f64 {
                // + 0.0: no minus zero.
                far / reading.factor + 0.0
            }

            /// + 0.0: minus zero equals zero.
            #[inline]
            fn bits(self) -> u64 {
                (f64::from(self) + 0.0).to_bits()
            }

            fn is_infinite(self) -> bool {
                <$type>::is_infinite(self)
            }

            fn is_zero(self) -> bool {
                self == 0.0
            }

            fn total_read(read: impl Iterator<Item = f64>, reading: FloatReading) -> f64 {
                <f64 as Number>::total(read.map(|value| value / reading.factor))
            }

            fn wide(self) -> f64 {
                f64::from(self)
            }

            /// Kahan's and Neumaier's sum: the rounding of a plain one, once.
            fn total(entries: impl Iterator<Item = Self>) -> f64 {
                let (mut sum, mut lost) = (0.0_f64, 0.0_f64);
                for entry in entries {
                    let entry = f64::from(entry);
                    let next = sum + entry;
                    lost += if sum.abs() >= entry.abs() { (sum - next) + entry } else { (entry - next) + sum };
                    sum = next;
                }
                sum + if lost.is_finite() { lost } else { 0.0 }
            }
        }
    };
}

float!(f64);
float!(f32);

/// How integers are read: bits flipped for a maximum (¬x = −x − 1 never overflows), less the least of all.
#[derive(Clone, Copy, Debug)]
pub struct IntegerReading {
    flip: i64,
    base: i64,
    /// The absent entry, or one that does not occur.
    absent: i64,
    marked: bool,
}

impl IntegerReading {
    /// Integers as they are, but for this mark of absent ones.
    pub(crate) fn plain(absent: i64) -> Self {
        Self { flip: 0, base: 0, absent, marked: true }
    }
}

macro_rules! integer {
    ($type:ty) => {
        impl Number for $type {
            type Dual = i64;
            type Total = i128;
            type Reading = IntegerReading;
            const FIRST_LOW: i64 = i64::MAX;
            const FIRST_HIGH: i64 = i64::MIN;

            fn first_reading(maximize: bool, absent: Option<Self>) -> IntegerReading {
                IntegerReading {
                    flip: if maximize { -1 } else { 0 },
                    base: 0,
                    absent: absent.map_or(0, i64::from),
                    marked: absent.is_some(),
                }
            }

            fn reading(first: IntegerReading, range: Range<i64>, lines: usize) -> Option<IntegerReading> {
                let mut reading = first;
                if range.low > range.high {
                    return Some(reading);
                }
                let width = i128::from(range.high) - i128::from(range.low);
                if width * (lines as i128 + 2) > WIDEST {
                    return None;
                }
                reading.base = range.low;
                if !first.marked {
                    // Some number that is no entry.
                    let beyond = if range.high < i64::MAX { range.high + 1 } else { range.low - 1 };
                    reading.absent = beyond ^ first.flip;
                }
                Some(reading)
            }

            fn width(range: Range<i64>, _: IntegerReading) -> i64 {
                if range.low > range.high { 0 } else { range.high - range.low }
            }

            #[inline]
            fn survey(self, reading: IntegerReading) -> i64 {
                let raw = i64::from(self);
                if reading.marked && raw == reading.absent { i64::MAX } else { raw ^ reading.flip }
            }

            #[inline]
            fn is_cost(self, reading: IntegerReading) -> bool {
                let raw = i64::from(self);
                (reading.marked && raw == reading.absent) || raw ^ reading.flip != i64::MAX
            }

            #[inline]
            fn tally(sum: i64, _: i64) -> i64 {
                sum
            }

            /// What is absent or no cost is surveyed as the greatest there is.
            #[inline]
            fn all_plain(high: i64, _: i64, _: IntegerReading) -> bool {
                high < i64::MAX
            }

            #[inline]
            fn adjust(surveyed: i64, reading: IntegerReading) -> i64 {
                if surveyed == i64::MAX { i64::ABSENT } else { surveyed.wrapping_sub(reading.base) }
            }

            #[inline]
            fn read(self, reading: IntegerReading) -> i64 {
                let raw = i64::from(self);
                if raw == reading.absent { i64::ABSENT } else { (raw ^ reading.flip).wrapping_sub(reading.base) }
            }

            fn duals(near: i64, reading: IntegerReading) -> Option<i64> {
                let dual = i128::from(near) + i128::from(reading.base);
                i64::try_from(if reading.flip == 0 { dual } else { -dual - 1 }).ok()
            }

            fn far_dual(far: i64, reading: IntegerReading) -> i64 {
                if reading.flip == 0 { far } else { -far }
            }

            #[inline]
            fn bits(self) -> u64 {
                i64::from(self) as u64
            }

            fn is_infinite(self) -> bool {
                false
            }

            fn is_zero(self) -> bool {
                self == 0
            }

            fn total_read(read: impl Iterator<Item = i64>, reading: IntegerReading) -> i128 {
                read.map(|value| i128::from(value.wrapping_add(reading.base) ^ reading.flip)).sum()
            }

            fn wide(self) -> i64 {
                i64::from(self)
            }

            fn total(entries: impl Iterator<Item = Self>) -> i128 {
                entries.map(i128::from).sum()
            }
        }
    };
}

integer!(i64);
integer!(i32);

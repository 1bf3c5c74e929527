//! A first look at many pairs: a bound on their points in 16 bits, everything in registers.
//!
//! Points are counted in [`UNIT`]s and only ever rounded up. The sums of both skill gaps are exact, in bytes, as in
//! [`tally`](super::lanes::tally), and are stored, so that whatever passes is scored from them. Written twice, because the
//! compiler turns no plain code into these instructions; both do the same in integers, so they agree.

#![allow(unsafe_code, reason = "calling what is compiled for AVX2 on a machine that has it, and its loads and stores")]

use super::lanes::{Amounts, looked_up};

/// Points in a unit.
pub(crate) const UNIT: u32 = 32;

/// Pairs are looked at in whole groups of so many.
pub(crate) const GROUP: usize = 64;

/// Points in units, rounded up.
pub(super) fn units(points: u32) -> i16 {
    points.div_ceil(UNIT).min(i16::MAX as u32) as i16
}

/// The units of one part in `den` of a weight, rounded up: times a sum up to `den`, a bound on its points.
///
/// The product with [`UNIT`] is a whole number of at least weight · sum / den, so also of at least that number rounded; and
/// with `den` at most 254 it is below 31,250 + 254 units. Nothing if `den` is 0.
pub(super) fn unit_rate(weight: u32, den: u64) -> i16 {
    if den == 0 { 0 } else { u64::from(weight).div_ceil(den * u64::from(UNIT)) as i16 }
}

/// One byte for each of the far side, and what it stands for.
pub(super) struct Column<'a> {
    pub(super) codes: &'a [u8],
    pub(super) amounts: Amounts,
}

/// The columns of one skill gap.
#[derive(Default)]
pub(super) struct Columns<'a> {
    /// Those of at most 16 codes.
    pub(super) narrow: Vec<Column<'a>>,
    pub(super) wide: Vec<Column<'a>>,
}

/// What bounds are made of, for one line and one stretch of the far side: whole groups from `from` on.
pub(super) struct Look<'a> {
    pub(super) from: usize,
    /// Of the line as a learner, then as a teacher.
    pub(super) columns: [&'a Columns<'a>; 2],
    /// Whether their sums have been begun; else they begin at 0.
    pub(super) begun: [bool; 2],
    /// Units of one in the sums of the line as a learner; 0 where there is none.
    pub(super) rate: i16,
    /// Of one in the sums of the line as a teacher, for each of the far side.
    pub(super) rates: Option<&'a [i16]>,
    /// Units that the pairs of the far side have in any case, where some do.
    pub(super) marked: Option<&'a [i16]>,
    /// Of the stretch only: units of all the rest.
    pub(super) rest: &'a [i16],
    /// Of the stretch only: prices.
    pub(super) coarse: &'a [i16],
    /// Pairs that reach no more units than this are none.
    pub(super) floor: i16,
}

impl Look<'_> {
    /// All that is read is there.
    fn check(&self, sums: &[Vec<u8>; 2]) {
        let (groups, to) = (self.rest.len() / GROUP, self.from + self.rest.len());
        assert_eq!(groups * GROUP, self.rest.len());
        assert!(self.coarse.len() >= self.rest.len() && sums.iter().all(|sums| sums.len() >= self.rest.len()));
        let bytes = self.columns.iter().flat_map(|columns| columns.narrow.iter().chain(&columns.wide));
        assert!(bytes.into_iter().all(|column| column.codes.len() >= to));
        assert!([self.rates, self.marked].into_iter().flatten().all(|column| column.len() >= to));
    }

    /// One bit for each pair whose bound less price is above `above`. Into `sums` goes what the pairs close.
    pub(super) fn passing(&self, above: i16, sums: &mut [Vec<u8>; 2], out: &mut Vec<u64>) {
        out.clear();
        out.resize(self.rest.len() / GROUP, 0);
        self.run(sums, &mut Passing { above, out });
    }

    /// The bounds less prices.
    pub(super) fn values(&self, sums: &mut [Vec<u8>; 2], out: &mut Vec<i16>) {
        out.resize(self.rest.len(), 0);
        self.run(sums, &mut Values { out });
    }

    fn run(&self, sums: &mut [Vec<u8>; 2], to: &mut impl Take) {
        self.check(sums);
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx2") {
            // SAFETY: the processor has AVX2, and the lengths have been checked.
            return unsafe { avx2::run(self, sums, to) };
        }
        self.run_plain(sums, to);
    }

    fn run_plain(&self, sums: &mut [Vec<u8>; 2], to: &mut impl Take) {
        for group in 0..self.rest.len() / GROUP {
            let values: [i16; GROUP] = std::array::from_fn(|lane| {
                let at = group * GROUP + lane;
                let far = self.from + at;
                let [learnt, taught] = [0, 1].map(|k| {
                    let columns = self.columns[k].narrow.iter().chain(&self.columns[k].wide);
                    let begun = if self.begun[k] { sums[k][at] } else { 0 };
                    let sum = columns
                        .fold(begun, |sum, column| sum.wrapping_add(looked_up(&column.amounts, column.codes[far])));
                    sums[k][at] = sum;
                    i16::from(sum)
                });
                let mut most = learnt.wrapping_mul(self.rate).saturating_add(self.rest[at]);
                if let Some(rates) = self.rates {
                    most = most.saturating_add(taught.wrapping_mul(rates[far]));
                }
                if let Some(marked) = self.marked {
                    most = most.saturating_add(marked[far]);
                }
                if self.floor == i16::MIN || most > self.floor {
                    most.saturating_sub(self.coarse[at])
                } else {
                    i16::MIN
                }
            });
            to.take(group, &values);
        }
    }
}

/// One bit for each value above `above`. There are whole groups of them.
pub(crate) fn bits_above(values: &[i16], above: i16, out: &mut Vec<u64>) {
    let (groups, _) = values.as_chunks::<GROUP>();
    out.clear();
    out.resize(groups.len(), 0);
    let mut passing = Passing { above, out };
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        // SAFETY: the processor has AVX2, and there is a word for each group.
        return unsafe { avx2::take_all(groups, &mut passing) };
    }
    for (group, values) in groups.iter().enumerate() {
        passing.take(group, values);
    }
}

/// What becomes of the values of a group.
trait Take {
    fn take(&mut self, group: usize, values: &[i16; GROUP]);

    /// The same from four registers, in order.
    ///
    /// # Safety
    /// The processor has AVX2, and the group is within what is taken.
    #[cfg(target_arch = "x86_64")]
    unsafe fn take_avx2(&mut self, group: usize, values: [std::arch::x86_64::__m256i; 4]);
}

/// As bits.
struct Passing<'a> {
    above: i16,
    out: &'a mut [u64],
}

/// As they are.
struct Values<'a> {
    out: &'a mut [i16],
}

impl Take for Passing<'_> {
    fn take(&mut self, group: usize, values: &[i16; GROUP]) {
        self.out[group] =
            (0..).zip(values).fold(0, |bits, (lane, &value)| bits | u64::from(value > self.above) << lane);
    }

    #[cfg(target_arch = "x86_64")]
    #[inline]
    #[target_feature(enable = "avx2")]
    unsafe fn take_avx2(&mut self, group: usize, values: [std::arch::x86_64::__m256i; 4]) {
        use std::arch::x86_64::{
            _mm256_cmpgt_epi16, _mm256_movemask_epi8, _mm256_packs_epi16, _mm256_permute4x64_epi64, _mm256_set1_epi16,
        };
        let above = _mm256_set1_epi16(self.above);
        let [a, b, c, d] = values.map(|value| _mm256_cmpgt_epi16(value, above));
        let bits = [(a, b), (c, d)].map(|(low, high)| {
            // Packing goes by halves of registers: quarters come as 0 2 1 3.
            let bytes = _mm256_permute4x64_epi64::<0b11_01_10_00>(_mm256_packs_epi16(low, high));
            u64::from(_mm256_movemask_epi8(bytes) as u32)
        });
        // SAFETY: the group is within.
        unsafe { *self.out.get_unchecked_mut(group) = bits[0] | bits[1] << 32 };
    }
}

impl Take for Values<'_> {
    fn take(&mut self, group: usize, values: &[i16; GROUP]) {
        self.out[group * GROUP..][..GROUP].copy_from_slice(values);
    }

    #[cfg(target_arch = "x86_64")]
    #[inline]
    #[target_feature(enable = "avx2")]
    unsafe fn take_avx2(&mut self, group: usize, values: [std::arch::x86_64::__m256i; 4]) {
        for (k, value) in values.into_iter().enumerate() {
            // SAFETY: the group is within.
            unsafe { avx2::store(self.out.as_mut_ptr().add(group * GROUP + k * 16), value) };
        }
    }
}

#[cfg(target_arch = "x86_64")]
mod avx2 {
    #![allow(clippy::cast_ptr_alignment, reason = "these loads and stores take any alignment")]

    use std::arch::x86_64::{
        __m128i, __m256i, _mm_loadu_si128, _mm256_add_epi8, _mm256_adds_epi16, _mm256_blendv_epi8,
        _mm256_broadcastsi128_si256, _mm256_castsi256_si128, _mm256_cmpgt_epi16, _mm256_cvtepu8_epi16,
        _mm256_extracti128_si256, _mm256_loadu_si256, _mm256_mullo_epi16, _mm256_set1_epi8, _mm256_set1_epi16,
        _mm256_setzero_si256, _mm256_shuffle_epi8, _mm256_storeu_si256, _mm256_subs_epi16, _mm256_xor_si256,
    };

    use super::{Amounts, Columns, GROUP, Look, Take};

    /// # Safety
    /// A register's width can be read there.
    #[inline]
    #[target_feature(enable = "avx2")]
    unsafe fn load<T>(from: *const T) -> __m256i {
        unsafe { _mm256_loadu_si256(from.cast()) }
    }

    /// # Safety
    /// A register's width can be written there.
    #[inline]
    #[target_feature(enable = "avx2")]
    pub(super) unsafe fn store<T>(to: *mut T, value: __m256i) {
        unsafe { _mm256_storeu_si256(to.cast(), value) }
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn table(half: &[u8; 16]) -> __m256i {
        // SAFETY: there are 16 bytes.
        _mm256_broadcastsi128_si256(unsafe { _mm_loadu_si128(half.as_ptr().cast::<__m128i>()) })
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn halves(amounts: &Amounts) -> [__m256i; 2] {
        let (low, high) = amounts.split_at(16);
        [low, high].map(|half| half.first_chunk().map_or(_mm256_setzero_si256(), |half| table(half)))
    }

    /// The sums of a group of 64, begun with `sums`.
    ///
    /// # Safety
    /// The columns have a group from `far` on.
    #[inline]
    #[target_feature(enable = "avx2")]
    unsafe fn tallied(columns: &Columns<'_>, far: usize, mut sums: [__m256i; 2]) -> [__m256i; 2] {
        let other = _mm256_set1_epi8(i8::MIN);
        for column in &columns.narrow {
            let [low, _] = halves(&column.amounts);
            for (k, sum) in sums.iter_mut().enumerate() {
                // SAFETY: within the group.
                let codes = unsafe { load(column.codes.as_ptr().add(far + k * 32)) };
                *sum = _mm256_add_epi8(*sum, _mm256_shuffle_epi8(low, codes));
            }
        }
        for column in &columns.wide {
            let [low, high] = halves(&column.amounts);
            for (k, sum) in sums.iter_mut().enumerate() {
                // SAFETY: within the group.
                let codes = unsafe { load(column.codes.as_ptr().add(far + k * 32)) };
                // A look-up gives 0 where the top bit is set.
                let amounts = _mm256_add_epi8(
                    _mm256_shuffle_epi8(low, codes),
                    _mm256_shuffle_epi8(high, _mm256_xor_si256(codes, other)),
                );
                *sum = _mm256_add_epi8(*sum, amounts);
            }
        }
        sums
    }

    /// Bytes as 16 bits each, in order.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn widened([first, second]: [__m256i; 2]) -> [__m256i; 4] {
        let [a, c] = [first, second].map(|bytes| _mm256_cvtepu8_epi16(_mm256_castsi256_si128(bytes)));
        let [b, d] = [first, second].map(|bytes| _mm256_cvtepu8_epi16(_mm256_extracti128_si256::<1>(bytes)));
        [a, b, c, d]
    }

    /// # Safety
    /// All groups are within what is taken.
    #[target_feature(enable = "avx2")]
    pub(super) unsafe fn take_all(groups: &[[i16; GROUP]], to: &mut impl Take) {
        for (group, values) in groups.iter().enumerate() {
            // SAFETY: a group is four registers.
            unsafe { to.take_avx2(group, [0, 16, 32, 48].map(|lane| load(values.as_ptr().add(lane)))) };
        }
    }

    /// # Safety
    /// [`Look::check`] has passed.
    #[target_feature(enable = "avx2")]
    pub(super) unsafe fn run(look: &Look<'_>, sums: &mut [Vec<u8>; 2], to: &mut impl Take) {
        let (rate, floor) = (_mm256_set1_epi16(look.rate), _mm256_set1_epi16(look.floor));
        let least = _mm256_set1_epi16(i16::MIN);
        let [learnt_at, taught_at] = sums.each_mut().map(Vec::as_mut_ptr);
        for group in 0..look.rest.len() / GROUP {
            let at = group * GROUP;
            let far = look.from + at;
            // SAFETY: all slices have a group there.
            unsafe {
                let mut begun = [[_mm256_setzero_si256(); 2]; 2];
                for (k, sums) in [learnt_at, taught_at].into_iter().enumerate() {
                    if look.begun[k] {
                        begun[k] = [load(sums.add(at)), load(sums.add(at + 32))];
                    }
                }
                let learnt = tallied(look.columns[0], far, begun[0]);
                let taught = tallied(look.columns[1], far, begun[1]);
                for k in 0..2 {
                    store(learnt_at.add(at + k * 32), learnt[k]);
                    store(taught_at.add(at + k * 32), taught[k]);
                }
                let (learnt, taught) = (widened(learnt), widened(taught));
                let mut values = [_mm256_setzero_si256(); 4];
                for (k, value) in values.iter_mut().enumerate() {
                    let lane = k * 16;
                    let mut most =
                        _mm256_adds_epi16(_mm256_mullo_epi16(learnt[k], rate), load(look.rest.as_ptr().add(at + lane)));
                    if let Some(rates) = look.rates {
                        let taught = _mm256_mullo_epi16(taught[k], load(rates.as_ptr().add(far + lane)));
                        most = _mm256_adds_epi16(most, taught);
                    }
                    if let Some(marked) = look.marked {
                        most = _mm256_adds_epi16(most, load(marked.as_ptr().add(far + lane)));
                    }
                    *value = _mm256_subs_epi16(most, load(look.coarse.as_ptr().add(at + lane)));
                    if look.floor > i16::MIN {
                        *value = _mm256_blendv_epi8(least, *value, _mm256_cmpgt_epi16(most, floor));
                    }
                }
                to.take_avx2(group, values);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::kernel::lanes::tests::mixed;
    use crate::score::kernel::lanes::{Rate, code_of};

    #[test]
    fn units_of_a_rate_bound_its_points() {
        for weight in [0, 1, 31, 32, 33, 149_999, 150_000, 400_000, 999_999, 1_000_000] {
            for den in 0..=Rate::LARGEST {
                let (rate, unit_rate) = (Rate::new(weight, den), unit_rate(weight, den));
                for sum in 0..=den as u8 {
                    let bound = i32::from(unit_rate) * i32::from(sum);
                    assert!(bound <= i32::from(i16::MAX) && bound as u32 * UNIT >= rate.points(sum));
                    assert!((bound as u32) * UNIT < rate.points(sum) + UNIT * (u32::from(sum) + 1));
                }
            }
        }
        for points in [0, 1, 31, 32, 33, 999_999, 1_000_000] {
            assert!((0..UNIT).contains(&(units(points) as u32 * UNIT - points)));
        }
    }

    #[test]
    fn both_ways_of_looking_agree() {
        for seed in 0..200 {
            let mut next = mixed(seed + 1);
            let (from, groups) = (next() as usize % 3 * GROUP, next() as usize % 5);
            let (to, len) = (from + groups * GROUP, groups * GROUP);
            let mut bytes = |below: u64| -> Vec<u8> { (0..to).map(|_| code_of((next() % below) as u8)).collect() };
            let codes: Vec<Vec<u8>> = [16, 16, 16, 32, 32, 32].into_iter().map(&mut bytes).collect();
            let mut column = |codes| Column { codes, amounts: std::array::from_fn(|_| (next() % 40) as u8) };
            let mut columns =
                |which: &[usize]| -> Vec<Column<'_>> { which.iter().map(|&k| column(&*codes[k])).collect() };
            let learnt = Columns { narrow: columns(&[0, 1][..seed as usize % 3]), wide: columns(&[3]) };
            let taught = Columns { narrow: columns(&[2]), wide: columns(&[4, 5][..seed as usize / 3 % 3]) };
            let extremes = [i16::MIN, i16::MIN + 1, -1, 0, 1, i16::MAX - 1, i16::MAX];
            let mut words = |len: usize, least: i64, width: u64| -> Vec<i16> {
                let word = |number: u64| match number % 50 {
                    0 if least < 0 => extremes[(number / 50 % 7) as usize],
                    _ => (least + (number / 50 % width) as i64) as i16,
                };
                (0..len).map(|_| word(next())).collect()
            };
            let (rates, marked) = (words(to, 0, 700), words(to, 0, 9_000));
            let (rest, coarse) = (words(len, 0, 30_000), words(len, -2_000, 40_000));
            let begun: [Vec<u8>; 2] = [0, 1].map(|_| words(len, 0, 100).iter().map(|&sum| sum as u8).collect());
            let look = Look {
                from,
                columns: [&learnt, &taught],
                begun: [seed % 2 == 0, seed % 5 < 2],
                rate: 180,
                rates: (seed % 7 > 0).then_some(&*rates),
                marked: (seed % 4 > 0).then_some(&*marked),
                rest: &rest,
                coarse: &coarse,
                floor: if seed % 3 == 0 { 20_000 } else { i16::MIN },
            };
            let (mut fast_sums, mut plain_sums, mut other_sums) = (begun.clone(), begun.clone(), begun);
            let (mut fast, mut plain) = (Vec::new(), vec![0; len]);
            look.values(&mut fast_sums, &mut fast);
            look.run_plain(&mut plain_sums, &mut Values { out: &mut plain });
            assert_eq!((&fast, &fast_sums), (&plain, &plain_sums), "{seed}");
            for above in [i16::MIN, -3_000, 0, 9_000, i16::MAX - 1] {
                let by_hand: Vec<u64> = plain
                    .chunks(GROUP)
                    .map(|values| (0..GROUP).map(|lane| u64::from(values[lane] > above) << lane).sum())
                    .collect();
                let mut bits = vec![7];
                bits_above(&plain, above, &mut bits);
                assert_eq!(bits, by_hand);
                if look.begun == [false; 2] {
                    look.passing(above, &mut other_sums, &mut bits);
                    assert_eq!((&bits, &other_sums), (&by_hand, &plain_sums));
                }
            }
        }
    }
}

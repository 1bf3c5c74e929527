//! The stored pairs as the solver walks them: arcs of each line of the shorter side.

use super::compressed::{Entries, Index};
use crate::dense::{Market, Number, Range, Two, Value, plain_range};
use crate::{Control, SolveError};

/// A pair that may be made, seen from its line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arc<V> {
    pub(super) cost: V,
    pub(super) col: u32,
}

/// Lines with fewer arcs are short enough as they are.
const SHORT: usize = 32;

/// So many arcs of a line, evenly taken, tell how much its arcs cost.
const SAMPLE: usize = 16;

/// An arc is near if it costs no more than this many of those.
const NEAR: usize = 2;

/// The arcs of all lines, near ones first. There are no more lines than columns.
///
/// Most lines end up with one of their cheapest columns, and prices only fall while the engine works. So what an arc cost at
/// least when the arcs were [parted](Self::part) is a lower bound ever after, and arcs beyond it are looked at only where the
/// near ones do not settle a question (candidate lists with a monotone bound).
pub(super) struct Arcs<T: Number> {
    starts: Vec<usize>,
    /// Where the near arcs of each line end.
    middles: Vec<usize>,
    /// What the other arcs of each line cost at least.
    beyond: Vec<T::Dual>,
    all: Vec<Arc<T::Dual>>,
    pub(super) nears: usize,
    pub(super) fars: usize,
    pub(super) reading: T::Reading,
    width: T::Dual,
}

impl<T: Number> Arcs<T> {
    /// Reads what is stored. Arcs are parted at the prices to start from, which are returned: the least of each column in a
    /// square, 0 in a rectangle (see [`crate::dense`]).
    pub(super) fn new<I: Index>(
        costs: &Entries<'_, T, I>,
        control: &Control<'_>,
    ) -> Result<(Self, Vec<T::Dual>), SolveError> {
        let (rows, cols) = costs.shape();
        let by_col = rows > cols;
        let (nears, fars) = if by_col { (cols, rows) } else { (rows, cols) };
        let first = T::first_reading(costs.maximize, None);
        // Whether entries may be passed over: mostly there is none to be.
        let plain = if costs.skips() { None } else { plain_range(costs.values, first) };
        let range = plain.map_or_else(|| closely(costs, first), Ok)?;
        control.check()?;
        let most = (1 << 57) / (nears as u64 + 2);
        let reading = T::reading(first, range, nears).ok_or(SolveError::TooWide { width: u64::MAX, most })?;
        let arc = |(col, at): (u32, u32)| {
            let cost = costs.values[at as usize].read(reading);
            Arc { cost: if plain.is_none() && costs.absent(at as usize) { T::Dual::ABSENT } else { cost }, col }
        };
        let mut prices = vec![T::Dual::ZERO; fars];
        if nears == fars {
            prices.fill(T::Dual::ABSENT);
            costs.pairs.each(by_col, |stored| {
                let Arc { cost, col } = arc(stored);
                let price = &mut prices[col as usize];
                *price = cost.least(*price);
            });
            let closed = |price: &&mut T::Dual| **price >= T::Dual::REACH;
            prices.iter_mut().filter(closed).for_each(|price| *price = T::Dual::ZERO);
        }
        let mut arcs = Self {
            starts: Vec::with_capacity(nears + 1),
            middles: Vec::with_capacity(nears),
            beyond: Vec::with_capacity(nears),
            all: Vec::with_capacity(costs.values.len()),
            nears,
            fars,
            reading,
            width: T::width(range, reading),
        };
        arcs.starts.push(0);
        costs.pairs.walk(by_col, arc, |line| {
            if plain.is_none() {
                line.retain(|arc| arc.cost < T::Dual::REACH);
            }
            let start = arcs.all.len();
            arcs.all.extend_from_slice(line);
            let (near, beyond) = part(line, &mut arcs.all[start..], &prices);
            arcs.middles.push(start + near);
            arcs.beyond.push(beyond);
            arcs.starts.push(arcs.all.len());
        });
        Ok((arcs, prices))
    }

    /// Parts arcs anew, for prices that only fall from here on.
    pub(super) fn part(&mut self, prices: &[T::Dual]) {
        let mut line = Vec::new();
        for near in 0..self.nears {
            let (start, end) = (self.starts[near], self.starts[near + 1]);
            line.clear();
            line.extend_from_slice(&self.all[start..end]);
            let (near_arcs, beyond) = part(&line, &mut self.all[start..end], prices);
            self.middles[near] = start + near_arcs;
            self.beyond[near] = beyond;
        }
    }

    /// All arcs of a line.
    #[inline]
    fn of(&self, line: usize) -> &[Arc<T::Dual>] {
        &self.all[self.starts[line]..self.starts[line + 1]]
    }

    /// Its near arcs.
    #[inline]
    pub(super) fn near(&self, line: usize) -> &[Arc<T::Dual>] {
        &self.all[self.starts[line]..self.middles[line]]
    }

    /// Its other arcs.
    #[inline]
    pub(super) fn far(&self, line: usize) -> &[Arc<T::Dual>] {
        &self.all[self.middles[line]..self.starts[line + 1]]
    }

    /// What those cost at least, prices taken off; out of reach if there are none.
    #[inline]
    pub(super) fn beyond(&self, line: usize) -> T::Dual {
        self.beyond[line]
    }

    pub(super) fn count(&self) -> usize {
        self.all.len()
    }

    /// The cheapest arc from a line to a column; absent if there is none.
    pub(super) fn cost(&self, line: usize, col: usize) -> T::Dual {
        let cheapest = |arcs: &[Arc<T::Dual>]| {
            let arcs = arcs.iter().filter(|arc| arc.col as usize == col);
            arcs.fold(T::Dual::ABSENT, |least, arc| arc.cost.least(least))
        };
        // Of two arcs to one column a near one is the cheaper.
        let near = cheapest(self.near(line));
        if near < T::Dual::REACH { near } else { cheapest(self.far(line)) }
    }
}

impl<T: Number> Market<T::Dual> for Arcs<T> {
    fn size(&self) -> usize {
        self.nears
    }

    fn width(&self) -> T::Dual {
        self.width
    }

    #[inline]
    fn two(&self, line: usize, prices: &[T::Dual]) -> Two<T::Dual> {
        let two = Two { best: T::Dual::ABSENT, at: usize::MAX, second: T::Dual::ABSENT };
        let two = better_two(two, self.near(line), prices);
        if two.second <= self.beyond(line) { two } else { better_two(two, self.far(line), prices) }
    }

    fn as_good(&self, line: usize, prices: &[T::Dual], best: T::Dual, open: impl Fn(usize) -> bool) -> Option<usize> {
        let found =
            self.of(line).iter().find(|arc| arc.cost - prices[arc.col as usize] == best && open(arc.col as usize));
        found.map(|arc| arc.col as usize)
    }

    fn value(&self, line: usize, col: usize, prices: &[T::Dual]) -> T::Dual {
        self.cost(line, col) - prices[col]
    }
}

/// The two best of what is known and of some arcs.
#[inline]
fn better_two<V: Value>(mut two: Two<V>, arcs: &[Arc<V>], prices: &[V]) -> Two<V> {
    for arc in arcs {
        let value = arc.cost - prices[arc.col as usize];
        // A second arc to the best column is no second best.
        if value < two.second && arc.col as usize != two.at {
            if value < two.best {
                two = Two { best: value, at: arc.col as usize, second: two.best };
            } else {
                two.second = value;
            }
        } else if value < two.best {
            two.best = value;
        }
    }
    two
}

/// The range of entries some of which are absent, or no cost.
fn closely<T: Number, I: Index>(costs: &Entries<'_, T, I>, reading: T::Reading) -> Result<Range<T::Dual>, SolveError> {
    let mut range = Range { low: T::FIRST_LOW, high: T::FIRST_HIGH };
    for (at, entry) in costs.values.iter().enumerate().filter(|&(at, _)| !costs.absent(at)) {
        if !entry.is_cost(reading) {
            let (row, col) = costs.pairs.pair(at);
            return Err(SolveError::NotANumber { row, col });
        }
        let value = entry.survey(reading);
        range.low = value.least(range.low);
        range.high = if value < T::FIRST_LOW { value.most(range.high) } else { range.high };
    }
    Ok(range)
}

/// Puts arcs of a line that are cheap at some prices first. Returns how many they are, and what the others cost at least.
fn part<V: Value>(line: &[Arc<V>], parted: &mut [Arc<V>], prices: &[V]) -> (usize, V) {
    if line.len() < SHORT {
        return (line.len(), V::ABSENT);
    }
    let value = |arc: &Arc<V>| arc.cost - prices[arc.col as usize];
    let mut sample = [V::ABSENT; SAMPLE];
    for (place, arc) in sample.iter_mut().zip(line.iter().step_by(line.len() / SAMPLE)) {
        *place = value(arc);
    }
    let (_, &mut limit, _) = sample.select_nth_unstable_by(NEAR, V::order);
    let (mut near, mut far, mut beyond) = (0, line.len(), V::ABSENT);
    for arc in line {
        // No branch could foresee which arcs are near: an arc is written at both ends and kept at one.
        let value = value(arc);
        let is_near = value <= limit;
        parted[near] = *arc;
        parted[far - 1] = *arc;
        near += usize::from(is_near);
        far -= usize::from(!is_near);
        beyond = beyond.least(value + [V::ZERO, V::ABSENT][usize::from(is_near)]);
    }
    (near, beyond)
}

//! Points of every numerator a denominator allows, rounded once.

use rustc_hash::FxHashMap;

use crate::score::prepare::Live;
use crate::score::ratio::Ratio;

/// Learners whose denominator is larger (hundreds of wants) are scored pair by pair.
pub(super) const LARGEST: u64 = 16_383;

/// For each denominator that occurs: the points of 0/den, 1/den, …, den/den, then those of the constant.
pub(super) struct Rounded {
    starts: FxHashMap<u64, u32>,
    points: Vec<u32>,
}

impl Rounded {
    /// Where the constant stands that no denominator owns.
    pub(super) const CONSTANT: u32 = 0;

    pub(super) fn new(component: &Live) -> Rounded {
        Rounded { starts: FxHashMap::default(), points: vec![component.constant_points()] }
    }

    /// Where the table of `den` starts, made if need be; `None` above [`LARGEST`].
    pub(super) fn start(&mut self, component: &Live, den: u64) -> Option<u32> {
        if den > LARGEST {
            return None;
        }
        if let Some(&start) = self.starts.get(&den) {
            return Some(start);
        }
        let start = self.points.len() as u32;
        self.points.extend((0..=den).map(|num| Ratio { num, den: den.max(1) }.points(component.weight)));
        self.points.push(component.constant_points());
        self.starts.insert(den, start);
        Some(start)
    }

    /// All tables, one after the other.
    pub(super) fn points(&self) -> &[u32] {
        &self.points
    }

    /// The den + 2 entries of one table.
    pub(super) fn table(&self, start: u32, den: u64) -> &[u32] {
        &self.points[start as usize..][..den as usize + 2]
    }
}

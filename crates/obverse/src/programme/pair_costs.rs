//! The programme as the solver sees it: a pair costs minus its points, and is absent where a rule, the score threshold or a
//! fixed pair says so. Nothing is stored: a row is computed when it is asked for.

use std::sync::Mutex;

use obverse_lap::{ABSENT, Costs, Sift};

use super::Programme;
use super::barred::Kept;
use super::sift::Blocks;
use crate::Side;
use crate::eligibility::{BitRow, Scratch};

/// Costs of all candidate pairs of a [`Programme`], as [`Programme::costs`] gives them: a row or column is computed when it is
/// asked for, by the scoring kernel.
pub struct PairCosts<'a> {
    pub(super) programme: &'a Programme,
    /// Fixed pairs, by row and by column.
    fixed_in_row: Vec<(u32, u32)>,
    fixed_in_col: Vec<(u32, u32)>,
    pub(super) min_points: u32,
    barred_in_row: Kept,
    barred_in_col: Kept,
    /// Buffers that have been used and are free again: as many as threads.
    buffers: Mutex<Vec<Buffers>>,
}

#[derive(Default)]
pub(super) struct Buffers {
    points: Vec<u32>,
    pub(super) bars: Scratch,
    /// Those barred in the order of a line, where they are many, for several lines.
    pub(super) barred: Vec<BitRow>,
    pub(super) blocks: Blocks,
}

impl<'a> PairCosts<'a> {
    pub(super) fn new(programme: &'a Programme) -> Self {
        let mut fixed_in_row: Vec<(u32, u32)> = programme.fixed().iter().map(|f| (f.row, f.col)).collect();
        let mut fixed_in_col: Vec<(u32, u32)> = programme.fixed().iter().map(|f| (f.col, f.row)).collect();
        fixed_in_row.sort_unstable();
        fixed_in_col.sort_unstable();
        PairCosts {
            programme,
            fixed_in_row,
            fixed_in_col,
            min_points: programme.policy().tiers.min_points,
            barred_in_row: Kept::new(),
            barred_in_col: Kept::new(),
            buffers: Mutex::new(Vec::new()),
        }
    }

    fn line(&self, side: Side, index: usize, out: &mut [i64]) {
        let mut buffers = self.take();
        let Buffers { points, bars, .. } = &mut buffers;
        points.resize(out.len(), 0);
        self.programme.score().fill(side, index, points);
        for (out, &points) in out.iter_mut().zip(points.iter()) {
            *out = if points < self.min_points { ABSENT } else { -i64::from(points) };
        }
        for barred in self.programme.eligibility().bar(side, index, bars).ones() {
            out[barred] = ABSENT;
        }
        for &other in fixed_with(self.fixed(side), index) {
            out[other.1 as usize] = ABSENT;
        }
        self.give_back(buffers);
    }

    pub(super) fn fixed(&self, side: Side) -> &[(u32, u32)] {
        match side {
            Side::Junior => &self.fixed_in_row,
            Side::Senior => &self.fixed_in_col,
        }
    }

    pub(super) fn kept(&self, side: Side) -> &Kept {
        match side {
            Side::Junior => &self.barred_in_row,
            Side::Senior => &self.barred_in_col,
        }
    }

    pub(super) fn take(&self) -> Buffers {
        let mut free = self.buffers.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        free.pop().unwrap_or_default()
    }

    pub(super) fn give_back(&self, buffers: Buffers) {
        self.buffers.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(buffers);
    }
}

/// The (index, other) of one index.
pub(super) fn fixed_with(sorted: &[(u32, u32)], index: usize) -> &[(u32, u32)] {
    let from = sorted.partition_point(|pair| (pair.0 as usize) < index);
    let to = sorted.partition_point(|pair| (pair.0 as usize) <= index);
    &sorted[from..to]
}

impl Costs for PairCosts<'_> {
    fn shape(&self) -> (usize, usize) {
        let participants = self.programme.participants();
        (participants.juniors().len(), participants.seniors().len())
    }

    fn cost(&self, row: usize, col: usize) -> Option<i64> {
        let participants = self.programme.participants();
        let (junior, senior) = (participants.juniors()[row], participants.seniors()[col]);
        let barred = self.known_barred(row, col).unwrap_or_else(|| {
            fixed_with(&self.fixed_in_row, row).iter().any(|pair| pair.1 as usize == col)
                || !self.programme.eligibility().is_eligible(junior, senior)
        });
        if barred {
            return None;
        }
        let points = self.programme.score().points(junior, senior);
        (points >= self.min_points).then(|| -i64::from(points))
    }

    fn range(&self) -> Option<(i64, i64)> {
        Some((-1_000_000, 0))
    }

    fn row(&self, row: usize, out: &mut [i64]) {
        self.line(Side::Junior, row, out);
    }

    fn col(&self, col: usize, out: &mut [i64]) {
        self.line(Side::Senior, col, out);
    }

    fn as_sift(&self) -> Option<&dyn Sift> {
        Some(self)
    }
}

impl std::fmt::Debug for PairCosts<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PairCosts").field("shape", &self.shape()).finish_non_exhaustive()
    }
}

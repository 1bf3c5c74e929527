//! Who may be paired with whom, asked for a whole agent at a time.

use rayon::prelude::*;

use crate::bits::Bits;
use crate::grid::Grid;
use crate::{ABSENT, Control, SolveError};

/// Agents that are looked at together: their sets are held at the same time.
pub(crate) const BATCH: usize = 256;

/// Below so many pairs a batch is not worth sending to other threads.
const SERIAL: usize = 1 << 15;

/// Pairs that may be made, seen from the near side.
#[derive(Clone, Copy)]
pub(crate) struct Neighbours<'a> {
    pub(crate) grid: Grid<'a>,
    pub(crate) control: &'a Control<'a>,
}

impl Neighbours<'_> {
    /// The same pairs seen from the other side.
    pub(crate) fn swapped(self) -> Self {
        Self { grid: self.grid.swapped(), ..self }
    }

    /// Whether this one pair may be made.
    pub(crate) fn are(self, near: u32, far: u32) -> bool {
        self.grid.cost(near as usize, far as usize).is_some()
    }

    /// The far agents that one near agent may be paired with.
    pub(crate) fn of(self, near: u32) -> Result<Bits, SolveError> {
        self.control.check()?;
        let mut buffer = vec![0; self.grid.shape().1];
        Ok(self.look(near, &mut buffer))
    }

    /// Calls `visit` with the far agents of each, in the order given, until it is told to stop.
    pub(crate) fn each(self, nears: &[u32], mut visit: impl FnMut(u32, Bits) -> bool) -> Result<(), SolveError> {
        let fars = self.grid.shape().1;
        let serial = nears.len().saturating_mul(fars) < SERIAL;
        let mut buffer = vec![0; if serial { fars } else { 0 }];
        for batch in nears.chunks(BATCH) {
            self.control.check()?;
            let looks: Vec<Bits> = if serial {
                batch.iter().map(|&near| self.look(near, &mut buffer)).collect()
            } else {
                let look = |buffer: &mut Vec<i64>, &near: &u32| {
                    if self.control.stopped() { Bits::none(fars) } else { self.look(near, buffer) }
                };
                batch.par_iter().map_init(|| vec![0; fars], look).collect()
            };
            self.control.check()?;
            for (&near, look) in batch.iter().zip(looks) {
                if !visit(near, look) {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn look(self, near: u32, buffer: &mut [i64]) -> Bits {
        self.grid.fill(near as usize, buffer);
        Bits::of(buffer, |&cost| cost != ABSENT)
    }
}

//! What the usual ways of pairing would have reached, beside the optimum.
//!
//! *Greedy*: the mentees in the order of the draw, each takes the best-scoring mentors left, up to capacity. *Random*: each takes
//! any eligible mentors left. Both make the fixed pairs first and obey the same rules, threshold and capacities. They cost one
//! pass over all pairs, however many places there are, so they are left out above a billion pairs.

use obverse_lap::{ABSENT, Costs};
use rand::Rng;
use rand_pcg::Pcg64Mcg;
use rayon::prelude::*;
use serde::Serialize;

use crate::programme::PairCosts;
use crate::{Control, Error, Programme, Side};

/// Above this many pairs the baselines are left out.
const MOST_PAIRS: u64 = 1_000_000_000;

/// How many mentees are scored at a time: bounds memory, keeps the threads busy.
const BLOCK: usize = 64;

/// What a way of pairing reaches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Baseline {
    /// Pairs made.
    pub pairs: u64,
    /// People with at least one partner, once for each role.
    pub people_paired: u64,
    /// Points of all pairs.
    pub points: u64,
}

struct Run {
    juniors_left: Vec<u32>,
    met: Vec<bool>,
    result: Baseline,
}

/// Greedy and random; `None` above a billion pairs.
pub(super) fn both(
    programme: &Programme,
    costs: &PairCosts<'_>,
    fixed: Baseline,
    control: &Control<'_>,
) -> Result<Option<(Baseline, Baseline)>, Error> {
    let (rows, cols) = costs.shape();
    if rows as u64 * cols as u64 > MOST_PAIRS {
        return Ok(None);
    }
    let juniors = programme.agents(Side::Junior);
    let start = || Run {
        juniors_left: juniors.iter().map(|a| a.capacity).collect(),
        met: juniors.iter().map(|a| a.covered).collect(),
        result: fixed,
    };
    let (mut greedy, mut random) = (start(), start());
    let mut rng = Pcg64Mcg::new(u128::from(programme.policy().seed) << 64 | 0x0b5e_c0de);
    let seniors = programme.agents(Side::Senior);
    let mut block = vec![0_i64; BLOCK * rows];
    let mut open: Vec<u32> = Vec::new();
    for from in (0..cols).step_by(BLOCK) {
        if control.stop.is_some_and(|stop| stop.load(std::sync::atomic::Ordering::Relaxed)) {
            return Err(Error::Interrupted);
        }
        let to = (from + BLOCK).min(cols);
        if rows > 0 {
            block.par_chunks_mut(rows).zip(from..to).for_each(|(line, col)| costs.col(col, line));
        }
        for (line, senior) in block.chunks(rows.max(1)).zip(&seniors[from..to]) {
            greedy.serve(line, *senior, &mut open, |open, places| {
                open.select_nth_unstable_by_key(places - 1, |&row| (line[row as usize], row));
            });
            random.serve(line, *senior, &mut open, |open, places| {
                for at in 0..places {
                    let left = (open.len() - at) as u128;
                    let other = at + ((u128::from(rng.next_u64()) * left) >> 64) as usize;
                    open.swap(at, other);
                }
            });
        }
    }
    Ok(Some((greedy.result, random.result)))
}

impl Run {
    /// Gives a mentee as many mentors as there are places and mentors; `choose` brings the chosen to the front of `open`.
    fn serve(
        &mut self,
        line: &[i64],
        senior: obverse_lap::Agent,
        open: &mut Vec<u32>,
        choose: impl FnOnce(&mut [u32], usize),
    ) {
        if senior.capacity == 0 {
            return;
        }
        open.clear();
        open.extend(
            (0..line.len() as u32).filter(|&r| line[r as usize] != ABSENT && self.juniors_left[r as usize] > 0),
        );
        let places = open.len().min(senior.capacity as usize);
        if places == 0 {
            return;
        }
        choose(open, places);
        self.result.people_paired += u64::from(!senior.covered);
        for &row in &open[..places] {
            self.juniors_left[row as usize] -= 1;
            self.result.pairs += 1;
            self.result.points += line[row as usize].unsigned_abs();
            self.result.people_paired += u64::from(!std::mem::replace(&mut self.met[row as usize], true));
        }
    }
}

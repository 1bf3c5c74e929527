//! The phases of a solve.
//!
//! *A* inserts the units of the near side, the one with fewer places, against the far side's prices and reserves. If that
//! turns out to be hard work, an auction finds better prices and A begins again from them. *B* then lets the reserves
//! fall away, by the mirror image of A.

use crate::auction::Auction;
use crate::augment::Augment;
use crate::grid::Grid;
use crate::lists::Scan;
use crate::options::Options;
use crate::side::Side;
use crate::{Control, SolveError, Transportation, check};

/// Default length of a list.
const LIST: usize = 48;

/// Near agents between two reports of progress.
const REPORT: usize = 256;

/// The auction is called when searches have looked at so many pairs, in multiples of all pairs there are, …
const PASSES: u64 = 2;

/// … and at least at so many, …
const LEAST_WORK: u64 = 1 << 20;

/// … unless far agents are in excess by more than the near ones divided by this: then searches are short anyhow.
const NEARLY_SQUARE: u64 = 20;

fn list_length(options: &Options<'_>, fars: usize) -> usize {
    options.list_length.unwrap_or(LIST).clamp(1, fars.max(1))
}

/// Phase A: lists for all near agents, then their units one by one.
pub(crate) fn insert_near<'a>(
    problem: &Transportation<'_>,
    grid: Grid<'a>,
    control: &'a Control<'a>,
    (near, far): (&'a mut Side, &'a mut Side),
    options: &Options<'_>,
) -> Result<(), SolveError> {
    let (nears, fars) = grid.shape();
    let k = list_length(options, fars);
    let budget = auction_after(near, far, options, nears as u64 * fars as u64);
    let everybody: Vec<u32> = (0..nears as u32).collect();
    let mut augment = Augment::new(grid, control, near, far, k);
    control.report("scanning", 0, nears);
    let scan = Scan { grid, k, control };
    let lists = &mut augment.lists;
    let seen = scan.lists(&everybody, &augment.far.price, |near, list| lists[near as usize] = list)?;
    check::width(problem, seen)?;
    price_near(&mut augment);
    if insert_all(&mut augment, "pairing", budget)? {
        return Ok(());
    }
    augment.near.links.clear();
    augment.far.links.clear();
    let mut held = Vec::new();
    if let Some(auction) = Auction::new(scan, augment.near, augment.far, &mut augment.lists, seen.width()) {
        held = auction.run()?;
    }
    augment.far.reserve_prices();
    keep_tight(&mut augment, &held);
    price_near(&mut augment);
    insert_all(&mut augment, "pairing from auction prices", u64::MAX).map(drop)
}

/// Phase B: reserves fall away one place at a time.
pub(crate) fn insert_far<'a>(
    grid: Grid<'a>,
    control: &'a Control<'a>,
    (near, far): (&'a mut Side, &'a mut Side),
    options: &Options<'_>,
) -> Result<(), SolveError> {
    let (_, fars) = grid.shape();
    let mut augment = Augment::new(grid, control, near, far, list_length(options, fars));
    insert_all(&mut augment, "settling", u64::MAX).map(drop)
}

/// The work after which the auction is called.
fn auction_after(near: &Side, far: &Side, options: &Options<'_>, pairs: u64) -> u64 {
    let excess = far.units().saturating_sub(near.units());
    let worth_it = near.single() && far.single() && excess <= near.units() / NEARLY_SQUARE;
    options.auction_after.unwrap_or(if worth_it && options.start.is_none() {
        pairs.saturating_mul(PASSES).saturating_add(LEAST_WORK)
    } else {
        u64::MAX
    })
}

/// The highest prices of near agents at which no pair is worth more than its places.
fn price_near(augment: &mut Augment<'_>) {
    for (agent, list) in augment.lists.iter().enumerate() {
        if augment.near.capacity[agent] > 0 {
            let highest = list.least_value(&augment.far.price);
            augment.near.price[agent] = augment.near.bonus[agent].min(highest);
        }
    }
}

/// Makes the pairs of the auction that are tight.
fn keep_tight(augment: &mut Augment<'_>, held: &[u32]) {
    for (near, &far) in held.iter().enumerate() {
        let list = &augment.lists[near];
        let least = list.least_value(&augment.far.price);
        if let Some(entry) = list.entries.iter().find(|entry| entry.far == far)
            && entry.cost - augment.far.price[far as usize] == least
            && least < augment.near.bonus[near]
        {
            augment.near.links.insert(near, far, entry.cost);
            augment.far.links.insert(far as usize, near as u32, entry.cost);
        }
    }
}

/// Inserts near agents in order; false if the work passes the budget before the last.
fn insert_all(augment: &mut Augment<'_>, stage: &'static str, budget: u64) -> Result<bool, SolveError> {
    let (nears, _) = augment.grid.shape();
    for near in 0..nears {
        if near % REPORT == 0 {
            augment.control.check()?;
            augment.control.report(stage, near, nears);
        }
        if augment.work >= budget {
            return Ok(false);
        }
        augment.fill(near as u32)?;
    }
    augment.control.report(stage, nears, nears);
    Ok(true)
}

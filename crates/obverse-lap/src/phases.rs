//! The phases of a solve.
//!
//! *A* inserts the units of the near side, the one with fewer places, against the far side's prices and reserves. If that
//! turns out to be hard work, an auction finds better prices and A begins again from them. *B* then lets the reserves
//! fall away, by the mirror image of A.

use rayon::prelude::*;

use crate::auction::Auction;
use crate::augment::Augment;
use crate::grid::Grid;
use crate::list::COMPLETE;
use crate::options::Options;
use crate::places::Places;
use crate::scan::Scan;
use crate::side::Side;
use crate::value::CLOSED;
use crate::{ABSENT, Control, SolveError, Transportation, check};
use crate::{forest, keep, polish, reverse, sample, surplus};

/// Default length of a list.
const LIST: usize = 48;

/// Default length of a list when all are made anew after an auction: fewer searches then need to look further.
const REFRESHED: usize = 64;

/// After an auction only those lists are made anew whose bound is not further behind the best than the width of the costs divided
/// by this, …
const CLOSE: i64 = 1000;

/// … and what is further behind than the width divided by this is left out of lists: searches do not go so far.
const REACH: i64 = 64;

/// With more units than this the prices of a small sample are refined in a larger one, …
const TWO_SAMPLES: usize = 24_000;

/// … in which lists are not longer than this.
const LIST_OF_SAMPLE: usize = 32;

/// If more far agents than the number of all divided by this are left over after an auction, they stay as dear as they are.
const MANY_LEFT_OVER: usize = 4;

/// Length of a list where so many per cent of the listed values are equal to another, in a problem large enough to start with
/// an auction: groups of equals longer than a list would have their row looked at again and again.
const LIST_OF_TIES: usize = 128;

/// See [`LIST_OF_TIES`].
const TIED: usize = 75;

/// Lists are so many times as long when reserves fall away: searches go far then.
const SETTLING: usize = 2;

/// Lists of all are made before reserves fall away, if more than one agent in so many has one to give up.
const FEW_TO_SETTLE: usize = 64;

/// Near agents between two reports of progress.
const REPORT: usize = 256;

/// The auction is called when searches have looked at so many pairs, in multiples of all pairs there are, …
const PASSES: u64 = 2;

/// … and at least at so many, …
const LEAST_WORK: u64 = 1 << 20;

/// … unless far agents are in excess by more than the near ones divided by this: then searches are short anyhow.
const NEARLY_SQUARE: u64 = 20;

/// From so many pairs on it is called at once, with prices from a sample.
const AT_ONCE: u64 = 1 << 21;

/// From so many pairs on a problem is solved by blocks where it can be: should paths be long work, an auction does better there.
const BY_BLOCKS: u64 = 1 << 17;

/// The first ε of an auction is the width of the costs divided by this, …
const FIRST: i64 = 32;

/// … by this where it starts from the prices of a sample, …
const FIRST_AFTER_SAMPLE: i64 = 128;

/// … by this where these have been refined, …
const FIRST_AFTER_TWO: i64 = 256;

/// … and by this in the auction that refines them, which is no more than a help.
const FIRST_OF_SAMPLE: i64 = 1024;

/// A phase of an auction is over when all but one in so many units are placed: bidding for the last few is dear, but the paths of
/// those who are left are long, and dearer the larger the market.
const ENOUGH: usize = 800;

/// The same where all that is wanted is good prices.
const ENOUGH_OF_SAMPLE: usize = 128;

fn list_length(options: &Options<'_>, fars: usize) -> usize {
    options.list_length.unwrap_or(LIST).clamp(1, fars.max(1))
}

/// Phase A: lists for all near agents, then their units one by one; then, where that can be, the reserves of all that is left over
/// at once: see [`surplus::settle`].
pub(crate) fn insert_near<'a>(
    problem: &Transportation<'_>,
    grid: Grid<'a>,
    control: &'a Control<'a>,
    sides: (&'a mut Side, &'a mut Side),
    options: &Options<'_>,
) -> Result<(), SolveError> {
    surplus::settle(&mut inserted(problem, grid, control, sides, options)?)
}

/// Phase A where all near agents can be paired; then what is left over becomes the dearest: see [`surplus`]. Returns
/// the potential of what is left over, 0 if nothing is.
pub(crate) fn insert_all_near<'a>(
    problem: &Transportation<'_>,
    grid: Grid<'a>,
    control: &'a Control<'a>,
    (near, far): (&'a mut Side, &'a mut Side),
    options: &Options<'_>,
) -> Result<i64, SolveError> {
    let excess = far.units() > near.units();
    let mut augment = inserted(problem, grid, control, (near, far), options)?;
    if excess { surplus::take(&mut augment) } else { Ok(0) }
}

fn inserted<'a>(
    problem: &Transportation<'_>,
    grid: Grid<'a>,
    control: &'a Control<'a>,
    (near, far): (&'a mut Side, &'a mut Side),
    options: &Options<'_>,
) -> Result<Augment<'a>, SolveError> {
    let (nears, fars) = grid.shape();
    let k = list_length(options, fars);
    let budget = auction_after(near, far, options, nears as u64 * fars as u64);
    let everybody: Vec<u32> = (0..nears as u32).filter(|&agent| near.capacity[agent as usize] > 0).collect();
    let mut first = FIRST;
    let mut known = None;
    if budget == 0
        && let Some(places) = Places::new((near, |_| true), (far, |_| true))
    {
        known = sample::potentials(Scan { grid, k, control }, &places)?;
        if known.is_some() {
            first = FIRST_AFTER_SAMPLE;
        }
        if places.owner.len() > TWO_SAMPLES
            && let Some(potentials) = known.take()
        {
            let scan = Scan { grid, k: k.min(LIST_OF_SAMPLE), control };
            known = Some(sample::refined(scan, (near, far), &places, potentials, (FIRST_OF_SAMPLE, ENOUGH_OF_SAMPLE))?);
            first = FIRST_AFTER_TWO;
        }
    }
    if let Some(potentials) = &known {
        for (agent, &potential) in potentials.iter().enumerate() {
            if potential != ABSENT && far.capacity[agent] > 0 {
                far.price[agent] = potential;
            }
        }
    }
    let mut augment = Augment::new(grid, control, near, far, k);
    control.report("scanning", 0, nears);
    let scan = Scan { grid, k, control };
    let lists = &mut augment.lists;
    let seen = scan.lists(&everybody, &augment.far.price, |near, list| lists[near as usize] = list)?;
    check::width(problem, seen)?;
    let tied = budget == 0 && polish::ties(lists, &augment.far.price) > TIED;
    if budget > 0 {
        price_near(&mut augment);
        if insert_all(&mut augment, "pairing", budget)? {
            return Ok(augment);
        }
        augment.near.links.clear();
        augment.far.links.clear();
    }
    let mut held = Vec::new();
    let places = Places::new(
        (augment.near, |near| augment.lists[near].bound != COMPLETE || !augment.lists[near].is_empty()),
        (augment.far, |far| known.as_ref().is_none_or(|known| known[far] != ABSENT)),
    );
    if let Some(places) = &places {
        let scan = Scan { k: if tied { k.max(LIST_OF_TIES.min(fars)) } else { k }, ..scan };
        augment.k = scan.k;
        let sides = (&*augment.near, &mut *augment.far);
        held = Auction::new(scan, sides, places, &mut augment.lists, seen.width()).run((first, ENOUGH))?;
        if tied {
            reprice(&mut augment, scan, places.ceiling)?;
        } else {
            augment.k = (list_length(options, fars) * REFRESHED / LIST).clamp(1, fars.max(1));
            let scan = Scan { k: augment.k, ..scan };
            // Those of bidders at war are longer than searches need.
            augment.lists.iter_mut().for_each(|list| list.shorten(scan.k));
            let margin = seen.width() / CLOSE;
            let close = |near: &u32| {
                let list = &augment.lists[*near as usize];
                list.bound != COMPLETE && list.bound - list.least_value(&augment.far.price) < margin
            };
            let close: Vec<u32> = everybody.iter().copied().filter(close).collect();
            scan.lists(&close, &augment.far.price, |near, list| augment.lists[near as usize] = list)?;
            let (prices, reach) = (&augment.far.price, seen.width() / REACH);
            augment.lists.par_iter_mut().for_each(|list| {
                list.relist(std::iter::empty(), prices);
                list.cut(reach);
            });
        }
    }
    let capacity = augment.far.capacity.clone();
    if let Some(places) = &places {
        close_left_over(&mut augment, places, &held);
        come_down(&mut augment, places, &held)?;
    }
    augment.far.reserve_prices();
    price_near(&mut augment);
    keep::keep_best(&mut augment, &held);
    if places.is_some() {
        polish::match_tight(&mut augment, 0)?;
    }
    forest::pair_most(&mut augment)?;
    insert_all(&mut augment, "pairing from auction prices", u64::MAX)?;
    augment.far.capacity = capacity;
    Ok(augment)
}

/// Whether there is so much to do that the problem is looked at block by block, if it can be.
pub(crate) fn by_blocks(options: &Options<'_>, pairs: u64) -> bool {
    options.start.is_none() && options.auction_after.map_or(pairs >= BY_BLOCKS, |after| after == 0)
}

/// Phase B: reserves fall away one place at a time.
pub(crate) fn insert_far<'a>(
    grid: Grid<'a>,
    control: &'a Control<'a>,
    (near, far): (&'a mut Side, &'a mut Side),
    options: &Options<'_>,
) -> Result<(), SolveError> {
    let (nears, fars) = grid.shape();
    let wants = |agent: &usize| {
        let load = near.links.load(*agent);
        load < near.capacity[*agent] && near.next_unit(*agent, load) + near.price[*agent] < 0
    };
    let many = (0..nears).filter(wants).count() > nears / FEW_TO_SETTLE;
    let mut augment = Augment::new(grid, control, near, far, SETTLING * list_length(options, fars));
    if many {
        // Most lists will be asked for, and together they are made in parallel.
        let everybody: Vec<u32> =
            (0..nears as u32).filter(|&agent| augment.near.capacity[agent as usize] > 0).collect();
        let scan = Scan { grid, k: augment.k, control };
        let lists = &mut augment.lists;
        scan.lists(&everybody, &augment.far.price, |near, list| lists[near as usize] = list)?;
    }
    insert_all(&mut augment, "settling", u64::MAX).map(drop)
}

/// The work after which the auction is called: none at all where there is so much to do that it will be called anyhow.
fn auction_after(near: &Side, far: &Side, options: &Options<'_>, pairs: u64) -> u64 {
    let excess = far.units().saturating_sub(near.units());
    let worth_it = excess <= near.units() / NEARLY_SQUARE && options.start.is_none();
    options.auction_after.unwrap_or(match worth_it {
        true if pairs >= AT_ONCE => 0,
        true => pairs.saturating_mul(PASSES).saturating_add(LEAST_WORK),
        false => u64::MAX,
    })
}

/// Far agents are priced anew at what near agents would pay: see [`polish`]. Prices rise, so all lists are made anew.
fn reprice(augment: &mut Augment<'_>, scan: Scan<'_>, ceiling: i64) -> Result<(), SolveError> {
    let takes_part = |&near: &u32| augment.near.capacity[near as usize] > 0;
    let everybody: Vec<u32> = (0..augment.lists.len() as u32).filter(takes_part).collect();
    let stale = |near: &u32| {
        let list = &augment.lists[*near as usize];
        list.least_value(&augment.far.price) >= list.bound && list.bound != COMPLETE
    };
    let stale: Vec<u32> = everybody.iter().copied().filter(stale).collect();
    scan.lists(&stale, &augment.far.price, |near, list| augment.lists[near as usize] = list)?;
    let payers: Vec<(u32, i64)> = everybody
        .iter()
        .map(|&near| (near, augment.lists[near as usize].least_value(&augment.far.price)))
        .filter(|&(near, least)| least != COMPLETE && augment.near.capacity[near as usize] > 0)
        .collect();
    let potentials = sample::extend(scan, &payers)?;
    for (price, potential) in augment.far.price.iter_mut().zip(potentials) {
        if *price != CLOSED && potential != ABSENT {
            *price = potential.min(ceiling).max(*price);
        }
    }
    scan.lists(&everybody, &augment.far.price, |near, list| augment.lists[near as usize] = list).map(drop)
}

/// Far agents that the auction left over come down in price, unless they are many: see [`reverse`].
fn come_down(augment: &mut Augment<'_>, places: &Places, held: &[(u32, u32)]) -> Result<(), SolveError> {
    let mut room = augment.far.capacity.clone();
    for &(_, far) in held {
        room[far as usize] = room[far as usize].saturating_sub(1);
    }
    let free: Vec<u32> = (0..room.len() as u32).filter(|&far| room[far as usize] > 0).collect();
    if free.len() > room.len() / MANY_LEFT_OVER {
        return Ok(());
    }
    let scan = Scan { grid: augment.grid, k: augment.k, control: augment.control };
    let bonus = &augment.far.bonus;
    let ceiling = |far: u32| if places.optional(far) == 0 { bonus[far as usize] } else { places.ceiling };
    reverse::come_down(scan, &free, &mut augment.far.price, &mut augment.lists, ceiling)
}

/// Where first places earn something and all of them will be used, the second places that the auction has found to be left over are closed
/// until all units are paired: units would take them as well as first ones, and be moved one by one when reserves fall away.
fn close_left_over(augment: &mut Augment<'_>, places: &Places, held: &[(u32, u32)]) {
    let mut taken = vec![0; augment.far.capacity.len()];
    for &(_, far) in held {
        taken[far as usize] += 1;
    }
    for far in places.left_over(&taken, &augment.far.price) {
        if places.optional(far) < places.of(far).len() {
            augment.far.capacity[far as usize] -= 1;
        }
    }
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

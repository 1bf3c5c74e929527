//! The route for large matrices: short lists, so that most of the matrix is read a few times only.
//!
//! First the plain way, reduction and shortest paths from the least of each column: on easy instances nothing is faster.
//! Where the work done shows that an instance is not easy, prices come from a sample and an auction instead.

use super::lines::Lines;
use super::list_auction::Auction;
use super::list_paths::Paths;
use super::lists::Lists;
use super::number::{Number, Value};
use super::paths::TooFew;
use super::reduction::first_bids;
use super::small::Rest;
use super::state::State;
use super::{kernel, levels, small, tight_matching};
use crate::{Control, SolveError};

/// Length of a list on easy instances, …
const LIST: usize = 24;

/// … on hard ones, …
const HARD_LIST: usize = 40;

/// … and where so many per cent of the listed values are equal to another: groups of equals longer than a list would have
/// the line looked at again and again.
const LIST_OF_TIES: usize = 128;

/// See [`LIST_OF_TIES`].
const TIED: usize = 75;

/// An instance is easy as long as reduction leaves fewer lines free than one in so many, …
const EASY: usize = 10;

/// … and shortest paths look at fewer entries than so many times all there are.
const PATIENCE: u64 = 1;

/// Below so many lines a hard instance is solved on whole lines all the same.
const WHOLE_LINES: usize = 1600;

/// The first ε is the width of the costs divided by this where prices come from a sample, …
const FIRST_AFTER_SAMPLE: u32 = 1024;

/// … and by this where they do not.
const FIRST: u32 = 32;

/// From phase to phase ε is divided by this.
const SHRINK: u32 = 5;

/// Phases with an ε.
const PHASES: usize = 4;

pub(super) fn solve<T: Number>(
    lines: &Lines<'_, T>,
    control: &Control<'_>,
) -> Result<Result<State<T::Dual>, TooFew>, SolveError> {
    let mut state = State::begin(lines);
    let mut lists = Lists::unseen(lines.nears, lines.fars, LIST);
    let tied = lists.scanner.ties(lines, &state.prices, LIST) > TIED;
    first_bids(lines, &mut state);
    if tied && lines.nears < WHOLE_LINES {
        return small::finish(lines, state, control);
    }
    let mut paths = Paths::new(lines);
    if !tied {
        Auction::new((lines, &mut lists), &mut state, control).without_epsilon()?;
    }
    paths.keep_all(lines, &state);
    let square = lines.nears == lines.fars;
    let free = state.free_lines();
    if !square || free.len() < lines.nears / EASY {
        let entries = if square { lines.nears as u64 * lines.fars as u64 } else { u64::MAX / PATIENCE };
        let rest = if tied {
            small::match_rest(lines, &mut state, entries / lines.fars as u64 * PATIENCE, control)?
        } else {
            match_rest((lines, &mut lists), &mut state, &mut paths, (free, entries * PATIENCE), control)?
        };
        match rest {
            Rest::Matched => return Ok(Ok(state)),
            Rest::TooFew(few) => return Ok(Err(few)),
            Rest::Hard => {}
        }
    }
    if lines.nears < WHOLE_LINES {
        return small::solve_hard(lines, state, control);
    }
    let epsilons = start_again(lines, &mut state, control)?;
    let length = if tied { LIST_OF_TIES } else { HARD_LIST };
    lists = Lists::new(lines, &state.prices, length, control)?;
    let mut auction = Auction::new((lines, &mut lists), &mut state, control);
    for epsilon in epsilons {
        auction.phase(epsilon)?;
    }
    if tied {
        lists = polish(lines, &mut state, lists, control)?;
    }
    paths.keep_tight(&lists, &mut state);
    tight_matching::augment(&lists, &mut state, &mut paths);
    let free = state.free_lines();
    let found = match_rest((lines, &mut lists), &mut state, &mut paths, (free, u64::MAX), control)?;
    Ok(match found {
        Rest::TooFew(few) => Err(few),
        _ => Ok(state),
    })
}

/// Shortest paths for the lines named, as long as the work stays below `patience`.
fn match_rest<T: Number>(
    (lines, lists): (&Lines<'_, T>, &mut Lists<T::Dual>),
    state: &mut State<T::Dual>,
    paths: &mut Paths<T::Dual>,
    (free, patience): (Vec<u32>, u64),
    control: &Control<'_>,
) -> Result<Rest, SolveError> {
    for line in free {
        control.check()?;
        if paths.work >= patience {
            return Ok(Rest::Hard);
        }
        if let Some(few) = paths.augment((lines, &mut *lists), state, line, control)? {
            return Ok(Rest::TooFew(few));
        }
    }
    Ok(Rest::Matched)
}

/// Prices from a sample, if there is one. Returns ε of each phase.
fn start_again<T: Number>(
    lines: &Lines<'_, T>,
    state: &mut State<T::Dual>,
    control: &Control<'_>,
) -> Result<Vec<T::Dual>, SolveError> {
    state.part();
    let sampled = levels::prices(lines, control)?;
    let mut epsilons = vec![lines.width.part(if sampled.is_some() { FIRST_AFTER_SAMPLE } else { FIRST })];
    if let Some(prices) = sampled {
        state.prices = prices;
    }
    while epsilons.len() < PHASES && epsilons[epsilons.len() - 1] > T::Dual::ZERO {
        epsilons.push(epsilons[epsilons.len() - 1].part(SHRINK));
    }
    epsilons.push(T::Dual::ZERO);
    Ok(epsilons)
}

/// Columns rise to what their best line would pay (a c-transform): prices lose what ε left in them, and columns that
/// are alike cost the same again, so ties are ties. Prices have risen, so the lists are made anew.
fn polish<T: Number>(
    lines: &Lines<'_, T>,
    state: &mut State<T::Dual>,
    mut lists: Lists<T::Dual>,
    control: &Control<'_>,
) -> Result<Lists<T::Dual>, SolveError> {
    let stale = |line: &u32| {
        let list = &lists.of[*line as usize];
        list.look(&state.prices).is_none_or(|look| look.best > list.bound)
    };
    let stale: Vec<u32> = (0..lines.nears as u32).filter(stale).collect();
    lists.renew(lines, &stale, &state.prices, control)?;
    let mut prices = vec![T::Dual::ABSENT; lines.fars];
    for (line, list) in lists.of.iter().enumerate() {
        if let Some(look) = list.look(&state.prices) {
            kernel::price::<T>(lines.line(line), look.best, lines.reading, &mut prices);
        }
    }
    for (old, price) in state.prices.iter_mut().zip(prices) {
        if price < T::Dual::REACH {
            *old = price;
        }
    }
    Lists::new(lines, &state.prices, lists.k, control)
}

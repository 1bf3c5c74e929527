//! The route for large matrices: short lists, so that most of the matrix is read a few times only.
//!
//! A sample, solved first, says whether an instance is easy. If so, lists are made at the least of each column, and reduction and
//! shortest paths, or with many ties paths of length zero, do the rest: nothing is faster. If not, prices come from the sample and an
//! auction.

use super::levels::offers;
use super::lines::Lines;
use super::list_auction::Auction;
use super::list_paths::Paths;
use super::lists::{Lists, Scanner, Which};
use super::number::{Number, Value};
use super::paths::TooFew;
use super::small::Rest;
use super::state::State;
use super::{easy_ties, levels, small, tight_matching};
use crate::{Control, SolveError};

/// Length of a list (of three in tests, so that small matrices come to what lies beyond), …
pub(super) const LIST: usize = if cfg!(test) { 3 } else { 24 };

/// … with one more for so many lines, where an instance is hard: looking again is dearer the longer the lines.
const LONGER: usize = 400;

/// Length of a list where so many per cent of the listed values are equal to another: groups of equals longer than a list would
/// have the line looked at again and again.
const LIST_OF_TIES: usize = if cfg!(test) { 9 } else { 128 };

/// See [`LIST_OF_TIES`].
const TIED: usize = 75;

/// An instance is easy as long as reduction leaves fewer lines free than one in so many, …
const EASY: usize = 10;

/// … and shortest paths look at fewer entries than so many times all there are.
const PATIENCE: u64 = 1;

/// The same for rectangles, which know no better than whole lines then.
const PATIENCE_IN_RECTANGLES: u64 = 12;

/// The first ε is the width of the costs divided by this where prices do not come from a sample.
const FIRST: u32 = 32;

/// From phase to phase ε is divided by this.
const SHRINK: u32 = 6;

/// Phases with an ε, at most: …
const PHASES: usize = 8;

/// … they end with fewer than so many fifths of the lines further from their best than nothing. (A pair is as likely as not to
/// be so by chance however small ε is; far more says that prices still move by more than ε.)
const LOOSE: usize = 3;

pub(super) fn solve<T: Number>(
    lines: &mut Lines<'_, T>,
    control: &Control<'_>,
) -> Result<Result<State<T::Dual>, TooFew>, SolveError> {
    if let Some(equals) = lines.equals.take() {
        let mut state = State::new(lines.nears, vec![T::Dual::ZERO; lines.fars]);
        match easy_ties::solve(lines, &equals, &mut state, control)? {
            Rest::Matched => return Ok(Ok(state)),
            Rest::TooFew(few) => return Ok(Err(few)),
            Rest::Hard => {}
        }
        let free: Vec<(u32, T::Dual)> = (0..lines.nears as u32).map(|line| (line, T::Dual::ZERO)).collect();
        lines.least = offers(lines, &free);
    }
    let lines = &*lines;
    let mut state = State::begin(lines);
    let mut paths = Paths::new(lines);
    let sample = levels::sample(lines, control)?;
    let hard = sample.as_ref().is_some_and(|sample| sample.hard);
    // Many ties at the least of each column are a good sign by themselves.
    if !hard && Scanner::new(lines.fars).ties(lines, &state.prices, LIST) > TIED {
        match easily(lines, (&mut state, &mut paths), Which::Equal, control)? {
            Rest::Matched => return Ok(Ok(state)),
            Rest::TooFew(few) => return Ok(Err(few)),
            Rest::Hard => {}
        }
    }
    // Where shortest paths were long work already, they are not tried from there.
    if paths.work == 0 && !hard {
        match easily(lines, (&mut state, &mut paths), Which::Best, control)? {
            Rest::Matched => return Ok(Ok(state)),
            Rest::TooFew(few) => return Ok(Err(few)),
            Rest::Hard => {}
        }
    }
    state.hard = true;
    if lines.nears < lines.fars {
        // Prices of an auction are no use here: the paths that are left are long, and whole lines are read fastest.
        return Ok(match small::match_rest(lines, &mut state, u64::MAX, control)? {
            Rest::TooFew(few) => Err(few),
            _ => Ok(state),
        });
    }
    state.part();
    let sampled = sample.is_some();
    if let Some(sample) = sample {
        state.prices = sample.prices(lines);
    }
    let tied = Scanner::new(lines.fars).ties(lines, &state.prices, LIST) > TIED;
    let length = if tied { LIST_OF_TIES } else { LIST + lines.nears / LONGER };
    let mut lists = Lists::new(lines, &state.prices, (length, Which::Best), control)?;
    let first = sampled.then(|| advantage(&lists, &state.prices)).filter(|&first| first > T::Dual::ZERO);
    let mut epsilon = first.unwrap_or(lines.width.part(FIRST));
    let mut auction = Auction::new((lines, &mut lists), (&mut state, &mut paths.paid), control);
    for _ in 0..PHASES {
        if epsilon <= T::Dual::ZERO || auction.loose() < lines.nears / 5 * LOOSE {
            break;
        }
        auction.phase(epsilon)?;
        epsilon = epsilon.part(SHRINK);
    }
    auction.phase(T::Dual::ZERO)?;
    if tied {
        polish(lines, &mut state, &mut lists, control)?;
    }
    paths.keep_tight(&lists, &mut state);
    tight_matching::augment(&lists, (&mut state, &mut paths), control)?;
    let found = match_rest((lines, &mut lists), &mut state, &mut paths, u64::MAX, control)?;
    Ok(match found {
        Rest::TooFew(few) => Err(few),
        _ => Ok(state),
    })
}

/// Reduction and shortest paths from the least of each column; as long as that is easy.
fn easily<T: Number>(
    lines: &Lines<'_, T>,
    (state, paths): (&mut State<T::Dual>, &mut Paths<T::Dual>),
    which: Which,
    control: &Control<'_>,
) -> Result<Rest, SolveError> {
    let mut lists = Lists::new(lines, &state.prices, (LIST, which), control)?;
    if which == Which::Best {
        Auction::new((lines, &mut lists), (&mut *state, &mut paths.paid), control).without_epsilon()?;
    }
    // Nobody is told to leave: a column that is given up would have to cost nothing in a rectangle, and pairs are as tight as
    // rounding allows.
    let square = lines.nears == lines.fars;
    let many_free = |state: &State<T::Dual>| square && state.free_lines().len() > lines.nears / EASY;
    // Bids leave lines free that could be matched at no cost if others stepped aside.
    if which == Which::Equal || many_free(state) {
        tight_matching::augment(&lists, (&mut *state, &mut *paths), control)?;
    }
    if many_free(state) {
        return Ok(Rest::Hard);
    }
    let patience = if square { PATIENCE } else { PATIENCE_IN_RECTANGLES };
    let patience = patience * lines.nears as u64 * lines.fars as u64;
    match_rest((lines, &mut lists), state, paths, patience, control)
}

/// Shortest paths for the lines named, as long as the work stays below `patience`.
pub(super) fn match_rest<T: Number>(
    (lines, lists): (&Lines<'_, T>, &mut Lists<T::Dual>),
    state: &mut State<T::Dual>,
    paths: &mut Paths<T::Dual>,
    patience: u64,
    control: &Control<'_>,
) -> Result<Rest, SolveError> {
    for line in state.free_lines() {
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

/// By how much the best column of a line is better than the next, twice the mean: the scale on which prices from a sample are
/// still wrong, and so the first ε. On smooth costs it is a millionth of their width, on others a hundredth.
fn advantage<V: Value>(lists: &Lists<V>, prices: &[V]) -> V {
    let (mut sum, mut count) = (V::ZERO, 0);
    for list in &lists.of {
        let look = list.look(prices);
        let second = look.second.least(list.bound);
        if second < V::REACH {
            sum = sum + (second - look.best);
            count += 1;
        }
    }
    let mean = sum.part(count.max(1));
    mean + mean
}

/// Columns rise to what their best line would pay (a c-transform): prices lose what ε left in them, and columns that
/// are alike cost the same again, so ties are ties. Prices have risen, so the lists are made anew.
fn polish<T: Number>(
    lines: &Lines<'_, T>,
    state: &mut State<T::Dual>,
    lists: &mut Lists<T::Dual>,
    control: &Control<'_>,
) -> Result<(), SolveError> {
    let stale = |&line: &u32| lists.of[line as usize].look(&state.prices).best > lists.of[line as usize].bound;
    let stale: Vec<u32> = (0..lines.nears as u32).filter(stale).collect();
    lists.renew(lines, &stale, &state.prices, control)?;
    let duals = lists.of.iter().map(|list| list.dual(&state.prices));
    let paying: Vec<(u32, T::Dual)> = (0..).zip(duals).filter(|&(_, dual)| dual < T::Dual::REACH).collect();
    for (old, price) in state.prices.iter_mut().zip(offers(lines, &paying)) {
        if price < T::Dual::REACH {
            *old = price;
        }
    }
    lists.renew_all(lines, &state.prices, Which::Best, control)
}

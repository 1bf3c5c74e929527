//! Starting prices by an ε-scaled auction (Bertsekas 1979, 1988; see the [references](crate#references)).
//!
//! Unpaired near agents bid for their best far agent: its price falls by what it is better than the second best, plus ε,
//! and whoever held it must look again. ε shrinks from phase to phase; the last phase bids without ε, which is Jonker and
//! Volgenant's augmenting row reduction and leaves most pairs tight. Far prices only fall, so the candidate lists stay
//! valid throughout. Nothing here has to be right: prices become reserves ([`crate::side`]), only tight pairs are kept,
//! and shortest augmenting paths do the rest. So a phase may stop before the last agents are placed, and an agent that
//! pays too much, because it competes for what it cannot get, just leaves.
//!
//! Bids are made one after the other; lists are renewed by the other threads meanwhile, at prices from before these
//! bids. How many bids are made before the renewed lists are taken up does not depend on how fast either goes.

use crate::SolveError;
use crate::bidders::{Bidders, NOBODY, RENEW};
use crate::list::List;
use crate::live::Live;
use crate::places::Places;
use crate::scan::Scan;
use crate::side::Side;

/// ε of a phase is that of the one before divided by this.
const SHRINK: i64 = 10;

/// No phase has an ε below the width of the costs divided by this, but the last, which has none: what finer ones would do,
/// searches do at less.
const FINEST: i64 = 10_000;

/// Bids in a phase, for each unit.
const BIDS: usize = 30;

/// Lists that are used up are made anew at least as long as this.
const RENEWED: usize = 64;

/// An auction under way.
pub(crate) struct Auction<'a, 'b> {
    scan: Scan<'a>,
    bidders: Bidders<'b>,
    live: Live<'a>,
}

impl<'a, 'b> Auction<'a, 'b> {
    /// An auction that starts from the far agents' prices.
    pub(crate) fn new(
        scan: Scan<'a>,
        sides: (&'b Side, &'b mut Side),
        places: &'b Places,
        lists: &'b mut [List],
        width: i64,
    ) -> Self {
        Self { scan, bidders: Bidders::new(sides, places, lists, width), live: Live::default() }
    }

    /// Runs all phases, from an ε of the width of the costs divided by `first`; a phase is over when all but one in `enough` units
    /// are placed. Returns (near, far) agents who hold one another; prices and lists are left as they are then.
    pub(crate) fn run(mut self, (first, enough): (i64, usize)) -> Result<Vec<(u32, u32)>, SolveError> {
        let mut epsilons = vec![self.bidders.width / first];
        while let Some(&last) = epsilons.last()
            && last > 0
        {
            let next = last / SHRINK;
            epsilons.push(if next < self.bidders.width / FINEST { 0 } else { next });
        }
        for (done, &epsilon) in epsilons.iter().enumerate() {
            self.scan.control.report("bidding", done, epsilons.len());
            self.phase(epsilon, self.bidders.places.owner.len() / enough)?;
        }
        self.scan.control.report("bidding", epsilons.len(), epsilons.len());
        if let Some(level) = self.seat_the_indifferent() {
            self.raise(level);
        }
        let units = self.bidders.places.owner.iter().zip(&self.bidders.held);
        Ok(units.filter(|(_, held)| held.0 != NOBODY).map(|(&near, &(far, _))| (near, far)).collect())
    }

    fn phase(&mut self, epsilon: i64, enough: usize) -> Result<(), SolveError> {
        let units = self.bidders.places.owner.len();
        self.seat_the_indifferent();
        self.bidders.begin(epsilon);
        let enough = if epsilon > 0 { enough } else { 0 };
        let mut bids = if epsilon > 0 { BIDS * units } else { 4 * units };
        while bids > 0 && self.bidders.unplaced() > enough {
            bids -= 1;
            self.scan.control.check()?;
            if self.bidders.queue.is_empty() || self.bidders.stale.len() >= RENEW {
                self.renew((&mut bids, enough))?;
            } else {
                self.bidders.bid_on(&mut bids, enough);
            }
        }
        self.bidders.end();
        Ok(())
    }

    /// Where places are in excess, somebody indifferent stands behind each that will be left over. They want what
    /// nobody else does, so that the dearest prices come down to one level, which is returned.
    fn seat_the_indifferent(&mut self) -> Option<i64> {
        let Bidders { places, prices, .. } = &mut self.bidders;
        let excess = places.excess().checked_sub(1)?;
        let places = |far: usize| places.optional(far as u32);
        let each = (0..prices.len()).flat_map(|far| std::iter::repeat_n(prices[far], places(far)));
        let mut open: Vec<i64> = each.collect();
        if excess >= open.len() {
            return None;
        }
        let (_, &mut level, _) = open.select_nth_unstable_by(excess, |a, b| b.cmp(a));
        for (far, price) in prices.iter_mut().enumerate() {
            if places(far) > 0 {
                *price = (*price).min(level);
            }
        }
        self.live.change_all();
        Some(level)
    }

    /// All prices rise alike until those of the unwanted are where they began. Values and bounds follow alike.
    fn raise(&mut self, level: i64) {
        let Bidders { places, prices, lists, .. } = &mut self.bidders;
        let rise = places.ceiling - level;
        for (far, price) in prices.iter_mut().enumerate() {
            if !places.of(far as u32).is_empty() {
                *price += rise;
            }
        }
        lists.iter_mut().for_each(|list| list.prices_rose(rise));
    }

    /// Stale lists are made anew, while those whose turn it is bid on.
    fn renew(&mut self, (bids, enough): (&mut usize, usize)) -> Result<(), SolveError> {
        let stale = self.bidders.begin_renewal();
        let scan = Scan { k: self.scan.k.max(RENEWED), ..self.scan };
        for far in self.bidders.changed.drain(..) {
            self.live.change(far);
        }
        let then = self.live.snapshot(scan.grid, self.bidders.prices);
        let bidders = &mut self.bidders;
        let (renewed, ()) = rayon::join(|| scan.lists_then(&stale, &then), || bidders.bid_on(bids, enough));
        self.bidders.end_renewal(renewed?);
        Ok(())
    }
}

//! Choices that change the time and the memory a solve takes, never the value of its optimum.

use crate::Price;

/// Choices that change how long a solve takes, how much memory, and which of several optima it finds, never the optimum's value.
///
/// The default is right for almost everybody. Two solves with the same options give the same solution.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct Options<'a> {
    /// Prices to start from: a forecast, the prices of a sample, or those of last month's solution. **Any** prices are
    /// safe; good ones save most of the work.
    pub start: Option<Start<'a>>,
    /// Candidates kept for each agent; chosen from the instance if not given.
    pub list_length: Option<usize>,
    /// Work, in pairs looked at, after which augmenting paths call the auction to find better prices: 0 is at once,
    /// `u64::MAX` never. Chosen from the instance if not given. Where it is at once, coverage comes first and everybody has
    /// one place, the problem is solved block by block.
    pub auction_after: Option<u64>,
    /// Ask for every cost once and keep them all in a [`Matrix`](crate::Matrix) of 8 bytes a pair, instead of asking whenever a
    /// cost is needed. It pays where costs are dear to compute; if the matrix does not fit, the problem is refused
    /// ([`SolveError::Memory`](crate::SolveError::Memory)).
    pub stored: bool,
}

/// Starting prices, in the form of [`Solution::row_prices`](crate::Solution::row_prices) and
/// [`Solution::col_prices`](crate::Solution::col_prices). Only those of the side with more places are used.
#[derive(Clone, Copy, Debug)]
pub struct Start<'a> {
    /// One for each row.
    pub rows: &'a [Price],
    /// One for each column.
    pub cols: &'a [Price],
}

impl<'a> Options<'a> {
    /// Ways to solve that can be asked for by name.
    pub const NAMES: [&'static str; 3] = ["paths", "auction", "stored"];

    /// The way of this name, one of [`Options::NAMES`]: `paths` is augmenting paths that never call the auction, `auction` is
    /// the auction at once, and `stored` keeps all costs in a matrix.
    pub fn named(name: &str) -> Option<Self> {
        let options = Self::default();
        match name {
            "paths" => Some(options.auction_after(u64::MAX)),
            "auction" => Some(options.auction_after(0)),
            "stored" => Some(options.stored(true)),
            _ => None,
        }
    }

    /// Start from these prices.
    #[must_use]
    pub fn start(mut self, rows: &'a [Price], cols: &'a [Price]) -> Self {
        self.start = Some(Start { rows, cols });
        self
    }

    /// Keep lists of this length (at least 1).
    #[must_use]
    pub fn list_length(mut self, length: usize) -> Self {
        self.list_length = Some(length);
        self
    }

    /// Call the auction after this much work.
    #[must_use]
    pub fn auction_after(mut self, work: u64) -> Self {
        self.auction_after = Some(work);
        self
    }

    /// Keep all costs in a matrix.
    #[must_use]
    pub fn stored(mut self, stored: bool) -> Self {
        self.stored = stored;
        self
    }
}

//! Choices that change the time a solve takes, never the value of its optimum.

use crate::Price;

/// Choices that change how long a solve takes and which of several optima it finds, never the optimum's value.
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
}

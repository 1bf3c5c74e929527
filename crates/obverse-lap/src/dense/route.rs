//! Which way a dense matrix is solved.

use super::kinds::Sought;

/// From so many lines on, short lists are kept of each line.
const LISTS_FROM: usize = 700;

/// A way to solve a dense matrix. All lead to an optimum, if not to the same of several; [`Solution::method`](super::Solution::method)
/// says which was taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Route {
    /// The one that is likely to be the fastest: depends on the matrix alone.
    #[default]
    Chosen,
    /// `"whole lines"`: best for small matrices.
    WholeLines,
    /// `"short lists"`: best for large ones.
    ShortLists,
    /// `"kinds of lines"`: best where many lines and columns are like others; slow where none are.
    Kinds,
}

impl Route {
    /// Those that can be forced, each with its name: what [`Solution::method`](super::Solution::method) says of it.
    pub const NAMED: [(&'static str, Self); 3] =
        [("whole lines", Self::WholeLines), ("short lists", Self::ShortLists), ("kinds of lines", Self::Kinds)];

    /// The route of this name, one of [`Route::NAMED`].
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMED.into_iter().find(|named| named.0 == name).map(|named| named.1)
    }

    pub(super) fn kinds(self) -> Sought {
        match self {
            Route::Chosen => Sought::Few,
            Route::WholeLines | Route::ShortLists => Sought::No,
            Route::Kinds => Sought::Any,
        }
    }

    /// Whether short lists are kept, if the problem of so many lines is not solved by kinds.
    pub(super) fn has_lists(self, lines: usize) -> bool {
        match self {
            Route::Chosen => lines >= LISTS_FROM,
            Route::ShortLists => true,
            Route::WholeLines | Route::Kinds => false,
        }
    }
}

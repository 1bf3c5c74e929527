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

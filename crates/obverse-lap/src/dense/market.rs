//! What bidding needs to know of lines and columns, dense or sparse.

use super::kernel::Two;
use super::number::Value;

/// Lines that look for columns.
pub(crate) trait Market<V: Value> {
    /// How many lines there are.
    fn size(&self) -> usize;

    /// How far costs lie apart.
    fn width(&self) -> V;

    /// The best and the second best column of a line.
    fn two(&self, line: usize, prices: &[V]) -> Two<V>;

    /// A column that is as good as `best` for a line, among those that `open` admits.
    fn as_good(&self, line: usize, prices: &[V], best: V, open: impl Fn(usize) -> bool) -> Option<usize>;

    /// What a line pays in all for a column that it knows.
    fn value(&self, line: usize, col: usize, prices: &[V]) -> V;
}

//! Two of a kind: one for the juniors, one for the seniors.

use crate::Side;

/// One value for each side.
#[derive(Clone, Debug, Default)]
pub(super) struct BySide<T> {
    juniors: T,
    seniors: T,
}

impl<T> BySide<T> {
    /// Makes both.
    pub(super) fn make(mut one: impl FnMut(Side) -> T) -> BySide<T> {
        BySide { juniors: one(Side::Junior), seniors: one(Side::Senior) }
    }

    /// The one of this side.
    pub(super) fn on(&self, side: Side) -> &T {
        match side {
            Side::Junior => &self.juniors,
            Side::Senior => &self.seniors,
        }
    }
}

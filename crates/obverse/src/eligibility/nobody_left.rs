//! Who is left with nobody by the reporting line alone, and so judged at `if_nobody_left` steps.

use rayon::prelude::*;

use super::by_side::BySide;
use super::{BitRow, Inner, Scratch, mark_barred};
use crate::Side;

/// Finds these people and tells the reporting line, if the policy asks for it.
///
/// Everyone is judged by the strict rule, so the outcome depends on no order: that one person is judged more leniently
/// makes nobody else's case.
pub(super) fn relax(inner: &mut Inner) {
    if inner.reporting_line.as_ref().is_none_or(|rule| rule.if_nobody_left().is_none()) {
        return;
    }
    let nobody_left = BySide::make(|side| {
        let people = inner.participants.on(side).len();
        let alone: Vec<bool> = (0..people)
            .into_par_iter()
            .map_init(Scratch::new, |scratch, index| is_left_with_nobody(inner, side, index, scratch))
            .collect();
        let mut row = BitRow::new(people);
        alone.iter().enumerate().filter(|(_, alone)| **alone).for_each(|(at, _)| row.set(at));
        row
    });
    let anybody = [Side::Junior, Side::Senior].into_iter().any(|side| nobody_left.on(side).count_ones() > 0);
    if let (true, Some(rule)) = (anybody, &mut inner.reporting_line) {
        rule.relax_for(nobody_left);
    }
}

/// Whether the other rules leave somebody, and the reporting line with them nobody.
fn is_left_with_nobody(inner: &Inner, side: Side, index: usize, scratch: &mut Scratch) -> bool {
    let Some(rule) = &inner.reporting_line else {
        return false;
    };
    let at = inner.place(side, index);
    let len = inner.len_opposite(side);
    scratch.spare.reset(len);
    mark_barred(rule, at, &mut scratch.search, &mut scratch.spare);
    if scratch.spare.count_ones() == 0 {
        return false;
    }
    inner.bar_by(inner.others(), at, scratch);
    if let Some(own) = inner.own_place(at) {
        scratch.row.set(own);
    }
    if scratch.row.count_ones() == len {
        return false;
    }
    scratch.row.union(&scratch.spare);
    scratch.row.count_ones() == len
}

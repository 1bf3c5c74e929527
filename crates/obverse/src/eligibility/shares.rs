//! `shares`: the two have something in common in every listed column.
//!
//! # What it measures
//! Whether the two share a value (a language, a site) in each of `columns`, and stand close enough in each of `windows`
//! (time zones).
//!
//! # Why
//! A pair without a common language or a common hour of the day will not meet, however well it scores.
//!
//! # Formula and range
//! Ruled out when in any of `columns` the sets of values have no member in common, or when in any of `windows` no number of
//! one is within `at_most` of a number of the other: |a − b| ≤ `at_most`, in decimals, exactly. Values are compared trimmed
//! and without case; a cell holds several with `;`.
//!
//! # Missing values
//! A column in which either cell is empty says nothing. If no other column rules the pair out, the rule cannot be
//! evaluated. A cell of a window that is no number is an error for a participant (`unreadable_number`).
//!
//! # Fairness note
//! Asking for a shared value keeps apart those whom a programme on diversity wants to bring together. Use it for what a
//! conversation needs. A protected column is refused unless the policy writes a reason; its values are never named.
//!
//! # References
//! L. T. Eby et al., *An interdisciplinary meta-analysis of the potential antecedents, correlates, and consequences of
//! protégé perceptions of mentoring*, Psychological Bulletin 139(2), 2013, 441–476, <https://doi.org/10.1037/a0029279>
//! (of all antecedents, likeness in attitudes, values, beliefs and personality goes most strongly with what mentees think
//! of the mentoring).

use std::collections::BTreeSet;

use super::by_side::BySide;
use super::column::Column;
use super::posting::ValueIndex;
use super::rule::{Place, Rule, RuleName, Verdict};
use super::{BitRow, org};
use crate::decimal::Decimal;
use crate::policy::{self, OnMissing};
use crate::{Code, Participants, Person, Problem, Problems, Side, Workforce};

pub(super) struct Shares {
    workforce: Workforce,
    missing: OnMissing,
    criteria: Vec<Criterion>,
}

/// One column of the rule.
struct Criterion {
    column: Column,
    index: BySide<ValueIndex>,
    window: Option<Window>,
}

/// The numbers of a column, and how far apart two may be.
struct Window {
    at_most: Decimal,
    /// By code of the column.
    numbers: Vec<Option<Decimal>>,
    /// (number, code), ascending.
    sorted: Vec<(Decimal, u32)>,
}

impl Shares {
    pub(super) fn prepare(
        workforce: &Workforce,
        participants: &Participants,
        settings: &policy::Shares,
        protected: &[String],
    ) -> Result<Shares, Problems> {
        let mut problems = Problems::new();
        let mut criteria = Vec::new();
        let columns = settings.columns.iter().map(|name| (name, None));
        let windows = settings.windows.iter().map(|window| (&window.column, Some(window)));
        for (name, window) in columns.chain(windows) {
            let column = match Column::find(workforce, name, "shares", protected, settings.reason.as_deref()) {
                Ok(column) => column,
                Err(problem) => {
                    problems.push(*problem);
                    continue;
                }
            };
            let window = window.map(|w| Window::new(&column, Decimal::thousandths(w.at_most_thousandths)));
            if let Some(problem) = window.as_ref().and_then(|w| w.unreadable(&column, participants)) {
                problems.push(problem);
                continue;
            }
            let index = BySide::make(|side| ValueIndex::new(column.attribute(), participants.on(side)));
            criteria.push(Criterion { column, index, window });
        }
        if problems.is_empty() {
            Ok(Shares { workforce: workforce.clone(), missing: settings.missing, criteria })
        } else {
            Err(problems)
        }
    }
}

impl Window {
    fn new(column: &Column, at_most: Decimal) -> Window {
        let attribute = column.attribute();
        let numbers: Vec<Option<Decimal>> =
            (0..attribute.distinct() as u32).map(|code| Decimal::parse(attribute.folded(code))).collect();
        let read = numbers.iter().enumerate().filter_map(|(code, number)| Some(((*number)?, code as u32)));
        let mut sorted: Vec<(Decimal, u32)> = read.collect();
        sorted.sort_unstable();
        Window { at_most, numbers, sorted }
    }

    /// The codes of all numbers near enough to the number of this code.
    fn near(&self, code: u32) -> impl Iterator<Item = u32> + '_ {
        self.numbers[code as usize].into_iter().flat_map(|number| {
            let (from, to) = (number.minus(self.at_most), number.plus(self.at_most));
            let start = self.sorted.partition_point(|&(n, _)| n < from);
            self.sorted[start..].iter().take_while(move |&&(n, _)| n <= to).map(|&(_, code)| code)
        })
    }

    /// One problem for all values of participants that are no numbers.
    fn unreadable(&self, column: &Column, participants: &Participants) -> Option<Problem> {
        let attribute = column.attribute();
        let mut values = BTreeSet::new();
        for &person in [Side::Junior, Side::Senior].into_iter().flat_map(|side| participants.on(side)) {
            let unread = attribute.values(person).iter().filter(|&&code| self.numbers[code as usize].is_none());
            values.extend(unread.map(|&code| attribute.label(code)));
        }
        let first = *values.first()?;
        let text = format!(
            "[rules.shares] needs numbers in {}, and {} of its values are none: write hours or other plain numbers, like 5.5",
            column.name(),
            values.len()
        );
        let problem = Problem::new(Code::UnreadableNumber, text).in_column(column.name());
        Some(if column.is_protected() { problem } else { problem.with_value(first) })
    }
}

impl Criterion {
    /// Adds everyone with whom this participant shares enough.
    fn mark_sharing(&self, at: Place, row: &mut BitRow) {
        let others = self.index.on(at.side.opposite());
        for &code in self.column.attribute().values(at.person) {
            match &self.window {
                None => others.mark(code, row),
                Some(window) => window.near(code).for_each(|near| others.mark(near, row)),
            }
        }
    }

    /// Whether both cells are filled and the two do not share enough.
    fn breaks(&self, junior: Person, senior: Person) -> bool {
        let attribute = self.column.attribute();
        let (ours, theirs) = (attribute.values(junior), attribute.values(senior));
        let near = |a: u32, b: u32| match &self.window {
            None => a == b,
            Some(window) => match (window.numbers[a as usize], window.numbers[b as usize]) {
                (Some(a), Some(b)) => a.max(b).minus(a.min(b)) <= window.at_most,
                _ => false,
            },
        };
        !ours.is_empty() && !theirs.is_empty() && !ours.iter().any(|&a| theirs.iter().any(|&b| near(a, b)))
    }

    /// The same in words.
    fn fails(&self, junior: Person, senior: Person) -> Option<String> {
        let name = self.column.name();
        self.breaks(junior, senior).then(|| match &self.window {
            None => format!("nothing in common in {name}"),
            Some(window) => format!("{name} more than {} apart", window.at_most),
        })
    }
}

impl Rule for Shares {
    fn name(&self) -> RuleName {
        RuleName::Shares
    }

    fn on_missing(&self) -> OnMissing {
        self.missing
    }

    fn mark_broken(&self, at: Place, _: &mut org::Scratch, row: &mut BitRow) {
        let mut broken = BitRow::new(row.len());
        for criterion in &self.criteria {
            if !criterion.column.attribute().is_recorded(at.person) {
                continue;
            }
            let mut allowed = criterion.index.on(at.side.opposite()).not_recorded.clone();
            criterion.mark_sharing(at, &mut allowed);
            broken.set_all();
            broken.subtract(&allowed);
            row.union(&broken);
        }
    }

    fn mark_not_recorded(&self, at: Place, row: &mut BitRow) {
        for criterion in &self.criteria {
            if criterion.column.attribute().is_recorded(at.person) {
                row.union(&criterion.index.on(at.side.opposite()).not_recorded);
            } else {
                row.set_all();
            }
        }
    }

    fn breaks(&self, junior: Person, senior: Person) -> bool {
        self.criteria.iter().any(|criterion| criterion.breaks(junior, senior))
    }

    fn judge(&self, junior: Person, senior: Person) -> Verdict {
        let fails: Vec<String> = self.criteria.iter().filter_map(|c| c.fails(junior, senior)).collect();
        if !fails.is_empty() {
            return Verdict::Breaks(fails.join("; "));
        }
        let open = self.criteria.iter().filter_map(|c| c.column.not_recorded(&self.workforce, junior, senior));
        let open: Vec<String> = open.collect();
        if open.is_empty() { Verdict::Passes } else { Verdict::Open(open.join("; ")) }
    }
}

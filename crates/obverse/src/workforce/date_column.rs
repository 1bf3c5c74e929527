//! A column of dates while rows are read, and its order once all are.

use super::cells::{Reading, Slot, fault};
use super::dates::{self, DateCell, Order, Resolved};
use super::headers::Column;
use crate::Code;

/// One cell for each row, and the header under which its problems are reported.
#[derive(Default)]
pub(crate) struct DateColumn {
    cells: Vec<DateCell>,
    header: String,
}

impl DateColumn {
    pub(crate) fn set_header(&mut self, header: &str) {
        header.clone_into(&mut self.header);
    }

    pub(crate) fn push_blank(&mut self) {
        self.cells.push(DateCell::Blank);
    }

    /// Reads the cell of the row at place `k`.
    pub(crate) fn set(&mut self, k: usize, row: u64, slot: &Slot, value: &str, reading: &mut Reading<'_>) {
        if let Some(cell) = dates::parse(value) {
            self.cells[k] = cell;
        } else {
            let text = "This is no date from 1900 to 2100. Write dates as YYYY-MM-DD.";
            fault(Code::UnreadableDate, row, slot, value, text, reading);
        }
    }

    /// Decides the column's order, then every cell; days count from 1970-01-01.
    pub(crate) fn resolve(self, column: Column, rows: &[u64], reading: &mut Reading<'_>) -> Vec<Option<i32>> {
        let order = dates::order(&self.cells, reading.settings.day_first);
        let slot = Slot::new(column, &self.header, reading.settings);
        let mut known = |cell: &DateCell, row: u64| match cell.resolve(order) {
            Resolved::Blank => None,
            Resolved::Day(day) => Some(day),
            Resolved::Contradicts => {
                let other = if order == Order::DayFirst { "day" } else { "month" };
                let text = format!(
                    "Most dates of this column have the {other} first; these cannot. Write them like the others, or all as YYYY-MM-DD."
                );
                reading.findings.add_sparing_context(Code::UnreadableDate, row, &slot.header, None, &text);
                None
            }
            Resolved::Ambiguous => {
                let text = "These dates could be day first or month first, and no date in the column decides it. \
                            Write them as YYYY-MM-DD (in Rust: `day_first`).";
                reading.findings.add_sparing_context(Code::AmbiguousDate, row, &slot.header, None, text);
                None
            }
        };
        self.cells.iter().zip(rows).map(|(cell, &row)| known(cell, row)).collect()
    }
}

//! Reading one cell: where it stands, what reading it needs, and how its faults are reported.

use super::grouping::Findings;
use super::headers::Column;
use super::levels::{self, LevelFault};
use super::settings::Settings;
use super::skill_rows::SkillNames;
use crate::Code;

/// A column and the header it has in its file.
pub(crate) struct Slot {
    pub(crate) column: Column,
    pub(crate) header: String,
    echo: bool,
}

impl Slot {
    pub(crate) fn new(column: Column, header: &str, settings: &Settings) -> Self {
        let echo = settings.may_echo(&column);
        Slot { column, header: header.to_owned(), echo }
    }

    /// The value, unless it is protected.
    pub(crate) fn value<'v>(&self, value: &'v str) -> Option<&'v str> {
        self.echo.then_some(value)
    }
}

/// What reading a cell needs besides the cell.
pub(crate) struct Reading<'a> {
    pub(crate) settings: &'a Settings,
    pub(crate) names: &'a mut SkillNames,
    pub(crate) findings: &'a mut Findings,
}

pub(crate) const SKILL_TWICE: &str = "The same skill stands here twice with different levels. Keep one.";
pub(crate) const WANT_TWICE: &str = "The same topic is wanted twice with different importance or target. Keep one.";
pub(crate) const NAMELESS: &str =
    "A number without a skill before it. Write it like `sql:4`, with `;` between several.";

/// A problem that is only a warning for people outside the programme.
pub(crate) fn fault(code: Code, row: u64, slot: &Slot, value: &str, text: &str, reading: &mut Reading<'_>) {
    reading.findings.add_sparing_context(code, row, &slot.header, slot.value(value), text);
}

/// A level, its faults reported.
pub(crate) fn read_level(row: u64, slot: &Slot, value: &str, reading: &mut Reading<'_>) -> Option<u8> {
    let scale = reading.settings.scale;
    match levels::level(value, scale) {
        Ok(level) => {
            if level.rounded {
                let text = "Decimal levels are rounded half up to whole steps of the scale.";
                reading.findings.add(Code::LevelRounded, row, Some(&slot.header), slot.value(value), text);
            }
            Some(level.level)
        }
        Err(LevelFault::OutOfRange) => {
            let text = format!(
                "A level is from {} to {}. If this export uses another scale, declare it (scale in the policy).",
                scale.bottom(),
                scale.top()
            );
            fault(Code::LevelOutOfRange, row, slot, value, &text, reading);
            None
        }
        Err(LevelFault::Unreadable) => {
            let text = "A level is a number. Write skills like `sql:4;ai tools:5`, with `;` between several.";
            fault(Code::UnreadableLevel, row, slot, value, text, reading);
            None
        }
    }
}

/// An importance, its faults reported.
pub(crate) fn read_importance(row: u64, slot: &Slot, value: &str, reading: &mut Reading<'_>) -> Option<u8> {
    let (code, text) = match levels::importance(value) {
        Ok(importance) => return Some(importance),
        Err(LevelFault::OutOfRange) => (Code::LevelOutOfRange, "An importance is 1, 2 or 3; 1 if not given."),
        Err(LevelFault::Unreadable) => (
            Code::UnreadableLevel,
            "An importance is 1, 2 or 3. Write wants like `ai tools:3;sql:3@4` (importance 3, level 4 aimed at).",
        ),
    };
    fault(code, row, slot, value, text, reading);
    None
}

/// The id without outer blanks, which are reported.
pub(crate) fn unpadded<'c>(cell: &'c str, row: u64, slot: &Slot, reading: &mut Reading<'_>) -> &'c str {
    let id = cell.trim();
    if id.len() != cell.len() {
        let text = "Ids with blanks before or after them were read without those blanks.";
        reading.findings.add(Code::PaddedId, row, Some(&slot.header), None, text);
    }
    id
}

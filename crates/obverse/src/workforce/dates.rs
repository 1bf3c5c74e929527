//! Dates as exports write them, one column at a time.
//!
//! `1990-12-31`, `1990/12/31`, `19901231`, `31-Dec-1990`, ISO with time and zone, spreadsheet serial numbers, and `31/12/1990` or
//! `12/31/1990` with `/`, `.` or `-`: whether the day or the month stands first is decided for the whole column by the
//! values that can be read in only one way. Where all can be read both ways, dots mean day first, and otherwise the
//! column is ambiguous: nothing is guessed.

use jiff::civil::{Date, date};

/// One cell, before the column's order is known. Days count from 1970-01-01.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum DateCell {
    #[default]
    Blank,
    /// Year first, a serial number, or day and month alike: readable in one way whatever the column's order.
    Day(i32),
    DayFirst(i32),
    MonthFirst(i32),
    Either {
        day_first: i32,
        month_first: i32,
        dotted: bool,
    },
}

/// A column's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    DayFirst,
    MonthFirst,
    /// Some cells can be read both ways and no cell decides.
    Ambiguous,
}

/// What a cell means once the order is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Resolved {
    Blank,
    Day(i32),
    /// It contradicts the rest of the column.
    Contradicts,
    Ambiguous,
}

/// Reads a cell; `None` if it is no date in any order, or lies outside the years 1900 to 2100.
pub(crate) fn parse(cell: &str) -> Option<DateCell> {
    let cell = cell.trim();
    if let Some(named) = with_month_name(cell) {
        return Some(DateCell::Day(named));
    }
    let date = strip_time(cell)?;
    if date.is_empty() || (date.len() >= 8 && date.bytes().all(|b| matches!(b, b'0' | b'-' | b'/' | b'.'))) {
        return Some(DateCell::Blank);
    }
    if date.bytes().all(|b| b.is_ascii_digit() || b == b'.') && date.bytes().filter(|&b| b == b'.').count() < 2 {
        return from_digits(date);
    }
    let separator = date.chars().find(|c| !c.is_ascii_digit())?;
    if !matches!(separator, '-' | '/' | '.') {
        return None;
    }
    let mut parts = date.split(separator);
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    if a.len() == 4 {
        return day(number(a, 4)?, number(b, 2)?, number(c, 2)?).map(DateCell::Day);
    }
    if c.len() != 4 {
        return None;
    }
    let (first, second, year) = (number(a, 2)?, number(b, 2)?, number(c, 4)?);
    match (day(year, second, first), day(year, first, second)) {
        (Some(d), Some(m)) if d == m => Some(DateCell::Day(d)),
        (Some(day_first), Some(month_first)) => {
            Some(DateCell::Either { day_first, month_first, dotted: separator == '.' })
        }
        (Some(d), None) => Some(DateCell::DayFirst(d)),
        (None, Some(m)) => Some(DateCell::MonthFirst(m)),
        (None, None) => None,
    }
}

/// `31-Dec-1990`, `31 December 1990`, `Dec 31, 1990`.
fn with_month_name(cell: &str) -> Option<i32> {
    const FORMATS: [&str; 6] = ["%d-%b-%Y", "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%d/%b/%Y"];
    if cell.len() > 20 || cell.bytes().filter(u8::is_ascii_alphabetic).count() < 3 {
        return None;
    }
    let read = FORMATS.iter().find_map(|format| Date::strptime(format, cell).ok())?;
    (1900..=2100).contains(&read.year()).then(|| days_of(read))
}

/// Cuts off a time of day, with or without a zone; `None` if what follows the date is no time.
fn strip_time(cell: &str) -> Option<&str> {
    let Some(end) = cell.find(['T', ' ']) else { return Some(cell) };
    let time = cell[end + 1..].trim();
    let time = time.strip_suffix("AM").or_else(|| time.strip_suffix("PM")).unwrap_or(time).trim_end();
    let is_time = end > 0
        && time.contains(':')
        && time.starts_with(|c: char| c.is_ascii_digit())
        && time.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | ',' | '+' | '-' | 'Z'));
    is_time.then_some(&cell[..end])
}

/// `19901231` or a spreadsheet's serial number, perhaps written `33238.0`.
fn from_digits(digits: &str) -> Option<DateCell> {
    if digits.len() == 8 && !digits.contains('.') {
        return day(number(&digits[..4], 4)?, number(&digits[4..6], 2)?, number(&digits[6..], 2)?).map(DateCell::Day);
    }
    let (serial, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if serial.len() != 5 || fraction.len() > 12 {
        return None;
    }
    // Day 1 is 1900-01-01 and 1900 is taken for a leap year, so from March 1900 on day n is n days after 1899-12-30.
    let serial: i32 = serial.parse().ok()?;
    let days = serial + days_of(date(1899, 12, 30));
    (serial >= 10_000 && days <= days_of(date(2100, 12, 31))).then_some(DateCell::Day(days))
}

fn number(digits: &str, longest: usize) -> Option<i16> {
    let plain = !digits.is_empty() && digits.len() <= longest && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

fn day(year: i16, month: i16, day: i16) -> Option<i32> {
    if !(1900..=2100).contains(&year) {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().map(days_of)
}

/// Days since 1970-01-01.
pub(crate) fn days_of(day: Date) -> i32 {
    let hours_free = day.duration_since(date(1970, 1, 1));
    (hours_free.as_secs() / 86_400) as i32
}

/// The order of a column; `None` where the caller leaves it to the cells.
pub(crate) fn order(cells: &[DateCell], day_first: Option<bool>) -> Order {
    if let Some(day_first) = day_first {
        return if day_first { Order::DayFirst } else { Order::MonthFirst };
    }
    let count = |f: fn(&DateCell) -> bool| cells.iter().filter(|c| f(c)).count();
    let day_first = count(|c| matches!(c, DateCell::DayFirst(_)));
    let month_first = count(|c| matches!(c, DateCell::MonthFirst(_)));
    if month_first > day_first {
        Order::MonthFirst
    } else if day_first > 0 || count(|c| matches!(c, DateCell::Either { dotted: false, .. })) == 0 {
        Order::DayFirst
    } else {
        Order::Ambiguous
    }
}

impl DateCell {
    /// What the cell means in a column of this order.
    pub(crate) fn resolve(self, order: Order) -> Resolved {
        match (self, order) {
            (DateCell::Blank, _) => Resolved::Blank,
            (DateCell::Either { .. }, Order::Ambiguous) => Resolved::Ambiguous,
            (DateCell::Day(d), _)
            | (DateCell::DayFirst(d), Order::DayFirst | Order::Ambiguous)
            | (DateCell::MonthFirst(d), Order::MonthFirst | Order::Ambiguous)
            | (DateCell::Either { day_first: d, .. }, Order::DayFirst)
            | (DateCell::Either { month_first: d, .. }, Order::MonthFirst) => Resolved::Day(d),
            (DateCell::DayFirst(_), Order::MonthFirst) | (DateCell::MonthFirst(_), Order::DayFirst) => {
                Resolved::Contradicts
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(cells: &[&str]) -> Vec<Resolved> {
        let cells: Vec<_> = cells.iter().map(|c| parse(c).unwrap()).collect();
        let order = order(&cells, None);
        cells.iter().map(|c| c.resolve(order)).collect()
    }

    fn on(y: i16, m: i8, d: i8) -> Resolved {
        Resolved::Day(days_of(date(y, m, d)))
    }

    #[test]
    fn days_count_from_1970() {
        assert_eq!(days_of(date(1970, 1, 1)), 0);
        assert_eq!(days_of(date(1969, 12, 31)), -1);
        // 2000-03-01: 30 years of 365 days, 7 leap days 1972..1996, January 31, February 29.
        assert_eq!(days_of(date(2000, 3, 1)), 30 * 365 + 7 + 31 + 29);
    }

    #[test]
    fn year_first_and_serials() {
        let expected = on(1990, 12, 31);
        for text in [
            "1990-12-31",
            "1990/12/31",
            "1990.12.31",
            "19901231",
            " 1990-12-31 ",
            "1990-12-31T00:00:00Z",
            "1990-12-31 00:00:00.000",
            "1990-12-31T08:30:00+02:00",
            "33238",
            "33238.0",
            "31-DEC-1990",
            "31 Dec 1990",
            "31 December 1990",
            "Dec 31, 1990",
        ] {
            assert_eq!(column(&[text]), [expected], "{text}");
        }
        assert_eq!(column(&["0000-00-00", "", "00/00/0000"]), [Resolved::Blank; 3]);
    }

    #[test]
    fn one_value_decides_the_column() {
        assert_eq!(column(&["03/04/1990", "31/12/1990"]), [on(1990, 4, 3), on(1990, 12, 31)]);
        assert_eq!(column(&["03/04/1990", "12/31/1990"]), [on(1990, 3, 4), on(1990, 12, 31)]);
        assert_eq!(column(&["3-4-1990", "31-12-1990 00:00"]), [on(1990, 4, 3), on(1990, 12, 31)]);
    }

    #[test]
    fn nothing_is_guessed() {
        assert_eq!(column(&["03/04/1990", "1990-12-31"]), [Resolved::Ambiguous, on(1990, 12, 31)]);
        assert_eq!(column(&["05/05/1990", ""]), [on(1990, 5, 5), Resolved::Blank]);
        assert_eq!(column(&["03.04.1990"]), [on(1990, 4, 3)]);
    }

    #[test]
    fn the_minority_contradicts() {
        assert_eq!(
            column(&["31/12/1990", "30/12/1990", "12/31/1990", "01/02/1990"]),
            [on(1990, 12, 31), on(1990, 12, 30), Resolved::Contradicts, on(1990, 2, 1)]
        );
    }

    #[test]
    fn the_caller_may_say() {
        let cell = parse("03/04/1990").unwrap();
        assert_eq!(cell.resolve(order(&[cell], Some(true))), on(1990, 4, 3));
        assert_eq!(cell.resolve(order(&[cell], Some(false))), on(1990, 3, 4));
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "31/02/1990",
            "1990-02-30",
            "1990-13-01",
            "03/04/85",
            "soon",
            "12",
            "1990",
            "NaN",
            "inf",
            "1e99",
            "1990-12-31 or so",
            "0202-01-01",
            "99999",
            "-1",
            "1/2",
            "1/2/3/4",
            "1990-1-1-",
            "T",
            " T10:00",
            "é/2/1990",
            "99999999999999999999",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}

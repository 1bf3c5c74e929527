//! The cells of `skills` and `wants`: `sql:4;ai tools:5`, `Python (4)`, `ai tools:3;social media:1`, `sql:3@4`.

use super::numbers::Decimal;
use super::skills::Scale;

/// Why a number in such a cell cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LevelFault {
    /// No number, or a number without a skill.
    Unreadable,
    /// Off the scale.
    OutOfRange,
}

/// A level on the scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Level {
    pub(crate) level: u8,
    /// It was written as a decimal and rounded half up.
    pub(crate) rounded: bool,
}

/// Reads a level: a number on the scale as written; decimals are rounded half up.
pub(crate) fn level(text: &str, scale: Scale) -> Result<Level, LevelFault> {
    let number = Decimal::parse(text).ok_or(LevelFault::Unreadable)?;
    if !number.is_within(scale.bottom().into(), scale.top().into()) {
        return Err(LevelFault::OutOfRange);
    }
    Ok(Level { level: number.rounded() as u8, rounded: number.has_fraction() })
}

/// Reads an importance: 1, 2 or 3.
pub(crate) fn importance(text: &str) -> Result<u8, LevelFault> {
    let number = Decimal::parse(text).ok_or(LevelFault::Unreadable)?;
    if !number.is_within(1, 3) {
        return Err(LevelFault::OutOfRange);
    }
    if number.has_fraction() { Err(LevelFault::Unreadable) } else { Ok(number.rounded() as u8) }
}

/// One item of a cell, its numbers still as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Item<'a> {
    pub(crate) name: &'a str,
    /// The level of a skill, the importance of a want.
    pub(crate) number: Option<&'a str>,
    /// The level aimed at; only wants have one.
    pub(crate) target: Option<&'a str>,
}

/// The items of a `skills` cell.
pub(crate) fn skills(cell: &str) -> impl Iterator<Item = Item<'_>> {
    parts(cell).map(|part| {
        let (name, number) = name_and_number(part);
        Item { name, number, target: None }
    })
}

/// The items of a `wants` cell.
pub(crate) fn wants(cell: &str) -> impl Iterator<Item = Item<'_>> {
    parts(cell).map(|part| {
        let (before, target) = match part.rsplit_once('@') {
            Some((before, target)) if Decimal::parse(target).is_some() || before.contains(':') => {
                (before.trim(), filled(target))
            }
            _ => (part, None),
        };
        let (name, number) = name_and_number(before);
        Item { name, number, target }
    })
}

fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|part| !part.is_empty())
}

/// `name:number` (the last colon counts) or `name (number)`.
fn name_and_number(part: &str) -> (&str, Option<&str>) {
    if let Some((name, number)) = part.rsplit_once(':') {
        return (name.trim(), filled(number));
    }
    let in_brackets = part.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    match in_brackets {
        Some((name, number)) if Decimal::parse(number).is_some() => (name.trim(), filled(number)),
        _ => (part, None),
    }
}

fn filled(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|t| !t.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item<'a>(name: &'a str, number: Option<&'a str>, target: Option<&'a str>) -> Item<'a> {
        Item { name, number, target }
    }

    #[test]
    fn skills_in_every_spelling() {
        let read: Vec<_> = skills("sql:4; ai tools : 5 ;;Python (4);excel (pivot tables);welding;c++: stl:2").collect();
        let expected = [
            item("sql", Some("4"), None),
            item("ai tools", Some("5"), None),
            item("Python", Some("4"), None),
            item("excel (pivot tables)", None, None),
            item("welding", None, None),
            item("c++: stl", Some("2"), None),
        ];
        assert_eq!(read, expected);
    }

    #[test]
    fn wants_with_importance_and_target() {
        let read: Vec<_> = wants("ai tools:3;social media;sql:3@4;go@2;rust:@5;r (2)@3; me@work").collect();
        let expected = [
            item("ai tools", Some("3"), None),
            item("social media", None, None),
            item("sql", Some("3"), Some("4")),
            item("go", None, Some("2")),
            item("rust", None, Some("5")),
            item("r", Some("2"), Some("3")),
            item("me@work", None, None),
        ];
        assert_eq!(read, expected);
    }

    #[test]
    fn levels_are_judged_as_written_then_rounded() {
        let scale = Scale::default();
        let ok = |level, rounded| Ok(Level { level, rounded });
        assert_eq!(level("4", scale), ok(4, false));
        assert_eq!(level("4.0", scale), ok(4, false));
        assert_eq!(level("2,5", scale), ok(3, true));
        assert_eq!(level("2.4", scale), ok(2, true));
        assert_eq!(level("5.1", scale), Err(LevelFault::OutOfRange));
        assert_eq!(level("-1", scale), Err(LevelFault::OutOfRange));
        assert_eq!(level("high", scale), Err(LevelFault::Unreadable));
        assert_eq!(level("NaN", scale), Err(LevelFault::Unreadable));
    }

    #[test]
    fn importance_is_one_to_three() {
        assert_eq!(importance("3"), Ok(3));
        assert_eq!(importance("0"), Err(LevelFault::OutOfRange));
        assert_eq!(importance("4"), Err(LevelFault::OutOfRange));
        assert_eq!(importance("1.5"), Err(LevelFault::Unreadable));
    }
}

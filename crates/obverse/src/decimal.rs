//! Decimal numbers as they stand in cells, compared exactly.

/// A decimal number, as a whole number of 10⁻¹⁸.
///
/// Grades and number columns are compared and subtracted in this form, so that `0.1` is a tenth and no binary fraction
/// decides who may be paired.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Decimal(i128);

/// Digits on either side of the point.
const DIGITS: usize = 18;
const UNIT: i128 = 1_000_000_000_000_000_000;

impl Decimal {
    /// This whole number.
    pub(crate) fn whole(number: u64) -> Decimal {
        Decimal(i128::from(number) * UNIT)
    }

    /// This many thousandths.
    pub(crate) fn thousandths(number: u64) -> Decimal {
        Decimal(i128::from(number) * (UNIT / 1000))
    }

    /// Reads an optional sign, digits and an optional point with digits; blanks around it are ignored. `None` for anything
    /// else, and for more than 18 digits on either side of the point (leading and trailing zeros do not count).
    pub(crate) fn parse(text: &str) -> Option<Decimal> {
        let text = text.trim();
        let (negative, digits) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        if (whole.is_empty() && fraction.is_empty())
            || !(whole.bytes().chain(fraction.bytes())).all(|b| b.is_ascii_digit())
        {
            return None;
        }
        let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
        if whole.len() > DIGITS || fraction.len() > DIGITS {
            return None;
        }
        let mut value = 0;
        for digit in whole.bytes().chain(fraction.bytes()).chain(std::iter::repeat_n(b'0', DIGITS - fraction.len())) {
            value = value * 10 + i128::from(digit - b'0');
        }
        Some(Decimal(if negative { -value } else { value }))
    }

    /// The sum.
    pub(crate) fn plus(self, other: Decimal) -> Decimal {
        Decimal(self.0 + other.0)
    }

    /// The difference.
    pub(crate) fn minus(self, other: Decimal) -> Decimal {
        Decimal(self.0 - other.0)
    }
}

impl std::fmt::Display for Decimal {
    /// In the shortest exact form.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, fraction) =
            (self.0.unsigned_abs() / UNIT.unsigned_abs(), self.0.unsigned_abs() % UNIT.unsigned_abs());
        let sign = if self.0 < 0 { "-" } else { "" };
        if fraction == 0 {
            return write!(f, "{sign}{whole}");
        }
        let digits = format!("{fraction:018}");
        write!(f, "{sign}{whole}.{}", digits.trim_end_matches('0'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_shows_exactly() {
        for (text, shown) in [
            ("7", "7"),
            (" +5.50 ", "5.5"),
            ("-3", "-3"),
            ("\u{2212}0.25", "-0.25"),
            (".5", "0.5"),
            ("007.", "7"),
            ("-0", "0"),
            ("0.000000000000000001", "0.000000000000000001"),
            ("999999999999999999.9", "999999999999999999.9"),
        ] {
            assert_eq!(Decimal::parse(text).map(|d| d.to_string()).as_deref(), Some(shown), "{text}");
        }
        for text in ["", ".", "-", "1e3", "NaN", "inf", "1,5", "1.2.3", "0x10", "--1", "1 000", "1234567890123456789"] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_tenth_three_times_is_three_tenths() {
        let tenth = Decimal::thousandths(100);
        assert_eq!(Some(tenth.plus(tenth).plus(tenth)), Decimal::parse("0.3"));
        assert_eq!(Decimal::whole(2).minus(Decimal::whole(5)), Decimal::parse("-3").unwrap());
        assert!(Decimal::parse("-1").unwrap() < Decimal::parse("-0.5").unwrap());
    }
}

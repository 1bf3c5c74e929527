//! Decimal numbers as people write them, read without floats.

/// A decimal number, exact enough to compare with whole bounds and to round half up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Decimal {
    negative: bool,
    whole: u32,
    /// The part after the point is a half or more.
    rounds_up: bool,
    /// The part after the point is not zero.
    has_fraction: bool,
}

impl Decimal {
    /// Digits, perhaps with a sign and one decimal point or comma. No exponent, no `NaN`, no infinity.
    pub(crate) fn parse(text: &str) -> Option<Decimal> {
        let text = text.trim();
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
        let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(whole) || !all_digits(fraction) || (whole.is_empty() && fraction.is_empty()) {
            return None;
        }
        let whole = whole.bytes().fold(0_u32, |n, b| n.saturating_mul(10).saturating_add(u32::from(b - b'0')));
        let has_fraction = fraction.bytes().any(|b| b != b'0');
        let rounds_up = fraction.bytes().next().is_some_and(|b| b >= b'5');
        Some(Decimal { negative: negative && (whole > 0 || has_fraction), whole, rounds_up, has_fraction })
    }

    /// Whether it lies in `bottom..=top`.
    pub(crate) fn is_within(self, bottom: u32, top: u32) -> bool {
        !self.negative && self.whole >= bottom && (self.whole < top || (self.whole == top && !self.has_fraction))
    }

    /// Rounded half up; for numbers that are not negative.
    pub(crate) fn rounded(self) -> u32 {
        self.whole.saturating_add(u32::from(self.rounds_up))
    }

    /// Whether rounding changes it.
    pub(crate) fn has_fraction(self) -> bool {
        self.has_fraction
    }
}

/// A whole number, not negative: `12` or, as spreadsheets and data frames write it, `12.0`. No comma, which could group
/// thousands.
pub(crate) fn whole_number(text: &str) -> Option<u32> {
    if text.contains(',') {
        return None;
    }
    let number = Decimal::parse(text)?;
    (number.is_within(0, u32::MAX - 1) && !number.has_fraction).then_some(number.whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_half_up_without_floats() {
        for (text, rounded) in
            [("2", 2), ("2.4", 2), ("2.5", 3), ("2,5", 3), ("2.4999999999999999999", 2), ("0.5", 1), (".5", 1)]
        {
            assert_eq!(Decimal::parse(text).map(Decimal::rounded), Some(rounded), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_number() {
        for text in ["", ".", "-", "NaN", "inf", "1e99", "1e2", "0x10", "1.2.3", "٣", "1 000", "--1"] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }

    #[test]
    fn compares_as_written() {
        let within = |text| Decimal::parse(text).is_some_and(|n| n.is_within(0, 5));
        assert!(within("5") && within("5.0") && within("0") && within("-0") && within("4.9"));
        assert!(!within("5.1") && !within("-0.1") && !within("6") && !within("99999999999999999999"));
    }

    #[test]
    fn whole_numbers() {
        assert_eq!(whole_number(" 12 "), Some(12));
        assert_eq!(whole_number("12.0"), Some(12));
        for text in ["1,000", "1.5", "-1", "99999999999", "NaN", ""] {
            assert_eq!(whole_number(text), None, "{text}");
        }
    }
}

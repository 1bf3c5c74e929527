//! Decimal numbers read exactly, in thousandths.

/// `12`, `-3.5`, `+0.25`: the number in thousandths; further digits are rounded half away from zero.
///
/// `None` for anything else: thousands separators, decimal commas, exponents and units are not guessed at.
pub(super) fn thousandths(text: &str) -> Option<i64> {
    let text = text.trim();
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if whole.len() + fraction.len() == 0 || !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let mut value: i64 = 0;
    let decimals = fraction.bytes().chain(std::iter::repeat(b'0')).take(3);
    for digit in whole.bytes().chain(decimals) {
        value = value.checked_mul(10)?.checked_add(i64::from(digit - b'0'))?;
    }
    if fraction.as_bytes().get(3).is_some_and(|&digit| digit >= b'5') {
        value = value.checked_add(1)?;
    }
    Some(if negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_exactly() {
        assert_eq!(thousandths("12"), Some(12_000));
        assert_eq!(thousandths(" -3.5 "), Some(-3_500));
        assert_eq!(thousandths("+.25"), Some(250));
        assert_eq!(thousandths("7."), Some(7_000));
        assert_eq!(thousandths("0.0004"), Some(0));
        assert_eq!(thousandths("-0.0005"), Some(-1));
        assert_eq!(thousandths("9223372036854775.807"), Some(i64::MAX));
    }

    #[test]
    fn guesses_at_nothing() {
        for text in ["", "-", ".", "1,5", "1e3", "5 km", "NaN", "inf", "٣", "--1", "1.2.3", "9223372036854775.808"] {
            assert_eq!(thousandths(text), None, "{text}");
        }
    }
}

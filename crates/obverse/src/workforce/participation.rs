//! The cells that say who takes part: role, opt-in, capacity.

use super::Roles;
use super::numbers::whole_number;

/// `junior`, `senior` or `both`; `mentor` and `mentee` too (in reverse mentoring the mentor is the junior). Without case.
pub(crate) fn role(cell: &str) -> Option<Roles> {
    let key: String = cell.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    match key.as_str() {
        "junior" | "mentor" | "reversementor" => Some(Roles { junior: true, senior: false }),
        "senior" | "mentee" | "reversementee" => Some(Roles { junior: false, senior: true }),
        "both" => Some(Roles { junior: true, senior: true }),
        _ => None,
    }
}

/// yes, true, 1, y or no, false, 0, n. Without case; `1.0` and `0.0` are what data frames make of 1 and 0.
pub(crate) fn opt_in(cell: &str) -> Option<bool> {
    match cell.to_lowercase().as_str() {
        "yes" | "true" | "1" | "y" | "1.0" => Some(true),
        "no" | "false" | "0" | "n" | "0.0" => Some(false),
        _ => None,
    }
}

/// The largest capacity.
pub(crate) const MOST_PARTNERS: u32 = u32::MAX - 1;

/// A whole number from 0 to [`MOST_PARTNERS`].
pub(crate) fn capacity(cell: &str) -> Option<u32> {
    whole_number(cell).filter(|&partners| partners <= MOST_PARTNERS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_by_every_name() {
        let (junior, senior) = (Roles { junior: true, senior: false }, Roles { junior: false, senior: true });
        for cell in ["junior", "Junior", "MENTOR", "reverse mentor", "Reverse-Mentor"] {
            assert_eq!(role(cell), Some(junior), "{cell}");
        }
        for cell in ["senior", "mentee", "reverse mentee"] {
            assert_eq!(role(cell), Some(senior), "{cell}");
        }
        assert_eq!(role("Both"), Some(Roles { junior: true, senior: true }));
        for cell in ["", "boss", "none", "1"] {
            assert_eq!(role(cell), None, "{cell}");
        }
    }

    #[test]
    fn opt_in_and_capacity() {
        assert_eq!(["Yes", "TRUE", "1", "y"].map(opt_in), [Some(true); 4]);
        assert_eq!(["No", "false", "0", "N"].map(opt_in), [Some(false); 4]);
        assert_eq!(["", "maybe", "2", "ja"].map(opt_in), [None; 4]);
        assert_eq!(["0", "2", "2.0"].map(capacity), [Some(0), Some(2), Some(2)]);
        assert_eq!(["4294967294", "4294967295"].map(capacity), [Some(MOST_PARTNERS), None]);
        assert_eq!(["-1", "1.5", "NaN", "1e99", "99999999999", "two"].map(capacity), [None; 6]);
    }
}

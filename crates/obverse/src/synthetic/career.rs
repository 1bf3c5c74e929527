//! When people were born and hired.

use super::draw::Draw;

/// The year in which a synthetic workforce was exported.
pub(super) const YEAR: u32 = 2026;

/// The usual age at each grade, entry (1) first.
const USUAL_AGE: [u32; 10] = [25, 29, 33, 37, 41, 45, 48, 51, 54, 57];

/// Age in years: most within eight years of the usual one, one in thirty anywhere (career changers).
pub(super) fn draw_age(grade: u8, draw: &mut Draw) -> u32 {
    if draw.below(30) == 0 {
        return draw.between(22, 66);
    }
    let usual = USUAL_AGE[usize::from(grade.clamp(1, 10)) - 1];
    (usual + draw.below(9) + draw.below(9)).saturating_sub(8).clamp(19, 69)
}

/// A hire date as `YYYY-MM-DD`, from the age of 19 on, recent years likelier.
pub(super) fn draw_hire_date(age: u32, draw: &mut Draw) -> String {
    let longest = age.saturating_sub(19);
    let years = draw.between(0, longest).min(draw.between(0, longest));
    let (month, day) = (draw.between(1, 12), draw.between(1, 28));
    format!("{}-{month:02}-{day:02}", YEAR - 1 - years)
}

//! Gender, culture and languages, with shares that vary by grade, department and place.

use super::draw::Draw;
use super::places::{CULTURES, DEPARTMENTS, FURTHER_LANGUAGES, LOCATIONS};

/// `f`, `m` or `x`. Women are about half of the entry grades and under a third at the top, as in many real workforces.
pub(super) fn draw_gender(department: u8, grade: u8, draw: &mut Draw) -> &'static str {
    if draw.per_mille(12) {
        return "x";
    }
    let women = 540 - 27 * i32::from(grade) + DEPARTMENTS[usize::from(department)].women_more;
    if draw.per_mille(women.clamp(0, 1000).unsigned_abs()) { "f" } else { "m" }
}

/// One or two regions. The place's own is the commonest, more so in the upper grades.
pub(super) fn draw_culture(location: u8, grade: u8, draw: &mut Draw) -> String {
    let own = LOCATIONS[usize::from(location)].culture;
    let at = |draw: &mut Draw| {
        let share = 450 + 25 * u32::from(grade);
        if draw.per_mille(share) { own } else { draw.below(CULTURES.len() as u32) as usize }
    };
    let first = at(draw);
    let second = at(draw);
    if draw.per_mille(120) && second != first {
        format!("{};{}", CULTURES[first], CULTURES[second])
    } else {
        CULTURES[first].to_owned()
    }
}

/// The company's language, the place's, sometimes one more.
pub(super) fn draw_languages(location: u8, draw: &mut Draw) -> String {
    let mut languages = Vec::new();
    if draw.per_mille(940) {
        languages.push("english");
    }
    let local = LOCATIONS[usize::from(location)].language;
    if (draw.per_mille(850) || languages.is_empty()) && !languages.contains(&local) {
        languages.push(local);
    }
    let further = draw.one_of(&FURTHER_LANGUAGES);
    if draw.per_mille(180) && !languages.contains(&further) {
        languages.push(further);
    }
    languages.join(";")
}

//! Invented names. They are put together from syllables and tell nothing about gender, culture or age.

use super::draw::Draw;

const GIVEN_STARTS: [&str; 26] = [
    "Ad", "Bel", "Cor", "Dal", "En", "Far", "Gi", "Hal", "Is", "Jor", "Kai", "Lum", "Mir", "Na", "Ol", "Pav", "Qui",
    "Rin", "Sol", "Tam", "Um", "Vel", "Wen", "Xan", "Yar", "Zev",
];
const GIVEN_ENDS: [&str; 12] = ["a", "an", "aro", "e", "eli", "en", "i", "iko", "in", "o", "ora", "u"];
const FAMILY_STARTS: [&str; 30] = [
    "Ash", "Bal", "Bren", "Cald", "Dov", "El", "Fen", "Gar", "Hol", "Ibar", "Jas", "Kal", "Kor", "Lin", "Mar", "Nak",
    "Ond", "Per", "Quen", "Rav", "Sand", "Sor", "Tal", "Ulm", "Var", "Wick", "Yam", "Yor", "Zan", "Zel",
];
const FAMILY_ENDS: [&str; 16] = [
    "aar", "ade", "akis", "ani", "ares", "bury", "ell", "ero", "eva", "holt", "imoto", "ing", "ova", "ski", "un",
    "wari",
];

/// A given and a family name.
pub(super) fn draw_name(draw: &mut Draw) -> (String, String) {
    let given = [draw.one_of(&GIVEN_STARTS), draw.one_of(&GIVEN_ENDS)].concat();
    let family = [draw.one_of(&FAMILY_STARTS), draw.one_of(&FAMILY_ENDS)].concat();
    (given, family)
}

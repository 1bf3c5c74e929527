//! Who is the copy of whom.
//!
//! In companies many people look the same to a score: hired together, for the same job, and asked nothing else. A share of each
//! side becomes such people. A copy has all cells of somebody else of the side but those that tell people apart; it has the same
//! managers, so rules judge it alike as well.

use std::collections::HashMap;

use super::draw::Draw;
use super::org_tree::OrgTree;
use super::volunteers::Part;

/// A whole, in the unit in which shares are given.
pub(super) const WHOLE: u32 = 1_000_000;

/// By person of the tree: who they are a copy of.
pub(super) type Copies = HashMap<u32, u32>;

/// So many millionths of each side, drawn from all of it, are copies of somebody else of the side who is none.
///
/// The original stands before its copies in the tree, whose managers stand before their reports: copies that report to the
/// manager of their original still close no circle. The chief executive has no copies, or the chart would have several heads.
/// One of each side at least is an original.
pub(super) fn draw_copies(tree: &OrgTree, parts: &[Part], share: u32, draw: &mut Draw) -> Copies {
    let mut copies = Copies::new();
    for part in [Part::Junior, Part::Senior] {
        let takes_part = |&person: &u32| parts[person as usize] == part;
        let all = (0..tree.len()).filter(takes_part).count() as u64;
        let mut side: Vec<u32> = (1..tree.len()).filter(takes_part).collect();
        let wanted = (all * u64::from(share) + u64::from(WHOLE / 2)) / u64::from(WHOLE);
        let originals = side.len() - (wanted as usize).min(side.len().saturating_sub(1));
        for at in 0..side.len() {
            let other = at + draw.below((side.len() - at) as u32) as usize;
            side.swap(at, other);
        }
        // Everyone joins the group of one of the first, and the first of each group in the tree is its original.
        let groups: Vec<usize> =
            (0..side.len()).map(|at| if at < originals { at } else { draw.below(originals as u32) as usize }).collect();
        let mut first = side[..originals].to_vec();
        for (&person, &group) in side.iter().zip(&groups) {
            first[group] = first[group].min(person);
        }
        let members = side.into_iter().zip(groups).map(|(person, group)| (person, first[group]));
        copies.extend(members.filter(|(person, original)| person != original));
    }
    copies
}

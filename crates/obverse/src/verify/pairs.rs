//! Whether each pair of a file may be made.

use rustc_hash::FxHashSet;
use serde_json::Value;
use serde_json::value::RawValue;

use super::findings::{Findings, clipped};
use super::json;
use crate::programme::existing_pairs;
use crate::{Person, Programme, Side};

/// Checks each pair; returns the places of those that are pairs of this programme, each once.
pub(super) fn check(programme: &Programme, listed: &[&RawValue], findings: &mut Findings) -> Vec<(u32, u32)> {
    let fixed: FxHashSet<(u32, u32)> = programme.fixed().iter().map(|f| (f.row, f.col)).collect();
    let mut made = Vec::new();
    let mut seen = FxHashSet::default();
    for (at, pair) in listed.iter().enumerate() {
        let (path, pair) = (format!("pairs[{at}]"), json::value(pair));
        let id = |side: Side| pair.get(side.as_str()).and_then(Value::as_str);
        let (Some(junior), Some(senior)) = (id(Side::Junior), id(Side::Senior)) else {
            findings.at(&path, "names no junior and senior");
            continue;
        };
        let name = format!("{} -> {}", clipped(junior), clipped(senior));
        let (Some((row, junior)), Some((col, senior))) =
            (place(programme, Side::Junior, junior), place(programme, Side::Senior, senior))
        else {
            findings.at(&path, &format!("{name} are not a junior and a senior of this programme"));
            continue;
        };
        if !seen.insert((row, col)) {
            findings.at(&path, &format!("{name} is listed twice"));
            continue;
        }
        made.push((row, col));
        if let Some(why) = forbidden(programme, junior, senior)
            && !fixed.contains(&(row, col))
        {
            findings.at(&path, &format!("{name} {why}"));
        }
    }
    capacities(programme, &made, findings);
    made
}

fn place(programme: &Programme, side: Side, id: &str) -> Option<(u32, Person)> {
    let person = programme.workforce().person(id)?;
    Some((programme.participants().place(side, person)?, person))
}

/// Why a pair may not be made, unless it was fixed.
fn forbidden(programme: &Programme, junior: Person, senior: Person) -> Option<String> {
    if junior == senior {
        return Some("is one person".to_owned());
    }
    let rulings = programme.eligibility().ruled_out_by(junior, senior);
    if !rulings.is_empty() {
        let rules: Vec<&str> = rulings.iter().map(|r| r.rule.as_str()).collect();
        return Some(format!("is ruled out by {}", rules.join(", ")));
    }
    let below = programme.score().points(junior, senior) < programme.policy().tiers.min_points;
    below.then(|| "is below min_score".to_owned())
}

/// Nobody has more partners than places.
fn capacities(programme: &Programme, made: &[(u32, u32)], findings: &mut Findings) {
    let workforce = programme.workforce();
    let mut over = Vec::new();
    for side in [Side::Junior, Side::Senior] {
        let people = programme.participants().on(side);
        let mut partners = vec![0_u32; people.len()];
        for &(row, col) in made {
            partners[if side == Side::Junior { row } else { col } as usize] += 1;
        }
        let existing = existing_pairs(workforce, side);
        for (&person, &count) in people.iter().zip(&partners) {
            let capacity = workforce.capacity(person).saturating_sub(existing[person.index()]);
            if count > capacity {
                let id = workforce.id(person);
                over.push(format!("{id} has {count} partners as {} and places for {capacity}", side.as_str()));
            }
        }
    }
    over.sort();
    for text in over {
        findings.at("pairs", &text);
    }
}

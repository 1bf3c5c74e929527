//! Whether prices prove a result, by summing the bound of the certificate over all pairs: written down once more, from the
//! documentation, to have a second opinion on prices that were changed.

use obverse::{Person, Programme, Side};
use serde_json::Value;
use std::collections::HashSet;

/// (people, points), compared in this order.
type Worth = (i128, i128);

fn plus(one: Worth, other: Worth) -> Worth {
    (one.0 + other.0, one.1 + other.1)
}

fn above_zero(worth: Worth) -> Worth {
    worth.max((0, 0))
}

struct Place {
    person: Person,
    /// Places that fixed and existing pairs leave.
    places: i128,
    /// 1 if a first partner counts for coverage.
    bonus: i128,
    price: Worth,
}

/// Whether the bound that the prices of a result give is what its pairs reach, and nobody without a place has a price.
pub(crate) fn by_sums(programme: &Programme, result: &Value) -> bool {
    let workforce = programme.workforce();
    let id_of = |pair: &Value, side: Side| workforce.person(pair[side.as_str()].as_str().unwrap()).unwrap();
    let people = |pair: &Value| (id_of(pair, Side::Junior), id_of(pair, Side::Senior));
    let is_fixed = |pair: &&Value| pair["flags"].as_array().unwrap().contains(&"fixed".into());
    let pairs = result["pairs"].as_array().unwrap();
    let fixed: HashSet<(Person, Person)> = pairs.iter().filter(is_fixed).map(people).collect();
    let made: Vec<(Person, Person)> = pairs.iter().filter(|pair| !is_fixed(pair)).map(people).collect();
    let tiers = &result["run"]["policy"]["tiers"];
    let coverage = tiers["coverage"].as_bool().unwrap();
    let min_points = tiers["min_score"].as_f64().unwrap() * 10_000.0;
    let on = |side: Side| -> Vec<Place> {
        let at = |pair: &(Person, Person)| if side == Side::Junior { pair.0 } else { pair.1 };
        let one = |&person: &Person| {
            let fixed = fixed.iter().filter(|pair| at(pair) == person).count();
            let existing = workforce.existing_pairs().iter();
            let existing = existing.filter(|pair| at(&(pair.junior, pair.senior)) == person).count();
            let entry = &result["certificate"]["prices"][workforce.id(person)];
            let entry = entry.get(side.as_str()).unwrap_or(entry);
            let number = |key: &str| i128::from(entry[key].as_i64().unwrap());
            Place {
                person,
                places: (i128::from(workforce.capacity(person)) - (fixed + existing) as i128).max(0),
                bonus: i128::from(coverage && fixed == 0),
                price: (number("level"), number("price")),
            }
        };
        programme.participants().on(side).iter().map(one).collect()
    };
    let (juniors, seniors) = (on(Side::Junior), on(Side::Senior));
    if juniors.iter().chain(&seniors).any(|place| place.places == 0 && place.price != (0, 0)) {
        return false;
    }
    let mut bound = (0, 0);
    let mut reached = (0, 0);
    for (side, places) in [(Side::Junior, &juniors), (Side::Senior, &seniors)] {
        for place in places.iter().filter(|place| place.places > 0) {
            let further = above_zero((place.price.0 - place.bonus, place.price.1));
            let rest = place.places - 1;
            bound = plus(bound, plus(above_zero(place.price), (further.0 * rest, further.1 * rest)));
            let met = made.iter().any(|pair| place.person == if side == Side::Junior { pair.0 } else { pair.1 });
            reached.0 += i128::from(met) * place.bonus;
        }
    }
    for junior in juniors.iter().filter(|place| place.places > 0) {
        for senior in seniors.iter().filter(|place| place.places > 0) {
            let pair = (junior.person, senior.person);
            let points = programme.score().points(pair.0, pair.1);
            let may_be = programme.eligibility().is_eligible(pair.0, pair.1) && !fixed.contains(&pair);
            if !may_be || f64::from(points) + 1e-6 < min_points {
                continue;
            }
            let people = junior.bonus + senior.bonus - junior.price.0 - senior.price.0;
            let gain = i128::from(points) - junior.price.1 - senior.price.1;
            bound = plus(bound, above_zero((people, gain)));
        }
    }
    reached.1 = made.iter().map(|&(junior, senior)| i128::from(programme.score().points(junior, senior))).sum();
    bound == reached
}

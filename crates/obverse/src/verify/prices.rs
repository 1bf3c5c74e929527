//! Whether the prices of a file prove that no other pairing is better.

use obverse_lap::SolveError;
use serde_json::Value;

use super::findings::Findings;
use crate::matching::PersonPrice;
use crate::programme::PairCosts;
use crate::{Control, Error, Programme, Side};

/// Above this many pairs, one call for each takes too long.
const MOST_PAIRS_SLOWLY: u64 = 50_000_000;

/// Where findings about the proof as a whole belong.
const PATH: &str = "certificate.prices";

/// Everyone's prices, as the file gives them.
pub(super) struct Prices {
    /// For juniors and for seniors, in the order of the draw.
    pub(super) by_side: [Vec<PersonPrice>; 2],
    /// Whether each could be read; 0 stands in for those that could not, and the comparison with the file finds them.
    pub(super) complete: bool,
}

/// Reads everyone's prices. Somebody without a place takes no part in the proof: their price is 0 whatever the file says.
pub(super) fn read(programme: &Programme, prices: &Value) -> Prices {
    let workforce = programme.workforce();
    let mut complete = true;
    let by_side = [Side::Junior, Side::Senior].map(|side| {
        let people = programme.participants().on(side).iter().zip(programme.agents(side));
        let price = people.map(|(&person, agent)| {
            let none = PersonPrice { level: 0, price: 0 };
            if agent.capacity == 0 {
                return none;
            }
            let entry = prices.get(workforce.id(person));
            let has_both = programme.participants().place(side.opposite(), person).is_some();
            let entry = if has_both { entry.and_then(|entry| entry.get(side.as_str())) } else { entry };
            let number = |key: &str| entry?.get(key)?.as_i64();
            let price = number("level").zip(number("price")).map(|(level, price)| PersonPrice { level, price });
            complete &= price.is_some();
            price.unwrap_or(none)
        });
        price.collect()
    });
    Prices { by_side, complete }
}

/// Whether they prove the pairs best; if not, that is a finding.
///
/// # Errors
/// [`Error::Interrupted`] soon after `control.stop` is set.
pub(super) fn prove(
    programme: &Programme,
    costs: &PairCosts<'_>,
    made: &[(u32, u32)],
    prices: &Prices,
    findings: &mut Findings,
    control: &Control<'_>,
) -> Result<bool, Error> {
    let [rows, cols] = &prices.by_side;
    let solution = programme.claimed(costs, programme.without_fixed(made), &prices.by_side);
    let problem = programme.problem(costs);
    let checked = if rows.len() as u64 * cols.len() as u64 <= MOST_PAIRS_SLOWLY {
        obverse_lap::verify_with(&problem, &solution, control)
    } else {
        obverse_lap::certify(&problem, &solution, control)
            .map(|certificate| certificate.violation.map_or(Ok(()), |violation| Err(format!("{violation:?}"))))
    };
    match checked {
        Ok(Ok(())) => Ok(true),
        Ok(Err(why)) => {
            findings.at(PATH, &format!("they do not prove that no other pairing is better: {why}"));
            Ok(false)
        }
        Err(SolveError::Stopped) => Err(Error::Interrupted),
        Err(other) => Err(Error::Internal(other.to_string())),
    }
}

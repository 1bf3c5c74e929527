//! AME: the Champions Club and the Emerging Leaders, two groups across member companies, mentor and reverse-mentor each
//! other. The second round repeats no pair of the first, which was made by hand.

use obverse::synthetic::Synthetic;

use super::{Table, TableError};

const COMPANIES: [&str; 6] =
    ["Alder Works", "Bright Foundry", "Cask & Co", "Delta Tooling", "Ember Glass", "Fjord Pumps"];
const LEAN: [&str; 4] = [
    "value streams:5;coaching:4",
    "coaching:5;pull systems:5",
    "pull systems:4;strategy:5",
    "strategy:4;value streams:4",
];
const NEW: [&str; 4] = [
    "data on the floor:5;ai tools:4",
    "ai tools:5;short video:4",
    "short video:5;cobots:3",
    "cobots:5;data on the floor:4",
];
const ASKED_BY_CHAMPIONS: [&str; 4] =
    ["ai tools:3;cobots:1", "data on the floor:3", "short video:1;ai tools:2", "cobots:2"];
const ASKED_BY_LEADERS: [&str; 4] =
    ["coaching:3;strategy:1", "value streams:3", "pull systems:2;coaching:2", "strategy:2"];

pub(super) fn tables() -> Result<Vec<(&'static str, Table)>, TableError> {
    let drawn = Table::drawn(&Synthetic::new(160).juniors(0).seniors(0).seed(40))?;
    let mut people =
        Table::new(&["id", "name", "email", "organisation", "group", "role", "skills", "wants", "opt_in", "capacity"]);
    let (mut champions, mut leaders) = (0_usize, 0_usize);
    for row in 0..drawn.len() {
        let grade = drawn.number(row, "grade");
        let company = COMPANIES[row % COMPANIES.len()];
        let (group, skills, wants) = if grade >= 4 && champions < 30 {
            champions += 1;
            ("champions", LEAN[champions % LEAN.len()], ASKED_BY_CHAMPIONS[champions % ASKED_BY_CHAMPIONS.len()])
        } else if grade <= 2 && leaders < 34 {
            leaders += 1;
            ("emerging leaders", NEW[leaders % NEW.len()], ASKED_BY_LEADERS[leaders % ASKED_BY_LEADERS.len()])
        } else {
            continue;
        };
        let (id, name, email) = (drawn.cell(row, "id"), drawn.cell(row, "name"), drawn.cell(row, "email"));
        people.push([id, name, email, company, group, "both", skills, wants, "yes", "1"]);
    }
    let past = first_round(&people);
    Ok(vec![("people.csv", people), ("past_pairs.csv", past)])
}

/// The pairs of the round before, as the club's secretary made them: everybody in turn mentors the first person of the other
/// group and another company whom nobody mentors yet. (No solver: the table must not change with it.)
fn first_round(people: &Table) -> Table {
    let mut past = Table::new(&["junior", "senior"]);
    let mut mentored = vec![false; people.len()];
    for junior in 0..people.len() {
        let differs = |senior: usize, column: &str| people.cell(junior, column) != people.cell(senior, column);
        let found = (0..people.len())
            .find(|&senior| !mentored[senior] && differs(senior, "group") && differs(senior, "organisation"));
        if let Some(senior) = found {
            mentored[senior] = true;
            past.push([people.cell(junior, "id"), people.cell(senior, "id")]);
        }
    }
    past
}

//! Mentoring Up: junior women managers mentor senior men; who takes part is what the sign-up form says.

use obverse::synthetic::Synthetic;

use super::{Table, TableError};

/// What the women offer. Without a level: somebody who volunteers it is not graded.
const OFFERS: [&str; 5] = [
    "why women leave;returning from parental leave",
    "why women leave;being the only woman in the room",
    "being the only woman in the room;how promotion looks from below",
    "how promotion looks from below;why women leave",
    "returning from parental leave;how promotion looks from below",
];

/// What the men ask for.
const WANTS: [&str; 5] = [
    "why women leave:3;how promotion looks from below:1",
    "why women leave:3;returning from parental leave:2",
    "being the only woman in the room:2;why women leave:2",
    "how promotion looks from below:3",
    "",
];

pub(super) fn tables() -> Result<Vec<(&'static str, Table)>, TableError> {
    let people = Table::drawn(&Synthetic::new(1_000).juniors(0).seniors(0).seed(20))?;
    let mut signups = Table::new(&["id", "role", "skills", "wants", "capacity", "opt_in"]);
    let (mut women, mut men) = (0, 0);
    for row in 0..people.len() {
        let (grade, gender) = (people.number(row, "grade"), people.cell(row, "gender"));
        let id = people.cell(row, "id");
        if gender == "m" && grade >= 6 {
            men += 1;
            let wants = WANTS[men % WANTS.len()];
            signups.push([id, "senior", "general management:5", wants, "1", "yes"]);
        } else if gender == "f" && (3..=5).contains(&grade) && people.number(row, "birth_year") > 1978 {
            women += 1;
            // Not everyone who could has volunteered.
            if women % 4 == 0 {
                let capacity = if women % 20 == 0 { "2" } else { "1" };
                signups.push([id, "junior", OFFERS[women % OFFERS.len()], "", capacity, "yes"]);
            }
        }
    }
    let columns = ["id", "name", "email", "manager_id", "dotted_line_ids", "grade", "department", "location", "gender"];
    Ok(vec![("people.csv", people.columns(&columns)), ("signups.csv", signups)])
}

//! 1999: five hundred executives each learn the internet from somebody younger.

use obverse::synthetic::Synthetic;

use super::{Table, TableError};

/// The synthetic workforce is one of 2026.
const YEARS_BACK: u32 = 27;

pub(super) fn tables() -> Result<Vec<(&'static str, Table)>, TableError> {
    let mut people = Table::drawn(&Synthetic::new(1_200).juniors(520).seniors(500).seed(1999).capacities(false))?;
    people.rewrite("birth_year", |people, row| match people.number(row, "birth_year") {
        0 => String::new(),
        year if people.cell(row, "role") == "senior" => {
            // Five hundred of 1,200 are executives here: older than these grades usually are.
            let older = 3 * 7_u32.saturating_sub(people.number(row, "grade"));
            (year - YEARS_BACK - older).max(1934).to_string()
        }
        year => (year - YEARS_BACK).to_string(),
    })?;
    people.rewrite("hire_date", |people, row| {
        let date = people.cell(row, "hire_date");
        match date.split_once('-').map(|(year, rest)| (year.parse::<u32>(), rest)) {
            Some((Ok(year), rest)) => format!("{}-{rest}", year - YEARS_BACK),
            _ => String::new(),
        }
    })?;
    // What somebody knew about the internet in 1999 follows the year of birth and, to spread it, the e-mail's number.
    people.rewrite("skills", |people, row| match people.cell(row, "role") {
        "junior" => internet_skills(people.number(row, "birth_year"), spread(people, row)),
        "senior" => ["e-mail:1", "e-mail:2;the web:1", "e-mail:1;the web:1", "e-mail:3;the web:2"]
            [spread(people, row) as usize % 4]
            .to_owned(),
        _ => String::new(),
    })?;
    people.rewrite("wants", |people, row| match (people.cell(row, "role"), spread(people, row) % 5) {
        ("senior", 0) => "the internet:3;the web:2".to_owned(),
        ("senior", 1) => "e-commerce:3;the internet:1".to_owned(),
        ("senior", 2) => "the web:2;e-mail:1@4".to_owned(),
        ("senior", 3) => "the internet:2;e-commerce:2;e-mail:1".to_owned(),
        // No wants stated: the programme's topics stand in.
        _ => String::new(),
    })?;
    let columns = [
        "id",
        "name",
        "manager_id",
        "role",
        "grade",
        "department",
        "location",
        "hire_date",
        "birth_year",
        "skills",
        "wants",
        "opt_in",
    ];
    Ok(vec![("people.csv", people.columns(&columns))])
}

/// A number that differs from person to person.
fn spread(people: &Table, row: usize) -> u32 {
    people.cell(row, "id").trim_start_matches('e').parse().unwrap_or(0)
}

fn internet_skills(birth_year: u32, spread: u32) -> String {
    let cells: &[&str] = match birth_year {
        1970.. => &[
            "the internet:5;the web:5;e-mail:5",
            "the internet:4;the web:5;e-mail:4;e-commerce:3",
            "the internet:4;the web:4;e-mail:5",
            "the internet:5;e-mail:4;e-commerce:4",
            "the web:5;e-mail:5;e-commerce:5",
        ],
        1960..1970 => {
            &["the internet:3;the web:3;e-mail:4", "the web:4;e-mail:4", "the internet:4;e-mail:3;e-commerce:2"]
        }
        _ => &["e-mail:3", "the web:2;e-mail:3", "the internet:2;e-mail:2"],
    };
    cells[spread as usize % cells.len()].to_owned()
}

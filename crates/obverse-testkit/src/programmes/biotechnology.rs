//! P&G biotechnology: senior management learns how biotechnology and its company culture look from inside.

use obverse::synthetic::Synthetic;

use super::{Table, TableError};

/// The department whose people teach.
const RESEARCH: &str = "Biotechnology";

/// What young scientists can show. The culture of the laboratory is offered without a level: it is not graded.
const SCIENCE: [&str; 5] = [
    "gene editing:4;cell cultures:5;how the laboratory works",
    "protein design:5;bioinformatics:4",
    "cell cultures:4;fermentation:5;how the laboratory works",
    "bioinformatics:5;gene editing:3;how careers in research go",
    "fermentation:3;protein design:3;how careers in research go",
];

/// What senior management asks for; the empty cell leaves it to the programme's topics.
const WANTS: [&str; 4] = [
    "gene editing:3;how the laboratory works:2",
    "bioinformatics:2;protein design:2@3;how careers in research go:1",
    "fermentation:1;how the laboratory works:3",
    "",
];

pub(super) fn tables() -> Result<Vec<(&'static str, Table)>, TableError> {
    let mut people = Table::drawn(&Synthetic::new(700).juniors(0).seniors(0).seed(31))?;
    people.rewrite("department", |people, row| match people.cell(row, "department") {
        "Information Technology" => RESEARCH.to_owned(),
        other => other.to_owned(),
    })?;
    people.rewrite("skills", |people, row| {
        let (research, grade) = (people.cell(row, "department") == RESEARCH, people.number(row, "grade"));
        match (research, grade) {
            (true, 0..=4) => SCIENCE[row % SCIENCE.len()].to_owned(),
            (_, 7..) => ["fermentation:1;budgeting:5", "budgeting:5;governance:5", "gene editing:1;strategy:5"]
                [row % 3]
                .to_owned(),
            _ => String::new(),
        }
    })?;
    people.rewrite("wants", |people, row| match people.number(row, "grade") {
        7.. => WANTS[row % WANTS.len()].to_owned(),
        _ => String::new(),
    })?;
    let columns =
        ["id", "name", "email", "manager_id", "dotted_line_ids", "grade", "department", "location", "skills", "wants"];
    Ok(vec![("people.csv", people.columns(&columns))])
}

//! Wharton: executives from outside learn e-business from business-school students. Two organisations, no common org chart.

use obverse::synthetic::Synthetic;

use super::{Table, TableError};

const STUDENTS: usize = 60;
const FIRMS: [&str; 3] = ["Harbour Bank", "Northline Freight", "Quill & Sons"];
const KNOWN: [&str; 5] = [
    "online auctions:4;web shops:5",
    "web shops:3;online advertising:5",
    "online communities:5;online auctions:3",
    "supply chains on the web:4;web shops:4",
    "online advertising:4;supply chains on the web:5",
];
const ASKED: [&str; 4] =
    ["web shops:3;online advertising:1", "supply chains on the web:3", "online auctions:2;online communities:2", ""];

pub(super) fn tables() -> Result<Vec<(&'static str, Table)>, TableError> {
    let drawn = Table::drawn(&Synthetic::new(400).juniors(0).seniors(0).seed(1999))?;
    let columns = [
        "id",
        "name",
        "email",
        "manager_id",
        "organisation",
        "role",
        "grade",
        "skills",
        "wants",
        "capacity",
        "languages",
    ];
    let mut people = Table::new(&columns);
    let (mut students, mut executives) = (0, 0);
    for row in 0..drawn.len() {
        let (grade, id) = (drawn.number(row, "grade"), drawn.cell(row, "id"));
        let (name, languages) = (drawn.cell(row, "name"), drawn.cell(row, "languages"));
        if grade == 1 && students < STUDENTS {
            let (known, capacity) = (KNOWN[students % KNOWN.len()], if students % 6 == 0 { "2" } else { "1" });
            let email = format!("{id}@students.example.edu");
            // Students report to nobody.
            people.push([id, name, &email, "", "Wharton", "junior", "", known, "", capacity, languages]);
            students += 1;
        } else if grade >= 5 {
            let (firm, asked) = (FIRMS[row % FIRMS.len()], ASKED[executives % ASKED.len()]);
            let (email, manager) = (drawn.cell(row, "email"), drawn.cell(row, "manager_id"));
            let grade = grade.to_string();
            people.push([id, name, email, manager, firm, "senior", &grade, "web shops:1", asked, "1", languages]);
            executives += 1;
        }
    }
    Ok(vec![("people.csv", people)])
}

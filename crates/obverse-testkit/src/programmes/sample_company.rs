//! The sample company: every column, every further table.

use obverse::synthetic::Synthetic;

use super::{Table, TableError};

pub(super) fn tables() -> Result<Vec<(&'static str, Table)>, TableError> {
    let people = Table::drawn(&Synthetic::new(130).juniors(60).seniors(58).seed(27))?;
    let mut couples = Couples { people: &people, taken: Vec::new() };

    // The chief executive stands above everyone, so her pair needs a reason; the other keeps every rule.
    let chief = people.rows_with("manager_id", "").next().ok_or(TableError::NobodyFits("chief executive"))?;
    let mut fixed = Table::new(&["junior", "senior", "reason"]);
    let (junior, _) = couples.next_for(chief, "a mentor for the chief executive")?;
    fixed.push([junior, people.cell(chief, "id").to_owned(), "asked for by the executive board".to_owned()]);
    let (junior, senior) = couples.next("a fixed pair")?;
    fixed.push([junior, senior, String::new()]);

    let mut conflicts = Table::new(&["junior", "senior", "reason"]);
    for reason in ["former direct manager", "family", "open grievance"] {
        let (junior, senior) = couples.next("a conflict")?;
        conflicts.push([junior, senior, reason.to_owned()]);
    }
    let mut past = Table::new(&["junior", "senior"]);
    for _ in 0..5 {
        let (junior, senior) = couples.next("an earlier pair")?;
        past.push([junior, senior]);
    }
    let signups = signups(&people)?;
    Ok(vec![
        ("people.csv", people),
        ("signups.csv", signups),
        ("conflicts.csv", conflicts),
        ("fixed_pairs.csv", fixed),
        ("past_pairs.csv", past),
    ])
}

/// Two people from outside the programme join, one changes what she wants, one takes a second partner, one is not in
/// the export at all.
fn signups(people: &Table) -> Result<Table, TableError> {
    let mut table = Table::new(&["id", "email", "role", "skills", "wants", "capacity", "opt_in"]);
    let email = |row: usize| people.cell(row, "email").to_owned();
    let id = |row: usize| people.cell(row, "id").to_owned();
    let text = |text: &str| text.to_owned();
    let newcomer = people
        .rows_with("role", "")
        .min_by_key(|&row| people.number(row, "grade"))
        .ok_or(TableError::NobodyFits("a late junior"))?;
    table.push([
        id(newcomer),
        email(newcomer),
        text("junior"),
        text("ai tools:4;what work is like with a disability"),
        text("negotiation:2"),
        text("1"),
        text("yes"),
    ]);
    let late = people
        .rows_with("role", "")
        .filter(|&row| row != newcomer)
        .max_by_key(|&row| people.number(row, "grade"))
        .ok_or(TableError::NobodyFits("a late senior"))?;
    table.push([
        String::new(),
        email(late),
        text("senior"),
        text("budgeting:4;strategy:3"),
        text("ai tools:3;what work is like with a disability:2"),
        text("1"),
        text("yes"),
    ]);
    let changes = people
        .rows_with("role", "senior")
        .find(|&row| people.cell(row, "wants").is_empty() && people.cell(row, "opt_in") == "yes")
        .ok_or(TableError::NobodyFits("a senior who stated no wants"))?;
    table.push([
        id(changes),
        String::new(),
        text("senior"),
        String::new(),
        text("ai tools:3;short video:1@3"),
        String::new(),
        text("yes"),
    ]);
    let keen = people
        .rows_with("role", "junior")
        .find(|&row| people.cell(row, "capacity") == "1" && people.cell(row, "opt_in") == "yes")
        .ok_or(TableError::NobodyFits("a junior with room for two"))?;
    table.push([id(keen), email(keen), text("junior"), String::new(), String::new(), text("2"), text("yes")]);
    table.push([
        text("x0001"),
        text("contractor@example.com"),
        text("junior"),
        text("ai tools:5"),
        String::new(),
        text("1"),
        text("yes"),
    ]);
    Ok(table)
}

/// Juniors and seniors far apart in the chart, each person used once.
struct Couples<'a> {
    people: &'a Table,
    taken: Vec<String>,
}

impl Couples<'_> {
    fn next(&mut self, part: &'static str) -> Result<(String, String), TableError> {
        let seniors: Vec<usize> = self.people.rows_with("role", "senior").collect();
        for senior in seniors {
            // The chief executive has a table row of her own.
            if !self.people.cell(senior, "manager_id").is_empty()
                && let Ok(couple) = self.next_for(senior, part)
            {
                return Ok(couple);
            }
        }
        Err(TableError::NobodyFits(part))
    }

    fn next_for(&mut self, senior: usize, part: &'static str) -> Result<(String, String), TableError> {
        let people = self.people;
        let id = |row: usize| people.cell(row, "id").to_owned();
        let is_free = |row: usize| !self.taken.contains(&id(row)) && people.cell(row, "opt_in") == "yes";
        if !is_free(senior) {
            return Err(TableError::NobodyFits(part));
        }
        let is_chief = people.cell(senior, "manager_id").is_empty();
        let junior = people
            .rows_with("role", "junior")
            .find(|&junior| {
                let line = people.line_above(junior);
                let same_department = people.cell(junior, "department") == people.cell(senior, "department");
                let dotted = !people.cell(junior, "dotted_line_ids").is_empty();
                let above = line.contains(&id(senior)) && !is_chief;
                let peers = people.cell(junior, "manager_id") == people.cell(senior, "manager_id");
                is_free(junior) && !above && !peers && !same_department && !dotted
            })
            .ok_or(TableError::NobodyFits(part))?;
        let couple = (id(junior), id(senior));
        self.taken.extend([couple.0.clone(), couple.1.clone()]);
        Ok(couple)
    }
}

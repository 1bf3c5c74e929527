//! The pairs as columns, for data frames: those of `pairs.csv`, and for the programme's lead every term.

use obverse::{Matching, Pair};

use super::{PersonColumns, protected_terms};

/// The cells of a column.
#[derive(Clone, Debug, PartialEq)]
pub enum Cells {
    /// Text, empty where there is nothing to say.
    Text(Vec<String>),
    /// Numbers.
    Number(Vec<f64>),
    /// Whole numbers.
    Whole(Vec<u32>),
}

/// One row for each pair, highest score first: `junior`, `senior`, `score` (0 to 100), `points`, `topics`, the points of each
/// term under its component's name, `measured_share`, `flags`, and what of people stands in `pairs.csv`.
///
/// For `participants` terms on protected attributes and `measured_share`, which would tell of them, are left out.
pub fn pair_columns(matching: &Matching, participants: bool) -> Vec<(String, Cells)> {
    let programme = matching.programme();
    let protected = protected_terms(programme);
    let pairs: Vec<Pair> = matching.pairs().collect();
    let text = |cell: &dyn Fn(&Pair) -> String| Cells::Text(pairs.iter().map(cell).collect());
    let mut columns = vec![
        ("junior".to_owned(), text(&|pair| pair.junior.clone())),
        ("senior".to_owned(), text(&|pair| pair.senior.clone())),
        ("score".to_owned(), Cells::Number(pairs.iter().map(|pair| pair.score.value()).collect())),
        ("points".to_owned(), Cells::Whole(pairs.iter().map(|pair| pair.points).collect())),
        ("topics".to_owned(), text(&|pair| pair.topics.join("; "))),
    ];
    for (at, component) in programme.score().components().iter().enumerate() {
        if !participants || !protected[at] {
            let points = pairs.iter().map(|pair| pair.terms[at].points).collect();
            columns.push((component.component.to_string(), Cells::Whole(points)));
        }
    }
    if !participants {
        columns
            .push(("measured_share".to_owned(), Cells::Number(pairs.iter().map(|pair| pair.measured_share).collect())));
    }
    columns.push(("flags".to_owned(), text(&|pair| pair.flags.join("; "))));
    let joined = PersonColumns::new(programme);
    let person = |id: &str| programme.workforce().person(id);
    for (side, id) in [("junior", (|pair| &pair.junior) as fn(&Pair) -> &String), ("senior", |pair| &pair.senior)] {
        for name in joined.names() {
            let cell = |pair: &Pair| person(id(pair)).map(|person| joined.cell(name, person)).unwrap_or_default();
            columns.push((format!("{side}_{name}"), text(&cell)));
        }
    }
    columns
}

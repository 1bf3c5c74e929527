//! What every synthetic workforce must be, and one whose bytes are known.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::*;

fn csv_of(what: &Synthetic) -> Vec<u8> {
    let mut out = Vec::new();
    what.write_csv(&mut out).unwrap();
    out
}

/// The rows by column name.
fn rows_of(what: &Synthetic) -> Vec<HashMap<String, String>> {
    let bytes = csv_of(what);
    csv::Reader::from_reader(bytes.as_slice()).deserialize().collect::<Result<_, _>>().unwrap()
}

fn count(rows: &[HashMap<String, String>], column: &str, value: &str) -> usize {
    rows.iter().filter(|row| row[column] == value).count()
}

#[test]
fn the_bytes_for_a_seed_never_change() {
    let bytes = csv_of(&Synthetic::new(1_000).seed(1));
    let text = String::from_utf8(bytes.clone()).unwrap();
    let first: Vec<&str> = text.lines().take(3).collect();
    assert_eq!(first, GOLDEN_FIRST_LINES);
    let mut digest = String::new();
    for byte in Sha256::digest(&bytes) {
        write!(digest, "{byte:02x}").unwrap();
    }
    assert_eq!(digest, GOLDEN_SHA256);
}

const GOLDEN_FIRST_LINES: [&str; 3] = [
    "id,name,email,manager_id,dotted_line_ids,role,grade,department,location,hire_date,birth_year,gender,culture,languages,skills,wants,opt_in,capacity",
    "e0001,Fari Sandeva,fari.sandeva.1@example.com,e0292,,junior,2,Customer Service,Sunjiang,2025-10-18,1996,f,east asian,english;mandarin,multilingual support:1;customer conversations:2;no-code automation:5;climate literacy:4;ai tools:4,stakeholder management:1;career planning:2;people leadership:1,yes,2",
    "e0002,Belu Ravbury,belu.ravbury.2@example.com,e0381,,junior,1,Finance,Sunjiang,2019-02-21,2001,m,southern european,english;german,forecasting:1;sql:2;inclusive language:4;social media:5;no-code automation:5,people leadership:2;public speaking:1;crisis handling:3,yes,1",
];
const GOLDEN_SHA256: &str = "9efb626e57934285384321ed822f53ab3b857976d49856a160075d896a9a5e31";

#[test]
fn there_is_one_org_chart() {
    for people in [1, 2, 3, 4, 5, 7, 11, 29, 30, 31, 107, 120, 999, 5_003, 40_009] {
        let rows = rows_of(&Synthetic::new(people).seed(u64::from(people)));
        assert_eq!(rows.len(), people as usize);
        let at: HashMap<&str, usize> = rows.iter().enumerate().map(|(k, row)| (row["id"].as_str(), k)).collect();
        assert_eq!(at.len(), rows.len(), "ids are distinct");
        let emails: HashSet<&str> = rows.iter().map(|row| row["email"].as_str()).collect();
        assert_eq!(emails.len(), rows.len(), "e-mails are distinct");
        let managers: Vec<Option<usize>> =
            rows.iter().map(|row| (!row["manager_id"].is_empty()).then(|| at[row["manager_id"].as_str()])).collect();
        assert_eq!(managers.iter().filter(|manager| manager.is_none()).count(), 1, "one root of {people}");
        for start in 0..rows.len() {
            let (mut steps, mut person) = (0, start);
            while let Some(manager) = managers[person] {
                person = manager;
                steps += 1;
                assert!(steps <= 25, "a chart of {people} people is not that deep");
            }
        }
        for row in &rows {
            for other in row["dotted_line_ids"].split(';').filter(|id| !id.is_empty()) {
                assert!(at.contains_key(other));
                assert_ne!(other, row["id"]);
                assert_ne!(other, row["manager_id"]);
            }
        }
    }
}

#[test]
fn as_many_juniors_and_seniors_as_asked() {
    for (people, juniors, seniors) in [(1, 1, 0), (1, 0, 1), (2, 1, 1), (10, 5, 5), (150, 60, 60), (3_000, 100, 1_500)]
    {
        let rows = rows_of(&Synthetic::new(people).juniors(juniors).seniors(seniors).seed(3));
        assert_eq!(count(&rows, "role", "junior"), juniors as usize);
        assert_eq!(count(&rows, "role", "senior"), seniors as usize);
    }
    assert_eq!(rows_of(&Synthetic::programme(40, 40)).len(), 100);
    let usual = rows_of(&Synthetic::new(1_000));
    assert_eq!((count(&usual, "role", "junior"), count(&usual, "role", "senior")), (300, 200));
}

#[test]
fn the_chief_executive_learns_and_seniors_stand_higher() {
    let rows = rows_of(&Synthetic::new(600).juniors(200).seniors(100).seed(9));
    let grade = |row: &HashMap<String, String>| row["grade"].parse::<u32>().unwrap();
    let chief = rows.iter().find(|row| row["manager_id"].is_empty()).unwrap();
    assert_eq!((chief["role"].as_str(), grade(chief)), ("senior", 10));
    let highest_junior = rows.iter().filter(|row| row["role"] == "junior").map(grade).max();
    let lowest_senior = rows.iter().filter(|row| row["role"] == "senior").map(grade).min();
    assert!(highest_junior <= lowest_senior, "{highest_junior:?} {lowest_senior:?}");
}

#[test]
fn shares_are_believable() {
    let rows = rows_of(&Synthetic::new(20_000).seed(2));
    let n = rows.len();
    let per_mille = |many: usize, of: usize| many * 1000 / of;
    let blank = |column| per_mille(count(&rows, column, ""), n);
    // Each expected share plus or minus a third of itself: at 20,000 rows far outside chance.
    assert!((85..175).contains(&blank("culture")), "{}", blank("culture"));
    assert!((20..45).contains(&blank("gender")), "{}", blank("gender"));
    assert!((22..48).contains(&blank("birth_year")), "{}", blank("birth_year"));
    let women_among = |low: u32, high: u32| {
        let those: Vec<_> = rows.iter().filter(|r| (low..=high).contains(&r["grade"].parse().unwrap())).collect();
        per_mille(those.iter().filter(|r| r["gender"] == "f").count(), those.len())
    };
    assert!(women_among(1, 2) > women_among(6, 10) + 60);
    let mean_birth_year = |low: u32, high: u32| {
        let years: Vec<u32> = rows
            .iter()
            .filter(|r| (low..=high).contains(&r["grade"].parse().unwrap()))
            .filter_map(|r| r["birth_year"].parse().ok())
            .collect();
        years.iter().sum::<u32>() / years.len() as u32
    };
    assert!(mean_birth_year(1, 2) > mean_birth_year(6, 10) + 15);
    let asked = rows.iter().filter(|r| !r["role"].is_empty()).count();
    assert!((930..990).contains(&per_mille(count(&rows, "opt_in", "yes"), asked)));
    assert!(rows.iter().any(|r| r["culture"].contains(';')));
    assert!(rows.iter().any(|r| r["capacity"] == "2"));
    assert_eq!(count(&rows_of(&Synthetic::new(2_000).capacities(false)), "capacity", "2"), 0);
}

#[test]
fn capacities_and_consent_change_no_other_cell() {
    let usual = rows_of(&Synthetic::new(300).seed(4));
    let given = rows_of(&Synthetic::new(300).seed(4).capacity_of_each(3, 7).consent(false));
    for (usual, given) in usual.iter().zip(&given) {
        let capacity = match usual["role"].as_str() {
            "junior" => "3",
            "senior" => "7",
            _ => "",
        };
        assert_eq!(given["capacity"], capacity);
        assert!(!given.contains_key("opt_in"));
        for (column, cell) in given.iter().filter(|(column, _)| *column != "capacity") {
            assert_eq!(*cell, usual[column]);
        }
    }
}

#[test]
fn copies_are_others_of_their_side_in_all_but_their_names() {
    let usual = rows_of(&Synthetic::programme(200, 160).seed(6));
    let with = |millionths| rows_of(&Synthetic::programme(200, 160).seed(6).copies(millionths));
    assert_eq!(with(0), usual);
    for (millionths, expected) in [(1, 0), (100_000, 20 + 16), (500_000, 100 + 80), (1_000_000, 199 + 158)] {
        let rows = with(millionths);
        let alike = |row: &HashMap<String, String>| {
            let mut row = row.clone();
            for tells_apart in ["id", "name", "email"] {
                row.remove(tells_apart);
            }
            row.into_iter().collect::<BTreeMap<String, String>>()
        };
        let untouched: HashSet<_> = usual.iter().map(alike).collect();
        let mut copies = 0;
        for (row, usual) in rows.iter().zip(&usual) {
            for kept in ["id", "name", "email", "role"] {
                assert_eq!(row[kept], usual[kept]);
            }
            assert!(untouched.contains(&alike(row)), "somebody else, or as without");
            copies += usize::from(alike(row) != alike(usual));
        }
        // No two of these people are alike by chance.
        assert_eq!(untouched.len(), usual.len());
        assert_eq!(copies, expected, "{millionths}");
        let distinct: HashSet<_> = rows.iter().map(alike).collect();
        assert_eq!(distinct.len(), rows.len() - copies);
        // They stand all over the table.
        if copies > 100 {
            let first_half = rows[..225].iter().zip(&usual).filter(|(a, b)| alike(a) != alike(b)).count();
            assert!((copies * 2 / 5..copies * 3 / 5).contains(&first_half), "{first_half} of {copies}");
        }
    }
}

#[test]
fn a_chart_with_copies_is_one_chart() {
    for (juniors, seniors, seed) in [(1, 1, 1), (2, 3, 2), (40, 60, 3), (900, 900, 4)] {
        for millionths in [300_000, 1_000_000] {
            let rows = rows_of(&Synthetic::programme(juniors, seniors).seed(seed).copies(millionths));
            let of: HashMap<&str, &HashMap<String, String>> =
                rows.iter().map(|row| (row["id"].as_str(), row)).collect();
            assert_eq!(count(&rows, "manager_id", ""), 1);
            for row in &rows {
                let (mut above, mut steps) = (row, 0);
                while !above["manager_id"].is_empty() {
                    above = of[above["manager_id"].as_str()];
                    steps += 1;
                    assert!(steps <= 25);
                }
                assert_ne!(row["dotted_line_ids"], row["id"]);
            }
        }
    }
}

#[test]
fn seeds_differ_and_one_more_senior_keeps_the_chart() {
    let one = csv_of(&Synthetic::new(200).seed(1));
    assert_ne!(one, csv_of(&Synthetic::new(200).seed(2)));
    let manager_ids =
        |what: &Synthetic| -> Vec<String> { rows_of(what).iter().map(|r| r["manager_id"].clone()).collect() };
    assert_eq!(manager_ids(&Synthetic::new(200).seed(1)), manager_ids(&Synthetic::new(200).seed(1).seniors(3)));
}

#[test]
fn impossible_arguments_are_typed_errors() {
    assert_eq!(Synthetic::new(0).check(), Err(Impossible::Nobody));
    assert_eq!(Synthetic::new(1_000_001).check(), Err(Impossible::TooManyPeople { people: 1_000_001 }));
    let too_many = Synthetic::new(10).juniors(u32::MAX).seniors(u32::MAX);
    assert_eq!(
        too_many.check(),
        Err(Impossible::MoreParticipantsThanPeople { people: 10, juniors: u32::MAX, seniors: u32::MAX })
    );
    assert_eq!(Synthetic::new(9).copies(1_000_000).check(), Ok(()));
    let copies = Synthetic::new(9).copies(1_000_001).check();
    assert_eq!(copies, Err(Impossible::MoreCopiesThanPeople { millionths: 1_000_001 }));
    let mut out = Vec::new();
    let error = too_many.write_csv(&mut out).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::InvalidInput);
    assert!(out.is_empty());
    assert!(Synthetic::programme(u32::MAX, u32::MAX).check().is_err());
}

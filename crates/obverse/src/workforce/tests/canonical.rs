//! The canonical form says what a workforce says, and nothing else.

use super::*;

fn canonical(reader: WorkforceReader) -> String {
    let mut bytes = Vec::new();
    read(reader).0.write_canonical(&mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

const ROWS: [&str; 3] =
    ["1,Ann,x,junior,Ops;HR,sql:4;ai:2,go:2@3", "2,Bo,1,senior,hr,ai:1,sql:3", "3,Cy,y,both,OPS,,ai"];
const HEADER: &str = "id,name,manager_id,role,department,skills,wants";

fn table(rows: &[&str]) -> String {
    format!("{HEADER}\n{}\n", rows.join("\n"))
}

#[test]
fn rows_columns_and_dress_do_not_matter() {
    let [a, b, c] = ROWS;
    let conflicts = ["a,b,reason\n1,2,x\n3,1,\n", "a,b,reason\n3,1,\n1,2,x\n"];
    let first = canonical(export(&table(&[a, b, c])).conflicts("c", conflicts[0].as_bytes()));
    for rows in [[a, c, b], [b, a, c], [b, c, a], [c, a, b], [c, b, a]] {
        assert_eq!(canonical(export(&table(&rows)).conflicts("c", conflicts[1].as_bytes())), first);
    }
    let turn = |line: &str| {
        let cells: Vec<&str> = line.split(',').rev().collect();
        format!("\"{}\"\r\n", cells.join("\"\t\""))
    };
    let turned = table(&[a, b, c]).lines().map(turn).collect::<Vec<_>>().concat();
    assert_eq!(canonical(export(&turned).conflicts("d", conflicts[0].as_bytes())), first);
}

#[test]
fn every_cell_and_table_matters() {
    let base = table(&ROWS);
    let pairs = "junior,senior\n1,2\n".as_bytes();
    let mut seen = std::collections::BTreeSet::new();
    let mut forms = 0;
    for (from, to) in [
        ("", ""),
        ("3,Cy", "4,Cy"),
        ("Ann", "Anna"),
        (",x,", ",,"),
        (",x,", ",y,"),
        ("senior", ""),
        ("Ops;HR", "Ops"),
        ("sql:4", "sql:3"),
        ("ai:2", "ai:2;r"),
        ("go:2@3", "go:2@4"),
        ("go:2@3", "go:1@3"),
        ("department", "location"),
        ("hr", "HR"),
    ] {
        assert!(seen.insert(canonical(export(&base.replacen(from, to, 1)))), "{from} → {to}");
        forms += 1;
    }
    for reader in [
        export(&base).past_pairs("", pairs),
        export(&base).fixed_pairs("", pairs),
        export(&base).existing_pairs("", pairs),
        export(&base).conflicts("", pairs),
        export(&base).scale(crate::workforce::Scale::new(0, 6).unwrap()),
        export(&base).signups("", "id,capacity\n1,2\n".as_bytes()),
        export(&base).signups("", "id,opt_in\n1,\n".as_bytes()),
    ] {
        assert!(seen.insert(canonical(reader)));
        forms += 1;
    }
    assert_eq!((seen.len(), forms), (20, 20));
}

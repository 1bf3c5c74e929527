//! Some four hundred damaged inputs: each gives a result or clear problems, never a panic, a hang or part of a file.

use std::path::Path;

use crate::command::{names, run};
use crate::company::{self, PEOPLE};
use crate::random::Random;

/// Runs `pair` on what stands in the folder and says whether it gave a result.
fn survives(folder: &Path, what: &str, more: &[&str]) -> bool {
    let mut arguments = vec!["pair", "people.csv", "--format", "json", "--out", "result.json"];
    arguments.extend(more);
    let before = names(folder);
    let ran = run(folder, &arguments);
    assert!(!ran.err.contains("panicked"), "{what}: {}", ran.err);
    match ran.code {
        0 => {
            let result = std::fs::read(folder.join("result.json")).unwrap();
            let result: serde_json::Value = serde_json::from_slice(&result).unwrap();
            assert_eq!(result["certificate"]["verified"], true, "{what}");
            std::fs::remove_file(folder.join("result.json")).unwrap();
        }
        1 => {
            let found = ran.json();
            let problems = found["problems"].as_array().unwrap();
            assert!(problems.iter().any(|problem| problem["severity"] == "error"), "{what}: {found}");
            for problem in problems {
                assert!(problem["text"].as_str().unwrap().len() > 10, "{what}: {problem}");
            }
            // Clear also means short, however long the damage.
            assert!(ran.out.len() < 200_000, "{what}: {} bytes of problems", ran.out.len());
        }
        code => panic!("{what}: exit code {code}, {}", ran.err),
    }
    assert_eq!(names(folder), before, "{what}");
    ran.code == 0
}

/// How many of these exports give a result.
fn try_all(exports: impl IntoIterator<Item = (String, Vec<u8>)>) -> (usize, usize) {
    let folder = tempfile::tempdir().unwrap();
    let (mut tried, mut good) = (0, 0);
    for (what, export) in exports {
        company::write(folder.path(), "people.csv", &export);
        good += usize::from(survives(folder.path(), &what, &[]));
        tried += 1;
    }
    (tried, good)
}

#[test]
fn truncated_exports() {
    let step = PEOPLE.len() / 80;
    let cut = (0..80).map(|k| (format!("cut at {}", k * step), PEOPLE.as_bytes()[..k * step].to_vec()));
    assert_eq!(try_all(cut).0, 80);
}

#[test]
fn flipped_bytes() {
    let mut random = Random(1);
    let flipped = (0..80).map(|k| {
        let mut bytes = PEOPLE.as_bytes().to_vec();
        for _ in 0..=k / 8 {
            let at = random.below(bytes.len());
            bytes[at] = random.next() as u8;
        }
        (format!("flipped {k}"), bytes)
    });
    assert_eq!(try_all(flipped).0, 80);
}

#[test]
fn binary_files() {
    let mut random = Random(2);
    let heads: [&[u8]; 8] = [
        b"",
        b"PK\x03\x04",
        b"%PDF-1.7\n",
        b"\x89PNG\r\n\x1a\n",
        b"\xd0\xcf\x11\xe0",
        b"\x1f\x8b",
        b"\xff\xfe",
        b"SQLite format 3\0",
    ];
    let binary: Vec<_> = (0..32)
        .map(|k| {
            let mut bytes = heads[k % 8].to_vec();
            bytes.extend((0..200 * k).map(|_| random.next() as u8));
            (format!("binary {k}"), bytes)
        })
        .collect();
    assert_eq!(try_all(binary), (32, 0));
}

#[test]
fn values_that_are_no_values() {
    let values = [
        "NaN",
        "inf",
        "-1",
        "1e999",
        "99999999999999999999",
        "\"",
        "a\0b",
        ":",
        ";;;",
        "sql:",
        ":3",
        "sql:NaN",
        "sql:9@9",
        "\u{202e}x",
    ];
    let header: Vec<&str> = PEOPLE.lines().next().unwrap().split(',').collect();
    let mut exports = Vec::new();
    for (column, name) in header.iter().enumerate() {
        for value in values {
            let mut lines: Vec<String> = PEOPLE.lines().map(str::to_owned).collect();
            let mut cells: Vec<&str> = lines[7].split(',').collect();
            cells[column] = value;
            lines[7] = cells.join(",");
            exports.push((format!("{name} {value:?}"), lines.join("\n").into_bytes()));
        }
    }
    let (tried, good) = try_all(exports);
    assert_eq!(tried, 168);
    assert!(good > 20 && good < 150, "{good}");
}

#[test]
fn cells_and_files_of_ten_megabytes() {
    let large = "x".repeat(10 << 20);
    let second = |cell: &str| PEOPLE.replacen("Gil Reed", cell, 1).into_bytes();
    let exports = [
        ("a large cell", second(&large)),
        ("a large quoted cell", second(&format!("\"{large}\""))),
        ("a large cell that never ends", second(&format!("\"{large}"))),
        ("a large header", format!("{large},{PEOPLE}").into_bytes()),
        ("a large list", second(&"a;".repeat(5 << 20))),
        ("many commas", ",".repeat(10 << 20).into_bytes()),
        ("many lines", "\n".repeat(10 << 20).into_bytes()),
        ("many quotes", "\"".repeat(10 << 20).into_bytes()),
        ("many zeros", vec![0; 10 << 20]),
    ];
    let (tried, good) = try_all(exports.map(|(what, bytes)| (what.to_owned(), bytes)));
    assert_eq!((tried, good), (9, 0));
}

#[test]
fn circles_and_duplicates() {
    let mut exports = Vec::new();
    for length in 1..=15_usize {
        let row = |k| format!("p{k},p{},{}\n", (k + 1) % length, ["junior", "senior"][k % 2]);
        let table: String = std::iter::once("id,manager_id,role\n".to_owned()).chain((0..length).map(row)).collect();
        exports.push((format!("a circle of {length}"), format!("{table}x,,senior\ny,,junior\n").into_bytes()));
        let twice = PEOPLE.replace(&format!("j{},", length % 6 + 1), "s1,");
        exports.push((format!("a duplicate {length}"), twice.into_bytes()));
    }
    assert_eq!(try_all(exports), (30, 0));
}

#[test]
fn wrong_encodings() {
    let utf16: Vec<u8> = PEOPLE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf32: Vec<u8> = PEOPLE.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
    let with = |head: &[u8], bytes: &[u8]| [head, bytes].concat();
    let exports = [
        ("UTF-16 without a mark", utf16.clone()),
        ("UTF-16 cut in a unit", with(b"\xff\xfe", &utf16[..utf16.len() - 1])),
        ("UTF-16 of the other end", with(b"\xfe\xff", &utf16)),
        ("UTF-16 with half a pair", with(b"\xff\xfe", &with(&utf16, b"\x00\xd8"))),
        ("UTF-32", with(b"\xff\xfe\x00\x00", &utf32)),
        ("a mark of UTF-8 and UTF-16 after it", with(b"\xef\xbb\xbf", &utf16)),
        (
            "bytes that are no UTF-8",
            PEOPLE.replace("Gil", "G\u{1}l").bytes().map(|b| if b == 1 { 0xff } else { b }).collect(),
        ),
        ("a mark alone", b"\xef\xbb\xbf".to_vec()),
        ("a header alone", PEOPLE.lines().next().unwrap().as_bytes().to_vec()),
        ("lone carriage returns", PEOPLE.replace('\n', "\r").into_bytes()),
    ];
    assert_eq!(try_all(exports.map(|(what, bytes)| (what.to_owned(), bytes))).0, 10);
}

#[test]
fn damaged_policies_and_tables() {
    let folder = company::folder();
    let policy = run(folder.path(), &["policy", "init"]).expect(0).out;
    let mut random = Random(3);
    for k in 0..30 {
        let mut bytes = policy.as_bytes()[..random.below(policy.len())].to_vec();
        if k % 2 == 0 && !bytes.is_empty() {
            let at = random.below(bytes.len());
            bytes[at] = random.next() as u8;
        }
        company::write(folder.path(), "policy.toml", &bytes);
        survives(folder.path(), &format!("policy {k}"), &["--policy", "policy.toml"]);
    }
    let tables: [(&str, &str); 6] = [
        ("--signups", "id,role,skills,wants,capacity,opt_in\nj1,junior,sql:3,ai tools:2,2,yes\ns1,senior,,sql,1,yes\n"),
        ("--skills", "person_id,skill,level,wanted\nj1,sql,3,\ns1,sql,1,3\n"),
        ("--conflicts", "junior,senior,reason\nj1,s1,family\n"),
        ("--fixed-pairs", "junior,senior,reason\nj1,s1,\n"),
        ("--past-pairs", "junior,senior\nj1,s2\n"),
        ("--existing-pairs", "junior,senior\nj2,s2\n"),
    ];
    for (option, table) in tables {
        for k in 0..10 {
            let mut bytes = table.as_bytes().to_vec();
            bytes.truncate(random.below(bytes.len() + 1));
            for _ in 0..k / 3 {
                if !bytes.is_empty() {
                    let at = random.below(bytes.len());
                    bytes[at] = random.next() as u8;
                }
            }
            company::write(folder.path(), "table.csv", &bytes);
            survives(
                folder.path(),
                &format!("{option} {k}: {:?}", String::from_utf8_lossy(&bytes)),
                &[option, "table.csv"],
            );
        }
    }
}

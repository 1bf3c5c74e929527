//! Exports as spreadsheets and HR systems write them.

use crate::command::run;
use crate::company;

fn utf16(text: &str, little: bool) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units.flat_map(|unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
}

#[test]
fn every_encoding_and_delimiter_gives_the_same_pairs() {
    // In cells with lists, `;` separates values: quoted where it also separates cells.
    let quoted = |delimiter: &str| {
        let cell = |cell: &str| if cell.contains(';') { format!("\"{cell}\"") } else { cell.to_owned() };
        let line = |line: &str| line.split(',').map(cell).collect::<Vec<_>>().join(delimiter);
        company::PEOPLE.replace("Hal", "Häl").lines().map(line).collect::<Vec<_>>().join("\r\n")
    };
    let comma = quoted(",");
    let windows: Vec<u8> = comma.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let mut marked = vec![0xef, 0xbb, 0xbf];
    marked.extend(comma.as_bytes());
    let folder = company::folder_with(&[
        ("comma.csv", comma.as_bytes()),
        ("semicolon.csv", quoted(";").as_bytes()),
        ("tab.csv", quoted("\t").as_bytes()),
        ("marked.csv", &marked),
        ("utf16le.csv", &utf16(&quoted(";"), true)),
        ("utf16be.csv", &utf16(&quoted("\t"), false)),
        ("windows.csv", &windows),
    ]);
    let of = |file: &str| run(folder.path(), &["pair", file, "--format", "csv"]).expect(0).out;
    let expected = of("comma.csv");
    assert!(expected.contains("Häl Ford"));
    for file in ["semicolon.csv", "tab.csv", "marked.csv", "utf16le.csv", "utf16be.csv", "windows.csv"] {
        assert_eq!(of(file), expected, "{file}");
    }
}

#[test]
fn culture_distances_stand_beside_the_policy() {
    let folder = company::folder();
    std::fs::create_dir(folder.path().join("in")).unwrap();
    let policy = "[weights]\nculture = 1\n[components.culture]\ndistances = \"far.csv\"\n";
    company::write(folder.path(), "in/policy.toml", policy);
    let arguments =
        ["explain", "people.csv", "--policy", "in/policy.toml", "--junior", "j1", "--senior", "s1", "--format", "json"];
    let missing = run(folder.path(), &arguments).expect(2).err;
    assert!(missing.contains("far.csv"), "{missing}");
    // j1 is of the east, s1 of the north: a quarter of the way.
    company::write(folder.path(), "in/far.csv", "\u{feff}a;b;distance\neast;north;0,25\nsouth;north;1\n");
    let why = run(folder.path(), &arguments).expect(0).json();
    assert_eq!(why["points"], 250_000);
    company::write(folder.path(), "in/far.csv", "east,north,1.25\nsouth,north\n");
    let wrong = run(folder.path(), &arguments).expect(1).json();
    let found =
        |at: usize| (wrong["problems"][at]["code"].as_str().unwrap(), wrong["problems"][at]["rows"][0].as_u64());
    assert_eq!([found(0), found(1)], [("ragged_row", Some(2)), ("bad_value", Some(1))]);
    // As any other table: UTF-16, columns in any order.
    let table = "distance\tb\ta\r\n0,25\tnorth\teast\r\n";
    let utf16: Vec<u8> = table.encode_utf16().flat_map(u16::to_le_bytes).collect();
    company::write(folder.path(), "in/far.csv", utf16);
    assert_eq!(run(folder.path(), &arguments).expect(0).json()["points"], 250_000);
}

#[cfg(unix)]
#[test]
fn a_file_without_end_is_no_table() {
    let folder = company::folder();
    let policy = "[weights]\nculture = 1\n[components.culture]\ndistances = \"/dev/zero\"\n";
    company::write(folder.path(), "policy.toml", policy);
    for arguments in [&["--policy", "policy.toml"][..], &["--policy", "/dev/zero"], &["--conflicts", "/dev/zero"]] {
        let arguments: Vec<&str> =
            ["check", "people.csv", "--format", "json"].iter().chain(arguments).copied().collect();
        let found = run(folder.path(), &arguments).expect(1).json();
        let code = found["problems"][0]["code"].as_str().unwrap();
        assert!(["not_a_table", "undecodable"].contains(&code), "{arguments:?}: {found}");
    }
}

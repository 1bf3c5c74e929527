//! Damaged files give a workforce or problems, never a panic or a hang.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;

use super::*;

const SOUND: &str = "id;name;manager_id;dotted_line_ids;role;capacity;opt_in;hire_date;birth_date;age;generation;skills;wants;skill.sql;department\n\
    1;Jürgen;;;senior;2;yes;31/12/2001;1960-01-02;60;Boomer;\"ai:1;sql:2\";\"ai tools:3;sql:2@4\";;Köln\n\
    2;\"Bo; \"\"B\"\"\";1;3;junior;1;no;01/02/2020;;;Z;\"ai tools:5;python (4)\";leading;4;Ops\n\
    3;Zoë;1;9;both;;;;1999-12-31;23;;;;;\n\
    4;Cy;2;;;;;;;;;;;;Ops\n";

fn survive(bytes: &[u8]) -> Result<(), Code> {
    let reader = WorkforceReader::new()
        .people("people.csv", bytes)
        .signups("form.csv", bytes)
        .skills("skills.csv", bytes)
        .conflicts("conflicts.csv", bytes)
        .fixed_pairs("fixed.csv", bytes);
    match reader.finish() {
        Ok((workforce, warnings)) => {
            assert!(!warnings.has_errors());
            workforce.write_canonical(&mut std::io::sink()).unwrap();
            Ok(())
        }
        Err(Error::Problems(problems)) => {
            assert!(problems.has_errors());
            assert!(!problems.to_string().is_empty() && serde_json::to_string(&problems).is_ok());
            Err(problems.iter().find(|p| p.is_error()).unwrap().code)
        }
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn the_sound_file_is_sound() {
    let (workforce, warnings) = read(export(SOUND));
    assert_eq!(workforce.len(), 4);
    let mut codes: Vec<_> = warnings.iter().map(|p| p.code).collect();
    codes.dedup();
    assert_eq!(codes, [Code::ManagerNotInFile, Code::UnknownSkill]);
}

#[test]
fn every_truncation() {
    for end in 0..SOUND.len() {
        let _ = survive(&SOUND.as_bytes()[..end]);
    }
    let utf16: Vec<u8> = SOUND.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for end in 0..utf16.len() {
        let _ = survive(&utf16[..end]);
    }
}

#[test]
fn hundreds_of_mutations() {
    let mut random = Pcg64Mcg::seed_from_u64(20_261_122);
    let western = encoding_rs::WINDOWS_1252.encode(SOUND).0.into_owned();
    let utf16: Vec<u8> = [0xFEFF].into_iter().chain(SOUND.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    let originals = [SOUND.as_bytes().to_vec(), western, utf16, SOUND.replace(';', "\t").into_bytes()];
    let (mut sound, mut refused) = (0, 0);
    for round in 0..1_200 {
        let mut bytes = originals[round % originals.len()].clone();
        for _ in 0..random.random_range(1..=8) {
            let at = random.random_range(0..bytes.len());
            match random.random_range(0..8) {
                0 => bytes[at] ^= 1 << random.random_range(0..8),
                1 => bytes[at] = 0,
                2 => bytes.truncate(at.max(1)),
                3 => bytes[at] = b"\"\n;,\r\t'\xff"[random.random_range(0..8)],
                4 => {
                    let end = bytes.len().min(at + random.random_range(1..60));
                    let piece = bytes[at..end].to_vec();
                    let to = random.random_range(0..bytes.len());
                    bytes.splice(to..to, piece);
                }
                5 => {
                    let end = bytes.len().min(at + random.random_range(1..60));
                    bytes.drain(at..end);
                    bytes.push(b'\n');
                }
                6 => {
                    let word: &[u8] = [&b"NaN"[..], b"inf", b"1e99", b"-1", b"99999999999999999999", b"1;1;1"]
                        [random.random_range(0..6)];
                    bytes.splice(at..at, word.iter().copied());
                }
                _ => {
                    let noise: Vec<u8> = (0..random.random_range(1..300)).map(|_| random.random()).collect();
                    bytes.splice(at..at, noise);
                }
            }
        }
        match survive(&bytes) {
            Ok(()) => sound += 1,
            Err(_) => refused += 1,
        }
    }
    assert!(refused > 600 && sound + refused == 1_200, "{sound} sound, {refused} refused");
}

#[test]
fn huge_cells_headers_and_noise() {
    let huge = "x".repeat(10 << 20);
    assert_eq!(survive(format!("id,name\n1,{huge}\n").as_bytes()), Err(Code::CellTooLarge));
    assert_eq!(survive(format!("id,name\n1,\"{huge}\"\n").as_bytes()), Err(Code::CellTooLarge));
    assert_eq!(survive(format!("id,name\n1,\"{huge}\n").as_bytes()), Err(Code::NotATable));
    assert_eq!(survive(format!("id,{huge}\n1,2\n").as_bytes()), Err(Code::CellTooLarge));
    assert_eq!(survive(huge.as_bytes()), Err(Code::CellTooLarge));
    assert_eq!(survive(",".repeat(10 << 20).as_bytes()), Err(Code::EmptyFile));
    assert_eq!(survive(format!("id{}\n1\n", ",a".repeat(20_000)).as_bytes()), Err(Code::NotATable));
    assert_eq!(survive(&vec![0; 10 << 20]), Err(Code::NotATable));
    assert!(survive(&vec![0xFF; 1 << 20]).is_err());
    assert!(survive("\"".repeat(1 << 20).as_bytes()).is_err());
    let mut random = Pcg64Mcg::seed_from_u64(7);
    for _ in 0..50 {
        let noise: Vec<u8> = (0..10_000).map(|_| random.random()).collect();
        assert!(survive(&noise).is_err());
    }
}

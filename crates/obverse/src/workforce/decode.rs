//! From bytes to text: UTF-8, UTF-16 and the single-byte encodings of older spreadsheets.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::{Code, Problem};

/// How many bytes at the start decide whether a file is binary.
pub(crate) const HEAD: usize = 64 * 1024;

/// Decodes a whole file. Valid UTF-8 is taken over without a copy.
///
/// In this order: a byte-order mark decides; evident UTF-16 without a mark; valid UTF-8; else what `chardetng` guesses
/// (Windows-1252 for western Europe). A file that is mostly good UTF-8 with some broken sequences is not guessed at.
///
/// # Errors
/// One problem, `not_a_table` for binary files and `undecodable` for damaged text.
pub(crate) fn decode(bytes: Vec<u8>) -> Result<String, Box<Problem>> {
    if let Some(problem) = known_binary(&bytes) {
        return Err(problem.into());
    }
    let text = match Encoding::for_bom(&bytes) {
        Some((encoding, mark)) if encoding == UTF_8 => {
            utf8_without_mark(bytes, mark).map_err(|(bytes, at)| undecodable(&bytes, at, "UTF-8"))?
        }
        Some((encoding, mark)) => transcode(encoding, &bytes[mark..])?,
        None => match evident_utf16(&bytes) {
            Some(encoding) => transcode(encoding, &bytes)?,
            None => String::from_utf8(bytes).or_else(|e| legacy(&e.into_bytes()))?,
        },
    };
    refuse_control_characters(&text)?;
    Ok(text)
}

/// Whether the first bytes already show that this is no table, so that the rest need not be read.
pub(crate) fn known_binary(head: &[u8]) -> Option<Problem> {
    let workbook = head.starts_with(b"PK\x03\x04") || head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]);
    if workbook {
        let text = "This is a workbook or archive, not a CSV file. In the spreadsheet choose Save As, CSV UTF-8.";
        return Some(Problem::new(Code::NotATable, text));
    }
    let head = &head[..head.len().min(HEAD)];
    let has_mark = Encoding::for_bom(head).is_some_and(|(encoding, _)| encoding != UTF_8);
    if !has_mark && head.contains(&0) && evident_utf16(head).is_none() {
        let text = "The file holds NUL bytes: it is binary, not a CSV file. Export the table as CSV UTF-8.";
        return Some(Problem::new(Code::NotATable, text));
    }
    None
}

/// UTF-16 without a mark shows itself by NULs in every other byte of its Latin letters, separators and digits.
fn evident_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    let units = sample.len() / 2;
    if units < 2 {
        return None;
    }
    let nul_high = sample.chunks_exact(2).filter(|u| u[1] == 0 && u[0] != 0).count();
    let nul_low = sample.chunks_exact(2).filter(|u| u[0] == 0 && u[1] != 0).count();
    let mostly = |n: usize| n * 10 >= units * 4;
    let hardly = |n: usize| n * 20 <= units;
    if mostly(nul_high) && hardly(nul_low) {
        Some(UTF_16LE)
    } else if mostly(nul_low) && hardly(nul_high) {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn utf8_without_mark(mut bytes: Vec<u8>, mark: usize) -> Result<String, (Vec<u8>, usize)> {
    bytes.drain(..mark);
    String::from_utf8(bytes).map_err(|e| {
        let at = e.utf8_error().valid_up_to();
        (e.into_bytes(), at)
    })
}

fn transcode(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, Box<Problem>> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(Into::into).ok_or_else(|| {
        let text = format!("The file seems to be {}, but some bytes are not. {EXPORT_AGAIN}", encoding.name());
        Problem::new(Code::Undecodable, text).into()
    })
}

/// Text that is not UTF-8: damaged UTF-8, or an older encoding.
fn legacy(bytes: &[u8]) -> Result<String, Box<Problem>> {
    let (mut good, mut broken, mut first_broken) = (0_usize, 0_usize, None);
    let mut offset = 0;
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        offset += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            broken += 1;
            first_broken.get_or_insert(offset);
            offset += chunk.invalid().len();
        }
    }
    if good > broken {
        return Err(undecodable(bytes, first_broken.unwrap_or(0), "UTF-8").into());
    }
    let encoding = guess(bytes);
    let text = transcode(encoding, bytes)?;
    if text.chars().any(|c| ('\u{80}'..='\u{9f}').contains(&c)) {
        return Err(undecodable(bytes, first_broken.unwrap_or(0), encoding.name()).into());
    }
    Ok(text)
}

/// The most likely older encoding, from the first lines that are not plain ASCII.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let mut left = HEAD;
    for line in bytes.split_inclusive(|&b| b == b'\n').filter(|line| !line.is_ascii()) {
        let line = &line[..line.len().min(left)];
        detector.feed(line, false);
        left -= line.len();
        if left == 0 {
            break;
        }
    }
    detector.feed(&[], true);
    detector.guess(None, Utf8Detection::Deny)
}

const EXPORT_AGAIN: &str = "Export the table again as CSV UTF-8.";

fn undecodable(bytes: &[u8], at: usize, encoding: &str) -> Problem {
    let line = bytes[..at.min(bytes.len())].split(|&b| b == b'\n').count() as u64;
    let text = format!("The file seems to be {encoding}, but bytes in or near this row are not. {EXPORT_AGAIN}");
    Problem::new(Code::Undecodable, text).at_rows([line])
}

fn refuse_control_characters(text: &str) -> Result<(), Box<Problem>> {
    let mut head = HEAD.min(text.len());
    while !text.is_char_boundary(head) {
        head -= 1;
    }
    let controls = text[..head].chars().filter(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r')).count();
    if text.contains('\0') || controls * 50 > head {
        let text = "The file is full of control characters: it is binary or damaged, not a CSV file. ";
        return Err(Problem::new(Code::NotATable, format!("{text}{EXPORT_AGAIN}")).into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "id;name\n1;Jürgen Größe\n2;José Núñez\n3;Zoë Łukasz\n";

    fn utf16(text: &str, big: bool, mark: bool) -> Vec<u8> {
        let units = mark.then_some(0xFEFF).into_iter().chain(text.encode_utf16());
        units.flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    }

    #[test]
    fn unicode_in_every_dress() {
        assert_eq!(decode(TEXT.into()).as_deref(), Ok(TEXT));
        assert_eq!(decode([b"\xEF\xBB\xBF", TEXT.as_bytes()].concat()).as_deref(), Ok(TEXT));
        for big in [false, true] {
            for mark in [false, true] {
                assert_eq!(decode(utf16(TEXT, big, mark)).as_deref(), Ok(TEXT), "big {big} mark {mark}");
            }
        }
    }

    #[test]
    fn windows_1252_of_old_spreadsheets() {
        let text = "id;name;city\n1;Jürgen Größe;Köln\n2;José Núñez;São Paulo\n3;Renée – “Née”;Besançon\n";
        let (bytes, _, failed) = encoding_rs::WINDOWS_1252.encode(text);
        assert!(!failed);
        assert_eq!(decode(bytes.into_owned()).as_deref(), Ok(text));
    }

    #[test]
    fn one_western_letter_is_enough() {
        assert_eq!(decode(b"id,name\n1,M\xFCller\n".to_vec()).as_deref(), Ok("id,name\n1,Müller\n"));
        assert_eq!(decode(b"id,name\n1,Andr\xE9\n".to_vec()).as_deref(), Ok("id,name\n1,André\n"));
    }

    #[test]
    fn binary_and_damaged_files_are_named() {
        let code = |bytes: Vec<u8>| decode(bytes).map_err(|p| p.code);
        assert_eq!(code(b"PK\x03\x04rest".to_vec()), Err(Code::NotATable));
        assert_eq!(code(vec![0; 5000]), Err(Code::NotATable));
        assert_eq!(code(b"id,name\n1,A\0B\n".to_vec()), Err(Code::NotATable));
        assert_eq!(code((0..2000_u32).map(|k| (k % 31) as u8 + 1).collect()), Err(Code::NotATable));
        let mut odd = utf16(TEXT, false, true);
        odd.pop();
        assert_eq!(code(odd), Err(Code::Undecodable));
    }

    #[test]
    fn broken_utf8_is_not_taken_for_an_older_encoding() {
        let mut bytes = TEXT.as_bytes().to_vec();
        bytes.extend(b"4;\xC3\n");
        let problem = decode(bytes).unwrap_err();
        assert_eq!((problem.code, problem.rows), (Code::Undecodable, vec![5]));
    }
}

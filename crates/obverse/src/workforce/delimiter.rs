//! Which character separates the cells: comma, semicolon or tab.

use csv::{ReaderBuilder, StringRecord};

/// How many records are looked at.
const RECORDS: usize = 20;
/// How many bytes are looked at.
const BYTES: usize = 64 * 1024;

/// The delimiter under which the header has several cells and most of the next records have as many. Quotes are
/// respected. Where nothing speaks for another, the comma.
pub(crate) fn sniff(text: &str) -> u8 {
    let mut end = text.len().min(BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut best = (0, b',');
    for delimiter in *b",;\t" {
        let support = support(&text[..end], delimiter);
        if support > best.0 {
            best = (support, delimiter);
        }
    }
    best.1
}

/// Separators in the header × records that have as many; nothing if they cut quoted headers apart.
fn support(text: &str, delimiter: u8) -> usize {
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let (mut width, mut alike) = (None, 0);
    for _ in 0..RECORDS {
        if !matches!(reader.read_record(&mut record), Ok(true)) {
            break;
        }
        if width.is_none() && record.iter().any(|cell| cell.contains('"')) {
            return 0;
        }
        alike += usize::from(*width.get_or_insert(record.len()) == record.len());
    }
    (width.unwrap_or(1) - 1) * alike
}

/// Excel's first line `sep=;`, which names the delimiter: that delimiter, and where the table begins.
pub(crate) fn declared(text: &str) -> Option<(u8, usize)> {
    let end = text.find('\n')? + 1;
    let named = text[..end].trim_end_matches(['\r', '\n']).strip_prefix("sep=")?;
    match named.as_bytes() {
        &[delimiter @ (b',' | b';' | b'\t')] => Some((delimiter, end)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_each_delimiter() {
        assert_eq!(sniff("id,name,skills\n1,Ann,sql:4;ai:5\n"), b',');
        assert_eq!(sniff("id;name;pay\n1;Ann;3,5\n2;\"Lee, Bo\";4,5\n"), b';');
        assert_eq!(sniff("id\tname\n1\tLee, Bo; the second\n"), b'\t');
        assert_eq!(sniff("id\n1\n2\n"), b',');
        assert_eq!(sniff(""), b',');
    }

    #[test]
    fn quotes_hide_delimiters() {
        assert_eq!(sniff("\"a;b;c;d\",e\n\"1;2;3;4\",x\n"), b',');
        assert_eq!(sniff("id;\"skills, all, of, them\"\n1;\"x,y\"\n"), b';');
    }

    #[test]
    fn rows_decide_when_headers_do_not() {
        assert_eq!(sniff("id,name;x\n1,Ann\n2,Bo\n3,Cy\n"), b',');
        assert_eq!(sniff("id,name;x\n1;Ann\n2;Bo\n3;Cy\n"), b';');
    }

    #[test]
    fn excel_declaration() {
        assert_eq!(declared("sep=;\r\nid;name\n"), Some((b';', 7)));
        assert_eq!(declared("id;name\n"), None);
    }
}

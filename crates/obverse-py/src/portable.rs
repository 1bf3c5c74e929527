//! Values as bytes that other processes and machines read back: a mark, a version, then parts with their lengths.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

/// Every value starts with this.
const MARK: &[u8] = b"obverse\0";
/// The version of the form.
const VERSION: u8 = 1;

/// A value of this kind with these parts.
pub(crate) fn pack(kind: u8, parts: &[&[u8]]) -> Vec<u8> {
    let mut bytes = MARK.to_vec();
    bytes.extend([VERSION, kind]);
    for part in parts {
        bytes.extend((part.len() as u64).to_le_bytes());
        bytes.extend(*part);
    }
    bytes
}

/// The parts of a value of this kind.
///
/// # Errors
/// `ValueError` if the bytes are something else, of another version, or cut off.
pub(crate) fn unpack(kind: u8, bytes: &[u8]) -> PyResult<Vec<&[u8]>> {
    let wrong = |what: &str| PyValueError::new_err(format!("these bytes are no pickled value of obverse: {what}"));
    let rest = bytes.strip_prefix(MARK).ok_or_else(|| wrong("they start otherwise"))?;
    let (&[version, found], mut rest) = rest.split_first_chunk().ok_or_else(|| wrong("they are cut off"))?;
    if version != VERSION {
        return Err(wrong(&format!("they are of version {version}, this is version {VERSION}")));
    }
    if found != kind {
        return Err(wrong("they are of another type"));
    }
    let mut parts = Vec::new();
    while !rest.is_empty() {
        let (length, after) = rest.split_first_chunk().ok_or_else(|| wrong("they are cut off"))?;
        let length = usize::try_from(u64::from_le_bytes(*length)).unwrap_or(usize::MAX);
        let (part, after) = after.split_at_checked(length).ok_or_else(|| wrong("they are cut off"))?;
        parts.push(part);
        rest = after;
    }
    Ok(parts)
}

/// A part that is text.
pub(crate) fn text(part: Option<&&[u8]>) -> PyResult<String> {
    let part =
        part.ok_or_else(|| PyValueError::new_err("these bytes are no pickled value of obverse: a part is missing"))?;
    String::from_utf8(part.to_vec()).map_err(|_| PyValueError::new_err("these bytes are no pickled value of obverse"))
}

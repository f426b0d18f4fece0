//! Exports that other programs wrote in UTF-16, as PowerShell's `>` and some spreadsheets do.
//!
//! Documents are UTF-8 and nothing else; only what platforms export is read here.

use crate::source::decode::{decode, wide_encoding};
use crate::source::{MAX_BYTES, Reason, Skipped, Source};
use std::io::Read;
use std::sync::Arc;

/// Reads an export, but no more than a file may hold.
pub fn read_export(path: impl Into<String>, reader: impl Read) -> Result<Arc<Source>, Skipped> {
    let (path, mut bytes) = (path.into(), Vec::new());
    let limit = MAX_BYTES as u64 + 1;
    let read = reader.take(limit).read_to_end(&mut bytes);
    read.map_err(|error| Skipped::io(path.as_str(), &error))?;
    let unit: fn([u8; 2]) -> u16 = match wide_encoding(&bytes) {
        Some("UTF-16 (little-endian)") => u16::from_le_bytes,
        Some("UTF-16 (big-endian)") => u16::from_be_bytes,
        _ => return decode(path, bytes),
    };
    if bytes.len() > MAX_BYTES {
        return Err(Skipped::too_large(path));
    }
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
    match String::from_utf16(&units) {
        Ok(text) if rest.is_empty() => Ok(Source::new(path, text)),
        _ => Err(Skipped {
            source: Source::new(path, String::from_utf16_lossy(&units)),
            at: 0,
            reason: Reason::Encoding,
            message: "the file is UTF-16, but a character in it is broken off".to_owned(),
        }),
    }
}

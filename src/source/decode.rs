//! From bytes to text: UTF-8 only, other encodings named so that people can convert the file.
//!
//! It knows encodings and must never know what the text means.

use crate::error::Error;
use crate::error::system::reading;
use crate::source::{MAX_BYTES, Reason, Skipped, Source};
use std::io::{self, Read};
use std::sync::Arc;

/// Makes a source of the bytes of a file.
pub fn decode(path: impl Into<String>, bytes: Vec<u8>) -> Result<Arc<Source>, Skipped> {
    let path = path.into();
    if bytes.len() > MAX_BYTES {
        return Err(Skipped::too_large(path));
    }
    if let Some(encoding) = wide_encoding(&bytes) {
        return Err(Skipped {
            source: Source::new(path, ""),
            at: 0,
            reason: Reason::Encoding,
            message: format!("the file is {encoding}, not UTF-8"),
        });
    }
    String::from_utf8(bytes)
        .map(|text| Source::new(path.clone(), text))
        .map_err(|error| not_utf8(path, error.as_bytes(), error.utf8_error().valid_up_to()))
}

/// Reads everything, but no more than a file may hold.
pub fn read_from(path: impl Into<String>, reader: impl Read) -> Result<Arc<Source>, Skipped> {
    read_sized(path.into(), reader, 0)
}

pub(crate) fn read_sized(
    path: String,
    reader: impl Read,
    expected: usize,
) -> Result<Arc<Source>, Skipped> {
    let mut bytes = Vec::with_capacity(expected.min(MAX_BYTES) + 1);
    let limit = MAX_BYTES as u64 + 1;
    match reader.take(limit).read_to_end(&mut bytes) {
        Ok(_) => decode(path, bytes),
        Err(error) => Err(Skipped::io(path, &error)),
    }
}

/// The name of an encoding with two or four bytes a character, told by its mark or its zeros.
pub(crate) fn wide_encoding(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] => return Some("UTF-32 (little-endian)"),
        [0, 0, 0xfe, 0xff, ..] => return Some("UTF-32 (big-endian)"),
        [0xff, 0xfe, ..] => return Some("UTF-16 (little-endian)"),
        [0xfe, 0xff, ..] => return Some("UTF-16 (big-endian)"),
        _ => {}
    }
    let head = &bytes[..bytes.len().min(64)];
    let zeros_only_at = |width: usize, content: usize| {
        let mut units = head.chunks_exact(width);
        head.len() >= 2 * width
            && units.all(|unit| (0..width).all(|at| (unit[at] == 0) == (at != content)))
    };
    [
        (4, 0, "UTF-32 (little-endian)"),
        (4, 3, "UTF-32 (big-endian)"),
        (2, 0, "UTF-16 (little-endian)"),
        (2, 1, "UTF-16 (big-endian)"),
    ]
    .into_iter()
    .find(|(width, content, _)| zeros_only_at(*width, *content))
    .map(|(_, _, name)| name)
}

fn not_utf8(path: String, bytes: &[u8], at: usize) -> Skipped {
    let byte = bytes.get(at).copied().unwrap_or_default();
    let mut message = format!("the byte 0x{byte:02X} is not UTF-8");
    if (0xa0..=0xff).contains(&byte) {
        message = format!(
            "{message}; in Windows-1252 it would be `{}`",
            char::from(byte)
        );
    }
    let had_mark = bytes.starts_with(&[0xef, 0xbb, 0xbf]);
    Skipped {
        source: Source::new(path, String::from_utf8_lossy(bytes)),
        at: u32::try_from(at - if had_mark { 3 } else { 0 }).unwrap_or_default(),
        reason: Reason::Encoding,
        message,
    }
}

impl Skipped {
    /// A file that the system would not let us read.
    pub(crate) fn io(path: impl Into<String>, error: &io::Error) -> Self {
        let message = match error.kind() {
            io::ErrorKind::NotFound => "this is gone or leads nowhere".to_owned(),
            io::ErrorKind::PermissionDenied => "the current user may not read this".to_owned(),
            _ => format!("this cannot be read: {}", reading(error)),
        };
        Self {
            source: Source::new(path, ""),
            at: 0,
            reason: Reason::System,
            message,
        }
    }

    /// The error of a run that cannot go on without the file.
    pub fn into_error(self) -> Error {
        let Self {
            source, message, ..
        } = &self;
        let path = &source.path;
        if self.reason != Reason::Encoding {
            return Error::Usage(format!("`{path}`: {message}"));
        }
        let line = if source.text.is_empty() {
            String::new()
        } else {
            format!(", line {}", source.line_col(self.at).line)
        };
        let excel = if path.to_lowercase().ends_with(".csv") {
            ", which Excel calls `CSV UTF-8`"
        } else {
            ""
        };
        Error::Usage(format!(
            "`{path}`{line}: {message}; save the file as UTF-8{excel}"
        ))
    }

    /// A file that is too large to be read.
    pub(crate) fn too_large(path: impl Into<String>) -> Self {
        let message = format!("the file is larger than {MAX_BYTES} bytes (8 MiB)");
        Self::refused(path, message)
    }

    /// A file that is left alone on purpose.
    pub(crate) fn refused(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            source: Source::new(path, ""),
            at: 0,
            reason: Reason::Refused,
            message: message.into(),
        }
    }
}

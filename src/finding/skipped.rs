//! Findings about files that were not read.
//!
//! It words what `source` met and must never open a file itself.

use crate::finding::{Finding, Place, Span, builtin};
use crate::source::{Reason, Skipped};
use std::sync::Arc;

impl From<&Skipped> for Finding {
    fn from(skipped: &Skipped) -> Self {
        let rest = &skipped.source.text[skipped.at as usize..];
        let width = rest.chars().next().map_or(0, char::len_utf8);
        let place = Place {
            source: Arc::clone(&skipped.source),
            span: Span {
                start: skipped.at,
                end: skipped.at + u32::try_from(width).unwrap_or_default(),
            },
        };
        let (check, help) = match skipped.reason {
            Reason::Encoding => (
                builtin::FILE_ENCODING,
                "save the file as UTF-8, without changing its text",
            ),
            Reason::System => (
                builtin::FILE_NOT_READ,
                "make the file readable, or exclude it",
            ),
            Reason::Refused => (
                builtin::FILE_NOT_READ,
                "replace it by a regular file inside the workspace of at most 8 MiB, or exclude it",
            ),
        };
        Self::builtin(check, place, skipped.message.as_str()).help(help)
    }
}

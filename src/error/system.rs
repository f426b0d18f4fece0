//! What the system answers, in words for people and with what they can do about it.

use std::io::{Error, ErrorKind};

/// Why something cannot be read.
pub fn reading(error: &Error) -> String {
    let words = match error.kind() {
        ErrorKind::NotFound => {
            "there is nothing of that name; check the name and the folder you are in"
        }
        ErrorKind::PermissionDenied => {
            "you have no right to read it; have somebody give you that right"
        }
        ErrorKind::IsADirectory => "it is a folder; name a file",
        ErrorKind::InvalidData => "it is not UTF-8 text; save it as UTF-8",
        _ => return either(error),
    };
    words.to_owned()
}

/// Why something cannot be written.
pub fn writing(error: &Error) -> String {
    let words = match error.kind() {
        ErrorKind::NotFound => "its folder is not there and cannot be made; name another place",
        ErrorKind::PermissionDenied => {
            "you have no right to write there; name another place, or have somebody give you that right"
        }
        ErrorKind::IsADirectory => "it is a folder; name a file",
        ErrorKind::AlreadyExists => "there is something of that name; name another place",
        ErrorKind::ReadOnlyFilesystem => {
            "what lies there can be read but not changed; name another place"
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            "there is no room left on the disk; make room, or name another place"
        }
        _ => return either(error),
    };
    words.to_owned()
}

/// What is said alike of reading and writing.
fn either(error: &Error) -> String {
    let words = match error.kind() {
        ErrorKind::NotADirectory => "a part of its path is a file and no folder; check the path",
        ErrorKind::InvalidFilename => {
            "its name is too long or has characters that are not possible here; name it otherwise"
        }
        _ => return plain(error),
    };
    words.to_owned()
}

/// The system's own words, as half a sentence and without a number that only programs need.
pub fn plain(error: &Error) -> String {
    let text = error.to_string();
    let words = text.split(" (os error").next().unwrap_or(&text);
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_ascii_lowercase());
    first.into_iter().chain(letters).collect()
}

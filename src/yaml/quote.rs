//! Pieces of a document inside our own sentences: short, whatever the document holds.
//!
//! It shortens and never escapes; sinks do that.

/// Longest piece, in characters.
const LONGEST: usize = 60;

/// The text, cut after some characters.
pub(crate) fn brief(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

//! Where comments stand: only the grammar can tell them from a `#` inside of a text.
//!
//! It must never know what a comment says.

use crate::finding::Span;
use crate::source::{MAX_BYTES, Source};
use crate::yaml::build::bytes;
use crate::yaml::read::options;
use granit_parser::{Event, Options, Parser};

/// The comments of a source in the order of the text, each from its `#` to the end of its line.
///
/// After a syntax error it goes on with the next document, as [`read`](crate::yaml::read) does.
pub fn comments(source: &Source) -> Vec<Span> {
    let mut found = Vec::new();
    if source.text.len() > MAX_BYTES {
        return found;
    }
    let mut parser = Parser::new_from_str_with_options(&source.text, emitting());
    while let Some(event) = parser.next_event() {
        match event {
            Ok((Event::Comment(..), span)) => found.push(bytes(&span)),
            Ok(_) => {}
            Err(_) => {
                if !matches!(parser.proceed_next_document(), Ok(true)) {
                    break;
                }
            }
        }
    }
    found
}

/// Files are limited in size, so no further limit on comments is needed.
fn emitting() -> Options {
    let mut options = options();
    options.set_emit_comments(true);
    options.max_buffered_comment_events = usize::MAX;
    options
}

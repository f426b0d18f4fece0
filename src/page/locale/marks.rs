//! The marks between values: what joins words where no sentence of the locale file can.
//!
//! A mark is a sentence below `mark` in a locale file, blanks included, because languages differ in
//! both: `a: b` is `a : b` in French and `a：b` in Japanese.

use super::Locale;
use crate::error::Result;
use std::borrow::Borrow;

/// The marks by name, as templates call them.
pub const MARKS: [&str; 7] = [
    "colon",
    "comma",
    "semicolon",
    "open",
    "close",
    "stop",
    "space",
];

impl Locale {
    /// A mark by its name.
    pub fn mark(&self, name: &str) -> Result<String> {
        self.text(&format!("mark.{name}"))
    }

    /// Several texts with the same mark between them.
    pub fn joined<S: Borrow<str>>(&self, mark: &str, texts: &[S]) -> Result<String> {
        Ok(self
            .all_apart(texts.iter().map(S::borrow))
            .join(&self.mark(mark)?))
    }

    /// The same; none for no texts.
    pub fn several<S: Borrow<str>>(&self, mark: &str, texts: &[S]) -> Result<Option<String>> {
        let joined = (!texts.is_empty()).then(|| self.joined(mark, texts));
        joined.transpose()
    }

    /// A text as a sentence: with the mark that ends one, unless the text ends in it, as an abbreviation may.
    pub fn sentence(&self, text: &str) -> Result<String> {
        let stop = self.mark("stop")?;
        let ended = text.ends_with(stop.trim());
        Ok(if ended {
            text.to_owned()
        } else {
            format!("{text}{stop}")
        })
    }

    /// `label: value`.
    pub fn labelled(&self, label: &str, value: &str) -> Result<String> {
        Ok(format!("{label}{}{value}", self.mark("colon")?))
    }

    /// `text (more)`.
    pub fn with_aside(&self, text: &str, more: &str) -> Result<String> {
        let (open, close) = (self.mark("open")?, self.mark("close")?);
        Ok(format!("{text}{open}{more}{close}"))
    }
}

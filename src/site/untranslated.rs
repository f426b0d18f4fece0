//! Texts of documents that pages show as they were written, because nobody translated them.

use crate::model::Entry;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Mutex, PoisonError};

/// The texts of one language, each text of a document once, however many pages show it. Only their
/// marks are kept, so that a big site needs little room.
#[derive(Debug, Default)]
pub struct Untranslated(Mutex<HashSet<u64>>);

/// How many texts pages in a language show in another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The language of the pages.
    pub language: String,
    /// How many texts.
    pub texts: usize,
}

impl Untranslated {
    /// Takes note of a text that is shown as it was written.
    pub(super) fn note(&self, document: &Entry, text: &str) {
        let mut mark = DefaultHasher::new();
        (document.kind.name, &document.id, text).hash(&mut mark);
        let mut texts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        texts.insert(mark.finish());
    }

    /// How many there are so far.
    pub(super) fn count(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).len()
    }
}

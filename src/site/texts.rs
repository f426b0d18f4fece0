//! The texts of a document in the language of a page.
//!
//! A document is written in one language and may carry translations of its texts. A text without one
//! is shown as it was written, and says in which language that is.

use crate::model::Entry;
use crate::yaml::NodeRef;
use serde::Serialize;
use std::cell::Cell;

/// A text, and its language where that is not the page's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Text {
    /// The words.
    pub text: String,
    /// BCP 47 tag of the text, if it differs from the page's.
    pub lang: Option<String>,
    /// `rtl` for a text of another language that is written from right to left.
    pub dir: Option<&'static str>,
}

/// Languages that are written from right to left.
const RIGHT_TO_LEFT: [&str; 10] = ["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"];

impl Text {
    /// A text in the page's own language.
    pub fn own(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            lang: None,
            dir: None,
        }
    }

    /// A text in another language.
    pub fn foreign(text: impl Into<String>, tag: &str) -> Self {
        let primary = tag.split('-').next().unwrap_or(tag);
        Self {
            text: text.into(),
            lang: Some(tag.to_owned()),
            dir: RIGHT_TO_LEFT.contains(&primary).then_some("rtl"),
        }
    }
}

/// The texts of one document for one page.
#[derive(Debug)]
pub struct Texts<'a> {
    /// Language of the document, if it is another than the page's.
    foreign: Option<&'a str>,
    translations: Option<NodeRef<'a>>,
    untranslated: Cell<bool>,
}

impl<'a> Texts<'a> {
    /// The texts of a document for a page in `language`.
    pub fn new(entry: &'a Entry, language: &str) -> Self {
        let written = entry.metadata().and_then(|data| data.str("language"));
        let spec = entry.spec();
        Self {
            foreign: written.filter(|tag| tag.split('-').next() != Some(language)),
            translations: spec.and_then(|spec| spec.path(&["translations", language])),
            untranslated: Cell::new(false),
        }
    }

    /// A text of the document as the page shows it.
    pub fn say(&self, text: &str) -> Text {
        let Some(written) = self.foreign else {
            return Text::own(text);
        };
        if let Some(translation) = self.translations.and_then(|all| all.str(text.trim_end())) {
            return Text::own(translation);
        }
        self.untranslated.set(true);
        Text::foreign(text, written)
    }

    /// A text that may be missing.
    pub fn maybe(&self, text: Option<&str>) -> Option<Text> {
        text.map(|text| self.say(text))
    }

    /// All texts of a list.
    pub fn all<'t>(&self, texts: impl Iterator<Item = &'t str>) -> Vec<Text> {
        texts.map(|text| self.say(text)).collect()
    }

    /// The document's language, if the page had to show a text in it.
    pub fn shown_language(&self) -> Option<&'a str> {
        self.foreign.filter(|_| self.untranslated.get())
    }
}

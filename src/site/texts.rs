//! The texts of a document in the language of a page.
//!
//! A document is written in one language and may carry translations of its texts. A text without one
//! is shown as it was written, and says in which language that is.

use crate::model::Entry;
use crate::page::Locale;
use crate::page::locale;
use crate::site::edition::Edition;
use crate::site::untranslated::Untranslated;
use crate::yaml::NodeRef;
use schemars::JsonSchema;
use serde::Serialize;
use std::cell::Cell;

/// A text, and its language where that is not the page's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Text {
    /// The words.
    pub text: String,
    /// BCP 47 tag of the text, if it differs from the page's.
    pub lang: Option<String>,
    /// `ltr` or `rtl`, where that is not the page's direction.
    pub dir: Option<&'static str>,
}

impl Text {
    /// A text in the page's own language.
    pub fn own(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            lang: None,
            dir: None,
        }
    }

    /// A number or address, which runs from left to right everywhere.
    pub fn address(text: impl Into<String>, page: &Locale) -> Self {
        Self {
            dir: Some("ltr").filter(|direction| *direction != page.direction()),
            ..Self::own(text)
        }
    }

    /// A text in another language than the page's.
    pub fn foreign(text: impl Into<String>, tag: &str, page: &Locale) -> Self {
        Self {
            text: text.into(),
            lang: Some(tag.to_owned()),
            dir: other_direction(tag, page),
        }
    }
}

/// The direction of a language, where it is not the page's.
fn other_direction(tag: &str, page: &Locale) -> Option<&'static str> {
    Some(locale::direction(tag)).filter(|direction| *direction != page.direction())
}

/// The texts of one document for one page.
#[derive(Debug)]
pub struct Texts<'a> {
    entry: &'a Entry,
    /// Language of the document and its direction, if it is another than the page's.
    foreign: Option<(&'a str, Option<&'static str>)>,
    translations: Option<NodeRef<'a>>,
    untranslated: &'a Untranslated,
    shows_foreign: Cell<bool>,
}

impl<'a> Texts<'a> {
    /// The texts of a document for a page of an edition.
    pub fn new(entry: &'a Entry, edition: &'a Edition<'_>) -> Self {
        let locale = &edition.locale;
        let written = entry.metadata().and_then(|data| data.str("language"));
        let foreign = written.filter(|tag| primary(tag) != locale.language());
        Self {
            entry,
            foreign: foreign.map(|tag| (tag, other_direction(tag, locale))),
            translations: translations(entry, locale.language()),
            untranslated: &edition.untranslated,
            shows_foreign: Cell::new(false),
        }
    }

    /// A text of the document as the page shows it.
    pub fn say(&self, text: &str) -> Text {
        let Some((written, dir)) = self.foreign else {
            return Text::own(text);
        };
        if let Some(translation) = self.translations.and_then(|all| all.str(text.trim_end())) {
            return Text::own(translation);
        }
        self.shows_foreign.set(true);
        self.untranslated.note(self.entry, text);
        Text {
            text: text.to_owned(),
            lang: Some(written.to_owned()),
            dir,
        }
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
        let (written, _) = self.foreign?;
        self.shows_foreign.get().then_some(written)
    }
}

/// The translations of a document into a language, or into the language as one country writes it.
fn translations<'a>(entry: &'a Entry, language: &str) -> Option<NodeRef<'a>> {
    let all = entry.spec()?.get("translations")?;
    let close = || {
        let mut entries = all.entries();
        entries.find(|(tag, _)| primary(tag.text()) == language)
    };
    all.get(language)
        .or_else(|| close().map(|(_, texts)| texts))
}

/// The language of a tag without its country.
fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

//! The languages that pages can be written in: those that ship, and those a workspace brings sentences for.

use super::{Locale, Strings, cldr};
use crate::error::{Error, Result};
use std::collections::BTreeMap;

/// The languages that ship, in the order of the language switch. Each has a file of sentences in
/// `templates/locales` and a table in `policies/catalogs/cldr`.
pub const LANGUAGES: &[&str] = &["en", "de", "fr", "es", "ja", "nl", "nb"];

/// The sentences of each language, those of ours first.
#[derive(Debug)]
pub struct Languages(Vec<(String, Strings)>);

impl Languages {
    /// Ours, and what a workspace says differently or in a further language. A file of theirs for one of
    /// our languages need only hold the sentences that differ; for another language, all that its pages
    /// need. Keys are paths below `templates/`.
    pub fn new(ours: &BTreeMap<String, String>, theirs: &BTreeMap<String, String>) -> Result<Self> {
        let mut all = Vec::new();
        for language in LANGUAGES {
            let path = path(language);
            let own = Strings::read(&path, ours.get(&path).map_or("", String::as_str))?;
            let own = match theirs.get(&path) {
                Some(text) => own.overlaid(Strings::read(&path, text)?),
                None => own,
            };
            all.push(((*language).to_owned(), own));
        }
        for (path, text) in theirs {
            let further = further(path)?;
            if let (Some(language), Some((_, first))) = (further, all.first()) {
                let own = Strings::read(path, text)?.expecting(first);
                all.push((language.to_owned(), own));
            }
        }
        Ok(Self(all))
    }

    /// What the languages are called in addresses, such as `de`.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// The language whose pages a tag means: `de-DE` has the pages of `de`.
    pub fn name_of<'t>(&self, tag: &'t str) -> Option<&'t str> {
        let primary = tag.split('-').next().unwrap_or(tag);
        self.names().any(|name| name == primary).then_some(primary)
    }

    /// A language as written in a country, with its sentences.
    pub fn locale(&self, language: &str, country: Option<&str>) -> Result<Locale> {
        let strings = self.0.iter().find(|(name, _)| name == language);
        let (_, strings) = strings.ok_or_else(|| self.unknown(language))?;
        Locale::new(language, country, strings.clone())
    }

    fn unknown(&self, language: &str) -> Error {
        let known: Vec<_> = self.names().collect();
        let others = possible();
        let others: Vec<_> = others
            .iter()
            .map(String::as_str)
            .filter(|name| !known.contains(name))
            .collect();
        Error::Usage(format!(
            "there are no pages in `{language}`; there are some in {}, and in each of {} for which your own \
             templates bring `locales/<language>.yaml`",
            quoted(&known),
            quoted(&others)
        ))
    }
}

fn path(language: &str) -> String {
    format!("locales/{language}.yaml")
}

/// The languages that can have pages: those whose dates, money and names we know how to write.
fn possible() -> Vec<String> {
    cldr::languages()
}

/// The language of a file that brings sentences for one that does not ship.
fn further(path: &str) -> Result<Option<&str>> {
    let name = path.strip_prefix("locales/");
    let Some(language) = name.and_then(|name| name.strip_suffix(".yaml")) else {
        return Ok(None);
    };
    if LANGUAGES.contains(&language) {
        return Ok(None);
    }
    let possible = possible();
    if possible.iter().any(|name| name == language) {
        return Ok(Some(language));
    }
    let possible: Vec<_> = possible.iter().map(String::as_str).collect();
    Err(Error::Usage(format!(
        "`{path}` is for no language whose dates and money we can write; these are {}",
        quoted(&possible)
    )))
}

fn quoted(names: &[&str]) -> String {
    let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

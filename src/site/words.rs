//! Words of the data model (enumerations, durations, lists) in the language of a page.

use crate::error::Result;
use crate::page::locale::Case;
use crate::page::{Locale, capitalised};

/// Says words in a language.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// The language.
    pub locale: &'a Locale,
}

impl Words<'_> {
    /// A sentence of ours.
    pub fn say(self, key: &str, values: &[(&str, &str)]) -> Result<String> {
        self.locale.say(key, values)
    }

    /// What a value of an enumeration is called; a value without a name says itself.
    pub fn name(self, group: &str, value: &str) -> Result<String> {
        match self.known(group, value)? {
            Some(name) => Ok(name),
            None => Ok(capitalised(&value.replace(['_', '-'], " "))),
        }
    }

    /// What a value is called, if it has a name.
    pub fn known(self, group: &str, value: &str) -> Result<Option<String>> {
        let key = format!("{group}.{value}");
        if !self.locale.knows(&key) {
            return Ok(None);
        }
        self.locale.text(&key).map(Some)
    }

    /// The names of several values.
    pub fn names<'v>(
        self,
        group: &str,
        values: impl Iterator<Item = &'v str>,
    ) -> Result<Vec<String>> {
        values.map(|value| self.name(group, value)).collect()
    }

    /// The names of several values as one phrase; none for no values.
    pub fn list<'v>(
        self,
        group: &str,
        values: impl Iterator<Item = &'v str>,
    ) -> Result<Option<String>> {
        let names = self.names(group, values)?;
        Ok((!names.is_empty()).then(|| self.locale.list(&names)))
    }

    /// Languages as one phrase; none for no languages.
    pub fn languages<'v>(self, tags: impl Iterator<Item = &'v str>) -> Option<String> {
        let names: Vec<_> = tags.map(|tag| self.locale.language_name(tag)).collect();
        (!names.is_empty()).then(|| self.locale.list(&names))
    }

    /// A duration that stands alone.
    pub fn duration(self, iso: &str) -> String {
        self.locale.duration(iso, Case::Alone)
    }

    /// A duration after "within" and its like.
    pub fn within(self, iso: &str) -> String {
        self.locale.duration(iso, Case::Within)
    }
}

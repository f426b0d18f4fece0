//! The sentences of one language, from `templates/locales/<language>.yaml`.
//!
//! A file is a tree of keys; a leaf is a sentence with `{named}` gaps, or its plural forms.

use crate::error::{Error, Result};
use crate::source::Source;
use crate::yaml::{self, NodeKind, NodeRef};
use std::collections::{BTreeMap, BTreeSet, HashMap};

const PLURALS: &[&str] = &["zero", "one", "two", "few", "many", "other"];

/// The sentences of one language by dotted key.
#[derive(Debug, Clone, Default)]
pub struct Strings {
    file: String,
    sentences: HashMap<String, Sentence>,
    /// Keys that there should be: without one of them, a name must not pass for its own value.
    expected: BTreeSet<String>,
}

#[derive(Debug, Clone)]
enum Sentence {
    Plain(String),
    Plural(BTreeMap<String, String>),
}

impl Strings {
    /// Reads a file; `file` is its name for messages.
    pub fn read(file: &str, text: &str) -> Result<Self> {
        let broken = |why: &str| Error::Usage(format!("`{file}` has no usable sentences: {why}"));
        let reading = yaml::read(&Source::new(file, text));
        if let Some(finding) = reading.findings.first() {
            return Err(broken(&finding.message));
        }
        let document = reading
            .documents
            .first()
            .ok_or_else(|| broken("it is empty"))?;
        let mut strings = Self {
            file: file.to_owned(),
            sentences: HashMap::new(),
            expected: BTreeSet::new(),
        };
        strings.collect("", document.root());
        Ok(strings)
    }

    /// These sentences, except where `other` says it differently.
    #[must_use]
    pub fn overlaid(mut self, other: Self) -> Self {
        self.sentences.extend(other.sentences);
        self
    }

    /// These sentences, of which there should be all those of `other`.
    #[must_use]
    pub fn expecting(mut self, other: &Self) -> Self {
        self.expected = other.keys().map(str::to_owned).collect();
        self
    }

    /// The plural forms of a sentence; none for one that has no number.
    pub fn forms(&self, key: &str) -> Option<Vec<&str>> {
        match self.sentences.get(key)? {
            Sentence::Plain(_) => None,
            Sentence::Plural(forms) => Some(forms.keys().map(String::as_str).collect()),
        }
    }

    /// All keys, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        let mut keys: Vec<_> = self.sentences.keys().map(String::as_str).collect();
        keys.sort_unstable();
        keys.into_iter()
    }

    /// The names of the gaps of a sentence, in any of its forms.
    pub fn gaps(&self, key: &str) -> BTreeSet<&str> {
        let sentences: Vec<&str> = match self.sentences.get(key) {
            Some(Sentence::Plain(pattern)) => vec![pattern],
            Some(Sentence::Plural(forms)) => forms.values().map(String::as_str).collect(),
            None => Vec::new(),
        };
        let parts = sentences
            .into_iter()
            .flat_map(|text| text.split('{').skip(1));
        parts
            .filter_map(|part| part.split_once('}'))
            .map(|(name, _)| name)
            .collect()
    }

    /// Whether there is a sentence with this key, or should be.
    pub(super) fn has(&self, key: &str) -> bool {
        self.sentences.contains_key(key) || self.expected.contains(key)
    }

    /// A sentence with its gaps filled.
    pub(super) fn fill(&self, key: &str, values: &[(&str, &str)]) -> Result<String> {
        match self.get(key)? {
            Sentence::Plain(pattern) => self.filled(key, pattern, values),
            Sentence::Plural(_) => Err(self.fault(key, "needs a number")),
        }
    }

    /// A sentence in the form for a plural category, with its gaps filled.
    pub(super) fn fill_plural(
        &self,
        key: &str,
        category: &str,
        values: &[(&str, &str)],
    ) -> Result<String> {
        let pattern = match self.get(key)? {
            Sentence::Plain(pattern) => Some(pattern),
            Sentence::Plural(forms) => forms.get(category).or_else(|| forms.get("other")),
        };
        let pattern = pattern.ok_or_else(|| self.fault(key, "has no form `other`"))?;
        self.filled(key, pattern, values)
    }

    fn get(&self, key: &str) -> Result<&Sentence> {
        self.sentences
            .get(key)
            .ok_or_else(|| self.fault(key, "is missing"))
    }

    fn fault(&self, key: &str, what: &str) -> Error {
        Error::Usage(format!("the sentence `{key}` {what} in `{}`", self.file))
    }

    fn filled(&self, key: &str, pattern: &str, values: &[(&str, &str)]) -> Result<String> {
        let mut text = String::with_capacity(pattern.len());
        let mut rest = pattern;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, behind) = after
                .split_once('}')
                .ok_or_else(|| self.fault(key, "has a `{` without `}`"))?;
            let value = values.iter().find(|(known, _)| *known == name);
            let (_, value) = value
                .ok_or_else(|| self.fault(key, &format!("asks for `{name}`, which is unknown")))?;
            text.push_str(before);
            text.push_str(value);
            rest = behind;
        }
        text.push_str(rest);
        Ok(text)
    }

    fn collect(&mut self, prefix: &str, node: NodeRef<'_>) {
        for (key, value) in node.entries() {
            let key = format!("{prefix}{}", key.text());
            if value.kind() != NodeKind::Map {
                // A block of YAML ends with a line break; a blank may be meant, as in `mark.colon`.
                let text = value.text().trim_end_matches('\n').to_owned();
                self.sentences.insert(key, Sentence::Plain(text));
            } else if value
                .entries()
                .all(|(name, _)| PLURALS.contains(&name.text()))
            {
                let forms = value.entries();
                let forms =
                    forms.map(|(name, text)| (name.text().to_owned(), text.text().to_owned()));
                self.sentences
                    .insert(key, Sentence::Plural(forms.collect()));
            } else {
                self.collect(&format!("{key}."), value);
            }
        }
    }
}

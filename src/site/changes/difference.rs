//! What an offering promises otherwise than the one that it replaces.

use super::promised::{Promise, promises};
use super::{Change, stated};
use crate::error::Result;
use crate::model::Entry;
use crate::page::markdown;
use crate::site::edition::{self, Edition};
use crate::site::statement::Subject;
use crate::site::texts::Text;
use crate::site::words::Words;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;

/// One matter about which something else is promised.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::site) struct Difference {
    #[serde(skip)]
    key: String,
    /// The part of the page where it stands.
    section: String,
    /// The matter, where the part has several.
    matter: Option<Text>,
    /// What only the earlier offering says.
    before: Vec<Text>,
    /// What only the later one says.
    now: Vec<Text>,
}

impl Difference {
    /// The key of the part of the page where it stands; products and kinds of support are part of the scope, credits
    /// of Microsoft are remedies.
    pub(in crate::site) fn part(&self) -> &str {
        match self.key.as_str() {
            "scope.products" | "scope.types" => "section.scope",
            "billing.credits" => "section.remedies",
            key => key,
        }
    }

    /// The matter in plain words, as it was and as it is.
    pub(in crate::site) fn told(&self, words: Words<'_>) -> Result<Vec<String>> {
        let matter = match &self.matter {
            Some(matter) => words.locale.with_aside(&self.section, &matter.text)?,
            None => self.section.clone(),
        };
        let (before, now) = match (self.before.as_slice(), self.now.as_slice()) {
            ([], _) => ("", "changes.added"),
            (_, []) => ("changes.removed", ""),
            _ => ("changes.before", "changes.now"),
        };
        let mut lines = Vec::new();
        for (label, texts) in [(before, &self.before), (now, &self.now)] {
            if label.is_empty() {
                continue;
            }
            let texts: Vec<_> = texts
                .iter()
                .map(|text| markdown::words(&text.text))
                .collect();
            let said = words.locale.joined("semicolon", &texts)?;
            let said = words.locale.labelled(&words.say(label, &[])?, &said)?;
            lines.push(words.locale.labelled(&matter, &said)?);
        }
        Ok(lines)
    }
}

/// What a later version of an offering promises otherwise than an earlier one.
pub(in crate::site) fn compare(
    earlier: &Subject<'_>,
    later: &Subject<'_>,
) -> Result<Vec<Difference>> {
    Ok(differences(promises(earlier)?, promises(later)?))
}

/// The offering that another one replaces, if it was ever a promise.
pub(super) fn predecessor<'a>(edition: &Edition<'a>, entry: &Entry) -> Option<&'a Entry> {
    let id = edition::offering(entry)?.supersedes()?;
    let found = edition.workspace.get("SupportOffering", id)?;
    let promised = edition::offering(found)?.status() != "draft";
    (promised && !found.stopped && found.id != entry.id).then_some(found)
}

/// The replacements that led to an offering, the latest first.
pub(super) fn versions(subject: &Subject<'_>) -> Result<Vec<Change>> {
    let edition = subject.edition;
    let mut changes = Vec::new();
    let mut seen = BTreeSet::from([subject.entry.id.as_str()]);
    let mut later = Subject::new(edition, subject.entry)?;
    while let Some(entry) = predecessor(edition, later.entry) {
        if !seen.insert(entry.id.as_str()) {
            break;
        }
        let earlier = Subject::new(edition, entry)?;
        if let Some(first) = later.offering.effective_from() {
            let change = stated::on_day(subject, first, "changes.replaces")?;
            changes.push(Change {
                replaced: Some(earlier.heading()?),
                differences: compare(&earlier, &later)?,
                ..change
            });
        }
        later = earlier;
    }
    Ok(changes)
}

/// What differs, in the order of the later version; what it no longer has comes last.
fn differences(mut earlier: Vec<Promise>, later: Vec<Promise>) -> Vec<Difference> {
    let mut found = Vec::new();
    for promise in later {
        let same = earlier.iter().position(|old| old.key == promise.key);
        let old = same.map_or_else(Vec::new, |at| earlier.remove(at).says);
        let before: Vec<_> = old
            .iter()
            .filter(|text| !promise.says.contains(text))
            .cloned()
            .collect();
        let now: Vec<_> = promise
            .says
            .into_iter()
            .filter(|text| !old.contains(text))
            .collect();
        if !before.is_empty() || !now.is_empty() {
            found.push(Difference {
                key: promise.key.0,
                section: promise.section,
                matter: promise.matter,
                before,
                now,
            });
        }
    }
    let gone = earlier.into_iter().map(|promise| Difference {
        key: promise.key.0,
        section: promise.section,
        matter: promise.matter,
        before: promise.says,
        now: Vec::new(),
    });
    found.extend(gone);
    found
}

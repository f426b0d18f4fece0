//! What an offering promises otherwise than the one that it replaces.

use super::promised::{Promise, promises};
use super::{Change, stated};
use crate::error::Result;
use crate::model::Entry;
use crate::site::edition::{self, Edition};
use crate::site::statement::Subject;
use crate::site::texts::Text;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;

/// One matter about which something else is promised.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Difference {
    /// The part of the page where it stands.
    pub(super) section: String,
    /// The matter, where the part has several.
    pub(super) matter: Option<Text>,
    /// What only the earlier offering says.
    pub(super) before: Vec<Text>,
    /// What only the later one says.
    pub(super) now: Vec<Text>,
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
                differences: differences(promises(&earlier)?, promises(&later)?),
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
                section: promise.section,
                matter: promise.matter,
                before,
                now,
            });
        }
    }
    let gone = earlier.into_iter().map(|promise| Difference {
        section: promise.section,
        matter: promise.matter,
        before: promise.says,
        now: Vec::new(),
    });
    found.extend(gone);
    found
}

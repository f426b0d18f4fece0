//! In which languages people wrote what pages show.

use crate::model::{Entry, Workspace};
use crate::page::locale::Languages;
use crate::yaml::NodeRef;
use std::collections::BTreeSet;

/// The kinds whose texts pages show.
const KINDS: [&str; 2] = ["PartnerProfile", "SupportOffering"];

/// Where nobody says in which language a document is written.
const UNSAID: &str = "en";

/// The languages in which documents are written or translated, as far as pages can come in them; a page
/// in which nobody wrote a word would be no service.
pub fn written_in(workspace: &Workspace, languages: &Languages) -> Vec<String> {
    let entries = KINDS.iter().flat_map(|kind| workspace.of_kind(kind));
    let tags: BTreeSet<&str> = entries.flat_map(tags).collect();
    let written: BTreeSet<&str> = tags
        .iter()
        .filter_map(|tag| languages.name_of(tag))
        .collect();
    let ordered = languages.names().filter(|name| written.contains(name));
    let ordered: Vec<_> = ordered.map(str::to_owned).collect();
    if ordered.is_empty() {
        return vec![UNSAID.to_owned()];
    }
    ordered
}

/// The language of a document, and those of its translations.
fn tags(entry: &Entry) -> impl Iterator<Item = &str> {
    let own = entry.metadata().and_then(|data| data.str("language"));
    let translations = entry.spec().and_then(|spec| spec.get("translations"));
    let translated = translations.into_iter().flat_map(NodeRef::entries);
    own.into_iter().chain(translated.map(|(tag, _)| tag.text()))
}

//! Names of pages that come from ids: each is one on every system, and no two are the same.
//!
//! Ids are checked when documents are judged, but pages can be published in spite of findings.

use crate::error::{Error, Result};
use crate::model::{Entry, Workspace};
use crate::page::fold;
use crate::site::customer::{self, slug::Slugs};
use crate::site::write::is_plain;
use crate::site::{edition, published};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The longest name of a page, so that there is room for what follows it, such as `.html`.
const LONGEST: usize = 120;

/// Refuses offerings that cannot have pages of their own.
pub fn offerings(workspace: &Workspace, as_of: Date) -> Result<()> {
    insist(published(workspace, as_of), edition::file_stem)
}

/// Refuses customers that cannot have pages of their own.
pub fn customers(workspace: &Workspace, slugs: &Slugs) -> Result<()> {
    insist(customer::customers(workspace), |id| slugs.of(id))
}

fn insist<'a>(
    documents: impl Iterator<Item = &'a Entry>,
    name: impl Fn(&str) -> String,
) -> Result<()> {
    let mut seen: BTreeMap<String, &Entry> = BTreeMap::new();
    for entry in documents {
        let name = name(&entry.id);
        if let Some(first) = seen.insert(fold::folded(&name), entry) {
            return Err(one_page(&name, first, entry));
        }
        if !is_plain(&name) || name.len() > LONGEST {
            return Err(Error::Usage(format!(
                "{} cannot have a page; give it an id of at most 100 lower-case letters, digits, dots and hyphens",
                told(entry)
            )));
        }
    }
    Ok(())
}

fn one_page(name: &str, first: &Entry, second: &Entry) -> Error {
    Error::Usage(format!(
        "{} and {} would have the same page, `{name}.html`; give one of them another id",
        told(first),
        told(second)
    ))
}

/// A document as messages call it, with its file.
fn told(entry: &Entry) -> String {
    format!("`{}` in {}", entry.name(), entry.document.source.path)
}

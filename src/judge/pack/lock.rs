//! Pinned packs: which packs a workspace was judged by, by version and content, and what differs from that.
//!
//! It compares hashes and must never know where a lock is kept.

use super::Pack;
use crate::error::{Error, Result};
use crate::finding::Finding;
use crate::model::schema::Schema;
use crate::source::Source;
use crate::yaml;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::Arc;

/// The name and version of the file's format.
const FORMAT: &str = "csp-support/lock/v1";

/// A pack as it was pinned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pin {
    /// Its id.
    pub id: String,
    /// Its version; may be empty.
    pub version: String,
    /// What its files are recognised by.
    pub hash: String,
}

/// The pins of a workspace, sorted by id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lock {
    /// The pins.
    pub pins: Vec<Pin>,
}

impl Lock {
    /// Pins packs as they are.
    pub fn of(packs: &[Pack]) -> Self {
        let pin = |pack: &Pack| Pin {
            id: pack.id.clone(),
            version: pack.version.clone(),
            hash: pack.hash.clone(),
        };
        let mut pins: Vec<Pin> = packs.iter().map(pin).collect();
        pins.sort_by(|a, b| a.id.cmp(&b.id));
        Self { pins }
    }

    /// Reads a lock, or says everything that is wrong with it.
    pub fn read(source: &Arc<Source>) -> Result<Result<Self, Vec<Finding>>> {
        #[derive(Default, Deserialize)]
        struct Content {
            packs: Vec<Pin>,
        }
        let reading = yaml::read(source);
        let mut findings = reading.findings;
        let mut content = Content::default();
        if let Some(document) = reading.documents.first() {
            let misfits = Schema::load("lock")?.misfits(document.root());
            findings.extend(misfits.into_iter().map(|misfit| misfit.finding));
            content = document.root().read().unwrap_or_default();
        }
        Ok(if findings.is_empty() {
            Ok(Self {
                pins: content.packs,
            })
        } else {
            Err(findings)
        })
    }

    /// The text of the file.
    pub fn text(&self) -> Result<String> {
        let quoted = |text: &str| {
            serde_json::to_string(text).map_err(|error| Error::Internal(error.to_string()))
        };
        let mut text = format!(
            "# The rule packs by which this workspace is judged. `csp-support pack lock` writes this file.\n\
             format: {FORMAT}\npacks:\n"
        );
        for Pin { id, version, hash } in &self.pins {
            let (id, version, hash) = (quoted(id)?, quoted(version)?, quoted(hash)?);
            let _ = writeln!(
                text,
                "  - id: {id}\n    version: {version}\n    hash: {hash}"
            );
        }
        Ok(text)
    }

    /// What differs in the packs that are used, in sentences by pack.
    pub fn differences(&self, used: &Self) -> Vec<String> {
        let by_id = |lock: &Self| -> BTreeMap<String, Pin> {
            let pins = lock.pins.iter().cloned();
            pins.map(|pin| (pin.id.clone(), pin)).collect()
        };
        let (locked, used) = (by_id(self), by_id(used));
        let ids: BTreeSet<&String> = locked.keys().chain(used.keys()).collect();
        let told = ids.into_iter().filter_map(|id| {
            let what = difference(locked.get(id), used.get(id))?;
            Some(format!("`{id}`: {what}"))
        });
        told.collect()
    }
}

fn difference(locked: Option<&Pin>, used: Option<&Pin>) -> Option<String> {
    match (locked, used) {
        (Some(locked), Some(used)) if locked == used => None,
        (Some(locked), Some(used)) => Some(changed(locked, used)),
        (Some(locked), None) => Some(format!("locked{}, but not in use", in_version(locked))),
        (None, Some(used)) => Some(format!("in use{}, but not locked", in_version(used))),
        (None, None) => None,
    }
}

fn changed(locked: &Pin, used: &Pin) -> String {
    let same_version = locked.version == used.version;
    match (same_version, locked.hash == used.hash) {
        (true, _) => format!("its content differs{}", in_version(used)),
        (false, true) => versions(locked, used),
        (false, false) => format!("{}, and its content differs", versions(locked, used)),
    }
}

fn versions(locked: &Pin, used: &Pin) -> String {
    let named = |pin: &Pin| {
        if pin.version.is_empty() {
            "no version".to_owned()
        } else {
            format!("version {}", pin.version)
        }
    };
    format!("{} is locked, {} is in use", named(locked), named(used))
}

fn in_version(pin: &Pin) -> String {
    if pin.version.is_empty() {
        String::new()
    } else {
        format!(" in version {}", pin.version)
    }
}

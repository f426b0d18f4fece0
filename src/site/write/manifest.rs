//! The list of files that a published folder holds, kept inside it.
//!
//! It tells a folder this tool made from any other, and an edited file from an untouched one. Paths in
//! it are only compared, never followed.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// Its file name in the folder.
pub(super) const NAME: &str = ".csp-support.json";

/// All files of a published folder but the manifest itself.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    /// What this file is, for people who find it.
    about: String,
    format: u32,
    pub(super) files: BTreeMap<String, Fingerprint>,
}

/// Size and hash of a file.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Fingerprint {
    size: u64,
    blake3: String,
}

impl Fingerprint {
    pub(super) fn of(content: &[u8]) -> Self {
        Self {
            size: content.len() as u64,
            blake3: blake3::hash(content).to_hex().to_string(),
        }
    }
}

impl Manifest {
    pub(super) fn of(files: &BTreeMap<String, Vec<u8>>) -> Self {
        let prints = files
            .iter()
            .map(|(path, content)| (path.clone(), Fingerprint::of(content)));
        Self {
            about: "Written by csp-support, which replaces this folder as a whole.".to_owned(),
            format: 1,
            files: prints.collect(),
        }
    }

    /// Whether the folder holds every file it should.
    pub(super) fn is_complete_in(&self, folder: &Path) -> bool {
        self.files.keys().all(|path| folder.join(path).is_file())
    }

    /// Reads a manifest; a damaged one is none.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let manifest: Self = serde_json::from_slice(bytes).ok()?;
        (manifest.format == 1).then_some(manifest)
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        // A map of strings and numbers always becomes JSON.
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}

//! The list of files that a published folder holds, kept inside it.
//!
//! It tells a folder this tool made from any other, and an edited file from an untouched one. Paths in
//! it are only compared, never followed.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Its file name in the folder.
pub(super) const NAME: &str = ".csp-support.json";

/// All files of a published folder but the manifest itself.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    /// What this file is, for people who find it.
    about: String,
    format: u32,
    files: BTreeMap<String, Fingerprint>,
}

/// Size and hash of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Fingerprint {
    pub(super) size: u64,
    blake3: Hash,
}

/// A hash as people see it: 64 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
struct Hash(blake3::Hash);

impl TryFrom<String> for Hash {
    type Error = blake3::HexError;

    fn try_from(digits: String) -> Result<Self, Self::Error> {
        blake3::Hash::from_hex(digits).map(Self)
    }
}

impl From<Hash> for String {
    fn from(hash: Hash) -> Self {
        hash.0.to_hex().to_string()
    }
}

impl Fingerprint {
    pub(super) fn of(content: &[u8]) -> Self {
        Self {
            size: content.len() as u64,
            blake3: Hash(blake3::hash(content)),
        }
    }
}

/// A name from which the path cannot be told, unless it can be guessed.
fn seal(path: &str) -> String {
    blake3::hash(path.as_bytes()).to_hex().to_string()
}

impl Manifest {
    /// The list of these files; a sealed one does not tell their names to those who read it.
    pub(super) fn of(files: &BTreeMap<String, Fingerprint>, sealed: bool) -> Self {
        let key = |path: &str| if sealed { seal(path) } else { path.to_owned() };
        let prints = files.iter().map(|(path, print)| (key(path), *print));
        Self {
            about: "Written by csp-support, which replaces this folder as a whole.".to_owned(),
            format: 1,
            files: prints.collect(),
        }
    }

    /// How many files it lists.
    pub(super) fn len(&self) -> usize {
        self.files.len()
    }

    /// What is known of the file at a path.
    pub(super) fn get(&self, path: &str) -> Option<&Fingerprint> {
        self.files.get(path).or_else(|| self.files.get(&seal(path)))
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

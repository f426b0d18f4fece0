//! The list of files that a published folder holds, kept inside it.
//!
//! It tells a folder this tool made from any other, and an edited file from an untouched one. Paths in
//! it are only compared, never followed.

use crate::site::write::made::Made;
use serde::{Deserialize, Serialize, Serializer};
use std::collections::{BTreeMap, BTreeSet};

/// Its file name in the folder.
pub(super) const NAME: &str = ".csp-support.json";

/// The version of its format.
const FORMAT: u32 = 2;

/// All files of a published folder but the manifest itself.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    /// What this file is, for people who find it.
    about: String,
    format: u32,
    /// How it was made; lists of format 1 do not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    made: Option<Made>,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
struct Hash(blake3::Hash);

impl TryFrom<String> for Hash {
    type Error = blake3::HexError;

    fn try_from(digits: String) -> Result<Self, Self::Error> {
        blake3::Hash::from_hex(digits).map(Self)
    }
}

impl Serialize for Hash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.to_hex())
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
    pub(super) fn of(
        files: &BTreeMap<String, Fingerprint>,
        sealed: bool,
        made: Option<Made>,
    ) -> Self {
        let key = |path: &str| if sealed { seal(path) } else { path.to_owned() };
        let prints = files.iter().map(|(path, print)| (key(path), *print));
        Self {
            about: "Written by csp-support, which replaces this folder as a whole.".to_owned(),
            format: FORMAT,
            made,
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
        (1..=FORMAT).contains(&manifest.format).then_some(manifest)
    }

    /// Whether another list has the same files, and nothing is written down in it that is missing here.
    pub(super) fn lists_the_same(&self, other: &Self) -> bool {
        self.files == other.files
            && self.format == other.format
            && (self.made.is_some() || other.made.is_none())
    }

    /// The files that are listed and not among these, as the list names them.
    pub(super) fn missing<'a>(&self, found: impl Iterator<Item = &'a str>) -> Vec<String> {
        let mut missing: BTreeSet<&String> = self.files.keys().collect();
        for path in found {
            missing.remove(&path.to_owned());
            missing.remove(&seal(path));
        }
        missing.into_iter().cloned().collect()
    }

    /// How the folder was made.
    pub(super) fn into_made(self) -> Option<Made> {
        self.made
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        // A map of strings and numbers always becomes JSON.
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}

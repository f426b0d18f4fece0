//! How a folder was made, written into its list so that anybody can make it again.
//!
//! It is public like the pages: it names no file of the workspace and no path of a machine.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How a folder was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Made {
    /// Version of the program.
    pub version: String,
    /// The day that counted as today, `YYYY-MM-DD`.
    pub as_of: String,
    /// Which pages the folder holds.
    pub pages: Contents,
    /// Their languages, the first one first.
    pub languages: Vec<String>,
    /// Ids of the offerings that were published as drafts.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub drafts: BTreeSet<String>,
    /// Whether a browser printed the statements too.
    #[serde(default, skip_serializing_if = "is_off")]
    pub pdf: bool,
    /// What the documents, settings and templates are recognised by, as `blake3:…`.
    pub source: String,
    /// What the rules are recognised by, as `blake3:…`.
    pub rules: String,
}

/// Which pages a folder holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Contents {
    /// Those that everybody may read.
    Public,
    /// One for each customer.
    Customers,
    /// Statements as single files.
    Single,
}

impl Contents {
    /// What people read.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Public => "public pages",
            Self::Customers => "customers' pages",
            Self::Single => "single files",
        }
    }
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
const fn is_off(flag: &bool) -> bool {
    !*flag
}

//! Parts of the page matter by matter, for those who set two versions of an offering against each other.
//!
//! It must never know another version.

use crate::site::texts::Text;

/// One matter of a part of the page in a few words, for those who set two versions against each other.
#[derive(Debug)]
pub struct Matter {
    /// What two versions have in common when they say something about the same matter.
    pub key: String,
    /// What it is.
    pub name: Text,
    /// What the page says of it.
    pub says: Vec<Text>,
}

impl Matter {
    /// A matter that has its name to itself.
    pub fn named(name: Text, says: Vec<Text>) -> Self {
        Self {
            key: name.text.clone(),
            name,
            says,
        }
    }
}

//! The texts of all templates by name, ours and a workspace's own, and what people call the files.
//!
//! It must never know what is written in them.

use std::collections::{BTreeMap, BTreeSet};

/// Our templates, file by file replaced by those of a workspace. Names are paths below `templates/`.
#[derive(Debug, Clone)]
pub(super) struct Texts {
    by_name: BTreeMap<String, String>,
    own: BTreeSet<String>,
    added: BTreeSet<String>,
    folder: String,
}

impl Texts {
    pub(super) fn new(ours: BTreeMap<String, String>, own: BTreeMap<String, String>) -> Self {
        let names = own.keys().cloned().collect();
        let added = own.keys().filter(|name| !ours.contains_key(*name));
        let added = added.cloned().collect();
        let mut by_name = ours;
        by_name.extend(own);
        Self {
            by_name,
            own: names,
            added,
            folder: String::new(),
        }
    }

    /// Lets the workspace's own lie in a folder.
    pub(super) fn lie_in(&mut self, folder: &str) {
        self.folder = format!("{}/", folder.trim_end_matches('/'));
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.by_name.get(name).map(String::as_str)
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.by_name.keys().map(String::as_str)
    }

    /// Names that we have a text for.
    pub(super) fn ours(&self) -> impl Iterator<Item = &str> + Clone {
        self.names().filter(|name| !self.added.contains(*name))
    }

    pub(super) fn ending(&self, suffix: &str) -> impl Iterator<Item = (&str, &str)> {
        let all = self.by_name.iter();
        all.filter(move |(name, _)| name.ends_with(suffix))
            .map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// Whether a workspace has brought the template.
    pub(super) fn is_own(&self, name: &str) -> bool {
        self.own.contains(name)
    }

    /// Names of the workspace's own that take the place of none of ours and that none of its templates names.
    pub(super) fn unused(&self) -> impl Iterator<Item = &str> {
        let named = |name: &str| {
            let quoted = [format!("\"{name}\""), format!("'{name}'")];
            let mut texts = self.own.iter().filter_map(|own| self.get(own));
            texts.any(|text| quoted.iter().any(|quoted| text.contains(quoted)))
        };
        let added = self.added.iter().map(String::as_str);
        added.filter(move |name| !named(name))
    }

    /// The file as people know it.
    pub(super) fn path(&self, name: &str) -> String {
        if self.is_own(name) {
            format!("{}{name}", self.folder)
        } else {
            format!("csp-support's own {name}")
        }
    }
}

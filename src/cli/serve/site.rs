//! The site that browsers see at the moment: the last good one, and what is wrong with the documents since.

use crate::cli::output::tell;
use crate::error::Result;
use crate::site::write::Sink;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Takes the files of a site into memory.
#[derive(Debug, Default)]
pub(super) struct Shelf(Mutex<Files>);

/// Contents by path below the site.
pub(super) type Files = BTreeMap<String, Vec<u8>>;

impl Sink for Shelf {
    fn take(&self, path: &str, content: &[u8]) -> Result<()> {
        held(&self.0).insert(path.to_owned(), content.to_vec());
        Ok(())
    }
}

impl Shelf {
    /// What was taken.
    pub(super) fn files(self) -> Files {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A site as it was made from the documents of a moment.
#[derive(Debug)]
pub(super) struct Built {
    pub(super) files: Files,
    /// Errors in documents, one on a line; empty where there are none.
    pub(super) errors: String,
    /// Whether documents are left out because they cannot be read.
    pub(super) is_partial: bool,
}

/// A site as browsers see it.
#[derive(Debug, Default, Clone)]
pub(super) struct Site {
    files: Arc<Files>,
    /// What every page begins with: why it is not what the documents say.
    pub(super) trouble: String,
    /// Another one for all other contents.
    pub(super) version: String,
}

/// The site of the moment, for many threads.
#[derive(Debug, Default)]
pub(super) struct Shown(Mutex<Site>);

impl Site {
    /// A file of the site.
    pub(super) fn file(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    fn new(files: Arc<Files>, trouble: String) -> Self {
        let mut hash = blake3::Hasher::new();
        for (path, content) in files.iter() {
            hash.update(path.as_bytes());
            hash.update(blake3::hash(content).as_bytes());
        }
        hash.update(trouble.as_bytes());
        let version = hash.finalize().to_hex().to_string();
        Self {
            files,
            trouble,
            version,
        }
    }
}

impl Shown {
    /// The site of the moment.
    pub(super) fn now(&self) -> Site {
        held(&self.0).clone()
    }

    /// Shows a new site. One that lacks documents does not take the place of an older one.
    pub(super) fn show(&self, built: Built) {
        if !built.errors.is_empty() {
            tell(built.errors.trim_end());
        }
        let has_older = !held(&self.0).files.is_empty();
        if built.is_partial && has_older {
            return self.keep(&built.errors);
        }
        let trouble = if built.is_partial {
            format!("Documents with errors are left out:\n{}", built.errors)
        } else {
            String::new()
        };
        tell(&format!("{} files are shown", built.files.len()));
        *held(&self.0) = Site::new(Arc::new(built.files), trouble);
    }

    /// Keeps the site as it is, and says why.
    pub(super) fn keep(&self, why: &str) {
        tell("csp-support: the pages stay as they were, because of errors");
        let why = format!("The pages are as they were before these errors:\n{why}");
        let mut site = held(&self.0);
        *site = Site::new(Arc::clone(&site.files), why);
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

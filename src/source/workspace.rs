//! One workspace: its configuration file and its documents' files, read on all cores.
//!
//! It reads each file once and must never know what the configuration says.

use crate::error::{Error, Result};
use crate::source::decode::{decode, read_sized};
use crate::source::{MAX_BYTES, PassedOver, Skipped, Source};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

/// The most files that a core takes at a time, so that at the end no core waits for another.
const MOST: usize = 16;

/// Bytes of memory for so many files, with room to spare.
const ROOM: usize = 1 << 20;

/// What became of a file: its text, or why it was not read.
pub type Content = std::result::Result<Arc<Source>, Skipped>;

/// The files that are judged together.
#[derive(Debug)]
pub struct Root {
    /// The folder, as the system knows it; paths in the configuration are relative to it.
    pub dir: PathBuf,
    /// The text of `csp-support.yaml`; none where PATHs themselves are the workspace.
    pub config: Option<Arc<Source>>,
    /// The files of documents, sorted by path.
    pub files: Vec<File>,
    /// What is in the folder and not looked at, sorted by path.
    pub passed: Vec<LeftOut>,
    pub(crate) unreported: BTreeSet<String>,
}

/// Something in the folder of a workspace that is not looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Its name for people; that of a folder, which is left out with all it holds, ends with `/`.
    pub name: String,
    /// Why it is not looked at.
    pub why: PassedOver,
}

/// One file of a workspace.
#[derive(Debug)]
pub struct File {
    /// Where it is, as the system knows it.
    pub path: PathBuf,
    /// Its name for people; what [`Source::path`] will say.
    pub name: String,
    /// Its path below the workspace's folder with `/` between the parts, which `exclude` judges.
    pub inner: String,
    /// What is known of its content without reading it: standard input, or why it cannot be read.
    pub(crate) known: Option<Content>,
}

impl Root {
    /// The same files under other names for people.
    #[must_use]
    pub fn named(mut self, name: impl Fn(&str) -> String) -> Self {
        let renamed = |source: Arc<Source>| Source::new(name(&source.path), source.text.as_str());
        self.config = self.config.map(renamed);
        for file in &mut self.files {
            file.name = name(&file.name);
        }
        self.unreported = self.unreported.iter().map(|path| name(path)).collect();
        self
    }

    /// A workspace of files whose content is known, by their path in it: nothing of it is on a disk.
    /// `asked` tells of which files findings are reported.
    pub fn of_texts(
        config: Option<Arc<Source>>,
        texts: impl IntoIterator<Item = (String, Vec<u8>)>,
        asked: impl Fn(&str) -> bool,
    ) -> Self {
        let file = |(path, bytes): (String, Vec<u8>)| File {
            path: PathBuf::from(&path),
            name: path.clone(),
            inner: path.clone(),
            known: Some(decode(path, bytes)),
        };
        let mut files: Vec<File> = texts.into_iter().map(file).collect();
        files.sort_by(|one, other| one.path.cmp(&other.path));
        let names = files.iter().map(|file| &file.name);
        let unreported = names.filter(|name| !asked(name)).cloned().collect();
        Self {
            dir: PathBuf::new(),
            config,
            files,
            passed: Vec::new(),
            unreported,
        }
    }

    /// Whether there is no folder in which more could be found.
    pub fn is_in_memory(&self) -> bool {
        self.dir.as_os_str().is_empty()
    }

    /// Whether findings in a file are asked for; `name` is a [`Source::path`].
    pub fn reports(&self, name: &str) -> bool {
        !self.unreported.contains(name)
    }

    /// The name for people of a file with that path below the workspace's folder.
    pub fn name_of(&self, inner: &str) -> Option<&str> {
        let mut files = self.files.iter();
        files
            .find(|file| file.inner == inner)
            .map(|file| file.name.as_str())
    }

    /// The name for people of what has that path below the workspace's folder and may be no document.
    pub fn name_beside(&self, inner: &str) -> String {
        let config = self.config.as_ref().map_or("", |source| &source.path);
        config.rsplit_once('/').map_or_else(
            || inner.to_owned(),
            |(folder, _)| format!("{folder}/{inner}"),
        )
    }

    /// The path below the workspace's folder of the file with that name.
    pub fn inner_of(&self, name: &str) -> Option<&str> {
        let mut files = self.files.iter();
        files
            .find(|file| file.name == name)
            .map(|file| file.inner.as_str())
    }

    /// Reads the files that are not excluded and does something with each on all cores; the results
    /// stand in the order of the files.
    pub fn read_with<T: Send>(
        &self,
        is_excluded: impl Fn(&str) -> bool + Sync,
        then: impl Fn(Content) -> T + Sync,
    ) -> Vec<T> {
        self.files
            .par_iter()
            .with_max_len(MOST)
            .filter(|file| !is_excluded(&file.inner))
            .map_init(make_room, |(), file| then(file.read()))
            .collect()
    }

    /// Reads the files that are not excluded.
    pub fn read(
        &self,
        is_excluded: impl Fn(&str) -> bool + Sync,
    ) -> (Vec<Arc<Source>>, Vec<Skipped>) {
        let (mut sources, mut skipped) = (Vec::new(), Vec::new());
        for content in self.read_with(is_excluded, |content| content) {
            match content {
                Ok(source) => sources.push(source),
                Err(problem) => skipped.push(problem),
            }
        }
        (sources, skipped)
    }
}

/// Has the system give room for the next few files in one step: the C library of most Linux systems keeps what is
/// given back to it, but else lets the heap of a thread grow page by page, and asks the system each time.
fn make_room() {
    drop(std::hint::black_box(Vec::<u8>::with_capacity(ROOM)));
}

impl File {
    /// The bytes of the file as they are, or the text that stands for it.
    pub fn bytes(&self) -> Result<Vec<u8>> {
        let failed = |source| Error::Read {
            path: self.path.clone(),
            source,
        };
        match &self.known {
            Some(Ok(source)) => Ok(source.bytes().concat()),
            Some(Err(skipped)) => Err(Error::Usage(format!(
                "`{}`: {}",
                self.name, skipped.message
            ))),
            None => std::fs::read(&self.path).map_err(failed),
        }
    }

    /// Reads the file, unless its content is known.
    pub fn read(&self) -> Content {
        if let Some(known) = &self.known {
            return known.clone();
        }
        let fail = |error| Skipped::io(self.name.as_str(), &error);
        let file = std::fs::File::open(&self.path).map_err(fail)?;
        let data = file.metadata().map_err(fail)?;
        if !data.is_file() {
            let message = "this is not a regular file";
            return Err(Skipped::refused(self.name.as_str(), message));
        }
        let expected = usize::try_from(data.len()).unwrap_or(usize::MAX);
        if expected > MAX_BYTES {
            return Err(Skipped::too_large(self.name.as_str()));
        }
        read_sized(self.name.clone(), file, expected)
    }
}

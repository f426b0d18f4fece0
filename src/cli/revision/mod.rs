//! A workspace as it was at a revision of a git repository, laid out in a private folder.
//!
//! What lies in the work tree is never touched, nothing is fetched, and nothing that the repository holds is
//! run. It must never know what the documents say.

mod blobs;
mod git;
mod tree;

use crate::cli::private::Private;
use crate::error::{Error, Result};
use crate::report::plain;
use std::path::{Path, PathBuf};
use tree::File;
pub(in crate::cli) use tree::Wanted;

/// Bytes that are laid out at most.
const MOST_BYTES: u64 = 1 << 30;

/// Files that are laid out at most.
const MOST_FILES: usize = 200_000;

/// The files of a revision that were wanted, gone from the disk when the work is done.
#[derive(Debug)]
pub(in crate::cli) struct Revision {
    folder: Private,
    name: String,
    place: PathBuf,
}

impl Revision {
    /// Reads a revision as git names it (`v1.2`, `HEAD~3`), seen from the current folder, or one of its
    /// folders, seen from its top (`v1.2:support`).
    pub(in crate::cli) fn read(name: &str, wanted: Wanted) -> Result<Self> {
        let below = git::below(name)?;
        let tree = git::object(name)?;
        let place = if is_folder(name) {
            String::new()
        } else {
            below
        };
        let files = tree::files(&tree, name, wanted)?;
        if !files.iter().any(|file| file.path.starts_with(&place)) {
            let below = place.trim_end_matches('/');
            let below = match below {
                "" => String::new(),
                below => format!(" below `{below}`"),
            };
            let name = plain::line(name);
            return Err(Error::Usage(format!(
                "`{name}` holds no YAML files{below}; name a revision that does, or one of its folders as `{name}:FOLDER`"
            )));
        }
        insist_on_size(&files, name)?;
        let folder = Private::new()?;
        blobs::lay_out(&files, |path, content| folder.write(path, content))?;
        Ok(Self {
            place: folder.path(&place),
            folder,
            name: name.to_owned(),
        })
    }

    /// The top of what was laid out.
    pub(in crate::cli) fn top(&self) -> PathBuf {
        self.folder.path("")
    }

    /// The folder that stands for the current one.
    pub(in crate::cli) fn place(&self) -> &Path {
        &self.place
    }

    /// What people know a file as: revision and path, as git writes them.
    pub(in crate::cli) fn named(&self, path: &str) -> String {
        if is_folder(&self.name) {
            return format!("{}/{path}", self.name.trim_end_matches('/'));
        }
        format!("{}:{path}", self.name)
    }
}

/// Whether a name is that of a folder of a revision.
fn is_folder(name: &str) -> bool {
    name.contains(':')
}

fn insist_on_size(files: &[File], name: &str) -> Result<()> {
    let bytes: u64 = files.iter().map(|file| file.size).sum();
    if files.len() <= MOST_FILES && bytes <= MOST_BYTES {
        return Ok(());
    }
    let name = plain::line(name);
    Err(Error::Usage(format!(
        "`{name}` holds more YAML than can be compared ({} files, {bytes} bytes); name the folder of the workspace as `REVISION:FOLDER`",
        files.len()
    )))
}

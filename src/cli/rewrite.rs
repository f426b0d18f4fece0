//! Files of a workspace that are written again with another text.
//!
//! A file that changed since it was read is left alone; what a text should say is decided elsewhere.

use crate::cli::prepare::{Prepared, Workplace};
use crate::error::{Error, Result};
use crate::source::{Root, Source, decode};
use std::path::{Path, PathBuf};

/// The one workspace around or below a path, to be written to.
pub(super) fn single<'a>(prepared: &'a mut Prepared, path: &Path) -> Result<&'a mut Workplace> {
    let [workplace] = prepared.workplaces.as_mut_slice() else {
        return Err(Error::Usage(format!(
            "several workspaces lie below `{}`; name the folder of one",
            path.display()
        )));
    };
    Ok(workplace)
}

/// A file and its new text.
#[derive(Debug)]
pub(super) struct Rewriting {
    pub(super) path: PathBuf,
    pub(super) text: String,
}

/// A file of the workspace by what was read of it, with its new text; its byte order mark stays.
pub(super) fn rewriting(root: &Root, source: &Source, text: &str) -> Result<Rewriting> {
    let name = &source.path;
    let file = root.files.iter().find(|file| file.name == *name);
    let file = file.ok_or_else(|| {
        Error::Usage(format!(
            "`{name}` is no file that could be changed; nothing was written"
        ))
    })?;
    let bytes = std::fs::read(&file.path).map_err(|source| Error::Read {
        path: file.path.clone(),
        source,
    })?;
    let mark = bytes.starts_with("\u{feff}".as_bytes());
    let now = decode(name.as_str(), bytes).ok();
    if now.is_none_or(|now| now.text != source.text) {
        return Err(Error::Usage(format!(
            "`{name}` changed while it was being looked at; nothing was written"
        )));
    }
    Ok(Rewriting {
        path: file.path.clone(),
        text: if mark {
            format!("\u{feff}{text}")
        } else {
            text.to_owned()
        },
    })
}

//! Writes what exports say into a workspace: values of documents that are there, new documents beside them.
//!
//! All new texts are made before the first is written. What they say is decided in `import`.

use crate::cli::args::Import;
use crate::cli::output::{tell, write_file};
use crate::cli::prepare::Workplace;
use crate::cli::rewrite::{Rewriting, rewriting};
use crate::error::{Error, Result};
use crate::import::{Changes, changes, new_documents};
use crate::model::Schemas;
use crate::model::export::Drafts;
use std::path::{Path, PathBuf};

/// The folder for new documents, below that of the workspace.
const FOLDER: &str = "imported";

/// A text and where it goes.
struct Writing {
    path: PathBuf,
    text: String,
    told: String,
}

pub(super) fn write(place: Option<&Workplace>, drafts: &Drafts<'_>, asked: &Import) -> Result<()> {
    let dir = place.map_or(asked.into.as_path(), |place| &place.root.dir);
    let changes = changes(drafts, Schemas::embedded()?);
    let mut writings = new_files(dir, drafts)?;
    writings.extend(changed_files(place, &changes)?);
    for left in &changes.left {
        tell(&format!(
            "`{}` in {} was not changed: {}; change it by hand",
            left.field, left.document, left.why
        ));
    }
    for writing in writings {
        if let Some(folder) = writing.path.parent() {
            std::fs::create_dir_all(folder).map_err(|source| Error::Write {
                path: folder.to_owned(),
                source,
            })?;
        }
        write_file(&writing.path, writing.text.as_bytes())?;
        tell(&writing.told);
    }
    Ok(())
}

fn new_files(dir: &Path, drafts: &Drafts<'_>) -> Result<Vec<Writing>> {
    let mut writings = Vec::new();
    for (name, text) in new_documents(drafts)? {
        let path = dir.join(FOLDER).join(&name);
        if path.exists() {
            return Err(Error::Usage(format!(
                "`{}` exists already; nothing was written",
                path.display()
            )));
        }
        writings.push(Writing {
            told: format!("wrote {FOLDER}/{name}"),
            path,
            text,
        });
    }
    Ok(writings)
}

fn changed_files(place: Option<&Workplace>, changes: &Changes) -> Result<Vec<Writing>> {
    let mut writings = Vec::new();
    let Some(place) = place else {
        return Ok(writings);
    };
    for changed in &changes.files {
        let name = &changed.source.path;
        let Rewriting { path, text } = rewriting(&place.root, &changed.source, &changed.text)?;
        let values = if changed.values == 1 {
            "value"
        } else {
            "values"
        };
        writings.push(Writing {
            path,
            text,
            told: format!("changed {} {values} in {name}", changed.values),
        });
    }
    Ok(writings)
}

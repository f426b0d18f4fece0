//! The two sides of a comparison: folders, or revisions of the repository around the current folder.

use crate::cli::args::Judging;
use crate::cli::prepare::{Prepared, Workplace, load, prepare};
use crate::cli::revision::{Revision, Wanted};
use crate::diff::Version;
use crate::error::{Error, Result};
use crate::source::discover::{Request, discover};
use jiff::civil::Date;
use std::path::Path;

/// One side: a workspace and its day.
pub(super) struct Side<'p> {
    pub(super) workplace: &'p Workplace,
    pub(super) as_of: Date,
}

impl<'p> Side<'p> {
    pub(super) fn version(&self) -> Version<'p> {
        Version {
            workspace: &self.workplace.loaded.workspace,
            as_of: self.as_of,
        }
    }
}

/// What was read, and the files of the revision, which stay as long as somebody may look at them.
pub(super) struct Read {
    pub(super) prepared: Prepared,
    _revision: Option<Revision>,
}

/// Reads a folder or file; where there is none of that name, what is wanted of a revision.
pub(super) fn read(name: &Path, as_of: Option<Date>, wanted: Wanted) -> Result<Read> {
    let revision = name.to_str().filter(|_| !name.exists());
    let Some(revision) = revision else {
        return Ok(Read {
            prepared: prepare(&Judging::reading(&[name.to_owned()], as_of))?,
            _revision: None,
        });
    };
    let revision = Revision::read(revision, wanted)?;
    let judging = Judging::reading(&[revision.place().to_owned()], as_of);
    Ok(Read {
        prepared: at(&judging, &revision)?,
        _revision: Some(revision),
    })
}

/// Finds, reads and loads what a revision holds; files are called as git calls them.
fn at(judging: &Judging, revision: &Revision) -> Result<Prepared> {
    let top = revision.top();
    let own = std::fs::canonicalize(&top).unwrap_or_else(|_| top.clone());
    let request = Request {
        paths: judging.paths.clone(),
        stdin_path: None,
        base: top,
    };
    let mut discovery = discover(&request, std::io::empty())?;
    if let Some(root) = discovery
        .roots
        .iter()
        .find(|root| !root.dir.starts_with(&own))
    {
        return Err(Error::Usage(format!(
            "`{}` holds settings for everything below, revisions too; move them away",
            root.dir.display()
        )));
    }
    let roots = discovery.roots.into_iter();
    discovery.roots = roots
        .map(|root| root.named(|path| revision.named(path)))
        .collect();
    load(judging, discovery)
}

/// The one workspace of a side.
pub(super) fn only<'p>(prepared: &'p Prepared, name: &Path) -> Result<&'p Workplace> {
    match prepared.workplaces.as_slice() {
        [workplace] => Ok(workplace),
        _ => Err(Error::Usage(format!(
            "there are several workspaces below `{}`; name one folder",
            name.display()
        ))),
    }
}

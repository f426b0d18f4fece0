//! Which requests are meant: a file that joins a workspace, standard input, or an id.

use crate::cli::args::{Judging, Request};
use crate::cli::hours::unknown;
use crate::cli::prepare::{Prepared, Workplace, prepare, prepare_with};
use crate::error::{Error, Result};
use crate::finding::Finding;
use crate::model::Entry;
use crate::source::discover::CONFIG;
use std::fs;
use std::path::{Path, PathBuf};

/// The name under which standard input joins a workspace.
const STDIN: &str = "standard-input.yaml";

/// What was asked for, loaded with the workspace around it.
pub(super) struct Asked {
    pub(super) judging: Judging,
    prepared: Prepared,
    place: usize,
    which: Which,
}

/// How the requests are known.
enum Which {
    /// By the file they stand in: its name in the workspace, and what it is called by who named it.
    File(String, String),
    /// By id.
    Id(String),
}

/// Loads the workspace with the requests in it.
pub(super) fn asked(asked: &Request) -> Result<Asked> {
    let folder = folder(&asked.paths);
    if asked.file == Path::new("-") {
        let at = free(&folder, STDIN);
        return joined(asked, &at, std::io::stdin());
    }
    if asked.file.is_dir() {
        return Err(Error::Usage(format!(
            "`{}` is a folder; name a file with requests, or the id of one",
            asked.file.display()
        )));
    }
    if !asked.file.is_file() {
        return by_id(asked);
    }
    let file = fs::canonicalize(&asked.file).map_err(|source| unread(&asked.file, source))?;
    let marked = |dir: &Path| dir.join(CONFIG).is_file();
    if asked.paths.is_empty() && file.ancestors().any(marked) {
        return in_place(asked, std::slice::from_ref(&asked.file));
    }
    if fs::canonicalize(&folder).is_ok_and(|folder| file.starts_with(folder)) {
        let mut paths = workspace(asked);
        paths.push(asked.file.clone());
        return in_place(asked, &paths);
    }
    let name = asked.file.file_name().unwrap_or_default().to_string_lossy();
    let at = free(&folder, &name);
    let text = fs::File::open(&file).map_err(|source| unread(&asked.file, source))?;
    joined(asked, &at, text)
}

fn unread(path: &Path, source: std::io::Error) -> Error {
    Error::Read {
        path: path.to_owned(),
        source,
    }
}

/// The paths of the workspace.
fn workspace(asked: &Request) -> Vec<PathBuf> {
    if asked.paths.is_empty() {
        vec![PathBuf::from(".")]
    } else {
        asked.paths.clone()
    }
}

/// The folder that a file from elsewhere joins.
fn folder(paths: &[PathBuf]) -> PathBuf {
    let first = paths.first().map_or(Path::new("."), PathBuf::as_path);
    match first.parent() {
        Some(parent) if first.is_file() => parent.to_owned(),
        _ => first.to_owned(),
    }
}

/// A name that no file of the folder has.
fn free(folder: &Path, name: &str) -> PathBuf {
    let mut at = folder.join(name);
    let mut number = 1;
    while at.exists() {
        number += 1;
        at = folder.join(format!("{number}-{name}"));
    }
    at
}

/// A file that stands in its workspace already.
fn in_place(asked: &Request, paths: &[PathBuf]) -> Result<Asked> {
    let judging = Judging::reading(paths, asked.as_of);
    let prepared = prepare(&judging)?;
    by_file(prepared, judging, &asked.file, &asked.file)
}

/// A text from elsewhere, as if it stood at a place in the workspace.
fn joined(asked: &Request, at: &Path, text: impl std::io::Read + Send) -> Result<Asked> {
    let mut paths = workspace(asked);
    paths.push(PathBuf::from("-"));
    let judging = Judging {
        stdin_path: Some(at.to_owned()),
        ..Judging::reading(&paths, asked.as_of)
    };
    let prepared = prepare_with(&judging, text)?;
    by_file(prepared, judging, at, &asked.file)
}

fn by_file(prepared: Prepared, judging: Judging, file: &Path, typed: &Path) -> Result<Asked> {
    let full = |path: &Path| {
        let folder = path
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty());
        let folder = fs::canonicalize(folder.unwrap_or(Path::new("."))).ok()?;
        Some(folder.join(path.file_name()?))
    };
    let wanted = fs::canonicalize(file).ok().or_else(|| full(file));
    let is_it = |path: &Path| {
        let own = fs::canonicalize(path).ok().or_else(|| full(path));
        own.is_some() && own == wanted
    };
    let places = prepared.workplaces.iter().enumerate();
    let found = places
        .flat_map(|(place, workplace)| {
            let names = workplace.names();
            names.map(move |name| (place, name.to_owned()))
        })
        .find(|(_, name)| is_it(Path::new(name)));
    let Some((place, name)) = found else {
        return Err(Error::Usage(format!(
            "`{}` was not read with the workspace; is its name one of YAML, and not excluded?",
            file.display()
        )));
    };
    let called = match typed.to_string_lossy() {
        dash if dash == "-" => "standard input".to_owned(),
        typed => typed.into_owned(),
    };
    let asked = Asked {
        judging,
        prepared,
        place,
        which: Which::File(name, called),
    };
    asked.insist_on_requests()
}

fn by_id(asked: &Request) -> Result<Asked> {
    let id = asked.file.to_string_lossy().into_owned();
    let judging = Judging::reading(&workspace(asked), asked.as_of);
    let prepared = prepare(&judging)?;
    let place = place_of(&prepared, &id)?;
    Ok(Asked {
        judging,
        prepared,
        place,
        which: Which::Id(id),
    })
}

/// The workspace with a request of that id.
fn place_of(prepared: &Prepared, id: &str) -> Result<usize> {
    let mut known = Vec::new();
    for (at, place) in prepared.workplaces.iter().enumerate() {
        for entry in place.loaded.workspace.of_kind("ServiceRequest") {
            if entry.id == id {
                return Ok(at);
            }
            known.push(entry.id.as_str());
        }
    }
    Err(unknown("file and no request", id, &known))
}

impl Asked {
    /// The workspace with the requests in it.
    pub(super) fn workplace(&self) -> &Workplace {
        &self.prepared.workplaces[self.place]
    }

    /// The requests, in the order of the file.
    pub(super) fn requests(&self) -> Vec<&Entry> {
        let all = self.workplace().loaded.workspace.of_kind("ServiceRequest");
        all.filter(|entry| match &self.which {
            Which::File(name, _) => entry.document.source.path == *name,
            Which::Id(id) => entry.id == *id,
        })
        .collect()
    }

    /// What messages call a file: the one that was named, as it was named.
    pub(super) fn called<'n>(&'n self, path: &'n str) -> &'n str {
        match &self.which {
            Which::File(name, called) if name == path => called,
            Which::File(..) | Which::Id(_) => path,
        }
    }

    /// Whether something is wrong with the file itself, or with a document in it that is none of ours.
    pub(super) fn is_about_the_file(&self, finding: &Finding) -> bool {
        let Which::File(name, _) = &self.which else {
            return false;
        };
        let unreadable = finding.subject.kind.is_empty() || finding.subject.id.is_empty();
        finding.place.source.path == *name && unreadable
    }

    /// A file that can be read and holds no request was named by mistake.
    fn insist_on_requests(self) -> Result<Self> {
        let Which::File(name, _) = &self.which else {
            return Ok(self);
        };
        let workplace = self.workplace();
        let findings = workplace.loaded.findings.iter();
        let unread = workplace.unread();
        let mut wrong = findings.chain(&unread);
        let broken = wrong.any(|finding| finding.place.source.path == *name);
        if self.requests().is_empty() && !broken {
            return Err(Error::Usage(format!(
                "`{}` holds no request; one begins with `kind: ServiceRequest`",
                self.called(name)
            )));
        }
        Ok(self)
    }
}

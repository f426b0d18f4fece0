//! `init`: a first workspace, commented, with the places to fill in marked, and the pipeline that checks it.

use crate::cli::CLEAN;
use crate::cli::args::{Ci, Init};
use crate::cli::output::print;
use crate::error::{Error, Result};
use std::fmt::Write as _;
use std::fs::{File, canonicalize, create_dir_all};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// The files, in the order in which people read them.
const FILES: [(&str, &str); 3] = [
    (
        "csp-support.yaml",
        include_str!("../../templates/init/csp-support.yaml"),
    ),
    (
        "partner.yaml",
        include_str!("../../templates/init/partner.yaml"),
    ),
    (
        "offering.yaml",
        include_str!("../../templates/init/offering.yaml"),
    ),
];

pub(super) fn run(init: &Init) -> Result<u8> {
    create_dir_all(&init.dir).map_err(|source| Error::Write {
        path: init.dir.clone(),
        source,
    })?;
    let mut words = String::new();
    let files = FILES
        .iter()
        .map(|(name, text)| (init.dir.join(name), *text));
    let pipeline = init.ci.map(|ci| pipeline(ci, &init.dir)).transpose()?;
    for (path, text) in files.chain(pipeline) {
        let told = if write_new(&path, text)? {
            "wrote"
        } else {
            "left alone, it exists:"
        };
        let _ = writeln!(words, "{told} {}", path.display());
    }
    let _ = writeln!(
        words,
        "next: fill in what is marked `fill in`, then run `csp-support check {}`",
        init.dir.display()
    );
    print(&words)?;
    Ok(CLEAN)
}

/// The pipeline and its place: where the repository begins, else in the folder itself.
fn pipeline(ci: Ci, dir: &Path) -> Result<(PathBuf, &'static str)> {
    let (name, text) = match ci {
        Ci::Github => (
            ".github/workflows/csp-support.yml",
            include_str!("../../templates/ci/github.yml"),
        ),
        Ci::Gitlab => (
            ".gitlab-ci.yml",
            include_str!("../../templates/ci/gitlab.yml"),
        ),
        Ci::Azure => (
            "azure-pipelines.yml",
            include_str!("../../templates/ci/azure.yml"),
        ),
    };
    let real = canonicalize(dir).map_err(|source| Error::Read {
        path: dir.to_owned(),
        source,
    })?;
    let repository = real.ancestors().find(|at| at.join(".git").exists());
    let path = repository.map_or_else(|| dir.join(name), |top| top.join(name));
    let folder = path.parent().unwrap_or(dir);
    create_dir_all(folder).map_err(|source| Error::Write {
        path: folder.to_owned(),
        source,
    })?;
    Ok((path, text))
}

/// Writes a file that does not exist yet; tells whether it did.
fn write_new(path: &Path, text: &str) -> Result<bool> {
    let failed = |source| Error::Write {
        path: path.to_owned(),
        source,
    };
    match File::create_new(path) {
        Ok(mut file) => file
            .write_all(text.as_bytes())
            .map(|()| true)
            .map_err(failed),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(failed(error)),
    }
}

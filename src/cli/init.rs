//! `init`: a first workspace, commented, with the places to fill in marked.

use crate::cli::CLEAN;
use crate::cli::args::Init;
use crate::cli::output::print;
use crate::error::{Error, Result};
use std::fmt::Write as _;
use std::fs::{File, create_dir_all};
use std::io::{ErrorKind, Write as _};
use std::path::Path;

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
    for (name, text) in FILES {
        let path = init.dir.join(name);
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

//! A folder that nobody else looks into, gone when the work is done.

use crate::error::{Error, Result};
use std::fs::{self, DirBuilder};
use std::io::{self, ErrorKind};
use std::path::PathBuf;

/// Names that are tried before giving up.
const TRIES: u32 = 100;

/// The folder.
#[derive(Debug)]
pub(super) struct Private(PathBuf);

impl Private {
    pub(super) fn new() -> Result<Self> {
        let around = std::env::temp_dir();
        let mut tries = 0;
        loop {
            let name = format!("csp-support-{}-{tries}", std::process::id());
            let path = std::path::absolute(around.join(name)).unwrap_or_else(|_| around.clone());
            match make(&path) {
                Ok(()) => return Ok(Self(path)),
                Err(error) if error.kind() == ErrorKind::AlreadyExists && tries < TRIES => {
                    tries += 1;
                }
                Err(source) => return Err(Error::Write { path, source }),
            }
        }
    }

    /// A path below it.
    pub(super) fn path(&self, inner: &str) -> PathBuf {
        self.0.join(inner)
    }

    /// Writes a file below it, and the folders around it.
    pub(super) fn write(&self, inner: &str, content: &[u8]) -> Result<()> {
        let path = self.path(inner);
        let folder = path.parent().unwrap_or(&self.0);
        let written = fs::create_dir_all(folder).and_then(|()| fs::write(&path, content));
        written.map_err(|source| Error::Write { path, source })
    }

    /// Reads a file below it.
    pub(super) fn read(&self, inner: &str) -> Result<Vec<u8>> {
        let path = self.path(inner);
        fs::read(&path).map_err(|source| Error::Read { path, source })
    }
}

impl Drop for Private {
    fn drop(&mut self) {
        // What a browser still holds on to is the system's to clear away.
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[cfg(unix)]
fn make(path: &std::path::Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    DirBuilder::new().mode(0o700).create(path)
}

#[cfg(not(unix))]
fn make(path: &std::path::Path) -> io::Result<()> {
    DirBuilder::new().create(path)
}

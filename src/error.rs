//! What can go wrong with the tool itself: files it cannot read or write, a broken set-up, wrong usage.
//!
//! Mistakes in a user's documents are not errors but findings; this module must never know them.

use std::io;
use std::path::PathBuf;

/// The tool could not do its work. `main` prints the chain and exits with 2.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder cannot be read.
    #[error("cannot read `{path}`: {source}", path = path.display())]
    Read {
        /// What was to be read.
        path: PathBuf,
        /// What the system answered.
        source: io::Error,
    },
    /// A file or folder cannot be written.
    #[error("cannot write `{path}`: {source}", path = path.display())]
    Write {
        /// What was to be written.
        path: PathBuf,
        /// What the system answered.
        source: io::Error,
    },
    /// The command, its arguments or the configuration do not make sense; the sentence says what to do.
    #[error("{0}")]
    Usage(String),
    /// Something that ships inside the program (a schema, template or catalogue) is broken.
    #[error("a part of csp-support itself is broken: {0}; please report this")]
    Internal(String),
}

/// The result of everything that can fail for the tool's own reasons.
pub type Result<T, E = Error> = std::result::Result<T, E>;

//! What can go wrong with the tool itself: files it cannot read or write, a broken set-up, wrong usage.
//!
//! Mistakes in a user's documents are not errors but findings; this module must never know them.

pub mod system;

use std::fmt;
use std::io;
use std::ops::Range;
use std::path::PathBuf;

/// The tool could not do its work. `main` prints the chain and exits with 2.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder cannot be read.
    #[error("cannot read `{path}`: {why}", path = path.display(), why = system::reading(source))]
    Read {
        /// What was to be read.
        path: PathBuf,
        /// What the system answered.
        source: io::Error,
    },
    /// A file or folder cannot be written.
    #[error("cannot write `{path}`: {why}", path = path.display(), why = system::writing(source))]
    Write {
        /// What was to be written.
        path: PathBuf,
        /// What the system answered.
        source: io::Error,
    },
    /// The command, its arguments or the configuration do not make sense; the sentence says what to do.
    #[error("{0}")]
    Usage(String),
    /// A template cannot be used.
    #[error("{0}")]
    Template(Box<Flaw>),
    /// Something that ships inside the program (a schema, template or catalogue) is broken.
    #[error("a part of csp-support itself is broken: {0}; please report this")]
    Internal(String),
}

/// The result of everything that can fail for the tool's own reasons.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What is wrong with a template, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// The file as people know it.
    pub path: String,
    /// All of its text.
    pub text: String,
    /// The bytes of the text that are wrong.
    pub span: Range<usize>,
    /// What is wrong with them.
    pub message: String,
    /// What to do about it; may be empty.
    pub help: String,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let before = self.text.get(..self.span.start).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before
            .rsplit('\n')
            .next()
            .unwrap_or_default()
            .chars()
            .count()
            + 1;
        write!(f, "{}:{line}:{column}: {}", self.path, self.message)?;
        if self.help.is_empty() {
            return Ok(());
        }
        write!(f, "; {}", self.help)
    }
}

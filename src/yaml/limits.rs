//! How much one file may hold. Beyond it reading ends in a located finding, never in an abort.
//!
//! It knows numbers and their names, never what was read.

use crate::finding::{Finding, Place, Span, builtin};
use crate::source::{MAX_BYTES, Source};
use std::sync::Arc;

/// Deepest nesting of collections, counted with aliases expanded.
pub const MAX_DEPTH: usize = 64;
/// Most nodes in one file, counted with aliases and merge keys expanded.
pub const MAX_NODES: usize = 250_000;
/// Longest scalar in bytes.
pub const MAX_SCALAR: usize = 1 << 20;
/// Most bytes of text that the aliases of one file may repeat.
pub const MAX_REPEATED: usize = MAX_BYTES;

/// A limit that was passed.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Limit {
    Bytes(usize),
    Depth,
    Nodes,
    Expansion(usize),
    Repetition,
    Scalar(usize),
}

impl Limit {
    /// The finding about the place where the limit was passed.
    pub(crate) fn finding(self, source: &Arc<Source>, span: Span) -> Finding {
        let place = Place {
            source: Arc::clone(source),
            span,
        };
        Finding::builtin(builtin::YAML_LIMIT, place, self.message()).help(self.help())
    }

    fn message(self) -> String {
        match self {
            Self::Bytes(size) => {
                format!("the file has {size} bytes; at most {MAX_BYTES} (8 MiB) are allowed")
            }
            Self::Depth => format!("this is nested more than {MAX_DEPTH} levels deep"),
            Self::Nodes => format!("the file holds more than {MAX_NODES} values from here on"),
            Self::Expansion(total) => format!(
                "this alias brings the file to {total} values; at most {MAX_NODES} are allowed"
            ),
            Self::Repetition => format!(
                "aliases repeat more than {MAX_REPEATED} bytes (8 MiB) of text from here on"
            ),
            Self::Scalar(size) => {
                format!("this text has {size} bytes; at most {MAX_SCALAR} (1 MiB) are allowed")
            }
        }
    }

    const fn help(self) -> &'static str {
        match self {
            Self::Bytes(_) | Self::Nodes => "split the file into several",
            Self::Depth => "flatten the nesting; check for brackets that are never closed",
            Self::Expansion(_) | Self::Repetition => {
                "write the values out where they are needed, or split the file"
            }
            Self::Scalar(_) => "shorten the text",
        }
    }
}

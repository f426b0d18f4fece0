//! Reads CSV files and the mapping that says what their columns mean.
//!
//! It must never know what a column means.

use crate::cli::import::read::source;
use crate::error::{Error, Result};
use crate::finding::{Finding, builtin};
use crate::model::{Entry, load};
use crate::source::Source;
use crate::yaml::{NodeRef, Reading, read_csv};
use std::path::Path;
use std::sync::Arc;

/// The document of a mapping, and what is wrong with its shape.
pub(super) struct Mapping {
    pub(super) entry: Entry,
    pub(super) findings: Vec<Finding>,
}

/// Reads the mapping that an option names.
pub(super) fn mapping(file: Option<&Path>) -> Result<Mapping> {
    let file = file.ok_or_else(|| {
        Error::Usage(
            "`csv` needs `--mapping FILE`, which says what the columns mean; `csp-support schema CsvMapping` tells its fields"
                .to_owned(),
        )
    })?;
    let source = source(&file.to_string_lossy())?;
    let loaded = load(&[source])?;
    let entries = loaded.workspace.into_entries().into_iter();
    let mut mappings = entries.filter(|entry| entry.kind.name == "CsvMapping");
    match (mappings.next(), mappings.next()) {
        (Some(entry), None) => Ok(Mapping {
            entry,
            findings: loaded.findings,
        }),
        (found, _) => Err(Error::Usage(format!(
            "`{}` holds {} CsvMapping",
            file.display(),
            found.map_or("no", |_| "more than one")
        ))),
    }
}

/// Reads a table, its columns parted as the mapping says.
pub(super) fn table(source: &Arc<Source>, mapping: &Mapping) -> Reading {
    let spec = mapping.entry.spec();
    let separator = spec.and_then(|spec| spec.get("separator"));
    let separator = separator.map(NodeRef::text).map(|name| match name {
        "tab" => b'\t',
        name => name.bytes().next().unwrap_or(b','),
    });
    let mut reading = read_csv(source, separator);
    if !reading.documents.is_empty() {
        reading.findings.iter_mut().for_each(tell_left_out);
    }
    reading
}

/// Says what a row costs that cannot be read: itself, and no other.
fn tell_left_out(finding: &mut Finding) {
    if finding.rule == builtin::EXPORT_RECORD.id {
        finding.message.push_str("; the row was left out");
        finding.help.push_str("; all other rows were read");
    }
}

//! `pack diff`: what changed from one pack to another.

use crate::cli::CLEAN;
use crate::cli::args::{ListFormat, PackDiff};
use crate::cli::output::print_words;
use crate::cli::pack::json;
use crate::cli::packs::{embedded, read_pack};
use crate::error::{Error, Result};
use crate::judge::pack::Pack;
use crate::judge::pack::diff::{Change, Diff, PackChange, Stand, diff};
use crate::model::Schemas;
use crate::report::plain::Escape;
use std::fmt::Write;
use std::path::Path;

/// The word for the packs that ship with the program.
const EMBEDDED: &str = "embedded";

pub(super) fn run(asked: &PackDiff) -> Result<u8> {
    let (old, new) = (packs(&asked.old)?, packs(&asked.new)?);
    let diff = diff(&old, &new);
    match asked.format {
        ListFormat::Text => print_words(&words(&diff), Escape::Visible)?,
        ListFormat::Json => print_words(&json(&diff)?, Escape::Json)?,
    }
    Ok(CLEAN)
}

/// The packs that `embedded`, `embedded:ID` or a folder stands for.
fn packs(name: &str) -> Result<Vec<Pack>> {
    let schemas = Schemas::embedded()?;
    if name == EMBEDDED {
        return embedded(schemas);
    }
    let Some(id) = name
        .strip_prefix(EMBEDDED)
        .and_then(|rest| rest.strip_prefix(':'))
    else {
        return Ok(vec![read_pack(Path::new(name), schemas)?]);
    };
    let mut packs = embedded(schemas)?;
    let names: Vec<String> = packs.iter().map(|pack| format!("`{}`", pack.id)).collect();
    packs.retain(|pack| pack.id == id);
    if packs.is_empty() {
        let message = format!(
            "no pack `{id}` ships with csp-support; possible are {}",
            names.join(" and ")
        );
        return Err(Error::Usage(message));
    }
    Ok(packs)
}

fn words(diff: &Diff) -> String {
    let mut text: String = diff.packs.iter().map(pack).collect();
    for (title, changes) in diff.sections() {
        if !changes.is_empty() {
            let _ = writeln!(text, "\n{title}: {}", changes.len());
            for entry in changes {
                change(&mut text, entry);
            }
        }
    }
    if diff.is_empty() {
        let same = |change: &PackChange| match (&change.old, &change.new) {
            (Some(old), Some(new)) => old.hash == new.hash,
            _ => false,
        };
        let told = if diff.packs.iter().all(same) {
            "nothing differs"
        } else {
            "nothing differs in what is asked, cited or said"
        };
        let _ = writeln!(text, "\n{told}");
    }
    text
}

/// `csp: version 2026.11.22 -> 2026.12.01; sources read 2026-11-22 -> 2026-12-01; content differs`.
fn pack(change: &PackChange) -> String {
    let id = &change.id;
    let (old, new) = match (&change.old, &change.new) {
        (Some(old), Some(new)) => (old, new),
        (None, Some(new)) => return format!("{id}: new{}\n", version(new)),
        (Some(old), None) => return format!("{id}: gone{}\n", version(old)),
        (None, None) => return String::new(),
    };
    let mut parts = Vec::new();
    for (what, old, new) in [
        ("version", &old.version, &new.version),
        ("sources read", &old.catalogued, &new.catalogued),
    ] {
        if old != new {
            parts.push(format!("{what} {} -> {}", or_none(old), or_none(new)));
        } else if !new.is_empty() {
            parts.push(format!("{what} {new}"));
        }
    }
    let differs = if old.hash == new.hash {
        "same content"
    } else {
        "content differs"
    };
    parts.push(differs.to_owned());
    format!("{id}: {}\n", parts.join("; "))
}

fn version(stand: &Stand) -> String {
    match stand.version.as_str() {
        "" => String::new(),
        version => format!(", version {version}"),
    }
}

fn or_none(text: &str) -> &str {
    if text.is_empty() { "none" } else { text }
}

fn change(text: &mut String, change: &Change) {
    let _ = writeln!(text, "  {}  {}", change.id, change.title);
    for what in &change.changes {
        for line in textwrap::wrap(what, 90) {
            let _ = writeln!(text, "      {line}");
        }
    }
}

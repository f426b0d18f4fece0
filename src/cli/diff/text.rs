//! Changes for people at a terminal: by offering, what is less first.
//!
//! It never writes a character of a document that was not made harmless first.

use super::Found;
use crate::diff::{Change, Compared, Contracted, Level};
use crate::report::place;
use crate::report::plain::{self, Escape};
use crate::report::{Style, Verbosity};
use jiff::civil::Date;
use std::fmt::Write;
use textwrap::WordSplitter;

/// All levels, in the order in which the last line counts them.
const LEVELS: [(Level, &str); 4] = [
    (Level::Breach, "breach of notice"),
    (Level::Reduction, "reduction"),
    (Level::Improvement, "improvement"),
    (Level::Neutral, "neutral change"),
];

/// The width of the column of levels.
const COLUMN: usize = 13;

/// Writes all changes.
pub(super) fn render(compared: &[Compared<'_>], as_of: Date, style: &Style) -> String {
    let mut text = String::new();
    for one in compared.iter().filter(|one| !one.changes.is_empty()) {
        if style.verbosity == Verbosity::Quiet {
            one.changes
                .iter()
                .for_each(|change| quiet(&mut text, change));
        } else {
            offering(&mut text, one, style);
        }
    }
    if style.verbosity != Verbosity::Quiet {
        text.push_str(&summary(compared, as_of));
    }
    plain::guard(&text, Escape::Visible)
}

/// Writes what changed for single customers, below a heading of its own; nothing where nothing did.
pub(super) fn contracts(contracted: &[Contracted<'_>], style: &Style) -> String {
    let mut text = String::new();
    if contracted.is_empty() {
        return text;
    }
    let is_quiet = style.verbosity == Verbosity::Quiet;
    if !is_quiet {
        text.push_str("\ncontracts of single customers (internal)\n");
    }
    for change in contracted.iter().flat_map(|one| &one.changes) {
        if is_quiet {
            quiet(&mut text, change);
        } else {
            told(&mut text, change, style);
        }
    }
    if !is_quiet {
        let changes = contracted.iter().flat_map(|one| &one.changes);
        let less = changes.filter(|change| change.kind.level == Level::Reduction);
        let (less, all) = (less.count(), contracted.len());
        let s = if all == 1 { "" } else { "s" };
        let reductions = if less == 1 { "reduction" } else { "reductions" };
        let _ = writeln!(
            text,
            "\n{less} {reductions} in the contracts of {all} customer{s}"
        );
    }
    plain::guard(&text, Escape::Visible)
}

/// `path:line:col: reduction[hours-fewer]: …`, which editors can jump to.
fn quiet(text: &mut String, change: &Change<'_>) {
    let spot = change.new.or(change.old);
    let place = spot.map(|spot| format!("{}: ", place::text(&spot.place())));
    let (level, id) = (change.kind.level.word(), change.kind.id);
    let says = plain::line(&change.says);
    let _ = writeln!(text, "{}{level}[{id}]: {says}", place.unwrap_or_default());
}

fn offering(text: &mut String, one: &Compared<'_>, style: &Style) {
    let id = |entry: &crate::model::Entry| entry.id.clone();
    let (old, new) = (one.old.map(id), one.new.map(id));
    let name = one
        .new
        .or(one.old)
        .and_then(|entry| entry.spec()?.str("name"));
    let heading = match (&old, &new) {
        (Some(old), Some(new)) if old != new => format!("{old} -> {new}"),
        (old, new) => new.as_ref().or(old.as_ref()).cloned().unwrap_or_default(),
    };
    let name = name.map(|name| format!("  {name}")).unwrap_or_default();
    let _ = writeln!(text, "{}", plain::line(&format!("{heading}{name}")));
    for change in &one.changes {
        told(text, change, style);
    }
    text.push('\n');
}

fn told(text: &mut String, change: &Change<'_>, style: &Style) {
    let (level, id) = (change.kind.level.word(), change.kind.id);
    let says = format!("{} [{id}]", change.says);
    let indent = " ".repeat(COLUMN + 2);
    let width = style.width.saturating_sub(COLUMN + 2).max(40);
    let options = textwrap::Options::new(width).word_splitter(WordSplitter::NoHyphenation);
    for (at, line) in textwrap::wrap(&plain::line(&says), &options)
        .iter()
        .enumerate()
    {
        match at {
            0 => _ = writeln!(text, "  {level:COLUMN$}{line}"),
            _ => _ = writeln!(text, "{indent}{line}"),
        }
    }
    let spots = [change.old, change.new].into_iter().flatten();
    let places: Vec<_> = spots.map(|spot| place::text(&spot.place())).collect();
    let _ = writeln!(text, "{indent}{}", places.join(" -> "));
    if style.verbosity == Verbosity::Verbose {
        let _ = writeln!(text, "{indent}why: {}", change.kind.why);
    }
}

/// `3 reductions, 1 improvement in 2 of 3 offerings, compared as of 2026-11-23`.
fn summary(compared: &[Compared<'_>], as_of: Date) -> String {
    let (found, offerings) = (promised(compared), offerings(compared.len()));
    if compared.iter().all(|one| one.changes.is_empty()) {
        return format!("{found}; {offerings} compared as of {as_of}\n");
    }
    format!("{found}, compared as of {as_of}\n")
}

/// All that was found, in one sentence: of offerings, of contracts and of access.
pub(super) fn found(found: &Found<'_, '_>) -> String {
    let contracts = found.contracts.iter().map(|one| one.changes.len()).sum();
    let others = [(contracts, "contracts"), (found.access.len(), "access")];
    let others = others.iter().filter(|(count, _)| *count > 0);
    let others = others.map(|(count, what)| {
        let s = if *count == 1 { "" } else { "s" };
        format!("; {count} change{s} of {what}")
    });
    others.fold(promised(found.compared), |all, other| all + &other)
}

/// `3 reductions, 1 improvement in 2 of 3 offerings`.
fn promised(compared: &[Compared<'_>]) -> String {
    let count = |level: Level| {
        let changes = compared.iter().flat_map(|one| &one.changes);
        changes.filter(|change| change.kind.level == level).count()
    };
    let counted = LEVELS.iter().filter_map(|(level, word)| {
        let count = count(*level);
        let many = match (count, *level) {
            (0, _) => return None,
            (1, _) => (*word).to_owned(),
            (_, Level::Breach) => "breaches of notice".to_owned(),
            _ => format!("{word}s"),
        };
        Some(format!("{count} {many}"))
    });
    let counted: Vec<_> = counted.collect();
    if counted.is_empty() {
        return "nothing that customers are promised differs".to_owned();
    }
    let changed = compared.iter().filter(|one| !one.changes.is_empty());
    let (changed, all) = (changed.count(), offerings(compared.len()));
    format!("{} in {changed} of {all}", counted.join(", "))
}

/// `1 offering`, `3 offerings`.
fn offerings(count: usize) -> String {
    let s = if count == 1 { "" } else { "s" };
    format!("{count} offering{s}")
}

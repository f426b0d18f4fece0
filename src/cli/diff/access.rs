//! Changes of the access we hold, for people at a terminal. For our own people only.

use crate::diff::access::{AccessChange, Reach};
use crate::report::plain::{self, Escape};
use crate::report::{Style, Verbosity, place};
use std::fmt::Write;

/// The width of the column of words.
const COLUMN: usize = 13;

/// Writes all changes below a heading of their own; nothing where there is none.
pub(super) fn render(changes: &[AccessChange<'_>], style: &Style) -> String {
    let mut text = String::new();
    if changes.is_empty() {
        return text;
    }
    let quiet = style.verbosity == Verbosity::Quiet;
    if !quiet {
        text.push_str("\naccess to customers' tenants (internal)\n");
    }
    for change in changes {
        let (word, id) = (change.kind.reach.word(), change.kind.id);
        let says = plain::line(&change.says);
        let spots = [change.old, change.new].into_iter().flatten();
        let places: Vec<_> = spots.map(|spot| place::text(&spot.place())).collect();
        let last = places.last().cloned().unwrap_or_default();
        if quiet {
            let _ = writeln!(text, "{last}: {word}[{id}]: {says}");
            continue;
        }
        let indent = " ".repeat(COLUMN + 2);
        let _ = writeln!(text, "  {word:COLUMN$}{says} [{id}]");
        let _ = writeln!(text, "{indent}{}", places.join(" -> "));
        if style.verbosity == Verbosity::Verbose {
            let _ = writeln!(text, "{indent}why: {}", change.kind.why);
        }
    }
    if !quiet {
        let _ = writeln!(text, "\n{}", summary(changes));
    }
    plain::guard(&text, Escape::Visible)
}

/// `3 changes of access, 2 of them wider`.
fn summary(changes: &[AccessChange<'_>]) -> String {
    let wider = changes
        .iter()
        .filter(|change| change.kind.reach == Reach::Wider);
    let (all, wider) = (changes.len(), wider.count());
    let s = if all == 1 { "" } else { "s" };
    format!("{all} change{s} of access, {wider} of them wider than before")
}

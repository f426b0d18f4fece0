//! Changes of the access we hold, for people at a terminal and as findings. For our own people only.

use crate::diff::access::{AccessChange, AccessKind, Reach};
use crate::finding::{Finding, Severity};
use crate::report::plain::{self, Escape};
use crate::report::{Origin, Rule, Style, Verbosity, place};
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

/// A change as a finding: what is wider is a warning, because somebody should look at it.
pub(super) fn finding(change: &AccessChange<'_>) -> Option<Finding> {
    let spot = change.new.or(change.old)?;
    let before = change.old.filter(|_| change.new.is_some());
    let finding = Finding {
        rule: change.kind.id.to_owned(),
        severity: severity(change.kind.reach),
        message: format!("{}: {}", change.kind.reach.word(), change.says),
        help: String::new(),
        place: spot.place(),
        related: Vec::new(),
        subject: spot.subject(),
    };
    Some(match before {
        Some(spot) => finding.related(spot.place(), "before"),
        None => finding,
    })
}

const fn severity(reach: Reach) -> Severity {
    match reach {
        Reach::Wider => Severity::Warning,
        Reach::Other | Reach::Narrower => Severity::Info,
    }
}

/// What a report says about a kind of change.
pub(super) fn rule(kind: &AccessKind) -> Rule {
    Rule {
        id: kind.id.to_owned(),
        name: kind.id.to_owned(),
        title: kind.title.to_owned(),
        why: kind.why.to_owned(),
        origin: Origin::Promise,
        severity: Some(severity(kind.reach)),
        ..Rule::default()
    }
}

//! What `explain` tells about kinds of changes: `diff` finds them, and no rule asks for them.

use super::{prose, section};
use crate::diff::access::{AccessKind, KINDS, Reach};
use crate::diff::{Kind, Level};

/// The ids of all kinds.
pub(super) fn ids<'a>() -> impl Iterator<Item = &'a str> {
    let access = KINDS.iter().map(|kind| kind.id);
    Kind::all().map(|kind| kind.id).chain(access)
}

/// Everything about the kind of that id.
pub(super) fn about(id: &str) -> Option<String> {
    let promise = Kind::named(id).map(promise);
    promise.or_else(|| KINDS.iter().find(|kind| kind.id == id).copied().map(access))
}

fn promise(kind: &Kind) -> String {
    let (meaning, severity, fails) = match kind.level {
        Level::Breach => (
            "customers were promised to be told in time, and were not",
            "an error",
            "notice",
        ),
        Level::Reduction => ("less is promised than before", "a warning", "reduction"),
        Level::Improvement => ("more is promised than before", "an info", "any"),
        Level::Neutral => (
            "neither more nor less is promised, or nobody can say",
            "an info",
            "any",
        ),
    };
    told(
        [kind.id, kind.title, kind.why],
        &format!("{}: {meaning}", kind.level.word()),
        severity,
        fails,
    )
}

fn access(kind: &AccessKind) -> String {
    let (meaning, severity, fails) = match kind.reach {
        Reach::Wider => ("more access than before", "a warning", "access"),
        Reach::Narrower => ("less access than before", "an info", "any"),
        Reach::Other => (
            "neither more nor less access, or nobody can say",
            "an info",
            "any",
        ),
    };
    told(
        [kind.id, kind.title, kind.why],
        &format!("{}: {meaning}; never told to customers", kind.reach.word()),
        severity,
        fails,
    )
}

fn told([id, title, why]: [&str; 3], means: &str, severity: &str, fails: &str) -> String {
    let mut text = format!("{id}\n{title}\n\n");
    prose(&mut text, "Why it matters", why);
    section(&mut text, "What it means", means);
    let found = format!(
        "`csp-support diff OLD NEW` finds it between two versions of a workspace; `check` does not. \
         `--fail-on {fails}` fails because of it, and formats for programs tell it as {severity}."
    );
    prose(&mut text, "Where it comes from", &found);
    text
}

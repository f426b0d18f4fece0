//! Waivers written as a comment beside the line that they excuse.
//!
//! `# csp-support: waive RULE until DATE: REASON` stands at the end of a line or above it. Only rules can
//! be waived: what is wrong with the file itself is found before any rule is asked.

use super::{Origin, Rules, Target, Waiver, malformed};
use crate::finding::builtin::BUILTINS;
use crate::finding::{Finding, Place, Span};
use crate::model::{Entry, Workspace};
use crate::source::Source;
use std::ops::Range;
use std::sync::Arc;

/// Who approved it: whoever may change the file.
const APPROVER: &str = "inline";

/// How it is written.
const FORM: &str =
    "write `# csp-support: waive RULE until 2026-12-31: the reason`, one rule to a comment";

/// The waiver in a comment that speaks to this program, and what is wrong with it.
pub(super) fn read<'a>(
    place: &'a Place,
    workspace: &'a Workspace,
    rules: &Rules<'_, 'a>,
) -> (Option<Waiver<'a>>, Option<Finding>) {
    let text = place.source.text.as_str();
    let words = &text[place.span.start as usize..place.span.end as usize];
    let Some(said) = Said::parse(words) else {
        let message = "this comment speaks to csp-support and cannot be understood";
        let finding = malformed(place.clone(), message.to_owned());
        return (None, Some(finding.help(FORM)));
    };
    let line = covered(&place.source, place.span);
    let mut waiver = Waiver {
        origin: Origin::Comment(place.clone()),
        rule: said.rule.to_owned(),
        target: target(workspace, place, &line),
        reason: said.reason,
        approver: APPROVER,
        approved: None,
        expires: said.until,
        last_day: said.until.parse().ok(),
        flaw: None,
        excuses: 0,
        undecided: false,
        scope: Some(Target::Line {
            source: Arc::clone(&place.source),
            line,
        }),
    };
    let finding = flaw(&said, rules, &mut waiver)
        .map(|(message, help)| waiver.flawed(malformed(place.clone(), message).help(help)));
    (Some(waiver), finding)
}

/// What keeps a comment in the right form from being a waiver, and what to do about it.
fn flaw(
    said: &Said<'_>,
    rules: &Rules<'_, '_>,
    waiver: &mut Waiver<'_>,
) -> Option<(String, String)> {
    if let Some(check) = BUILTINS.iter().find(|check| check.id == said.rule) {
        let message = format!(
            "`{}` is about the file itself and cannot be waived",
            check.id
        );
        return Some((message, check.fix.to_owned()));
    }
    match rules.named(said.rule) {
        Ok(rule) => waiver.rule.clone_from(&rule.id),
        Err(help) => return Some((format!("there is no rule `{}`", said.rule), help)),
    }
    if waiver.last_day.is_none() {
        let message = format!(
            "`{}` is no date, so this waiver counts as expired",
            said.until
        );
        return Some((message, FORM.to_owned()));
    }
    said.reason
        .is_empty()
        .then(|| ("this waiver gives no reason".to_owned(), FORM.to_owned()))
}

/// What a comment says.
struct Said<'a> {
    rule: &'a str,
    until: &'a str,
    reason: &'a str,
}

impl<'a> Said<'a> {
    fn parse(comment: &'a str) -> Option<Self> {
        let words = comment.trim_start_matches('#').trim_start();
        let words = words.strip_prefix("csp-support:")?;
        let (head, reason) = words.split_once(':').unwrap_or((words, ""));
        let head: Vec<&str> = head.split_whitespace().collect();
        let ["waive", rule, "until", until] = head[..] else {
            return None;
        };
        Some(Self {
            rule,
            until,
            reason: reason.trim(),
        })
    }
}

/// The line that a comment excuses: its own, or the next one that holds a value where it stands alone.
pub(super) fn covered(source: &Source, comment: Span) -> Range<u32> {
    let mut number = source.line_col(comment.start).line;
    let own = range(source, number);
    let before = &source.text[own.start as usize..comment.start as usize];
    if !before.trim().is_empty() {
        return own;
    }
    loop {
        number += 1;
        let Some(line) = source.line_range(number) else {
            return own;
        };
        let words = source.text[line].trim_start();
        if !words.is_empty() && !words.starts_with('#') && !words.starts_with("---") {
            return range(source, number);
        }
    }
}

fn range(source: &Source, line: u32) -> Range<u32> {
    let range = source.line_range(line).unwrap_or_default();
    let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    // What ends where the line ends still stands on it.
    narrow(range.start)..narrow(range.end).saturating_add(1)
}

/// The document in which the line stands, else the file.
fn target(workspace: &Workspace, comment: &Place, line: &Range<u32>) -> String {
    let here = |entry: &&Entry| {
        Arc::ptr_eq(&entry.document.source, &comment.source)
            && entry.document.root().span().start < line.end
    };
    let entry = workspace.entries().iter().rfind(here);
    entry.map_or_else(|| comment.source.path.clone(), Entry::name)
}

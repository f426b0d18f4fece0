//! `diff --notice` and `diff --changelog`: what customers are told of the changes, and what documents should say.
//!
//! It joins the comparison, which knows what is less, with the words of the pages. Access is no part of it.

use super::Side;
use crate::cli::args::{Diff, Judging};
use crate::cli::output::{print_words, tell};
use crate::cli::pages::{neighbours, options, templates};
use crate::diff::{Compared, Level, Matter};
use crate::error::{Error, Result};
use crate::model::Entry;
use crate::report::plain::{self, Escape};
use crate::site::notice::{self, Told, Weight};
use crate::site::write::{Outcome, Place};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

/// Writes what was asked for.
pub(super) fn write(
    asked: &Diff,
    compared: &[Compared<'_>],
    (old, new): (&Side<'_>, &Side<'_>),
) -> Result<()> {
    if asked.notice.is_none() && !asked.changelog {
        return Ok(());
    }
    let told: Vec<Told<'_>> = compared.iter().map(|one| told(one, new.as_of)).collect();
    let templates = templates(new.workplace)?;
    let mut options = options(new.workplace, &asked.lang, &templates, BTreeSet::new())?;
    options.as_of = new.as_of;
    let workspaces = (old.version().workspace, new.version().workspace);
    if let Some(out) = &asked.notice {
        let judging = Judging::reading(asked.new.as_slice(), asked.as_of);
        let place = Place::new(out, &neighbours(new.workplace, &judging))?;
        let build = place.build()?;
        if notice::build(workspaces, &templates, &options, &told, &build)? {
            let done = build.finish()?;
            say(out, done.outcome, done.files);
        } else {
            tell("nothing changes for customers, so no notice was written");
        }
    }
    if asked.changelog {
        let entries = notice::entries(workspaces, &templates, &options, &told)?;
        print_words(&changelog(&entries)?, Escape::Json)?;
    }
    Ok(())
}

fn say(out: &Path, outcome: Outcome, files: usize) {
    let out = out.display();
    match outcome {
        Outcome::Unchanged => tell(&format!("nothing changed in {out}")),
        Outcome::Created | Outcome::Replaced => {
            tell(&format!("wrote {files} files for customers into {out}"));
        }
    }
}

/// What customers are told of one offering.
fn told<'a>(one: &Compared<'a>, as_of: Date) -> Told<'a> {
    let mut weights: BTreeMap<&'static str, Weight> = BTreeMap::new();
    for change in one.changes.iter().filter(|change| change.public) {
        let part = part(change.kind.matter, change.kind.id);
        if let Some((part, weight)) = part.zip(weight(change.kind.level)) {
            let known = weights.entry(part).or_insert(weight);
            *known = known.and(weight);
        }
    }
    Told {
        old: one.old,
        new: one.new,
        from: one.from.unwrap_or(as_of),
        weights,
    }
}

const fn weight(level: Level) -> Option<Weight> {
    match level {
        Level::Reduction => Some(Weight::Less),
        Level::Neutral => Some(Weight::Other),
        Level::Improvement => Some(Weight::More),
        Level::Breach => None,
    }
}

/// The part of a page that tells about a matter; none for what only our own people are told.
fn part(matter: Matter, kind: &str) -> Option<&'static str> {
    Some(match matter {
        Matter::Hours => "section.hours",
        Matter::Contacts => "section.contact",
        Matter::Languages => "section.languages",
        Matter::Targets => "section.response",
        Matter::Prices => "section.pricing",
        Matter::Scope => "section.scope",
        Matter::Duties => "section.needs",
        Matter::Parties => "section.delivery",
        Matter::Escalation if kind.starts_with("emergency") => "section.emergency",
        Matter::Escalation => "section.escalation",
        Matter::Remedies => "section.remedies",
        Matter::Terms if kind.starts_with("notice") => "changes.notice",
        Matter::Terms if kind.starts_with("closing") => "section.escalation",
        Matter::Terms if kind.starts_with("suspension") => "section.billing",
        Matter::Terms => "about.validity",
        Matter::Offering | Matter::Contracts | Matter::Notice | Matter::Wording => return None,
    })
}

/// Entries for documents, ready to paste.
fn changelog(entries: &[(&Entry, Date, String)]) -> Result<String> {
    let mut text = String::new();
    if entries.is_empty() {
        return Ok("# nothing changes for customers\n".to_owned());
    }
    for (entry, day, summary) in entries {
        let (id, path) = (&entry.id, &entry.document.source.path);
        let place = format!("{id} in {path}: below `spec`, first in the list");
        let _ = writeln!(text, "# {}", plain::line(&place));
        // A string of JSON is one of YAML too, whatever it holds.
        let summary = serde_json::to_string(summary);
        let summary = summary.map_err(|error| Error::Internal(error.to_string()))?;
        let _ = writeln!(text, "changes:\n  - {{\"on\": {day}, summary: {summary}}}");
    }
    Ok(text)
}

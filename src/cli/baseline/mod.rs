//! `baseline`: writes down which findings are known, and keeps that list true.
//!
//! What is known and what is new is told in `judge::baseline`.

mod back;
mod file;

pub(super) use back::earlier;
pub(super) use file::{Kept, Location};

use crate::cli::CLEAN;
use crate::cli::args::{Baseline as Asked, BaselineCommand};
use crate::cli::output::{tell, write_file};
use crate::cli::prepare::{Prepared, Workplace, prepare};
use crate::error::{Error, Result};
use crate::finding::Finding;
use crate::finding::key::Key;
use crate::judge::baseline::{Review, Tally};
use crate::report::words::number;

/// What is done to the file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    Write,
    Update,
    Prune,
}

pub(super) fn run(command: &BaselineCommand) -> Result<u8> {
    let (asked, change) = match command {
        BaselineCommand::Write(asked) => (asked, Change::Write),
        BaselineCommand::Update(asked) => (asked, Change::Update),
        BaselineCommand::Prune(asked) => (asked, Change::Prune),
    };
    let prepared = prepare(&asked.judging)?;
    if prepared.is_incomplete() {
        return Err(Error::Usage(
            "not every file could be read, so the baseline was left as it is; `csp-support check` says why"
                .to_owned(),
        ));
    }
    insist_on_one(&prepared, asked.baseline.is_some())?;
    for workplace in &prepared.workplaces {
        of_workplace(workplace, asked, change)?;
    }
    Ok(CLEAN)
}

/// A file named on the command line belongs to one workspace.
fn insist_on_one(prepared: &Prepared, named: bool) -> Result<()> {
    if named && prepared.workplaces.len() > 1 {
        return Err(Error::Usage(
            "a baseline belongs to one workspace; name one folder, or name the file in each csp-support.yaml"
                .to_owned(),
        ));
    }
    Ok(())
}

fn of_workplace(workplace: &Workplace, asked: &Asked, change: Change) -> Result<()> {
    let location = Location::named_or_usual(workplace, asked.baseline.as_deref());
    let judgement = workplace.judge(&asked.judging, false)?;
    let unread = workplace.unread();
    let found = judgement.findings.iter();
    let found = found.filter(|finding| workplace.root.reports(&finding.place.source.path));
    let findings: Vec<&Finding> = found.chain(&unread).collect();
    if change == Change::Write {
        return write(workplace, &location, &findings, asked);
    }
    let kept = location.read(&workplace.root)?;
    let answers = workplace.answers(&judgement, &asked.judging);
    let review = kept.baseline.review(&findings, &answers);
    let tally = kept.baseline.tally();
    let (tally, lines) = changed(tally, &review, &findings, change == Change::Update);
    let text = Location::text(&workplace.root, tally);
    if text != kept.source.text {
        write_file(&location.path, text.as_bytes())?;
    }
    if !asked.judging.quiet {
        tell(&told(&location, &review, &lines));
    }
    Ok(())
}

fn write(
    workplace: &Workplace,
    location: &Location,
    findings: &[&Finding],
    asked: &Asked,
) -> Result<()> {
    let Location { path, name } = location;
    if path.exists() && !file::is_one(path) {
        return Err(Error::Usage(format!(
            "`{name}` is there already and is no baseline; nothing was written, name another file"
        )));
    }
    if path.exists() {
        return Err(Error::Usage(format!(
            "`{name}` is there already; `csp-support baseline update` brings it in line"
        )));
    }
    let mut tally = Tally::new();
    for finding in findings {
        *tally.entry(Key::of(finding)).or_default() += 1;
    }
    write_file(path, Location::text(&workplace.root, tally).as_bytes())?;
    if asked.judging.quiet {
        return Ok(());
    }
    let known = number(findings.len() as u64, "known finding");
    tell(&format!("wrote {name} with {known}"));
    if workplace.config.baseline.is_none() {
        tell(&format!(
            "`check --baseline {name}` takes heed of it; a line `baseline: FILE` in csp-support.yaml makes every run do so"
        ));
    }
    Ok(())
}

/// The tally after a change, and a line on each key that came or went.
fn changed(
    mut tally: Tally,
    review: &Review<'_>,
    findings: &[&Finding],
    adds: bool,
) -> (Tally, Vec<String>) {
    let mut lines = Vec::new();
    for stale in &review.stale {
        let key = &stale.entry.key;
        if let Some(count) = tally.get_mut(key) {
            *count -= stale.count.min(*count);
        }
        let why = stale.waiver.as_ref();
        let why = why.map_or_else(String::new, |id| format!(" (excused by the waiver `{id}`)"));
        lines.push(format!("  - {key}{}{why}", times(stale.count)));
    }
    let mut new = Tally::new();
    let unknown = findings.iter().zip(&review.known);
    for (finding, _) in unknown.filter(|(_, known)| adds && !**known) {
        *new.entry(Key::of(finding)).or_default() += 1;
    }
    for (key, count) in new {
        lines.push(format!("  + {key}{}", times(count)));
        *tally.entry(key).or_default() += count;
    }
    tally.retain(|_, count| *count > 0);
    (tally, lines)
}

fn times(count: u32) -> String {
    if count == 1 {
        String::new()
    } else {
        format!(", {count} times")
    }
}

fn told(location: &Location, review: &Review<'_>, lines: &[String]) -> String {
    let name = &location.name;
    let known = review.known.iter().filter(|known| **known).count() as u64;
    let known = number(known, "known finding");
    if lines.is_empty() {
        return format!("{name} is in line: {known}");
    }
    let of = |sign: &str| lines.iter().filter(|line| line.starts_with(sign)).count();
    let (gone, new) = (of("  -"), of("  +"));
    let lines = lines.join("\n");
    format!("{lines}\nwrote {name}: {gone} removed, {new} added, {known} kept")
}

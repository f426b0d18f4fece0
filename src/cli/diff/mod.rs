//! `diff`: what customers are promised less, more or otherwise.
//!
//! It reads the two sides and hands them to the comparison; the text is its own, other formats get a
//! report whose findings are the changes.

mod report;
mod text;

use crate::cli::args::{Diff, FailOnChange, Judging};
use crate::cli::output::{self, Target, print, style, write_report};
use crate::cli::prepare::{Prepared, Workplace, prepare};
use crate::cli::{CLEAN, FAILED, FINDINGS};
use crate::diff::{Compared, Level, Version, diff};
use crate::error::{Error, Result};
use crate::report::Style;
use jiff::civil::Date;
use std::path::Path;

/// One side of the comparison: a workspace and its day.
struct Side<'p> {
    workplace: &'p Workplace,
    as_of: Date,
}

pub(super) fn run(asked: &Diff, words: Vec<String>) -> Result<u8> {
    let targets = Target::parse_all(&asked.formats, "text")?;
    let before = read(&asked.old, asked.old_as_of)?;
    let after = read(&asked.new, asked.as_of)?;
    let new = Side {
        workplace: only(&after, &asked.new)?,
        as_of: only(&after, &asked.new)?.as_of,
    };
    let workplace = only(&before, &asked.old)?;
    let own_day = asked.old_as_of.or_else(|| workplace.config.as_of());
    let old = Side {
        workplace,
        as_of: own_day.unwrap_or(new.as_of),
    };
    let compared = diff(old.version(), new.version());
    let whole = tell_left_out(&old) & tell_left_out(&new);
    let complete = whole && !before.is_incomplete() && !after.is_incomplete();
    let code = code(&compared, asked.fail_on, complete);
    let style = style(asked.color, asked.quiet, asked.verbose);
    write(
        &compared,
        &new,
        &targets,
        &style,
        words,
        (asked.fail_on, code),
    )?;
    Ok(code)
}

impl<'p> Side<'p> {
    fn version(&self) -> Version<'p> {
        Version {
            workspace: &self.workplace.loaded.workspace,
            as_of: self.as_of,
        }
    }
}

fn read(path: &Path, as_of: Option<Date>) -> Result<Prepared> {
    prepare(&Judging::reading(&[path.to_owned()], as_of))
}

fn only<'p>(prepared: &'p Prepared, path: &Path) -> Result<&'p Workplace> {
    match prepared.workplaces.as_slice() {
        [workplace] => Ok(workplace),
        _ => Err(Error::Usage(format!(
            "there are several workspaces below `{}`; name one folder",
            path.display()
        ))),
    }
}

/// Says which offerings have errors and so cannot be compared; whether there are none.
fn tell_left_out(side: &Side<'_>) -> bool {
    let offerings = side.version().workspace.of_kind("SupportOffering");
    let stopped: Vec<_> = offerings.filter(|entry| entry.stopped).collect();
    for entry in &stopped {
        let (id, path) = (&entry.id, &entry.document.source.path);
        output::tell(&format!(
            "csp-support: the offering `{id}` in {path} has errors and was not compared; `csp-support check` shows them"
        ));
    }
    stopped.is_empty()
}

fn code(compared: &[Compared<'_>], fail_on: FailOnChange, complete: bool) -> u8 {
    let changes = compared.iter().flat_map(|one| &one.changes);
    let fails = |level: Level| match fail_on {
        FailOnChange::Notice => level == Level::Breach,
        FailOnChange::Reduction => matches!(level, Level::Breach | Level::Reduction),
        FailOnChange::Any => true,
        FailOnChange::Never => false,
    };
    match (complete, changes.map(|change| change.kind.level).any(fails)) {
        (false, _) => FAILED,
        (true, true) => FINDINGS,
        (true, false) => CLEAN,
    }
}

/// Writes the text itself and everything else as a report.
fn write(
    compared: &[Compared<'_>],
    new: &Side<'_>,
    targets: &[Target],
    style: &Style,
    words: Vec<String>,
    (fail_on, code): (FailOnChange, u8),
) -> Result<()> {
    let (texts, formats): (Vec<_>, Vec<_>) = targets
        .iter()
        .cloned()
        .partition(|target| target.format.name == "text");
    let report = report::report(compared, new, words, fail_on, code);
    write_report(&report, &formats, style)?;
    for target in texts {
        let text = text::render(compared, new.as_of, style);
        match &target.file {
            Some(file) => output::write_file(file, text.as_bytes())?,
            None => print(&text)?,
        }
    }
    Ok(())
}

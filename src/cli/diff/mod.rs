//! `diff`: what customers are promised less, more or otherwise.
//!
//! It reads the two sides and hands them to the comparison; the text is its own, other formats get a
//! report whose findings are the changes.

mod access;
mod notice;
mod report;
mod side;
mod text;

use crate::cli::args::{Diff, FailOnChange, Judging};
use crate::cli::inputs::Inputs;
use crate::cli::output::{self, Target, print, style, write_report};
use crate::cli::revision::Wanted;
use crate::cli::{CLEAN, FAILED, FINDINGS};
use crate::diff::access::{AccessChange, Reach, access};
use crate::diff::{Change, Compared, Contracted, Level, contracts, diff};
use crate::error::Result;
use crate::report::Style;
use side::{Side, only, read};
use std::path::PathBuf;

pub(super) fn run(asked: &Diff, words: Vec<String>) -> Result<u8> {
    let targets = Target::parse_all(&asked.formats, "text")?;
    output::insist_on_no_calendar(&targets)?;
    let before = read(&asked.old, asked.old_as_of, Wanted::Documents)?;
    let work_tree = PathBuf::from(".");
    let name = asked.new.as_ref().unwrap_or(&work_tree);
    let wanted = if asked.notice.is_some() || asked.changelog {
        Wanted::Pages
    } else {
        Wanted::Documents
    };
    let after = read(name, asked.as_of, wanted)?;
    let (before, after) = (&before.prepared, &after.prepared);
    let reading = Judging::reading(&[], None);
    let inputs = Inputs::of(before, &reading).and(Inputs::of(after, &reading));
    inputs.spare(&output::files(&targets))?;
    let workplace = only(after, name)?;
    let new = Side {
        workplace,
        as_of: workplace.as_of,
    };
    let workplace = only(before, &asked.old)?;
    let own_day = asked.old_as_of.or_else(|| workplace.config.as_of());
    let old = Side {
        workplace,
        as_of: own_day.unwrap_or(new.as_of),
    };
    let compared = diff(old.version(), new.version());
    let contracts = contracts(old.version(), new.version(), &compared);
    let changes = access(old.version(), new.version());
    let found = Found {
        compared: &compared,
        contracts: &contracts,
        access: &changes,
    };
    let whole = tell_left_out(&old) & tell_left_out(&new);
    let complete = whole && !before.is_incomplete() && !after.is_incomplete();
    let code = code(&found, asked.fail_on, complete);
    let style = style(asked.color, asked.quiet, asked.verbose);
    notice::write(asked, &compared, (&old, &new))?;
    if asked.changelog {
        return Ok(code);
    }
    write(
        &found,
        (&old, &new),
        &targets,
        &style,
        words,
        (asked.fail_on, code),
    )?;
    Ok(code)
}

/// What was found.
struct Found<'f, 'a> {
    /// What customers are promised.
    compared: &'f [Compared<'a>],
    /// What single customers have by contract.
    contracts: &'f [Contracted<'a>],
    /// What we may do in their tenants.
    access: &'f [AccessChange<'a>],
}

impl<'f, 'a> Found<'f, 'a> {
    /// All changes of what customers are promised, to all of them or to one.
    fn promises(&self) -> impl Iterator<Item = &'f Change<'a>> {
        let offerings = self.compared.iter().flat_map(|one| &one.changes);
        offerings.chain(self.contracts.iter().flat_map(|one| &one.changes))
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

fn code(found: &Found<'_, '_>, fail_on: FailOnChange, complete: bool) -> u8 {
    let wider = |change: &AccessChange<'_>| change.kind.reach == Reach::Wider;
    let access = match fail_on {
        FailOnChange::Access => found.access.iter().any(wider),
        FailOnChange::Any => !found.access.is_empty(),
        _ => false,
    };
    let fails = |level: Level| match fail_on {
        FailOnChange::Notice => level == Level::Breach,
        FailOnChange::Reduction => matches!(level, Level::Breach | Level::Reduction),
        FailOnChange::Any => true,
        FailOnChange::Access | FailOnChange::Never => false,
    };
    let fails = access || found.promises().any(|change| fails(change.kind.level));
    match (complete, fails) {
        (false, _) => FAILED,
        (true, true) => FINDINGS,
        (true, false) => CLEAN,
    }
}

/// Writes the text itself and everything else as a report.
fn write(
    found: &Found<'_, '_>,
    (old, new): (&Side<'_>, &Side<'_>),
    targets: &[Target],
    style: &Style,
    words: Vec<String>,
    (fail_on, code): (FailOnChange, u8),
) -> Result<()> {
    let (texts, formats): (Vec<_>, Vec<_>) = targets
        .iter()
        .cloned()
        .partition(|target| target.format.name == "text");
    let report = report::report(found, (old, new), words, fail_on, code);
    write_report(&report, &formats, style)?;
    for target in texts {
        let mut page = text::render(found.compared, new.as_of, style);
        page.push_str(&text::contracts(found.contracts, style));
        page.push_str(&access::render(found.access, style));
        match &target.file {
            Some(file) => output::write_file(file, page.as_bytes())?,
            None => print(&page)?,
        }
    }
    Ok(())
}

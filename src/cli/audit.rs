//! `audit`: the obligations report.

use crate::cli::args::{Audit, FailOn, Reader};
use crate::cli::bundle;
use crate::cli::check::{gate, report, spare};
use crate::cli::output::{Target, dressed, files, style, tell, write_report};
use crate::cli::prepare::prepare;
use crate::error::{Error, Result};
use crate::report::{Audience, FORMATS, Format, Style};

pub(super) fn run(audit: &Audit, words: Vec<String>) -> Result<u8> {
    let targets = Target::parse_all(&audit.outcome.formats, "html=audit.html")?;
    if let Some(target) = targets.iter().find(|target| !target.format.audit) {
        return Err(no_room(target.format));
    }
    let judging = &audit.judging;
    let style = Style {
        audience: audit.audience.map_or(Audience::Everybody, audience),
        ..style(judging.color, judging.quiet, judging.verbose)
    };
    let style = dressed(style, &audit.outcome, &targets)?;
    let prepared = prepare(judging)?.looking_back(&audit.outcome)?;
    let mut outputs = files(&targets);
    outputs.extend(audit.bundle.clone());
    spare(&prepared, (judging, &audit.outcome), &outputs)?;
    let gate = gate(
        audit.outcome.fail_on.unwrap_or(FailOn::Never),
        audit.outcome.fail_on_unknown,
    );
    let report = report(&prepared, judging, gate, words, true)?;
    // First, because it can be refused, and then nothing is to be written.
    let bundled = audit.bundle.as_deref();
    let bundled = bundled.map(|file| bundle::write(file, audit, &prepared, gate));
    let bundled = bundled.transpose()?;
    write_report(&report, &targets, &style)?;
    if !judging.quiet {
        for file in targets.iter().filter_map(|target| target.file.as_ref()) {
            tell(&format!("wrote {}", file.display()));
        }
        if let Some(told) = bundled {
            tell(&told);
        }
    }
    Ok(report.run.exit_code)
}

/// A format that shows findings has no room for what else an audit tells.
fn no_room(format: &Format) -> Error {
    let name = format.name;
    let names = FORMATS.iter().filter(|format| format.audit);
    let names: Vec<_> = names.map(|format| format.name).collect();
    Error::Usage(format!(
        "`{name}` shows findings only, which `check --format {name}` writes; an audit can be {}",
        names.join(", ")
    ))
}

/// Whom a word on the command line means.
pub(super) const fn audience(reader: Reader) -> Audience {
    match reader {
        Reader::Manager => Audience::Manager,
        Reader::Auditor => Audience::Auditor,
        Reader::Engineer => Audience::Engineer,
    }
}

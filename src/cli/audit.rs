//! `audit`: the obligations report.

use crate::cli::args::{Audit, FailOn};
use crate::cli::check::{gate, report};
use crate::cli::output::{Target, style, tell, write_report};
use crate::cli::prepare::prepare;
use crate::error::{Error, Result};

/// The formats in which a whole audit makes sense.
const FORMATS: [&str; 5] = ["html", "markdown", "json", "csv", "ics"];

pub(super) fn run(audit: &Audit, words: Vec<String>) -> Result<u8> {
    let targets = Target::parse_all(&audit.outcome.formats, "html=audit.html")?;
    if let Some(target) = targets
        .iter()
        .find(|target| !FORMATS.contains(&target.format.name))
    {
        let message = format!(
            "an audit has no format `{}`; possible are {}",
            target.format.name,
            FORMATS.join(", ")
        );
        return Err(Error::Usage(message));
    }
    let prepared = prepare(&audit.judging)?;
    let gate = gate(
        audit.outcome.fail_on.unwrap_or(FailOn::Never),
        audit.outcome.fail_on_unknown,
    );
    let report = report(&prepared, &audit.judging, gate, words, true)?;
    let judging = &audit.judging;
    write_report(
        &report,
        &targets,
        &style(judging.color, judging.quiet, judging.verbose),
    )?;
    if !judging.quiet {
        for file in targets.iter().filter_map(|target| target.file.as_ref()) {
            tell(&format!("wrote {}", file.display()));
        }
    }
    Ok(report.run.exit_code)
}

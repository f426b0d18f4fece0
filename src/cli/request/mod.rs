//! `request`: a request to Microsoft, checked and written out.
//!
//! It brings a request into its workspace, has it judged there, and prints what can be pasted; what is
//! missing goes to standard error.

mod find;
mod json;
mod text;

use crate::cli::args::{Request, RequestFormat};
use crate::cli::output::{print_words, tell};
use crate::cli::pages::templates;
use crate::cli::prepare::Workplace;
use crate::cli::{CLEAN, FINDINGS};
use crate::error::Result;
use crate::finding::{Finding, Severity};
use crate::model::Entry;
use crate::report::plain::Escape;
use crate::site::request::{Row, Writer, Written, options};
use find::Asked;

/// Rules that say in one word what the form says field by field.
const SAID_BY_FORM: [&str; 3] = ["CSP-ESC-001-a", "CSP-SR-003-a", "CSP-SR-004"];

/// A request with what is wrong with it.
struct Checked<'a> {
    entry: &'a Entry,
    written: Written,
    findings: Vec<&'a Finding>,
}

pub(super) fn run(asked: &Request) -> Result<u8> {
    let found = find::asked(asked)?;
    let workplace = found.workplace();
    let judgement = workplace.judge(&found.judging, false)?;
    let unread: Vec<Finding> = workplace.unread();
    let all: Vec<&Finding> = judgement.findings.iter().chain(&unread).collect();
    let broken: Vec<&Finding> = all
        .iter()
        .copied()
        .filter(|finding| found.is_about_the_file(finding))
        .collect();
    let requests = checked(workplace, &found, &all)?;
    let told = requests
        .iter()
        .filter(|one| asked.draft || one.is_complete());
    let told: Vec<&Checked<'_>> = told.collect();
    match asked.format {
        RequestFormat::Text => print_words(&text::render(&told), Escape::Visible)?,
        RequestFormat::Markdown => print_words(&markdown(workplace, &told)?, Escape::Visible)?,
        RequestFormat::Json => print_words(&json::render(&found, &requests)?, Escape::Json)?,
    }
    for finding in &broken {
        tell(&line(&found, finding));
    }
    for one in &requests {
        tell_gaps(&found, one);
    }
    let complete = broken.is_empty() && requests.iter().all(Checked::is_complete);
    Ok(if complete { CLEAN } else { FINDINGS })
}

fn checked<'a>(
    workplace: &'a Workplace,
    found: &'a Asked,
    findings: &[&'a Finding],
) -> Result<Vec<Checked<'a>>> {
    let workspace = &workplace.loaded.workspace;
    let templates = templates(workplace)?;
    let options = options(workplace.as_of);
    let writer = Writer::new(workspace, &templates, &options)?;
    let requests = found.requests();
    let checked = requests.into_iter().map(|entry| {
        let own = findings.iter().copied().filter(|finding| {
            let subject = &finding.subject;
            (subject.kind.as_str(), &subject.id) == (entry.kind.name, &entry.id)
        });
        let own: Vec<&Finding> = own.collect();
        Ok(Checked {
            entry,
            written: writer.write(entry, &own)?,
            findings: own,
        })
    });
    checked.collect()
}

fn markdown(workplace: &Workplace, requests: &[&Checked<'_>]) -> Result<String> {
    let templates = templates(workplace)?;
    let options = options(workplace.as_of);
    let writer = Writer::new(&workplace.loaded.workspace, &templates, &options)?;
    let texts = requests.iter().map(|one| writer.markdown(&one.written));
    let texts: Vec<_> = texts.collect::<Result<_>>()?;
    Ok(texts.join("\n---\n\n"))
}

impl Checked<'_> {
    /// Whether it can be filed as it is.
    fn is_complete(&self) -> bool {
        self.missing().next().is_none() && self.wrong().next().is_none()
    }

    /// The fields in which something is missing.
    fn missing(&self) -> impl Iterator<Item = &Row> {
        self.written.rows.iter().filter(|row| row.missing.is_some())
    }

    /// What must be mended, besides what is missing in a field.
    fn wrong(&self) -> impl Iterator<Item = &Finding> {
        let findings = self.findings.iter().copied();
        findings.filter(|finding| {
            let said = SAID_BY_FORM.contains(&finding.rule.as_str());
            finding.severity >= Severity::Warning && !said
        })
    }
}

/// Says what keeps a request from being filed, and what is only worth knowing.
fn tell_gaps(found: &Asked, one: &Checked<'_>) {
    if !one.is_complete() {
        tell(&format!(
            "csp-support: the request `{}` cannot be filed yet",
            one.entry.id
        ));
    }
    for row in one.missing() {
        let what = row.missing.as_deref().unwrap_or_default();
        let what = what.trim_end_matches('.');
        tell(&format!(
            "  {} is missing: {what}",
            row.label.to_lowercase()
        ));
    }
    for finding in one.wrong() {
        tell(&line(found, finding));
    }
    let infos = one.findings.iter();
    for finding in infos.filter(|finding| finding.severity == Severity::Info) {
        tell(&line(found, finding));
    }
}

/// A finding with its place and what to do about it.
fn line(found: &Asked, finding: &Finding) -> String {
    let place = finding.place.source.line_col(finding.place.span.start);
    let mut line = format!(
        "  {}:{}:{}: {} ({})",
        found.called(&finding.place.source.path),
        place.line,
        place.column,
        finding.message,
        finding.rule
    );
    if !finding.help.is_empty() {
        let help: Vec<_> = finding.help.split_whitespace().collect();
        line = format!("{line}\n    {}", help.join(" "));
    }
    line
}

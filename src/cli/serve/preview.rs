//! Makes the site from the documents, as `publish --allow-findings` would.

use crate::cli::args::{FailOn, Judging, Serve};
use crate::cli::check::{gate, report};
use crate::cli::drafts;
use crate::cli::pages::{inputs, options, templates};
use crate::cli::prepare::{Prepared, Workplace, prepare_with};
use crate::cli::serve::site::{Built, Shelf};
use crate::cli::serve::watch::Trace;
use crate::error::Result;
use crate::finding::Severity;
use crate::report::{Report, Style, Verbosity, text};
use crate::site::{self, names};
use crate::source::discover::marked_folder;
use std::path::{Path, PathBuf};

/// The site that follows its documents.
#[derive(Debug)]
pub(super) struct Preview<'a> {
    serve: &'a Serve,
    judging: Judging,
    /// Folders and files that pages are made from.
    places: Vec<PathBuf>,
    trace: Trace,
}

impl<'a> Preview<'a> {
    pub(super) fn new(serve: &'a Serve) -> Self {
        Self {
            serve,
            judging: Judging::reading(std::slice::from_ref(&serve.path), serve.as_of),
            places: vec![around(&serve.path)],
            trace: Trace::default(),
        }
    }

    /// The site, if something was saved since it was last made.
    pub(super) fn look(&mut self) -> Option<Result<Built>> {
        (Trace::of(&self.places) != self.trace).then(|| self.build())
    }

    /// The site as the documents are now. What is saved while it is made counts as saved later.
    pub(super) fn build(&mut self) -> Result<Built> {
        self.trace = Trace::of(&self.places);
        let prepared = prepare_with(&self.judging, std::io::empty())?;
        let workplace = prepared.only()?;
        self.places = inputs(workplace, &self.judging);
        let gate = gate(FailOn::Error, false);
        let mut report = report(&prepared, &self.judging, gate, Vec::new(), false)?;
        let taken = Shelf::default();
        print(self.serve, workplace, &report, &taken)?;
        let is_error = |severity| severity == Severity::Error;
        report
            .findings
            .retain(|reported| is_error(reported.finding.severity));
        Ok(Built {
            files: taken.files(),
            errors: lines(&report)?,
            is_partial: is_partial(&prepared, workplace),
        })
    }
}

/// The folder whose files belong together with a path.
fn around(path: &Path) -> PathBuf {
    let real = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    marked_folder(&real).unwrap_or(real)
}

fn print(serve: &Serve, workplace: &Workplace, report: &Report, shelf: &Shelf) -> Result<()> {
    let workspace = &workplace.loaded.workspace;
    names::offerings(workspace, workplace.as_of)?;
    let drafts = drafts::of(workplace, report);
    let templates = templates(workplace)?;
    let options = options(workplace, &serve.lang, &templates, drafts)?;
    site::build(workspace, &templates, &options, shelf).map(drop)
}

/// A line for each finding.
fn lines(report: &Report) -> Result<String> {
    if report.findings.is_empty() {
        return Ok(String::new());
    }
    let style = Style {
        verbosity: Verbosity::Quiet,
        ..Style::default()
    };
    text::render(report, &style)
}

/// Whether something that should be on pages cannot be read.
fn is_partial(prepared: &Prepared, workplace: &Workplace) -> bool {
    let mut findings = workplace.loaded.findings.iter();
    prepared.is_incomplete() || findings.any(|finding| finding.severity == Severity::Error)
}

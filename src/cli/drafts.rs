//! Which offerings can only be published as drafts, because something in them is wrong.

use crate::cli::prepare::Workplace;
use crate::finding::{Finding, Severity};
use crate::model::Entry;
use crate::report::Report;
use crate::site;
use std::collections::BTreeSet;

/// Ids of the offerings that have pages and errors.
pub(super) fn of(workplace: &Workplace, report: &Report) -> BTreeSet<String> {
    let workspace = &workplace.loaded.workspace;
    let wrong = |entry: &&Entry| {
        let broken = |entry: &Entry| entry.stopped;
        let found = report.findings.iter().any(|reported| {
            let finding = &reported.finding;
            finding.severity == Severity::Error && is_about(finding, &entry.id)
        });
        found || broken(entry) || workspace.partner_of(entry).is_some_and(broken)
    };
    let published = site::published(workspace, workplace.as_of).filter(wrong);
    published.map(|entry| entry.id.clone()).collect()
}

/// What must be mended before the pages can be published.
pub(super) fn concerns(finding: &Finding, drafts: &BTreeSet<String>) -> bool {
    let profile = finding.subject.kind == "PartnerProfile";
    let offering = drafts.iter().any(|id| is_about(finding, id));
    finding.severity == Severity::Error && (offering || profile || finding.subject.kind.is_empty())
}

fn is_about(finding: &Finding, offering: &str) -> bool {
    finding.subject.kind == "SupportOffering" && finding.subject.id == offering
}

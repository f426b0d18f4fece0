//! Changes as the findings of a report, for the formats that programs read.

use super::Found;
use super::access;
use super::side::Side;
use crate::cli::args::FailOnChange;
use crate::diff::{Change, Kind, Level, Spot};
use crate::finding::{Finding, Severity};
use crate::report::{Gate, Origin, Report, Reported, Rule, Run};

/// All changes as a report on NEW.
pub(super) fn report(
    found: &Found<'_, '_>,
    new: &Side<'_>,
    words: Vec<String>,
    fail_on: FailOnChange,
    code: u8,
) -> Report {
    let changes = || found.compared.iter().flat_map(|one| &one.changes);
    let rules = changes().map(|change| (change.kind.id.to_owned(), rule(change.kind)));
    let own = found.access.iter();
    let own = own.map(|change| (change.kind.id.to_owned(), access::rule(change.kind)));
    let findings = changes().filter_map(finding);
    let findings = findings.chain(found.access.iter().filter_map(access::finding));
    let entries = new.workplace.loaded.workspace.entries();
    Report {
        run: Run {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            command: words,
            partner: partner(new),
            as_of: new.as_of.to_string(),
            documents: entries.len(),
            gate: gate(fail_on),
            exit_code: code,
            ..Run::default()
        },
        rules: rules.chain(own).collect(),
        findings: Reported::all(findings.collect()),
        ..Report::default()
    }
}

fn partner(side: &Side<'_>) -> String {
    let partners = side.workplace.loaded.workspace.of_kind("PartnerProfile");
    let names = partners.filter_map(|partner| partner.spec()?.str("legalName"));
    names.collect::<Vec<_>>().join(", ")
}

fn finding(change: &Change<'_>) -> Option<Finding> {
    let spot = change.new.or(change.old)?;
    let before = change.old.filter(|_| change.new.is_some());
    let finding = Finding {
        rule: change.kind.id.to_owned(),
        severity: severity(change.kind.level),
        message: format!("{}: {}", change.kind.level.word(), change.says),
        help: String::new(),
        place: spot.place(),
        related: Vec::new(),
        subject: spot.subject(),
    };
    Some(match before.map(Spot::place) {
        Some(place) => finding.related(place, "before"),
        None => finding,
    })
}

const fn severity(level: Level) -> Severity {
    match level {
        Level::Breach => Severity::Error,
        Level::Reduction => Severity::Warning,
        Level::Neutral | Level::Improvement => Severity::Info,
    }
}

const fn gate(fail_on: FailOnChange) -> Gate {
    let fail_on = match fail_on {
        FailOnChange::Notice => Some(Severity::Error),
        FailOnChange::Reduction | FailOnChange::Access => Some(Severity::Warning),
        FailOnChange::Any => Some(Severity::Info),
        FailOnChange::Never => None,
    };
    Gate {
        fail_on,
        fail_on_unknown: false,
    }
}

fn rule(kind: &Kind) -> Rule {
    Rule {
        id: kind.id.to_owned(),
        name: kind.id.to_owned(),
        title: kind.title.to_owned(),
        why: kind.why.to_owned(),
        origin: Origin::Promise,
        severity: Some(severity(kind.level)),
        ..Rule::default()
    }
}

//! What a report tells as cases of a test report: one per finding, one per clean file.
//!
//! Only findings that make the run fail are failures; the others pass, and so do those that a baseline
//! lists: one schema of `JUnit` knows no case that is skipped. Nothing here knows how a case is written down.

use crate::finding::{Finding, Severity};
use crate::report::contents::{Report, Reported, State, Verdict};
use crate::report::{place, plain, words};
use std::collections::BTreeSet;

/// One test case; no two of a report have the same name.
pub(super) struct Case<'a> {
    /// What the case belongs to: the file, or the subject where no file is to blame.
    pub(super) class: String,
    /// Its name.
    pub(super) name: String,
    /// Whether it makes the run fail.
    pub(super) fails: bool,
    /// What there is to tell.
    pub(super) about: About<'a>,
}

/// What a case tells.
pub(super) enum About<'a> {
    /// Something was found.
    Found(&'a Reported),
    /// A rule could not be judged, and the run fails because of it.
    Unknown(&'a Verdict),
    /// A file in which nothing was found.
    Clean,
}

/// The least severity that shows as a failure. Where nothing fails the run, errors still do: a viewer
/// has no other sign.
pub(super) fn least(report: &Report) -> Severity {
    report.run.gate.fail_on.unwrap_or(Severity::Error)
}

/// All cases of a report: findings by place, then what is unknown, then clean files.
pub(super) fn cases(report: &Report) -> Vec<Case<'_>> {
    let least = least(report);
    let found = report.findings.iter();
    let unknown = report
        .verdicts
        .iter()
        .filter(|verdict| verdict.state == State::Unknown && report.run.gate.fail_on_unknown);
    let mut cases: Vec<Case<'_>> = found.map(|reported| of_finding(reported, least)).collect();
    cases.extend(report.known.iter().map(|reported| Case {
        fails: false,
        ..of_finding(reported, least)
    }));
    cases.extend(unknown.map(of_unknown));
    cases.extend(clean(report).into_iter().map(of_clean));
    unique(&mut cases);
    cases
}

fn of_finding(reported: &Reported, least: Severity) -> Case<'_> {
    let Finding {
        rule,
        severity,
        place,
        ..
    } = &reported.finding;
    Case {
        class: place.source.path.clone(),
        name: format!("{rule} {}", place::text(place)),
        fails: *severity >= least,
        about: About::Found(reported),
    }
}

fn of_unknown(verdict: &Verdict) -> Case<'_> {
    let subject = words::subject(&verdict.subject);
    Case {
        name: format!("{} {subject} could not be judged", verdict.rule),
        class: subject,
        fails: true,
        about: About::Unknown(verdict),
    }
}

fn of_clean(path: &str) -> Case<'_> {
    Case {
        class: path.to_owned(),
        name: format!("{path} has no findings"),
        fails: false,
        about: About::Clean,
    }
}

/// The files in which nothing was found, sorted.
fn clean(report: &Report) -> BTreeSet<&str> {
    let findings = report.findings.iter().chain(&report.known);
    let with_findings: BTreeSet<&str> = findings
        .map(|reported| reported.finding.place.source.path.as_str())
        .collect();
    let inputs = report.run.inputs.iter().map(|input| input.path.as_str());
    inputs
        .filter(|path| !with_findings.contains(path))
        .collect()
}

/// Viewers keep the first of several cases with one name, so later ones get a number.
fn unique(cases: &mut [Case<'_>]) {
    let mut seen = BTreeSet::new();
    for case in cases {
        let plain = case.name.clone();
        let mut next = 2;
        while !seen.insert(plain::line(&case.name).into_owned()) {
            case.name = format!("{plain} ({next})");
            next += 1;
        }
    }
}

impl Case<'_> {
    /// The file that it is about, where it is about one.
    pub(super) fn file(&self) -> Option<&str> {
        match self.about {
            About::Found(_) | About::Clean => Some(&self.class),
            About::Unknown(verdict) => {
                let place = verdict.place.as_ref();
                place.map(|place| place.source.path.as_str())
            }
        }
    }

    /// What is wrong, in one sentence; empty where nothing is.
    pub(super) fn message(&self) -> String {
        match self.about {
            About::Found(reported) => reported.finding.message.clone(),
            About::Unknown(verdict) => {
                let subject = words::subject(&verdict.subject);
                format!("{subject} could not be judged: {}", verdict.note)
            }
            About::Clean => String::new(),
        }
    }

    /// The rule that speaks; empty where none does.
    pub(super) fn rule(&self) -> &str {
        match self.about {
            About::Found(reported) => &reported.finding.rule,
            About::Unknown(verdict) => &verdict.rule,
            About::Clean => "",
        }
    }
}

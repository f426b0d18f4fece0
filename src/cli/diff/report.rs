//! Changes as the findings of a report, for the formats that programs read.

use super::side::Side;
use super::{Found, text};
use crate::cli::args::FailOnChange;
use crate::diff::access::{AccessChange, Reach};
use crate::diff::{Change, Level, Spot};
use crate::finding::{Finding, Severity};
use crate::report::{Gate, Origin, Report, Reported, Rule, Run};

/// All changes as a report on NEW.
pub(super) fn report(
    found: &Found<'_, '_>,
    (old, new): (&Side<'_>, &Side<'_>),
    words: Vec<String>,
    fail_on: FailOnChange,
    code: u8,
) -> Report {
    let access = found.access.iter().map(Seen::of_access);
    let promises = found.promises().map(Seen::of_promise);
    let seen: Vec<Seen<'_>> = promises.chain(access).collect();
    let rules = seen.iter().map(|one| (one.id.to_owned(), one.rule()));
    let findings = seen.iter().filter_map(Seen::finding);
    let entries = new.workplace.loaded.workspace.entries();
    Report {
        run: Run {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            command: words,
            partner: partner(new),
            as_of: new.as_of.to_string(),
            documents: entries.len(),
            inputs: old.workplace.read().chain(new.workplace.read()).collect(),
            gate: gate(fail_on),
            exit_code: code,
            ..Run::default()
        },
        comparison: Some(text::found(found)),
        rules: rules.collect(),
        findings: Reported::all(findings.collect()),
        ..Report::default()
    }
}

fn partner(side: &Side<'_>) -> String {
    let partners = side.workplace.loaded.workspace.of_kind("PartnerProfile");
    let names = partners.filter_map(|partner| partner.spec()?.str("legalName"));
    names.collect::<Vec<_>>().join(", ")
}

/// A change of a promise or of access, as reports see it.
struct Seen<'a> {
    id: &'static str,
    word: &'static str,
    severity: Severity,
    title: &'static str,
    why: &'static str,
    says: &'a str,
    old: Option<Spot<'a>>,
    new: Option<Spot<'a>>,
}

impl<'a> Seen<'a> {
    fn of_promise(change: &'a Change<'a>) -> Self {
        let kind = change.kind;
        Self {
            id: kind.id,
            word: kind.level.word(),
            severity: match kind.level {
                Level::Breach => Severity::Error,
                Level::Reduction => Severity::Warning,
                Level::Neutral | Level::Improvement => Severity::Info,
            },
            title: kind.title,
            why: kind.why,
            says: &change.says,
            old: change.old,
            new: change.new,
        }
    }

    /// What is wider is a warning, because somebody should look at it.
    fn of_access(change: &'a AccessChange<'a>) -> Self {
        let kind = change.kind;
        Self {
            id: kind.id,
            word: kind.reach.word(),
            severity: match kind.reach {
                Reach::Wider => Severity::Warning,
                Reach::Other | Reach::Narrower => Severity::Info,
            },
            title: kind.title,
            why: kind.why,
            says: &change.says,
            old: change.old,
            new: change.new,
        }
    }

    fn finding(&self) -> Option<Finding> {
        let spot = self.new.or(self.old)?;
        let before = self.old.filter(|_| self.new.is_some());
        let finding = Finding {
            rule: self.id.to_owned(),
            severity: self.severity,
            message: format!("{}: {}", self.word, self.says),
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

    /// What a report says about a kind of change.
    fn rule(&self) -> Rule {
        Rule {
            id: self.id.to_owned(),
            name: self.id.to_owned(),
            title: self.title.to_owned(),
            why: self.why.to_owned(),
            origin: Origin::Promise,
            severity: Some(self.severity),
            ..Rule::default()
        }
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

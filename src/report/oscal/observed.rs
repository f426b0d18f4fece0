//! What was observed: one answer of one rule on one subject, from verdicts and from findings without one.

use super::shape::{About, Actor, Evidence, Observation, Origin};
use super::{instant, prop, props, prose, uuid};
use crate::finding::{self, Place, Severity};
use crate::report::contents::{Report, Reported, State, Verdict};
use crate::report::{place, words};
use std::collections::{BTreeMap, BTreeSet};

/// An answer that a reader has to see.
pub(super) struct Answer<'a> {
    /// The rule that was asked.
    pub(super) rule: &'a str,
    /// What it answered.
    pub(super) state: State,
    /// The waiver that excuses it.
    pub(super) waiver: Option<&'a str>,
    subject: &'a finding::Subject,
    place: Option<&'a Place>,
    told: &'a str,
    severity: Option<Severity>,
    fingerprint: Option<&'a str>,
}

/// All answers by rule; rules that do not speak about their subject have none.
pub(super) fn answers(report: &Report) -> BTreeMap<&str, Vec<Answer<'_>>> {
    let found = report.findings.iter().chain(&report.known);
    let by_print: BTreeMap<&str, &Reported> = found
        .map(|found| (found.fingerprint.as_str(), found))
        .collect();
    let verdicts = report.verdicts.iter();
    let judged: BTreeSet<&str> = verdicts.filter_map(|v| v.finding.as_deref()).collect();
    let without_verdict = report.findings.iter().chain(&report.known);
    let without_verdict = without_verdict.filter(|f| !judged.contains(f.fingerprint.as_str()));
    let verdicts = report.verdicts.iter();
    let verdicts = verdicts.filter(|verdict| verdict.state != State::NotApplicable);
    let answers = without_verdict
        .map(of_finding)
        .chain(verdicts.map(|verdict| {
            let found = verdict.finding.as_deref().and_then(|f| by_print.get(f));
            of_verdict(verdict, found.copied())
        }));
    let mut by_rule: BTreeMap<&str, Vec<Answer<'_>>> = BTreeMap::new();
    for answer in answers {
        by_rule.entry(answer.rule).or_default().push(answer);
    }
    by_rule
}

fn of_finding(reported: &Reported) -> Answer<'_> {
    let finding = &reported.finding;
    Answer {
        rule: &finding.rule,
        state: State::NotMet,
        waiver: None,
        subject: &finding.subject,
        place: Some(&finding.place),
        told: &finding.message,
        severity: Some(finding.severity),
        fingerprint: Some(&reported.fingerprint),
    }
}

fn of_verdict<'a>(verdict: &'a Verdict, found: Option<&'a Reported>) -> Answer<'a> {
    Answer {
        rule: &verdict.rule,
        state: verdict.state,
        waiver: verdict.waiver.as_deref(),
        subject: &verdict.subject,
        place: verdict.place.as_ref(),
        told: found.map_or(&verdict.note, |found| &found.finding.message),
        severity: found.map(|found| found.finding.severity),
        fingerprint: found.map(|found| found.fingerprint.as_str()),
    }
}

/// The name of the resource that stands for a file.
pub(super) fn resource(path: &str) -> String {
    uuid(&["file", path])
}

/// The name of the tool among the assets.
pub(super) fn tool() -> String {
    uuid(&["tool", "csp-support"])
}

impl Answer<'_> {
    /// Where the answer was read off.
    pub(super) fn path(&self) -> Option<&str> {
        self.place.map(|place| place.source.path.as_str())
    }

    /// The name that the observation keeps from run to run; `twin` counts equal ones.
    fn uuid(&self, twin: usize) -> String {
        let twin = twin.to_string();
        let known = words::subject(self.subject);
        let about = self.fingerprint.unwrap_or(&known);
        let path = self.path().unwrap_or_default();
        uuid(&["observation", self.rule, about, path, &twin])
    }

    fn observation(&self, twin: usize, collected: &str) -> Observation {
        let told = match self.told.trim() {
            "" => self.state.meaning().to_owned(),
            told => format!("{}: {told}", self.state.word()),
        };
        let severity = self.severity.map_or("", Severity::word);
        Observation {
            uuid: self.uuid(twin),
            description: prose(&told),
            props: props([
                ("rule", self.rule),
                ("state", self.state.key()),
                ("severity", severity),
                ("fingerprint", self.fingerprint.unwrap_or_default()),
                ("waiver", self.waiver.unwrap_or_default()),
            ]),
            methods: ["TEST-AUTOMATED"],
            types: [match self.state {
                State::Met => "control-objective",
                _ => "finding",
            }],
            origins: [Origin {
                actors: [Actor {
                    sort: "tool",
                    actor_uuid: tool(),
                }],
            }],
            subjects: self.subjects(),
            relevant_evidence: self.place.iter().map(|place| evidence(place)).collect(),
            collected: collected.to_owned(),
        }
    }

    /// The document, as a part of its file.
    fn subjects(&self) -> Vec<About> {
        let name = words::subject(self.subject);
        let file = self.path().filter(|_| !name.is_empty());
        let subject = file.map(|path| About {
            subject_uuid: resource(path),
            sort: "resource",
            title: prose(&name),
        });
        subject.into_iter().collect()
    }
}

fn evidence(at: &Place) -> Evidence {
    let start = at.source.line_col(at.span.start);
    Evidence {
        href: format!("#{}", resource(&at.source.path)),
        description: prose(&place::text(at)),
        props: [
            prop("line", &start.line.to_string()),
            prop("column", &start.column.to_string()),
        ]
        .into_iter()
        .flatten()
        .collect(),
    }
}

/// The observations of a rule, and what refers to each of them with the waiver in use: all subjects on which
/// it holds are one observation, every other answer is one of its own.
pub(super) fn observations<'a>(
    answers: &[Answer<'a>],
    days: &str,
) -> Vec<(Observation, Option<&'a str>)> {
    let collected = instant(days);
    let (met, other): (Vec<_>, Vec<_>) = answers
        .iter()
        .partition(|answer| answer.state == State::Met);
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let single = other.into_iter().map(|answer| {
        let twin = seen.entry(answer.uuid(0)).or_default();
        *twin += 1;
        (answer.observation(*twin, &collected), answer.waiver)
    });
    let single: Vec<_> = single.collect();
    let holds = holds(&met, &collected).map(|observation| (observation, None));
    holds.into_iter().chain(single).collect()
}

/// All subjects on which a rule holds.
fn holds(met: &[&Answer<'_>], collected: &str) -> Option<Observation> {
    let first = met.first()?;
    let subjects = met.iter().flat_map(|answer| answer.subjects());
    let by_title: BTreeMap<String, About> = subjects
        .map(|subject| (subject.title.clone(), subject))
        .collect();
    let times = words::number(met.len() as u64, "time");
    Some(Observation {
        uuid: uuid(&["holds", first.rule]),
        description: prose(&format!("{}: {times}", State::Met.word())),
        subjects: by_title.into_values().collect(),
        relevant_evidence: Vec::new(),
        ..first.observation(0, collected)
    })
}

//! A report compared with earlier ones: every finding of the last of them is accounted for.

use super::Assembly;
use crate::finding::key::Key;
use crate::judge::baseline::{Answers, Fate, Tally, take_one};
use crate::report::contents::{Pack, Report};
use crate::report::reported::{Novelty, Reported, order};
use crate::report::trend::{Earlier, Past, PastRun, Trend};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Earlier reports, and what was asked this time.
#[derive(Debug, Default)]
pub(super) struct Looking {
    pub(super) earlier: Vec<Earlier>,
    pub(super) answers: Vec<Answers>,
}

impl Assembly {
    /// Compares with earlier reports: with the last one in full, with the others by their counts.
    pub fn compare_with(&mut self, mut earlier: Vec<Earlier>) {
        earlier.sort_by(|a, b| a.run.date.cmp(&b.run.date));
        self.looking.earlier = earlier;
    }

    /// Adds what could be told of a workspace, for findings that are not there any more.
    pub fn add_answers(&mut self, answers: Answers) {
        self.looking.answers.push(answers);
    }
}

/// Puts the comparison into the report. Where there is no baseline, it tells what is new.
pub(super) fn look_back(report: &mut Report, looking: &Looking) {
    let Some(last) = looking.earlier.last() else {
        return;
    };
    let mut trend = compared(report, last, &looking.answers);
    trend.runs = looking
        .earlier
        .iter()
        .map(|past| past.run.clone())
        .collect();
    trend.remarks = remarks(report, last);
    date(report, &looking.earlier);
    let new: BTreeSet<&String> = trend.new.iter().collect();
    if report.baseline.is_none() {
        for reported in &mut report.findings {
            reported.novelty = Some(if new.contains(&reported.fingerprint) {
                Novelty::New
            } else {
                Novelty::Unchanged
            });
        }
    }
    report.trend = Some(trend);
}

/// Tells each finding the day on which it was first seen: as far back as earlier reports have it without a gap,
/// or know it themselves.
fn date(report: &mut Report, earlier: &[Earlier]) {
    let today = report.run.as_of.clone();
    let found = report.findings.iter_mut().chain(&mut report.known);
    let mut found: Vec<&mut Reported> = found.collect();
    found.sort_by(|a, b| order(&a.finding).cmp(&order(&b.finding)));
    for own in &mut found {
        own.first_seen.clone_from(&today);
    }
    for report in earlier.iter().rev() {
        let mut seen: BTreeMap<&Key, VecDeque<&str>> = BTreeMap::new();
        for past in &report.findings {
            let day = past.first_seen.as_str();
            let day = if is_day(day) { day } else { &report.run.date };
            seen.entry(&past.key).or_default().push_back(day);
        }
        found.retain_mut(|own| {
            let days = seen.get_mut(&Key::of(&own.finding));
            let Some(day) = days.and_then(VecDeque::pop_front) else {
                return false;
            };
            if is_day(day) && day < own.first_seen.as_str() {
                day.clone_into(&mut own.first_seen);
            }
            true
        });
    }
}

/// What an earlier report calls a day may be anything.
fn is_day(text: &str) -> bool {
    text.parse::<Date>()
        .is_ok_and(|day| day.to_string() == text)
}

fn compared(report: &Report, last: &Earlier, answers: &[Answers]) -> Trend {
    let mut trend = Trend::default();
    let mut open = Tally::new();
    for past in &last.findings {
        *open.entry(past.key.clone()).or_default() += 1;
    }
    let mut hides_documents = false;
    for reported in report.all_findings() {
        if take_one(&mut open, &Key::of(&reported.finding)) {
            trend.unchanged += 1;
        } else {
            hides_documents |= reported.finding.subject.id.is_empty();
            trend.new.push(reported.fingerprint.clone());
        }
    }
    // Of several that share a key, the first ones count as still there.
    let mut gone: Vec<&Past> = Vec::new();
    for past in last.findings.iter().rev() {
        if take_one(&mut open, &past.key) {
            gone.push(past);
        }
    }
    for past in gone.into_iter().rev() {
        match fate(&past.key, answers, hides_documents) {
            Fate::Gone => trend.fixed.push(past.clone()),
            Fate::Waived(_) => trend.waived.push(past.clone()),
            Fate::Untold => trend.untold.push(past.clone()),
            Fate::NotAsked => trend.not_asked += 1,
        }
    }
    trend
}

/// What became of a finding, by all workspaces: it is gone only where none knows otherwise.
fn fate(key: &Key, answers: &[Answers], hides_documents: bool) -> Fate {
    let fates = answers
        .iter()
        .map(|answers| answers.fate(key, hides_documents));
    let rank = |fate: &Fate| match fate {
        Fate::Waived(_) => 0,
        Fate::Untold => 1,
        Fate::NotAsked => 2,
        Fate::Gone => 3,
    };
    fates.min_by_key(rank).unwrap_or(Fate::NotAsked)
}

/// What else differs between the two, and so may be behind a change.
fn remarks(report: &Report, last: &Earlier) -> Vec<String> {
    let run = &report.run;
    let mut remarks = Vec::new();
    if last.partner != run.partner {
        remarks.push(format!(
            "the earlier report is about `{}`, this one about `{}`",
            last.partner, run.partner
        ));
    }
    if last.version != run.version {
        remarks.push(format!(
            "csp-support was {} then and is {} now",
            last.version, run.version
        ));
    }
    let (then, now) = (packs(&last.packs), packs(&run.packs));
    if then != now {
        remarks.push(format!("the rules were {then} then and are {now} now"));
    }
    let later = |past: &PastRun| past.date > run.as_of;
    if later(&last.run) {
        remarks.push(format!(
            "the earlier report was judged as of {}, a later day than this one",
            last.run.date
        ));
    }
    remarks
}

fn packs(packs: &[Pack]) -> String {
    let pack = |pack: &Pack| {
        let read = match pack.sources_read.as_str() {
            "" => String::new(),
            day => format!(" (sources read {day})"),
        };
        format!("{} {}{read}", pack.name, pack.version)
    };
    packs.iter().map(pack).collect::<Vec<_>>().join(", ")
}

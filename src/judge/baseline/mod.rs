//! Baselines: findings that are known and do not fail a run, so that only new ones do.
//!
//! It reads and writes the file and tells known findings from new ones by their keys. It must never know
//! where the file is kept, nor how findings are printed.

mod fate;
mod text;

pub use fate::{Answers, Asked, Fate};
pub use text::text;

use crate::error::Result;
use crate::finding::key::Key;
use crate::finding::{Finding, Place, Severity, Span, Subject, builtin};
use crate::model::schema::Schema;
use crate::source::Source;
use crate::yaml::{self, Document, NodeRef};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The name and version of the file's format.
pub const FORMAT: &str = "csp-support/baseline/v1";

/// Findings by what they are recognised by, and how many share it.
pub type Tally = BTreeMap<Key, u32>;

/// What a baseline lists.
#[derive(Debug, Clone, Default)]
pub struct Baseline {
    /// Its entries, in the order of the file.
    pub entries: Vec<Known>,
}

/// An entry of a baseline.
#[derive(Debug, Clone)]
pub struct Known {
    /// What its findings are recognised by.
    pub key: Key,
    /// How many findings it stands for.
    pub count: u32,
    /// Where it stands.
    pub place: Place,
}

/// How findings stand to a baseline.
#[derive(Debug)]
pub struct Review<'a> {
    /// For each finding, in the given order, whether it is known.
    pub known: Vec<bool>,
    /// What the baseline lists in vain.
    pub stale: Vec<Stale<'a>>,
}

/// An entry that stands for findings that are not there.
#[derive(Debug)]
pub struct Stale<'a> {
    /// The entry.
    pub entry: &'a Known,
    /// How many of its findings are not there.
    pub count: u32,
    /// The waiver that excuses them; none where they are mended.
    pub waiver: Option<String>,
}

impl Baseline {
    /// Reads a baseline, or says everything that is wrong with it.
    pub fn read(source: &Arc<Source>) -> Result<Result<Self, Vec<Finding>>> {
        let reading = yaml::read(source);
        let mut findings = reading.findings;
        // What people typed stands here with its odd characters written out; their documents are warned of.
        findings.retain(|finding| finding.severity == Severity::Error);
        let mut documents = reading.documents.iter();
        let Some(document) = documents.find(|document| !document.root().is_null()) else {
            findings.extend(findings.is_empty().then(|| empty(source)));
            return Ok(Err(findings));
        };
        let root = document.root();
        let misfits = Schema::load("baseline")?.misfits(root);
        findings.extend(misfits.into_iter().map(|misfit| misfit.finding));
        let mut entries = Vec::new();
        for item in root.get("findings").into_iter().flat_map(NodeRef::items) {
            match entry(item) {
                Ok(entry) => entries.push(entry),
                Err(finding) => findings.push(*finding),
            }
        }
        Ok(if findings.is_empty() {
            Ok(Self { entries })
        } else {
            Err(findings)
        })
    }

    /// Whether a file is meant to be a baseline, so that mistakes in it are worth showing.
    pub fn is_meant(source: &Arc<Source>) -> bool {
        if source.text.trim().is_empty() {
            return true;
        }
        let mut lines = source.text.lines();
        let is_listed = |document: &Document| document.root().get("findings").is_some();
        lines.any(|line| line.starts_with("findings:"))
            || yaml::read(source).documents.iter().any(is_listed)
    }

    /// What it lists, each key once: entries that say the same are added up.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::new();
        for Known { key, count, .. } in &self.entries {
            let sum = tally.entry(key.clone()).or_default();
            *sum = sum.saturating_add(*count);
        }
        tally
    }

    /// Tells known findings from new ones, and finds what is listed in vain. Of several findings that
    /// share a key, the first ones are known.
    pub fn review(&self, findings: &[&Finding], answers: &Answers) -> Review<'_> {
        let mut open = self.tally();
        let known = findings
            .iter()
            .map(|finding| take_one(&mut open, &Key::of(finding)));
        let known: Vec<bool> = known.collect();
        let hides_documents = findings
            .iter()
            .zip(&known)
            .any(|(finding, known)| !known && finding.subject.id.is_empty());
        let stale = self.left_over(open).filter_map(|(entry, count)| {
            let waiver = match answers.fate(&entry.key, hides_documents) {
                Fate::Gone => None,
                Fate::Waived(waiver) => Some(waiver),
                Fate::Untold | Fate::NotAsked => return None,
            };
            Some(Stale {
                entry,
                count,
                waiver,
            })
        });
        let mut stale: Vec<_> = stale.collect();
        stale.reverse();
        Review { known, stale }
    }

    /// Entries that stand for more findings than were taken, the last ones first.
    fn left_over(&self, mut open: Tally) -> impl Iterator<Item = (&Known, u32)> {
        self.entries.iter().rev().filter_map(move |entry| {
            let more = open.get_mut(&entry.key)?;
            let own = entry.count.min(*more);
            *more -= own;
            (own > 0).then_some((entry, own))
        })
    }
}

/// Whether there was one more of these; takes it away.
pub fn take_one(tally: &mut Tally, key: &Key) -> bool {
    match tally.get_mut(key) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    }
}

fn entry(item: NodeRef<'_>) -> Result<Known, Box<Finding>> {
    let subject = |kind: &str, id: &str| Subject {
        kind: kind.to_owned(),
        id: id.to_owned(),
        pointer: item.str("at").unwrap_or_default().to_owned(),
    };
    let document = item.str("document").and_then(|name| name.split_once('/'));
    let (subject, path) = match (document, item.str("file")) {
        (Some((kind, id)), None) => (subject(kind, id), ""),
        (None, Some(file)) => (subject("", ""), file),
        _ => return Err(Box::new(unclear(item))),
    };
    let count = item.get("count").and_then(NodeRef::as_int);
    Ok(Known {
        key: Key {
            rule: item.str("rule").unwrap_or_default().to_owned(),
            subject,
            path: path.to_owned(),
        },
        count: count.and_then(|count| count.try_into().ok()).unwrap_or(1),
        place: item.place(),
    })
}

fn empty(source: &Arc<Source>) -> Finding {
    let place = Place {
        source: Arc::clone(source),
        span: Span::default(),
    };
    Finding::builtin(builtin::SCHEMA_VALUE, place, "the file is empty")
        .help("name a file that `csp-support baseline write` wrote")
}

fn unclear(item: NodeRef<'_>) -> Finding {
    let message = "this entry should name either a `document` or a `file`";
    Finding::builtin(builtin::SCHEMA_VALUE, item.place(), message)
        .help("write `document: AccessGrant/acme-gdap`, or remove the entry")
}

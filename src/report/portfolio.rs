//! The portfolio: every offering and every customer in one row, the worst first, so that nobody has to
//! read four hundred cards to find the one that matters.
//!
//! Each document is the business of exactly one row, so that the rows add up to the counts of the report.

use crate::finding::{Finding, Severity, Subject};
use crate::report::contents::{Counts, DocumentLine, Report, State};
use crate::report::words::{SEVERITIES, number};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Whose business a document is.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    /// Of the offering with this id.
    Offering(String),
    /// Of the customer with this id.
    Customer(String),
    /// Of the partner: what all offerings and customers share.
    #[default]
    Partner,
}

impl Whose {
    /// What people call the sort.
    pub const fn sort(&self) -> &'static str {
        match self {
            Self::Offering(_) => "offering",
            Self::Customer(_) => "customer",
            Self::Partner => "partner",
        }
    }

    /// The document's kind and id, as waivers write them; `partner` where several documents are meant.
    pub fn key(&self) -> String {
        match self {
            Self::Offering(id) => format!("SupportOffering/{id}"),
            Self::Customer(id) => format!("Customer/{id}"),
            Self::Partner => "partner".to_owned(),
        }
    }
}

/// An offering, a customer, or what all of them share.
#[derive(Debug, Clone, Default)]
pub struct PortfolioRow {
    /// Whose row it is.
    pub whose: Whose,
    /// What people call it.
    pub title: String,
    /// The file it is written in; empty for what all share.
    pub path: String,
    /// How many documents are its business.
    pub documents: usize,
    /// Its verdicts.
    pub counts: Counts,
    /// How many findings it has, in the order of [`SEVERITIES`].
    pub findings: [usize; 3],
    /// Fingerprint of the worst finding, the first of its severity.
    pub worst: Option<String>,
}

impl PortfolioRow {
    /// What is worst about it. A finding without a verdict counts as not met.
    pub fn state(&self) -> State {
        let counts = self.counts;
        let open = self.findings.iter().sum::<usize>() > counts.contested;
        let worst = [
            (State::NotMet, open || counts.not_met > 0),
            (State::Contested, counts.contested > 0),
            (State::Unknown, counts.unknown > 0),
            (State::Waived, counts.waived > 0),
            (State::Met, counts.met > 0),
        ];
        let found = worst.into_iter().find(|(_, is)| *is);
        found.map_or(State::NotApplicable, |(state, _)| state)
    }

    /// Whether somebody has to look at it.
    pub fn is_open(&self) -> bool {
        !matches!(self.state(), State::Met | State::NotApplicable)
    }

    /// `2 errors, 1 warning, 3 unknown`; `nothing to look at` where that is so.
    pub fn words(&self) -> String {
        let found = SEVERITIES.iter().zip(self.findings);
        let found = found.filter(|(_, count)| *count > 0);
        let mut words: Vec<String> = found
            .map(|(severity, count)| match severity {
                Severity::Info => format!("{count} info"),
                _ => number(count as u64, severity.word()),
            })
            .collect();
        for state in [State::Unknown, State::Waived] {
            if self.counts.of(state) > 0 {
                words.push(format!("{} {}", self.counts.of(state), state.word()));
            }
        }
        if words.is_empty() {
            return "nothing to look at".to_owned();
        }
        words.join(", ")
    }

    /// The worst first, then by name; what all share last among equals.
    fn rank(&self) -> impl Ord + use<> {
        (
            self.findings.map(Reverse),
            Reverse(self.counts.unknown),
            Reverse(self.counts.waived),
            self.whose == Whose::Partner,
            self.title.to_lowercase(),
            self.whose.clone(),
        )
    }
}

impl DocumentLine {
    /// Whether it is the offering or customer whose business it is.
    fn is_of_itself(&self) -> bool {
        let (kind, owner) = match &self.whose {
            Whose::Offering(id) => ("SupportOffering", id),
            Whose::Customer(id) => ("Customer", id),
            Whose::Partner => return false,
        };
        self.kind == kind && self.id == *owner
    }
}

/// Whose business documents are, by kind and id, and files where only one has documents in them.
#[derive(Debug)]
pub struct Owners<'a> {
    documents: BTreeMap<(&'a str, &'a str), &'a DocumentLine>,
    files: BTreeMap<&'a str, Option<&'a Whose>>,
}

impl<'a> Owners<'a> {
    /// Looks through the documents of a report.
    pub fn of(report: &'a Report) -> Self {
        let mut files: BTreeMap<&str, Option<&Whose>> = BTreeMap::new();
        for document in &report.documents {
            let only = files.entry(&document.path).or_insert(Some(&document.whose));
            *only = only.filter(|known| **known == document.whose);
        }
        let key = |document: &'a DocumentLine| (document.kind.as_str(), document.id.as_str());
        let documents = report.documents.iter();
        Self {
            documents: documents.map(|own| (key(own), own)).collect(),
            files,
        }
    }

    /// Whose business a verdict on this subject is.
    pub fn of_subject(&self, subject: &Subject) -> Whose {
        let known = self.documents.get(&(&*subject.kind, &*subject.id));
        known.map(|known| known.whose.clone()).unwrap_or_default()
    }

    /// Whose business a finding is; one of a file that cannot be read is its owner's, where there is one.
    pub fn of_finding(&self, finding: &Finding) -> Whose {
        let subject = &finding.subject;
        if let Some(known) = self.documents.get(&(&*subject.kind, &*subject.id)) {
            return known.whose.clone();
        }
        let path = finding.place.source.path.as_str();
        let file = self.files.get(path).copied().flatten();
        file.cloned().unwrap_or_default()
    }

    /// What people call an owner.
    pub fn title(&self, whose: &Whose) -> String {
        let (kind, id) = match whose {
            Whose::Offering(id) => ("SupportOffering", id),
            Whose::Customer(id) => ("Customer", id),
            Whose::Partner => return "What all share".to_owned(),
        };
        let known = self.documents.get(&(kind, id.as_str()));
        let title = known.map(|known| &known.title);
        title
            .filter(|title| !title.is_empty())
            .unwrap_or(id)
            .clone()
    }
}

impl Report {
    /// All offerings and customers, and what they share; the worst first. Empty where documents are not told.
    pub fn portfolio(&self) -> Vec<PortfolioRow> {
        let owners = Owners::of(self);
        let mut rows: BTreeMap<Whose, PortfolioRow> = BTreeMap::new();
        for document in &self.documents {
            let row = row(&mut rows, &document.whose);
            row.documents += 1;
            if document.is_of_itself() {
                row.path.clone_from(&document.path);
            }
        }
        if rows.is_empty() {
            return Vec::new();
        }
        for verdict in &self.verdicts {
            let row = row(&mut rows, &owners.of_subject(&verdict.subject));
            row.counts.add(verdict.state);
        }
        for severity in SEVERITIES {
            let found = self.all_findings().into_iter();
            for reported in found.filter(|own| own.finding.severity == severity) {
                let row = row(&mut rows, &owners.of_finding(&reported.finding));
                row.findings[place(severity)] += 1;
                row.worst
                    .get_or_insert_with(|| reported.fingerprint.clone());
            }
        }
        let mut rows: Vec<PortfolioRow> = rows.into_values().collect();
        for row in &mut rows {
            row.title = owners.title(&row.whose);
        }
        rows.sort_by_cached_key(PortfolioRow::rank);
        rows
    }
}

fn row<'r>(rows: &'r mut BTreeMap<Whose, PortfolioRow>, whose: &Whose) -> &'r mut PortfolioRow {
    rows.entry(whose.clone()).or_insert_with(|| PortfolioRow {
        whose: whose.clone(),
        ..PortfolioRow::default()
    })
}

/// Where a severity stands among [`SEVERITIES`].
const fn place(severity: Severity) -> usize {
    match severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Info => 2,
    }
}

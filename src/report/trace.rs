//! Traceability: from an obligation to the fields it looks at and the place where customers read them, and back
//! from what customers read to the obligations behind it.
//!
//! It rests on what rule records name. A rule that asks facts alone names no field: then its facts are told, and no
//! field is said to be looked at that might not be.

use crate::finding::{Finding, Place, Subject};
use crate::page::sections::section;
use crate::report::contents::{Counts, Report};
use crate::report::portfolio::Whose;
use std::collections::{BTreeMap, BTreeSet};

/// What a rule looks at.
#[derive(Debug, Clone, Default)]
pub struct Sight {
    /// Kind of the documents; empty where it is not one kind.
    pub kind: String,
    /// Fields of their `spec`.
    pub fields: BTreeSet<String>,
    /// Fields of the partner's profile.
    pub of_partner: BTreeSet<String>,
    /// What else it goes by: facts, each with its sentence.
    pub facts: BTreeMap<String, String>,
    /// Whether it looks at every text that customers read.
    pub texts: bool,
}

/// A field of an offering.
#[derive(Debug, Clone)]
pub struct FieldLine {
    /// The offering and the field.
    pub subject: Subject,
    /// The field's name.
    pub field: String,
    /// Where it is written.
    pub place: Place,
    /// Where customers read it: page and section; none where no statement shows it.
    pub published: Option<String>,
}

/// A field as it is traced.
#[derive(Debug, Clone)]
pub struct Trace<'a> {
    /// The field.
    pub line: &'a FieldLine,
    /// The rules that look at it, with their verdicts on the offering.
    pub rules: Vec<(&'a str, Counts)>,
}

impl Report {
    /// What to write to mend a finding; none where its rule can only say it in words.
    pub fn patch(&self, finding: &Finding) -> Option<&str> {
        let place = &finding.place;
        let key = (
            finding.rule.clone(),
            place.source.path.clone(),
            place.span.start,
        );
        self.patches.get(&key).map(String::as_str)
    }

    /// Where customers read what is judged: `LANG/premium.html#hours`; none where they do not.
    pub fn published(&self, subject: &Subject) -> Option<String> {
        if subject.kind != "SupportOffering" {
            return None;
        }
        let page = self.pages.get(&subject.id)?;
        let mut parts = subject.pointer.split('/').skip(1);
        let field = parts.nth(1)?;
        address(page, field)
    }

    /// Every field of every published offering with the rules that look at it, in the order of the documents.
    pub fn traces(&self) -> Vec<Trace<'_>> {
        let mut verdicts: BTreeMap<(&str, &str), Counts> = BTreeMap::new();
        for verdict in self
            .verdicts
            .iter()
            .filter(|own| own.subject.kind == "SupportOffering")
        {
            let key = (verdict.subject.id.as_str(), verdict.rule.as_str());
            verdicts.entry(key).or_default().add(verdict.state);
        }
        let trace = |line| {
            let rules = self.sights.iter().filter(|(_, sight)| sight.sees(line));
            let counts = |rule: &str| verdicts.get(&(line.subject.id.as_str(), rule)).copied();
            Trace {
                line,
                rules: rules
                    .filter_map(|(rule, _)| Some((rule.as_str(), counts(rule)?)))
                    .collect(),
            }
        };
        self.fields.iter().map(trace).collect()
    }

    /// Where customers read the fields that a rule looks at, each place once.
    pub fn read_at(&self, sight: &Sight) -> BTreeSet<&str> {
        let seen = self.fields.iter().filter(|line| sight.sees(line));
        seen.filter_map(|line| line.published.as_deref()).collect()
    }

    /// What is published and no rule looks at by name, and what rules could look at and no page shows.
    pub fn loose_ends(&self) -> (Vec<Trace<'_>>, Vec<Trace<'_>>) {
        let traces = self.traces();
        let unasked = traces
            .iter()
            .filter(|own| own.line.published.is_some() && own.rules.is_empty());
        let unread = traces.iter().filter(|own| own.line.published.is_none());
        (unasked.cloned().collect(), unread.cloned().collect())
    }
}

impl Sight {
    fn sees(&self, line: &FieldLine) -> bool {
        self.kind == line.subject.kind && self.fields.contains(&line.field)
    }
}

impl FieldLine {
    /// A field of an offering, published on `page` if there is one.
    pub fn new(subject: Subject, field: &str, place: Place, page: Option<&String>) -> Self {
        Self {
            subject,
            field: field.to_owned(),
            place,
            published: page.and_then(|page| address(page, field)),
        }
    }

    /// Whose it is.
    pub fn whose(&self) -> Whose {
        Whose::Offering(self.subject.id.clone())
    }
}

fn address(page: &str, field: &str) -> Option<String> {
    let anchor = section(field)?;
    Some(match anchor {
        "" => page.to_owned(),
        anchor => format!("{page}#{anchor}"),
    })
}

//! What a finding is recognised by from run to run: its rule and what it is about.
//!
//! Never where it stands or how it is worded, so that a finding stays the same when lines move, texts are
//! improved or its document goes to another file.

use crate::finding::{Finding, Subject};
use std::fmt;

/// What a finding is recognised by. Several findings may share one.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Rule id or the name of a built-in check.
    pub rule: String,
    /// What it is about.
    pub subject: Subject,
    /// The file, where no document could be recognised in it; else empty.
    pub path: String,
}

impl Key {
    /// The key of a finding. A document that could not be read has no id; its path stands in.
    pub fn of(finding: &Finding) -> Self {
        let path = if finding.subject.id.is_empty() {
            finding.place.source.path.as_str()
        } else {
            ""
        };
        Self {
            rule: finding.rule.clone(),
            subject: finding.subject.clone(),
            path: path.to_owned(),
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            write!(f, "{} {}", self.rule, self.subject)
        } else {
            write!(f, "{} {}", self.rule, self.path)
        }
    }
}

/// `AccessGrant/acme-gdap#/spec/relationship`, as waivers write it.
impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, id, pointer } = self;
        match (id.is_empty(), pointer.is_empty()) {
            (true, _) => f.write_str(kind),
            (false, true) => write!(f, "{kind}/{id}"),
            (false, false) => write!(f, "{kind}/{id}#{pointer}"),
        }
    }
}

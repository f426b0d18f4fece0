//! Texts of waivers: new documents at the end of a file, and files without the waivers that are over.
//!
//! What stands beside them is left as it is, byte for byte. Which waivers come and go is decided elsewhere.

use super::edit::{self, Splice};
use super::lines::{Stuck, line_end, line_start, newline, range};
use super::written;
use crate::error::Result;
use crate::finding::Severity;
use crate::model::load::API_VERSION;
use crate::source::Source;
use crate::yaml::{self, NodeRef, Reading};
use jiff::civil::Date;
use serde_json::{Value, json};
use std::ops::Range;

/// A waiver to be written.
#[derive(Debug, Clone)]
pub struct NewWaiver {
    /// Its `metadata.id`.
    pub id: String,
    /// The rule's id.
    pub rule: String,
    /// What it covers: `Kind/id`, `Kind/id#/pointer` or a pattern of files.
    pub target: String,
    /// Why.
    pub reason: String,
    /// Who agreed.
    pub approver: String,
    /// The day on which that was.
    pub approved_on: Date,
    /// The last day on which it holds.
    pub expires: Date,
}

/// What is to be taken out of a file.
#[derive(Debug)]
pub enum Gone<'a> {
    /// A document.
    Document(NodeRef<'a>),
    /// A comment, in bytes.
    Comment(Range<usize>),
}

impl NewWaiver {
    /// The document.
    pub fn document(&self) -> Result<String> {
        written::document(&json!({
            "apiVersion": API_VERSION,
            "kind": "RuleWaiver",
            "metadata": {"id": self.id},
            "spec": {
                "rule": self.rule,
                "target": self.target,
                "reason": self.reason,
                "approver": self.approver,
                "approvedOn": self.approved_on.to_string(),
                "expires": self.expires.to_string(),
            },
        }))
    }
}

/// What has to follow a text so that it also holds these documents.
pub fn appended(text: &str, documents: &[String]) -> Result<String, Stuck> {
    let before = read(text);
    if has_errors(&before) {
        return Err("it has errors; `csp-support check` shows them");
    }
    let ends = text.is_empty() || text.ends_with(['\n', '\r']);
    let mut more = String::from(if ends { "" } else { "\n" });
    let mut parted = has_content(&before);
    for document in documents {
        more.push_str(if parted { "---\n" } else { "" });
        more.push_str(document);
        parted = true;
    }
    let more = more.replace('\n', newline(text));
    let after = read(&format!("{text}{more}"));
    let (mut was, is) = (values(&before), values(&after));
    was.extend(
        documents
            .iter()
            .flat_map(|document| values(&read(document))),
    );
    if has_errors(&after) || was != is {
        return Err("its end is too involved to be continued");
    }
    Ok(more)
}

/// The text without some documents and comments.
pub fn without(source: &Source, gone: &[Gone<'_>]) -> Result<String, Stuck> {
    let text = source.text.as_str();
    let splices = gone.iter().map(|gone| {
        let at = match gone {
            Gone::Document(root) => of_document(text, *root)?,
            Gone::Comment(at) => of_comment(text, at),
        };
        Ok(Splice {
            at,
            text: String::new(),
        })
    });
    let changed = edit::apply(text, splices.collect::<Result<_, Stuck>>()?)?;
    let after = read(&changed);
    let left_out = gone.iter().filter_map(|gone| match gone {
        Gone::Document(root) => Some(value(*root)),
        Gone::Comment(_) => None,
    });
    let mut was = values(&read(text));
    for document in left_out {
        let found = was.iter().position(|other| *other == document);
        was.remove(found.ok_or(INVOLVED)?);
    }
    if has_errors(&after) || was != values(&after) {
        return Err(INVOLVED);
    }
    Ok(changed)
}

const INVOLVED: Stuck = "the text is too involved to be changed in place";

/// A document with its `---`. Comments above the first one may be about the file, and those behind a
/// document about the next, so they stay.
fn of_document(text: &str, root: NodeRef<'_>) -> Result<Range<usize>, Stuck> {
    let content = range(root);
    let markers = markers(text);
    let start = markers.iter().rev().find(|at| **at <= content.start);
    let next = markers.iter().find(|at| **at > content.start);
    let next = next.copied().unwrap_or(text.len());
    // A block of text ends behind its last line.
    let end = text[..content.end].trim_end().len().max(content.start);
    let end = line_end(text, end)?;
    let end = end + newline_at(text, end);
    let rest = text.get(end..next).ok_or(INVOLVED)?;
    let start = start.copied();
    Ok(Range {
        start: start.unwrap_or_else(|| line_start(text, content.start)),
        end: if rest.trim().is_empty() { next } else { end },
    })
}

/// A comment with the blanks before it, or its whole line where nothing else stands on it.
fn of_comment(text: &str, at: &Range<usize>) -> Range<usize> {
    let line = line_start(text, at.start);
    let before = &text[line..at.start];
    if before.trim().is_empty() {
        line..at.end + newline_at(text, at.end)
    } else {
        line + before.trim_end().len()..at.end
    }
}

/// Where lines begin that part documents; nothing else may begin with three hyphens and a blank.
fn markers(text: &str) -> Vec<usize> {
    let starts = text.match_indices(['\n', '\r']).map(|(at, _)| at + 1);
    let is_marker = |at: &usize| {
        let line = &text[*at..];
        line.strip_prefix("---")
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
    };
    std::iter::once(0).chain(starts).filter(is_marker).collect()
}

fn newline_at(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let ending = ["\r\n", "\n", "\r"]
        .into_iter()
        .find(|ending| rest.starts_with(ending));
    ending.map_or(0, str::len)
}

fn read(text: &str) -> Reading {
    yaml::read(&Source::new("", text))
}

fn has_errors(reading: &Reading) -> bool {
    let mut findings = reading.findings.iter();
    findings.any(|finding| finding.severity == Severity::Error)
}

fn has_content(reading: &Reading) -> bool {
    !values(reading).is_empty()
}

/// What the documents say; empty ones say nothing.
fn values(reading: &Reading) -> Vec<Value> {
    let roots = reading.documents.iter().map(yaml::Document::root);
    roots.filter(|root| !root.is_null()).map(value).collect()
}

fn value(root: NodeRef<'_>) -> Value {
    serde_json::to_value(root).unwrap_or_default()
}

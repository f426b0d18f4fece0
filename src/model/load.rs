//! From sources to a workspace: parse, recognise the kind, check the shape.
//!
//! Sources are independent of each other here, so they are read on all cores. Nothing here fails:
//! what is wrong becomes findings.

use crate::error::Result;
use crate::finding::{Finding, Place, Span, Subject, builtin};
use crate::model::kind::{Kind, Origin};
use crate::model::nearest::nearest;
use crate::model::schema::{Misfit, Schemas};
use crate::model::workspace::{Entry, Loaded, Workspace};
use crate::source::Source;
use crate::yaml::{self, Document, NodeRef, escaped};
use rayon::prelude::*;
use std::collections::HashSet;
use std::sync::Arc;

/// The value of `apiVersion` this version understands.
pub const API_VERSION: &str = "csp-support/v1";

/// How a comment that speaks to this program begins, the second by mistake.
const COMMENT: [&str; 2] = ["csp-support:", "csp-support waive"];

/// What one source gave.
#[derive(Debug, Default)]
pub struct LoadedSource {
    entries: Vec<Entry>,
    findings: Vec<Finding>,
    comments: Vec<Place>,
}

/// A workspace in the making; sources are added in the order of their paths.
#[derive(Debug, Default)]
pub struct Loading {
    whole: LoadedSource,
}

impl Loading {
    /// Begins with room for the documents of so many sources.
    pub fn of(sources: usize) -> Self {
        let mut loading = Self::default();
        loading.whole.entries.reserve(sources);
        loading
    }

    /// Adds what one source gave.
    pub fn add(&mut self, source: LoadedSource) {
        self.whole.entries.extend(source.entries);
        self.whole.findings.extend(source.findings);
        self.whole.comments.extend(source.comments);
    }

    /// The workspace.
    pub fn finish(self) -> Loaded {
        Loaded {
            workspace: Workspace::new(self.whole.entries),
            findings: self.whole.findings,
            comments: self.whole.comments,
        }
    }
}

/// Reads all sources; the result does not depend on the number of threads.
pub fn load(sources: &[Arc<Source>]) -> Result<Loaded> {
    let schemas = Schemas::embedded()?;
    let read: Vec<_> = sources
        .par_iter()
        .map(|source| load_source(schemas, source))
        .collect();
    let mut loading = Loading::of(read.len());
    for source in read {
        loading.add(source);
    }
    Ok(loading.finish())
}

/// Puts documents that were read already into a workspace.
pub fn load_documents(documents: Vec<Document>) -> Result<Loaded> {
    let schemas = Schemas::embedded()?;
    let mut findings = Vec::new();
    let entries = documents
        .into_iter()
        .filter_map(|document| load_document(schemas, document, &mut findings))
        .collect();
    Ok(Loaded {
        workspace: Workspace::new(entries),
        findings,
        comments: Vec::new(),
    })
}

/// Reads one source: its documents, and what is wrong with them.
pub fn load_source(schemas: &Schemas, source: &Arc<Source>) -> LoadedSource {
    let reading = yaml::read(source);
    if reading.documents.first().is_some_and(is_list_of_ours) {
        return LoadedSource::default();
    }
    let mut findings = reading.findings;
    let documents = reading
        .documents
        .into_iter()
        .filter(|document| !document.root().is_null());
    let entries: Vec<Entry> = documents
        .filter_map(|document| load_document(schemas, document, &mut findings))
        .collect();
    supersede_lookalikes(&mut findings);
    attribute(&entries, &mut findings);
    LoadedSource {
        entries,
        findings,
        comments: comments(source),
    }
}

/// Comments that speak to this program; few files have any, so the others are not read again.
fn comments(source: &Arc<Source>) -> Vec<Place> {
    let text = source.text.as_str();
    let mut signs = COMMENT.iter();
    if !signs.any(|sign| text.contains(sign)) {
        return Vec::new();
    }
    let ours = |span: &Span| {
        let words = text.get(span.start as usize + 1..span.end as usize);
        let words = words.unwrap_or_default().trim_start();
        COMMENT.iter().any(|sign| words.starts_with(sign))
    };
    let found = yaml::comments(source).into_iter().filter(ours);
    let place = |span| Place {
        source: Arc::clone(source),
        span,
    };
    found.map(place).collect()
}

/// Whether it is something that this program keeps beside documents, such as a baseline. Whoever uses it
/// says what is wrong with it.
fn is_list_of_ours(document: &Document) -> bool {
    let root = document.root();
    let format = root.str("format");
    format.is_some_and(|format| format.starts_with("csp-support/"))
        && root.get("apiVersion").is_none()
}

/// A document whose kind and id can be read becomes an entry, with or without errors.
fn load_document(
    schemas: &Schemas,
    document: Document,
    findings: &mut Vec<Finding>,
) -> Option<Entry> {
    let (kind, id) = match identify(document.root()) {
        Ok(identity) => identity,
        Err(finding) => {
            findings.extend(Some(finding).filter(|_| document.is_sound()));
            return None;
        }
    };
    // What a platform exports is read as far as it can be; see `export::aside`.
    let misfits = if document.is_sound() && kind.origin == Origin::Written {
        schemas.of(kind.index()).misfits(document.root())
    } else {
        Vec::new()
    };
    let (rules, shape): (Vec<_>, Vec<_>) = misfits
        .into_iter()
        .partition(|misfit| misfit.rule.is_some());
    let stopped = !document.is_sound() || !shape.is_empty();
    let mut entry = Entry::new(document, kind, id, stopped);
    findings.extend(
        shape
            .into_iter()
            .map(|misfit| about(&entry, misfit).finding),
    );
    entry.misfits = rules
        .into_iter()
        .map(|misfit| about(&entry, misfit))
        .collect();
    Some(entry)
}

/// A value of the wrong type needs no warning that older readers take it for yet another type.
fn supersede_lookalikes(findings: &mut Vec<Finding>) {
    let misread = findings
        .iter()
        .filter(|finding| finding.rule == builtin::YAML_LOOKALIKE.id);
    let misread: HashSet<Span> = misread.map(|finding| finding.place.span).collect();
    findings.retain(|finding| {
        finding.rule != builtin::YAML_LOOKALIKE_11.id || !misread.contains(&finding.place.span)
    });
}

/// What the text itself gives away belongs to the document around it, so that it is recognised again
/// when the document goes to another file.
fn attribute(entries: &[Entry], findings: &mut [Finding]) {
    let unattributed = findings
        .iter_mut()
        .filter(|finding| finding.subject == Subject::default());
    for finding in unattributed {
        let at = finding.place.span.start;
        let after = entries.partition_point(|entry| entry.document.root().span().start <= at);
        let around = entries[..after].last();
        if let Some(entry) = around
            && let Some(node) = entry.document.node_around(at)
        {
            finding.subject = entry.subject(node);
        }
    }
}

/// Names what is wrong within its document; a field that is missing is named as if it were there.
fn about(entry: &Entry, misfit: Misfit) -> Misfit {
    let node = entry.document.node_at(misfit.finding.place.span);
    let mut subject = entry.subject(node.unwrap_or_else(|| entry.document.root()));
    if let Some(field) = misfit.missing.as_ref().filter(|_| misfit.rule.is_none()) {
        subject.pointer.push('/');
        subject.pointer.push_str(&escaped(field));
    }
    Misfit {
        finding: misfit.finding.about(subject),
        ..misfit
    }
}

/// Kind and id of a document, or what is missing to tell them.
fn identify(root: NodeRef<'_>) -> Result<(&'static Kind, String), Finding> {
    let version = root.str("apiVersion");
    if version != Some(API_VERSION) {
        return Err(wrong_version(root, version));
    }
    let kind = root
        .str("kind")
        .ok_or_else(|| problem(root, "kind", "the document does not say its `kind`"))?;
    let known = Kind::named(kind).ok_or_else(|| unknown_kind(root, kind))?;
    let id = root
        .path(&["metadata", "id"])
        .filter(|id| !id.text().is_empty());
    let id = id.ok_or_else(|| problem(root, "metadata", "the document has no `metadata.id`"))?;
    Ok((known, id.text().to_owned()))
}

fn wrong_version(root: NodeRef<'_>, version: Option<&str>) -> Finding {
    match version {
        Some(version) => problem(
            root,
            "apiVersion",
            &format!("`apiVersion` is `{version}`, which this version cannot read"),
        )
        .help(format!("write `apiVersion: {API_VERSION}`")),
        None => problem(
            root,
            "apiVersion",
            "the document does not start with an `apiVersion`",
        )
        .help(format!(
            "add `apiVersion: {API_VERSION}`, or exclude the file if it is not for csp-support"
        )),
    }
}

fn unknown_kind(root: NodeRef<'_>, kind: &str) -> Finding {
    let finding = problem(root, "kind", &format!("there is no kind `{kind}`"));
    let names = Kind::written().map(|kind| kind.name);
    match nearest(kind, names.clone()) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help(format!(
            "kinds are {}",
            names.collect::<Vec<_>>().join(", ")
        )),
    }
}

fn problem(root: NodeRef<'_>, key: &str, message: &str) -> Finding {
    let top = Place {
        source: Arc::clone(&root.document.source),
        span: first_line(root),
    };
    let place = root.get(key).map_or(top, NodeRef::place);
    Finding::builtin(builtin::DOCUMENT_KIND, place, message).help(builtin::DOCUMENT_KIND.fix)
}

/// The first key, so that a whole file is not underlined.
fn first_line(root: NodeRef<'_>) -> Span {
    root.entries()
        .next()
        .map_or(root.span(), |(key, _)| key.span())
}

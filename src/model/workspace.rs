//! All documents of a partner, by kind and id.
//!
//! A workspace finds documents and says which are fit to be judged; it never judges.

use crate::finding::{Finding, Place, Subject};
use crate::model::kind::{KINDS, Kind};
use crate::model::schema::Misfit;
use crate::yaml::{Document, NodeRef};
use std::collections::HashMap;

/// One document with what is known about it from outside its `spec`.
#[derive(Debug)]
pub struct Entry {
    /// The document itself.
    pub document: Document,
    /// What it is.
    pub kind: &'static Kind,
    /// Its `metadata.id`.
    pub id: String,
    /// Whether errors keep it from being judged; it still counts for identity and references.
    pub stopped: bool,
    /// Catalogued obligations that its shape breaks.
    pub misfits: Vec<Misfit>,
    // Every rule asks for these two, so they are looked up once.
    spec: Option<u32>,
    metadata: Option<u32>,
}

impl Entry {
    /// A document that breaks no catalogued obligation by its shape.
    pub fn new(document: Document, kind: &'static Kind, id: String, stopped: bool) -> Self {
        let index = |key| document.root().get(key).map(NodeRef::index);
        Self {
            spec: index("spec"),
            metadata: index("metadata"),
            document,
            kind,
            id,
            stopped,
            misfits: Vec::new(),
        }
    }

    /// What a platform exported; the whole document is its `spec`.
    pub fn exported(document: Document, kind: &'static Kind, id: String) -> Self {
        Self {
            spec: Some(document.root().index()),
            ..Self::new(document, kind, id, false)
        }
    }

    /// The document's `spec`.
    pub fn spec(&self) -> Option<NodeRef<'_>> {
        self.spec.map(|index| self.document.node(index))
    }

    /// The document's `metadata`.
    pub fn metadata(&self) -> Option<NodeRef<'_>> {
        self.metadata.map(|index| self.document.node(index))
    }

    /// What a finding about a node of this document is about.
    pub fn subject(&self, node: NodeRef<'_>) -> Subject {
        Subject {
            kind: self.kind.name.to_owned(),
            id: self.id.clone(),
            pointer: node.stable_pointer(),
        }
    }

    /// `Kind/id`, as people and waivers write it.
    pub fn name(&self) -> String {
        format!("{}/{}", self.kind.name, self.id)
    }
}

/// A partner's documents.
#[derive(Debug, Default)]
pub struct Workspace {
    entries: Vec<Entry>,
    by_kind: Vec<Vec<usize>>,
    by_id: Vec<HashMap<String, usize>>,
    /// The only profile, if there is only one.
    sole_partner: Option<usize>,
}

impl Workspace {
    /// Puts documents in order; of two with one id the first counts.
    pub fn new(entries: Vec<Entry>) -> Self {
        let mut by_kind = vec![Vec::new(); KINDS.len()];
        let mut by_id = vec![HashMap::new(); KINDS.len()];
        for (index, entry) in entries.iter().enumerate() {
            let kind = entry.kind.index();
            by_kind[kind].push(index);
            by_id[kind].entry(entry.id.clone()).or_insert(index);
        }
        let partners = Kind::named("PartnerProfile").map(|kind| by_kind[kind.index()].as_slice());
        let sole_partner = match partners {
            Some([partner]) => Some(*partner),
            _ => None,
        };
        Self {
            entries,
            by_kind,
            by_id,
            sole_partner,
        }
    }

    /// All documents, in the order of their files.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// All documents, to be put into another workspace.
    pub fn into_entries(self) -> Vec<Entry> {
        self.entries
    }

    /// All documents of a kind, in the order of their files.
    pub fn of_kind(&self, kind: &str) -> impl Iterator<Item = &Entry> + Clone {
        let index = Kind::named(kind).map(Kind::index);
        let found = index.and_then(|index| self.by_kind.get(index));
        found.into_iter().flatten().map(|&at| &self.entries[at])
    }

    /// The document of a kind with an id.
    pub fn get(&self, kind: &str, id: &str) -> Option<&Entry> {
        self.position(Kind::named(kind)?, id)
            .map(|at| &self.entries[at])
    }

    /// The place of a document in [`Workspace::entries`].
    pub fn position(&self, kind: &Kind, id: &str) -> Option<usize> {
        self.by_id.get(kind.index())?.get(id).copied()
    }

    /// The place of this very document in [`Workspace::entries`], also where another has its id.
    pub fn place_of(&self, entry: &Entry) -> Option<usize> {
        let is_it = |other: &Entry| std::ptr::eq(other, entry);
        let by_id = self.position(entry.kind, &entry.id);
        by_id
            .filter(|at| self.entries.get(*at).is_some_and(is_it))
            .or_else(|| self.entries.iter().position(is_it))
    }

    /// The partner a document belongs to: the one it names, or the only one there is.
    pub fn partner_of(&self, entry: &Entry) -> Option<&Entry> {
        if entry.kind.name == "PartnerProfile" {
            return self.get("PartnerProfile", &entry.id);
        }
        match entry
            .metadata()
            .and_then(|metadata| metadata.str("partner"))
        {
            Some(id) => self.get("PartnerProfile", id),
            None => self.sole_partner.map(|at| &self.entries[at]),
        }
    }
}

/// What loading gave: the workspace, and what is wrong with its documents.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The documents whose kind and id could be read.
    pub workspace: Workspace,
    /// Syntax and shape errors, in the order of files and text.
    pub findings: Vec<Finding>,
    /// Comments that speak to this program, in the order of files and text.
    pub comments: Vec<Place>,
}

impl Loaded {
    /// The same workspace with further documents.
    #[must_use]
    pub fn with(self, more: Vec<Entry>) -> Self {
        let mut entries = self.workspace.entries;
        entries.extend(more);
        Self {
            workspace: Workspace::new(entries),
            findings: self.findings,
            comments: self.comments,
        }
    }
}

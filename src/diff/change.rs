//! A change of a promise, and the list in which comparing notes what it finds.

use crate::diff::hours::{Moved, Told};
use crate::diff::turn::{Kind, Level, Turn};
use crate::finding::{Place, Subject};
use crate::model::Entry;
use crate::yaml::NodeRef;

/// One change, with where it stands before and after.
#[derive(Debug, Clone)]
pub struct Change<'a> {
    /// What kind of change it is, and so its level.
    pub kind: &'static Kind,
    /// What changed, in plain words: lower case, no full stop; may quote documents, so sinks escape it.
    pub says: String,
    /// Where it stands in OLD; none for what is new.
    pub old: Option<Spot<'a>>,
    /// Where it stands in NEW; none for what is gone.
    pub new: Option<Spot<'a>>,
    /// Whether published pages tell customers of it.
    pub public: bool,
    /// The minutes that were lost or gained, where it is about hours.
    pub minutes: Option<Told>,
}

/// A value of a document.
#[derive(Debug, Clone, Copy)]
pub struct Spot<'a> {
    /// The document.
    pub entry: &'a Entry,
    /// The value.
    pub node: NodeRef<'a>,
}

impl<'a> Spot<'a> {
    /// A whole document.
    pub(super) fn whole(entry: &'a Entry) -> Self {
        let node = entry.document.root();
        Self { entry, node }
    }

    /// What it is, by kind, id and pointer.
    pub fn subject(self) -> Subject {
        self.entry.subject(self.node)
    }

    /// Whether another value lies within this one, or is the same.
    fn holds(self, node: NodeRef<'a>) -> bool {
        let (own, other) = (self.node.span(), node.span());
        let one_document = std::ptr::eq(self.node.document, node.document);
        one_document && own.start <= other.start && other.end <= own.end
    }

    /// Where it stands: the key or the item that introduces it.
    pub fn place(self) -> Place {
        self.node.introduced_by().place()
    }
}

/// The two values that a change is about.
pub(super) type Nodes<'a> = (Option<NodeRef<'a>>, Option<NodeRef<'a>>);

/// What was found about one offering.
#[derive(Debug)]
pub(super) struct Ledger<'a> {
    old: &'a Entry,
    new: &'a Entry,
    pub(super) changes: Vec<Change<'a>>,
    /// Minutes that were told of, by which one change of hours is told once.
    pub(super) told: Vec<Moved>,
    /// Whether it was told that hours go by another clock.
    pub(super) told_clock: bool,
}

impl<'a> Ledger<'a> {
    pub(super) const fn new(old: &'a Entry, new: &'a Entry) -> Self {
        Self {
            old,
            new,
            changes: Vec::new(),
            told: Vec::new(),
            told_clock: false,
        }
    }

    /// Notes a change of a level, if there is one and the turn knows it.
    pub(super) fn note(
        &mut self,
        turn: &Turn,
        level: Option<Level>,
        nodes: Nodes<'a>,
        says: impl FnOnce() -> String,
    ) {
        self.note_for(true, turn, level, nodes, says);
    }

    /// The same with something of which pages may not tell customers.
    pub(super) fn note_for(
        &mut self,
        public: bool,
        turn: &Turn,
        level: Option<Level>,
        nodes: Nodes<'a>,
        says: impl FnOnce() -> String,
    ) {
        let Some(kind) = level.and_then(|level| turn.kind(level)) else {
            return;
        };
        let spot = |entry, node: Option<NodeRef<'a>>| node.map(|node| Spot { entry, node });
        self.changes.push(Change {
            kind,
            says: says(),
            old: spot(self.old, nodes.0),
            new: spot(self.new, nodes.1),
            public,
            minutes: None,
        });
    }

    /// Whether a change tells of two values, or of something in which either lies.
    pub(super) fn tells(&self, old: Option<NodeRef<'a>>, new: Option<NodeRef<'a>>) -> bool {
        let holds = |spot: Option<Spot<'a>>, node: Option<NodeRef<'a>>| {
            spot.zip(node).is_some_and(|(spot, node)| spot.holds(node))
        };
        let mut changes = self.changes.iter();
        changes.any(|change| holds(change.old, old) || holds(change.new, new))
    }

    /// Adds to the last change how many minutes it is about.
    pub(super) fn reckoned(&mut self, minutes: Told) {
        if let Some(last) = self.changes.last_mut() {
            last.minutes = Some(minutes);
        }
    }
}

//! A document in front of the rules: what they all see of it, and what it decides of a rule for all nodes.
//!
//! What a rule says of a node, it leaves to `apply`; it must never look into a node itself.

use crate::judge::apply::{Active, Asking};
use crate::judge::expr::{Answer, Expression, Halt, Value};
use crate::judge::facts::{Context, Remembered, Row, Subject};
use crate::judge::rule::Edition;
use crate::judge::verdict::Outcome;
use crate::model::Entry;
use crate::yaml::NodeRef;

/// What all rules see of one document, looked up once.
pub(super) struct Scene<'a, 'c> {
    context: &'c Context<'a>,
    entry: &'a Entry,
    /// `spec`, `metadata`, `partner`.
    variables: [Option<Answer<'a>>; 3],
}

/// One node of it, or a row about it.
pub(super) struct Seen<'a> {
    pub(super) subject: Subject<'a>,
    /// `this`, `spec`, `metadata`, `partner`: the order of the scope when the pack was compiled.
    pub(super) variables: [Option<Answer<'a>>; 4],
    /// What rules asked before.
    pub(super) facts: Remembered<'a>,
}

/// The answer of a rule on one document, as far as it is the same for all nodes.
pub(super) enum Asked<'a> {
    /// The answer on every node.
    Alike(Outcome),
    /// To be asked node by node.
    Each(Open<'a>),
}

/// What a document leaves open of a rule.
pub(super) struct Open<'a> {
    edition: &'a Edition,
    /// What is missing to tell whether the rule applies to the document.
    pub(super) undecided: Option<Halt<'a>>,
    /// Where the rule applies, if that depends on the node.
    pub(super) when: Option<&'a Expression>,
}

impl<'a, 'c> Scene<'a, 'c> {
    pub(super) fn new(context: &'c Context<'a>, entry: &'a Entry) -> Self {
        let partner = context.partner(entry).ok().and_then(Entry::spec);
        let nodes = [entry.spec(), entry.metadata(), partner];
        Self {
            context,
            entry,
            variables: nodes.map(|node| node.map(given)),
        }
    }

    /// Asks what a rule wants to know of the document as a whole.
    pub(super) fn ask(&self, active: Active<'a>) -> Asked<'a> {
        if active.rule.retired.is_some() {
            return Asked::Alike(Outcome::Retired);
        }
        let Some(edition) = active.edition else {
            return Asked::Alike(Outcome::NotApplicable(if active.reasons {
                "the guidance asks nothing of it on this date".into()
            } else {
                Box::default()
            }));
        };
        if self.entry.stopped {
            let path = &self.entry.document.source.path;
            return Asked::Alike(Outcome::Unknown(format!("`{path}` has errors").into()));
        }
        self.opened(active, edition)
    }

    /// What is missing keeps nothing else from deciding.
    fn opened(&self, active: Active<'a>, edition: &'a Edition) -> Asked<'a> {
        let when = edition.when.as_ref();
        let alike = when.filter(|when| when.is_of_document());
        let mut open = Open {
            edition,
            undecided: None,
            when: when.filter(|_| alike.is_none()),
        };
        if edition.applies.is_empty() && alike.is_none() {
            return Asked::Each(open);
        }
        let spec = self.entry.spec();
        let whole = self.at(spec.unwrap_or_else(|| self.entry.document.root()), None);
        let asking = self.asking(active, edition, &whole);
        for limit in &edition.applies {
            match asking.evaluation().condition(&limit.condition) {
                Ok((true, _)) => {}
                Ok((false, found)) => {
                    let reason = asking.told(|| limit.reason(found));
                    return Asked::Alike(Outcome::NotApplicable(reason));
                }
                Err(halt) => open.undecided = open.undecided.or(Some(halt)),
            }
        }
        match alike.map_or(Ok(None), |when| asking.elsewhere(when)) {
            Ok(Some(reason)) => return Asked::Alike(Outcome::NotApplicable(reason)),
            Ok(None) => {}
            Err(halt) => open.undecided = open.undecided.or(Some(halt)),
        }
        Asked::Each(open)
    }

    /// A node as rules see it, or a row that stands there.
    pub(super) fn at(&self, node: NodeRef<'a>, row: Option<&'a Row<'a>>) -> Seen<'a> {
        let this = row.map_or_else(|| given(node), |row| Answer::new(Value::Row(row)));
        let [spec, metadata, partner] = self.variables.clone();
        Seen {
            subject: Subject {
                entry: self.entry,
                node,
                row,
            },
            variables: [Some(this), spec, metadata, partner],
            facts: Remembered::default(),
        }
    }

    /// The answer of a rule on what is seen.
    pub(super) fn answer(&self, asked: &Asked<'a>, active: Active<'a>, seen: &Seen<'a>) -> Outcome {
        match asked {
            Asked::Alike(outcome) => outcome.clone(),
            Asked::Each(open) => {
                let outcome = self.asking(active, open.edition, seen).outcome(open);
                outcome.unwrap_or_else(|halt| Outcome::Unknown(halt.words().into()))
            }
        }
    }

    fn asking<'s>(
        &'s self,
        active: Active<'a>,
        edition: &'a Edition,
        seen: &'s Seen<'a>,
    ) -> Asking<'a, 's> {
        Asking {
            context: self.context,
            rule: active.rule,
            edition,
            reasons: active.reasons,
            seen,
        }
    }
}

fn given(node: NodeRef<'_>) -> Answer<'_> {
    Answer::new(node.into()).at(Some(node))
}

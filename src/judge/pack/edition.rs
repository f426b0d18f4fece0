//! Compiles the dated editions of a rule, its messages and its examples.

use super::compile::Compiler;
use crate::judge::applies::{DIMENSIONS, Dimension, Limit};
use crate::judge::expr::{Expression, ExpressionError, Scope, Variable};
use crate::judge::rule::{Case, Citation, Edition, Message, MessagePart};
use crate::judge::severity::Obligation;
use crate::model::nearest::nearest;
use crate::yaml::{NodeKind, NodeRef};
use jiff::civil::Date;
use std::ops::Range;

impl Compiler<'_> {
    pub(super) fn edition(
        &mut self,
        rule: NodeRef<'_>,
        edition: NodeRef<'_>,
        scope: &RuleScope,
        obligation: Obligation,
    ) -> Option<Edition> {
        let own = |key: &str| edition.get(key).or_else(|| rule.get(key));
        let when = own("when").and_then(|node| self.condition(node, scope));
        let assert = own("assert").and_then(|node| self.condition(node, scope));
        let says = own("says").map(|node| self.message(node, scope))?;
        let applies = own("applies").map_or_else(Vec::new, |node| self.limits(node, scope));
        Some(Edition {
            applies,
            when,
            assert,
            says,
            ..self.dated(edition, obligation)?
        })
    }

    /// What an edition says of itself: dates, sources, notes; it asks nothing yet.
    pub(super) fn dated(
        &mut self,
        edition: NodeRef<'_>,
        obligation: Obligation,
    ) -> Option<Edition> {
        let date = |key: &str| edition.str(key).and_then(|text| text.parse::<Date>().ok());
        let keys = edition.get("sources").into_iter().flat_map(NodeRef::items);
        let sources = keys.filter_map(|key| self.citation(key)).collect();
        Some(Edition {
            from: date("from")?,
            to: date("to"),
            sources,
            notes: edition.str("notes").unwrap_or_default().to_owned(),
            contested: edition
                .get("contested")
                .and_then(NodeRef::as_bool)
                .unwrap_or(false),
            obligation: edition
                .get("obligation")
                .and_then(|node| node.read().ok())
                .unwrap_or(obligation),
            applies: Vec::new(),
            when: None,
            assert: None,
            says: Message::default(),
        })
    }

    /// An expression that this program wrote itself, for a record.
    pub(super) fn made(
        &mut self,
        record: NodeRef<'_>,
        text: &str,
        scope: &RuleScope,
    ) -> Option<Expression> {
        Expression::compile_condition(text, &scope.scope())
            .map_err(|error| self.broken(record.place(), error.message))
            .ok()
    }

    /// The limits of an `applies`, in the order in which they are looked at.
    pub(super) fn limits(&mut self, applies: NodeRef<'_>, scope: &RuleScope) -> Vec<Limit> {
        let mut limits = Vec::new();
        for dimension in DIMENSIONS {
            if let Some(node) = applies.get(dimension.key) {
                limits.extend(self.limit(dimension, node, scope));
            }
        }
        limits
    }

    fn limit(
        &mut self,
        dimension: &'static Dimension,
        node: NodeRef<'_>,
        scope: &RuleScope,
    ) -> Option<Limit> {
        let values: Vec<String> = node.items().map(|item| item.text().to_owned()).collect();
        let kind = scope.picks.split(['.', '[']).next().unwrap_or_default();
        let Some(text) = dimension.condition(kind, &values) else {
            let message = format!(
                "`{}` cannot be told of {kind}, only of {}",
                dimension.key,
                dimension.kinds()
            );
            self.broken(node.introduced_by().place(), message);
            return None;
        };
        let condition = self.made(node, &text, scope)?;
        Some(Limit {
            dimension,
            values,
            condition,
        })
    }

    fn citation(&mut self, key: NodeRef<'_>) -> Option<Citation> {
        let found = self.sources.get(key.text()).cloned();
        if found.is_none() {
            let near = nearest(key.text(), self.sources.keys().map(String::as_str));
            let meant = near
                .map(|near| format!("; did you mean `{near}`?"))
                .unwrap_or_default();
            self.broken(
                key.place(),
                format!("there is no source `{}`{meant}", key.text()),
            );
        }
        found
    }

    fn condition(&mut self, node: NodeRef<'_>, scope: &RuleScope) -> Option<Expression> {
        let compiled = Expression::compile_condition(node.text(), &scope.scope());
        self.checked(node, 0, compiled)
    }

    fn checked(
        &mut self,
        node: NodeRef<'_>,
        offset: usize,
        compiled: Result<Expression, ExpressionError>,
    ) -> Option<Expression> {
        compiled
            .map_err(|error| {
                let at: Range<usize> = error.at.start + offset..error.at.end + offset;
                self.broken(node.place_within(at), error.message);
            })
            .ok()
    }

    /// Splits a message at `{…}`; `{{` is not needed, messages have no braces of their own.
    fn message(&mut self, node: NodeRef<'_>, scope: &RuleScope) -> Message {
        let (text, mut parts, mut at) = (node.text(), Vec::new(), 0);
        while let Some(open) = text[at..].find('{').map(|open| at + open) {
            let close = text[open..]
                .find('}')
                .map_or(text.len(), |close| open + close);
            parts.push(MessagePart::Words(text[at..open].to_owned()));
            let compiled = Expression::compile(&text[open + 1..close], &scope.scope());
            parts.extend(
                self.checked(node, open + 1, compiled)
                    .map(MessagePart::Value),
            );
            at = (close + 1).min(text.len());
        }
        parts.push(MessagePart::Words(text[at..].to_owned()));
        Message {
            text: text.to_owned(),
            parts,
        }
    }

    pub(super) fn cases(&mut self, rule: NodeRef<'_>, key: &str) -> Vec<Case> {
        let Some(node) = rule.get(key) else {
            return Vec::new();
        };
        if node.kind() == NodeKind::Str {
            return vec![case(node, node)];
        }
        let cases: Vec<_> = node
            .items()
            .filter_map(|item| Some(case(item, item.get("documents")?)))
            .collect();
        for item in node.items() {
            if let Some(base) = item
                .get("base")
                .filter(|base| !self.bases.contains_key(base.text()))
            {
                self.broken(
                    base.place(),
                    format!("the pack has no base `{}`", base.text()),
                );
            }
        }
        cases
    }
}

/// The names of one rule.
pub(super) struct RuleScope {
    pub(super) picks: String,
    pub(super) variables: Vec<Variable>,
}

impl RuleScope {
    fn scope(&self) -> Scope<'_> {
        Scope {
            variables: self.variables.clone(),
            picks: &self.picks,
        }
    }
}

fn case(node: NodeRef<'_>, documents: NodeRef<'_>) -> Case {
    Case {
        name: node.str("name").unwrap_or_default().to_owned(),
        base: node.str("base").map(str::to_owned),
        as_of: node.str("asOf").and_then(|date| date.parse().ok()),
        documents: documents.text().to_owned(),
        place: documents.place(),
    }
}

//! Values while an expression runs: scalars, nodes of the arena, what facts answer.
//!
//! A value borrows wherever it can; it never knows which rule asked.

use super::ir::Const;
use crate::judge::facts::Row;
use crate::yaml::{NodeKind, NodeRef};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::Arc;

/// A value.
#[derive(Debug, Clone)]
pub enum Value<'a> {
    /// `null`.
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Any other number.
    Float(f64),
    /// Text.
    Text(Cow<'a, str>),
    /// A list or mapping of a document.
    Node(NodeRef<'a>),
    /// A list of texts that a fact computed.
    Texts(Arc<[String]>),
    /// A row of a relation.
    Row(&'a Row<'a>),
    /// A list of constants written in the expression.
    #[doc(hidden)]
    Constants(Constants<'a>),
}

/// Constants of an expression; opaque outside this module.
#[derive(Debug, Clone, Copy)]
pub struct Constants<'a>(pub(super) &'a [Const]);

/// A value and the node that decided it, if one did.
#[derive(Debug, Clone)]
pub struct Answer<'a> {
    /// The value.
    pub value: Value<'a>,
    /// The node to look at.
    pub at: Option<NodeRef<'a>>,
}

/// What was needed and is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The field, as a path people can find.
    pub what: String,
}

impl<'a> Answer<'a> {
    /// An answer that no single node decided.
    pub fn new(value: Value<'a>) -> Self {
        Self { value, at: None }
    }

    /// Yes or no.
    pub fn yes(value: bool) -> Self {
        Self::new(Value::Bool(value))
    }

    /// A number.
    pub fn number(value: i64) -> Self {
        Self::new(Value::Int(value))
    }

    /// A text.
    pub fn text(value: impl Into<Cow<'a, str>>) -> Self {
        Self::new(Value::Text(value.into()))
    }

    /// A list of texts.
    pub fn texts(values: impl IntoIterator<Item = String>) -> Self {
        Self::new(Value::Texts(values.into_iter().collect()))
    }

    /// The same answer, decided by `node`.
    #[must_use]
    pub fn at(mut self, node: Option<NodeRef<'a>>) -> Self {
        self.at = node.or(self.at);
        self
    }
}

impl Missing {
    /// Names what is missing.
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into() }
    }
}

impl<'a> From<NodeRef<'a>> for Value<'a> {
    fn from(node: NodeRef<'a>) -> Self {
        match node.kind() {
            NodeKind::Null => Self::Null,
            NodeKind::Bool => Self::Bool(node.as_bool().unwrap_or_default()),
            NodeKind::Int => Self::Int(node.as_int().unwrap_or_default()),
            NodeKind::Float => Self::Float(node.as_float().unwrap_or_default()),
            NodeKind::Str => Self::Text(Cow::Borrowed(node.text())),
            NodeKind::Seq | NodeKind::Map => Self::Node(node),
        }
    }
}

impl<'a> From<&'a Const> for Value<'a> {
    fn from(constant: &'a Const) -> Self {
        match constant {
            Const::Null => Self::Null,
            Const::Bool(value) => Self::Bool(*value),
            Const::Int(value) => Self::Int(*value),
            Const::Float(value) => Self::Float(*value),
            Const::Text(text) => Self::Text(Cow::Borrowed(text)),
        }
    }
}

impl<'a> Value<'a> {
    /// Whether two scalars are equal; whole numbers and others compare by value.
    pub(super) fn equals(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            (Self::Bool(a), Self::Bool(b)) => a == b,
            (Self::Text(a), Self::Text(b)) => a == b,
            _ => self.order(other) == Some(Ordering::Equal),
        }
    }

    /// The order of two numbers or two texts.
    #[allow(
        clippy::cast_precision_loss,
        reason = "CEL compares whole numbers with doubles by value"
    )]
    pub(super) fn order(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Int(a), Self::Int(b)) => Some(a.cmp(b)),
            (Self::Float(a), Self::Float(b)) => a.partial_cmp(b),
            (Self::Int(a), Self::Float(b)) => (*a as f64).partial_cmp(b),
            (Self::Float(a), Self::Int(b)) => a.partial_cmp(&(*b as f64)),
            (Self::Text(a), Self::Text(b)) => Some(a.cmp(b)),
            _ => None,
        }
    }

    /// Number of characters, items or entries.
    pub(super) fn size(&self) -> Option<usize> {
        match self {
            Self::Text(text) => Some(text.chars().count()),
            Self::Node(node) => Some(node.len()),
            Self::Texts(texts) => Some(texts.len()),
            Self::Constants(list) => Some(list.0.len()),
            _ => None,
        }
    }

    /// Whether a list has an item that equals a scalar; none where this is no list.
    pub(super) fn holds(&self, scalar: &Self) -> Option<bool> {
        Some(match self {
            Self::Node(node) if node.kind() == NodeKind::Seq => {
                node.items().any(|item| Self::from(item).equals(scalar))
            }
            Self::Texts(texts) => {
                matches!(scalar, Self::Text(text) if texts.iter().any(|own| own == text))
            }
            Self::Constants(list) => list.0.iter().any(|own| Self::from(own).equals(scalar)),
            _ => return None,
        })
    }

    /// The items of a list, with their nodes.
    pub(super) fn members(&self) -> Option<Vec<Answer<'a>>> {
        match self {
            Self::Node(node) if node.kind() == NodeKind::Seq => {
                let items = node.items();
                Some(
                    items
                        .map(|item| Answer::new(item.into()).at(Some(item)))
                        .collect(),
                )
            }
            Self::Texts(texts) => Some(texts.iter().cloned().map(Answer::text).collect()),
            Self::Constants(list) => Some(
                list.0
                    .iter()
                    .map(|constant| Answer::new(constant.into()))
                    .collect(),
            ),
            _ => None,
        }
    }

    /// The value in words, for messages.
    pub fn words(&self) -> String {
        match self {
            Self::Null => "nothing".to_owned(),
            Self::Bool(value) => value.to_string(),
            Self::Int(value) => value.to_string(),
            Self::Float(value) => value.to_string(),
            Self::Text(text) => text.clone().into_owned(),
            Self::Texts(texts) => texts.join(", "),
            Self::Row(_) => String::new(),
            Self::Node(_) | Self::Constants(_) => {
                let members = self.members().unwrap_or_default();
                members
                    .iter()
                    .map(|member| member.value.words())
                    .collect::<Vec<_>>()
                    .join(", ")
            }
        }
    }
}

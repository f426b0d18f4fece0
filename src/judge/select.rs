//! What a rule is asked of: `Kind[field=value].path[]`, `Workspace`, `text(customer)` or a relation.
//!
//! A selection finds nodes; it never computes a position and never judges.

use crate::judge::facts::{self, Relation};
use crate::model::kind::{Kind, Origin};
use crate::model::shape::{Shape, Step, Type};
use crate::model::{Entry, Schemas};
use crate::yaml::{NodeKind, NodeRef};

/// Fields and the values they must have.
type Filter = Vec<(String, String)>;

/// A parsed `each`.
#[derive(Debug)]
pub enum Selection {
    /// The workspace as a whole; its subject is the partner's profile, or the first document.
    Workspace,
    /// Every text that customers read.
    CustomerText,
    /// Every row of a relation.
    Relation(&'static Relation),
    /// Nodes of the documents of a kind.
    Nodes {
        /// The kind.
        kind: &'static Kind,
        /// Fields of `spec` that must have these values.
        filter: Filter,
        /// The way from `spec` to the nodes.
        path: Vec<Step>,
    },
}

impl std::fmt::Debug for Relation {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.name)
    }
}

impl Selection {
    /// Parses an `each`; the message says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        match text {
            "Workspace" => return Ok(Self::Workspace),
            "text(customer)" => return Ok(Self::CustomerText),
            _ => {}
        }
        if let Some(relation) = facts::relation(text) {
            return Ok(Self::Relation(relation));
        }
        let (head, path) = split_path(text);
        let (name, filter) = split_filter(head)?;
        let kind =
            Kind::named(name).ok_or_else(|| format!("there is no kind or relation `{name}`"))?;
        Ok(Self::Nodes {
            kind,
            filter,
            path: steps(path)?,
        })
    }

    /// What facts are looked up for: the selection without its filter.
    pub fn picks(&self) -> String {
        match self {
            Self::Workspace => "Workspace".to_owned(),
            Self::CustomerText => "text".to_owned(),
            Self::Relation(relation) => relation.name.to_owned(),
            Self::Nodes { kind, path, .. } => {
                let parts = path.iter().map(|step| match step {
                    Step::Key(key) => format!(".{key}"),
                    Step::Each => "[]".to_owned(),
                });
                format!("{}{}", kind.name, parts.collect::<String>())
            }
        }
    }

    /// The type of `this`; an error where the schema has no such path.
    pub fn type_of_this(&self, schemas: &Schemas) -> Result<Type, String> {
        match self {
            Self::Workspace => Ok(Type::Any),
            Self::CustomerText => Ok(Type::Str),
            Self::Relation(relation) => Ok(relation.row_type()),
            Self::Nodes { kind, path, filter } => {
                let spec = spec_shape(schemas, kind).ok_or("the kind has no `spec`")?;
                for (field, _) in filter {
                    spec.field(field)
                        .ok_or_else(|| format!("{} has no field `{field}`", kind.name))?;
                }
                let found = path.iter().try_fold(spec, |shape, step| match step {
                    Step::Key(key) => shape.field(key),
                    Step::Each => shape.each(),
                });
                found
                    .map(|shape| shape.ty.clone())
                    .ok_or_else(|| format!("{} has no such path", kind.name))
            }
        }
    }

    /// The type of `spec`.
    pub fn type_of_spec(&self, schemas: &Schemas) -> Type {
        match self {
            Self::Nodes { kind, .. } => {
                spec_shape(schemas, kind).map_or(Type::Any, |shape| shape.ty.clone())
            }
            _ => Type::Any,
        }
    }

    /// The nodes of one document that are asked; nothing for relations and texts.
    pub fn nodes<'a>(&self, entry: &'a Entry) -> Vec<NodeRef<'a>> {
        let Self::Nodes { kind, filter, path } = self else {
            return Vec::new();
        };
        let Some(spec) = entry.spec().filter(|_| entry.kind == *kind) else {
            return Vec::new();
        };
        let fits = filter
            .iter()
            .all(|(field, value)| spec.get(field).is_some_and(|node| node.text() == value));
        if fits { follow(spec, path) } else { Vec::new() }
    }
}

/// The shape of a kind's `spec`.
pub fn spec_shape<'s>(schemas: &'s Schemas, kind: &Kind) -> Option<&'s Shape> {
    let whole = &schemas.of(kind.index()).shape;
    match kind.origin {
        Origin::Written => whole.field("spec"),
        Origin::Exported { .. } => Some(whole),
    }
}

/// All nodes at the end of a path.
pub fn follow<'a>(from: NodeRef<'a>, path: &[Step]) -> Vec<NodeRef<'a>> {
    let mut found = Vec::new();
    collect(from, path, &mut found);
    found
}

fn collect<'a>(from: NodeRef<'a>, path: &[Step], found: &mut Vec<NodeRef<'a>>) {
    match path {
        [] => found.push(from),
        [step, rest @ ..] => step_on(from, step, |node| collect(node, rest, found)),
    }
}

/// Ways to nodes; what several have in common is walked once.
#[derive(Debug, Default)]
pub struct Ways {
    ends: bool,
    on: Vec<(Step, Self)>,
}

impl Ways {
    /// Brings paths together.
    pub fn new<'p>(paths: impl IntoIterator<Item = &'p Vec<Step>>) -> Self {
        let mut ways = Self::default();
        paths.into_iter().for_each(|path| ways.add(path));
        ways
    }

    fn add(&mut self, path: &[Step]) {
        let [step, rest @ ..] = path else {
            self.ends = true;
            return;
        };
        let known = self.on.iter().position(|(known, _)| known == step);
        let at = known.unwrap_or_else(|| {
            self.on.push((step.clone(), Self::default()));
            self.on.len() - 1
        });
        self.on[at].1.add(rest);
    }

    /// All nodes at the ends of the ways.
    pub fn nodes<'a>(&self, from: NodeRef<'a>) -> Vec<NodeRef<'a>> {
        let mut found = Vec::new();
        self.collect(from, &mut found);
        found
    }

    fn collect<'a>(&self, from: NodeRef<'a>, found: &mut Vec<NodeRef<'a>>) {
        if self.ends {
            found.push(from);
        }
        for (step, ways) in &self.on {
            step_on(from, step, |node| ways.collect(node, found));
        }
    }
}

/// Goes one step, to one node or to each.
fn step_on<'a>(from: NodeRef<'a>, step: &Step, go_on: impl FnMut(NodeRef<'a>)) {
    match step {
        Step::Key(key) => from.get(key).into_iter().for_each(go_on),
        Step::Each if from.kind() == NodeKind::Map => {
            from.entries().map(|(_, value)| value).for_each(go_on);
        }
        Step::Each => from.items().for_each(go_on),
    }
}

/// `Kind[filter]` and the path behind it.
fn split_path(text: &str) -> (&str, &str) {
    let head = text.find(']').filter(|&end| {
        text.find('.')
            .is_none_or(|dot| dot > end || text[..end].contains('='))
    });
    let from = head.map_or(0, |end| end + 1);
    match text[from..].find('.') {
        Some(dot) => (&text[..from + dot], &text[from + dot + 1..]),
        None => (text, ""),
    }
}

fn split_filter(head: &str) -> Result<(&str, Filter), String> {
    let Some((name, rest)) = head.split_once('[') else {
        return Ok((head, Vec::new()));
    };
    let inner = rest
        .strip_suffix(']')
        .ok_or("the `[` of `each` is not closed")?;
    let pairs = inner.split(',').map(|pair| match pair.split_once('=') {
        Some((field, value)) => Ok((field.trim().to_owned(), value.trim().to_owned())),
        None => Err(format!("`{pair}` is not of the form `field=value`")),
    });
    Ok((name, pairs.collect::<Result<_, _>>()?))
}

fn steps(path: &str) -> Result<Vec<Step>, String> {
    let mut steps = Vec::new();
    for part in path.split('.').filter(|part| !part.is_empty()) {
        let (name, each) = part
            .strip_suffix("[]")
            .map_or((part, false), |name| (name, true));
        if name.is_empty() || name.contains(['[', ']']) {
            return Err(format!("`{part}` is not a field or `field[]`"));
        }
        steps.push(Step::Key(name.to_owned()));
        if each {
            steps.push(Step::Each);
        }
    }
    Ok(steps)
}

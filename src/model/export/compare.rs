//! Where a document and a draft of it disagree, by what values mean rather than how they are written.
//!
//! It knows formats from the schema of the document's kind; which side is right, it must never know.

use crate::hours::duration;
use crate::model::catalog::Catalogs;
use crate::model::shape::Shape;
use crate::yaml::{NodeKind, NodeRef};
use serde_json::{Map, Value};

/// One place where the two disagree.
#[derive(Debug)]
pub struct Difference<'a> {
    /// The way from `spec`, items of lists by what names them.
    pub field: String,
    /// What the document says; none where it says nothing.
    pub declared: Option<NodeRef<'a>>,
    /// Where the document says it, or would.
    pub at: NodeRef<'a>,
    /// The field of the document behind which it would say it, where there is one.
    pub after: Option<NodeRef<'a>>,
    /// What the platform says; none where it has nothing like it.
    pub live: Option<Value>,
}

impl Difference<'_> {
    /// Whether the document only says less. A list that is missing says that it is empty, and a field that
    /// has a default says that.
    pub fn is_silence(&self, shape: &Shape) -> bool {
        let is_field = self.declared.is_none() && self.at.kind() == NodeKind::Map;
        let is_list = self.live.as_ref().is_some_and(Value::is_array);
        is_field && !is_list && default_of(shape, &self.field).is_none()
    }
}

/// The default of the field at the end of a way, such as `relationship.assignments[desk].status`.
fn default_of<'s>(shape: &'s Shape, way: &str) -> Option<&'s Value> {
    let mut at = shape;
    for part in way.split('.') {
        let (name, items) = part
            .split_once('[')
            .map_or((part, false), |(name, _)| (name, true));
        at = at.field(name)?;
        if items {
            at = at.each()?;
        }
    }
    at.default.as_ref()
}

/// What names an item of a list, the surest first.
const NAMES: [&str; 3] = ["id", "group", "name"];

/// All differences between a document's `spec` and the fields of a draft, in the order of the draft.
pub fn differences<'a>(
    shape: &Shape,
    spec: NodeRef<'a>,
    draft: &Map<String, Value>,
) -> Vec<Difference<'a>> {
    let mut found = Vec::new();
    object(shape, spec, draft, "", &mut found);
    found
}

fn object<'a>(
    shape: &Shape,
    node: NodeRef<'a>,
    draft: &Map<String, Value>,
    way: &str,
    found: &mut Vec<Difference<'a>>,
) {
    let mut after = None;
    for (key, live) in draft {
        let field = if way.is_empty() {
            key.clone()
        } else {
            format!("{way}.{key}")
        };
        let inner = shape.field(key);
        match (node.get(key).filter(|node| !node.is_null()), inner) {
            (Some(declared), Some(inner)) => value(inner, declared, live, &field, found),
            (None, _) if live.is_null() || is_default(inner, live) => {}
            (None, inner) if is_empty(live) && inner.is_some() => {}
            (declared, _) => found.push(Difference {
                field,
                declared,
                at: declared.unwrap_or(node),
                after,
                live: Some(live.clone()),
            }),
        }
        after = node.get(key).or(after);
    }
}

fn is_default(shape: Option<&Shape>, live: &Value) -> bool {
    let Some(shape) = shape else { return false };
    let default = shape.default.as_ref();
    default.is_some_and(|default| same_value(shape, &written(default), &written(live)))
}

fn is_empty(live: &Value) -> bool {
    live.as_array().is_some_and(Vec::is_empty) || live.as_object().is_some_and(Map::is_empty)
}

fn value<'a>(
    shape: &Shape,
    declared: NodeRef<'a>,
    live: &Value,
    field: &str,
    found: &mut Vec<Difference<'a>>,
) {
    match live {
        Value::Object(draft) => object(shape, declared, draft, field, found),
        Value::Array(items) => list(shape, declared, items, field, found),
        _ if !live.is_null() && same_value(shape, declared.text(), &written(live)) => {}
        _ => found.push(Difference {
            field: field.to_owned(),
            declared: Some(declared),
            at: declared,
            after: None,
            live: (!live.is_null()).then(|| live.clone()),
        }),
    }
}

/// The order of a list says nothing.
fn list<'a>(
    shape: &Shape,
    declared: NodeRef<'a>,
    live: &[Value],
    field: &str,
    found: &mut Vec<Difference<'a>>,
) {
    let plain = Shape::plain(crate::model::shape::Type::Any);
    let each = shape.each().unwrap_or(&plain);
    let mut rest: Vec<NodeRef<'a>> = declared.items().collect();
    for item in live {
        let same = rest.iter().position(|node| is_same_item(each, *node, item));
        let way = format!("{field}[{}]", name_of(item));
        match same.map(|at| rest.remove(at)) {
            Some(node) if item.is_object() => value(each, node, item, &way, found),
            Some(_) => {}
            None => found.push(Difference {
                field: way,
                declared: None,
                at: declared,
                after: None,
                live: Some(item.clone()),
            }),
        }
    }
    found.extend(rest.into_iter().map(|node| Difference {
        field: format!("{field}[{}]", name_of_node(node)),
        declared: Some(node),
        at: node,
        after: None,
        live: None,
    }));
}

fn is_same_item(shape: &Shape, node: NodeRef<'_>, live: &Value) -> bool {
    let Some(item) = live.as_object() else {
        return same_value(shape, node.text(), &written(live));
    };
    let both = NAMES
        .iter()
        .find_map(|name| Some((node.str(name)?, item.get(*name)?)));
    both.is_some_and(|(declared, live)| declared.eq_ignore_ascii_case(&written(live)))
}

/// A value as people write it.
pub fn written(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

fn name_of(item: &Value) -> String {
    let name = NAMES.iter().rev().find_map(|name| item.get(*name));
    match name {
        Some(name) => written(name),
        None => role_name(&written(item)),
    }
}

fn name_of_node(node: NodeRef<'_>) -> String {
    let name = NAMES.iter().rev().find_map(|name| node.str(name));
    name.map_or_else(|| role_name(node.text()), str::to_owned)
}

/// The name of a role, where a text is the id of one.
fn role_name(text: &str) -> String {
    let catalogs = Catalogs::embedded().ok();
    let role = catalogs.and_then(|catalogs| catalogs.entra_role(text));
    role.map_or_else(|| text.to_owned(), |role| role.name.clone())
}

fn same_value(shape: &Shape, declared: &str, live: &str) -> bool {
    if declared == live {
        return true;
    }
    match shape.format.as_deref() {
        Some("guid") => declared.eq_ignore_ascii_case(live),
        Some("duration") => same_duration(declared, live),
        Some("date-time") => same_second(declared, live),
        _ if is_id(declared) => declared.eq_ignore_ascii_case(live),
        _ => declared.trim() == live.trim(),
    }
}

/// Ids of two GUIDs have no format of their own.
fn is_id(text: &str) -> bool {
    text.len() >= 36
        && text
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

fn same_duration(declared: &str, live: &str) -> bool {
    let (declared, live) = (duration::parse(declared), duration::parse(live));
    declared.is_some() && declared == live
}

/// Platforms write fractions of a second that nobody keeps.
fn same_second(declared: &str, live: &str) -> bool {
    let second = |text: &str| {
        text.parse::<jiff::Timestamp>()
            .ok()
            .map(jiff::Timestamp::as_second)
    };
    second(declared).is_some() && second(declared) == second(live)
}

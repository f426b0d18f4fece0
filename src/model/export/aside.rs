//! What of an export is not known: fields that are kept aside, values that are taken as unknown, values
//! of another type than the platform documents.
//!
//! It compares an export with the schema of its kind and must never know what the fields mean.

use crate::finding::{Finding, builtin};
use crate::model::export::Known;
use crate::model::format;
use crate::model::shape::{Object, Shape, Type};
use crate::model::{Entry, Schemas};
use crate::yaml::{NodeKind, NodeRef};
use serde_json::Value;
use std::collections::BTreeMap;

/// A field that is not known.
#[derive(Debug)]
pub struct Aside<'a> {
    /// The way to it, `[]` for every item of a list.
    pub field: String,
    /// All values that it has in the export, in the order of the text.
    pub values: Vec<NodeRef<'a>>,
}

/// What is not known of one export.
#[derive(Debug, Default)]
pub struct Unknown<'a> {
    /// Fields that were kept aside, sorted by name.
    pub aside: Vec<Aside<'a>>,
    /// What a person should look at.
    pub findings: Vec<Finding>,
}

/// Looks through one export.
pub fn look<'a>(schemas: &Schemas, known: &Known<'a>, export: &'a Entry) -> Unknown<'a> {
    let mut look = Look {
        export,
        known,
        aside: BTreeMap::new(),
        findings: Vec::new(),
    };
    if let Some(spec) = export.spec() {
        look.value(&schemas.of(export.kind.index()).shape, spec, "");
    }
    let aside = look.aside.into_iter();
    let aside = aside
        .map(|(field, values)| Aside { field, values })
        .collect::<Vec<_>>();
    let mut findings = look.findings;
    findings.extend(aside.iter().filter_map(|aside| told(export, aside)));
    Unknown { aside, findings }
}

fn told(export: &Entry, aside: &Aside<'_>) -> Option<Finding> {
    let first = aside.values.first()?;
    let times = match aside.values.len() {
        1 => "once".to_owned(),
        count => format!("{count} times"),
    };
    let message = format!(
        "`{}` is not known; it occurs {times} and was kept aside",
        aside.field
    );
    let finding = Finding::builtin(builtin::EXPORT_FIELD, first.place(), message);
    Some(finding.about(export.subject(*first)))
}

struct Look<'a, 'k> {
    export: &'a Entry,
    known: &'k Known<'a>,
    aside: BTreeMap<String, Vec<NodeRef<'a>>>,
    findings: Vec<Finding>,
}

impl<'a> Look<'a, '_> {
    fn value(&mut self, shape: &Shape, node: NodeRef<'a>, field: &str) {
        if node.is_null() {
            return;
        }
        match (&shape.ty, node.kind()) {
            (Type::Object(object), NodeKind::Map) => self.object(object, node, field),
            (Type::List(items), NodeKind::Seq) => {
                let field = format!("{field}[]");
                node.items()
                    .for_each(|item| self.value(items, item, &field));
            }
            (wanted, found) if !fits(wanted, found) => self.mistyped(wanted, node, field),
            _ if !is_option(shape, node) => self.unknown(node, field),
            _ => self.formatted(shape, node, field),
        }
    }

    fn object(&mut self, object: &Object, node: NodeRef<'a>, field: &str) {
        for (key, value) in node.entries() {
            let inner = match field {
                "" => key.text().to_owned(),
                _ => format!("{field}.{}", key.text()),
            };
            // What OData says about the answer itself is nothing that a record says.
            if key.text().contains("@odata.") {
                continue;
            }
            match object.fields.get(key.text()).or(object.values.as_ref()) {
                Some(shape) => self.value(shape, value, &inner),
                None if self.known.mappings().knows(self.export, key.text(), value) => {}
                None => self.aside.entry(inner).or_default().push(value),
            }
        }
    }

    fn mistyped(&mut self, wanted: &Type, node: NodeRef<'a>, field: &str) {
        let message = format!("`{field}` should be {}, so it was left out", noun(wanted));
        self.report(
            Finding::builtin(builtin::EXPORT_RECORD, node.place(), message),
            node,
        );
    }

    /// Ids and durations have a form; of moments, the rules know more ways to write them.
    fn formatted(&mut self, shape: &Shape, node: NodeRef<'a>, field: &str) {
        let wanted = shape.format.as_deref().and_then(format::named);
        let wanted = wanted.filter(|wanted| matches!(wanted.name, "guid" | "duration"));
        let (Some(wanted), text) = (wanted, node.text().trim()) else {
            return;
        };
        if text.is_empty() || (wanted.check)(text) {
            return;
        }
        let message = format!("`{field}` should be {}, not `{text}`", wanted.says);
        self.report(
            Finding::builtin(builtin::EXPORT_RECORD, node.place(), message),
            node,
        );
    }

    fn unknown(&mut self, node: NodeRef<'a>, field: &str) {
        let text = node.text();
        let message = if is_future(node) {
            format!(
                "`{text}`, which Microsoft keeps for values to come, is all that `{field}` says; it tells nothing"
            )
        } else {
            format!("`{text}` is no known value of `{field}`; it was taken as unknown")
        };
        self.report(
            Finding::builtin(builtin::EXPORT_VALUE, node.place(), message),
            node,
        );
    }

    fn report(&mut self, finding: Finding, node: NodeRef<'a>) {
        self.findings.push(finding.about(self.export.subject(node)));
    }
}

/// Whether a value has the type that the platform documents.
fn fits(wanted: &Type, found: NodeKind) -> bool {
    match wanted {
        Type::Any => true,
        Type::Null => found == NodeKind::Null,
        Type::Bool => found == NodeKind::Bool,
        Type::Int => found == NodeKind::Int,
        Type::Number => matches!(found, NodeKind::Int | NodeKind::Float),
        Type::Str => found == NodeKind::Str,
        Type::List(_) => found == NodeKind::Seq,
        Type::Object(_) => found == NodeKind::Map,
    }
}

/// Whether a value is one of those that are listed, whatever the case of its letters.
fn is_option(shape: &Shape, node: NodeRef<'_>) -> bool {
    let listed = |option: &String| option.eq_ignore_ascii_case(node.text().trim());
    shape.options.is_empty() || !is_future(node) && shape.options.iter().any(listed)
}

/// What Microsoft writes instead of a value that came after the interface.
fn is_future(node: NodeRef<'_>) -> bool {
    node.text()
        .trim()
        .eq_ignore_ascii_case("unknownFutureValue")
}

const fn noun(wanted: &Type) -> &'static str {
    match wanted {
        Type::Any => "a value",
        Type::Null => "nothing",
        Type::Bool => "true or false",
        Type::Int | Type::Number => "a number",
        Type::Str => "text",
        Type::List(_) => "a list",
        Type::Object(_) => "a mapping",
    }
}

/// The values that were kept aside, as they are written to a file: field, count, and each place with its value.
pub fn to_json(unknown: &[Aside<'_>]) -> Value {
    let fields = unknown.iter().map(|aside| {
        let values = aside.values.iter().map(|node| {
            let value = serde_json::to_value(node).unwrap_or_default();
            serde_json::json!({"at": node.json_pointer(), "value": value})
        });
        serde_json::json!({
            "field": aside.field,
            "count": aside.values.len(),
            "values": values.collect::<Vec<_>>(),
        })
    });
    fields.collect()
}
